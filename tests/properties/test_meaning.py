"""Tightening as a law of the language itself: in the reference model, which is the meaning and no program's doing."""

from bekymring.model.ruleset import Modality
from bekymring.testing.cases import (
    CaseOptions,
    acts,
    asked_by,
    is_open,
    make_case,
    make_completion,
    make_moment,
    make_value,
    set_parameters,
)
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Feature, Options
from properties.comparing import model_at, rank, soft_actions
from properties.laws import without_rule
from reference_model.model import REQUIRED, AmbiguousError

DENSE = Options(
    facts=2,
    rules=5,
    actions=2,
    depth=1,
    features=frozenset(
        {Feature.BANS, Feature.DAYS, Feature.DEADLINES, Feature.DONE, Feature.ORDERS, Feature.OUTCOMES}
    ),
)


def complete_scene(seed, options):
    draw = seeded(seed)
    ruleset = set_parameters(draw, make_ruleset(draw, options))
    when = make_moment(draw)
    open_ = make_case(draw, ruleset, CaseOptions(unknown=0, incomplete=0, doubt=False, own=50))
    case = make_completion(draw, open_, ruleset, when)
    readings = {
        name: make_value(draw, asked_by(ruleset, name).type_, ruleset)
        for name in sorted(acts(ruleset))
        if is_open(case.answer(name))
    }
    return ruleset, case, when, readings


def bettered(ruleset, fewer, more):
    made = [f"level {name}" for name in ruleset.levels if fewer.level(name) > more.level(name)]
    for key in fewer.keys():  # noqa: SIM118 - not a mapping
        if key[0] in soft_actions(ruleset):
            continue
        before, after = fewer.standing(*key), more.standing(*key)
        made += [
            f"{key}: {m} dropped" for m in before & set(REQUIRED) if not any(o.rank >= m.rank for o in after)
        ]
        made += [f"{key}: {m} relaxed" for m in before & after & set(REQUIRED) if later(fewer, more, key, m)]
        made += [f"{key}: ban dropped"] if fewer.banned(*key) and not more.banned(*key) else []
        made += [f"{key}: unblocked"] if fewer.blocked(*key) - more.blocked(*key) else []
        lower = rank(ruleset, fewer.decided_by(*key)) > rank(ruleset, more.decided_by(*key))
        made += [f"{key}: role lowered"] if lower else []
    return made


def later(fewer, more, key, modality: Modality) -> bool:
    before, after = fewer.duty(*key, modality).due, more.duty(*key, modality).due
    return before is not None and (after is None or after > before)


def test_adding_a_rule_never_betters_drops_relaxes_or_lowers():
    for options in (Options(), DENSE):
        for seed in range(250):
            ruleset, case, when, readings = complete_scene(seed, options)
            more = model_at(ruleset, case, when, readings)
            for key in ruleset.rules:
                smaller = without_rule(ruleset, key)
                try:
                    wrong = bettered(ruleset, model_at(smaller, case, when, readings), more)
                except AmbiguousError:
                    continue
                assert wrong == [], (seed, key)


def test_the_scenes_are_not_empty():
    fired = asked = 0
    for seed in range(250):
        ruleset, case, when, readings = complete_scene(seed, DENSE)
        model = model_at(ruleset, case, when, readings)
        fired += sum(model.fires(key, None) for key in ruleset.rules)
        asked += len(ruleset.rules)
    assert asked / 3 < fired < asked
