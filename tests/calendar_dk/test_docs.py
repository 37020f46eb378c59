"""The tables of docs/calendar.md, row by row, say what the code does."""

import re
from datetime import date
from pathlib import Path

import pytest

from bekymring.calendar_dk import (
    Unit,
    WorkingCalendar,
    add_months,
    add_years,
    age_on,
    format_date,
    is_working_day,
    last_day,
    whole_months_between,
)

PAGE = Path(__file__).parents[2] / "docs" / "calendar.md"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DATE = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
LENGTH = re.compile(r"(-?\d+) (day|week|month|year)s?")
BARE = WorkingCalendar("ingen undtagelser")
OFFICE = WorkingCalendar(
    "kontoret",
    excluded_weekdays=frozenset({5}),
    excluded_days=frozenset({(5, 1), (6, 5), (12, 24), (12, 31)}),
)


def rows(header):
    """The rows of the one table that has this header."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    (start,) = [number for number, line in enumerate(lines) if line == header]
    found = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return found
        found.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
    return found


def day_of(text):
    day, month, year = DATE.search(text).groups()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def length_of(text):
    amount, unit = LENGTH.fullmatch(text).groups()
    return int(amount), Unit(unit + "s")


@pytest.mark.parametrize("row", rows("| Start | Length | `efter` | `regnet fra og med` |"))
def test_the_table_of_deadlines(row):
    start, (amount, unit) = day_of(row[0]), length_of(row[1])
    after = last_day(start, amount, unit)
    including = last_day(start, amount, unit, first_day_counts=True)
    assert (format_date(after, "en"), format_date(including, "en")) == row[2:]


@pytest.mark.parametrize("row", rows("| Day | Added | Result |"))
def test_the_table_of_months_and_years(row):
    amount, unit = length_of(row[1])
    add = add_years if unit is Unit.YEARS else add_months
    assert format_date(add(day_of(row[0]), amount), "en") == row[2]


@pytest.mark.parametrize("row", rows("| From | To | Whole months |"))
def test_the_table_of_whole_months(row):
    assert str(whole_months_between(day_of(row[0]), day_of(row[1]))) == row[2]


@pytest.mark.parametrize("row", rows("| Born | On | Age |"))
def test_the_table_of_ages(row):
    assert str(age_on(day_of(row[0]), day_of(row[1]))) == row[2]


@pytest.mark.parametrize(
    "row",
    rows(
        "| Day | No calendar's exceptions | A calendar without Saturdays, 1 May, 5 June, 24 and 31 December |"
    ),
)
def test_the_table_of_hverdage(row):
    found = tuple(
        "hverdag" if is_working_day(day_of(row[0]), calendar) else "not" for calendar in (BARE, OFFICE)
    )
    assert found == row[1:]
