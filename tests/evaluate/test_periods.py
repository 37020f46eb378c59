"""Whole periods counted from a day: which days each holds, and what becomes due when. Every child is invented (opdigtet).

The moment of a decision is Monday 9 March 2026 at noon.
"""

from datetime import date, timedelta

import pytest

from bekymring.calendar_dk import LAST_DAY, end_of_day
from bekymring.decision import PeriodOutcome, State
from bekymring.evaluate.periods import Periods
from bekymring.model import ruleset as m
from evaluate.build import (
    DAY,
    NOT_HAPPENED,
    YES_NO,
    action,
    case,
    decided,
    fact,
    is_,
    latest,
    must,
    records,
    rule,
    ruleset,
    some,
)

OPEN, NOT_YET, OVERDUE = State.OPEN, State.NOT_YET_DUE, State.OVERDUE
DAYS, WEEKS, MONTHS, YEARS = m.Unit.DAYS, m.Unit.WEEKS, m.Unit.MONTHS, m.Unit.YEARS
YEAR = m.CountedPeriod(12, MONTHS)
ONCE, TWICE = (m.Frequency(times, YEAR) for times in (1, 2))


@pytest.mark.parametrize(
    ("counted_from", "amount", "unit", "day", "begins", "ends"),
    [
        pytest.param("2025-01-15", 12, MONTHS, "2025-01-15", "2025-01-15", "2026-01-14", id="the first day counts"),
        pytest.param("2025-01-15", 12, MONTHS, "2026-01-14", "2025-01-15", "2026-01-14", id="the last day counts"),
        pytest.param("2025-01-15", 12, MONTHS, "2026-01-15", "2026-01-15", "2027-01-14", id="the same day a year on begins the next"),
        pytest.param("2025-01-15", 12, MONTHS, "2025-01-14", "2024-01-15", "2025-01-14", id="before the first"),
        pytest.param("2024-02-29", 12, MONTHS, "2025-02-27", "2024-02-29", "2025-02-27", id="29 February: the first ends on the 27th"),
        pytest.param("2024-02-29", 12, MONTHS, "2025-02-28", "2025-02-28", "2026-02-27", id="29 February: the second begins on the 28th"),
        pytest.param("2024-02-29", 12, MONTHS, "2028-02-28", "2027-02-28", "2028-02-28", id="29 February: the fourth has a day more"),
        pytest.param("2024-02-29", 12, MONTHS, "2028-02-29", "2028-02-29", "2029-02-27", id="29 February comes back"),
        pytest.param("2023-02-28", 12, MONTHS, "2024-02-28", "2024-02-28", "2025-02-27", id="28 February stays the 28th"),
        pytest.param("2023-03-01", 12, MONTHS, "2024-02-29", "2023-03-01", "2024-02-29", id="1 March: a leap day ends the first"),
        pytest.param("2096-02-29", 12, MONTHS, "2100-03-01", "2100-02-28", "2101-02-27", id="2100 is no leap year"),
        pytest.param("2024-02-29", 1, YEARS, "2025-02-28", "2025-02-28", "2026-02-27", id="a year is twelve months"),
        pytest.param("2024-02-29", 4, YEARS, "2028-02-28", "2024-02-29", "2028-02-28", id="four years"),
        pytest.param("2026-01-31", 1, MONTHS, "2026-02-27", "2026-01-31", "2026-02-27", id="the 31st: a short month cuts"),
        pytest.param("2026-01-31", 1, MONTHS, "2026-02-28", "2026-02-28", "2026-03-30", id="the 31st: the second"),
        pytest.param("2026-01-31", 1, MONTHS, "2026-03-31", "2026-03-31", "2026-04-29", id="the 31st comes back"),
        pytest.param("2025-11-30", 3, MONTHS, "2026-02-28", "2026-02-28", "2026-05-29", id="three months"),
        pytest.param("2026-03-06", 6, WEEKS, "2026-04-16", "2026-03-06", "2026-04-16", id="six weeks"),
        pytest.param("2026-03-06", 6, WEEKS, "2026-04-17", "2026-04-17", "2026-05-28", id="the next six weeks"),
        pytest.param("2026-03-06", 10, DAYS, "2026-03-05", "2026-02-24", "2026-03-05", id="days, before the first"),
    ],
)  # fmt: skip
def test_which_days_a_period_holds(counted_from, amount, unit, day, begins, ends):
    periods = Periods(m.CountedPeriod(amount, unit), date.fromisoformat(counted_from))
    within = date.fromisoformat(day)
    assert periods.first_day(within) == date.fromisoformat(begins)
    assert periods.first_day(within, 1) - timedelta(days=1) == date.fromisoformat(ends)


