"""Numbers, days and instants of a wide function, by their ends.

Takes expressions; gives values with the least and the largest that they can be. Afterwards true: they are the ends that the reference
evaluator's arithmetic gives.
"""

from __future__ import annotations

import ast
from fractions import Fraction
from typing import Final

from attrs import evolve

from bekymring.evaluate.compiled import ends, nodes
from bekymring.evaluate.compiled.page import Page, Several, Val
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.compiled.written import NUMBER, NotCompiledError
from bekymring.evaluate.moving import working_calendars
from bekymring.frozen import define
from bekymring.model.ruleset import (
    Compare,
    Const,
    Difference,
    Expr,
    Moment,
    PeriodStart,
    Shift,
    Unit,
)
from bekymring.model.types import Day, Instant, Number, Type

_DAY: Final = Day()


@define(eq=False)
class Measuring(Page):
    """Numbers, days and instants."""

    def _ordered(self, expr: Expr) -> Held:
        found = self.value(expr)
        if not isinstance(found, Held):
            raise NotCompiledError
        return found

    def _as_day(self, held: Held, expr: Expr) -> Held:
        if isinstance(expr, Moment):
            return Held(nodes.load("d"), nodes.load("d"), _DAY)
        to_day = self.constants.name(ends.day_of)
        low = nodes.call(to_day, held.low)
        high = low if held.low is held.high else nodes.call(to_day, held.high)
        return evolve(held, low=low, high=high, type_=_DAY)

    def _alike_kinds(self, left: Held, right: Held, expr: Compare) -> tuple[Held, Held]:
        """A day beside an instant compares the instant's day."""
        kinds = isinstance(left.type_, Instant), isinstance(right.type_, Instant)
        if kinds[0] is kinds[1] or Number in {type(left.type_), type(right.type_)}:
            return left, right
        return (
            self._as_day(left, expr.left) if kinds[0] else left,
            self._as_day(right, expr.right) if kinds[1] else right,
        )

    def _set_count(self, held: Val, options: frozenset[str]) -> Held:
        if not isinstance(held, Several):
            raise NotCompiledError
        how_many, among = self.constants.name(ends.held_of), self.constants.name(options)
        low, high = (nodes.call(how_many, side, among) for side in (held.certain, held.possible))
        return Held(low, high, NUMBER, held.there)

    def _count(self, items: list[Sides]) -> Held:
        truth = self.constants.name(bool)
        low, high = (
            self._added([nodes.call(truth, getattr(one, side)) for one in items])
            for side in ("sure", "possible")
        )
        return Held(low, high, NUMBER)

    def _sum(self, items: list[Held]) -> Held:
        low, high = self._added([one.low for one in items]), self._added([one.high for one in items])
        return Held(low, high, NUMBER, _there(*items))

    def _added(self, items: list[ast.expr]) -> ast.expr:
        return nodes.call(self.constants.name(sum), nodes.group(items))

    def _times(self, factor: Const, item: Held) -> Held:
        assert isinstance(factor.value, Fraction), "a factor is a number"
        low, high = (item.low, item.high) if factor.value >= 0 else (item.high, item.low)
        low, high = (ast.BinOp(self.constants.number(factor.value), ast.Mult(), end) for end in (low, high))
        return Held(low, high, NUMBER, item.present)

    def _difference(self, expr: Difference) -> Held:
        start, end = self._placed(expr.start), self._placed(expr.end)
        measure, kind = self.constants.name(ends.measured), self.constants.name(expr.distance)
        low, high = (
            nodes.call(measure, kind, start.high, end.low),
            nodes.call(measure, kind, start.low, end.high),
        )
        return Held(low, high, NUMBER, _there(start, end))

    def _period_start(self, expr: PeriodStart) -> Held:
        of, begin, period = (
            self._placed(expr.of),
            self.constants.name(ends.begun),
            self.constants.name(expr.period),
        )
        low, high = (nodes.call(begin, period, end, nodes.constant(expr.offset)) for end in (of.low, of.high))
        return Held(low, high, _DAY, of.present)

    def _shift(self, expr: Shift) -> Held:
        anchor = self._ordered(expr.anchor) if expr.unit is Unit.HOURS else self._placed(expr.anchor)
        amount = self._times(Const(Fraction(expr.sign)), self._ordered(expr.amount))
        anchors, amounts = (nodes.group((one.low, one.high)) for one in (anchor, amount))
        unit, calendars = self.constants.name(expr.unit), self.constants.name(working_calendars(self.ruleset))
        found = self._kept(nodes.call(self.constants.name(ends.moved), anchors, amounts, unit, calendars))
        low, high = (nodes.item(found, nodes.constant(place)) for place in (0, 1))
        return Held(low, high, Instant() if expr.unit is Unit.HOURS else _DAY, _there(anchor, amount))

    def _placed(self, expr: Expr) -> Held:
        """A day or an instant of which only the day counts; that of the moment is known."""
        found = self._as_day(self._ordered(expr), expr) if isinstance(expr, Moment) else self._ordered(expr)
        if isinstance(found.type_, Number):
            raise NotCompiledError
        return found


def _there(*sources: Held) -> tuple[ast.expr, ...]:
    return tuple(one for source in sources for one in source.present)


def alone(node: ast.expr, type_: Type) -> Held:
    """A value that is known."""
    return Held(node, node, type_)
