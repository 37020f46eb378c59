"""A rule set as one Python function, for cases in which every fact is given as a plain value.

Takes a rule set; gives a function from a dict and the day of the moment to what was read and which rules fire, or None where
the rule set holds what is not compiled here. The function gives None for any case that is not of its kind.
Afterwards true: where the function gives an answer, the case is valid, nothing in it is open, and the rules that fire are those of the
reference evaluator. Whoever is given None reads the case with the reference evaluator's own functions, which find every mistake.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Final, assert_never

from attrs import define, field, frozen

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.evaluate.compiled import nodes
from bekymring.evaluate.compiled.found import Ladder, Quick
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.moving import distance, period_start, shifted, working_calendars
from bekymring.evaluate.outcomes import UNASSESSED
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
    Input,
    InputKind,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    OnlyWhen,
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
)  # fmt: skip
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue, Value

_OPS: Final[Mapping[Op, type[ast.cmpop]]] = {
    Op.EQ: ast.Eq, Op.LT: ast.Lt, Op.LE: ast.LtE, Op.GT: ast.Gt, Op.GE: ast.GtE,
}  # fmt: skip
_MOST_RULES: Final = 10_000


class NotCompiledError(Exception):
    """The rule set holds what is not compiled here."""


def quick_of(ruleset: Ruleset) -> Quick | None:
    """The function of a rule set; None where it holds what is not compiled here."""
    try:
        return _Compiler(ruleset).made()
    except NotCompiledError:
        return None


@frozen
class _Typed:
    """An expression with what it stands for."""

    node: ast.expr
    type_: Type
    is_moment: bool = False


@define(eq=False)
class _Compiler:
    ruleset: Ruleset
    constants: Constants = field(factory=Constants)
    facts: dict[str, str] = field(factory=dict)
    """By input, its numbered name."""
    named: dict[str, _Typed] = field(factory=dict)
    body: list[ast.stmt] = field(factory=list)
    bits: dict[str, int] = field(factory=dict)
    pointing: dict[str, dict[str, int]] = field(factory=dict)
    """By level and step, the rules that point there."""

    def made(self) -> Quick:
        ruleset = self.ruleset
        if ruleset.lists or len(ruleset.rules) > _MOST_RULES or not ruleset.strata:
            raise NotCompiledError
        asked = [
            one
            for _, one in sorted(ruleset.inputs.items())
            if one.kind in {InputKind.FACT, InputKind.OBSERVED}
        ]
        if not asked or not all(one.collected for one in asked):
            raise NotCompiledError
        self._reads(asked)
        self.body.append(nodes.assign("m", nodes.constant(0)))
        for key in [key for stratum in ruleset.strata for key in stratum]:
            self._rule(key, ruleset.rules[key])
        answers = ast.Tuple([nodes.load(self.facts[one.name]) for one in asked], ast.Load())
        self.body.append(nodes.leave(ast.Tuple([nodes.load("m"), answers], ast.Load())))
        module = nodes.module_of(self.body, ("c", "d"))
        run = nodes.function_of(module, self.constants.held)
        against = sum(bit for key, bit in self.bits.items() if ruleset.rules[key].against)
        names = tuple(one.name for one in asked)
        return Quick(
            run, module, names, tuple(self.bits), against, tuple(self._ladders()), tuple(self._plain())
        )

    def _plain(self) -> Iterator[tuple[str, int]]:
        for key, bit in self.bits.items():
            rule = self.ruleset.rules[key]
            limited = any(isinstance(one, OnlyWhen) for one in rule.conclusions)
            if rule.period == ALWAYS and not (rule.unless or rule.exceptions or limited):
                yield key, bit

    def _ladders(self) -> Iterator[Ladder]:
        for name, level in sorted(self.ruleset.levels.items()):
            scale = self.ruleset.scales[level.scale]
            otherwise = UNASSESSED if level.otherwise is None else scale.rank(level.otherwise)
            steps = self.pointing.get(name, {})
            rungs = sorted(((scale.rank(step), bits) for step, bits in steps.items()), reverse=True)
            held = tuple((rank, bits, tuple(self._keys(bits))) for rank, bits in rungs)
            yield Ladder(name, otherwise, scale.names, held)

    def _keys(self, bits: int) -> Iterator[tuple[int, tuple[str, None]]]:
        for key, bit in sorted(self.bits.items()):
            if bits & bit:
                yield bit, (key, None)

    # --- reading ----------------------------------------------------------------------------------------

    def _reads(self, asked: list[Input]) -> None:
        length = nodes.call(self.constants.name(len), nodes.load("c"))
        self._unless(nodes.compare(length, ast.NotEq(), nodes.constant(len(asked))))
        kind = self.constants.name(type)
        for number, one in enumerate(asked):
            name = self.facts[one.name] = f"v{number}"
            self.body.append(nodes.assign(name, nodes.item(nodes.load("c"), nodes.constant(one.name))))
            self._checked(nodes.load(name), name, one.type_, kind)

    def _unless(self, wrong: ast.expr) -> None:
        self.body.append(ast.If(wrong, [nodes.leave(nodes.constant(None))], []))

    def _checked(self, held: ast.expr, name: str, type_: Type, kind: ast.expr) -> None:
        match type_:
            case YesNo():
                is_no = nodes.compare(held, ast.IsNot(), nodes.no())
                self._unless(nodes.all_hold((nodes.compare(held, ast.IsNot(), nodes.yes()), is_no)))
            case Number(low=low, high=high):
                is_whole = nodes.compare(nodes.call(kind, held), ast.Is(), self.constants.name(int))
                inside = ast.Compare(self._number(low), [ast.LtE(), ast.LtE()], [held, self._number(high)])
                self._unless(nodes.negated(nodes.all_hold((is_whole, inside))))
            case Choice() | OnScale():
                names = type_.names if isinstance(type_, Choice) else self.ruleset.scales[type_.scale].names
                is_text = nodes.compare(nodes.call(kind, held), ast.Is(), self.constants.name(str))
                among = nodes.compare(held, ast.In(), self.constants.name(frozenset(names)))
                self._unless(nodes.negated(nodes.all_hold((is_text, among))))
            case Day():
                self.body.append(nodes.assign(name, nodes.call(self.constants.name(read_day), held)))
                self._unless(nodes.compare(nodes.load(name), ast.Is(), nodes.constant(None)))
            case Instant() | SetOf():
                raise NotCompiledError
            case _:
                assert_never(type_)

    def _number(self, number: Fraction) -> ast.expr:
        return nodes.constant(int(number)) if number.denominator == 1 else self.constants.name(number)

    # --- rules ------------------------------------------------------------------------------------------

    def _rule(self, key: str, rule: Rule) -> None:
        if rule.per_record is not None or rule.measured_on is not None:
            raise NotCompiledError
        bit = self.bits[key] = 1 << len(self.bits)
        held = [] if rule.when is None else [self._truth(rule.when)]
        if rule.period != ALWAYS:
            held.insert(0, nodes.call(self.constants.name(rule.period.holds_on), nodes.load("d")))
        exceptions = (*rule.unless, *(one.unless for one in rule.exceptions))
        held += [nodes.negated(self._truth(one)) for one in exceptions]
        self.body.append(ast.If(nodes.all_hold(held), [_raised(bit)], []))
        for one in rule.conclusions:
            if isinstance(one, PointTo):
                steps = self.pointing.setdefault(one.level, {})
                steps[one.step] = steps.get(one.step, 0) | bit

    # --- expressions ------------------------------------------------------------------------------------

    def _truth(self, expr: Expr) -> ast.expr:
        match expr:
            case And(items=items):
                return nodes.all_hold(self._truth(one) for one in items)
            case Or(items=items):
                return nodes.some_hold(self._truth(one) for one in items)
            case Not(item=inner):
                return nodes.negated(self._truth(inner))
            case Compare():
                return self._compare(expr)
            case InSet(item=inner, options=options):
                return nodes.compare(
                    self._value(inner).node, ast.In(), self.constants.name(frozenset(options))
                )
            case _:
                found = self._value(expr)
                if not isinstance(found.type_, YesNo):
                    raise NotCompiledError
                return found.node

    def _compare(self, expr: Compare) -> ast.expr:
        left, right = self._value(expr.left), self._value(expr.right)
        if isinstance(left.type_, Instant | SetOf) or isinstance(right.type_, Instant | SetOf):
            raise NotCompiledError
        if expr.scale is not None and expr.op is not Op.EQ:
            ranks = {name: rank for rank, name in enumerate(self.ruleset.scales[expr.scale].names)}
            table = self.constants.name(ranks)
            left, right = (_Typed(nodes.item(table, one.node), one.type_) for one in (left, right))
        return nodes.compare(left.node, _OPS[expr.op](), right.node)

    def _value(self, expr: Expr) -> _Typed:  # noqa: C901, PLR0912 - one line a variant of a closed union
        match expr:
            case Const(value=value):
                return self._const(value)
            case Ref(name=name):
                return self._ref(name)
            case Named(name=name):
                return self._named(name)
            case Moment():
                # As a day: what is an instant beside it is not compiled.
                return _Typed(nodes.load("d"), Day(), is_moment=True)
            case And() | Or() | Not() | Compare() | InSet():
                return _Typed(self._truth(expr), YesNo())
            case Count(items=items):
                one_by_one = [nodes.call(self.constants.name(int), self._truth(one)) for one in items]
                return _Typed(self._added(one_by_one), _NUMBER)
            case Sum(items=items):
                return _Typed(self._added([self._value(one).node for one in items]), _NUMBER)
            case Times(factor=factor, item=inner):
                made = ast.BinOp(self._const(factor.value).node, ast.Mult(), self._value(inner).node)
                return _Typed(made, _NUMBER)
            case Difference(distance=kind, start=start, end=end):
                ends = (self._day(start), self._day(end))
                return _Typed(
                    nodes.call(self.constants.name(distance), self.constants.name(kind), *ends), _NUMBER
                )
            case PeriodStart(period=period, of=of, offset=offset):
                given = (self.constants.name(period), self._day(of), nodes.constant(offset))
                return _Typed(nodes.call(self.constants.name(period_start), *given), Day())
            case Shift():
                return self._shift(expr)
            case LevelIs():
                return _Typed(self._level(expr), YesNo())
            case SetCount() | ThisField() | ItemField() | AnsweredAt() | KnownTest() | ActionIs():
                raise NotCompiledError
            case RecordCount() | RecordValue() | RecordAggregate():
                raise NotCompiledError
            case _:
                assert_never(expr)

    def _added(self, items: list[ast.expr]) -> ast.expr:
        # WHY: a sum written as a tree of two would be as deep as it is long.
        return nodes.call(self.constants.name(sum), ast.Tuple(items, ast.Load()))

    def _const(self, value: Value) -> _Typed:
        match value:
            case bool():
                return _Typed(nodes.constant(value), YesNo())
            case Fraction():
                return _Typed(self._number(value), _NUMBER)
            case str():
                return _Typed(nodes.constant(value), Choice(()))
            case datetime() | SetValue():
                raise NotCompiledError
            case date():
                return _Typed(self.constants.name(value), Day())
            case _:
                assert_never(value)

    def _ref(self, name: str) -> _Typed:
        asked = self.ruleset.inputs[name]
        if asked.kind is InputKind.PARAMETER and asked.setting is not None:
            return self._const(asked.setting.value)
        if name not in self.facts:
            raise NotCompiledError
        return _Typed(nodes.load(self.facts[name]), asked.type_)

    def _named(self, name: str) -> _Typed:
        if name not in self.named:
            made = self._value(self.ruleset.definitions[name].expr)
            held = f"w{len(self.named)}"
            self.body.append(nodes.assign(held, made.node))
            self.named[name] = _Typed(nodes.load(held), made.type_)
        return self.named[name]

    def _day(self, expr: Expr) -> ast.expr:
        found = self._value(expr)
        if not isinstance(found.type_, Day):
            raise NotCompiledError
        return found.node

    def _shift(self, expr: Shift) -> _Typed:
        calendars = working_calendars(self.ruleset)
        if expr.unit is Unit.HOURS or (expr.unit is Unit.WORKING_DAYS and len(calendars) > 1):
            raise NotCompiledError
        amount = self._value(expr.amount)
        whole = nodes.call(
            self.constants.name(int), ast.BinOp(nodes.constant(expr.sign), ast.Mult(), amount.node)
        )
        given = (
            self._day(expr.anchor),
            whole,
            self.constants.name(expr.unit),
            self.constants.name(calendars[0]),
        )
        return _Typed(nodes.call(self.constants.name(shifted), *given), Day())

    def _level(self, expr: LevelIs) -> ast.expr:
        """A level read by the rules that point to it: those that read it come later."""
        level = self.ruleset.levels[expr.level]
        later = [
            key
            for key, rule in self.ruleset.rules.items()
            if key not in self.bits and _points(rule, expr.level)
        ]
        if later or level.per_record is not None or expr.op is not Op.GE or level.otherwise is not None:
            raise NotCompiledError
        scale = self.ruleset.scales[level.scale]
        mask = 0
        for step, bits in self.pointing.get(expr.level, {}).items():
            mask |= bits if scale.rank(step) >= scale.rank(expr.step) else 0
        return nodes.compare(
            ast.BinOp(nodes.load("m"), ast.BitAnd(), nodes.constant(mask)), ast.NotEq(), nodes.constant(0)
        )


_NUMBER: Final = Number(Fraction(0), Fraction(0), integer=False)


def _points(rule: Rule, level: str) -> bool:
    return any(isinstance(one, PointTo) and one.level == level for one in rule.conclusions)


def _raised(bit: int) -> ast.stmt:
    return ast.AugAssign(ast.Name("m", ast.Store()), ast.BitOr(), nodes.constant(bit))


_ISO_LENGTH: Final = 10


def read_day(written: object) -> date | None:
    """A day within the limits, written `YYYY-MM-DD` or a Python day; None for anything else."""
    if type(written) is str:
        if len(written) != _ISO_LENGTH or written[4] != "-" or written[7] != "-" or not written.isascii():
            return None
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return None
    elif type(written) is date:
        day = written
    else:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
