"""Compares evaluators for as long as wanted: `python -m tests.compiled.long --count 100000 --seed 0`.

Prints how many decisions were compared, and every seed with a difference; the same seed gives the same again.
"""

import argparse
import platform
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bekymring.testing.draws import seeded
from compiled.agreement import EVERY, disagreements

MOST_SHOWN = 5
EVERY_SO_MANY = 100
CASES = 5
"""Of every share of open answers, so many cases a rule set."""


def compare(seed: int) -> tuple[int, list[str]]:
    try:
        return disagreements(seeded(seed), EVERY[seed % len(EVERY)], cases=CASES)
    except Exception:  # noqa: BLE001 - a fault is a finding of the run, and the next seed is still wanted
        return 0, [traceback.format_exc(limit=-3)]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000, help="how many decisions to compare")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    given = asked.parse_args()
    compared, shown, seed = 0, 0, given.seed
    while compared < given.count and shown < MOST_SHOWN:
        number, wrong = compare(seed)
        compared += number
        if wrong:
            shown += 1
            print(f"seed {seed}: {wrong[:3]}")  # noqa: T201 - a program for the terminal
        seed += 1
        if seed % EVERY_SO_MANY == 0:
            print(f"… {compared} until seed {seed - 1}", file=sys.stderr, flush=True)  # noqa: T201 - as below
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    said = f"{compared} decisions compared, seeds {given.seed} to {seed - 1}, {shown} with a difference; {machine}"
    print(said)  # noqa: T201 - a program for the terminal
    return min(1, shown)


if __name__ == "__main__":
    sys.exit(main())
