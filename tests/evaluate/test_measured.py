"""What is measured for a period is not known in another one. Every child is invented (opdigtet)."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from bekymring.case import Answer, Case, FactState
from bekymring.decision import Certainty
from bekymring.evaluate import decide
from bekymring.evaluate.compiled.program import program_of
from bekymring.evaluate.compiled.run import decide_with
from bekymring.evaluate.current import case_at, is_for
from bekymring.model import ruleset as m
from evaluate.build import action, expr, fact, must, rule, ruleset, whole

QUARTER, MONTH, YEAR, SCHOOL_YEAR = (
    m.CalendarPeriod.QUARTER,
    m.CalendarPeriod.MONTH,
    m.CalendarPeriod.YEAR,
    m.CalendarPeriod.SCHOOL_YEAR,
)


@pytest.mark.parametrize(
    ("period", "through", "day", "expected"),
    [
        pytest.param(QUARTER, "2026-01-01", "2026-03-31", True, id="the first day, on the last"),
        pytest.param(QUARTER, "2026-03-31", "2026-03-31", True, id="the last day, on it"),
        pytest.param(QUARTER, "2026-03-31", "2026-04-01", False, id="the next quarter begins"),
        pytest.param(QUARTER, "2025-12-31", "2026-01-01", False, id="New Year"),
        pytest.param(QUARTER, "2025-02-10", "2026-02-10", False, id="the same quarter a year ago"),
        pytest.param(QUARTER, "2026-03-10", "2026-03-09", False, id="it lies ahead: not known yet"),
        pytest.param(MONTH, "2024-02-29", "2024-02-29", True, id="29 February"),
        pytest.param(MONTH, "2024-02-29", "2024-03-01", False, id="the day after"),
        pytest.param(YEAR, "2026-01-01", "2026-12-31", True, id="a calendar year"),
        pytest.param(SCHOOL_YEAR, "2025-08-01", "2026-07-31", True, id="a school year"),
        pytest.param(SCHOOL_YEAR, "2025-07-31", "2025-08-01", False, id="the next school year"),
    ],
)
def test_which_day_a_figure_is_for(period, through, day, expected):
    assert is_for(date.fromisoformat(through), period, date.fromisoformat(day)) is expected


RULES = ruleset(
    fact("fravær", whole(), measured_for=QUARTER),
    action("x"),
    rule("r", must("x"), when=m.Compare(m.Op.GE, m.Ref("fravær"), m.Const(Fraction(15)))),
)
MARCH = datetime(2026, 3, 6, 11, tzinfo=UTC)
DECEMBER = datetime(2025, 12, 20, 11, tzinfo=UTC)


def told(percent, through=None, state=FactState.KNOWN):
    day = None if through is None else date.fromisoformat(through)
    return Case({"fravær": Answer(state, Fraction(percent), through=day)}, {})


def certainty(decision):
    group = decision.actions.get("x")
    return None if group is None else group.each[0].obligations[0].certainty


@pytest.mark.parametrize(
    ("held", "moment", "expected", "asked"),
    [
        pytest.param(told(18), MARCH, Certainty.HOLDS, [], id="without a day it is for the day of assessment"),
        pytest.param(told(3), MARCH, None, [], id="without a day, and low"),
        pytest.param(told(18, "2026-02-28"), MARCH, Certainty.HOLDS, [], id="told in this quarter"),
        pytest.param(told(18, "2025-12-12"), MARCH, Certainty.DEPENDS, ["fravær"], id="high in an earlier one: not known now"),
        pytest.param(told(3, "2025-12-12"), MARCH, Certainty.DEPENDS, ["fravær"], id="low in an earlier one: not known either"),
        pytest.param(told(3, "2025-12-12"), DECEMBER, None, [], id="low, while the quarter ran"),
        pytest.param(told(18, "2025-12-12"), DECEMBER, Certainty.HOLDS, [], id="high, while the quarter ran"),
        pytest.param(told(18, "2026-03-31"), MARCH, Certainty.DEPENDS, ["fravær"], id="up to a day that has not come"),
        pytest.param(told(18, "2025-12-12", FactState.DOUBTED), MARCH, Certainty.DEPENDS, ["fravær"], id="doubted, and old"),
    ],
)  # fmt: skip
def test_an_old_figure_is_unknown_neither_high_nor_low(held, moment, expected, asked):
    decision = decide(RULES, held, moment, whole_day=False)
    assert certainty(decision) is expected
    assert [one.fact for one in decision.missing] == asked
    compiled = decide_with(program_of(RULES), held, moment, whole_day=False)
    assert (compiled.actions, compiled.missing, compiled.case) == (
        decision.actions,
        decision.missing,
        decision.case,
    )


def test_the_question_names_the_period_and_the_answer_it_is_for():
    (missing,) = decide(RULES, told(18, "2025-12-12"), MARCH, whole_day=False).missing
    assert missing.asked_for == (date(2026, 1, 1), date(2026, 3, 31))
    assert missing.given_through == date(2025, 12, 12)
    assert not missing.doubted


def test_nothing_told_is_asked_for_the_period_of_the_moment():
    (missing,) = decide(RULES, Case({}, {}), MARCH, whole_day=False).missing
    assert missing.asked_for == (date(2026, 1, 1), date(2026, 3, 31))
    assert missing.given_through is None


def test_a_case_that_was_decided_stands_again_as_it_was_told():
    held = told(18, "2025-12-12", FactState.DOUBTED)
    later = case_at(RULES, held, MARCH)
    assert later.answer("fravær").state is FactState.OTHER_PERIOD
    assert case_at(RULES, later, MARCH) is later
    assert case_at(RULES, later, DECEMBER) == held


def test_a_case_without_days_is_itself():
    held = told(18)
    assert case_at(RULES, held, MARCH) is held


def test_an_answer_that_is_asked_and_not_known_stays_so():
    held = Case({"fravær": Answer(FactState.ASKED, through=date(2025, 12, 12))}, {})
    (missing,) = decide(RULES, held, MARCH, whole_day=False).missing
    assert missing.asked
    assert missing.given_through is None


def test_a_figure_of_another_period_leaves_open_what_applies_only_with_it():
    rules = ruleset(
        fact("fravær", whole(), measured_for=QUARTER),
        fact("grund", relevant_when=m.Compare(m.Op.GE, m.Ref("fravær"), m.Const(Fraction(15)))),
        action("x"),
        rule("r", must("x"), when=expr("grund")),
    )
    decision = decide(rules, told(3, "2025-12-12"), MARCH, whole_day=False)
    assert certainty(decision) is Certainty.DEPENDS
    assert {one.fact for one in decision.missing} == {"fravær", "grund"}
