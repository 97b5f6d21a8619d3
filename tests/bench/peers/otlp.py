#!/usr/bin/env python3
"""What a good Python user would write for OTLP JSON lines: json.loads() a line. otlp.py FILE"""
import gc
import json
import sys
from decimal import Decimal

from tally import Tally

WANTED = {"user.id", "cost.usd", "gen_ai.response.model", "gen_ai.usage.input_tokens",
          "gen_ai.usage.output_tokens"}


def read_span(span, service, tally):
    trace = span["traceId"]
    parent = span.get("parentSpanId")
    micros = int(span["endTimeUnixNano"]) // 1000 - int(span["startTimeUnixNano"]) // 1000
    tally.add(service, trace, span["spanId"], parent, span["name"], span["kind"],
              span["status"].get("code") == 2, micros)
    found = {}
    for attribute in span["attributes"]:
        key = attribute["key"]
        if key in WANTED:
            found[key] = attribute["value"]
    user = found["user.id"]["stringValue"] if "user.id" in found else None
    if not parent:
        tally.root_users[trace] = user
    if "cost.usd" in found:
        tally.charge(trace, user, found["cost.usd"]["doubleValue"],
                     found["gen_ai.response.model"]["stringValue"],
                     int(found["gen_ai.usage.input_tokens"]["intValue"]),
                     int(found.get("gen_ai.usage.output_tokens", {"intValue": 0})["intValue"]))


def read(path, tally):
    loads = json.JSONDecoder(parse_float=Decimal).decode
    with open(path, "rb") as file:
        for line in file:
            for resource_spans in loads(line.decode())["resourceSpans"]:
                service = ""
                for attribute in resource_spans["resource"]["attributes"]:
                    if attribute["key"] == "service.name":
                        service = attribute["value"]["stringValue"]
                for scope_spans in resource_spans["scopeSpans"]:
                    for span in scope_spans["spans"]:
                        read_span(span, service, tally)


gc.disable()  # nothing here refers to itself, and it saves a third
answer = Tally()
read(sys.argv[1], answer)
answer.print_answer()
