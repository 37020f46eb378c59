"""Periods one after the other: those of the calendar, or whole ones counted from a day.

Takes a period, a day, and for a counted one the day that it is counted from; gives first days.
Afterwards true: every day from the first on lies in exactly one period. Each period is counted from the first day itself, never from
the one before, so that the 31st and 29 February come back. Docs: language reference, *Deadlines*; the calendar, *Months and years*.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import assert_never

from bekymring.calendar_dk import days_between
from bekymring.evaluate.bounds import Ordered, as_day
from bekymring.evaluate.moving import READINGS, last_instant, period_start, shifted
from bekymring.frozen import frozen
from bekymring.model.ruleset import CalendarPeriod, CountedPeriod, Unit


@frozen
class Periods:
    """A row of periods; `counted_from` is there where they do not follow the calendar."""

    kind: CalendarPeriod | CountedPeriod
    counted_from: date | None = None

    def first_day(self, day: Ordered, offset: int = 0) -> date:
        """The first day of the period that holds a day, moved by a number of periods."""
        match self.kind:
            case CalendarPeriod():
                return period_start(self.kind, day, offset)
            case CountedPeriod():
                assert self.counted_from is not None, "counted from a day"
                return _first_day_of(self.kind, self.counted_from, self._place(as_day(day)) + offset)
            case _:
                assert_never(self.kind)

    def end(self, day: Ordered, offset: int = 0) -> datetime:
        """The last instant of the period that holds a day, moved by a number of periods."""
        return last_instant(shifted(self.first_day(day, offset + 1), -1, Unit.DAYS, READINGS[0]))

    def end_of_first_whole(self, start: Ordered) -> datetime:
        """The last instant of the first whole period from a day on."""
        return self.end(start, 0 if self.first_day(start) == as_day(start) else 1)

    def _place(self, day: date) -> int:
        """Which of the counted periods holds a day: 0 for the first, less for a day before it."""
        assert isinstance(self.kind, CountedPeriod), "counted"
        assert self.counted_from is not None, "counted from a day"
        first, size = self.counted_from, self.kind.amount
        match self.kind.unit:
            case Unit.MONTHS | Unit.YEARS:
                months = (day.year - first.year) * 12 + day.month - first.month
                place = months // (size * 12 if self.kind.unit is Unit.YEARS else size)
            case Unit.WEEKS:
                return days_between(first, day) // (7 * size)
            case _:
                return days_between(first, day) // size
        # A month is where a period may begin: the day tells whether it has begun.
        return place if _first_day_of(self.kind, first, place) <= day else place - 1


def _first_day_of(period: CountedPeriod, counted_from: date, place: int) -> date:
    return as_day(shifted(counted_from, place * period.amount, period.unit, READINGS[0]))
