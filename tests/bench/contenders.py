"""Who takes part: what each is called with, how its answer is read, and what it lacks here."""
import os
import shutil
import subprocess
import sys
from typing import Callable, NamedTuple

from truth import answer_of_costs, answer_of_floor, answer_of_report, answer_of_whole_job

PEERS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers")


class Contender(NamedTuple):
    name: str
    command: tuple  # words; {file} stands for the dump
    read_answer: Callable  # from its output
    missing: str = ""  # why it cannot run here

    def words(self, file):
        return [word.replace("{file}", file) for word in self.command]


class Contenders:
    """Of one build. `duckdb_python` is an interpreter that may have the module duckdb."""

    def __init__(self, build, duckdb_python):
        self.programs = os.path.join(build, "bin")
        self.duckdb_python = duckdb_python

    def ours(self, threads, command="costs"):
        program = os.path.join(self.programs, "trace-cost")
        words = (program, command, "--format", "json", "--threads", str(threads), "{file}")
        read_answer = answer_of_report if command == "report" else answer_of_costs
        return Contender(f"trace-cost {command}, threads: {threads}", words, read_answer,
                         lacking(program))

    def whole_job(self, name):
        return self.reference(name, answer_of_whole_job)

    def floor(self, name):
        return self.reference(name, answer_of_floor)

    def reference(self, name, read_answer):
        program = os.path.join(self.programs, "bench_" + name)
        return Contender(name, (program, "{file}"), read_answer, lacking(program))

    def duckdb(self, form, threads):
        words = (self.duckdb_python, peer("run_sql.py"), form, "{file}", str(threads))
        return Contender(f"DuckDB, threads: {threads}", words, answer_of_whole_job,
                         "" if has_duckdb(self.duckdb_python) else "DuckDB is not installed")

    @staticmethod
    def python(form):
        words = (sys.executable, peer(form + ".py"), "{file}")
        return Contender("Python", words, answer_of_whole_job)

    @staticmethod
    def node(form):
        words = ("node", peer(form + ".js"), "{file}")
        return Contender("Node", words, answer_of_whole_job, lacking("node"))

    @staticmethod
    def jq(form):
        awk = "mawk" if shutil.which("mawk") else "awk"
        words = ("sh", "-c", 'jq -r -f "$1" "$2" | "$3" -f "$4"', "sh", peer(form + ".jq"),
                 "{file}", awk, peer("group.awk"))
        return Contender("jq", words, answer_of_whole_job, lacking("jq"))


def peer(name):
    return os.path.join(PEERS, name)


def lacking(program):
    return "" if shutil.which(program) else f"{os.path.basename(program)} is not there"


def has_duckdb(python):
    """Whether that interpreter can import it."""
    command = (python, "-c", "import duckdb")
    return bool(shutil.which(python)) and subprocess.run(
        command, stderr=subprocess.DEVNULL, check=False).returncode == 0
