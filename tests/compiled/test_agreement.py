"""The reference evaluator, the compiled one, and a stored and loaded rule set decide alike.

`python -m tests.compiled.long --count 100000 --seed 0` compares for as long as wanted; docs/performance.md keeps the record.
"""

import pytest
from hypothesis import given, note

from bekymring.testing.draws import seeded
from bekymring.testing.strategies import drawing
from compiled.agreement import EVERY, disagreements
from properties.laws import SMALL

SEEDS = 40


@pytest.mark.slow
@pytest.mark.parametrize("profile", range(len(EVERY)))
def test_all_evaluators_agree_on_rule_sets_of_every_kind(profile):
    seeds = range(profile * SEEDS, (profile + 1) * SEEDS)
    wrong = {seed: found for seed in seeds if (found := disagreements(seeded(seed), EVERY[profile])[1])}
    assert wrong == {}


@pytest.mark.slow
def test_all_evaluators_agree_on_rule_sets_that_shrink():
    @given(drawing(lambda draw: disagreements(draw, SMALL)[1]))
    def agree(wrong):
        note("\n".join(wrong))
        assert wrong == []

    agree()
