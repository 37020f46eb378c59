"""The cells of an answer: its domain cut at the constants that rules compare it with, one value a cell.

Takes a type and constants; gives values, None standing for what does not apply or has not happened.
Afterwards true: no comparison with one of the constants tells two values of one cell apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import assert_never

from attrs import field, frozen

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.model.ruleset import Expr, Op, Period, Scale
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.prove.space import FIRST_MOMENT, LAST_MOMENT
from bekymring.values import Value

Held = Value | None

CELL_LIMIT = 4_000
"""A domain in more cells is not looked at."""


@frozen(eq=False)
class Dimension:
    """What a condition compares: one answer (or something worked out, which is not `exact`), and its cells."""

    number: int
    expr: Expr | None
    cells: tuple[Held, ...]
    exact: bool
    """Whether every cell is a value that some case has, whatever holds of the other dimensions."""
    paths: frozenset[str] = field(repr=False)
    """The answers that it rests on."""
    names: tuple[str, ...] = ()
    """Of a scale, the steps by rank."""
    member: str = ""
    """Of a set, the alternative that is in it or not."""

    @property
    def full(self) -> int:
        """All cells."""
        return (1 << len(self.cells)) - 1

    @property
    def happened(self) -> int:
        """The cells with a value."""
        return sum(1 << place for place, one in enumerate(self.cells) if one is not None)

    def mask(self, op: Op, constant: Value) -> int:
        """The cells of which a comparison is true."""
        return sum(1 << place for place, one in enumerate(self.cells) if self._holds(op, one, constant))

    def _holds(self, op: Op, held: Held, constant: Value) -> bool:
        if held is None:
            return False
        if self.names and isinstance(held, str) and isinstance(constant, str):
            return _compared(op, self.names.index(held), self.names.index(constant))
        return held == constant if op is Op.EQ else _compared(op, held, constant)


def _compared(op: Op, left: object, right: object) -> bool:
    match op:
        case Op.EQ:
            return left == right
        case Op.LT:
            return left < right  # type: ignore[operator,no-any-return]  # both are of one ordered type
        case Op.LE:
            return left <= right  # type: ignore[operator,no-any-return]
        case Op.GT:
            return left > right  # type: ignore[operator,no-any-return]
        case Op.GE:
            return left >= right  # type: ignore[operator,no-any-return]
        case _:
            assert_never(op)


def cells_of(type_: Type, cuts: Iterable[Value], scale: Scale | None = None) -> tuple[Held, ...] | None:
    """A value a cell, in order; None where the type is not cut (sets are seen one alternative at a time)."""
    match type_:
        case YesNo():
            return (False, True)
        case Choice():
            return type_.names
        case OnScale():
            return None if scale is None else scale.names
        case Number():
            numbers = [Fraction(one) for one in cuts if isinstance(one, Fraction)]
            return _limited(_numbers(type_, numbers))
        case Day() | Instant():
            return _limited(days_between(FIRST_DAY, LAST_DAY, cuts))
        case SetOf():
            return None
        case _:
            assert_never(type_)


def moments(period: Period, cuts: Iterable[Value]) -> tuple[Held, ...]:
    """The days that a rule set can be used on."""
    low = max(FIRST_MOMENT, period.start or FIRST_MOMENT)
    high = min(LAST_MOMENT, period.end or LAST_MOMENT)
    return tuple(days_between(low, high, cuts))


def _limited(found: Iterator[Held]) -> tuple[Held, ...] | None:
    cells = tuple(one for one, _ in zip(found, range(CELL_LIMIT + 1), strict=False))
    return None if len(cells) > CELL_LIMIT else cells


def days_between(low: date, high: date, cuts: Iterable[Value]) -> Iterator[Held]:
    """A day a cell."""
    ordinals = [Fraction(one.toordinal()) for one in cuts if isinstance(one, date)]
    whole = Number(Fraction(low.toordinal()), Fraction(high.toordinal()), integer=True)
    for one in _numbers(whole, ordinals):
        yield date.fromordinal(int(one))


def is_day(value: Value) -> bool:
    """Whether a value is a day without a time."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _numbers(type_: Number, cuts: Iterable[Fraction]) -> Iterator[Fraction]:
    """Each cut, and a number between each two; the first cell with the lowest."""
    inside = sorted({one for one in cuts if type_.low <= one <= type_.high})
    if type_.integer:
        whole = [Fraction(ceil(type_.low) - 1), *inside, Fraction(floor(type_.high) + 1)]
        for low, high in pairwise(whole):
            if low in inside and low.denominator == 1:
                yield low
            if floor(low) + 1 <= ceil(high) - 1:
                yield Fraction(floor(low) + 1)
        return
    edges = sorted({type_.low, *inside, type_.high})
    for low, high in pairwise(edges):
        yield low
        yield (low + high) / 2
    yield edges[-1]
