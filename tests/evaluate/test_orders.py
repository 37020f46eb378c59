"""What must come first: each row is one case (opdigtet)."""

from datetime import date

import pytest

from bekymring.calendar_dk import end_of_day
from bekymring.decision import Certainty, State
from bekymring.model import ruleset as m
from bekymring.values import Truth
from evaluate.build import (
    DAY,
    NOT_HAPPENED,
    action,
    assessed,
    assessment,
    before,
    by,
    case,
    decided,
    fact,
    measure,
    must,
    one_of,
    records,
    rule,
    ruleset,
    scale,
    should,
    some,
    stands,
    this,
)

HOLDS, UNLESS, DEPENDS = Certainty.HOLDS, Certainty.HOLDS_UNLESS, Certainty.DEPENDS
PARENTS = {"involves": ("forældre",)}
ORDER = before("risikovurdering", involving=("forældre", "netværk"))
PARTS = (
    fact("konflikt"),
    fact("vurderet", DAY),
    fact("start", DAY),
    fact("fravær", answered_by=("forældre",)),
    fact("trivsel", answered_by=("forældre", "skole")),
    fact("udtryk"),
    action("risikovurdering", done="vurderet", involves=("forældre",)),
    action("forældremøde", **PARENTS),
    action("børnesamtale", involves=("barnet",)),
    rule("først", ORDER, when="konflikt"),
    rule("møde", should("forældremøde")),
    rule("samtale", should("børnesamtale")),
)


def blocked(decision, name="forældremøde"):
    return [(one.first, one.certainty) for one in decision.actions[name].each[0].blocked_by]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(
            {"konflikt": True, "vurderet": NOT_HAPPENED}, [("risikovurdering", HOLDS)], id="not done: blocked"
        ),
        pytest.param({"konflikt": True, "vurderet": date(2026, 3, 1)}, [], id="done: free"),
        pytest.param(
            {"konflikt": True},
            [("risikovurdering", UNLESS)],
            id="not said to be done: blocked until that is established",
        ),
        pytest.param({"konflikt": False}, [], id="no order"),
        pytest.param({"vurderet": NOT_HAPPENED}, [("risikovurdering", DEPENDS)], id="perhaps an order"),
    ],
)
def test_what_waits_is_blocked(answers, expected):
    decision = decided(ruleset(*PARTS), case(**answers))
    assert blocked(decision) == expected
    assert blocked(decision, "børnesamtale") == []


def test_blocked_is_not_forbidden_and_an_order_is_no_duty():
    decision = decided(ruleset(*PARTS), case(konflikt=True, vurderet=NOT_HAPPENED))
    assert decision.actions["forældremøde"].each[0].ban is None
    assert "risikovurdering" not in decision.actions
    (order,) = decision.orders
    assert (order.first, order.blocks, order.certainty, order.done) == (
        "risikovurdering",
        ("forældremøde",),
        HOLDS,
        Truth.FALSE,
    )


def test_an_action_that_a_layer_adds_and_a_measure_wait_too():
    layer = m.Origin("lokalt", action("x").origin.span)
    added = m.Action("brev", "sende brev", None, layer, involves=("netværk",))
    ladder = scale("trin", "lav")
    rules = ruleset(
        *PARTS, added, ladder, measure("familiekursus", "trin", "lav", **PARENTS), rule("lokal", must("brev"))
    )
    decision = decided(rules, case(konflikt=True, vurderet=NOT_HAPPENED))
    assert decision.orders[0].blocks == ("brev", "familiekursus", "forældremøde")
    assert blocked(decision, "brev") == [("risikovurdering", HOLDS)]


@pytest.mark.parametrize(
    ("answers", "certainty", "due"),
    [
        pytest.param(
            {"konflikt": True, "start": date(2026, 3, 5)},
            HOLDS,
            date(2026, 3, 12),
            id="required, no later than what waits",
        ),
        pytest.param({"start": date(2026, 3, 5)}, DEPENDS, date(2026, 3, 12), id="perhaps"),
        pytest.param(
            {"konflikt": False, "start": date(2026, 3, 5)}, None, None, id="without an order nothing"
        ),
    ],
)
def test_what_waits_and_is_required_makes_the_first_required(answers, certainty, due):
    rules = ruleset(*PARTS, rule("pligt", must("forældremøde", by(7, anchor="start"))))
    decision = decided(rules, case(vurderet=NOT_HAPPENED, **answers))
    first = decision.actions.get("risikovurdering")
    assert (first.certainty if first else None) is certainty
    if first is not None:
        deadline = first.deadline
        assert (deadline.no_later_than or deadline.perhaps) == end_of_day(due)
        assert first.modality is m.Modality.MUST


