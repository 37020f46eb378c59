"""Days and instants moved and measured, as forms: `evaluate.arithmetic` written once for all rows.

Takes values under doubt; gives values under doubt.
Afterwards true: what leaves the limits of the calendar stays at the limit, as it does in the evaluator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from attrs import evolve

from bekymring.calendar_dk import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT, WorkingCalendar
from bekymring.columns.building import added, all_of, case, compared, given, nothing, scaled
from bekymring.columns.form import (
    DaysAfter,
    DaysFrom,
    Divided,
    Form,
    Given,
    HoursAfter,
    Kind,
    MonthsAfter,
    MonthStart,
    Order,
    PartOf,
    Piece,
)
from bekymring.columns.refusal import AMOUNT, HOURS_OF_DAY, WORKING_DAYS, Refused
from bekymring.columns.values import Nothing, Spread, Value, in_days, spread, where_known
from bekymring.evaluate.bounds import Ordered
from bekymring.evaluate.moving import distance, period_start, shifted
from bekymring.model.ruleset import CalendarPeriod, Distance, Unit

MONTHS = 12
AGES = 400
WEEKS = 20_000
"""So many years, or weeks, back no day lies: added before a division, so that it rounds down."""
_PER = {Unit.DAYS: 1, Unit.WEEKS: 7, Unit.MONTHS: 1, Unit.YEARS: MONTHS, Unit.HOURS: 1}
_LENGTH = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.YEAR: 12,
    CalendarPeriod.SCHOOL_YEAR: 12,
}
_FIRST_OF_SCHOOL_YEAR = 7
_MOST_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_MOST = {
    Unit.HOURS: 24 * _MOST_DAYS,
    Unit.DAYS: _MOST_DAYS,
    Unit.WEEKS: _MOST_DAYS,
    Unit.MONTHS: 12 * AGES,
    Unit.YEARS: AGES,
}


def span_of(amount: Value) -> tuple[int, int]:
    """The constants between which an amount lies."""
    if not isinstance(amount, Spread) or not (
        isinstance(amount.low, Given) and isinstance(amount.high, Given)
    ):
        raise Refused(AMOUNT)
    low, high = amount.low.value, amount.high.value
    assert isinstance(low, int)
    assert isinstance(high, int)
    return int(low / amount.parts), int(high / amount.parts)


def shift(anchor: Value, amount: tuple[int, int], unit: Unit, calendar: WorkingCalendar) -> Value:
    """A day or instant moved by between two constants."""
    if isinstance(anchor, Nothing):
        return anchor
    assert isinstance(anchor, Spread), "only days and instants are moved"
    if unit is Unit.WORKING_DAYS:
        raise Refused(WORKING_DAYS)
    if unit is Unit.HOURS and anchor.kind is Kind.DAY:
        raise Refused(HOURS_OF_DAY)
    value = anchor if unit is Unit.HOURS else in_days(anchor)
    least, most = (max(-_MOST[unit], min(_MOST[unit], one)) for one in amount)
    ends = _moved(value.floor, least, unit, calendar), _moved(value.ceiling, most, unit, calendar)
    if least == most and value.exact is not None:
        return _mapped(value, ends, lambda one: _move(one, least, unit))
    low, high = _move(value.low, least, unit), _move(value.high, most, unit)
    return Spread(value.kind, low, high, value.present, *ends)


def _moved(end: object, amount: int, unit: Unit, calendar: WorkingCalendar) -> date | datetime:
    return shifted(end, amount, unit, calendar)  # type: ignore[arg-type, return-value]  # the end of days or instants


def _mapped(value: Spread, ends: tuple[date, date], change: Callable[[Form], Form]) -> Spread:
    """What a change makes of a value that is exact where it is known."""
    assert value.exact is not None
    exact = change(value.exact)
    present = where_known(exact) if value.present == where_known(value.exact) else value.present
    made = spread(value.kind, exact, ends, present)
    return evolve(made, floor=ends[0], ceiling=ends[1])


def _move(item: Form, amount: int, unit: Unit) -> Form:
    if amount == 0:
        return item
    if unit is Unit.HOURS:
        moved: Form = HoursAfter(item, amount)
        return _kept(moved, amount, (FIRST_INSTANT, LAST_INSTANT))
    months = unit in {Unit.MONTHS, Unit.YEARS}
    many = amount * _PER[unit]
    moved = MonthsAfter(item, many) if months else DaysAfter(item, many)
    return _kept(moved, amount, (FIRST_DAY, LAST_DAY))


def _kept(moved: Form, amount: int, limits: tuple[Ordered, Ordered]) -> Form:
    first, last = (given(one) for one in limits)  # type: ignore[arg-type]  # days or instants
    if amount < 0:
        return case(((compared(Order.LESS, moved, first), first),), moved)
    return case(((compared(Order.LESS, last, moved), last),), moved)


def difference(kind: Distance, start: Value, end: Value) -> Value:
    """How far it is from one day to another; negative when the second comes first."""
    if isinstance(start, Nothing) or isinstance(end, Nothing):
        return Nothing()
    assert isinstance(start, Spread)
    assert isinstance(end, Spread)
    one, other = in_days(start), in_days(end)
    ends = _apart(kind, one.ceiling, other.floor), _apart(kind, one.floor, other.ceiling)
    present = all_of((one.present, other.present))
    if one.exact is not None and other.exact is not None and _constant(one, other):
        return spread(Kind.WHOLE, far(kind, one.exact, other.exact), ends, present)
    low, high = far(kind, one.high, other.low), far(kind, one.low, other.high)
    return Spread(Kind.WHOLE, low, high, present, *ends)


def _constant(one: Spread, other: Spread) -> bool:
    return any(isinstance(part.exact, Given) and part.exact.value is not None for part in (one, other))


def _apart(kind: Distance, start: object, end: object) -> int:
    return distance(kind, start, end)  # type: ignore[arg-type]  # days


def far(kind: Distance, start: Form, end: Form) -> Form:
    """How far it is from one day to another."""
    if isinstance(start, Given) and isinstance(end, Given):
        known = start.value is not None and end.value is not None
        return given(_apart(kind, start.value, end.value)) if known else nothing(Kind.WHOLE)
    if kind is Distance.DAYS:
        return DaysFrom(start, end)
    if kind is Distance.WEEKS:
        return added((Divided(added((DaysFrom(start, end), given(WEEKS * 7))), 7), given(-WEEKS)))
    months = added((_month_number(end), scaled(_month_number(start), -1), scaled(_too_early(start, end), -1)))
    if kind is Distance.MONTHS:
        return months
    return added((Divided(added((months, given(AGES * MONTHS))), MONTHS), given(-AGES)))


def _too_early(start: Form, end: Form) -> Form:
    """One where the last month has not gone by in full."""
    return case(((compared(Order.LESS, _part(Piece.DAY, end), _part(Piece.DAY, start)), given(1)),), given(0))


def _month_number(day: Form) -> Form:
    return added((scaled(_part(Piece.YEAR, day), MONTHS), _part(Piece.MONTH, day), given(-1)))


def _part(piece: Piece, day: Form) -> Form:
    if isinstance(day, Given):
        return given(getattr(day.value, piece.value)) if day.value is not None else nothing(Kind.WHOLE)
    return PartOf(piece, day)


def period_of(period: CalendarPeriod, of: Value, offset: int) -> Value:
    """The first day of a calendar period."""
    if isinstance(of, Nothing):
        return of
    assert isinstance(of, Spread)
    days = in_days(of)
    ends = tuple(period_start(period, end, offset) for end in (days.floor, days.ceiling))  # type: ignore[arg-type]
    if days.exact is not None:
        return _mapped(days, (ends[0], ends[1]), lambda one: _start(period, one, offset))
    low, high = _start(period, days.low, offset), _start(period, days.high, offset)
    return Spread(Kind.DAY, low, high, days.present, ends[0], ends[1])


def _start(period: CalendarPeriod, day: Form, offset: int) -> Form:
    if isinstance(day, Given):
        known = day.value is not None
        return given(period_start(period, day.value, offset)) if known else day  # type: ignore[arg-type]
    length = _LENGTH[period]
    school = _FIRST_OF_SCHOOL_YEAR if period is CalendarPeriod.SCHOOL_YEAR else 0
    whole = Divided(added((_month_number(day), given(-school))), length) if length > 1 else _month_number(day)
    months = added((scaled(whole, length), given(school + offset * length)))
    before, after = given(FIRST_DAY.year * MONTHS), given((LAST_DAY.year + 1) * MONTHS)
    return case(
        (
            (compared(Order.LESS, months, before), given(FIRST_DAY)),
            (compared(Order.AT_MOST, after, months), given(LAST_DAY)),
        ),
        MonthStart(months),
    )
