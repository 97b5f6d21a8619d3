"""What is measured for each row of the table: a function for each group of rows."""
import os
import re
import subprocess
from typing import NamedTuple, Optional

from series import Series, growth_ratio, run_rounds
from table import Row, at_least, at_most

HERE = os.path.dirname(os.path.abspath(__file__))
MEGA = 1e6


class Sizes(NamedTuple):
    main: str
    modest: str  # for who is too slow for `main`, and what growth is compared with
    small: str
    growth: Optional[str]  # None: not asked for


class Bench:
    """What all groups share."""

    def __init__(self, contenders, dumps, sizes, rounds, scratch):
        self.contenders = contenders
        self.dumps = dumps
        self.sizes = sizes
        self.rounds = rounds
        self.scratch = scratch
        self.done = []  # (title, Series)

    def otlp(self, size=None):
        """The goals are stated for seed 2 of 1G."""
        size = size or self.sizes.main
        return self.dumps.made("otlp", size, 2 if size == "1G" else 1)

    def console(self):
        return self.dumps.made("console", self.sizes.main, 1)

    def run(self, title, dump, contenders, rounds=None):
        series = Series(dump, contenders)
        self.run_together([(title, series)], rounds)
        return series

    def run_together(self, titled, rounds=None):
        """Rounds of all the series take turns. `titled` as in `done`."""
        print(", ".join(title for title, _ in titled), "...", flush=True)
        run_rounds([series for _, series in titled], rounds or self.rounds, self.scratch)
        self.done += titled

    def slow_rounds(self):
        return min(self.rounds, 3)


def ratio_row(name, limit, series, above, below, what):
    if series.has(above, below):
        return Row(name, limit, series.ratio(above, below, what))
    return Row(name, limit, note=why_not(series, above, below))


def why_not(series, *contenders):
    reasons = [series.skipped[c.name] for c in contenders if c.name in series.skipped]
    return "skipped: " + reasons[0] if reasons else "FAILED"


def parsers(bench):
    """Against simdjson, one thread."""
    ours, stage1 = bench.contenders.ours(1), bench.contenders.floor("stage1")
    floor, on_demand = (bench.contenders.floor("count_quotes"),
                        bench.contenders.whole_job("on_demand_otlp"))
    series = bench.run("OTLP, 1 thread", bench.otlp(), [ours, on_demand, stage1, floor])
    spans = series.dump.spans
    limit = at_most((80 * spans + 16 * MEGA) / MEGA, (56 * spans + 8 * MEGA) / MEGA)
    memory = Row("peak memory (must: 80 B a span + 16 MB)", limit, unit=" MB", note="FAILED")
    if series.has(ours):
        memory = memory._replace(value=series.median(ours, "peak") / MEGA)
    return [
        ratio_row("CPU: ours / simdjson On-Demand", at_most(.80, .55), series, ours, on_demand,
                  "cpu"),
        ratio_row("CPU: ours / simdjson stage 1", at_most(2.2, 1.6), series, ours, stage1, "cpu"),
        memory,
    ]


def databases(bench):
    """Against DuckDB, same threads."""
    rows = []
    for threads in (1, 2):
        ours, duckdb = bench.contenders.ours(threads), bench.contenders.duckdb("otlp", threads)
        series = bench.run(f"OTLP against DuckDB, threads: {threads}", bench.otlp(), [ours, duckdb],
                           bench.slow_rounds())
        rows.append(ratio_row(f"wall: DuckDB / ours, threads: {threads}", at_least(12, 18), series,
                              duckdb, ours, "wall"))
    return rows


def scripts(bench):
    """Against what people write themselves. jq gets a small dump: it is very slow."""
    ours, python = bench.contenders.ours(1), bench.contenders.python("otlp")
    node, jq = bench.contenders.node("otlp"), bench.contenders.jq("otlp")
    large = bench.run("OTLP against scripts", bench.otlp(), [ours, python, node],
                      bench.slow_rounds())
    small = bench.run("OTLP against jq", bench.otlp(bench.sizes.modest), [ours, jq],
                      bench.slow_rounds())
    return [
        ratio_row("CPU: Python / ours", at_least(25, 32), large, python, ours, "cpu"),
        ratio_row("CPU: Node / ours", at_least(25, 32), large, node, ours, "cpu"),
        ratio_row("CPU: jq / ours", at_least(120, 175), small, jq, ours, "cpu"),
    ]


