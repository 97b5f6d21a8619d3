#!/usr/bin/env python3
"""Tests what of the benchmark needs no clock: dumps, comparing, ratios, tables, a run's course."""
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from typing import NamedTuple

from contenders import Contender, Contenders
from dumps import Dump
from generate import write_dump
from series import Sample, Series, growth_ratio, median_ratio, run_rounds
from table import Row, at_least, at_most, goals_table, markdown, number
from truth import (answer_of_costs, answer_of_floor, answer_of_report, answer_of_whole_job,
                   differences)

TRUTH = {"bytes": 99, "spans": 3, "traces": 2, "orphans": 1, "rootless": 0, "errors": 0,
         "dur_us": 12, "llm_spans": 2, "in_tok": 7, "out_tok": 3, "by_kind": {"1": 3},
         "by_model": {"m": [2, 7, 3]}, "by_user": {"": "0.500000000", "ann": "0.000000010"},
         "legs": {"s\tn": [3, 12, 5, 0]}}
RIGHT = {"spans": 3, "traces": 2, "orphans": 1, "rootless": 0, "errors": 0, "dur_us": 12,
         "in_tok": 7, "out_tok": 3, "by_kind": {"1": "3"}, "by_model": {"m": [2, 7, 3]},
         "by_user": {"": "0.5", "ann": "1e-8"}, "legs": {"s\tn": [3, 12, 5, 0]}}


class TruthTest(unittest.TestCase):
    def test_right_answer(self):
        self.assertEqual(differences(RIGHT, TRUTH), [])

    def test_wrong_number_and_table(self):
        faults = differences({**RIGHT, "orphans": 2, "by_kind": {"1": 2}}, TRUTH)
        self.assertEqual(faults, ["orphans: 2 instead of 1", "by_kind: differs"])

    def test_money_must_be_exact(self):
        wrong = {**RIGHT, "by_user": {"": "0.5", "ann": "0.000000011"}}
        self.assertEqual(differences(wrong, TRUTH), [
            "by_user: 1 differ, first 'ann': 0.000000011 instead of 0.000000010"])

    def test_every_user_must_be_there(self):
        for users in ({"": "0.5"}, {**RIGHT["by_user"], "bob": "0"}):
            self.assertEqual(len(differences({**RIGHT, "by_user": users}, TRUTH)), 1)

    def test_nothing_may_be_missing(self):
        self.assertEqual(answer_of_whole_job(json.dumps(RIGHT)), RIGHT)
        for name in RIGHT:
            rest = {key: value for key, value in RIGHT.items() if key != name}
            with self.assertRaises(KeyError):
                answer_of_whole_job(json.dumps(rest))

    def test_answer_of_floor(self):
        self.assertEqual(answer_of_floor('{"bytes":98,"quotes":7}'), {"bytes": 98})
        self.assertEqual(differences({"bytes": 98}, TRUTH), ["bytes: 98 instead of 99"])

    def test_answers_of_trace_cost(self):
        row = {"user": None, "cost": "0.5", "charges": 2, "tokens": {"input": 7, "output": None}}
        document = {"costs": {"total": "0.5", "rows": [row]}}
        costs = {"total_cost": "0.5", "by_user": {"": "0.5"}, "llm_spans": 2, "in_tok": 7,
                 "out_tok": 0}
        self.assertEqual(answer_of_costs(json.dumps(document)), costs)
        totals = {"spans": 3, "traces": 2, "orphans": 1, "errors": 0}
        report = answer_of_report(json.dumps({**document, "totals": {**totals, "roots": 2}}))
        self.assertEqual(report, {**costs, **totals})


class Sized(NamedTuple):
    bytes: int


class RatioTest(unittest.TestCase):
    def test_is_the_median_of_the_pairs(self):
        # The medians' ratio would be 2 / 2.
        self.assertEqual(median_ratio([1, 2, 9], [2, 1, 3]), 2)

    def test_is_taken_round_by_round(self):
        a, b = Contender("a", (), None), Contender("b", (), None)
        series = Series(None, [])
        series.samples = {"a": [Sample(1, 4, 0), Sample(2, 9, 0), Sample(1, 2, 0)],
                          "b": [Sample(1, 2, 0), Sample(1, 3, 0), Sample(1, 2, 0)]}
        self.assertEqual(series.ratio(a, b, "cpu"), 2)
        self.assertEqual(series.ratio(a, b, "wall"), 1)

    def test_of_growth_is_of_time_a_byte(self):
        # A byte: 1, 3, 2 and 2, 2, 2; the middle one of 0.5, 1.5 and 1.
        large, small = Series(Sized(10), []), Series(Sized(5), [])
        large.samples = {"a": [Sample(0, 10, 0), Sample(0, 30, 0), Sample(0, 20, 0)]}
        small.samples = {"a": [Sample(0, 10, 0)] * 3}
        self.assertEqual(growth_ratio(large, small, Contender("a", (), None)), 1)


