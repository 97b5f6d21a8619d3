"""Reads answers, and compares them with what the generator knows. An answer in which something is
missing is none: reading it raises a KeyError."""
import json
from decimal import Decimal

TABLES = ("by_kind", "by_model", "legs")
WHOLE_JOB = ("spans", "traces", "orphans", "rootless", "errors", "dur_us", "in_tok", "out_tok",
             "by_user", *TABLES)


def answer_of_whole_job(text):
    """What the references and peers print is in the truth's own shape."""
    document = json.loads(text)
    return {name: document[name] for name in WHOLE_JOB}


def answer_of_floor(text):
    """Who does not do the job must at least have seen every byte."""
    return {"bytes": json.loads(text)["bytes"]}


def answer_of_costs(text):
    return answer_of_rows(json.loads(text))


def answer_of_report(text):
    document = json.loads(text)
    totals = {name: document["totals"][name] for name in ("spans", "traces", "orphans", "errors")}
    return totals | answer_of_rows(document)


def answer_of_rows(document):
    rows = document["costs"]["rows"]
    return {
        "total_cost": document["costs"]["total"],
        "by_user": {row["user"] or "": row["cost"] for row in rows},
        "llm_spans": sum(row["charges"] for row in rows),
        "in_tok": sum(row["tokens"]["input"] or 0 for row in rows),
        "out_tok": sum(row["tokens"]["output"] or 0 for row in rows),
    }


def differences(answer, truth):
    """A line for everything in `answer` that is wrong; money must be exact."""
    faults = []
    for name, value in answer.items():
        if name == "by_user":
            faults += differences_of_users(value, truth[name])
        elif name in TABLES:
            faults += [f"{name}: differs"] if integers(value) != truth[name] else []
        elif Decimal(value) != Decimal(truth[name]):
            faults.append(f"{name}: {value} instead of {truth[name]}")
    return faults


def differences_of_users(answer, truth):
    users = sorted(answer.keys() | truth.keys())
    wrong = [user for user in users
             if Decimal(answer.get(user, "NaN")) != Decimal(truth.get(user, "NaN"))]
    if not wrong:
        return []
    user = wrong[0]
    return [f"by_user: {len(wrong)} differ, first {user!r}: {answer.get(user)} "
            f"instead of {truth.get(user)}"]


def integers(table):
    """A table as the truth writes it: some contenders print numbers as texts."""
    return {key: [int(number) for number in value] if isinstance(value, list) else int(value)
            for key, value in table.items()}
