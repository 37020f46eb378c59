"""What is called exact is exact: small open cases against every completion in the reference model."""

import pytest
from hypothesis import given, note

from bekymring.decision import Certainty
from bekymring.testing.draws import seeded
from bekymring.testing.strategies import drawing
from bekymring.testing.vocabulary import Feature, Options
from properties.comparing import decide_at, outcomes
from properties.laws import scene
from reference_model.brute import TooManyError, bounds
from reference_model.model import AmbiguousError, IncompleteError

SMALL = Options(
    facts=3,
    rules=4,
    actions=2,
    features=frozenset(
        {
            Feature.BANS,
            Feature.CHOICES,
            Feature.DEFINITIONS,
            Feature.EXCEPTIONS,
            Feature.NUMBERS,
            Feature.ONLY_WHEN,
            Feature.OTHERWISE,
            Feature.OUTCOMES,
            Feature.RELEVANCE,
            Feature.SECOND_LEVEL,
            Feature.SETS,
            Feature.STEPS,
        }
    ),
)


def wrong_bounds(draw):
    """Where bounds are too narrow, or called exact and too wide."""
    one = scene(draw, SMALL, unknown=60, doubt=False)
    moment = one.when.day if one.when.whole_day else one.when.instant
    try:
        tried = bounds(one.ruleset, one.case, moment, most=600)
    except (TooManyError, AmbiguousError, IncompleteError):
        return []
    decision = decide_at(one.ruleset, one.case, one.when)
    made = [
        f"level {name}: {level.possible} (exact: {level.exact}), tried {tried.levels[name]}"
        for name, level in decision.levels.items()
        if not (
            set(level.possible) == tried.levels[name]
            if level.exact
            else set(level.possible) >= tried.levels[name]
        )
    ]
    said = outcomes(decision)
    for key, standing in tried.standing.items():
        possible = set().union(*standing)
        listed = {o.modality: o for o in said[key].obligations} if key in said else {}
        exact = key in said and said[key].exact
        if not (set(listed) == possible if exact else set(listed) >= possible):
            made.append(f"{key}: {sorted(listed)} (exact: {exact}), tried {sorted(possible)}")
        made += [
            f"{key}: {m} holds, tried {standing}"
            for m, o in listed.items()
            if o.certainty is Certainty.HOLDS
            and not all(any(s.rank >= m.rank for s in one) for one in standing)
        ]
        ban = said[key].ban if key in said else None
        if (ban is None and any(tried.banned[key])) or (
            exact and ban is not None and not any(tried.banned[key])
        ):
            made.append(f"{key}: ban {ban}, tried {tried.banned[key]}")
        if ban is not None and ban.certainty is Certainty.HOLDS and not all(tried.banned[key]):
            made.append(f"{key}: ban holds, tried {tried.banned[key]}")
    return made


@pytest.mark.slow
@given(drawing(wrong_bounds))
def test_bounds_hold_every_completion_and_are_tight_where_they_say_so(wrong):
    note("\n".join(wrong))
    assert wrong == []


@pytest.mark.slow
def test_bounds_of_many_seeded_cases_are_right():
    assert {seed: wrong for seed in range(400) if (wrong := wrong_bounds(seeded(seed)))} == {}
