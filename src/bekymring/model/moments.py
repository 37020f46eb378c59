"""Days and instants: moved, told apart, tried against a window.

Afterwards true: hours are counted from instants only, nothing is added twice in a row, and a window is a comparison
with the moment of assessment moved back or with the start of a calendar period.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bekymring.calendar_dk import CalendarError, from_danish
from bekymring.calendar_dk.limits import checked_day
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.arithmetic import constant, whole_amount
from bekymring.model.comparisons import compare
from bekymring.model.draft import Scope, Stop
from bekymring.model.typed import DAY, INSTANT, MAX_SPAN_DAYS, Meant, Typed, describe, whole_number
from bekymring.model.types import Day, Instant
from bekymring.source import Span
from bekymring.syntax import document as doc

UNIT_WORDS: dict[doc.Unit, tuple[str, str]] = {
    doc.Unit.HOURS: ("timer", "hours"),
    doc.Unit.DAYS: ("dage", "days"),
    doc.Unit.WEEKS: ("uger", "weeks"),
    doc.Unit.WORKING_DAYS: ("hverdage", "working days"),
    doc.Unit.MONTHS: ("måneder", "months"),
    doc.Unit.YEARS: ("år", "years"),
}


def day(scope: Scope, literal: doc.DateLiteral) -> Typed:
    """A day written in the rules."""
    try:
        return Typed(rs.Const(checked_day(literal.value), span=literal.span), DAY, literal.span)
    except CalendarError:
        raise scope.stop(mistakes.DATE_OUTSIDE, literal.span) from None


def instant(scope: Scope, literal: doc.InstantLiteral) -> Typed:
    """An instant written in the rules, in Danish civil time."""
    try:
        return Typed(rs.Const(from_danish(literal.value), span=literal.span), INSTANT, literal.span)
    except CalendarError:
        raise scope.stop(mistakes.DATE_OUTSIDE, literal.span) from None


def moment(at: Span) -> Typed:
    """The moment of assessment."""
    return Typed(rs.Moment(span=at), INSTANT, at)


def dated(scope: Scope, meant: Meant) -> Typed:
    """A value that must be a day or an instant."""
    match meant:
        case Typed(type_=Day() | Instant()):
            return meant
        case _:
            da, en = describe(meant)
            raise scope.stop(mistakes.NOT_A_DATE, meant.at, found_da=da, found_en=en)


def shift(scope: Scope, amount: Meant, unit: doc.Unit, anchor: Meant, *, sign: int, at: Span) -> Typed:
    """A day or instant so long after (or before) another; once only."""
    start = movable(scope, anchor, unit, at=at)
    if unit is doc.Unit.WORKING_DAYS and sign < 0:
        raise _unit_not_here(
            scope, unit, tuple(one for one in doc.Unit if one is not doc.Unit.WORKING_DAYS), at=at
        )
    moved = rs.Shift(start.expr, whole_amount(scope, amount).expr, unit, sign, span=at)
    return Typed(moved, start.type_, at)


def movable(scope: Scope, anchor: Meant, unit: doc.Unit | None, *, at: Span) -> Typed:
    """A day or instant from which so many units can be counted."""
    start = dated(scope, anchor)
    if isinstance(start.expr, rs.Shift):
        raise scope.stop(mistakes.CHAINED_SHIFT, at)
    if unit is doc.Unit.HOURS and not isinstance(start.type_, Instant):
        raise scope.stop(mistakes.HOURS_NEED_INSTANT, at)
    return start


_DISTANCES: dict[doc.Unit, rs.Distance] = {
    doc.Unit.DAYS: rs.Distance.DAYS,
    doc.Unit.WEEKS: rs.Distance.WEEKS,
    doc.Unit.MONTHS: rs.Distance.MONTHS,
    doc.Unit.YEARS: rs.Distance.YEARS,
}
_PER_DAYS = {
    rs.Distance.DAYS: 1,
    rs.Distance.WEEKS: 7,
    rs.Distance.MONTHS: 28,
    rs.Distance.YEARS: 365,
    rs.Distance.AGE: 365,
}


def difference(scope: Scope, unit: doc.Unit, start: Meant, end: Meant, *, at: Span) -> Typed:
    """How many days, whole weeks, months or years lie between two days."""
    distance = _DISTANCES.get(unit)
    if distance is None:
        raise _unit_not_here(scope, unit, tuple(_DISTANCES), at=at)
    return _distance(distance, dated(scope, start), dated(scope, end), at=at)


def _distance(distance: rs.Distance, start: Typed, end: Typed, *, at: Span) -> Typed:
    most = MAX_SPAN_DAYS // _PER_DAYS[distance]
    expr = rs.Difference(distance, start.expr, end.expr, span=at)
    return Typed(expr, whole_number(-most, most), at)


def child_age(scope: Scope, years: int, on: Meant | None, *, reached: bool, at: Span) -> rs.Expr:
    """That the child has reached an age, or has not, on a day (else at the moment)."""
    name = scope.draft.birth_date
    if name is None or scope.draft.names.find(name, scope.layer) is None:
        raise scope.stop(mistakes.NO_BIRTH_DATE, at)
    born = Typed(rs.Ref(name, span=at), DAY, at, name)
    day_ = moment(at) if on is None else dated(scope, on)
    age = _distance(rs.Distance.AGE, born, day_, at=at)
    op = rs.Op.GE if reached else rs.Op.LT
    return rs.Compare(op, age.expr, rs.Const(Fraction(years), span=at), span=at)


def _unit_not_here(scope: Scope, unit: doc.Unit, allowed: tuple[doc.Unit, ...], *, at: Span) -> Stop:
    return scope.stop(
        mistakes.UNIT_NOT_HERE,
        at,
        unit_da=UNIT_WORDS[unit][0].capitalize(),
        unit_en=UNIT_WORDS[unit][1].capitalize(),
        allowed_da=", ".join(UNIT_WORDS[one][0] for one in allowed),
        allowed_en=", ".join(UNIT_WORDS[one][1] for one in allowed),
    )


# --- windows ------------------------------------------------------------------------------------------------


def window(scope: Scope, value: Meant, written: doc.Window, *, closed: bool) -> rs.Expr:
    """That a day lies in a window; `closed` says that days after the moment are to be left out of a rolling one."""
    at = written.span
    held = dated(scope, value)
    match written:
        case doc.RollingWindow(amount=amount, unit=unit):
            if unit is doc.Unit.HOURS and not isinstance(held.type_, Instant):
                raise scope.stop(mistakes.HOURS_NEED_INSTANT, at)
            amount_ = constant(Fraction(amount), percent=False, at=at)
            start = shift(scope, amount_, unit, moment(at), sign=-1, at=at)
            after = compare(scope, doc.Comparison.ON_OR_AFTER, held, start, at=at)
            if not closed:
                return after
            return rs.And(
                (after, compare(scope, doc.Comparison.ON_OR_BEFORE, held, moment(at), at=at)), span=at
            )
        case doc.CalendarWindow(period=period, previous=previous):
            first = -1 if previous else 0
            bounds = [
                Typed(rs.PeriodStart(period, rs.Moment(span=at), one, span=at), DAY, at)
                for one in (first, first + 1)
            ]
            return rs.And(
                (
                    compare(scope, doc.Comparison.ON_OR_AFTER, held, bounds[0], at=at),
                    compare(scope, doc.Comparison.BEFORE, held, bounds[1], at=at),
                ),
                span=at,
            )
        case _:
            assert_never(written)
