"""What rests on what in a rule set: inputs and outcomes read, constants compared with, rules that conclude.

Everything walks without going deeper in Python for a deeper expression, and follows `Named` into definitions, each once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from bekymring.frozen import frozen
from bekymring.model import ruleset as rs
from bekymring.values import Value

Definitions = Mapping[str, rs.Definition]


# --- expressions --------------------------------------------------------------------------------------------


def children(expr: rs.Expr) -> tuple[rs.Expr, ...]:
    """The expressions directly inside one, in order; a filter is one of them."""
    match expr:
        case rs.Const() | rs.Ref() | rs.Named() | rs.ThisField() | rs.ItemField() | rs.Moment():
            return ()
        case rs.AnsweredAt() | rs.LevelIs() | rs.ActionIs():
            return ()
        case rs.And(items=items) | rs.Or(items=items) | rs.Count(items=items) | rs.Sum(items=items):
            return items
        case rs.Not(item=item) | rs.InSet(item=item) | rs.SetCount(item=item) | rs.KnownTest(item=item):
            return (item,)
        case rs.Compare(left=left, right=right):
            return (left, right)
        case rs.RecordCount(where=where) | rs.RecordValue(where=where) | rs.RecordAggregate(where=where):
            return () if where is None else (where,)
        case rs.Times(factor=factor, item=item):
            return (factor, item)
        case rs.Difference(start=start, end=end):
            return (start, end)
        case rs.Shift(anchor=anchor, amount=amount):
            return (anchor, amount)
        case rs.PeriodStart(of=of):
            return (of,)
        case _:
            assert_never(expr)


def walk(expr: rs.Expr) -> Iterator[rs.Expr]:
    """An expression and everything in it, before what follows; `Named` is not followed."""
    waiting = [expr]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(children(one)))


def walk_through(expr: rs.Expr, definitions: Definitions) -> Iterator[rs.Expr]:
    """As `walk`, and into each definition that is named, once."""
    waiting, entered = [expr], set[str]()
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(children(one)))
        if isinstance(one, rs.Named) and one.name not in entered and one.name in definitions:
            entered.add(one.name)
            waiting.append(definitions[one.name].expr)


def nesting(expr: rs.Expr) -> int:
    """How deep an expression is nested; a leaf is 1. `Named` is a leaf."""
    deepest, waiting = 0, [(expr, 1)]
    while waiting:
        one, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting.extend((child, depth + 1) for child in children(one))
    return deepest


def inputs_read(expr: rs.Expr, definitions: Definitions) -> frozenset[str]:
    """The names of the inputs that an expression reads, definitions followed."""
    return frozenset(name for one in walk_through(expr, definitions) for name in _input(one))


def _input(expr: rs.Expr) -> tuple[str, ...]:
    match expr:
        case rs.Ref(name=name) | rs.AnsweredAt(assessment=name, list_=None):
            return (name,)
        case _:
            return ()


def paths_read(expr: rs.Expr, definitions: Definitions, *, per_record: str | None = None) -> frozenset[str]:
    """What an expression reads: `fact`, `list[].field` for fields of records, `list[]` for how many there are."""
    found: set[str] = set()
    waiting: list[tuple[rs.Expr, str | None]] = [(expr, None)]
    entered: set[str] = set()
    while waiting:
        one, item = waiting.pop()
        match one:
            case rs.ThisField(name=name) if per_record is not None:
                found.add(f"{per_record}[].{name}")
            case rs.AnsweredAt(assessment=name, list_=str() as list_):
                found.add(f"{list_}[].{name}")
            case rs.ItemField(name=name) if item is not None:
                found.add(f"{item}[].{name}")
            case rs.RecordCount(list_=list_):
                found.add(f"{list_}[]")
                item = list_
            case (
                rs.RecordValue(list_=list_, field_name=name)
                | rs.RecordAggregate(list_=list_, field_name=name)
            ):
                found.update((f"{list_}[]", f"{list_}[].{name}"))
                item = list_
            case rs.Named(name=name) if name in definitions and name not in entered:
                entered.add(name)
                waiting.append((definitions[name].expr, None))
            case _:
                found.update(_input(one))
        waiting.extend((child, item) for child in children(one))
    return frozenset(found)


def constants_compared(exprs: Iterable[rs.Expr], definitions: Definitions, name: str) -> frozenset[Value]:
    """The constants that an input is compared with, directly, in any of some expressions."""
    found: list[Value] = []
    for expr in exprs:
        for one in walk_through(expr, definitions):
            match one:
                case rs.Compare(left=rs.Ref(name=other), right=rs.Const(value=value)) if other == name:
                    found.append(value)
                case rs.Compare(left=rs.Const(value=value), right=rs.Ref(name=other)) if other == name:
                    found.append(value)
                case rs.InSet(item=rs.Ref(name=other), options=options) if other == name:
                    found += options
                case _:
                    pass
    return frozenset(found)


# --- outcomes -----------------------------------------------------------------------------------------------


@frozen
class OutcomeRead:
    """A level or an action that an expression reads: `sign` is 1 under nothing that turns it round, -1 under what does, 0 under both."""

    expr: rs.LevelIs | rs.ActionIs
    sign: int

    @property
    def name(self) -> str:
        """The level or action."""
        return self.expr.level if isinstance(self.expr, rs.LevelIs) else self.expr.action


def outcomes_read(expr: rs.Expr, definitions: Definitions, *, sign: int = 1) -> tuple[OutcomeRead, ...]:
    """The outcomes that an expression reads, definitions put in place of their names, each with its sign; each once."""
    found: dict[OutcomeRead, None] = {}
    waiting, seen = [(expr, sign)], set[tuple[str, int]]()
    while waiting:
        one, here = waiting.pop()
        match one:
            case rs.LevelIs() | rs.ActionIs():
                found[OutcomeRead(one, here)] = None
            case rs.Named(name=name):
                if name in definitions and (name, here) not in seen:
                    seen.add((name, here))
                    waiting.append((definitions[name].expr, here))
            case _:
                inside = here * _turn(one)
                waiting.extend((child, inside) for child in children(one))
    return tuple(found)


def _turn(expr: rs.Expr) -> int:
    """What an expression does to the sign of what stands in it."""
    match expr:
        case rs.And() | rs.Or() | rs.Count():
            return 1
        case rs.Not():
            return -1
        case rs.Compare(op=op, left=rs.Count(), right=rs.Const()):
            return {rs.Op.GE: 1, rs.Op.GT: 1, rs.Op.LE: -1, rs.Op.LT: -1, rs.Op.EQ: 0}[op]
        case _:
            return 0


# --- rules --------------------------------------------------------------------------------------------------


def conclusion_expressions(conclusion: rs.Conclusion) -> tuple[rs.Expr, ...]:
    """The expressions in the tails of a conclusion."""
    match conclusion:
        case rs.Require(deadline=deadline, interval=interval, frequency_start=start):
            recurring = (start,) if interval is None else (interval.amount, interval.start, start)
            return tuple(one for one in (*_terms(deadline), *recurring) if one is not None)
        case rs.DecideWhether(deadline=deadline):
            return _terms(deadline)
        case rs.OnlyWhen(condition=condition):
            return (condition,)
        case rs.Forbid() | rs.AdviseAgainst() | rs.PointTo() | rs.Competence() | rs.Attend():
            return ()
        case rs.Order() | rs.OneFirst():
            return ()
        case _:
            assert_never(conclusion)


def _terms(deadline: rs.Deadline | None) -> tuple[rs.Expr, ...]:
    if deadline is None:
        return ()
    parts = (part for term in deadline.terms for part in (term.anchor, term.amount))
    return tuple(one for one in parts if one is not None)


def conditions_of(rule: rs.Rule) -> tuple[tuple[rs.Expr, int], ...]:
    """What decides whether a rule holds, with the sign of each part: its conditions, and its exceptions turned round."""
    when = () if rule.when is None else ((rule.when, 1),)
    unless = tuple((one, -1) for one in rule.unless)
    added = tuple((one.unless, -1) for one in rule.exceptions)
    return (*when, *unless, *added)


def expressions_of(rule: rs.Rule) -> tuple[rs.Expr, ...]:
    """Every expression in a rule: conditions, exceptions, what speaks against, the date it is judged by, tails."""
    measured = () if rule.measured_on is None else (rule.measured_on,)
    tails = tuple(one for conclusion in rule.conclusions for one in conclusion_expressions(conclusion))
    return (*(one for one, _ in conditions_of(rule)), *rule.against, *measured, *tails)


def concluded(conclusion: rs.Conclusion) -> tuple[str, ...]:
    """The levels and actions whose outcome a conclusion moves; the route to take instead is one."""
    match conclusion:
        case rs.Require(action=action) | rs.AdviseAgainst(action=action) | rs.OnlyWhen(action=action):
            return (action,)
        case rs.Forbid(action=action, instead=instead):
            return (action,) if instead is None else (action, instead)
        case rs.DecideWhether(subject=subject, is_assessment=False):
            return (subject,)
        case rs.PointTo(level=level):
            return (level,)
        case rs.DecideWhether() | rs.Order() | rs.OneFirst() | rs.Competence() | rs.Attend():
            return ()
        case _:
            assert_never(conclusion)


def rules_concluding(ruleset: rs.Ruleset, outcome: str) -> tuple[str, ...]:
    """The keys of the rules that conclude something about a level or an action, in the order of the rule set."""
    return tuple(
        key
        for key, rule in ruleset.rules.items()
        if any(outcome in concluded(one) for one in rule.conclusions)
    )


def waiting_for(order: rs.Ordering, actions: Mapping[str, rs.Action]) -> tuple[str, ...]:
    """The actions that an order makes wait: those named, or every other one that involves a party; sorted."""
    involved = {
        name
        for name, one in actions.items()
        if set(one.involves) & set(order.involving) and name not in order.names
    }
    return tuple(sorted({*order.then, *involved}))


def inputs_of_rule(rule: rs.Rule, definitions: Definitions) -> frozenset[str]:
    """The inputs that any part of a rule reads."""
    return frozenset(name for one in expressions_of(rule) for name in inputs_read(one, definitions))


def all_expressions(ruleset: rs.Ruleset) -> Iterator[rs.Expr]:
    """Every expression that bears on a decision: definitions, rules, relevance, done, target groups, integrity."""
    yield from (one.expr for one in ruleset.definitions.values())
    for rule in ruleset.rules.values():
        yield from expressions_of(rule)
    yield from (one.relevant_when for one in ruleset.inputs.values() if one.relevant_when is not None)
    for list_ in ruleset.lists.values():
        yield from (one.relevant_when for one in list_.fields.values() if one.relevant_when is not None)
    for action in ruleset.actions.values():
        if action.done is not None:
            yield action.done.at
            if action.done.when is not None:
                yield action.done.when
    yield from (one.target_group for one in ruleset.measures.values() if one.target_group is not None)
    yield from (one.claim for one in ruleset.integrity)
