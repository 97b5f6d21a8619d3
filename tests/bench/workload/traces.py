"""How spans make a trace: its tree, the user it is for, and what of it got lost on the way."""
from typing import NamedTuple, Optional

from workload.catalog import CHAT, GATEWAY, SERVICES, Weighted
from workload.span import ERROR, OK, SERVER, UNSET, Event, Span
from workload.work import WorkMaker

USERS = 10_000
SHARE_SEVERED = .01  # of the traces: they lose their root
SHARE_TORN = .02  # of the traces: they lose a span that has children


class Trace(NamedTuple):
    spans: list  # without those that got lost
    lost: int  # spans
    orphans: int  # spans whose parent got lost
    root_user: Optional[str]
    has_root: bool


class Users:
    """A few have most of the traces."""

    def __init__(self, chance):
        self.chance = chance
        names = [f"usr_{chance.getrandbits(24):06x}" if i % 3 else f"user{i}@example.com"
                 for i in range(USERS)]
        names = list(dict.fromkeys(names))
        names += [f"usr_x{i:05}" for i in range(len(names), USERS)]
        self.names = Weighted(names, [1 / (rank + 1) ** 1.05 for rank in range(USERS)])

    def pick(self):
        return self.names.pick(self.chance)


class Payers(NamedTuple):
    """Whom a trace's spans name."""
    user: Optional[str]  # on the root
    is_everywhere: bool  # on all others too
    of_charges: Optional[str]  # on all charges, instead

    def of(self, is_root, charge):
        if charge and self.of_charges:
            return self.of_charges
        return self.user if is_root or self.is_everywhere else None


class Tree:
    """Spans by number: the root is 0, and parents come before their children."""

    def __init__(self, chance, begin_ns, services, size):
        self.chance = chance
        self.parents = [-1]
        self.starts = [begin_ns]
        self.durations = [int(chance.lognormvariate(14.6, .9) * 1000)]
        self.ids = [self.new_id()]
        self.services = services[:1]
        for _ in range(1, size):
            self.add(services)

    def new_id(self):
        return f"{self.chance.getrandbits(64):016x}"

    def add(self, services):
        dice = self.chance.random
        parent = max(0, len(self.parents) - 1 - int(self.chance.expovariate(.35)))
        start = self.starts[parent] + int(self.durations[parent] * dice() * .6)
        left = self.starts[parent] + self.durations[parent] - start
        self.parents.append(parent)
        self.starts.append(start)
        self.durations.append(max(1500, int(left * dice())))
        self.ids.append(self.new_id())
        stays = dice() < .45
        self.services.append(self.services[parent] if stays else
                             services[1 + int(dice() * (len(services) - 1))])

    def inner(self):
        """Numbers of the spans that have a parent and children."""
        return sorted(set(self.parents[1:]) - {0})

    def end(self, number):
        return self.starts[number] + self.durations[number]


class TraceMaker:
    def __init__(self, chance, encoding):
        self.chance = chance
        self.encoding = encoding
        self.users = Users(chance)
        self.work = WorkMaker(chance, encoding)

    def make(self, begin_ns):
        dice = self.chance.random
        size = min(60, 5 + int(self.chance.expovariate(1 / 15)))
        services = self.pick_services(size)
        trace_id = f"{self.chance.getrandbits(128):032x}"
        payers = self.pick_payers()
        is_severed, is_torn = dice() < SHARE_SEVERED, dice() < SHARE_TORN
        tree = Tree(self.chance, begin_ns, services, size)
        lost = {0} if is_severed else set()
        inner = tree.inner() if is_torn else []
        if inner:
            lost.add(inner[int(dice() * len(inner))])
        return self.trace_of(trace_id, tree, payers, lost)

    def pick_services(self, size):
        count = self.chance.randint(5, min(12, max(5, size)))
        others = [service for service in SERVICES if service not in (GATEWAY, CHAT)]
        return [GATEWAY, CHAT, *self.chance.sample(others, count - 2)]

    def pick_payers(self):
        dice = self.chance.random
        user = self.users.pick() if dice() < .8 else None
        is_everywhere = user is not None and dice() < .18
        return Payers(user, is_everywhere, self.users.pick() if dice() < .02 else None)

    def trace_of(self, trace_id, tree, payers, lost):
        fails = self.chance.random() < .06
        made = [self.span(trace_id, tree, number, payers, fails, number in lost)
                for number in range(len(tree.ids))]
        orphans = sum(parent in lost for number, parent in enumerate(tree.parents)
                      if number not in lost)
        return Trace([span for span in made if span], len(lost), orphans,
                     None if 0 in lost else payers.user, 0 not in lost)

    def span(self, trace_id, tree, number, payers, fails, is_lost):
        """None for a span that is lost."""
        service, start, end = tree.services[number], tree.starts[number], tree.end(number)
        work = self.work.of(service, start, end) if number else self.work.of_root()
        user = payers.of(number == 0, work.charge)
        attributes = self.attributes(work, user, number == 0)
        status = self.status(work.kind, fails)
        if is_lost:
            return None
        events = work.events
        if status == ERROR and not events and self.chance.random() < .7:
            events = (Event("exception", end, self.encoding.exception(service)),)
        parent = tree.ids[tree.parents[number]] if number else ""
        return Span(trace_id, tree.ids[number], parent, service, work.name, work.kind, status,
                    start, end, attributes, events, user, work.charge)

    def attributes(self, work, user, is_root):
        """user.id comes first on the root, late elsewhere."""
        texts = list(work.attributes)
        if user is not None:
            texts.insert(0 if is_root else len(texts), self.encoding.attribute("user.id", user))
        if self.chance.random() < .4:
            texts.append(self.encoding.attribute("session.id",
                                                 f"{self.chance.getrandbits(128):032x}"))
        return self.encoding.separator.join(texts)

    def status(self, kind, fails):
        if fails and self.chance.random() < .25:
            return ERROR
        return OK if kind == SERVER and self.chance.random() < .3 else UNSET
