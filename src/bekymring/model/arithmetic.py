"""Numbers calculated with: sums, multiples and shares, all linear, with bounds carried along.

Afterwards true: a product has a fixed factor, a sum has one unit, and a ratio is written without division.
"""

from __future__ import annotations

from fractions import Fraction

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope
from bekymring.model.typed import Meant, Typed, decimal, describe
from bekymring.model.types import Number
from bekymring.source import Span

HUNDRED = Fraction(100)


def number(scope: Scope, meant: Meant) -> tuple[Typed, Number]:
    """A value that must be a number, with its bounds."""
    match meant:
        case Typed(type_=Number() as type_):
            return meant, type_
        case _:
            da, en = describe(meant)
            raise scope.stop(mistakes.NOT_A_NUMBER, meant.at, found_da=da, found_en=en)


def constant(value: Fraction, *, percent: bool, at: Span) -> Typed:
    """A number written in the rules."""
    type_ = Number(value, value, integer=value.denominator == 1, percent=percent)
    return Typed(rs.Const(value, span=at), type_, at)


def add(scope: Scope, terms: tuple[tuple[bool, Meant], ...], *, at: Span) -> Typed:
    """A sum of numbers, each added or subtracted."""
    items = [_signed(scope, one, is_added=is_added) for is_added, one in terms]
    kinds = [type_ for _, type_ in items]
    if len({one.percent for one in kinds}) > 1:
        raise scope.stop(mistakes.PERCENT_MISMATCH, at)
    units = list(dict.fromkeys(one.unit for one in kinds if one.unit))
    if len(units) > 1:
        raise scope.stop(mistakes.UNIT_MISMATCH, at, left=units[0], right=units[1])
    low, high = sum((one.low for one in kinds), Fraction(0)), sum((one.high for one in kinds), Fraction(0))
    whole = all(one.integer for one in kinds)
    type_ = Number(low, high, whole, units[0] if units else "", kinds[0].percent)
    if low == high and all(one.constant is not None for one, _ in items):
        return Typed(rs.Const(low, span=at), type_, at)
    flat = tuple(
        part for one, _ in items for part in (one.expr.items if isinstance(one.expr, rs.Sum) else (one.expr,))
    )
    return Typed(flat[0] if len(flat) == 1 else rs.Sum(flat, span=at), type_, at)


def _signed(scope: Scope, meant: Meant, *, is_added: bool) -> tuple[Typed, Number]:
    typed, type_ = number(scope, meant)
    return (typed, type_) if is_added else _multiple(Fraction(-1), typed, type_)


def times(scope: Scope, left: Meant, right: Meant, *, at: Span) -> Typed:
    """A product of which one factor is fixed; a percentage as factor is so many hundredths."""
    one, one_type = number(scope, left)
    other, other_type = number(scope, right)
    if one.constant is None and other.constant is None:
        raise scope.stop(mistakes.NOT_LINEAR, at)
    if one.constant is None:
        one, one_type, other, other_type = other, other_type, one, one_type
    factor = one.constant or Fraction(0)
    product, _ = _multiple(factor / HUNDRED if one_type.percent else factor, other, other_type)
    return product


def _multiple(factor: Fraction, typed: Typed, type_: Number) -> tuple[Typed, Number]:
    ends = sorted((factor * type_.low, factor * type_.high))
    whole = type_.integer and factor.denominator == 1
    bounds = Number(ends[0], ends[1], whole, type_.unit, type_.percent)
    if typed.constant is not None:
        return Typed(rs.Const(factor * typed.constant, span=typed.at), bounds, typed.at), bounds
    match typed.expr:
        case rs.Times(factor=rs.Const(value=Fraction() as inner), item=item):
            factor, inside = factor * inner, item
        case other:
            inside = other
    scaled = inside if factor == 1 else rs.Times(rs.Const(factor, span=typed.at), inside, span=typed.at)
    return Typed(scaled, bounds, typed.at), bounds


def share(scope: Scope, op: rs.Op, percent: Fraction, *, part: Meant, whole: Meant, at: Span) -> rs.Expr:
    """That a part makes up so many percent of a whole: `part op percent/100 · whole`.

    WHY: a share of nothing does not apply, so where the whole may be zero it must be more than zero.
    """
    one, one_type = number(scope, part)
    other, other_type = number(scope, whole)
    if one_type.percent != other_type.percent:
        raise scope.stop(mistakes.PERCENT_MISMATCH, at)
    if one_type.unit and other_type.unit and one_type.unit != other_type.unit:
        raise scope.stop(mistakes.UNIT_MISMATCH, at, left=one_type.unit, right=other_type.unit)
    scaled, _ = _multiple(percent / HUNDRED, other, other_type)
    ratio = rs.Compare(op, one.expr, scaled.expr, span=at)
    if other_type.low > 0:
        return ratio
    return rs.And((rs.Compare(rs.Op.GT, other.expr, rs.Const(Fraction(0), span=at), span=at), ratio), span=at)


def whole_amount(scope: Scope, meant: Meant) -> Typed:
    """A number of days, months and so on: whole, and not negative."""
    typed, type_ = number(scope, meant)
    if type_.percent or not type_.integer:
        value = decimal(typed.constant) if typed.constant is not None else f"»{typed.name}«"
        raise scope.stop(mistakes.NOT_WHOLE, typed.at, value=value)
    if type_.low < 0:
        bounds = {"value": decimal(type_.low), "low": "0", "high": decimal(type_.high)}
        raise scope.stop(mistakes.OUTSIDE_BOUNDS, typed.at, more=bounds)
    return typed
