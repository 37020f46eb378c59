"""Expressions of a rule set as syntax trees over the facts that a function has read.

Takes expressions; gives conditions and values with their two sides. Afterwards true: for every case they say what the reference evaluator's
`truth` and `value` say under strong Kleene truth. What is not written here raises `NotCompiledError`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final, assert_never

from attrs import evolve, field

from bekymring.evaluate.compiled import nodes, sides
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.moving import distance, period_start, shifted, working_calendars
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.frozen import define
from bekymring.model.ruleset import (
    ActionIs,
    And,
    AnsweredAt,
    Compare,
    Const,
    Count,
    Difference,
    Expr,
    InputKind,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
    Ruleset,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
    Unit,
)
from bekymring.model.types import Choice, Day, Number, OnScale, Type, YesNo
from bekymring.values import SetValue, Value

NUMBER: Final = Number(Fraction(0), Fraction(0), integer=False)
_YES: Final = YesNo()
_DAY: Final = Day()
_NO_NAMES: Final = frozenset[str]()


class NotCompiledError(Exception):
    """The rule set holds what is not compiled here."""


@define(eq=False)
class Fact:
    """A fact that a function has read."""

    held: Held
    known: Sides
    """Whether it is answered."""


@define(eq=False)
class Writer:
    """Expressions of one function."""

    ruleset: Ruleset
    constants: Constants
    facts: Mapping[str, Fact]
    body: list[ast.stmt]
    may_be_open: bool
    """Whether facts may be."""
    written: set[str] = field(factory=set)
    """The rules that are written already."""
    steps: dict[str, tuple[str, ...]] = field(factory=dict)
    """Of scales used so far, the names of their steps."""
    named: dict[str, Held] = field(factory=dict)
    pointing: dict[str, dict[str, int]] = field(factory=dict)
    """By level and step, the rules so far that point there, as bits."""

    # --- conditions -------------------------------------------------------------------------------------

    def truth(self, expr: Expr) -> Sides:
        """A condition."""
        match expr:
            case And(items=items):
                return sides.all_hold(self.truth(one) for one in items)
            case Or(items=items):
                return sides.some_hold(self.truth(one) for one in items)
            case Not(item=inner):
                return sides.negated(self.truth(inner))
            case Compare():
                return self._compare(expr)
            case InSet(item=inner, options=options):
                return self._among(self.value(inner), options)
            case KnownTest():
                return self._known(expr)
            case LevelIs():
                return self._level(expr)
            case _:
                found = self.value(expr)
                if not isinstance(found.type_, YesNo):
                    raise NotCompiledError
                return Sides(found.low, found.high)

    def _known(self, expr: KnownTest) -> Sides:
        fact = self.facts.get(expr.item.name) if isinstance(expr.item, Ref) else None
        if fact is None:
            raise NotCompiledError
        return fact.known if expr.known else sides.negated(fact.known)

    def _compare(self, expr: Compare) -> Sides:
        left, right = self.value(expr.left), self.value(expr.right)
        kinds = {type(left.type_), type(right.type_)}
        if kinds == {YesNo}:
            return self._alike(left, right)
        if kinds in ({Number}, {Day}):
            return sides.ordered(expr.op, left, right)
        if not kinds <= {Choice, OnScale}:
            raise NotCompiledError
        return self._alternatives(expr, left, right)

    def _alike(self, left: Held, right: Held) -> Sides:
        held = Sides(left.low, left.high)
        if isinstance(right.low, ast.Constant):
            return held if right.low.value else sides.negated(held)
        return sides.alike(held, Sides(right.low, right.high))

    def _alternatives(self, expr: Compare, left: Held, right: Held) -> Sides:
        asked = next(iter(right.names)) if isinstance(right.low, ast.Constant) else None
        if expr.scale is None or expr.op is Op.EQ:
            return self._same(left, right) if asked is None else sides.among(left, {asked}, self.constants)
        steps = self._steps(expr.scale)
        if asked is not None:
            met = (one for one in steps if _stands(steps.index(one), steps.index(asked)) in _MET[expr.op])
            return sides.among(left, met, self.constants)
        return sides.ordered(expr.op, self._rank(left, steps), self._rank(right, steps))

    def _steps(self, scale: str) -> tuple[str, ...]:
        if scale not in self.steps:
            self.steps[scale] = self.ruleset.scales[scale].names
        return self.steps[scale]

    def _same(self, left: Held, right: Held) -> Sides:
        same = nodes.compare(left.low, ast.Eq(), right.low)
        if left.is_one and right.is_one:
            return sides.one(same)
        if left.names != right.names or len(left.names) == 1:
            raise NotCompiledError
        none = nodes.constant(None)
        sure = nodes.all_hold((same, nodes.compare(left.low, ast.IsNot(), none)))
        open_ = (nodes.compare(one.low, ast.Is(), none) for one in (left, right))
        return Sides(sure, nodes.some_hold((same, *open_)))

    def _rank(self, held: Held, steps: tuple[str, ...]) -> Held:
        """An alternative as the rank of a step; where it is open, the least and the largest that it can be."""
        ranks: dict[str | None, int] = {one: steps.index(one) for one in held.names}
        if held.is_one:
            rank = nodes.item(self.constants.name(ranks), held.low)
            return Held(rank, rank, NUMBER)
        least, largest = min(ranks.values()), max(ranks.values())
        low, high = (self.constants.name({**ranks, None: end}) for end in (least, largest))
        return Held(nodes.item(low, held.low), nodes.item(high, held.low), NUMBER)

    def _among(self, held: Held, options: Iterable[Value]) -> Sides:
        if isinstance(held.type_, Choice | OnScale):
            return sides.among(held, (one for one in options if isinstance(one, str)), self.constants)
        if held.is_one:
            return sides.one(nodes.compare(held.low, ast.In(), self.constants.name(frozenset(options))))
        if not isinstance(held.type_, Number | Day):
            raise NotCompiledError
        return sides.some_hold(sides.ordered(Op.EQ, held, self._const(one)) for one in options)

    def _level(self, expr: LevelIs) -> Sides:
        """A level read by the rules that point to it: those that read it come later."""
        level = self.ruleset.levels[expr.level]
        if any(
            key not in self.written and _points(rule, expr.level) for key, rule in self.ruleset.rules.items()
        ):
            raise NotCompiledError
        if level.per_record is not None:
            raise NotCompiledError
        rank = self.ruleset.scales[level.scale].rank
        step, otherwise = rank(expr.step), UNASSESSED if level.otherwise is None else rank(level.otherwise)
        masks = {Op.GT: 0, Op.LT: 0, Op.EQ: 0}
        for one, bits in self.pointing.get(expr.level, {}).items():
            masks[_stands(rank(one), step)] |= bits
        no_worse = sides.negated(self._pointed(masks[Op.GT], by_otherwise=otherwise > step))
        match expr.op:
            case Op.GE:
                return self._pointed(masks[Op.GT] | masks[Op.EQ], by_otherwise=otherwise >= step)
            case Op.LE:
                there = self._pointed(masks[Op.LT] | masks[Op.EQ], by_otherwise=otherwise != UNASSESSED)
            case Op.EQ:
                there = self._pointed(masks[Op.EQ], by_otherwise=otherwise == step)
            case _:
                raise NotCompiledError
        return sides.all_hold((no_worse, there))

    def _pointed(self, bits: int, *, by_otherwise: bool) -> Sides:
        """Whether some rules point, or the level stands so without them."""
        if by_otherwise:
            return sides.one(nodes.yes())
        sure = nodes.shared(nodes.load("s"), bits)
        return Sides(sure, nodes.shared(nodes.load("p"), bits)) if self.may_be_open else sides.one(sure)

    # --- values -----------------------------------------------------------------------------------------

    def value(self, expr: Expr) -> Held:  # noqa: C901, PLR0912 - one line a variant of a closed union
        """A value."""
        match expr:
            case Const(value=value):
                return self._const(value)
            case Ref(name=name):
                return self._ref(name)
            case Named(name=name):
                return self._named(name)
            case Moment():
                # As a day: what is an instant beside it is not compiled.
                return Held(nodes.load("d"), nodes.load("d"), _DAY)
            case And() | Or() | Not() | Compare() | InSet() | KnownTest() | LevelIs():
                found = self.truth(expr)
                return Held(found.sure, found.possible, _YES)
            case Count(items=items):
                return self._count([self.truth(one) for one in items])
            case Sum(items=items):
                return self._sum([self.value(one) for one in items])
            case Times(factor=factor, item=inner):
                return self._times(factor, self.value(inner))
            case Difference():
                return self._difference(expr)
            case PeriodStart():
                return self._period_start(expr)
            case Shift():
                return self._shift(expr)
            case SetCount() | ThisField() | ItemField() | AnsweredAt() | ActionIs():
                raise NotCompiledError
            case RecordCount() | RecordValue() | RecordAggregate():
                raise NotCompiledError
            case _:
                assert_never(expr)

    def _const(self, value: Value) -> Held:
        match value:
            case bool():
                return _alone(nodes.yes() if value else nodes.no(), _YES)
            case Fraction():
                return _alone(self.constants.number(value), NUMBER)
            case str():
                return _alone(nodes.constant(value), Choice(()), frozenset({value}))
            case datetime() | SetValue():
                raise NotCompiledError
            case date():
                return _alone(self.constants.name(value), _DAY)
            case _:
                assert_never(value)

    def _ref(self, name: str) -> Held:
        asked = self.ruleset.inputs[name]
        if asked.kind is InputKind.PARAMETER and asked.setting is not None:
            return self._const(asked.setting.value)
        if name not in self.facts:
            raise NotCompiledError
        return self.facts[name].held

    def _named(self, name: str) -> Held:
        if name not in self.named:
            made = self.value(self.ruleset.definitions[name].expr)
            low, high = f"w{len(self.named)}", f"x{len(self.named)}"
            self.body.append(nodes.assign(made.low, low))
            held = nodes.load(low)
            if made.low is not made.high:
                self.body.append(nodes.assign(made.high, high))
            other = held if made.low is made.high else nodes.load(high)
            self.named[name] = evolve(made, low=held, high=other)
        return self.named[name]

    def _both(self, low: ast.expr, high: ast.expr, type_: Type, *sources: Held) -> Held:
        """What is worked out from some values; one tree where nothing of them can be open."""
        if all(one.is_one for one in sources):
            high = low
        return Held(low, high, type_, tuple(part for one in sources for part in one.present))

    def _count(self, items: list[Sides]) -> Held:
        whole = self.constants.name(int)
        low, high = (
            self._added([nodes.call(whole, getattr(one, side)) for one in items])
            for side in ("sure", "possible")
        )
        return Held(low, low if all(one.is_one for one in items) else high, NUMBER)

    def _sum(self, items: list[Held]) -> Held:
        low, high = self._added([one.low for one in items]), self._added([one.high for one in items])
        return self._both(low, high, NUMBER, *items)

    def _added(self, items: list[ast.expr]) -> ast.expr:
        # WHY: a sum written as a tree of two would be as deep as it is long.
        return nodes.call(self.constants.name(sum), nodes.group(items))

    def _times(self, factor: Const, item: Held) -> Held:
        assert isinstance(factor.value, Fraction), "a factor is a number"
        low, high = (item.low, item.high) if factor.value >= 0 else (item.high, item.low)
        low, high = (ast.BinOp(self.constants.number(factor.value), ast.Mult(), end) for end in (low, high))
        return self._both(low, high, NUMBER, item)

    def _difference(self, expr: Difference) -> Held:
        start, end = self._day(expr.start), self._day(expr.end)
        measure, kind = self.constants.name(distance), self.constants.name(expr.distance)
        low = nodes.call(measure, kind, start.high, end.low)
        return self._both(low, nodes.call(measure, kind, start.low, end.high), NUMBER, start, end)

    def _period_start(self, expr: PeriodStart) -> Held:
        of, begin, period = (
            self._day(expr.of),
            self.constants.name(period_start),
            self.constants.name(expr.period),
        )
        low, high = (nodes.call(begin, period, end, nodes.constant(expr.offset)) for end in (of.low, of.high))
        return self._both(low, high, _DAY, of)

    def _shift(self, expr: Shift) -> Held:
        calendars = working_calendars(self.ruleset)
        if expr.unit is Unit.HOURS or (expr.unit is Unit.WORKING_DAYS and len(calendars) > 1):
            raise NotCompiledError
        anchor, amount = (
            self._day(expr.anchor),
            self._times(Const(Fraction(expr.sign)), self.value(expr.amount)),
        )
        move, whole = self.constants.name(shifted), self.constants.name(int)
        unit, calendar = self.constants.name(expr.unit), self.constants.name(calendars[0])
        low, high = (
            nodes.call(move, place, nodes.call(whole, steps), unit, calendar)
            for place, steps in ((anchor.low, amount.low), (anchor.high, amount.high))
        )
        return self._both(low, high, _DAY, anchor, amount)

    def _day(self, expr: Expr) -> Held:
        found = self.value(expr)
        if not isinstance(found.type_, Day):
            raise NotCompiledError
        return found


def _alone(node: ast.expr, type_: Type, names: frozenset[str] = _NO_NAMES) -> Held:
    return Held(node, node, type_, names=names)


def _stands(left: int, right: int) -> Op:
    return Op.EQ if left == right else Op.LT if left < right else Op.GT


_MET: Final = {
    Op.EQ: {Op.EQ}, Op.LT: {Op.LT}, Op.LE: {Op.LT, Op.EQ}, Op.GT: {Op.GT}, Op.GE: {Op.GT, Op.EQ},
}  # fmt: skip


def _points(rule: Rule, level: str) -> bool:
    return any(isinstance(one, PointTo) and one.level == level for one in rule.conclusions)
