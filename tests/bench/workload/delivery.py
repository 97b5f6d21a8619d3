"""In which order spans reach the file. Traces overlap, so their spans are scattered."""
import heapq
import itertools

from workload.catalog import SERVICES


class BatchedDelivery:
    """A line for each batch, of 2 to 5 services, as a collector gets it from their exporters."""
    WINDOW = 4000  # spans held back, so that those of one trace end up in several batches
    AROUND = 15  # about what there is of a batch for each of its spans, in characters

    def __init__(self, chance, encoding, size, out):
        self.chance = chance
        self.encoding = encoding
        self.size = size
        self.out = out
        self.records = 0
        self.taken = 0  # characters
        self.waiting = {service: [] for service in SERVICES}
        self.resources = {service: [encoding.resource(chance, service, i) for i in range(3)]
                          for service in SERVICES}

    def is_full(self):
        return self.taken >= self.size

    def take(self, spans, _now):
        for span in spans:
            text = self.encoding.span(span)
            self.waiting[span.service].append(text)
            self.taken += len(text) + self.AROUND
        while self.held() > self.WINDOW:
            self.write_batch()

    def finish(self):
        while self.held():
            self.write_batch()

    def held(self):
        return sum(map(len, self.waiting.values()))

    def write_batch(self):
        size = self.chance.randint(100, 500)
        live = [service for service in SERVICES if self.waiting[service]]
        services = self.chance.sample(live, min(len(live), self.chance.randint(2, 5)))
        share = max(1, size // len(services))
        parts = [self.resource_spans(service, share) for service in services]
        self.out.write(('{"resourceSpans":[' + ",".join(parts) + "]}\n").encode())
        self.records += 1

    def resource_spans(self, service, count):
        spans = self.waiting[service]
        taken, self.waiting[service] = spans[:count], spans[count:]
        resource = self.resources[service][self.chance.randrange(3)]
        return self.encoding.resource_spans(resource, service, taken)


class SingleDelivery:
    """One after another, each up to five seconds after its end."""
    LATEST = 5 * 10**9  # ns

    def __init__(self, chance, encoding, size, out):
        self.chance = chance
        self.encoding = encoding
        self.size = size
        self.out = out
        self.records = 0
        self.written = 0  # bytes
        self.waiting = []  # a heap of (when, number, span)
        self.numbers = itertools.count()  # spans cannot be compared

    def is_full(self):
        return self.written >= self.size

    def take(self, spans, now):
        for span in spans:
            when = span.end_ns + self.chance.randrange(self.LATEST)
            heapq.heappush(self.waiting, (when, next(self.numbers), span))
        while self.waiting and self.waiting[0][0] < now and not self.is_full():
            self.write_next()

    def finish(self):
        while self.waiting:
            self.write_next()

    def write_next(self):
        self.written += self.out.write(self.encoding.span(heapq.heappop(self.waiting)[2]).encode())
        self.records += 1
