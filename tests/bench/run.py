#!/usr/bin/env python3
"""Measures trace-cost against everything that does the same job, and prints the table of goals.

  cmake --workflow --preset bench
  python3 tests/bench/run.py                       100 MB, a few minutes
  python3 tests/bench/run.py --size 1G --growth    as the goals are stated

docs/benchmarks.md tells how to read it. Ends with 1 when anybody gave a wrong answer, else with 0,
whatever the figures.
"""
import argparse
import os
import sys
import tempfile

from contenders import Contenders
from dumps import Dumps
from generate import size_in_bytes
from goals import GROUPS, Bench, Sizes
from table import goals_table, series_table

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def options():
    names = ", ".join(group.__name__ for group in GROUPS)
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="100M", help="of most dumps (default: 100M)")
    parser.add_argument("--growth", nargs="?", const="3G", metavar="SIZE",
                        help="also compare with a larger dump (default: 3G)")
    parser.add_argument("--rounds", type=int, default=7, help="of each series (default: 7)")
    parser.add_argument("--only", default="", metavar="GROUP,...", help=f"of: {names}")
    parser.add_argument("--build", default=os.path.join(ROOT, "build", "bench"))
    parser.add_argument("--data", default=os.path.join(ROOT, "build", "bench-data"))
    parser.add_argument("--duckdb-python", metavar="PYTHON",
                        default=os.path.join(ROOT, "build", "bench-venv", "bin", "python"),
                        help="an interpreter with the module duckdb")
    return parser.parse_args()


def groups_of(only):
    by_name = {group.__name__: group for group in GROUPS}
    names = [name for name in only.split(",") if name] or list(by_name)
    unknown = [name for name in names if name not in by_name]
    if unknown:
        sys.exit(f"no such group: {', '.join(unknown)}")
    return [by_name[name] for name in names]


def measure(asked, scratch):
    modest = min(asked.size, "100M", key=size_in_bytes)
    sizes = Sizes(asked.size, modest, "5M", asked.growth)
    bench = Bench(Contenders(asked.build, asked.duckdb_python), Dumps(asked.data), sizes,
                  asked.rounds, scratch)
    rows = [row for group in groups_of(asked.only) for row in group(bench)]
    return bench, rows


def main():
    asked = options()
    with tempfile.TemporaryDirectory() as scratch:
        bench, rows = measure(asked, scratch)
    for title, series in bench.done:
        print(f"\n{title}: {os.path.basename(series.dump.path)}, {series.dump.bytes / 1e6:.0f} MB, "
              f"{series.dump.spans} spans\n\n{series_table(series)}")
        for name, reason in series.skipped.items():
            print(f"skipped: {name}: {reason}")
    print(f"\n{goals_table(rows)}")
    faults = [fault for _, series in bench.done for fault in series.faults]
    for fault in faults:
        print(f"WRONG: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
