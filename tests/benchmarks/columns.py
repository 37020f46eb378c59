"""A million invented cases of the 25 rules as columns: `python tests/benchmarks/columns.py [--cases N] [--engine polars|duckdb|openfisca] [--files]`.

Prints nanoseconds of the processor a case, over all threads, and the ratio to the rules written by hand, run over a part of the
same cases one after another. openfisca-core is measured where it is installed (peers.txt). Every engine must first give the outcomes of
the rules by hand on the same cases.
"""

import argparse
import importlib.util
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import duckdb
import polars as pl
from attrs import evolve

import bekymring
from bekymring.columns import columns_of, evaluate_frame
from bekymring.columns.in_sql import Dialect, query
from bekymring.model.ruleset import AllowedUse
from benchmarks import workload
from benchmarks.by_hand import decide as by_hand
from benchmarks.contestants import hand_outcome

ROUNDS = 5
BY_HAND = 20_000
CHECKED = 2_000
"""So many cases must come out as they do by hand before anything is timed."""
ENGINES = ("polars", "duckdb", "openfisca")
ON = {"on": workload.ON, "purpose": "simulering"}


def rules():
    """The 25 rules, allowed to be used for what is measured here."""
    loaded = bekymring.load(workload.RULES)
    head = evolve(loaded.kernel.head, allowed_uses=(AllowedUse.SIMULATION,))
    return bekymring.Ruleset(evolve(loaded.kernel, layers=(head,)))


