"""Examples that broke earlier drafts of the meaning, and examples that these tests have found since."""

from datetime import UTC, datetime
from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve

from bekymring.case.answers import Departure
from bekymring.decision import NOT_ASSESSED, Certainty, State
from bekymring.evaluate import reference
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    And,
    Compare,
    Const,
    Count,
    Forbid,
    KnownTest,
    LevelIs,
    Modality,
    Named,
    Not,
    Op,
    Or,
    Order,
    Pick,
    RecordCount,
    RecordValue,
    Ref,
    ThisField,
    Unit,
)
from bekymring.values import Truth
from properties.comparing import outside
from properties.small import (
    ASKED,
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
from reference_model.dates import end_of_day
from reference_model.model import Model


def decide(rules, case, moment, *, cap=1024):
    return reference.decide(rules, case, moment, whole_day=False, cap=cap)


def at_least(count, number):
    return Compare(Op.GE, count, Const(Fraction(number)))


# --- A second notification ---------------------------------------------------------------------------------

WITHIN_A_DAY = ruleset(
    rule(
        "vurdering_inden_24_timer",
        must("akutvurdering", after(ThisField("modtaget"), 24, Unit.HOURS)),
        per_record="underretning",
    ),
    lists=(notifications(),),
    actions=(action("akutvurdering", per_record="underretning"),),
)


def test_a_second_notification_does_not_wipe_out_the_first():
    first, second = notification(10), notification(15)
    one = decide(WITHIN_A_DAY, case(records=[first]), NOON).actions["akutvurdering"].of(1)
    two = decide(WITHIN_A_DAY, case(records=[first, second]), NOON).actions["akutvurdering"]
    assert one.states == two.of(1).states == (State.OVERDUE,)
    assert two.of(1).deadline.no_later_than == datetime(2026, 6, 11, 10, tzinfo=UTC)
    assert two.of(2).states == (State.NOT_YET_DUE,)


def test_a_second_notification_does_not_move_what_is_counted_from_the_latest_beyond_the_bounds():
    latest = RecordValue("underretning", Pick.LATEST, "modtaget", None)
    rules = ruleset(
        rule("frist", must("samtale", after(latest, 3))),
        lists=(notifications(),),
        actions=(action("samtale"),),
    )
    wide = decide(rules, case(records=[notification(10)], complete=False), NOON)
    for records in ([notification(10)], [notification(10), notification(14)]):
        assert outside(wide, decide(rules, case(records=records), NOON)) == []


def test_the_number_of_notifications_may_be_higher_while_the_list_is_incomplete():
    rules = ruleset(
        rule("gentagne", points("rød"), when=at_least(RecordCount("underretning", None), 3)),
        lists=(notifications(maximum=3),),
    )
    two = [notification(10), notification(11)]
    assert decide(rules, case(records=two), NOON).levels["position"].possible == (NOT_ASSESSED,)
    assert decide(rules, case(records=two, complete=False), NOON).levels["position"].possible == (
        NOT_ASSESSED,
        "rød",
    )
    assert decide(rules, case(), NOON).levels["position"].possible == (NOT_ASSESSED, "rød")


CONTACT_WAITS = ruleset(
    rule(
        "kontakt_med_det_samme",
        must("kontakt", after(ThisField("modtaget"), 24, Unit.HOURS)),
        per_record="underretning",
    ),
    rule("sikkerhed_først", Order("risikovurdering", is_assessment=False, involving=("forældre",))),
    facts=(fact("vurderet_den", DAY),),
    lists=(notifications(),),
    actions=(
        action("kontakt", per_record="underretning", involves=("forældre",)),
        action("risikovurdering", done=done("vurderet_den")),
    ),
)


def test_what_waits_for_a_step_may_be_asked_of_a_record_that_the_case_lacks():
    wide = decide(CONTACT_WAITS, case(records=[], complete=False), NOON)
    duty = wide.actions["risikovurdering"].each[0].obligations[0]
    assert (duty.modality, duty.certainty) == (Modality.MUST, Certainty.DEPENDS)
    assert set(duty.states) >= {State.OPEN, State.NOT_YET_DUE, State.OVERDUE}
    assert "underretning[]" in [one.fact for one in wide.missing]
    for records in ([notification(1)], [notification(1), notification(14)]):
        assert outside(wide, decide(CONTACT_WAITS, case(records=records), NOON)) == []
    assert "risikovurdering" not in decide(CONTACT_WAITS, case(records=[]), NOON).actions


def test_what_was_done_before_its_start_holds_back_what_waits_for_it():
    rules = ruleset(
        rule("på_ny", must("risikovurdering", after(Ref("start"), 30))),
        rule("sikkerhed_først", Order("risikovurdering", is_assessment=False, then=("kontakt",))),
        facts=(fact("start", DAY), fact("slut", DAY)),
        actions=(action("kontakt"), action("risikovurdering", done=done("slut"))),
    )
    for slut, first in ((june(2), {"risikovurdering"}), (june(3), set())):
        facts = case({"start": june(3), "slut": slut})
        decision = decide(rules, facts, NOON)
        assert {one.first for one in decision.orders if one.done is not Truth.TRUE} == first
        assert Model(rules, facts, NOON).blocked("kontakt", None) == first


def test_a_day_that_only_may_be_due_is_not_handed_on_as_due_for_certain():
    rules = ruleset(
        rule("mødet", must("møde", after(Ref("start"), 30))),
        rule("før_mødet", must("møde", after(Ref("før"), 7)), when=Ref("haster")),
        rule("vurder_først", Order("vurdering", is_assessment=False, then=("møde",))),
        facts=(fact("start", DAY), fact("før", DAY), fact("haster")),
        actions=(action("møde"), action("vurdering")),
    )
    wide = decide(rules, case({"før": june(1)}), NOON)
    deadline = wide.actions["vurdering"].each[0].obligations[0].deadline
    assert (deadline.no_later_than, deadline.perhaps) == (None, end_of_day(june(8)))
    narrow = case({"før": june(1), "start": june(10), "haster": False})
    assert outside(wide, decide(rules, narrow, NOON)) == []


def test_a_full_list_lacks_no_record_even_if_it_is_called_incomplete():
    rules = ruleset(
        rule("mange", points("rød"), when=at_least(RecordCount("underretning", None), 3)),
        lists=(notifications(maximum=2),),
    )
    two = [notification(10), notification(11)]
    assert decide(rules, case(records=two, complete=False), NOON).levels["position"].possible == (
        NOT_ASSESSED,
    )


# --- Is not known ------------------------------------------------------------------------------------------


def test_a_rule_on_what_is_not_known_finds_out_and_moves_nothing_else():
    rules = ruleset(
        rule("afklar", must("afklare"), when=KnownTest(Ref("a"), known=False)),
        rule("rød", points("rød"), when=Ref("a")),
        facts=(fact("a"),),
        actions=(action("afklare", finds_out=True),),
    )
    before, after_ = decide(rules, case(), NOON), decide(rules, case({"a": False}), NOON)
    assert before.actions["afklare"].certainty is Certainty.HOLDS
    assert "afklare" not in after_.actions
    assert before.levels["position"].possible == (NOT_ASSESSED, "rød")
    assert outside(before, after_) == []


@pytest.mark.parametrize("answer", [ASKED, None])
def test_asked_and_not_asked_and_left_out_are_all_unknown_and_never_false(answer):
    rules = ruleset(rule("nej", points("rød"), when=Not(Ref("a"))), facts=(fact("a"),))
    facts = {} if answer is None else {"a": answer}
    assert decide(rules, evolve(case(), facts=facts), NOON).levels["position"].possible == (
        NOT_ASSESSED,
        "rød",
    )


# --- The order in which open facts are split ---------------------------------------------------------------

TANGLED = ruleset(
    rule("r1", points("gul"), when=Or((And((Ref("d"), Ref("a"))), And((Not(Ref("d")), Ref("b")))))),
    rule("r2", points("gul"), when=Or((And((Ref("c"), Not(Ref("a")))), And((Not(Ref("c")), Not(Ref("b"))))))),
    rule("r3", points("rød"), when=And((Or((Ref("a"), Not(Ref("a")))), Or((Ref("b"), Ref("c"))), Ref("d")))),
    facts=tuple(fact(name) for name in "abcd"),
)


@pytest.mark.parametrize("cap", [1, 2, 4, 8, 16])
def test_learning_a_fact_never_widens_a_bound_whatever_the_cap(cap):
    partial = list(product((None, False, True), repeat=4))
    said = {
        values: decide(
            TANGLED, case({n: v for n, v in zip("abcd", values, strict=True) if v is not None}), NOON, cap=cap
        )
        for values in partial
    }
    for values, wide in said.items():
        for place in (n for n, value in enumerate(values) if value is None):
            for value in (False, True):
                assert outside(wide, said[(*values[:place], value, *values[place + 1 :])]) == []


def test_splitting_decides_what_plain_kleene_leaves_open():
    either = ruleset(rule("r", points("gul"), when=Or((Ref("a"), Not(Ref("a"))))), facts=(fact("a"),))
    level = decide(either, case(), NOON).levels["position"]
    assert level.possible == ("gul",)
    assert level.exact
    assert decide(either, case(), NOON, cap=1).levels["position"].possible == (NOT_ASSESSED, "gul")


# --- A level read downward through a definition ------------------------------------------------------------


def test_a_level_read_downward_through_a_definition_stays_open_while_the_level_is():
    rules = ruleset(
        rule("rød", points("rød"), when=Ref("a")),
        rule("gul", points("gul")),
        rule("følg", must("følge", modality=Modality.SHOULD), when=Named("ikke_rød")),
        facts=(fact("a"),),
        actions=(action("følge"),),
        definitions=(("ikke_rød", Not(LevelIs("position", Op.GE, "rød"))),),
        strata=(("gul", "rød"), ("følg",)),
    )
    open_ = decide(rules, case(), NOON)
    assert open_.actions["følge"].certainty is Certainty.DEPENDS
    assert "følge" not in decide(rules, case({"a": True}), NOON).actions
    assert decide(rules, case({"a": False}), NOON).actions["følge"].certainty is Certainty.HOLDS


# --- An indicator of a layer in a count --------------------------------------------------------------------


def test_an_indicator_that_a_layer_adds_is_not_counted_by_the_rules_below_it():
    counted = Compare(Op.LE, Count((Named("tegn_1"), Named("tegn_2"))), Const(Fraction(1)))
    below = ruleset(
        rule("få_tegn", points("gul"), when=counted),
        facts=(fact("a"), fact("b"), fact("c")),
        definitions=(("tegn_1", Ref("a")), ("tegn_2", Ref("b"))),
    )
    above = ruleset(
        rule("få_tegn", points("gul"), when=counted),
        facts=(fact("a"), fact("b"), fact("c")),
        definitions=(("tegn_1", Ref("a")), ("tegn_2", Ref("b")), ("tegn_3", Ref("c"))),
    )
    facts = case({"a": True, "b": False, "c": True})
    assert decide(below, facts, NOON).levels["position"].possible == ("gul",)
    assert decide(above, facts, NOON).levels["position"].possible == ("gul",)


# --- Found since -------------------------------------------------------------------------------------------


def overdue_duty(*, banned):
    """A default that is overdue makes something else a duty; a ban sets the default aside."""
    made = [
        rule("frist", must("opfølgning", after(Ref("start"), 3), modality=Modality.MUST_BY_DEFAULT)),
        rule("rykker", must("rykke"), when=ActionIs("opfølgning", ActionState.OVERDUE)),
    ]
    strata = (("frist",), ("rykker",))
    if banned:
        made.append(rule("forbud", Forbid("opfølgning", None)))
        strata = (("forbud", "frist"), ("rykker",))
    return ruleset(
        *made,
        facts=(fact("start", DAY),),
        actions=(action("opfølgning"), action("rykke")),
        strata=strata,
    )


def test_a_ban_that_sets_a_default_aside_drops_no_duty_that_hangs_on_its_being_overdue():
    facts = case({"start": june(1)})
    for rules in (overdue_duty(banned=False), overdue_duty(banned=True)):
        assert decide(rules, facts, NOON).actions["rykke"].certainty is Certainty.HOLDS
        assert Model(rules, facts, NOON).standing("rykke", None) == {Modality.MUST}


def test_what_is_set_aside_is_shown_as_set_aside():
    facts = case({"start": june(1)})
    assert decide(overdue_duty(banned=True), facts, NOON).actions["opfølgning"].states == (State.SET_ASIDE,)


def test_a_departure_closes_a_default_and_never_a_duty():
    for modality, states in ((Modality.MUST_BY_DEFAULT, State.DEPARTED_FROM), (Modality.MUST, State.OVERDUE)):
        rules = ruleset(
            rule("frist", must("opfølgning", after(Ref("start"), 3), modality=modality)),
            facts=(fact("start", DAY),),
            actions=(action("opfølgning"),),
        )
        held = case({"start": june(1)}, departures=(Departure("opfølgning", None, "leder", "opdigtet"),))
        assert decide(rules, held, NOON).actions["opfølgning"].states == (states,)


def test_a_duty_stands_while_the_date_its_deadline_is_counted_from_is_open():
    rules = ruleset(
        rule("frist", must("opfølgning", after(Ref("start"), 3))),
        facts=(fact("start", DAY), fact("slut", DAY)),
        actions=(action("opfølgning", done=done("slut")),),
    )
    open_ = decide(rules, case(), NOON).actions["opfølgning"]
    assert open_.certainty is Certainty.HOLDS
    assert open_.deadline.no_later_than is None
    assert open_.deadline.durations
    known = decide(rules, case({"start": june(1)}), NOON).actions["opfølgning"]
    assert known.deadline.no_later_than == end_of_day(june(4))
    assert set(known.states) >= {State.OVERDUE}


def test_what_was_done_before_its_start_does_not_count():
    rules = ruleset(
        rule("frist", must("opfølgning", after(Ref("start"), 30))),
        facts=(fact("start", DAY), fact("slut", DAY)),
        actions=(action("opfølgning", done=done("slut")),),
    )
    for slut, states in ((june(2), (State.NOT_YET_DUE,)), (june(3), (State.DONE,))):
        facts = case({"start": june(3), "slut": slut})
        assert decide(rules, facts, NOON).actions["opfølgning"].states == states
        assert Model(rules, facts, NOON).duty("opfølgning", None, Modality.MUST).states == set(states)


def test_silence_is_not_a_verdict():
    rules = ruleset(
        rule("rød", points("rød"), when=Ref("a")),
        rule("følg", must("følge", modality=Modality.SHOULD), when=LevelIs("position", Op.LE, "gul")),
        facts=(fact("a"),),
        actions=(action("følge"),),
        strata=(("rød",), ("følg",)),
    )
    decision = decide(rules, case({"a": False}), NOON)
    assert decision.levels["position"].possible == (NOT_ASSESSED,)
    assert "følge" not in decision.actions
