"""Expressions of a rule set with records, or with answers of every form, as syntax trees of a wide function.

Takes expressions; gives conditions with two sides, and values with their ends. Afterwards true: for every case they say what the reference
evaluator's `truth` and `value` say under strong Kleene truth. What is not written here raises `NotCompiledError`; then the rule that holds it
is left to the reference evaluator's functions.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final, assert_never

from bekymring.evaluate.compiled import ends, nodes, sides
from bekymring.evaluate.compiled.hearing import Hearing
from bekymring.evaluate.compiled.measuring import alone
from bekymring.evaluate.compiled.page import Asked, Options, Several, Val
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.compiled.written import NUMBER, NotCompiledError
from bekymring.evaluate.facts import anything
from bekymring.frozen import define
from bekymring.model.ruleset import (
    ALWAYS,
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
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
)
from bekymring.model.types import Day, Instant
from bekymring.values import SetValue

_YES: Final = frozenset({True})
_DAY: Final = Day()


@define(eq=False)
class Speaker(Hearing):
    """Expressions of one wide function."""

    def rule(self, key: str) -> None:
        """Statements that say whether a rule fires, and whether it may; nothing where it holds what is not written here."""
        rule = self.ruleset.rules[key]
        if rule.measured_on is not None:
            raise NotCompiledError
        if rule.per_record is None:
            held = self._fires_when(rule)
            bit = nodes.constant(self.once[key])
            self.body.append(_raised(held, ("s", "p"), bit))
        else:
            number = self.each[key]
            with self._loop(rule.per_record) as (head, fields, inside):
                with self._scope(this=fields):
                    held = self._fires_when(rule)
                held = Sides(nodes.all_hold((head[2], held.sure)), held.possible)
                inside.append(_raised(held, (f"s{number}", f"p{number}"), head[0]))
        self.written.add(key)

    def _fires_when(self, rule: Rule) -> Sides:
        held = [] if rule.when is None else [self.truth(rule.when)]
        exceptions = (*rule.unless, *(one.unless for one in rule.exceptions))
        held += [sides.negated(self.truth(one)) for one in exceptions]
        if rule.period != ALWAYS:
            in_force = nodes.call(self.constants.name(rule.period.holds_on), nodes.load("d"))
            held.insert(0, sides.one(in_force))
        return sides.all_hold(held)

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
            case InSet():
                return self._in_set(expr)
            case KnownTest():
                return self._known(expr)
            case LevelIs():
                return self._level(expr)
            case ActionIs():
                return self._action(expr)
            case _:
                return self._is_yes(self.value(expr))

    def _is_yes(self, held: Val) -> Sides:
        match held:
            case Sides():
                return held
            case Options():
                return self._among(held, _YES)
            case _:
                raise NotCompiledError

    def _among(self, held: Options, met: frozenset[object]) -> Sides:
        options = self.constants.name(met)
        sure = nodes.all_hold((*held.there, nodes.compare(held.held, ast.LtE(), options)))
        return Sides(sure, ast.BinOp(held.held, ast.BitAnd(), options))

    def _compare(self, expr: Compare) -> Sides:
        left, right = self.value(expr.left), self.value(expr.right)
        match left, right:
            case Held(), Held():
                return sides.ordered(expr.op, *self._alike_kinds(left, right, expr))
            case Several(), _:
                raise NotCompiledError
            case _:
                return self._alternatives(expr, left, right)

    def _alternatives(self, expr: Compare, left: Val, right: Val) -> Sides:
        asked = expr.right.value if isinstance(expr.right, Const) else None
        if isinstance(left, Sides) and isinstance(asked, bool):
            return left if asked else sides.negated(left)
        if isinstance(left, Sides) and isinstance(right, Sides):
            return sides.alike(left, right)
        if not isinstance(left, Options):
            raise NotCompiledError
        if asked is not None:
            return self._among(left, self._met(expr, asked) & left.names)
        if not isinstance(right, Options):
            raise NotCompiledError
        if expr.scale is None or expr.op is Op.EQ:
            return self._both_alike(left, right)
        return sides.ordered(expr.op, self._ranked(left, expr.scale), self._ranked(right, expr.scale))

    def _met(self, expr: Compare, asked: object) -> frozenset[object]:
        if expr.scale is None or expr.op is Op.EQ:
            return frozenset({asked})
        steps = self.ruleset.scales[expr.scale].names
        place = steps.index(str(asked))
        return frozenset(one for one in steps if _STANDS[expr.op](steps.index(one), place))

    def _both_alike(self, left: Options, right: Options) -> Sides:
        found = self._kept(nodes.call(self.constants.name(ends.alike_ends), left.held, right.held))
        sure, possible = (nodes.item(found, nodes.constant(place)) for place in (0, 1))
        return Sides(nodes.all_hold((*left.there, *right.there, sure)), possible)

    def _ranked(self, held: Options, scale: str) -> Held:
        steps = self.ruleset.scales[scale].names
        ranks = self.constants.name({one: place for place, one in enumerate(steps)})
        found = self._kept(nodes.call(self.constants.name(ends.rank_ends), held.held, ranks))
        low, high = (nodes.item(found, nodes.constant(place)) for place in (0, 1))
        return Held(low, high, NUMBER, held.there)

    def _in_set(self, expr: InSet) -> Sides:
        held = self.value(expr.item)
        match held:
            case Options():
                return self._among(held, frozenset[object](expr.options) & held.names)
            case Held():
                each = (self._compare(Compare(Op.EQ, expr.item, Const(one))) for one in expr.options)
                return sides.some_hold(each)
            case _:
                raise NotCompiledError

    def _known(self, expr: KnownTest) -> Sides:
        name = expr.item.name
        if isinstance(expr.item, ThisField) or name not in self.asked:
            raise NotCompiledError
        if self.ruleset.inputs[name].relevant_when is not None:
            raise NotCompiledError
        is_open = sides.one(nodes.shared(nodes.load("u"), self.asked[name].bit))
        return sides.negated(is_open) if expr.known else is_open

    def value(self, expr: Expr) -> Val:  # noqa: C901, PLR0912 - one line a variant of a closed union
        """A value."""
        match expr:
            case Const(value=value):
                return self._const(value)
            case Ref(name=name):
                return self._ref(name)
            case Named(name=name):
                return self._named(name)
            case Moment():
                return Held(nodes.load("m"), nodes.load("m"), Instant())
            case ThisField(name=name):
                return self._field(self.this, name)
            case ItemField(name=name):
                return self._field(self.item, name)
            case And() | Or() | Not() | Compare() | InSet() | KnownTest() | LevelIs() | ActionIs():
                return self.truth(expr)
            case SetCount(item=item, options=options):
                return self._set_count(self.value(item), frozenset(options))
            case Count(items=items):
                return self._count([self.truth(one) for one in items])
            case RecordCount() | RecordValue() | RecordAggregate():
                return self._records(expr)
            case Sum(items=items):
                return self._sum([self._ordered(one) for one in items])
            case Times(factor=factor, item=inner):
                return self._times(factor, self._ordered(inner))
            case Difference():
                return self._difference(expr)
            case PeriodStart():
                return self._period_start(expr)
            case Shift():
                return self._shift(expr)
            case AnsweredAt():
                raise NotCompiledError
            case _:
                assert_never(expr)

    def _const(self, value: object) -> Val:
        match value:
            case bool() | str():
                return Options(self.constants.name(frozenset({value})), frozenset({value}))
            case Fraction():
                return alone(self.constants.number(value), NUMBER)
            case SetValue():
                return Several(self.constants.name(value.certain), self.constants.name(value.possible))
            case datetime():
                return alone(self.constants.name(value), Instant())
            case date():
                return alone(self.constants.name(value), _DAY)
            case _:
                raise NotCompiledError

    def _ref(self, name: str) -> Val:
        declared = self.ruleset.inputs[name]
        if declared.kind is InputKind.PARAMETER and declared.setting is not None:
            return self._const(declared.setting.value)
        asked = self.asked.get(name)
        if asked is None:
            return self._never_told(name)
        if declared.relevant_when is not None and name not in self.judged:
            self._judge(asked, declared.relevant_when)
            self.judged.add(name)
        may_lack = declared.relevant_when is not None or isinstance(asked.type_, Day | Instant)
        there = nodes.negated(nodes.shared(nodes.load("t"), asked.bit))
        return self._of_type(asked.type_, list(map(nodes.load, asked.names)), (there,) if may_lack else ())

    def _never_told(self, name: str) -> Val:
        """What may not be collected is open in every case."""
        declared = self.ruleset.inputs[name]
        if declared.relevant_when is not None:
            raise NotCompiledError
        held, there = ends.ends_of(anything(declared.type_, self.ruleset), ends.width_of(declared.type_))
        return self._of_type(
            declared.type_, [self.constants.name(one) for one in held], () if there else (nodes.no(),)
        )

    def _judge(self, asked: Asked, relevant: Expr) -> None:
        """An open input that does not apply is absent; one that perhaps does not is perhaps absent."""
        with self._at_top():
            applies = self.truth(relevant)
            absent = ends.absent_ends(len(asked.names))
            gone = [
                nodes.assign(self.constants.name(end), name)
                for end, name in zip(absent, asked.names, strict=True)
            ]
            doubted = nodes.raised("t", asked.bit)
            perhaps = nodes.when(
                nodes.negated(applies.possible),
                *gone,
                doubted,
                otherwise=[nodes.when(nodes.negated(applies.sure), doubted)],
            )
            self.body.append(nodes.when(nodes.shared(nodes.load("u"), asked.bit), perhaps))

    def _field(self, fields: Mapping[str, Val] | None, name: str) -> Val:
        if fields is None or name not in fields:
            raise NotCompiledError
        return fields[name]

    def _named(self, name: str) -> Val:
        if name not in self.named:
            with self._at_top():
                self.named[name] = self._stored(self.value(self.ruleset.definitions[name].expr))
        return self.named[name]


def _raised(held: Sides, names: tuple[str, str], bit: ast.expr) -> ast.stmt:
    sure, possible = names
    surely = nodes.when(held.sure, nodes.joined(sure, bit))
    return nodes.when(held.possible, nodes.joined(possible, bit), surely)


_STANDS: Final[Mapping[Op, Callable[[int, int], bool]]] = {
    Op.EQ: operator.eq, Op.LT: operator.lt, Op.LE: operator.le, Op.GT: operator.gt, Op.GE: operator.ge,
}  # fmt: skip
