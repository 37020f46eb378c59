"""Long runs of the laws over seeded streams: `python tests/properties/volume.py [law|all] [first seed] [last seed]`.

Prints what is wrong with its seed; `LAWS[law](seeded(seed), PROFILES[seed % len(PROFILES)])` gives the same again.
"""

import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from bekymring.testing.draws import seeded
from properties.laws import LAWS, PROFILES

MOST_SHOWN = 5


def run(name: str, first: int, last: int) -> int:
    shown = 0
    for seed in range(first, last):
        try:
            wrong = LAWS[name](seeded(seed), PROFILES[seed % len(PROFILES)])
        except Exception:  # noqa: BLE001 - a fault is a finding of the run, and the next seed is still wanted
            wrong = [traceback.format_exc(limit=-2)[-400:]]
        if wrong:
            shown += 1
            print(f"{name} {seed}: {wrong[:3]}")  # noqa: T201 - a program for the terminal
            if shown == MOST_SHOWN:
                break
    return shown


def main(law: str = "all", first: str = "0", last: str = "1000") -> int:
    names = list(LAWS) if law == "all" else [law]
    return min(1, sum(run(name, int(first), int(last)) for name in names))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
