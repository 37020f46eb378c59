"""Long runs of the laws over seeded streams: `python tests/properties/volume.py [law|all] [first seed] [last seed] [rule set]`.

Prints what is wrong with its seed; `LAWS[law](seeded(seed), PROFILES[seed % len(PROFILES)])` gives the same again.
With a rule set that ships, its cases are made instead, and the law is asked of it.
"""

import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bekymring.api import load
from bekymring.testing.draws import seeded
from properties.laws import LAWS, PROFILES, Of

MOST_SHOWN = 5


def run(name: str, first: int, last: int, kinds: tuple[Of, ...]) -> int:
    shown = 0
    for seed in range(first, last):
        try:
            wrong = LAWS[name](seeded(seed), kinds[seed % len(kinds)])
        except Exception:  # noqa: BLE001 - a fault is a finding of the run, and the next seed is still wanted
            wrong = [traceback.format_exc(limit=-2)[-400:]]
        if wrong:
            shown += 1
            print(f"{name} {seed}: {wrong[:3]}")  # noqa: T201 - a program for the terminal
            if shown == MOST_SHOWN:
                break
    return shown


def main(law: str = "all", first: str = "0", last: str = "1000", rules: str = "") -> int:
    names = list(LAWS) if law == "all" else [law]
    kinds = (load(rules).kernel,) if rules else PROFILES
    return min(1, sum(run(name, int(first), int(last), kinds) for name in names))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
