"""Every verdict about 2,000 generated rule sets is what all their cases say; more and larger ones are for `tests.prove.long`.

A rule set takes about 0.03 s of one core: what all cases say is read off a table, and the evaluator is asked about the cases that are shown.
"""

from collections import Counter

import pytest

from bekymring.checks.replay import judged
from bekymring.prove.prover import Witness
from bekymring.prove.witness import ORDINARY
from prove.tables import Table
from prove.trying import made
from prove.whole import held, of_evaluator, of_table, options

MOST = 2000


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "facts"), [*((first, 1) for first in range(0, 1500, 250)), (0, 2), (250, 2)]
)
def test_all_cases_say_what_the_verdicts_say(first: int, facts: int) -> None:
    number, seed, counts = 0, first, Counter()
    while number < 250:
        found = held(seed, options(facts, 3), MOST)
        assert found.wrong == ()
        seed, number, counts = seed + 1, number + (found.cases > 0), counts + found.counts
    assert {"Proved", "Refuted"} <= {name for _, name in counts}


@pytest.mark.parametrize("first", range(0, 30, 10))
def test_the_table_says_of_every_case_what_the_evaluator_says(first: int) -> None:
    compared = 0
    for seed in range(first, first + 10):
        table = Table(made(seed, options(1, 4))[1])
        for at in range(table.number):
            if table.whole >> at & 1:
                one = judged(table.rules, table.case(at), Witness((), ORDINARY))
                assert of_table(table, at) == of_evaluator(table, one), (seed, at)
                compared += 1
    assert compared > 0


def test_a_possibility_behind_a_recommendation_is_no_other_outcome() -> None:
    assert held(53, options(2, 4), MOST).wrong == ()
