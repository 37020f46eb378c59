"""Days of the calendar as terms of a solver: year, month and day, with a running number where days are counted.

Takes day terms; gives day terms, numbers and truths.
Afterwards true: months and years are exact, and what would leave the calendar stays at its limit, as in evaluation.
A day is known by its civil parts, by its number, or both; the one that is missing is tied to the other when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import define, field

from bekymring.calendar_dk.limits import FIRST_DAY, LAST_DAY
from bekymring.model.ruleset import CalendarPeriod
from bekymring.prove.logic import Amount, Logic, Truth

_SHORT_MONTHS = (3, 5, 8, 10)
_FEBRUARY = 1
_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_NO_LEAP = (1900, 2100)
_MONTHS_IN = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.YEAR: 12,
    CalendarPeriod.SCHOOL_YEAR: 12,
}
_SCHOOL_YEAR_STARTS = 7


@define(eq=False)
class Day:
    """A day; `year`, `month` (from 0) and `day` of the month, and its ordinal `number`; either may be missing."""

    parts: tuple[Amount, Amount, Amount] | None = None
    number: Amount | None = None
    split: tuple[Amount, Amount] | None = None
    """Of the year: fours since 1900 and what is left."""

    @classmethod
    def of(cls, day: date) -> Day:
        """A day that is known."""
        return cls((day.year, day.month - 1, day.day), day.toordinal())


@define(eq=False)
class Civil:
    """The calendar in one solver context."""

    logic: Logic
    fresh: Callable[[str], Any]
    """Makes a new whole number."""
    claim: Callable[[Truth], None]
    """States what always holds."""
    by_months: bool
    """Whether days are known by their parts first; else by their number."""

    def variable(self, low: date, high: date) -> Day:
        """Any day between two, both included."""
        if not self.by_months:
            number = self.fresh("n")
            self.claim(self.logic.all([number >= low.toordinal(), number <= high.toordinal()]))
            return Day(number=number)
        found = Day((self.fresh("y"), self.fresh("m"), self.fresh("d")))
        self._valid(found)
        self.claim(self.logic.all([self.at_most(Day.of(low), found), self.at_most(found, Day.of(high))]))
        self.claim(self.logic.all([self._parts(found)[0] >= low.year, self._parts(found)[0] <= high.year]))
        return found

    def _valid(self, day: Day) -> None:
        _, month, of_month = self._parts(day)
        self.claim(self.logic.all([month >= 0, month <= 11, of_month >= 1, of_month <= 31]))  # noqa: PLR2004 - months and days
        self.claim(of_month <= self._length(day))

    # --- asked for twice ----------------------------------------------------------------------------------

    def _once(self, day: Day, key: tuple[object, ...], amount: Amount, make: Callable[[], Day]) -> Day:
        """A day that is worked out of another once: two copies of a case that share the one then share the other.

        WHY: two days that are equal but have variables of their own cost the solver a proof that they are.
        """
        exact = isinstance(amount, int | Fraction)
        name = (id(day), *key, amount if exact else None, None if exact else amount.get_id())
        if name not in self._made:
            # The day and the amount are kept, so that no other takes their number.
            self._made[name] = (make(), day, amount)
        return self._made[name][0]

    _made: dict[tuple[object, ...], tuple[Day, Day, Amount]] = field(factory=dict, init=False)

    # --- the two ways of knowing a day --------------------------------------------------------------------

    def _parts(self, day: Day) -> tuple[Amount, Amount, Amount]:
        if day.parts is None:
            number = day.number
            day.parts = (self.fresh("y"), self.fresh("m"), self.fresh("d"))
            day.number = None
            self._valid(day)
            self.claim(self.logic.all([day.parts[0] >= FIRST_DAY.year, day.parts[0] <= LAST_DAY.year]))
            self.claim(self.logic.equal(self._number(day), number))
            day.number = number
        return day.parts

    def _number(self, day: Day) -> Amount:
        if day.number is not None:
            return day.number
        year, month, of_month = self._parts(day)
        if isinstance(year, int) and isinstance(month, int) and isinstance(of_month, int):
            return date(year, month + 1, of_month).toordinal()
        fours, left = self._split(day)
        before = self._by_month(month, _BEFORE_MONTH)
        leap = self.logic.all([self.logic.equal(left, 0), month >= 2])  # noqa: PLR2004 - March
        counted = 1461 * fours + 365 * left + self.logic.choose(self.logic.less(0, left), 1, 0)
        # 1900 and 2100 are counted as leap years above, and taken back here.
        index = 12 * year + month
        too_many = self.logic.count([index >= 12 * one + 2 for one in _NO_LEAP])
        base = FIRST_DAY.toordinal() - 1
        day.number = base + counted + before + self.logic.choose(leap, 1, 0) + of_month - too_many
        return day.number

    def _split(self, day: Day) -> tuple[Amount, Amount]:
        if day.split is None:
            year = self._parts(day)[0]
            if isinstance(year, int):
                day.split = divmod(year - FIRST_DAY.year, 4)
            else:
                fours, left = self.fresh("q"), self.fresh("j")
                self.claim(self.logic.all([left >= 0, left <= 3, year == FIRST_DAY.year + 4 * fours + left]))  # noqa: PLR2004 - a fourth year
                day.split = (fours, left)
        return day.split

    def _by_month(self, month: Amount, table: tuple[int, ...]) -> Amount:
        if isinstance(month, int):
            return table[month]
        found: Amount = table[11]
        for place in range(10, -1, -1):
            found = self.logic.choose(month == place, table[place], found)
        return found

    def _length(self, day: Day) -> Amount:
        year, month, _ = self._parts(day)
        left = self._split(day)[1]
        leap = self.logic.all(
            [self.logic.equal(left, 0), *(self.logic.no(self.logic.equal(year, one)) for one in _NO_LEAP)]
        )
        short = self.logic.any(self.logic.equal(month, one) for one in _SHORT_MONTHS)
        february = self.logic.equal(month, _FEBRUARY)
        return self.logic.choose(february, self.logic.choose(leap, 29, 28), self.logic.choose(short, 30, 31))

    # --- comparing and measuring --------------------------------------------------------------------------

    def _index(self, day: Day) -> Amount:
        year, month, _ = self._parts(day)
        return 12 * year + month

    def at_most(self, left: Day, right: Day) -> Truth:
        """Whether one day is no later than another."""
        if left.parts is not None and right.parts is not None:
            first, second = self._index(left), self._index(right)
            return self.logic.any(
                [
                    self.logic.less(first, second),
                    self.logic.all(
                        [self.logic.equal(first, second), self.logic.at_most(left.parts[2], right.parts[2])]
                    ),
                ]
            )
        return self.logic.at_most(self._number(left), self._number(right))

    def same(self, left: Day, right: Day) -> Truth:
        """Whether two days are one."""
        if left.parts is not None and right.parts is not None:
            pairs = zip(left.parts, right.parts, strict=True)
            return self.logic.all(self.logic.equal(one, other) for one, other in pairs)
        return self.logic.equal(self._number(left), self._number(right))

    def days_between(self, start: Day, end: Day) -> Amount:
        """How many days from one day to another."""
        return self._number(end) - self._number(start)

    def months_between(self, start: Day, end: Day) -> Amount:
        """How many whole months from one day to another."""
        begun = self.logic.less(self._parts(end)[2], self._parts(start)[2])
        return self._index(end) - self._index(start) - self.logic.choose(begun, 1, 0)

    def years_between(self, start: Day, end: Day) -> Amount:
        """How many whole years from one day to another."""
        return self._rounded_down(self.months_between(start, end), 12)

    def weeks_between(self, start: Day, end: Day) -> Amount:
        """How many whole weeks from one day to another."""
        return self._rounded_down(self.days_between(start, end), 7)

    def _rounded_down(self, amount: Amount, size: int) -> Amount:
        if isinstance(amount, int):
            return amount // size
        whole = self.fresh("a")
        self.claim(self.logic.all([size * whole <= amount, amount < size * whole + size]))
        return whole

    # --- moving -------------------------------------------------------------------------------------------

    def days_later(self, day: Day, amount: Amount) -> Day:
        """The day so many days later."""
        return self._once(day, ("days",), amount, lambda: self._days_later(day, amount))

    def _days_later(self, day: Day, amount: Amount) -> Day:
        moved = self._number(day) + amount
        low, high = FIRST_DAY.toordinal(), LAST_DAY.toordinal()
        if isinstance(moved, int):
            return Day.of(date.fromordinal(min(max(moved, low), high)))
        kept = self.logic.choose(moved < low, low, self.logic.choose(moved > high, high, moved))
        return Day(number=kept)

    def months_later(self, day: Day, amount: Amount) -> Day:
        """The same day so many months later, or that month's last day."""
        return self._once(day, ("months",), amount, lambda: self._months_later(day, amount))

    def _months_later(self, day: Day, amount: Amount) -> Day:
        of_month = self._parts(day)[2]
        return self._in_month(self._index(day) + amount, of_month, back=self.logic.less(amount, 0))

    def period_start(self, period: CalendarPeriod, day: Day, offset: int) -> Day:
        """The first day of the calendar period that holds a day, moved by so many periods."""
        return self._once(day, (period,), offset, lambda: self._period_start(period, day, offset))

    def _period_start(self, period: CalendarPeriod, day: Day, offset: int) -> Day:
        length = _MONTHS_IN[period]
        shift = _SCHOOL_YEAR_STARTS if period is CalendarPeriod.SCHOOL_YEAR else 0
        index = self._index(day) - shift
        if length == 1 or isinstance(index, int):
            start = index // length * length if isinstance(index, int) else index
        else:
            periods = self.fresh("p")
            start = length * periods
            self.claim(self.logic.all([start <= index, index < start + length]))
        return self._in_month(start + shift + offset * length, 1, back=offset <= 0)

    def _in_month(self, index: Amount, of_month: Amount, *, back: Truth) -> Day:
        low, high = FIRST_DAY.year * 12, LAST_DAY.year * 12 + 11
        if isinstance(index, int):
            inside = low <= index <= high
            index = min(max(index, low), high)
            year, month = divmod(index, 12)
        else:
            inside = self.logic.all([index >= low, index <= high])
            year, month = self.fresh("y"), self.fresh("m")
            self.claim(self.logic.all([month >= 0, month <= 11]))  # noqa: PLR2004 - months of a year
            self.claim(self.logic.all([year >= FIRST_DAY.year, year <= LAST_DAY.year]))
            limit = self.logic.choose(back, low, high)
            self.claim(12 * year + month == self.logic.choose(inside, index, limit))
        found = Day((year, month, of_month))
        length = self._length(found)
        day = self.logic.choose(self.logic.less(length, of_month), length, of_month)
        edge = self.logic.choose(back, 1, 31)
        found.parts = (year, month, self.logic.choose(inside, day, edge))
        return found