def test_a_condition_can_read_that_the_first_is_required():
    rules = ruleset(
        *PARTS,
        action("plan"),
        rule("pligt", must("forældremøde")),
        rule("så", must("plan"), when=stands("risikovurdering", m.ActionState.MUST)),
    )
    assert decided(rules, case(konflikt=True)).actions["plan"].certainty is HOLDS


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, [("ære", HOLDS)], id="unanswered"),
        pytest.param({"ære": assessed(value=False, on=date(2026, 3, 1))}, [], id="answered"),
        pytest.param(
            {"ære": assessed(value=False, on=date(2026, 3, 1), reason="")},
            [("ære", UNLESS)],
            id="without a reason",
        ),
    ],
)
def test_an_assessment_can_come_first(answers, expected):
    rules = ruleset(
        assessment("ære"),
        action("forældremøde", **PARENTS),
        rule("1", must("forældremøde")),
        rule("2", before("ære", involving=("forældre",), is_assessment=True)),
    )
    decision = decided(rules, case(**answers))
    assert blocked(decision) == expected
    assert [(one.name, one.required.certainty) for one in decision.assessments] == [
        (name, HOLDS) for name, _ in expected
    ]


PLANS = (
    fact("plan_dag", DAY),
    fact("ungeplan_dag", DAY),
    assessment("haster"),
    action("plan", done="plan_dag"),
    action("ungeplan", done="ungeplan_dag", involves=("forældre",)),
    action("indstilling", involves=("forældre",)),
    rule("pligt", must("indstilling", by(7, anchor="plan_dag"))),
)
DONE, UNDONE = date(2026, 3, 1), NOT_HAPPENED


@pytest.mark.parametrize(
    ("answers", "certainty"),
    [
        pytest.param({"plan_dag": UNDONE, "ungeplan_dag": UNDONE}, HOLDS, id="neither: it waits"),
        pytest.param({"plan_dag": DONE, "ungeplan_dag": UNDONE}, None, id="the one is enough"),
        pytest.param({"plan_dag": UNDONE, "ungeplan_dag": DONE}, None, id="and so is the other"),
        pytest.param({"plan_dag": DONE}, None, id="the other need not be known"),
        pytest.param({"plan_dag": UNDONE}, UNLESS, id="perhaps the other: until that is established"),
        pytest.param({}, UNLESS, id="both open"),
    ],
)
def test_of_several_that_may_come_first_one_is_enough(answers, certainty):
    rules = ruleset(*PLANS, rule("først", one_of("plan", "ungeplan", before="indstilling")))
    decision = decided(rules, case(**answers))
    held = decision.actions["indstilling"].each[0].blocked_by
    assert [(one.names, one.certainty) for one in held] == (
        [] if certainty is None else [(("plan", "ungeplan"), certainty)]
    )
    (order,) = decision.orders
    assert (order.names, order.blocks) == (("plan", "ungeplan"), ("indstilling",))
    assert "plan" not in decision.actions, "none of them is required by the order"
    assert {one.fact for one in decision.missing} >= (
        {"plan_dag", "ungeplan_dag"} - set(answers) if certainty is UNLESS else set()
    )


@pytest.mark.parametrize(
    ("answers", "blocks"),
    [
        pytest.param({"plan_dag": UNDONE}, True, id="neither"),
        pytest.param({"plan_dag": UNDONE, "haster": assessed(value=False, on=DONE)}, False, id="answered"),
        pytest.param({"plan_dag": DONE}, False, id="done"),
    ],
)
def test_an_assessment_is_one_of_several_too_and_none_of_them_waits(answers, blocks):
    order = one_of("plan", "haster", "ungeplan", involving=("forældre",), assessments=("haster",))
    decision = decided(ruleset(*PLANS, rule("først", order)), case(ungeplan_dag=UNDONE, **answers))
    assert bool(decision.actions["indstilling"].each[0].blocked_by) is blocks
    assert decision.orders[0].blocks == ("indstilling",), (
        "ungeplan involves the parents and is one of those first"
    )


