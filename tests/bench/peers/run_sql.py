#!/usr/bin/env python3
"""run_sql.py FORMAT FILE THREADS: runs FORMAT.sql and answer.sql in DuckDB, prints the answer."""
import os
import sys

import duckdb

HERE = os.path.dirname(os.path.abspath(__file__))


def statements(name):
    with open(os.path.join(HERE, name + ".sql"), encoding="utf-8") as file:
        return file.read()


form, dump, threads = sys.argv[1:]
database = duckdb.connect(config={"threads": int(threads), "preserve_insertion_order": False})
database.execute(statements(form).replace("$FILE", dump.replace("'", "''")))
print(database.execute(statements("answer")).fetchone()[0])
