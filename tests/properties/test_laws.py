"""The laws of section 2.6 of the language brief, over generated rule sets and cases.

`pytest tests/properties --hypothesis-profile deep` looks longer; `python tests/properties/volume.py all 0 100000`
runs seeded streams, many times as fast and without shrinking.
"""

import pytest
from hypothesis import given, note

from bekymring.testing.draws import seeded
from bekymring.testing.strategies import drawing
from properties.laws import LAWS, PROFILES, SMALL

SEEDS = 300


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
def test_the_law_holds_for_rule_sets_that_shrink(name):
    @given(drawing(lambda draw: LAWS[name](draw, SMALL)))
    def law(wrong):
        note("\n".join(wrong))
        assert wrong == []

    law()


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
def test_the_law_holds_for_larger_rule_sets(name):
    wrong = {
        seed: found
        for seed in range(SEEDS)
        if (found := LAWS[name](seeded(seed), PROFILES[seed % len(PROFILES)]))
    }
    assert wrong == {}
