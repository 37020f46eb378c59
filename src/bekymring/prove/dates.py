"""Deadlines counted from every day from 1990 to 2099, by the calendar itself: no solver.

Takes the deadlines of a rule set; gives the first start on which something is wrong with them, or that there is none.
Afterwards true: an answer holds for every start. Of hours, whose start is an instant, the first and last instant of each day decide:
days do not tell instants of one day apart, and hours elapse alike from each.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import assert_never

from attrs import define, evolve, field, frozen

from bekymring.calendar_dk import (
    LAST_DAY,
    LAST_INSTANT,
    CalendarError,
    WorkingCalendar,
    add_months,
    deadline,
    end_of_day,
    is_working_day,
    start_of_day,
)
from bekymring.model.ruleset import (
    Calendar,
    Compare,
    Const,
    Deadline,
    DeadlineKind,
    DeadlineTerm,
    Expr,
    InputKind,
    Named,
    Op,
    Ref,
    Ruleset,
    Unit,
)
from bekymring.model.types import Number

FIRST_START = date(1990, 1, 1)
LAST_START = date(2099, 12, 31)
_FIRST = FIRST_START.toordinal()
_LAST = LAST_START.toordinal()
_PRESENT = date(2024, 1, 1).toordinal() - _FIRST
_PLACES = (*range(_PRESENT, _LAST + 1 - _FIRST), *range(_PRESENT))
"""Every start; those of the present first, so that what is shown could be today's."""
_SATURDAY = 5
_MOST_AMOUNTS = 120
_HOUR = timedelta(hours=1)
_Term = tuple[DeadlineTerm, DeadlineKind]
_READINGS = (
    WorkingCalendar("saturday counts"),
    WorkingCalendar("saturday does not", excluded_weekdays=frozenset({_SATURDAY})),
)


@frozen
class Counting:
    """How long; without a unit, no longer than the start itself."""

    amount: int
    unit: Unit | None
    first_day_counts: bool = False

    @property
    def by_instants(self) -> bool:
        """Whether it ends at an instant, not with a day; so does an instant that nothing is counted from."""
        return self.unit is Unit.HOURS or self.unit is None


@frozen
class Later:
    """A start from which one deadline falls later than another."""

    start: date
    """The day; of an instant, its day."""
    at_end: bool
    """Whether it is the last instant of the day that shows it, else the first."""


