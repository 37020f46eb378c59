"""Compares columns with the reference evaluator for as long as wanted: `python -m tests.columns.long --count 100000 --seed 0`.

Prints how many cases were compared on Polars and on DuckDB, and every seed with a difference; the same seed gives the same again.
"""

import argparse
import platform
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, Engine, disagreements

MOST_SHOWN = 5
EVERY_SO_MANY = 20
CASES = 50
"""Of every share of open answers, so many cases a rule set."""


def compare(seed, engine):
    try:
        return disagreements(seeded(seed), PROFILES[seed % len(PROFILES)], engine, cases=CASES)
    except Exception:  # noqa: BLE001 - a fault is a finding of the run, and the next seed is still wanted
        return 0, [traceback.format_exc(limit=-3)]


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000, help="how many cases to compare")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    given = asked.parse_args()
    compared, rulesets, shown, seed = 0, 0, 0, given.seed
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine.at(Path(folder))
        while compared < given.count and shown < MOST_SHOWN:
            number, wrong = compare(seed, engine)
            compared, rulesets = compared + number, rulesets + bool(number)
            if wrong:
                shown += 1
                print(f"seed {seed}: {wrong[:3]}", flush=True)  # noqa: T201 - a program for the terminal
            seed += 1
            if seed % EVERY_SO_MANY == 0:
                print(f"… {compared} until seed {seed - 1}", file=sys.stderr, flush=True)  # noqa: T201 - as above
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    said = f"{compared} cases of {rulesets} rule sets compared on Polars and DuckDB, seeds {given.seed} to {seed - 1}"
    print(f"{said}, {shown} with a difference; {machine}")  # noqa: T201 - a program for the terminal
    return min(1, shown)


if __name__ == "__main__":
    sys.exit(main())
