"""Holds verdicts against all cases for as long as wanted: `python -m tests.prove.long --count 2000 --most 2000 --facts 1 --rules 3`.

Prints how many rule sets, cases and verdicts were compared, and every verdict that the cases contradict; the same seed gives the same again.
"""

import argparse
import platform
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from prove.whole import held, options


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=2000, help="how many rule sets to compare")
    asked.add_argument("--most", type=int, default=2000, help="no rule set of more cases")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    asked.add_argument("--facts", type=int, default=1, help="facts of each kind")
    asked.add_argument("--rules", type=int, default=3, help="rules")
    given = asked.parse_args()
    of, counts = options(given.facts, given.rules), Counter()
    number, cases, largest, wrong, seed = 0, 0, 0, 0, given.seed
    try:
        while number < given.count:
            found = held(seed, of, given.most)
            seed += 1
            if not found.cases:
                continue
            number, cases, largest = number + 1, cases + found.cases, max(largest, found.cases)
            for (_, verdict), n in found.counts.items():
                counts[verdict] += n
            wrong += len(found.wrong)
            for one in found.wrong:
                sys.stdout.write(f"{one}\n")
    except KeyboardInterrupt:
        pass
    said = ", ".join(f"{n:,} {name}" for name, n in sorted(counts.items()))
    sys.stdout.write(
        f"{number:,} rule sets, {cases:,} cases (at most {largest:,}), verdicts: {said}; {wrong} differences. "
        f"Seeds {given.seed} to {seed - 1}. Python {platform.python_version()}, {platform.machine()}\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