def frame_of(cases, number):
    """The cases as a frame, repeated until there are enough."""
    facts = workload.described()["facts"]
    schema = {fact["name"]: _column(fact) for fact in facts}
    frame = pl.DataFrame(
        [{name: case.get(name) for name in schema} for case in cases], schema_overrides=_first(facts)
    )
    frame = frame.with_columns(
        pl.col(name).str.to_date() if kind is pl.Date else pl.col(name).cast(kind)
        for name, kind in schema.items()
    )
    frame = pl.concat([frame] * -(-number // len(frame)))[:number].rechunk()
    return frame.with_row_index("id")


def _column(fact):
    match fact["type"]:
        case "bool":
            return pl.Boolean
        case "enum":
            return pl.Enum(fact["values"])
        case "date":
            return pl.Date
        case _:
            return pl.Int16


def _first(facts):
    return {fact["name"]: pl.String if fact["type"] in {"enum", "date"} else _column(fact) for fact in facts}


def best(run):
    """The median of some rounds, in seconds of the processor over all threads."""
    run()
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def base(cases):
    return best(lambda: [by_hand(case) for case in cases]) / len(cases)


def outcome_of(row):
    """What a row of columns says, in the form that all share."""
    due = {
        name.removeprefix("requirement_").removesuffix(".must"): (row[f"{name}.by"] - workload.ON).days
        for name, held in row.items()
        if name.startswith("requirement_") and name.endswith(".must") and held
    }
    measures = {
        name.removeprefix("measure_").removesuffix(".should")
        for name, held in row.items()
        if name.startswith("measure_") and name.endswith(".should") and held
    }
    fired = {name.removesuffix(".holds") for name, held in row.items() if name.endswith(".holds") and held}
    return row["farve.least"], frozenset(measures), tuple(sorted(due.items())), frozenset(fired)


def check(engine, ruleset, cases, folder):
    """Ends the run where an engine does not say what the rules by hand say."""
    wanted = [hand_outcome(by_hand(case)) for case in cases]
    found = list(_outcomes(engine, ruleset, cases, folder))
    wrong = sum(one != other for one, other in zip(wanted, found, strict=True))
    if wrong:
        sys.exit(f"{engine}: {wrong} of {len(cases)} outcomes are not those of the rules by hand")


def _outcomes(engine, ruleset, cases, folder):
    if engine == "openfisca":
        from benchmarks import in_openfisca

        found = in_openfisca.run(*in_openfisca.system(), in_openfisca.arrays(cases, len(cases)))
        return in_openfisca.outcomes(found, len(cases))
    frame = frame_of(cases, len(cases))
    if engine == "polars":
        rows = polars_run(ruleset, frame)().sort("id").to_dicts()
    else:
        connection = duckdb_run(ruleset, frame, folder)()
        found = connection.execute("SELECT * FROM found ORDER BY id")
        names = [one[0] for one in found.description]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return map(outcome_of, rows)


def openfisca_run(number):
    from benchmarks import in_openfisca

    system, wanted = in_openfisca.system()
    held = in_openfisca.arrays(workload.cases(BY_HAND), number)
    return lambda: in_openfisca.run(system, wanted, held)


def polars_run(ruleset, frame):
    asked = evaluate_frame(ruleset, frame, keep=["id"], not_asked=["farve"], **ON)
    return lambda: asked.collect(engine="streaming")


def duckdb_run(ruleset, frame, folder):
    program = columns_of(ruleset, not_asked=["farve"], **ON)
    connection = duckdb.connect()
    path = Path(folder) / "cases.parquet"
    frame.write_parquet(path)
    connection.execute(f"CREATE TABLE cases AS SELECT * FROM read_parquet('{path}')")  # noqa: S608 - our own file
    asked = query(program, "cases", dialect=Dialect.DUCKDB, keep=["id"])
    return lambda: connection.execute(f"CREATE OR REPLACE TEMP TABLE found AS {asked}")


def through_files(number):
    """Cases from one Parquet file to another, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        cases, found = Path(folder) / "cases.parquet", Path(folder) / "found.parquet"
        frame_of(workload.cases(BY_HAND, unknown=4), number).write_parquet(cases)
        subprocess.run([sys.executable, __file__, "--from", str(cases), "--to", str(found)], check=True)


def one_way(cases, found):
    """What the child of `through_files` does."""
    start = time.perf_counter()
    evaluate_frame(rules(), pl.scan_parquet(cases), keep=["id"], not_asked=["farve"], **ON).sink_parquet(
        found
    )
    taken, number = time.perf_counter() - start, pl.scan_parquet(found).select(pl.len()).collect().item()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{number:,} cases from file to file: {taken:,.1f} s, at most {most / 1024:,.0f} MB")  # noqa: T201


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--engine", choices=ENGINES, action="append")
    asked.add_argument("--files", action="store_true", help="from one Parquet file to another")
    asked.add_argument("--from", dest="cases_file", help=argparse.SUPPRESS)
    asked.add_argument("--to", dest="found_file", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.cases_file:
        one_way(given.cases_file, given.found_file)
        return
    if given.files:
        through_files(given.cases)
        return
    is_there = importlib.util.find_spec("openfisca_core") is not None
    engines = [one for one in given.engine or ENGINES if one != "openfisca" or is_there]
    ruleset = rules()
    with tempfile.TemporaryDirectory() as folder:
        for engine in engines:
            check(engine, ruleset, workload.cases(CHECKED), folder)
    print(f"the same outcomes as by hand on {CHECKED:,} cases: {', '.join(engines)}")  # noqa: T201 - as below
    hand = base(workload.cases(BY_HAND))
    print(f"by hand: {hand * 1e9:,.0f} ns a case")  # noqa: T201 - a program for the terminal
    for unknown in (0, 4):
        frame = frame_of(workload.cases(BY_HAND, unknown=unknown), given.cases)
        with tempfile.TemporaryDirectory() as folder:
            for engine in engines:
                if engine == "openfisca" and unknown:
                    continue  # it has no word for an answer that nobody has given
                runs = {
                    "polars": lambda frame=frame: polars_run(ruleset, frame),
                    "duckdb": lambda frame=frame, folder=folder: duckdb_run(ruleset, frame, folder),
                    "openfisca": lambda: openfisca_run(given.cases),
                }
                run = runs[engine]()
                taken = best(run) / given.cases
                said = f"{engine}, {unknown} of 20 unknown: {taken * 1e9:,.1f} ns a case, {taken / hand:.3f} × by hand"
                print(said)  # noqa: T201 - as above
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"most memory of the process: {most / 1024:,.0f} MB")  # noqa: T201


if __name__ == "__main__":
    assert date(2026, 3, 1) == workload.ON
    main()