def console(bench):
    ours, many = bench.contenders.ours(1), bench.contenders.whole_job("iterate_many_console")
    duckdb = bench.contenders.duckdb("console", 1)
    series = bench.run("console, 1 thread", bench.console(), [ours, many])
    slow = bench.run("console against others", bench.console(),
                     [ours, duckdb, bench.contenders.python("console"),
                      bench.contenders.node("console")], bench.slow_rounds())
    return [
        ratio_row("console, CPU: ours / iterate_many", at_most(.75, .57), series, ours, many,
                  "cpu"),
        ratio_row("console, wall: DuckDB / ours", at_least(8, 13), slow, duckdb, ours, "wall"),
    ]


def threads(bench):
    one, two = bench.contenders.ours(1), bench.contenders.ours(2)
    series = bench.run("OTLP, 1 and 2 threads", bench.otlp(), [one, two])
    return [ratio_row("wall: 1 thread / 2 threads", at_least(1.75, 1.95), series, one, two, "wall")]


def reports(bench):
    costs, report = bench.contenders.ours(1), bench.contenders.ours(1, "report")
    series = bench.run("report and costs", bench.otlp(), [costs, report])
    return [ratio_row("CPU: report / costs", at_most(1.25, 1.25), series, report, costs, "cpu")]


def small_file(bench):
    ours = bench.contenders.ours(1)
    series = bench.run("5 MB", bench.otlp(bench.sizes.small), [ours], 21)
    row = Row("5 MB, start to finish", at_most(15, 7), unit=" ms", note="FAILED")
    return [row._replace(value=series.median(ours, "wall") * 1e3) if series.has(ours) else row]


def packed(bench):
    """Against the bare decoder. Decoding is on a thread of its own, so there are two."""
    rows = []
    for name, dump in (("gzip", bench.dumps.gzipped(bench.otlp())),
                       ("zstd", bench.dumps.zstd(bench.otlp()))):
        title, limit = f"{name} input: share of the decoder's rate", at_least(.8, .95)
        if dump is None:
            rows.append(Row(title, limit, note="skipped: nothing to pack it with"))
            continue
        ours, bare = bench.contenders.ours(2), bench.contenders.floor("decode_" + name)
        series = bench.run(f"{name} input", dump, [ours, bare])
        rows.append(ratio_row(title, limit, series, bare, ours, "wall"))
    return rows


def growth(bench):
    """CPU time a byte on a large dump against that on a modest one."""
    modest, ours = bench.sizes.modest, bench.contenders.ours(1)
    row = Row(f"CPU a byte: {bench.sizes.growth or '3G'} / {modest}", at_most(1.15, 1.0))
    if not bench.sizes.growth:
        return [row._replace(note="skipped: ask with --growth")]
    large, small = (Series(bench.otlp(size), [ours]) for size in (bench.sizes.growth, modest))
    bench.run_together([("growth: large", large), ("growth: small", small)])
    if not (large.has(ours) and small.has(ours)):
        return [row._replace(note=why_not(large, ours))]
    return [row._replace(value=growth_ratio(large, small, ours))]


def instructions(bench):
    """As callgrind counts them."""
    row = Row("instructions a byte, 5 MB", at_most(5, 3), note="skipped: valgrind is not there")
    script = ("sh", os.path.join(HERE, "instructions.sh"), bench.contenders.ours(1).command[0],
              bench.otlp(bench.sizes.small).path)
    print("instructions ...", flush=True)
    told = subprocess.run(script, stdout=subprocess.PIPE, text=True, check=False).stdout
    found = re.search(r"instructions a byte: ([0-9.]+)", told)
    return [row._replace(value=float(found[1])) if found else row]


GROUPS = (parsers, databases, scripts, console, threads, small_file, packed, reports, growth,
          instructions)