@define(eq=False)
class Dates:
    """The deadlines of one rule set."""

    ruleset: Ruleset
    calendars: tuple[WorkingCalendar, ...] = field(init=False)
    """One, or both readings of Saturday where none is declared."""
    _ends: dict[Counting, tuple[int, ...]] = field(factory=dict, init=False)
    _working: tuple[tuple[int, ...], ...] = field(default=(), init=False)
    _starts: tuple[datetime, ...] = field(default=(), init=False)
    _stops: tuple[datetime, ...] = field(default=(), init=False)
    _later: dict[tuple[Counting, Counting, bool], Later | None] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.calendars = _calendars(self.ruleset)

    # --- one deadline -------------------------------------------------------------------------------------

    def ends(self, counting: Counting) -> Sequence[int]:
        """For every day from `FIRST_START` on, the ordinal of the last day that is in time."""
        if counting not in self._ends:
            self._ends[counting] = tuple(self._every_end(counting))
        return self._ends[counting]

    def _every_end(self, counting: Counting) -> Iterator[int]:
        starts, amount = range(_FIRST, _LAST + 1), counting.amount
        back = 1 if counting.first_day_counts and amount else 0
        match counting.unit:
            case None | Unit.HOURS:
                yield from starts
            case Unit.DAYS:
                yield from (start + amount - back for start in starts)
            case Unit.WEEKS:
                yield from (start + 7 * amount - back for start in starts)
            case Unit.MONTHS:
                yield from (_months_later(start, amount) - back for start in starts)
            case Unit.YEARS:
                yield from (_months_later(start, 12 * amount) - back for start in starts)
            case Unit.WORKING_DAYS:
                yield from self._every_working_end(starts, counting)
            case _:
                assert_never(counting.unit)

    def _every_working_end(self, starts: Iterable[int], counting: Counting) -> Iterator[int]:
        back = 1 if counting.first_day_counts else 0
        steps = max(counting.amount, 1) if counting.first_day_counts else counting.amount
        for start in starts:
            if not steps:
                yield start
            else:
                yield min(days[bisect_right(days, start - back) + steps - 1] for days in self.working)

    @property
    def working(self) -> tuple[tuple[int, ...], ...]:
        """The working days, by each reading."""
        if not self._working:
            every = [date.fromordinal(n) for n in range(_FIRST - 1, LAST_DAY.toordinal() + 1)]
            self._working = tuple(
                tuple(one.toordinal() for one in every if is_working_day(one, calendar))
                for calendar in self.calendars
            )
        return self._working

    def goes_back(self, counting: Counting) -> date | None:
        """The first start from which a deadline falls earlier than from the day (or hour) before."""
        if counting.unit is Unit.HOURS:
            return _hours_go_back(counting.amount)
        for place, (before, after) in enumerate(pairwise(self.ends(counting))):
            if after < before:
                return date.fromordinal(_FIRST + place + 1)
        return None

    def day_off(self, counting: Counting) -> date | None:
        """The first start from which a deadline in working days falls on a day that is none."""
        held = [frozenset(days) for days in self.working]
        ends = self.ends(counting)
        for place in _PLACES:
            if not any(ends[place] in days for days in held):
                return date.fromordinal(_FIRST + place)
        return None

    # --- two deadlines ------------------------------------------------------------------------------------

    def later(self, own: Counting, other: Counting, *, from_instants: bool) -> Later | None:
        """The first start from which one deadline falls later than another; None where it never does."""
        key = (own, other, from_instants)
        if key not in self._later:
            mixed = from_instants and (own.by_instants or other.by_instants)
            self._later[key] = self._by_instants(own, other) if mixed else self._by_days(own, other)
        return self._later[key]

    def _by_days(self, own: Counting, other: Counting) -> Later | None:
        ours, limits = self.ends(own), self.ends(other)
        for place in _PLACES:
            if ours[place] > limits[place]:
                return Later(date.fromordinal(_FIRST + place), at_end=False)
        return None

    def _by_instants(self, own: Counting, other: Counting) -> Later | None:
        ours, limits = self.ends(own), self.ends(other)
        for place in _PLACES:
            for at_end, starts in ((False, self.day_starts), (True, self.day_ends)):
                start = starts[place]
                if self._instant(own, start, ours[place]) > self._instant(other, start, limits[place]):
                    return Later(date.fromordinal(_FIRST + place), at_end=at_end)
        return None

    def _instant(self, counting: Counting, start: datetime, last_day: int) -> datetime:
        match counting.unit:
            case None:
                return start
            case Unit.HOURS:
                return min(start + counting.amount * _HOUR, LAST_INSTANT)
            case _:
                return LAST_INSTANT if last_day > _LAST else self.day_ends[last_day - _FIRST]

    @property
    def day_starts(self) -> tuple[datetime, ...]:
        """The first instant of every day from `FIRST_START` on."""
        if not self._starts:
            self._starts = tuple(start_of_day(date.fromordinal(n)) for n in range(_FIRST, _LAST + 1))
        return self._starts

    @property
    def day_ends(self) -> tuple[datetime, ...]:
        """The last instant of every day from `FIRST_START` on."""
        if not self._stops:
            self._stops = tuple(end_of_day(date.fromordinal(n)) for n in range(_FIRST, _LAST + 1))
        return self._stops

    # --- as they are written ------------------------------------------------------------------------------

    def countings(self, term: DeadlineTerm, kind: DeadlineKind) -> tuple[Counting, ...] | None:
        """How long, for every amount that a case or a municipality may set; None where there are too many."""
        if term.amount is None or term.unit is None:
            return (Counting(0, Unit.DAYS if kind is DeadlineKind.SAME_DAY else None),)
        amounts = self.amounts(term.amount)
        if amounts is None:
            return None
        return tuple(Counting(one, term.unit, term.first_day_counts) for one in amounts)

    def amounts(self, expr: Expr) -> Sequence[int] | None:
        """The whole numbers that an amount can be."""
        expr = self._plain(expr)
        match expr:
            case Const(value=Fraction() as value):
                return (int(value),)
            case Ref(name=name):
                one = self.ruleset.inputs[name]
                if one.kind is InputKind.PARAMETER and one.setting is not None:
                    return (int(one.setting.value),)  # type: ignore[arg-type]  # an amount is a number
                if isinstance(one.type_, Number) and one.type_.integer:
                    low, high = int(one.type_.low), int(one.type_.high)
                    return range(low, high + 1) if low >= 0 and high - low < _MOST_AMOUNTS else None
                return None
            case _:
                return None

    def _plain(self, expr: Expr) -> Expr:
        while isinstance(expr, Named):
            expr = self.ruleset.definitions[expr.name].expr
        return expr

    def no_later(self, own: Deadline | None, other: Deadline | None) -> bool:
        """Whether one deadline is certainly never later than another, whatever it is counted from."""
        if other is None or own == other:
            return True
        if own is None or not other.terms or not own.terms:
            return own is not None and own.kind is DeadlineKind.AT_ONCE and not other.terms
        return all(
            any(self._is_bound((one, own.kind), (limit, other.kind)) for one in own.terms)
            for limit in other.terms
        )

    def _is_bound(self, own: _Term, other: _Term) -> bool:
        if not self.starts_no_later(own[0].anchor, other[0].anchor):
            return False
        if evolve(own[0], anchor=other[0].anchor) == other[0] and own[1] is other[1]:
            return True
        ours, theirs = self.countings(*own), self.countings(*other)
        if ours is None or theirs is None:
            return False
        return all(self.later(one, limit, from_instants=True) is None for one in ours for limit in theirs)

    def starts_no_later(self, own: Expr, other: Expr) -> bool:
        """Whether one start is another, or what must hold between facts says that it is no later."""
        own, other = self._plain(own), self._plain(other)
        if own == other:
            return True
        return any(_orders(one.claim, own, other) for one in self.ruleset.integrity)


