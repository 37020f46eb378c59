"""Every verdict about generated rule sets is what all their cases say; 2,000 of them, and larger ones, are for `tests.prove.long`.

A rule set takes about 0.15 s of one core, four fifths of it for the evaluator, so a gate of a minute holds 400.
"""

from collections import Counter

import pytest

from prove.whole import held, options


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 400, 50))
def test_all_cases_say_what_the_verdicts_say(first: int) -> None:
    counts = Counter()
    for seed in range(first, first + 50):
        found = held(seed, options(1, 3), 2000)
        assert found.wrong == ()
        counts += found.counts
    said = {name for _, name in counts}
    assert {"Proved", "Refuted"} <= said


def test_a_possibility_behind_a_recommendation_is_no_other_outcome() -> None:
    assert held(53, options(2, 4), 2000).wrong == ()
