"""Runs contenders in turn: A B C A B C. What disturbs the machine for a while disturbs all of them,
so what is compared is taken from the same round."""
import json
import os
import subprocess
import sys
from statistics import median
from typing import NamedTuple

from dumps import warm
from truth import differences

MEASURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "measure.py")


class Sample(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds
    peak: int  # bytes


class Series:
    """Some contenders on one dump. `samples` by the contender's name, one of each round. Who fails
    or gives a wrong answer loses them all and is in `faults`; who is missing is in `skipped`."""

    def __init__(self, dump, contenders):
        self.dump = dump
        self.running = [contender for contender in contenders if not contender.missing]
        self.samples = {contender.name: [] for contender in self.running}
        self.skipped = {contender.name: contender.missing for contender in contenders
                        if contender.missing}
        self.faults = []

    def run_round(self, scratch):
        for contender in tuple(self.running):
            warm(self.dump.path)
            sample, faults = run_once(contender, self.dump, scratch)
            self.samples[contender.name].append(sample)
            if faults:
                self.faults += [f"{contender.name} on {self.dump.path}: {fault}"
                                for fault in faults]
                del self.samples[contender.name]
                self.running.remove(contender)

    def has(self, *contenders):
        return all(self.samples.get(contender.name) for contender in contenders)

    def values(self, contender, what):
        return [getattr(sample, what) for sample in self.samples[contender.name]]

    def median(self, contender, what):
        return median(self.values(contender, what))

    def ratio(self, above, below, what):
        """The median of the rounds' ratios."""
        return median_ratio(self.values(above, what), self.values(below, what))


def median_ratio(above, below):
    return median(a / b for a, b in zip(above, below))


def growth_ratio(large, small, contender):
    """CPU time a byte in one series to that in another whose rounds took turns with it: the median
    of the rounds' ratios."""
    return median_ratio(*([cpu / series.dump.bytes for cpu in series.values(contender, "cpu")]
                          for series in (large, small)))


def run_rounds(all_series, rounds, scratch):
    for _ in range(rounds):
        for series in all_series:
            series.run_round(scratch)


def run_once(contender, dump, scratch):
    """A sample, and what was wrong with the answer."""
    output = os.path.join(scratch, "output")
    command = (sys.executable, "-I", "-S", MEASURE, output, *contender.words(dump.path))
    took = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    sample = Sample(took["wall"], took["cpu"], took["peak"])
    with open(output, encoding="utf-8") as file:
        text = file.read()
    if took["exit"] != 0:
        with open(output + ".err", encoding="utf-8", errors="replace") as file:
            return sample, [f"exit code {took['exit']}: {file.readline().strip()}"]
    return sample, faults_of(contender, text, dump)


def faults_of(contender, text, dump):
    try:
        return differences(contender.read_answer(text), dump.truth)
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        return [f"no answer: {error!r}"]
