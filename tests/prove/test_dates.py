"""Deadlines counted from every day: the same as the calendar and the evaluator count them, and compared by trying."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import end_of_day, start_of_day
from bekymring.evaluate.bounds import Range
from bekymring.evaluate.deadlines import due_after
from bekymring.evaluate.moving import working_calendars
from bekymring.model.ruleset import Calendar, Origin, Unit
from bekymring.prove.dates import FIRST_START, LAST_START, Counting, Dates
from bekymring.source import Span
from prove.test_apart import OPTIONS
from prove.trying import made

HERE = Origin("prøve", Span.nowhere())
RULESET = evolve(made(4, OPTIONS)[1], calendars={})
DECLARED = evolve(RULESET, calendars={"egen": Calendar("egen", "Egen", (5,), ((12, 24), (6, 5)), (), HERE)})
KINDS = {"no calendar": Dates(RULESET), "calendar": Dates(DECLARED)}
UNITS = [Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS, Unit.WORKING_DAYS]
COUNTINGS = [
    Counting(amount, unit, first) for unit in UNITS for amount in (0, 1, 2, 6, 14) for first in (False, True)
]


def evaluated(dates, counting, anchor):
    amount = Range(Fraction(counting.amount), Fraction(counting.amount))
    due = due_after(
        Range(anchor, anchor),
        amount,
        (counting.unit, counting.first_day_counts),
        working_calendars(dates.ruleset),
    )
    return due.known


@pytest.mark.parametrize("kind", KINDS)
@given(day=st.dates(FIRST_START, LAST_START - timedelta(days=15 * 366)), counting=st.sampled_from(COUNTINGS))
def test_the_evaluator_counts_so(kind, day, counting) -> None:
    dates = KINDS[kind]
    found = date.fromordinal(dates.ends(counting)[(day - FIRST_START).days])
    assert end_of_day(found) == evaluated(dates, counting, day)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("counting", COUNTINGS, ids=str)
def test_no_deadline_goes_back(kind, counting) -> None:
    ends = KINDS[kind].ends(counting)
    assert KINDS[kind].goes_back(counting) is None
    assert list(ends) == sorted(ends)


@pytest.mark.parametrize("amount", [0, 1, 24, 100])
def test_hours_do_not_go_back_around_a_change_of_clocks(amount) -> None:
    assert KINDS["calendar"].goes_back(Counting(amount, Unit.HOURS)) is None


DAYS_OFF = [
    ("calendar", Counting(1, Unit.WORKING_DAYS), None),
    ("calendar", Counting(1, Unit.WORKING_DAYS, first_day_counts=True), None),
    ("calendar", Counting(0, Unit.WORKING_DAYS), date(2024, 1, 1)),
    ("calendar", Counting(1, Unit.DAYS), date(2024, 1, 5)),
]


@pytest.mark.parametrize(("kind", "counting", "start"), DAYS_OFF)
def test_days_off(kind, counting, start) -> None:
    assert KINDS[kind].day_off(counting) == start


PAIRS = [
    (Counting(5, Unit.WORKING_DAYS), Counting(7, Unit.DAYS), False),
    (Counting(5, Unit.WORKING_DAYS), Counting(14, Unit.DAYS), True),
    (Counting(1, Unit.MONTHS), Counting(31, Unit.DAYS), True),
    (Counting(1, Unit.MONTHS), Counting(30, Unit.DAYS), False),
    (Counting(30, Unit.DAYS), Counting(1, Unit.MONTHS), False),
    (Counting(28, Unit.DAYS), Counting(1, Unit.MONTHS), True),
    (Counting(1, Unit.YEARS), Counting(365, Unit.DAYS), False),
    (Counting(12, Unit.MONTHS), Counting(1, Unit.YEARS), True),
    (Counting(2, Unit.WEEKS), Counting(14, Unit.DAYS), True),
    (Counting(23, Unit.HOURS), Counting(0, Unit.DAYS), False),
    (Counting(23, Unit.HOURS), Counting(1, Unit.DAYS), True),
    (Counting(24, Unit.HOURS), Counting(1, Unit.DAYS), False),  # 24 hours from 23.30 before the clock goes on
    (Counting(1, Unit.DAYS), Counting(24, Unit.HOURS), False),
    (Counting(1, Unit.DAYS), Counting(49, Unit.HOURS), True),
    (Counting(1, Unit.DAYS), Counting(48, Unit.HOURS), False),  # the clock goes back: such a day has 25 hours
    (Counting(24, Unit.HOURS), Counting(25, Unit.HOURS), True),
    (Counting(26, Unit.HOURS), Counting(25, Unit.HOURS), False),
]


@pytest.mark.parametrize(("own", "other", "never_later"), PAIRS)
def test_one_deadline_against_another(own, other, never_later) -> None:
    dates = KINDS["calendar"]
    later = dates.later(own, other, from_instants=True)
    assert (later is None) == never_later
    if later is not None:
        start = end_of_day(later.start) if later.at_end else start_of_day(later.start)
        assert evaluated(dates, own, start) > evaluated(dates, other, start)


@given(
    own=st.sampled_from([*COUNTINGS, Counting(30, Unit.HOURS)]),
    other=st.sampled_from([*COUNTINGS, Counting(50, Unit.HOURS)]),
    day=st.dates(FIRST_START, LAST_START - timedelta(days=15 * 366)),
    minute=st.integers(0, 22 * 60),
)
def test_where_none_is_later_no_start_is_found(own, other, day, minute) -> None:
    dates = KINDS["calendar"]
    if dates.later(own, other, from_instants=True) is None:
        start = start_of_day(day) + timedelta(minutes=minute)
        assert evaluated(dates, own, start) <= evaluated(dates, other, start)
