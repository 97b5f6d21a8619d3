"""The truth about a dump: what a right reader must find in it."""
from workload.span import ERROR


def dollars(nano):
    """10^-9 dollars as a decimal number."""
    return f"{nano // 10**9}.{nano % 10**9:09}"


class Ledger:
    """Counts traces. A cost belongs to its span's user, else to that of its trace's root, else to
    nobody, which is "". An orphan is a span whose parent is not in the dump; a trace without a root
    is rootless."""

    def __init__(self):
        self.spans = self.traces = self.rootless = self.orphans = self.lost = 0
        self.by_kind = {}
        self.by_model = {}  # [charges, input tokens, output tokens]
        self.by_user = {}  # 10^-9 dollars
        self.legs = {}  # by (service, name): [spans, sum of µs, longest, errors]

    def add(self, trace):
        self.lost += trace.lost
        self.orphans += trace.orphans
        if not trace.spans:
            return
        self.traces += 1
        self.rootless += not trace.has_root
        self.spans += len(trace.spans)
        for span in trace.spans:
            self.by_kind[span.kind] = self.by_kind.get(span.kind, 0) + 1
            self.time(span)
            if span.charge:
                self.bill(span.charge, span.user or trace.root_user or "")

    def time(self, span):
        """Both ends are cut to µs first, as the console writes them."""
        micros = span.end_ns // 1000 - span.start_ns // 1000
        leg = self.legs.setdefault((span.service, span.name), [0, 0, 0, 0])
        leg[0] += 1
        leg[1] += micros
        leg[2] = max(leg[2], micros)
        leg[3] += span.status == ERROR

    def bill(self, charge, owner):
        use = self.by_model.setdefault(charge.model, [0, 0, 0])
        use[0] += 1
        use[1] += charge.input_tokens
        use[2] += charge.output_tokens
        self.by_user[owner] = self.by_user.get(owner, 0) + charge.nano

    def truth(self):
        def sums(rows, column):
            return sum(row[column] for row in rows.values())

        return {
            "spans": self.spans, "traces": self.traces, "orphans": self.orphans,
            "rootless": self.rootless, "dropped_spans": self.lost,
            "errors": sums(self.legs, 3), "dur_us": sums(self.legs, 1),
            "llm_spans": sums(self.by_model, 0), "in_tok": sums(self.by_model, 1),
            "out_tok": sums(self.by_model, 2),
            "total_cost": dollars(sum(self.by_user.values())),
            "by_kind": {str(kind): spans for kind, spans in sorted(self.by_kind.items())},
            "by_model": dict(sorted(self.by_model.items())),
            "by_user": {user: dollars(nano) for user, nano in sorted(self.by_user.items())},
            "legs": {"\t".join(leg): row for leg, row in sorted(self.legs.items())},
        }
