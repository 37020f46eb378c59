"""Days and instants moved and measured, as forms: `evaluate.arithmetic` written once for all rows.

Takes values under doubt; gives values under doubt.
Afterwards true: what leaves the limits of the calendar stays at the limit, as it does in the evaluator.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from attrs import evolve

from bekymring.calendar_dk import (
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    WorkingCalendar,
    danish_date,
)
from bekymring.columns.building import (
    added,
    all_of,
    case,
    certain,
    compared,
    given,
    negated,
    nothing,
    scaled,
    unknown,
)
from bekymring.columns.form import (
    DayEdge,
    DaysAfter,
    DaysFrom,
    Divided,
    Edge,
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
from bekymring.columns.refusal import AMOUNT, WORKING_DAYS, Refused
from bekymring.columns.values import Nothing, Spread, Value, in_days, spread, times, where_known
from bekymring.evaluate.bounds import Ordered
from bekymring.evaluate.moving import distance, first_instant, last_instant, period_start, shifted
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


def amount_of(amount: Value, sign: int, unit: Unit) -> Spread:
    """How far something is moved: a whole number of units, rounded towards none, and back where the sign is negative."""
    if not isinstance(amount, Spread):
        raise Refused(AMOUNT)
    if unit is Unit.WORKING_DAYS:
        raise Refused(WORKING_DAYS)
    whole = _in_whole(amount)
    most = _MOST[unit]
    if isinstance(whole.low, Given) and isinstance(whole.high, Given):
        low, high = (max(-most, min(most, int(one.value))) for one in (whole.low, whole.high))  # type: ignore[arg-type]
        exact = given(low) if low == high else nothing(Kind.WHOLE)
        whole = spread(Kind.WHOLE, exact, (low, high), whole.present)
    elif max(abs(int(whole.floor)), abs(int(whole.ceiling))) > most:  # type: ignore[arg-type]
        raise Refused(AMOUNT)
    return times(whole, sign) if sign < 0 else whole


def _in_whole(amount: Spread) -> Spread:
    if amount.parts == 1:
        return amount
    ends = int(int(amount.floor) / amount.parts), int(int(amount.ceiling) / amount.parts)  # type: ignore[arg-type]
    if isinstance(amount.low, Given) and isinstance(amount.high, Given):
        return spread(
            Kind.WHOLE, given(ends[0]) if ends[0] == ends[1] else nothing(Kind.WHOLE), ends, amount.present
        )
    if ends[0] < 0:
        raise Refused(AMOUNT)
    exact = None if amount.exact is None else Divided(amount.exact, amount.parts)
    parts = [Divided(one, amount.parts) for one in (amount.low, amount.high)]
    return Spread(Kind.WHOLE, parts[0], parts[1], amount.present, *ends, exact)


def is_point(value: Spread) -> Form:
    """Whether only one value is possible, and it certainly is there; itself always known."""
    there = certain(value.present)
    if value.exact is not None:
        return all_of((negated(unknown(value.exact)), there))
    return all_of((certain(compared(Order.SAME, value.low, value.high)), there))


def shift(anchor: Value, amount: Spread, unit: Unit, calendar: WorkingCalendar) -> Value:
    """A day or instant moved; by working days only what is the same in every row is moved, and not here."""
    if isinstance(anchor, Nothing):
        return anchor
    assert isinstance(anchor, Spread), "only days and instants are moved"
    if unit is Unit.WORKING_DAYS:
        raise Refused(WORKING_DAYS)
    value = in_instants(anchor) if unit is Unit.HOURS else in_days(anchor)
    least, most = int(amount.floor), int(amount.ceiling)  # type: ignore[arg-type]  # whole numbers
    ends = _moved(value.floor, least, unit, calendar), _moved(value.ceiling, most, unit, calendar)
    signs = least < 0, most > 0
    if value.exact is not None and least == most:
        moved = _mapped(value, value.kind, ends, lambda one: _move(one, given(least), unit, signs))
        return evolve(moved, present=all_of((moved.present, amount.present)))
    present = all_of((value.present, amount.present))
    if amount.exact is not None and isinstance(value.exact, Given) and value.exact.value is not None:
        return spread(value.kind, _move(value.exact, amount.exact, unit, signs), ends, present)
    low, high = _move(value.low, amount.low, unit, signs), _move(value.high, amount.high, unit, signs)
    return Spread(value.kind, low, high, present, *ends)


def _moved(end: object, amount: int, unit: Unit, calendar: WorkingCalendar) -> date | datetime:
    return shifted(end, amount, unit, calendar)  # type: ignore[arg-type, return-value]  # the end of days or instants


def _mapped(value: Spread, kind: Kind, ends: tuple[date, date], change: Callable[[Form], Form]) -> Spread:
    """What a change makes of a value that is exact where it is known."""
    assert value.exact is not None
    exact = change(value.exact)
    present = where_known(exact) if value.present == where_known(value.exact) else value.present
    return spread(kind, exact, ends, present)


def _move(item: Form, amount: Form, unit: Unit, signs: tuple[bool, bool]) -> Form:
    """Moved, and kept within the limits of the calendar; `signs` say whether it may be moved back, and on."""
    if amount == given(0):
        return item
    if unit is Unit.HOURS:
        return _kept(HoursAfter(item, amount), signs, (FIRST_INSTANT, LAST_INSTANT))
    many = scaled(amount, _PER[unit])
    moved: Form = MonthsAfter(item, many) if unit in {Unit.MONTHS, Unit.YEARS} else DaysAfter(item, many)
    return _kept(moved, signs, (FIRST_DAY, LAST_DAY))


def _kept(moved: Form, signs: tuple[bool, bool], limits: tuple[Ordered, Ordered]) -> Form:
    first, last = (given(one) for one in limits)  # type: ignore[arg-type]  # days or instants
    back, on = compared(Order.LESS, moved, first), compared(Order.LESS, last, moved)
    branches = ((back, first) if signs[0] else None, (on, last) if signs[1] else None)
    return case((one for one in branches if one is not None), moved)


def in_instants(value: Spread) -> Spread:
    """The first instants of days in Denmark; an instant is its own."""
    if value.kind is Kind.INSTANT:
        return value
    ends = first_instant(value.floor), first_instant(value.ceiling)  # type: ignore[arg-type]  # days
    if value.exact is not None:
        return _mapped(value, Kind.INSTANT, ends, lambda one: day_edge(Edge.FIRST, one))
    low, high = day_edge(Edge.FIRST, value.low), day_edge(Edge.FIRST, value.high)
    return Spread(Kind.INSTANT, low, high, value.present, *ends)


def day_edge(edge: Edge, day: Form) -> Form:
    """The first or last instant of a day; of a day outside the limits of instants, the limit."""
    if isinstance(day, Given):
        make = first_instant if edge is Edge.FIRST else last_instant
        return nothing(Kind.INSTANT) if day.value is None else given(make(day.value))  # type: ignore[arg-type]
    first, last = (given(danish_date(one)) for one in (FIRST_INSTANT, LAST_INSTANT))
    return case(
        (
            (compared(Order.LESS, day, first), given(FIRST_INSTANT)),
            (compared(Order.LESS, last, day), given(LAST_INSTANT)),
        ),
        DayEdge(edge, day),
    )


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
        return _mapped(days, Kind.DAY, (ends[0], ends[1]), lambda one: _start(period, one, offset))
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
