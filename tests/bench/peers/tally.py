"""What both Python peers do with their spans: dictionaries, and Decimal for exact money."""
import json
import sys


class Tally:
    def __init__(self):
        self.by_kind = {}
        self.by_model = {}
        self.legs = {}
        self.ids = set()
        self.traces = set()
        self.root_users = {}
        self.parents = []
        self.charges = []

    def add(self, service, trace, span, parent, name, kind, failed, micros):
        self.by_kind[kind] = self.by_kind.get(kind, 0) + 1
        self.traces.add(trace)
        self.ids.add(trace + span)
        if parent:
            self.parents.append(trace + parent)
        leg = self.legs.get((service, name))
        if leg is None:
            self.legs[service, name] = [1, micros, micros, int(failed)]
            return
        leg[0] += 1
        leg[1] += micros
        leg[3] += failed
        if micros > leg[2]:
            leg[2] = micros

    def charge(self, trace, user, cost, model, tokens_in, tokens_out):
        use = self.by_model.setdefault(model, [0, 0, 0])
        use[0] += 1
        use[1] += tokens_in
        use[2] += tokens_out
        self.charges.append((trace, user, cost))

    def by_user(self):
        bills = {}
        for trace, user, cost in self.charges:
            payer = user or self.root_users.get(trace) or ""
            bills[payer] = bills.get(payer, 0) + cost
        return {user: str(cost) for user, cost in bills.items()}

    def print_answer(self):
        legs = self.legs.values()
        json.dump({
            "spans": len(self.ids),
            "traces": len(self.traces),
            "orphans": sum(parent not in self.ids for parent in self.parents),
            "rootless": len(self.traces) - len(self.root_users),
            "errors": sum(leg[3] for leg in legs),
            "dur_us": sum(leg[1] for leg in legs),
            "in_tok": sum(use[1] for use in self.by_model.values()),
            "out_tok": sum(use[2] for use in self.by_model.values()),
            "by_kind": self.by_kind,
            "by_model": self.by_model,
            "by_user": self.by_user(),
            "legs": {"\t".join(leg): numbers for leg, numbers in self.legs.items()},
        }, sys.stdout)
