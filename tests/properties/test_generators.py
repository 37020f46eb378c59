"""Generated rule sets and cases are what they say they are."""

from collections import Counter
from fractions import Fraction

from attrs import fields, has
from hypothesis import given
from hypothesis import strategies as st

from bekymring.case.answers import FactState
from bekymring.model.dependencies import concluded
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    And,
    Compare,
    Count,
    InputKind,
    KnownTest,
    LevelIs,
    Named,
    Not,
    Op,
    Or,
)
from bekymring.model.types import Number
from bekymring.testing.cases import acts, is_open, make_case, make_completion, make_moment
from bekymring.testing.draws import chance, pick, seeded, some
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.strategies import cases, rulesets
from bekymring.testing.vocabulary import EVERYTHING, Feature, Options

SETS = [make_ruleset(seeded(seed)) for seed in range(300)]


def nodes(part):
    """Every node below a part of a rule set."""
    if isinstance(part, tuple):
        for one in part:
            yield from nodes(one)
    elif has(type(part)) and not isinstance(part, type):
        yield part
        for one in fields(type(part)):
            yield from nodes(getattr(part, one.name))


def reads(ruleset, expr):
    """The outcomes that an expression reads, definitions put in place of their names; `er udført` reads facts."""
    for node in nodes(expr):
        if isinstance(node, LevelIs):
            yield node.level
        elif isinstance(node, ActionIs) and node.state is not ActionState.DONE:
            yield node.action
        elif isinstance(node, Named):
            yield from reads(ruleset, ruleset.definitions[node.name].expr)


def subjects(rule):
    """The outcomes that a rule concludes; who decides an action says nothing of whether it must happen."""
    return {name for one in rule.conclusions for name in concluded(one)}


def test_the_same_seed_gives_the_same_rule_set():
    assert make_ruleset(seeded(7)) == make_ruleset(seeded(7))


def test_a_rule_reads_outcomes_of_earlier_strata_only():
    for ruleset in SETS:
        assert sorted(key for one in ruleset.strata for key in one) == sorted(ruleset.rules)
        place = {key: n for n, one in enumerate(ruleset.strata) for key in one}
        last = {}
        for key, rule in ruleset.rules.items():
            for name in subjects(rule):
                last[name] = max(last.get(name, -1), place[key])
        for key, rule in ruleset.rules.items():
            for name in reads(ruleset, (rule.when, rule.unless)):
                assert last.get(name, -1) < place[key], (key, name)


def negative(expr, ruleset, *, under=False):
    """Outcomes that an expression reads otherwise than positively."""
    match expr:
        case Not(item=item):
            yield from negative(item, ruleset, under=True)
        case And(items=items) | Or(items=items):
            for one in items:
                yield from negative(one, ruleset, under=under)
        case Compare(left=Count(items=items), op=op):
            for one in items:
                yield from negative(one, ruleset, under=under or op is not Op.GE)
        case Named(name=name):
            yield from negative(ruleset.definitions[name].expr, ruleset, under=under)
        case Compare():
            yield from (one for one in reads(ruleset, (expr.left, expr.right)))
        case LevelIs(op=op, level=level) if under or op is not Op.GE:
            yield level
        case ActionIs(action=action, state=state) if under and state is not ActionState.DONE:
            yield action


def test_what_is_hard_reads_outcomes_positively():
    for ruleset in SETS:
        for rule in ruleset.rules.values():
            if all(name.startswith(("følge", "afklare")) for name in subjects(rule)):
                continue
            assert list(negative(rule.when, ruleset)) == []
            assert list(reads(ruleset, (rule.unless, tuple(e.unless for e in rule.exceptions)))) == []


def test_questions_about_what_is_known_stand_only_where_they_may():
    for ruleset in SETS:
        for rule in ruleset.rules.values():
            if any(isinstance(node, KnownTest) for node in nodes(rule)):
                assert {ruleset.actions[name].finds_out for name in subjects(rule)} <= {True}


def test_every_feature_can_be_left_out_and_everything_occurs():
    for feature in Feature:
        make_ruleset(seeded(3), Options().without(feature))
    kinds = Counter(
        type(node).__name__ for ruleset in SETS for rule in ruleset.rules.values() for node in nodes(rule)
    )
    missing = {
        name
        for name in (
            "AddedException", "AdviseAgainst", "AnsweredAt", "Attend", "Competence", "DecideWhether", "Forbid",
            "Interval", "KnownTest", "LevelIs", "OneFirst", "OnlyWhen", "Order", "PeriodStart", "PointTo", "RecordAggregate",
            "RecordCount", "RecordValue", "Require", "SetCount", "Shift", "Difference", "Sum", "Times", "ThisField",
        )
        if not kinds[name]
    }  # fmt: skip
    assert missing == set()
    assert {feature for feature in Feature if not Options().has(feature)} == EVERYTHING - Options().features


def test_values_are_of_their_types_and_states_all_occur():
    states = Counter()
    for seed, ruleset in enumerate(SETS):
        case = make_case(seeded(seed), ruleset)
        for name, answer in case.facts.items():
            states[answer.state] += 1
            type_ = ruleset.inputs[name].type_
            if isinstance(type_, Number) and answer.value is not None:
                assert isinstance(answer.value, Fraction)
                assert type_.low <= answer.value <= type_.high
                assert not type_.integer or answer.value.denominator == 1
    # A figure is for another period only as seen from a moment of assessment.
    assert set(states) == set(FactState) - {FactState.NOT_ASKED, FactState.OTHER_PERIOD}


def test_a_completion_leaves_nothing_open_but_acts_and_what_does_not_apply():
    for seed, ruleset in enumerate(SETS):
        draw = seeded(seed)
        when = make_moment(draw)
        case = make_case(draw, ruleset)
        made = make_completion(draw, case, ruleset, when)
        for name, one in ruleset.inputs.items():
            if one.kind is not InputKind.PARAMETER and name not in acts(ruleset):
                assert not is_open(made.answer(name)), name
        for name, held in made.records.items():
            assert held.complete
            assert len(held.items) <= ruleset.lists[name].maximum
            told = (pair for item in held.items for pair in item.items() if pair[0] not in acts(ruleset))
            assert not any(is_open(answer) for _, answer in told)
        for name, answer in case.facts.items():
            # A figure that is for a period is told anew, for the one that counts.
            assert is_open(answer) or answer.through is not None or made.answer(name) == answer


@given(st.data())
def test_hypothesis_draws_the_same_kinds_of_things(data):
    ruleset = data.draw(rulesets(Options(facts=3, rules=2)))
    case = data.draw(cases(ruleset, unknown=50))
    assert set(case.facts) <= set(ruleset.inputs)
    assert set(case.records) <= set(ruleset.lists)


@given(st.integers(0, 10_000))
def test_choices_stay_within_what_is_asked(seed):
    draw = seeded(seed)
    assert pick(draw, "abc") in "abc"
    assert chance(draw, 0) is False
    assert chance(draw, 100) is True
    taken = some(draw, "abcde", 1, 3)
    assert 1 <= len(taken) <= 3
    assert list(taken) == sorted(set(taken))
