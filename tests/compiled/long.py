"""Compares evaluators for as long as wanted: `python -m tests.compiled.long --count 100000 --workers 2 --seed 0`.

Prints how many decisions were compared, every seed with a difference, and the seed with which a further run goes on, after Ctrl-C too;
the same seed gives the same again.
"""

import argparse
import platform
import sys
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bekymring.testing.draws import seeded
from compiled.agreement import EVERY, disagreements

MOST_SHOWN = 5
EVERY_SO_MANY = 200
CASES = 10
"""Of every share of open answers, so many cases a rule set."""
AHEAD = 16
"""So many rule sets wait for each process."""
Compared = tuple[int, list[str]]


def compare(seed: int) -> Compared:
    try:
        return disagreements(seeded(seed), EVERY[seed % len(EVERY)], cases=CASES)
    except Exception:  # noqa: BLE001 - a fault is a finding of the run, and the next seed is still wanted
        return 0, [traceback.format_exc(limit=-3)]


def compared(first: int, workers: int) -> Iterator[Compared]:
    """What was found for every seed from the first on, in their order."""
    seeds = count(first)
    if workers == 1:
        yield from map(compare, seeds)
        return
    with ProcessPoolExecutor(workers) as pool:
        while True:
            yield from pool.map(compare, islice(seeds, workers * AHEAD))


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=10_000, help="how many decisions to compare")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    asked.add_argument("--workers", type=int, default=1, help="how many processes")
    given = asked.parse_args()
    number, shown, seed = 0, 0, given.seed
    found = compared(given.seed, given.workers)
    try:
        while number < given.count and shown < MOST_SHOWN:
            more, wrong = next(found)
            number += more
            if wrong:
                shown += 1
                print(f"seed {seed}: {wrong[:3]}", flush=True)  # noqa: T201 - a program for the terminal
            seed += 1
            if seed % EVERY_SO_MANY == 0:
                print(f"… {number:,} until seed {seed - 1}", file=sys.stderr, flush=True)  # noqa: T201 - as below
    except KeyboardInterrupt:
        pass
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    print(  # noqa: T201 - a program for the terminal
        f"{number:,} decisions compared, seeds {given.seed} to {seed - 1}, {shown} with a difference; {machine}. "
        f"Go on with --seed {seed}.",
        flush=True,
    )
    return min(1, shown)


if __name__ == "__main__":
    sys.exit(main())
