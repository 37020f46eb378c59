"""Small cases in which the laws over generated rule sets found a fault of the evaluator."""

from bekymring.decision import Certainty
from bekymring.evaluate.reference import decide
from bekymring.model.ruleset import Order
from properties.small import DAY, NOON, action, case, done, fact, june, must, rule, ruleset


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