def _orders(claim: Expr, own: Expr, other: Expr) -> bool:
    match claim:
        case Compare(op=Op.LE | Op.LT, left=left, right=right):
            return (left, right) == (own, other)
        case Compare(op=Op.GE | Op.GT, left=left, right=right):
            return (right, left) == (own, other)
        case _:
            return False


def _hours_go_back(amount: int) -> date | None:
    """Every hour of the days around a change of clocks."""
    for year in range(FIRST_START.year, LAST_START.year + 1):
        for month in (3, 10):
            first = start_of_day(date(year, month, 24))
            ends = [deadline(first + n * _HOUR, amount, Unit.HOURS) for n in range(9 * 24)]
            for place, (before, after) in enumerate(pairwise(ends)):
                if after <= before:
                    return (first + (place + 1) * _HOUR).date()
    return None


def _months_later(start: int, amount: int) -> int:
    try:
        return add_months(date.fromordinal(start), amount).toordinal()
    except CalendarError:
        return LAST_DAY.toordinal()


def _calendars(ruleset: Ruleset) -> tuple[WorkingCalendar, ...]:
    """That of the highest layer that declares one; without one, both readings of Saturday."""
    height: Mapping[str, int] = {layer.name: place for place, layer in enumerate(ruleset.layers)}

    def place(one: Calendar) -> tuple[int, str]:
        return -height.get(one.origin.layer, -1), one.name

    declared = sorted(ruleset.calendars.values(), key=place)
    if not declared:
        return _READINGS
    top = declared[0]
    return (
        WorkingCalendar(
            top.name, excluded_weekdays=frozenset(top.weekdays), excluded_days=frozenset(top.days)
        ),
    )
