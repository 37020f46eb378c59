"""There is a decision for every case, however long the chains of a rule set are, and the same one every time."""

from datetime import UTC, datetime

import pytest

from bekymring.decision import Certainty
from bekymring.model import ruleset as m
from evaluate.build import (
    DAY,
    NOON,
    action,
    by,
    case,
    decided,
    definition,
    fact,
    level,
    must,
    records,
    rule,
    ruleset,
    scale,
    some,
    stands,
    this,
    whole,
)

LONG = 1200
LEVEL = (scale("p", "god", "dårlig"), level("p", "p"), fact("a"))


def named(stem, place):
    return m.Ref("a") if place == 0 else m.Named(f"{stem}{place - 1:05}")


def test_a_long_chain_of_definitions():
    chain = [definition(f"d{place:05}", named("d", place)) for place in range(LONG)]
    rules = ruleset(*LEVEL, *chain, rule("r", m.PointTo("p", "dårlig"), when=named("d", LONG)))
    assert decided(rules, case(a=True)).levels["p"].possible == ("dårlig",)


def test_a_long_chain_of_relevance():
    chain = [
        fact(f"f{place:05}", relevant_when=m.Ref("a" if place == 0 else f"f{place - 1:05}"))
        for place in range(LONG)
    ]
    rules = ruleset(*LEVEL, *chain, rule("r", m.PointTo("p", "dårlig"), when=f"f{LONG - 1:05}"))
    assert decided(rules, case(a=False)).levels["p"].decided


def test_a_long_chain_of_duties():
    duties = [
        rule(f"r{place:05}", must(f"x{place:05}"), when=stands(f"x{place - 1:05}", m.ActionState.MUST))
        for place in range(1, LONG)
    ]
    rules = ruleset(
        *LEVEL,
        *(action(f"x{place:05}") for place in range(LONG)),
        rule("r", must("x00000"), when="a"),
        *duties,
    )
    decision = decided(rules, case())
    assert decision.actions[f"x{LONG - 1:05}"].certainty is Certainty.DEPENDS
    assert [(one.fact, one.weight) for one in decision.missing] == [("a", LONG)]


@pytest.mark.parametrize(
    "moment",
    [datetime(1980, 1, 2, tzinfo=UTC), NOON, datetime(2099, 12, 30, tzinfo=UTC)],
)
def test_moments_at_the_edges_of_the_calendar(moment):
    rules = ruleset(
        fact("start", DAY), fact("dage", whole(0, 100000)), action("x"), records("møde", dag=DAY), action("y", "møde"),
        rule("1", must("x", by("dage", m.Unit.YEARS, "start"))),
        rule("2", must("y", by(5, m.Unit.WORKING_DAYS, this("dag"))), per_record="møde"),
    )  # fmt: skip
    decision = decided(rules, case(møde=some({}, complete=False)), moment)
    assert {name: group.certainty for name, group in decision.actions.items()} == {
        "x": Certainty.HOLDS,
        "y": Certainty.HOLDS,
    }


def test_twice_the_same():
    rules = ruleset(*LEVEL, rule("r", m.PointTo("p", "dårlig"), when="a"))
    assert decided(rules, case()) == decided(rules, case())


def test_a_rule_set_without_anything_in_it():
    decision = decided(ruleset(), case())
    assert (decision.actions, decision.levels, decision.missing, decision.rules) == ({}, {}, (), ())