class TableTest(unittest.TestCase):
    def test_verdicts(self):
        for limit, value, verdict in (
                (at_most(.8, .55), .55, "pass, goal"), (at_most(.8, .55), .8, "pass"),
                (at_most(.8, .55), .81, "MISS"), (at_least(12, 18), 18, "pass, goal"),
                (at_least(12, 18), 12, "pass"), (at_least(12, 18), 11.9, "MISS")):
            self.assertEqual(limit.verdict(value), verdict)

    def test_three_digits(self):
        self.assertEqual([number(value) for value in (.5234, 4.127, 17.94, 176.4)],
                         ["0.523", "4.13", "17.9", "176"])

    def test_layout(self):
        self.assertEqual(markdown(["a", "bc"], [["long", "1"]]),
                         "| a    | bc |\n| ---- | -: |\n| long |  1 |")

    def test_a_row_without_value_says_why(self):
        row = Row("jq / ours", at_least(120, 175), note="skipped: jq is not there")
        last = goals_table([row]).splitlines()[-1]
        self.assertEqual([cell.strip() for cell in last.strip("|").split("|")],
                         ["jq / ours", "–", "≥ 120", "≥ 175", "skipped: jq is not there"])


class RunTest(unittest.TestCase):
    """With the interpreter itself for contenders."""

    def run_with(self, *contenders):
        series = Series(Dump(os.path.abspath(__file__), TRUTH), contenders)
        with tempfile.TemporaryDirectory() as scratch:
            run_rounds([series], 2, scratch)
        return series

    def running(self, name, code):
        return Contender(name, (sys.executable, "-I", "-S", "-c", code), answer_of_whole_job)

    def printing(self, name, text):
        return self.running(name, f"print({text!r})")

    def test_right_wrong_and_missing(self):
        right = self.printing("right", json.dumps(RIGHT))
        wrong = self.printing("wrong", json.dumps({**RIGHT, "spans": 4}))
        missing = Contender("missing", ("none",), None, "none is not there")
        series = self.run_with(right, wrong, missing)
        self.assertTrue(series.has(right))
        self.assertEqual(len(series.samples["right"]), 2)
        self.assertGreater(series.median(right, "peak"), 1_000_000)
        self.assertFalse(series.has(right, wrong))
        self.assertEqual([fault.split(": ", 1)[1] for fault in series.faults],
                         ["spans: 4 instead of 3"])
        self.assertEqual(series.skipped, {"missing": "none is not there"})

    def test_failing_and_silent(self):
        failing = self.running("failing", "import sys; sys.exit('oh')")
        series = self.run_with(failing, self.printing("silent", ""))
        self.assertTrue(series.faults[0].endswith("exit code 1: oh"))
        self.assertIn("no answer", series.faults[1])

    def test_series_take_turns(self):
        with tempfile.TemporaryDirectory() as scratch:
            log = os.path.join(scratch, "log")
            dump = Dump(os.path.abspath(__file__), TRUTH)
            both = [Series(dump, [self.running(name, f"open({log!r}, 'a').write({name!r}); "
                                                     f"print({json.dumps(RIGHT)!r})")])
                    for name in ("large", "small")]
            run_rounds(both, 2, scratch)
            with open(log, encoding="utf-8") as file:
                self.assertEqual(file.read(), "largesmall" * 2)


class GeneratorTest(unittest.TestCase):
    """Against the peers in Python, which know nothing of it."""

    def test_truth_is_what_a_reader_finds(self):
        for form in ("otlp", "console"):
            with self.subTest(form), tempfile.TemporaryDirectory() as scratch:
                path = os.path.join(scratch, form)
                with open(path, "wb") as out:
                    truth = write_dump(form, 1_000_000, 1, out)
                self.assertEqual(os.path.getsize(path), truth["bytes"])
                self.assertGreater(truth["orphans"], 0)
                told = subprocess.run(Contenders("", "").python(form).words(path),
                                      stdout=subprocess.PIPE, check=True, text=True).stdout
                self.assertEqual(differences(answer_of_whole_job(told), truth), [])

    def test_same_seed_same_bytes(self):
        digests = []
        for seed in (1, 1, 2):
            out = io.BytesIO()
            write_dump("otlp", 20_000, seed, out)
            digests.append(hashlib.sha256(out.getvalue()).hexdigest())
        self.assertEqual(digests[0], digests[1])
        self.assertNotEqual(digests[0], digests[2])


if __name__ == "__main__":
    unittest.main()
