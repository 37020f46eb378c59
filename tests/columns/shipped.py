"""Which of the rule sets that ship can stand in columns, and what stops the others: `python -m tests.columns.shipped`.

Prints the table of docs/columns.md: for each rule set how many of its levels and actions can be asked for alone, and how often each
construct stands in the way of one.
"""

import sys
from collections import Counter
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import bekymring
from bekymring.api import shipped_names
from bekymring.calendar_dk import end_of_day
from bekymring.columns.program import program_of, subjects_of
from bekymring.columns.refusal import NotInColumns

ON = end_of_day(date(2026, 6, 15))


def outcomes(ruleset):
    return (*ruleset.levels, *subjects_of(ruleset))


def stopped_by(ruleset, outcome):
    """The constructs that stop one level or action; none where it can stand in columns."""
    try:
        program_of(ruleset, ON, outcomes=[outcome])
    except NotInColumns as error:
        return {construct.en for _, construct in error.found}
    return set()


def main():
    whole, stops, sets = 0, Counter(), Counter()
    for name in shipped_names():
        ruleset = bekymring.load(name).kernel
        found = {one: stopped_by(ruleset, one) for one in outcomes(ruleset)}
        if not found:
            continue
        free = sum(not one for one in found.values())
        whole += free == len(found)
        each = Counter(construct for one in found.values() for construct in one)
        stops.update(each)
        sets.update(set(each))
        stopped = ", ".join(f"{what} ({n})" for what, n in each.most_common())
        print(f"| `{name}` | {free} of {len(found)} | {stopped} |")  # noqa: T201 - a program for the terminal
    print(f"\n{whole} rule sets can stand in columns whole")  # noqa: T201 - as above
    for what, n in stops.most_common():
        print(f"| {what} | {sets[what]} | {n} |")  # noqa: T201 - as above


if __name__ == "__main__":
    main()
