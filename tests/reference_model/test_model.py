"""The reference model against what was worked out by hand."""

from datetime import UTC, date, datetime
from fractions import Fraction

import holidays
import pytest

from bekymring.case.answers import Answer, FactState
from bekymring.decision import State
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    And,
    CalendarPeriod,
    Compare,
    Const,
    Difference,
    Distance,
    First,
    Forbid,
    LevelIs,
    Modality,
    Moment,
    Not,
    OneFirst,
    Op,
    Order,
    Pick,
    RecordCount,
    RecordValue,
    Ref,
    Shift,
    Sum,
    ThisField,
    Unit,
)
from bekymring.model.types import Day, Number
from properties.small import (
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
    told,
)
from reference_model.dates import (
    danish_day,
    easter,
    end_of_day,
    is_holiday,
    moved,
    period_start,
    whole_months,
)
from reference_model.model import NOTHING, AmbiguousError, IncompleteError, Model

NUMBER = Number(Fraction(0), Fraction(10), integer=True)
EMPTY = ruleset(facts=(fact("a"), fact("n", NUMBER), fact("d", Day())), lists=(notifications(),))
NOT_RELEVANT = Answer(FactState.NOT_RELEVANT)


def value(expr, facts=None, records=(), moment=NOON):
    return Model(EMPTY, case(facts, records), moment).value(expr)


def limit(op):
    return Compare(op, Ref("n"), Const(Fraction(3)))


@pytest.mark.parametrize(
    ("op", "truths"),
    [
        (Op.LT, (True, False, False)),
        (Op.LE, (True, True, False)),
        (Op.EQ, (False, True, False)),
        (Op.GE, (False, True, True)),
        (Op.GT, (False, False, True)),
    ],
)
def test_comparisons_at_below_and_above_the_limit(op, truths):
    assert tuple(value(limit(op), {"n": Fraction(n)}) for n in (2, 3, 4)) == truths


def test_a_comparison_with_what_does_not_apply_is_false_and_its_negation_true():
    model = Model(EMPTY, case(), NOON)
    model.case = type(model.case)({"n": NOT_RELEVANT}, {})
    assert [model.value(limit(op)) for op in Op] == [False] * 5
    assert model.value(Not(limit(Op.GE))) is True
    assert model.value(Sum((Ref("n"), Const(Fraction(1))))) is NOTHING


def test_an_open_fact_is_no_answer():
    with pytest.raises(IncompleteError):
        value(Ref("a"))
    assert value(And((Ref("a"), Not(Not(Ref("a"))))), {"a": True}) is True


def test_records_after_the_moment_are_not_seen_and_later_dates_have_not_happened():
    late = notification(16)
    assert value(RecordCount("underretning", None), records=[notification(14), late]) == 1
    early = notification(14, assessed=told(datetime(2026, 6, 15, 13, tzinfo=UTC)))
    latest = RecordValue("underretning", Pick.LATEST, "vurderet", None)
    assert value(latest, records=[early]) is NOTHING
    assert value(latest, records=[early], moment=june(15)) == datetime(2026, 6, 15, 13, tzinfo=UTC)


def test_ties_give_the_value_they_agree_on():
    latest = RecordValue("underretning", Pick.LATEST, "alvorlig", None)
    assert value(latest, records=[notification(14), notification(14)]) is False
    assert value(latest, records=[]) is NOTHING
    with pytest.raises(AmbiguousError):
        value(latest, records=[notification(14), notification(14, serious=True)])


def test_a_whole_day_is_its_end_and_compares_as_its_day():
    assert value(Moment(), moment=june(15)) == datetime(2026, 6, 15, 21, 59, 59, 999999, tzinfo=UTC)
    assert value(Compare(Op.EQ, Moment(), Const(june(15))), moment=june(15)) is True


@pytest.mark.parametrize(
    ("distance", "start", "end", "expected"),
    [
        (Distance.DAYS, date(2026, 6, 15), date(2026, 6, 1), -14),
        (Distance.MONTHS, date(2026, 1, 31), date(2026, 2, 28), 0),
        (Distance.MONTHS, date(2026, 2, 28), date(2026, 3, 28), 1),
        (Distance.AGE, date(2008, 2, 29), date(2026, 2, 28), 17),
        (Distance.AGE, date(2008, 2, 29), date(2026, 3, 1), 18),
        (Distance.YEARS, date(2016, 6, 15), date(2026, 6, 15), 10),
    ],
)
def test_differences_round_down(distance, start, end, expected):
    assert value(Difference(distance, Const(start), Const(end))) == expected


def test_one_addition_from_the_anchor():
    assert value(Shift(Const(date(2026, 1, 31)), Const(Fraction(1)), Unit.MONTHS, 1)) == date(2026, 2, 28)
    assert value(Shift(Const(date(2024, 2, 29)), Const(Fraction(1)), Unit.YEARS, 1)) == date(2025, 2, 28)
    assert value(Shift(Const(date(2026, 6, 15)), Const(Fraction(2)), Unit.WEEKS, -1)) == date(2026, 6, 1)


