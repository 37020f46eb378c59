"""The reference evaluator, the compiled one, its functions, and a stored and loaded rule set decide alike.

`python -m tests.compiled.long --count 100000 --workers 2` compares for as long as wanted; docs/performance.md keeps the record, and says
at which rate, from which the numbers here follow.
"""

import pytest
from hypothesis import given, note

from bekymring.model.invariants import broken_invariants
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.strategies import drawing
from compiled.agreement import EVERY, disagreements
from properties.laws import SMALL

PARTS, SEEDS, CASES = 4, 6, 4
"""In so many parts, so many rule sets of every kind, each with so many cases of every share of open answers."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("profile", range(len(EVERY)))
def test_all_evaluators_agree_on_rule_sets_of_every_kind(profile, part):
    first = (profile * PARTS + part) * SEEDS
    found = {
        seed: disagreements(seeded(seed), EVERY[profile], cases=CASES) for seed in range(first, first + SEEDS)
    }
    assert {seed: wrong for seed, (_, wrong) in found.items() if wrong} == {}
    assert sum(number for number, _ in found.values()) >= SEEDS * CASES * 8


@pytest.mark.slow
def test_all_evaluators_agree_on_rule_sets_that_shrink():
    @given(drawing(lambda draw: disagreements(draw, SMALL)[1]))
    def agree(wrong):
        note("\n".join(wrong))
        assert wrong == []

    agree()


def test_generated_rule_sets_are_as_the_files_of_rules_make_them():
    broken = {
        seed: broken_invariants(make_ruleset(seeded(seed), EVERY[seed % len(EVERY)])) for seed in range(200)
    }
    assert {seed: found for seed, found in broken.items() if found} == {}