def test_a_period_ends_when_its_last_day_ends():
    assert Periods(YEAR, date(2024, 2, 29)).end(date(2024, 12, 24)) == end_of_day(date(2025, 2, 27))


@pytest.mark.parametrize(
    "counted_from", [date(2024, 2, 29), date(2023, 2, 28), date(2025, 1, 31), date(2025, 8, 30)]
)
@pytest.mark.parametrize("period", [YEAR, m.CountedPeriod(1, MONTHS), m.CountedPeriod(5, MONTHS), m.CountedPeriod(3, WEEKS)])  # fmt: skip
def test_every_day_lies_in_one_period_and_the_next_begins_when_it_ends(counted_from, period):
    periods = Periods(period, counted_from)
    for number in range(-800, 1600):
        day = counted_from + timedelta(days=number)
        begins, after = periods.first_day(day), periods.first_day(day, 1)
        assert begins <= day < after
        assert periods.first_day(after) == after


def test_the_last_day_of_the_calendar_has_a_period():
    assert Periods(YEAR, date(2000, 1, 1)).first_day(LAST_DAY, 1) == LAST_DAY


def last_time(frequency, **answers):
    rules = ruleset(
        fact("start", DAY),
        fact("udført", DAY),
        action("x", done="udført"),
        rule("r", must("x", frequency=frequency, frequency_start=m.Ref("start"))),
    )
    return decided(rules, case(**answers)).actions["x"].each[0].obligations[0]


@pytest.mark.parametrize(
    ("frequency", "answers", "states", "due"),
    [
        pytest.param(ONCE, {"start": date(2025, 3, 9), "udført": NOT_HAPPENED}, (OVERDUE,), date(2026, 3, 8), id="the first period has passed"),
        pytest.param(ONCE, {"start": date(2025, 3, 10), "udført": NOT_HAPPENED}, (NOT_YET,), date(2026, 3, 9), id="it ends today: not overdue"),
        pytest.param(ONCE, {"start": date(2024, 5, 1), "udført": date(2024, 6, 1)}, (NOT_YET,), date(2026, 4, 30), id="done in the first: the second runs"),
        pytest.param(ONCE, {"start": date(2024, 2, 1), "udført": date(2024, 6, 1)}, (OVERDUE,), date(2026, 1, 31), id="nothing in the second"),
        pytest.param(ONCE, {"start": date(2025, 5, 1), "udført": date(2025, 4, 30)}, (NOT_YET,), date(2026, 4, 30), id="before the start counts for no period"),
        pytest.param(ONCE, {"start": date(2024, 2, 29), "udført": date(2025, 2, 27)}, (OVERDUE,), date(2026, 2, 27), id="29 February"),
        pytest.param(TWICE, {"start": date(2025, 5, 1), "udført": date(2025, 6, 1)}, (NOT_YET,), None, id="one date in the period that runs"),
        pytest.param(TWICE, {"start": date(2024, 5, 1), "udført": date(2025, 4, 1)}, (NOT_YET, OVERDUE), None, id="one date does not tell how often"),
        pytest.param(ONCE, {"udført": date(2026, 3, 1)}, (OPEN, NOT_YET, OVERDUE), None, id="not known from when: it may have ended since"),
        pytest.param(ONCE, {"udført": date(2024, 2, 1)}, (OPEN, NOT_YET, OVERDUE), None, id="not known from when, and long ago"),
        pytest.param(ONCE, {"udført": date(2024, 1, 1), "start": NOT_HAPPENED}, (OPEN,), None, id="not begun"),
        pytest.param(ONCE, {"udført": NOT_HAPPENED, "start": NOT_HAPPENED}, (OPEN,), None, id="neither begun nor done"),
    ],
)  # fmt: skip
def test_it_is_overdue_when_a_whole_period_has_passed(frequency, answers, states, due):
    duty = last_time(frequency, **answers)
    assert duty.states == states
    assert (duty.deadline.no_later_than if duty.deadline else None) == (
        None if due is None else end_of_day(due)
    )


VISITED = ruleset(
    fact("start", DAY),
    records("besøg", "dag", dag=DAY, talt=YES_NO),
    action("x", done=latest("besøg", "dag", is_(m.ItemField("talt"), value=True))),
    rule("r", must("x", frequency=TWICE, frequency_start=m.Ref("start"))),
)


