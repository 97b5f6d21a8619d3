"""The table of goals, and how it is printed."""
from typing import NamedTuple, Optional


class Limit(NamedTuple):
    must: float
    goal: float
    at_most: bool = True

    def verdict(self, value):
        if self.keeps(value, self.goal):
            return "pass, goal"
        return "pass" if self.keeps(value, self.must) else "MISS"

    def keeps(self, value, bound):
        return value <= bound if self.at_most else value >= bound


def at_most(must, goal):
    return Limit(must, goal)


def at_least(must, goal):
    return Limit(must, goal, at_most=False)


class Row(NamedTuple):
    name: str
    limit: Limit
    value: Optional[float] = None
    unit: str = ""
    note: str = ""  # why there is no value

    def cells(self):
        sign = "≤" if self.limit.at_most else "≥"
        bounds = [f"{sign} {number(bound)}{self.unit}"
                  for bound in (self.limit.must, self.limit.goal)]
        if self.value is None:
            return [self.name, "–", *bounds, self.note]
        return [self.name, number(self.value) + self.unit, *bounds, self.limit.verdict(self.value)]


def number(value):
    """Three digits where there are that many: 0.523, 4.13, 17.9, 176."""
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3}f}"


def markdown(head, lines):
    """A Markdown table with its columns in line; the first to the left, the others to the right."""
    widths = [max(len(line[i]) for line in [head, *lines]) for i in range(len(head))]

    def row(cells):
        padded = [cell.rjust(width) if i else cell.ljust(width)
                  for i, (cell, width) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(padded) + " |"

    rule = [("-" * width if i == 0 else "-" * (width - 1) + ":") for i, width in enumerate(widths)]
    return "\n".join(map(row, [head, rule, *lines]))


def goals_table(rows):
    return markdown(["what", "measured", "must", "goal", ""], [row.cells() for row in rows])


def series_table(series):
    """Who took how long: medians of one series."""
    lines = []
    for name, samples in series.samples.items():
        middle = {what: sorted(getattr(sample, what) for sample in samples)[len(samples) // 2]
                  for what in ("wall", "cpu", "peak")}
        lines.append([name, f"{middle['wall']:.3f}", f"{middle['cpu']:.3f}",
                      f"{series.dump.bytes / 1e6 / middle['wall']:.0f}",
                      f"{middle['peak'] / 1e6:.1f}"])
    return markdown(["contender", "wall s", "CPU s", "MB/s", "peak MB"], lines)
