"""Small cases in which the laws over generated rule sets found a fault of the evaluator."""

import pytest
from attrs import evolve

from bekymring.decision import Certainty, State
from bekymring.evaluate.reference import decide
from bekymring.model.ruleset import (
    Deadline,
    DeadlineKind,
    LevelIs,
    Modality,
    Op,
    Order,
    Ref,
    Require,
    ThisField,
)
from bekymring.values import Truth
from properties.small import (
    DAY,
    NOON,
    action,
    after,
    case,
    done,
    fact,
    june,
    must,
    notification,
    notifications,
    points,
    rule,
    ruleset,
)


def test_what_waits_for_something_that_may_be_done_is_blocked_until_further_notice_only():
    rules = ruleset(
        rule("først", Order("x", is_assessment=False, then=("y",))),
        rule("så", must("y")),
        facts=(fact("d", DAY),),
        actions=(action("x", done=done("d")), action("y")),
    )
    expected = {None: Certainty.HOLDS_UNLESS, june(16): Certainty.HOLDS, june(15): None}
    for day, certainty in expected.items():
        facts = {} if day is None else {"d": day}
        blocked = decide(rules, case(facts), NOON, whole_day=False).actions["y"].blocked_by
        assert [one.certainty for one in blocked] == ([] if certainty is None else [certainty])


def test_what_is_done_may_lie_before_a_notification_that_the_list_lacks():
    # At once, for each notification: what was done before a notification came does not count for it.
    at_once = Require("x", Modality.MUST, deadline=Deadline(DeadlineKind.AT_ONCE))
    rules = ruleset(
        rule("straks", at_once, per_record="underretning"),
        facts=(fact("d", DAY),),
        lists=(notifications(),),
        actions=(action("x", done=done("d")),),
    )
    early, late = notification(10), notification(14)
    facts = {"d": june(12)}

    def said(records, *, complete):
        held = case(facts, records, complete=complete)
        return decide(rules, held, NOON, whole_day=False).actions["x"]

    assert said([early], complete=True).states == (State.DONE,)
    assert said([early, late], complete=True).states == (State.OPEN,)
    assert said([early], complete=False).states == (State.OPEN, State.DONE)


def test_whether_it_is_done_is_open_while_it_is_open_which_obligation_is_meant():
    # Done for the duty that is possible, and too early for the recommendation that is certain.
    rules = ruleset(
        rule("måske", must("x", after(Ref("a"), 30)), when=Ref("j")),
        rule("altid", must("x", after(Ref("b"), 30), modality=Modality.SHOULD)),
        facts=(fact("a", DAY), fact("b", DAY), fact("d", DAY), fact("j")),
        actions=(action("x", done=done("d")),),
    )
    days = {"a": june(1), "b": june(10), "d": june(5)}

    def said(facts):
        return decide(rules, case(facts), NOON, whole_day=False).actions["x"].each[0].done

    assert said({**days, "j": False}) is Truth.FALSE
    # The recommendation is counted from a later start, also where a duty stands beside it.
    assert said({**days, "j": True}) is Truth.TRUE
    assert said(days) is Truth.UNKNOWN
    assert said({**days, "d": june(11)}) is Truth.TRUE


@pytest.mark.parametrize("complete", [True, False])
def test_a_level_kept_for_each_notification_may_be_worse_for_one_that_the_list_lacks(complete):
    rules = with_level_for_each(
        rule("alvor", points("rød", "tyngde"), when=ThisField("alvorlig"), per_record="underretning"),
        rule("læst", must("x"), when=LevelIs("tyngde", Op.GE, "rød")),
    )
    held = case({}, [notification(10)], complete=complete)
    decision = decide(rules, held, NOON, whole_day=False)
    assert ("x" in decision.actions) is not complete
    assert [one.fact for one in decision.missing] == ([] if complete else ["underretning[]"])
    if not complete:
        (outcome,) = decision.actions["x"].each
        assert outcome.certainty is Certainty.DEPENDS
        assert not outcome.exact


def with_level_for_each(*rules):
    """A rule set with a level kept for each notification, read after it is said."""
    made = ruleset(
        *rules, lists=(notifications(),), actions=(action("x"),), strata=tuple((one.name,) for one in rules)
    )
    level = evolve(made.levels["position"], name="tyngde", per_record="underretning")
    return evolve(made, levels={**made.levels, "tyngde": level})
