"""What a wide function works with while it runs: the ends of what a value can be, and what is measured between them.

Takes bounds, days, instants, numbers; gives the ends of a bound, and numbers and days. Afterwards true: of what is absent both ends are
`NEVER`, with which every comparison is false and from which only `NEVER` is worked out; alternatives are the set of those still possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from bekymring.calendar_dk import WorkingCalendar
from bekymring.evaluate.arithmetic import number
from bekymring.evaluate.bounds import Absent, Bound, Members, OneOf, Range, as_day, key
from bekymring.evaluate.moving import distance, period_start, shifted
from bekymring.evaluate.records import Row, aggregated, picked
from bekymring.model.ruleset import Aggregate, CalendarPeriod, Distance, Pick, Unit
from bekymring.model.types import Choice, OnScale, Type, YesNo
from bekymring.values import Truth

Ends = tuple[object, ...]


class Never:
    """An end of what is absent."""

    def _false(self, _: object) -> bool:
        return False

    def _never(self, _: object) -> Never:
        return self

    __eq__ = __lt__ = __le__ = __gt__ = __ge__ = _false
    __add__ = __radd__ = __mul__ = __rmul__ = _never
    __hash__ = object.__hash__


NEVER: Final = Never()
NO_OPTIONS: Final = frozenset[object]()
WIDTH_OF_OPTIONS: Final = 1
"""Alternatives have one end, the set of them; all else has two."""


def absent_ends(width: int) -> Ends:
    """The ends of what is absent."""
    return (NO_OPTIONS,) if width == WIDTH_OF_OPTIONS else (NEVER, NEVER)


def ends_of(bound: Bound, width: int) -> tuple[Ends, bool]:
    """The ends of a bound, and whether there surely is a value."""
    match bound:
        case Absent():
            return absent_ends(width), False
        case OneOf():
            return (bound.options,), not bound.maybe_absent
        case Range():
            return (bound.low, bound.high), not bound.maybe_absent
        case Members():
            return (bound.held.certain, bound.held.possible), not bound.maybe_absent


def width_of(type_: Type) -> int:
    """How many ends a value of a type has."""
    return WIDTH_OF_OPTIONS if isinstance(type_, YesNo | Choice | OnScale) else 2


def day_of(place: object) -> object:
    """The day of a day or an instant."""
    return NEVER if place is NEVER else as_day(place)  # type: ignore[arg-type]  # a day or an instant


def measured(kind: Distance, start: object, end: object) -> object:
    """How far it is from one day to another."""
    if start is NEVER or end is NEVER:
        return NEVER
    return distance(kind, start, end)  # type: ignore[arg-type]  # days or instants


def begun(period: CalendarPeriod, of: object, offset: int) -> object:
    """The first day of a calendar period."""
    return NEVER if of is NEVER else period_start(period, of, offset)  # type: ignore[arg-type]  # as above


def moved(anchors: Ends, amounts: Ends, unit: Unit, calendars: Sequence[WorkingCalendar]) -> Ends:
    """The ends of a day or instant moved."""
    if anchors[0] is NEVER or amounts[0] is NEVER:
        return NEVER, NEVER
    places = [
        shifted(place, int(number(steps)), unit, calendar)  # type: ignore[arg-type]  # as above
        for place, steps in zip(anchors, amounts, strict=True)
        for calendar in calendars
    ]
    return min(places, key=key), max(places, key=key)


def held_of(certain: object, options: frozenset[str]) -> object:
    """How many of some alternatives a set holds."""
    return NEVER if certain is NEVER else len(certain & options)  # type: ignore[operator]  # a set of alternatives


def rank_ends(options: frozenset[str], ranks: Mapping[str, int]) -> Ends:
    """The least and the largest rank of the steps that are possible."""
    held = [ranks[one] for one in options]
    return (min(held), max(held)) if held else (NEVER, NEVER)


def alike_ends(left: frozenset[object], right: frozenset[object]) -> tuple[bool, bool]:
    """Whether two alternatives are surely and possibly the same."""
    return left == right and len(left) == 1, bool(left & right)


Tried = tuple[bool, bool, int, tuple[Bound, ...]]
"""Whether a record surely and possibly meets a filter, how many it stands for, and its fields."""


def _rows(tried: Sequence[Tried], dated: int | None, place: int) -> list[Row]:
    found = []
    for number_, (sure, possible, times, fields) in enumerate(tried):
        holds = Truth.TRUE if sure else Truth.of(None if possible else False)
        if possible:
            at = Absent() if dated is None else fields[dated]
            found.append(Row(number_, holds, at, fields[place], times))
    return found


def picked_ends(tried: Sequence[Tried], pick: Pick, places: tuple[int | None, int], width: int) -> Ends:
    """The ends of a field of the latest or earliest record, and whether there surely is one."""
    dated, place = places
    ends, there = ends_of(picked(_rows(tried, dated, place), pick, reads_the_date=dated == place), width)
    return (*ends, there)


def aggregated_ends(tried: Sequence[Tried], aggregate: Aggregate, places: tuple[int | None, int]) -> Ends:
    """The ends of the largest, smallest or summed field, and whether there surely is one."""
    ends, there = ends_of(aggregated(_rows(tried, *places), aggregate), 2)
    return (*ends, there)
