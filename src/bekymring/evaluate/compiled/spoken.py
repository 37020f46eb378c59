"""Expressions of a rule set with records, or with answers of every form, as syntax trees of a wide function.

Takes expressions; gives conditions with two sides, and values with their ends. Afterwards true: for every case they say what the reference
evaluator's `truth` and `value` say under strong Kleene truth. What is not written here raises `NotCompiledError`; then the rule that holds it
is left to the reference evaluator's functions.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from fractions import Fraction
from typing import Final, assert_never

from attrs import evolve, field

from bekymring.evaluate.compiled import ends, nodes, sides
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.compiled.written import NUMBER, NotCompiledError
from bekymring.evaluate.facts import anything
from bekymring.evaluate.moving import working_calendars
from bekymring.evaluate.outcomes import STRENGTH, UNASSESSED
from bekymring.evaluate.walk import parts
from bekymring.frozen import define, frozen
from bekymring.model.ruleset import (
    ALWAYS,
    ActionIs,
    ActionState,
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
    Modality,
    Moment,
    Named,
    Not,
    Op,
    Or,
    Order,
    PeriodStart,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordField,
    RecordValue,
    Ref,
    Require,
    Rule,
    Ruleset,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
    Unit,
)
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue

Aggregated = RecordCount | RecordValue | RecordAggregate
_DAY: Final = Day()
_YES: Final = frozenset({True})
ROW_HEAD: Final = 4
"""Before its fields a row has its bit, how many it stands for, whether it surely is there, and its bounds."""


@frozen(eq=False)
class Options:
    """An alternative: the set of those possible, and what must be so for there to be one for sure."""

    held: ast.expr
    names: frozenset[object]
    there: tuple[ast.expr, ...] = ()


@frozen(eq=False)
class Several:
    """A set of alternatives: those that are in it, and those that can be."""

    certain: ast.expr
    possible: ast.expr
    there: tuple[ast.expr, ...] = ()


Val = Held | Options | Several | Sides


@frozen(eq=False)
class Asked:
    """An input that the function has read: its ends by name, its bit."""

    type_: Type
    names: tuple[str, ...]
    bit: int


@define(eq=False)
class Speaker:
    """Expressions of one wide function."""

    ruleset: Ruleset
    constants: Constants
    asked: Mapping[str, Asked]
    rows: Mapping[str, str]
    """By list, the name under which its rows stand."""
    once: Mapping[str, int]
    """By rule that is read once, its bit."""
    each: Mapping[str, int]
    """By rule that is read for each record, its number."""
    top: list[ast.stmt] = field(factory=list)
    """The statements so far that are done once."""
    body: list[ast.stmt] = field(init=False)
    """Where statements are put: at the top, or inside a loop."""
    written: set[str] = field(factory=set)
    named: dict[str, Val] = field(factory=dict)
    judged: set[str] = field(factory=set)
    """Inputs of which it is written already whether they apply."""
    told: dict[Aggregated, Val] = field(factory=dict)
    this: Mapping[str, Val] | None = None
    item: Mapping[str, Val] | None = None
    count: int = 0

    @body.default
    def _body(self) -> list[ast.stmt]:
        return self.top

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

    def _alike_kinds(self, left: Held, right: Held, expr: Compare) -> tuple[Held, Held]:
        """A day beside an instant compares the instant's day."""
        kinds = isinstance(left.type_, Instant), isinstance(right.type_, Instant)
        if kinds[0] is kinds[1] or Number in {type(left.type_), type(right.type_)}:
            return left, right
        return (
            self._as_day(left, expr.left) if kinds[0] else left,
            self._as_day(right, expr.right) if kinds[1] else right,
        )

    def _as_day(self, held: Held, expr: Expr) -> Held:
        if isinstance(expr, Moment):
            return Held(nodes.load("d"), nodes.load("d"), _DAY)
        to_day = self.constants.name(ends.day_of)
        low = nodes.call(to_day, held.low)
        high = low if held.low is held.high else nodes.call(to_day, held.high)
        return evolve(held, low=low, high=high, type_=_DAY)

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

    # --- rules ------------------------------------------------------------------------------------------

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

    # --- outcomes ---------------------------------------------------------------------------------------

    def _level(self, expr: LevelIs) -> Sides:
        level = self.ruleset.levels[expr.level]
        if level.per_record is not None:
            raise NotCompiledError
        rank = self.ruleset.scales[level.scale].rank
        step, otherwise = rank(expr.step), UNASSESSED if level.otherwise is None else rank(level.otherwise)
        pointing: dict[Op, list[str]] = {Op.GT: [], Op.LT: [], Op.EQ: []}
        for key, rule in self.ruleset.rules.items():
            for one in rule.conclusions:
                if isinstance(one, PointTo) and one.level == expr.level:
                    at = rank(one.step)
                    pointing[Op.EQ if at == step else Op.LT if at < step else Op.GT].append(key)
        worse, here, better = (pointing[one] for one in (Op.GT, Op.EQ, Op.LT))
        no_worse = sides.negated(self._fires(worse, anyway=otherwise > step))
        match expr.op:
            case Op.GE:
                self._fires(better)
                return self._fires([*worse, *here], anyway=otherwise >= step)
            case Op.LE:
                there = self._fires([*better, *here], anyway=otherwise != UNASSESSED)
            case Op.EQ:
                self._fires(better)
                there = self._fires(here, anyway=otherwise == step)
            case _:
                raise NotCompiledError
        return sides.all_hold((no_worse, there))

    def _fires(self, rules: Iterable[str], *, anyway: bool = False) -> Sides:
        """Whether one of some rules fires: they were written before."""
        once, found = 0, list[Sides]()
        for key in rules:
            if key not in self.written:
                raise NotCompiledError
            once |= self.once.get(key, 0)
            if key in self.each:
                number = self.each[key]
                found.append(Sides(nodes.load(f"s{number}"), nodes.load(f"p{number}")))
        if anyway:
            return sides.one(nodes.yes())
        if once:
            found.append(Sides(nodes.shared(nodes.load("s"), once), nodes.shared(nodes.load("p"), once)))
        return sides.some_hold(found)

    def _action(self, expr: ActionIs) -> Sides:
        declared = self.ruleset.actions.get(expr.action)
        if declared is not None and declared.per_record is not None:
            return self._action_of_records(expr, declared.per_record)
        if expr.state is ActionState.DONE:
            return self._done(expr.action)
        return self._required(expr)

    def _required(self, expr: ActionIs) -> Sides:
        """A duty that no prohibition takes away: some rule says it."""
        least = STRENGTH.get(expr.state)
        if least is None or least.rank < Modality.MUST_BY_DEFAULT.rank:
            raise NotCompiledError
        rules = []
        for key, rule in self.ruleset.rules.items():
            for one in rule.conclusions:
                if isinstance(one, Order) and not one.is_assessment and one.first == expr.action:
                    raise NotCompiledError
                if isinstance(one, Require) and one.action == expr.action and one.modality.rank >= least.rank:
                    rules.append(key)
        return self._fires(rules)

    def _action_of_records(self, expr: ActionIs, list_: str) -> Sides:
        if expr.state is not ActionState.DONE:
            raise NotCompiledError
        if expr.this_record:
            return self._done(expr.action)
        found = self._numbered("q", 2)
        self.body.append(nodes.assign(nodes.no(), *found))
        with self._loop(list_) as (head, fields, inside):
            with self._scope(this=fields):
                held = self._done(expr.action)
            inside.append(
                nodes.when(nodes.all_hold((head[2], held.sure)), nodes.assign(nodes.yes(), found[0]))
            )
            inside.append(
                nodes.when(nodes.all_hold((head[2], held.possible)), nodes.assign(nodes.yes(), found[1]))
            )
        return Sides(*map(nodes.load, found))

    def _done(self, action: str) -> Sides:
        declared = self.ruleset.actions.get(action)
        if declared is None or declared.done is None:
            return sides.one(nodes.no())
        at = self.value(declared.done.at)
        if not isinstance(at, Held):
            raise NotCompiledError
        expr = Compare(Op.LE, declared.done.at, Moment())
        until = sides.ordered(Op.LE, *self._alike_kinds(at, self.value(Moment()), expr))  # type: ignore[arg-type]  # the moment is an instant
        if declared.done.when is None:
            return until
        return sides.all_hold((self.truth(declared.done.when), until))

    # --- values -----------------------------------------------------------------------------------------

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

    def _ordered(self, expr: Expr) -> Held:
        found = self.value(expr)
        if not isinstance(found, Held):
            raise NotCompiledError
        return found

    def _const(self, value: object) -> Val:
        match value:
            case bool() | str():
                return Options(self.constants.name(frozenset({value})), frozenset({value}))
            case Fraction():
                return _alone(self.constants.number(value), NUMBER)
            case SetValue():
                return Several(self.constants.name(value.certain), self.constants.name(value.possible))
            case datetime():
                return _alone(self.constants.name(value), Instant())
            case date():
                return _alone(self.constants.name(value), _DAY)
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

    def _of_type(self, type_: Type, names: list[ast.expr], there: tuple[ast.expr, ...]) -> Val:
        match type_:
            case YesNo():
                return Options(names[0], frozenset({True, False}), there)
            case Choice():
                return Options(names[0], frozenset(type_.names), there)
            case OnScale():
                return Options(names[0], frozenset(self.ruleset.scales[type_.scale].names), there)
            case SetOf():
                return Several(names[0], names[1], there)
            case Number() | Day() | Instant():
                return Held(names[0], names[1], type_, there)
            case _:
                assert_never(type_)

    def _field(self, fields: Mapping[str, Val] | None, name: str) -> Val:
        if fields is None or name not in fields:
            raise NotCompiledError
        return fields[name]

    def _named(self, name: str) -> Val:
        if name not in self.named:
            with self._at_top():
                self.named[name] = self._stored(self.value(self.ruleset.definitions[name].expr))
        return self.named[name]

    def _stored(self, held: Val) -> Val:
        """The same under names, so that it is worked out once."""
        match held:
            case Sides():
                sure = self._kept(held.sure)
                return Sides(sure, sure if held.is_one else self._kept(held.possible))
            case Options():
                return evolve(held, held=self._kept(held.held), there=tuple(map(self._kept, held.there)))
            case Several():
                return evolve(
                    held, certain=self._kept(held.certain), possible=self._kept(held.possible),
                    there=tuple(map(self._kept, held.there)),
                )  # fmt: skip
            case Held():
                low = self._kept(held.low)
                high = low if held.low is held.high else self._kept(held.high)
                return evolve(held, low=low, high=high, present=tuple(map(self._kept, held.present)))
            case _:
                assert_never(held)

    def _kept(self, node: ast.expr) -> ast.expr:
        [name] = self._numbered("q", 1)
        self.body.append(nodes.assign(node, name))
        return nodes.load(name)

    def _numbered(self, letter: str, number: int) -> tuple[str, ...]:
        self.count += number
        return tuple(f"{letter}{self.count - place}" for place in range(number, 0, -1))

    # --- numbers and days -------------------------------------------------------------------------------

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

    # --- records ----------------------------------------------------------------------------------------

    def _records(self, expr: Aggregated) -> Val:
        """A count, a pick or a sum over records: once for the case, unless its filter reads the record of the rule."""
        reads_this = expr.where is not None and any(_reads_this(one) for one in parts(expr.where))
        if reads_this:
            return self._over_records(expr)
        if expr not in self.told:
            with self._at_top():
                self.told[expr] = self._over_records(expr)
        return self.told[expr]

    def _over_records(self, expr: Aggregated) -> Val:
        return self._how_many(expr) if isinstance(expr, RecordCount) else self._of_records(expr)

    def _filtered(self, expr: Aggregated, fields: Mapping[str, Val], is_there: ast.expr) -> Sides:
        if expr.where is None:
            return Sides(is_there, nodes.yes())
        with self._scope(this=self.this, item=fields):
            held = self.truth(expr.where)
        return Sides(nodes.all_hold((is_there, held.sure)), held.possible)

    def _how_many(self, expr: RecordCount) -> Held:
        low, high = self._numbered("q", 2)
        self.body.append(nodes.assign(nodes.constant(0), low, high))
        with self._loop(expr.list_) as (head, fields, inside):
            held = self._filtered(expr, fields, head[2])
            more = nodes.assign(ast.BinOp(nodes.load(high), ast.Add(), head[1]), high)
            surely = nodes.assign(ast.BinOp(nodes.load(low), ast.Add(), nodes.constant(1)), low)
            inside.append(nodes.when(held.possible, more, nodes.when(held.sure, surely)))
        return Held(nodes.load(low), nodes.load(high), NUMBER)

    def _of_records(self, expr: RecordValue | RecordAggregate) -> Val:
        list_ = self.ruleset.lists[expr.list_]
        places = {name: place for place, name in enumerate(list_.fields)}
        asked = list_.fields[expr.field_name]
        self._check_field(asked)
        if list_.dated_by is not None:
            self._check_field(list_.fields[list_.dated_by])
        [tried] = self._numbered("q", 1)
        self.body.append(nodes.assign(nodes.group(()), tried))
        with self._loop(expr.list_) as (head, fields, inside):
            held = self._filtered(expr, fields, head[2])
            truth = self.constants.name(bool)
            one = nodes.group(
                (nodes.call(truth, held.sure), nodes.call(truth, held.possible), head[1], head[3])
            )
            inside.append(nodes.assign(ast.BinOp(nodes.load(tried), ast.Add(), nodes.group((one,))), tried))
        dated = None if list_.dated_by is None else places[list_.dated_by]
        return self._worked_out(expr, asked.type_, nodes.load(tried), (dated, places[expr.field_name]))

    def _worked_out(
        self,
        expr: RecordValue | RecordAggregate,
        type_: Type,
        tried: ast.expr,
        places: tuple[int | None, int],
    ) -> Val:
        at, width = self.constants.name(places), ends.width_of(type_)
        if isinstance(expr, RecordValue):
            pick, kind = self.constants.name(ends.picked_ends), self.constants.name(expr.pick)
            found = nodes.call(pick, tried, kind, at, nodes.constant(width))
        else:
            add_up, kind = self.constants.name(ends.aggregated_ends), self.constants.name(expr.aggregate)
            found = nodes.call(add_up, tried, kind, at)
        names = self._numbered("q", width + 1)
        self.body.append(nodes.unpack(found, names))
        loaded = list(map(nodes.load, names))
        return self._of_type(type_, loaded[:-1], (loaded[-1],))

    def _check_field(self, asked: RecordField) -> None:
        if asked.relevant_when is not None:
            raise NotCompiledError

    @contextmanager
    def _loop(self, list_: str) -> Iterator[tuple[list[ast.expr], Mapping[str, Val], list[ast.stmt]]]:
        """Statements done for each record of a list: what stands before its fields, its fields, and where to put them."""
        held = self.ruleset.lists[list_].fields.values()
        widths = [ends.width_of(one.type_) for one in held]
        names = self._numbered("e", ROW_HEAD + sum(widths) + len(widths))
        loaded = list(map(nodes.load, names))
        fields, place = dict[str, Val](), ROW_HEAD
        for asked, width in zip(held, widths, strict=True):
            if asked.relevant_when is None:
                own = loaded[place : place + width]
                fields[asked.name] = self._of_type(asked.type_, own, (loaded[place + width],))
            place += width + 1
        outside, inside = self.body, list[ast.stmt]()
        self.body = inside
        try:
            yield loaded, fields, inside
        finally:
            self.body = outside
        outside.append(nodes.each(nodes.load(self.rows[list_]), names, inside))

    @contextmanager
    def _scope(
        self, *, this: Mapping[str, Val] | None, item: Mapping[str, Val] | None = None
    ) -> Iterator[None]:
        before = self.this, self.item
        self.this, self.item = this, item
        try:
            yield
        finally:
            self.this, self.item = before

    @contextmanager
    def _at_top(self) -> Iterator[None]:
        """Where nothing reads a record, and every loop that is being written comes after."""
        before, self.body = self.body, self.top
        try:
            with self._scope(this=None):
                yield
        finally:
            self.body = before


def _raised(held: Sides, names: tuple[str, str], bit: ast.expr) -> ast.stmt:
    sure, possible = names
    surely = nodes.when(held.sure, nodes.joined(sure, bit))
    return nodes.when(held.possible, nodes.joined(possible, bit), surely)


def _reads_this(expr: Expr) -> bool:
    return isinstance(expr, ThisField | AnsweredAt) or (
        isinstance(expr, LevelIs | ActionIs) and expr.this_record
    )


def _there(*sources: Held) -> tuple[ast.expr, ...]:
    return tuple(one for source in sources for one in source.present)


def _alone(node: ast.expr, type_: Type) -> Held:
    return Held(node, node, type_)


_STANDS: Final[Mapping[Op, Callable[[int, int], bool]]] = {
    Op.EQ: operator.eq, Op.LT: operator.lt, Op.LE: operator.le, Op.GT: operator.gt, Op.GE: operator.ge,
}  # fmt: skip
