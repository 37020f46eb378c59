"""Small cases in which the laws over generated rule sets found a fault of the evaluator."""

from bekymring.decision import Certainty, State
from bekymring.evaluate.reference import decide
from bekymring.model.ruleset import Deadline, DeadlineKind, Modality, Order, Require
from properties.small import (
    DAY,
    NOON,
    action,
    case,
    done,
    fact,
    june,
    must,
    notification,
    notifications,
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