@pytest.mark.parametrize(
    ("start", "visits", "complete", "states", "period"),
    [
        pytest.param("2025-03-01", ["2025-03-01", "2026-02-28"], True, (NOT_YET,), ("2026-03-01", "2027-02-28", 0, 0), id="both days of the edge count"),
        pytest.param("2025-03-01", ["2025-03-01", "2026-03-01"], True, (NOT_YET,), ("2026-03-01", "2027-02-28", 1, 1), id="the second came a day late, and begins the next"),
        pytest.param("2025-03-01", ["2025-03-01"], True, (OVERDUE,), ("2026-03-01", "2027-02-28", 0, 0), id="too seldom"),
        pytest.param("2025-04-01", ["2025-05-01"], True, (NOT_YET,), ("2025-04-01", "2026-03-31", 1, 1), id="the period has not ended"),
        pytest.param("2025-04-01", ["2025-05-01", "2025-06-01", "2025-07-01"], True, (NOT_YET,), ("2025-04-01", "2026-03-31", 3, 3), id="more than asked"),
        pytest.param("2025-04-01", ["2025-05-01"], False, (NOT_YET,), ("2025-04-01", "2026-03-31", 1, 200), id="there may be more"),
        pytest.param("2025-04-01", ["2025-03-31"], True, (NOT_YET,), ("2025-04-01", "2026-03-31", 0, 0), id="a visit before the first day"),
        pytest.param("2025-04-01", [], True, (NOT_YET,), ("2025-04-01", "2026-03-31", 0, 0), id="none"),
        pytest.param(None, ["2026-03-01"], True, (OPEN, NOT_YET, OVERDUE), (None, None, 0, None), id="not known from when"),
        pytest.param("2026-06-01", ["2026-03-01"], True, (NOT_YET,), ("2026-06-01", "2027-05-31", 0, 0), id="it has not begun"),
    ],
)  # fmt: skip
def test_a_list_tells_how_often_and_the_decision_says_how_far_it_is(start, visits, complete, states, period):
    held = some(*({"dag": date.fromisoformat(day), "talt": True} for day in visits), complete=complete)
    told = {} if start is None else {"start": date.fromisoformat(start)}
    duty = decided(VISITED, case(besøg=held, **told)).actions["x"].each[0].obligations[0]
    begins, ends, least, most = period
    days = [None if one is None else date.fromisoformat(one) for one in (begins, ends)]
    assert duty.states == states
    assert duty.periods == (PeriodOutcome(TWICE, *days, least, most),)


def test_a_visit_of_which_it_is_open_whether_it_counts_is_counted_perhaps_and_asked_for():
    held = some({"dag": date(2025, 5, 1)}, {"dag": date(2025, 6, 1), "talt": True})
    decision = decided(VISITED, case(besøg=held, start=date(2025, 3, 1)))
    duty = decision.actions["x"].each[0].obligations[0]
    assert duty.states == (NOT_YET, OVERDUE)
    assert [one.fact for one in decision.missing] == ["besøg[1].talt"]


@pytest.mark.parametrize(
    ("start", "period"),
    [
        pytest.param(None, (date(2026, 1, 1), date(2026, 12, 31)), id="the year that runs"),
        pytest.param(date(2026, 1, 1), (date(2026, 1, 1), date(2026, 12, 31)), id="from its first day"),
        pytest.param(date(2026, 1, 2), (date(2027, 1, 1), date(2027, 12, 31)), id="the first whole one"),
    ],
)
def test_of_the_calendar_the_first_whole_period_is_told(start, period):
    yearly = m.Frequency(1, m.CalendarPeriod.YEAR)
    answers = {"udført": NOT_HAPPENED} | ({} if start is None else {"start": start})
    (told,) = last_time(yearly, **answers).periods
    assert (told.begins, told.ends) == period


@pytest.mark.parametrize(
    ("udført", "told"),
    [
        pytest.param(NOT_HAPPENED, (0, 0), id="never"),
        pytest.param(date(2025, 3, 31), (0, 0), id="before the period"),
        pytest.param(date(2025, 4, 1), (1, None), id="in it: at least once"),
        pytest.param(None, (0, None), id="not known"),
    ],
)
def test_one_date_tells_of_one_time(udført, told):
    answers = {} if udført is None else {"udført": udført}
    (period,) = last_time(TWICE, start=date(2024, 4, 1), **answers).periods
    assert (period.least, period.most) == told
