"""Arithmetic on bounds: numbers and days under doubt.

Takes bounds; gives a bound that holds every result. What is worked out from something absent is absent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bekymring.calendar_dk import WorkingCalendar
from bekymring.evaluate.bounds import ABSENT, Bound, Members, Ordered, Range, compare, exactly, key, range_of
from bekymring.evaluate.moving import distance, period_start, shifted
from bekymring.model.ruleset import CalendarPeriod, Distance, Op, Unit
from bekymring.values import Truth


def members(item: Bound, options: frozenset[str]) -> Bound:
    """How many of some alternatives a set holds."""
    if not isinstance(item, Members):
        return ABSENT
    low, high = len(item.held.certain & options), len(item.held.possible & options)
    return Range(Fraction(low), Fraction(high), item.maybe_absent)


def how_many(truths: Sequence[Truth]) -> Range:
    """How many conditions hold."""
    return Range(Fraction(truths.count(Truth.TRUE)), Fraction(len(truths) - truths.count(Truth.FALSE)))


def total(items: Sequence[Bound]) -> Bound:
    """A sum of numbers."""
    ranges = [one for one in items if isinstance(one, Range)]
    if len(ranges) < len(items):
        return ABSENT
    return range_of(_added(r.low for r in ranges), _added(r.high for r in ranges), ranges)


def _added(numbers: Iterator[Ordered]) -> Fraction:
    return sum((number(one) for one in numbers), Fraction(0))


def number(value: object) -> Fraction:
    """An exact number."""
    assert isinstance(value, Fraction | int), "numbers are exact"
    return Fraction(value)


def times(factor: Fraction, item: Bound) -> Bound:
    """A number multiplied by a constant."""
    if not isinstance(item, Range):
        return ABSENT
    ends = [factor * number(item.low), factor * number(item.high)]
    return range_of(min(ends), max(ends), (item,))


def difference(kind: Distance, start: Bound, end: Bound) -> Bound:
    """How far it is from one day to another; negative when the second comes first."""
    if not isinstance(start, Range) or not isinstance(end, Range):
        return ABSENT
    low, high = distance(kind, start.high, end.low), distance(kind, start.low, end.high)
    return range_of(Fraction(low), Fraction(high), (start, end))


def shift(anchor: Bound, amount: Bound, unit: Unit, calendars: Sequence[WorkingCalendar]) -> Bound:
    """A day or instant moved; without a calendar working days are read in two ways."""
    if not isinstance(anchor, Range) or not isinstance(amount, Range):
        return ABSENT
    ends = ((anchor.low, int(number(amount.low))), (anchor.high, int(number(amount.high))))
    moved = [shifted(place, steps, unit, calendar) for place, steps in ends for calendar in calendars]
    return range_of(min(moved, key=key), max(moved, key=key), (anchor, amount))


def start_of(period: CalendarPeriod, of: Bound, offset: int) -> Bound:
    """The first day of a calendar period."""
    if not isinstance(of, Range):
        return ABSENT
    return range_of(period_start(period, of.low, offset), period_start(period, of.high, offset), (of,))


def latest_until(bound: Range, edge: Ordered) -> Range:
    """A range cut off at its upper end, where it reaches beyond."""
    beyond = compare(Op.GT, exactly(bound.high), exactly(edge)) is Truth.TRUE
    return Range(bound.low, edge, bound.maybe_absent) if beyond else bound