def test_levels_join_and_own_assessments_only_worsen():
    rules = ruleset(rule("gul", points("gul")), rule("rød", points("rød"), when=Ref("a")), facts=(fact("a"),))
    assert Model(rules, case({"a": False}), NOON).level_name("position") == "gul"
    assert Model(rules, case({"a": True}), NOON).level_name("position") == "rød"
    assert Model(rules, case({"a": False, "position": "grøn"}), NOON).level_name("position") == "gul"
    assert Model(rules, case({"a": False, "position": "rød"}), NOON).level_name("position") == "rød"


def test_a_level_without_rules_is_not_assessed_and_not_better():
    model = Model(ruleset(), case(), NOON)
    assert model.level_name("position") == "not_assessed"
    assert not model.value(LevelIs("position", Op.LE, "rød"))
    assert Model(ruleset(otherwise="grøn"), case(), NOON).level_name("position") == "grøn"


def test_every_record_has_its_own_duty():
    rules = ruleset(
        rule("frist", must("x", after(ThisField("modtaget"), 24, Unit.HOURS)), per_record="underretning"),
        lists=(notifications(),),
        actions=(action("x", per_record="underretning"),),
    )
    model = Model(rules, case(records=[notification(10), notification(15), notification(16)]), NOON)
    assert list(model.keys()) == [("x", 1), ("x", 2)]
    assert model.duty("x", 1, Modality.MUST).states == {State.OVERDUE}
    assert model.duty("x", 2, Modality.MUST).states == {State.NOT_YET_DUE}


def test_an_order_hands_on_the_duty_and_blocks():
    rules = ruleset(
        rule("y", must("y", after(Const(june(20)), 3))),
        rule("x_før_y", Order("x", is_assessment=False, then=("y",))),
        actions=(action("x", done=done("d")), action("y")),
        facts=(fact("d", Day()),),
    )
    open_ = Model(rules, case({"d": june(16)}), NOON)
    assert open_.duty("x", None, Modality.MUST).due == end_of_day(june(23))
    assert open_.blocked("y", None) == {"x"}
    assert Model(rules, case({"d": june(15)}), NOON).blocked("y", None) == set()


def test_of_several_that_may_come_first_one_is_enough_and_none_is_handed_a_duty():
    several = OneFirst((First("w", is_assessment=False), First("x", is_assessment=False)), then=("y",))
    rules = ruleset(
        rule("y", must("y")),
        rule("en_før_y", several),
        actions=(action("w", done=done("c")), action("x", done=done("d")), action("y")),
        facts=(fact("c", Day()), fact("d", Day())),
    )
    neither = Model(rules, case({"c": june(16), "d": june(17)}), NOON)
    assert neither.blocked("y", None) == {"w eller x"}
    assert neither.modalities("x", None) == set()
    assert Model(rules, case({"c": june(16), "d": june(15)}), NOON).blocked("y", None) == set()


def test_a_ban_takes_away_may_and_should_and_sets_a_default_aside():
    for modality in Modality:
        rules = ruleset(
            rule("r", must("x", modality=modality)),
            rule("f", Forbid("x", "z")),
            actions=(action("x"), action("z")),
        )
        model = Model(rules, case(), NOON)
        stays = modality in {Modality.MUST, Modality.MUST_BY_DEFAULT}
        assert model.standing("x", None) == ({modality} if stays else set())
        assert model.standing("z", None) == {Modality.MAY}
        assert model.conflict("x", None) is (modality is Modality.MUST)
        assert model.value(ActionIs("x", ActionState.MUST_NOT)) is True


def test_the_days_of_the_model_are_those_of_a_calendar_of_others():
    for year in (2020, 2023, 2024, 2026):
        others = set(holidays.Denmark(years=year))
        assert {day for day in others if is_holiday(day)} == others
    assert easter(2026) == date(2026, 4, 5)
    assert danish_day(datetime(2026, 3, 29, 22, 30, tzinfo=UTC)) == date(2026, 3, 30)
    assert danish_day(datetime(2026, 10, 25, 22, 30, tzinfo=UTC)) == date(2026, 10, 25)
    assert end_of_day(date(2026, 3, 29)) == datetime(2026, 3, 29, 21, 59, 59, 999999, tzinfo=UTC)
    assert end_of_day(date(2026, 10, 25)) == datetime(2026, 10, 25, 22, 59, 59, 999999, tzinfo=UTC)


def test_periods_of_the_calendar():
    day = date(2026, 6, 15)
    starts = {period: period_start(period, day, 0) for period in CalendarPeriod}
    assert starts[CalendarPeriod.QUARTER] == date(2026, 4, 1)
    assert starts[CalendarPeriod.SCHOOL_YEAR] == date(2025, 8, 1)
    assert period_start(CalendarPeriod.MONTH, day, -6) == date(2025, 12, 1)
    assert moved(date(2026, 1, 31), 1, Unit.MONTHS) == date(2026, 2, 28)
    assert whole_months(date(2026, 6, 15), date(2026, 6, 14)) == -1