@pytest.mark.parametrize("first", ["samtale", "brev"])
def test_of_what_is_kept_for_each_record_the_record_of_the_rule_counts(first):
    rules = ruleset(
        records("underretning", "dag", dag=DAY, talt=DAY, skrevet=DAY),
        action("samtale", "underretning", done=this("talt")),
        action("brev", "underretning", done=this("skrevet")),
        action("svar", "underretning"),
        rule("1", must("svar"), per_record="underretning"),
        rule("2", one_of("samtale", "brev", before="svar"), per_record="underretning"),
    )
    field = {"samtale": "talt", "brev": "skrevet"}[first]
    undone = {"dag": date(2026, 3, 1), "talt": UNDONE, "skrevet": UNDONE}
    decision = decided(rules, case(underretning=some(undone | {field: date(2026, 3, 2)}, undone)))
    assert [bool(one.blocked_by) for one in decision.actions["svar"].each] == [False, True]


def test_what_may_not_be_asked_yet_names_all_that_may_come_first():
    rules = ruleset(
        *PLANS,
        fact("fravær", answered_by=("forældre",)),
        action("brev"),
        rule("spørg", must("brev"), when="fravær"),
        rule("først", one_of("plan", "ungeplan", involving=("forældre",))),
    )
    asked = decided(rules, case(plan_dag=UNDONE, ungeplan_dag=UNDONE)).missing
    assert [(one.fact, one.not_now_because, one.not_now_before_one_of) for one in asked] == [
        ("fravær", (), (("plan", "ungeplan"),))
    ]


def test_every_record_for_which_the_first_is_required_must_be_done():
    rules = ruleset(
        records("underretning", "dag", dag=DAY, vurderet=DAY),
        action("vurdering", "underretning", done=this("vurderet")),
        action("møde"),
        rule("1", must("vurdering"), per_record="underretning"),
        rule("2", before("vurdering", "møde"), per_record="underretning"),
        rule("3", should("møde")),
    )
    old, new = (
        {"dag": date(2026, 3, 1), "vurderet": date(2026, 3, 2)},
        {"dag": date(2026, 3, 5), "vurderet": NOT_HAPPENED},
    )
    outcome = decided(rules, case(underretning=some(old, new))).actions["møde"].each[0]
    assert [(one.first, one.records) for one in outcome.blocked_by] == [("vurdering", (2,))]
    assert decided(rules, case(underretning=some(old))).actions["møde"].each[0].blocked_by == ()


ASKING = ruleset(
    *PARTS,
    rule("spørg", must("børnesamtale"), when=m.And((m.Ref("fravær"), m.Ref("trivsel"), m.Ref("udtryk")))),
)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param(
            {"konflikt": True, "vurderet": NOT_HAPPENED},
            {
                "fravær": (False, ("forældre",), ("risikovurdering",)),
                "trivsel": (True, ("skole",), ()),
                "udtryk": (True, (), ()),
            },
            id="parents wait",
        ),
        pytest.param(
            {"konflikt": True, "vurderet": date(2026, 3, 1)},
            {
                "fravær": (True, ("forældre",), ()),
                "trivsel": (True, ("forældre", "skole"), ()),
                "udtryk": (True, (), ()),
            },
            id="once it is done all may be asked",
        ),
        pytest.param(
            {"konflikt": False},
            {
                "fravær": (True, ("forældre",), ()),
                "trivsel": (True, ("forældre", "skole"), ()),
                "udtryk": (True, (), ()),
            },
            id="no order",
        ),
    ],
)
def test_the_list_of_missing_answers_obeys_the_order(answers, asked):
    found = {
        one.fact: (one.may_ask_now, one.ask_of, one.not_now_because)
        for one in decided(ASKING, case(**answers)).missing
    }
    assert found == asked


def test_two_firsts_that_each_wait_for_the_other_still_give_a_decision():
    rules = ruleset(
        action("x"),
        action("y"),
        rule("1", before("x", "y")),
        rule("2", before("y", "x")),
        rule("3", must("x")),
    )
    decision = decided(rules, case())
    assert [one.states for one in decision.actions["x"].each] == [(State.OPEN,)]
    assert blocked(decision, "x") == [("y", HOLDS)]
