#!/usr/bin/env python3
"""What a good Python user would write for the Python SDK's console output: cut at the lines "}",
since a raw newline cannot be in a JSON string, and json.loads() a record. console.py FILE"""
import gc
import json
import sys
from datetime import datetime
from decimal import Decimal

from tally import Tally

KINDS = {"SpanKind.INTERNAL": 1, "SpanKind.SERVER": 2, "SpanKind.CLIENT": 3,
         "SpanKind.PRODUCER": 4, "SpanKind.CONSUMER": 5}


def records(path):
    rest = ""
    with open(path, encoding="utf-8") as file:
        while block := file.read(1 << 20):
            *whole, rest = (rest + block).split("\n}\n")
            for record in whole:
                yield record + "\n}"


class Clock:
    """Microseconds since 1970; remembers the seconds it has seen, which are few."""

    def __init__(self):
        self.seconds = {}

    def micros(self, text):
        second = text[:19]
        known = self.seconds.get(second)
        if known is None:
            if len(self.seconds) > 100_000:
                self.seconds.clear()
            known = int(datetime.fromisoformat(second + "+00:00").timestamp()) * 1_000_000
            self.seconds[second] = known
        return known + int(text[20:26])


def read_span(span, clock, tally):
    trace = span["context"]["trace_id"]
    parent = span["parent_id"]
    attributes = span["attributes"]
    user = attributes.get("user.id")
    tally.add(span["resource"]["attributes"].get("service.name", ""), trace,
              span["context"]["span_id"], parent, span["name"], KINDS[span["kind"]],
              span["status"]["status_code"] == "ERROR",
              clock.micros(span["end_time"]) - clock.micros(span["start_time"]))
    if not parent:
        tally.root_users[trace] = user
    cost = attributes.get("cost.usd")
    if cost is not None:
        tally.charge(trace, user, cost, attributes["gen_ai.response.model"],
                     attributes["gen_ai.usage.input_tokens"],
                     attributes.get("gen_ai.usage.output_tokens", 0))


def read(path, tally):
    loads = json.JSONDecoder(parse_float=Decimal).decode
    clock = Clock()
    for record in records(path):
        read_span(loads(record), clock, tally)


gc.disable()  # nothing here refers to itself, and it saves a third
answer = Tally()
read(sys.argv[1], answer)
answer.print_answer()
