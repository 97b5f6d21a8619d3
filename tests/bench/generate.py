#!/usr/bin/env python3
"""Makes a dump of an LLM application's traces, and its truth: what a right reader must find in it.
The same arguments give the same bytes, on any machine.

  generate.py --format otlp    --size 100M --seed 1 --out x.jsonl --truth x.truth.json
  generate.py --format console --size 100M --seed 1 --out x.log   --truth x.truth.json

The dump is a little longer than asked, as all spans that were begun are written.

  workload/catalog.py   the application: its services, models, vocabulary
  workload/work.py      what a span does; of a call of a model, workload/calls.py
  workload/traces.py    how spans make a trace, whose it is, what got lost
  workload/otlp.py, workload/console.py   how a span is written
  workload/delivery.py  in which order spans reach the file
  workload/ledger.py    the truth
"""
import argparse
import json
import random

from workload.console import Console
from workload.delivery import BatchedDelivery, SingleDelivery
from workload.ledger import Ledger
from workload.otlp import Otlp
from workload.traces import TraceMaker

BEGIN_NS = 1_741_000_000 * 10**9  # the first trace, since 1970
TRACES_A_NS = 1 / 40e6


def size_in_bytes(text):
    """"100M" is 100,000,000."""
    units = {"K": 10**3, "M": 10**6, "G": 10**9}
    unit = text[-1].upper()
    return int(float(text[:-1]) * units[unit]) if unit in units else int(text)


def write_dump(form, size, seed, out):
    """Returns the truth."""
    chance = random.Random(seed)
    ledger = Ledger()
    encoding = Otlp() if form == "otlp" else Console()
    traces = TraceMaker(chance, encoding)
    delivery = (BatchedDelivery if form == "otlp" else SingleDelivery)(chance, encoding, size, out)
    now = BEGIN_NS
    while not delivery.is_full():
        now += int(chance.expovariate(TRACES_A_NS))
        trace = traces.make(now)
        ledger.add(trace)
        delivery.take(trace.spans, now)
    delivery.finish()
    return {"format": form, "seed": seed, "bytes": out.tell(), "records": delivery.records,
            **ledger.truth()}


def options():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--format", choices=["otlp", "console"], required=True)
    parser.add_argument("--size", type=size_in_bytes, required=True, help="such as 5M or 1G")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", required=True)
    parser.add_argument("--truth", required=True)
    return parser.parse_args()


def main():
    asked = options()
    with open(asked.out, "wb", buffering=1 << 20) as out:
        truth = write_dump(asked.format, asked.size, asked.seed, out)
    with open(asked.truth, "w", encoding="utf-8") as file:
        json.dump(truth, file, indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
