"""Compares columns on a PostgreSQL server with the reference evaluator: `python -m tests.columns.postgres --database "host=… dbname=…"`.

Needs psql and a database to make temporary tables in; nothing is left behind.
"""

import argparse
import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import polars as pl

from bekymring.columns.in_sql import Dialect, query
from bekymring.columns.program import Program
from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, differences, drawn

CASES = 50


def column_type(kind: pl.DataType) -> str:
    match kind:
        case pl.Boolean():
            return "boolean"
        case pl.Int64() | pl.UInt32():
            return "bigint"
        case pl.Decimal():
            return "numeric"
        case pl.Date():
            return "date"
        case pl.Datetime():
            return "timestamptz"
        case pl.List():
            return "text[]"
        case _:
            return "text"


def written(value: object) -> object:
    match value:
        case list():
            return "{" + ",".join(f'"{one}"' for one in value) + "}"
        case date():
            return value.isoformat()
        case _:
            return value


def script(program: Program, frame: pl.DataFrame) -> str:
    columns = ", ".join(f'"{name}" {column_type(kind)}' for name, kind in frame.schema.items())
    rows = io.StringIO()
    csv.writer(rows, lineterminator="\n").writerows([map(written, row) for row in frame.rows()])
    asked = query(program, "rows", dialect=Dialect.POSTGRES, keep=["id"])
    return "\n".join(
        (
            f'CREATE TEMP TABLE "rows" ({columns});',
            'COPY "rows" FROM STDIN (FORMAT csv);',
            rows.getvalue() + "\\.",
            f'COPY (SELECT row_to_json(found) FROM ({asked}) AS found ORDER BY "id") TO STDOUT;',  # noqa: S608 - our own text
        )
    )


def found_by(database: str, program: Program, frame: pl.DataFrame) -> list[dict[str, object]]:
    run = subprocess.run(
        ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", database],
        input=script(program, frame.with_row_index("id")),
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise RuntimeError(run.stderr)
    return [read(json.loads(line)) for line in run.stdout.splitlines()]


def read(row: Mapping[str, object]) -> dict[str, object]:
    # WHY: a query promises no order, so every row keeps its number.
    said = ((name, value) for name, value in row.items() if name != "id")
    return {name: as_moment(value) if name.endswith("by") else value for name, value in said}


def as_moment(value: object) -> object:
    if not isinstance(value, str):
        return value
    return date.fromisoformat(value) if "T" not in value else datetime.fromisoformat(value)


def compared(database: str, seeds: Iterable[int]) -> tuple[int, int, int]:
    cases, rulesets, different = 0, 0, 0
    for seed in seeds:
        made = drawn(seeded(seed), PROFILES[seed % len(PROFILES)], cases=CASES)
        if made is None:
            continue
        program, frame, wanted = made
        found = found_by(database, program, frame)
        wrong = [one for row, said in zip(found, wanted, strict=True) for one in differences(said, row)]
        cases, rulesets, different = cases + len(wanted), rulesets + 1, different + bool(wrong)
        if wrong:
            print(f"seed {seed}: {wrong[:3]}", flush=True)  # noqa: T201 - a program for the terminal
    return cases, rulesets, different


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--database", required=True, help="as psql takes it")
    asked.add_argument("--seeds", type=int, default=40, help="how many seeds")
    given = asked.parse_args()
    cases, rulesets, different = compared(given.database, range(given.seeds))
    print(f"{cases} cases of {rulesets} rule sets compared on PostgreSQL, {different} with a difference")  # noqa: T201
    return min(1, different)


if __name__ == "__main__":
    sys.exit(main())
