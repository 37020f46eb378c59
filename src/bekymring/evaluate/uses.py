"""With what each input and field is compared in the conditions that an outcome depends on.

Takes conditions; gives, for each input (`fravær`) and field (`underretning.modtagelse`), the comparisons in which it stands alone
against constants, and whether it is used in any other way too: compared with another fact, added to one, counted from.
Afterwards true: with an input tried at each side of its comparisons, none of them is open because of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import evolve, field

from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.walk import children, conditions, limits, tails
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    Aggregate,
    AnsweredAt,
    Compare,
    Const,
    Difference,
    Expr,
    InputKind,
    InSet,
    ItemField,
    Moment,
    Named,
    Op,
    PeriodStart,
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
)
from bekymring.model.types import YesNo

Leaf = Ref | ThisField | ItemField | RecordValue | RecordAggregate


@frozen
class Use:
    """A comparison with constants, and the one input that stands in it."""

    comparison: Compare | InSet
    leaf: Leaf

    def at(self, value: Const, ruleset: Ruleset) -> Expr:
        """The comparison with a value in the place of the input."""
        return _put(self.comparison, self.leaf, value, ruleset)


@frozen
class Uses:
    """How inputs and fields are used: compared with constants, and those used otherwise too."""

    compared: dict[str, dict[Use, None]] = field(factory=dict)
    otherwise: set[str] = field(factory=set)


@frozen
class Place:
    """Where an expression stands: in a rule read for the records of `this`, in a filter over `item`."""

    this: str | None = None
    item: str | None = None


def uses_of(nodes: Iterable[Node], ruleset: Ruleset) -> Uses:
    """How the conditions of some nodes use inputs and fields."""
    found = Uses()
    kinds = {(node.kind, node.name) for node in nodes}
    for kind, name in sorted(kinds):
        for expr, place in _conditions(kind, name, ruleset):
            _visit(expr, place, found, ruleset)
    if any(reads_dates(kind, name, ruleset) for kind, name in kinds):
        found.otherwise.update(*(used_for_dates(kind, name, ruleset) for kind, name in kinds))
    return found


def reads_dates(kind: Kind, name: str, ruleset: Ruleset) -> bool:
    """Whether a part reads when something was done or is due."""
    return any(_reads_dates(expr) for expr, _ in _conditions(kind, name, ruleset))


def used_for_dates(kind: Kind, name: str, ruleset: Ruleset) -> frozenset[str]:
    """The inputs and fields that decide when what a part speaks of is done or due."""
    held = _dates(kind, name, ruleset)
    return frozenset(key for expr, place in held for leaf in _inside(expr) for key in _keys(leaf, place))


def _conditions(kind: Kind, name: str, ruleset: Ruleset) -> Iterator[tuple[Expr, Place]]:
    match kind:
        case Kind.INPUT:
            relevant = ruleset.inputs[name].relevant_when
            yield from () if relevant is None else ((relevant, Place()),)
        case Kind.NAMED:
            yield ruleset.definitions[name].expr, Place()
        case Kind.RULE:
            rule = ruleset.rules[name]
            place = Place(this=rule.per_record)
            own = [one for one in conditions(rule) if one is not rule.measured_on]
            yield from ((one, place) for one in (*own, *limits(rule), *_period(rule)))
            for one in ruleset.lists[rule.per_record].fields.values() if rule.per_record else ():
                if one.relevant_when is not None:
                    yield one.relevant_when, Place(rule.per_record, rule.per_record)
        case Kind.LEVEL | Kind.ACTION:
            return
        case _:
            assert_never(kind)


def _period(rule: Rule) -> Iterator[Expr]:
    if rule.measured_on is not None and rule.period.start is not None:
        yield Compare(Op.GE, rule.measured_on, Const(rule.period.start))
    if rule.measured_on is not None and rule.period.end is not None:
        yield Compare(Op.LE, rule.measured_on, Const(rule.period.end))


def _reads_dates(expr: Expr) -> bool:
    return any(isinstance(one, ActionIs) and one.state in _DATED for one in _all(expr))


_DATED = {ActionState.DONE, ActionState.OVERDUE, ActionState.DONE_LATE}


def _dates(kind: Kind, name: str, ruleset: Ruleset) -> Iterator[tuple[Expr, Place]]:
    if kind is Kind.RULE:
        rule = ruleset.rules[name]
        yield from ((one, Place(rule.per_record)) for said in rule.conclusions for one in tails(said))
    if kind is Kind.ACTION and name in ruleset.actions:
        yield from _done(name, ruleset)


def _done(action: str, ruleset: Ruleset) -> Iterator[tuple[Expr, Place]]:
    declared = ruleset.actions.get(action)
    if declared is not None and declared.done is not None:
        held = (one for one in (declared.done.at, declared.done.when) if one is not None)
        yield from ((one, Place(declared.per_record)) for one in held)


def _visit(expr: Expr, place: Place, found: Uses, ruleset: Ruleset) -> None:
    match expr:
        case Compare() | InSet():
            _compared(expr, place, found, ruleset)
        case RecordCount() | RecordValue() | RecordAggregate():
            _over_records(expr, found, ruleset)
            place = Place(place.this, expr.list_)
        case AnsweredAt():
            found.otherwise.update(_keys(expr, place))
        case ActionIs() if expr.state is ActionState.DONE:
            for one, where in _done(expr.action, ruleset):
                found.otherwise.update(key for leaf in _inside(one) for key in _keys(leaf, where))
        case _:
            pass
    for one in children(expr):
        _visit(one, place, found, ruleset)


def _compared(expr: Compare | InSet, place: Place, found: Uses, ruleset: Ruleset) -> None:
    sides = (expr.left, expr.right) if isinstance(expr, Compare) else (expr.item,)
    leaves = [leaf for side in sides for leaf in _leaves(side, ruleset)]
    keys = [key for leaf in leaves if leaf is not None for key in _keys(leaf, place)]
    lone = leaves[0] if len(leaves) == 1 else None
    if lone is None:
        found.otherwise.update(keys)
        return
    for key in keys:
        found.compared.setdefault(key, {})[Use(expr, lone)] = None


def _over_records(expr: RecordCount | RecordValue | RecordAggregate, found: Uses, ruleset: Ruleset) -> None:
    dated_by = ruleset.lists[expr.list_].dated_by
    if isinstance(expr, RecordValue) and dated_by is not None:
        found.otherwise.add(f"{expr.list_}.{dated_by}")
    if isinstance(expr, RecordAggregate) and expr.aggregate is Aggregate.SUM:
        found.otherwise.add(f"{expr.list_}.{expr.field_name}")


def _leaves(expr: Expr, ruleset: Ruleset) -> Iterator[Leaf | None]:
    """The inputs whose value reaches the expression; None for whatever else is no constant."""
    match expr:
        case Const() | Moment():
            return
        case Ref():
            declared = ruleset.inputs[expr.name]
            if declared.kind is not InputKind.PARAMETER or declared.setting is None:
                yield expr
        case ThisField() | ItemField() | RecordValue():
            yield expr
        case RecordAggregate():
            yield None if expr.aggregate is Aggregate.SUM else expr
        case Named() if not isinstance(ruleset.definitions[expr.name].type_, YesNo):
            yield from _leaves(ruleset.definitions[expr.name].expr, ruleset)
        case Times() | Sum() | Difference() | Shift() | PeriodStart() | SetCount():
            for one in children(expr):
                yield from _leaves(one, ruleset)
        case _:
            yield None


def _keys(leaf: Expr, place: Place) -> tuple[str, ...]:
    match leaf:
        case Ref():
            return (leaf.name,)
        case AnsweredAt():
            return (leaf.assessment if leaf.list_ is None else f"{leaf.list_}.{leaf.assessment}",)
        case ThisField():
            return (f"{place.this}.{leaf.name}",)
        case ItemField():
            return (f"{place.item}.{leaf.name}",)
        case RecordValue() | RecordAggregate():
            return (f"{leaf.list_}.{leaf.field_name}",)
        case _:
            return ()


def _all(expr: Expr) -> Iterator[Expr]:
    yield expr
    for one in children(expr):
        yield from _all(one)


def _inside(expr: Expr) -> Iterator[Expr]:
    return (one for one in _all(expr) if isinstance(one, Leaf | AnsweredAt))


def _put(expr: Expr, leaf: Leaf, value: Const, ruleset: Ruleset) -> Expr:
    if expr is leaf:
        return value
    match expr:
        case Compare():
            left, right = (_put(one, leaf, value, ruleset) for one in (expr.left, expr.right))
            return evolve(expr, left=left, right=right)
        case InSet() | SetCount() | Times():
            return evolve(expr, item=_put(expr.item, leaf, value, ruleset))
        case Sum():
            return evolve(expr, items=tuple(_put(one, leaf, value, ruleset) for one in expr.items))
        case Difference():
            start, end = (_put(one, leaf, value, ruleset) for one in (expr.start, expr.end))
            return evolve(expr, start=start, end=end)
        case Shift():
            anchor, amount = (_put(one, leaf, value, ruleset) for one in (expr.anchor, expr.amount))
            return evolve(expr, anchor=anchor, amount=amount)
        case PeriodStart():
            return evolve(expr, of=_put(expr.of, leaf, value, ruleset))
        case Named() if not isinstance(ruleset.definitions[expr.name].type_, YesNo):
            return _put(ruleset.definitions[expr.name].expr, leaf, value, ruleset)
        case _:
            return expr
