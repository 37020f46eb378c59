"""In which order everything is worked out, and what depends on what.

Takes the facts; gives nodes (inputs, definitions, rules a record, levels, actions) in an order in which each comes after what it needs.
Afterwards true: the order depends on names and record numbers only. A checked rule set has no circles; were there one,
the edge that closes it would be left out, so that evaluation still ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple, assert_never

from attrs import field

from bekymring.evaluate.expressions import RecordOf, Scope, actions_read, levels_read
from bekymring.evaluate.facts import LACKING, Facts, field_path, lacking_path
from bekymring.evaluate.walk import conditions, limits, parts, tails
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    Action,
    ActionIs,
    ActionState,
    AdviseAgainst,
    AnsweredAt,
    Attend,
    Competence,
    Conclusion,
    DecideWhether,
    Expr,
    Forbid,
    ItemField,
    LevelIs,
    Named,
    OneFirst,
    OnlyWhen,
    Order,
    Ordering,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Require,
    Rule,
    Ruleset,
    ThisField,
)


class Kind(IntEnum):
    """What a node stands for."""

    INPUT = 0
    NAMED = 1
    RULE = 2
    LEVEL = 3
    ACTION = 4


class Node(NamedTuple):
    """One thing to work out; `record` is None where it is worked out once."""

    kind: Kind
    name: str
    record: int | None = None


class Said(NamedTuple):
    """A conclusion of a rule (read for a record) about a level or an action."""

    rule: str
    record: int | None
    place: int
    """Which of the rule's conclusions."""


@frozen
class Plan:
    """The order of work."""

    order: tuple[Node, ...]
    needs: Mapping[Node, tuple[Node, ...]]
    said: Mapping[Node, tuple[Said, ...]]
    """What rules say of a level or action."""
    paths: Mapping[Node, frozenset[str]] = field(repr=False)
    """The inputs and fields that a node reads, through definitions but not through outcomes."""


# --- Making the plan --------------------------------------------------------------------------------------


def plan_of(facts: Facts) -> Plan:
    """The plan for a rule set and the records of a case."""
    said, sources = _said(facts), _sources(facts)
    needs = {node: _needs(node, sources, said.get(node, ())) for node in sources.nodes()}
    order = _in_order(needs)
    return Plan(order, needs, said, _paths(order, needs, sources))


def rule_records(rule: Rule, facts: Facts) -> tuple[int | None, ...]:
    """For which records a rule is read; for records that may be lacking, once more."""
    if rule.per_record is None:
        return (None,)
    seen = facts.seen[rule.per_record]
    return (*seen, LACKING) if facts.room[rule.per_record] else seen


def rule_scope(rule: Rule, record: int | None) -> Scope:
    """The record that a rule is read for."""
    return Scope(
        this=(rule.per_record, record) if rule.per_record is not None and record is not None else None
    )


def _said(facts: Facts) -> dict[Node, tuple[Said, ...]]:
    found: dict[Node, list[Said]] = {}
    for key, rule in sorted(facts.ruleset.rules.items()):
        for place, conclusion in enumerate(rule.conclusions):
            for record in rule_records(rule, facts):
                for node in _subjects(conclusion, rule, record, facts):
                    found.setdefault(node, []).append(Said(key, record, place))
    return {node: tuple(said) for node, said in sorted(found.items(), key=lambda item: sort_key(item[0]))}


def _subjects(conclusion: Conclusion, rule: Rule, record: int | None, facts: Facts) -> Iterator[Node]:
    if isinstance(conclusion, PointTo):
        numbers = _records(facts.ruleset.levels[conclusion.level].per_record, record, rule, facts)
        yield from (Node(Kind.LEVEL, conclusion.level, number) for number in numbers)
    for name in actions_spoken_of(conclusion, facts.ruleset):
        yield from (Node(Kind.ACTION, name, number) for number in same_record(name, record, rule, facts))


def actions_spoken_of(conclusion: Conclusion, ruleset: Ruleset) -> tuple[str, ...]:
    """The actions of which a conclusion says something."""
    match conclusion:
        case Require() | AdviseAgainst() | OnlyWhen():
            return (conclusion.action,)
        case Forbid():
            return (
                (conclusion.action,)
                if conclusion.instead is None
                else (conclusion.action, conclusion.instead)
            )
        case DecideWhether():
            return () if conclusion.is_assessment else (conclusion.subject,)
        case Order():
            return () if conclusion.is_assessment else (conclusion.first,)
        case OneFirst():
            return ()  # none of them is required by it, so the rule may read what is said of them
        case Competence():
            return (conclusion.subject,) if conclusion.subject in ruleset.actions else ()
        case PointTo() | Attend():
            return ()
        case _:
            assert_never(conclusion)


def blocked_names(order: Ordering, subjects: Mapping[str, Action]) -> tuple[str, ...]:
    """Every action that an order makes wait: those named, and every other one that involves a party of it."""
    parties = set(order.involving)
    involved = (name for name, one in subjects.items() if parties & set(one.involves))
    return tuple(sorted({*order.then, *involved} - set(order.names)))


def first_records(order: Order, record: int | None, rule: Rule, facts: Facts) -> tuple[int | None, ...]:
    """The records for which something comes first, in a rule that is read for a record."""
    if order.is_assessment:
        return _records(facts.ruleset.assessed_each(order.first), record, rule, facts)
    return same_record(order.first, record, rule, facts)


def waiting_for(
    order: Ordering, first: int | None, *, record: int | None, rule: Rule, facts: Facts
) -> Iterator[Node]:
    """What waits for that which comes first, of the record `first`; a named action over the same list waits for its own record."""
    for name, is_own in _blocked_by_first(order, first, facts):
        if is_own:
            yield Node(Kind.ACTION, name, first)
        else:
            yield from (Node(Kind.ACTION, name, number) for number in same_record(name, record, rule, facts))


def unseen_waiting(
    order: Order, first: int | None, *, record: int | None, rule: Rule, facts: Facts
) -> Iterator[str]:
    """The actions that wait for the same, for a record that the case may lack."""
    for name, is_own in _blocked_by_first(order, first, facts):
        kept = facts.subjects[name].per_record
        if kept is None or not facts.room[kept]:
            continue
        if first == LACKING if is_own else kept != rule.per_record or record == LACKING:
            yield name


def _blocked_by_first(order: Ordering, first: int | None, facts: Facts) -> Iterator[tuple[str, bool]]:
    """Every action that waits, and whether it waits only for its own record of the list of what comes first."""
    own = _list_of_first(order, facts) if isinstance(order, Order) and first is not None else None
    for name in blocked_names(order, facts.subjects):
        yield name, own is not None and name in order.then and facts.subjects[name].per_record == own


def unseen_said(name: str, facts: Facts) -> tuple[Said, ...]:
    """What rules say of an action that is kept for each record, for a record that the case may lack."""
    kept = facts.subjects[name].per_record
    return tuple(
        Said(key, record, place)
        for key, rule in sorted(facts.ruleset.rules.items())
        for place, conclusion in enumerate(rule.conclusions)
        if name in actions_spoken_of(conclusion, facts.ruleset)
        for record in ((LACKING,) if rule.per_record == kept else rule_records(rule, facts))
    )


def _list_of_first(order: Order, facts: Facts) -> str | None:
    if order.is_assessment:
        return facts.ruleset.assessed_each(order.first)
    return facts.subjects[order.first].per_record


def same_record(name: str, record: int | None, rule: Rule, facts: Facts) -> tuple[int | None, ...]:
    """The records of an action that a rule speaks of when it is read for a record."""
    declared = facts.ruleset.actions.get(name)
    return _records(declared.per_record if declared else None, record, rule, facts)


def _records(per_record: str | None, record: int | None, rule: Rule, facts: Facts) -> tuple[int | None, ...]:
    if per_record is None:
        return (None,)
    if per_record != rule.per_record:
        return facts.seen[per_record]
    return () if record == LACKING else (record,)


@frozen
class _Sources:
    """What is read where: of each input, definition, rule and action, the parts of expressions that read something."""

    facts: Facts
    read: Mapping[tuple[Kind, str], tuple[Expr, ...]]

    def list_of(self, node: Node) -> str | None:
        """The list over whose records a node is worked out."""
        match node.kind:
            case Kind.RULE:
                return self.facts.ruleset.rules[node.name].per_record
            case Kind.LEVEL:
                return self.facts.ruleset.levels[node.name].per_record
            case Kind.ACTION:
                return self.facts.subjects[node.name].per_record
            case Kind.INPUT | Kind.NAMED:
                return None
            case _:
                assert_never(node.kind)

    def record(self, node: Node) -> RecordOf | None:
        """The record that a node is worked out for."""
        list_ = self.list_of(node)
        return None if list_ is None or node.record is None else (list_, node.record)

    def nodes(self) -> Iterator[Node]:
        """Everything to work out."""
        for kind, name in self.read:
            list_ = self.list_of(Node(kind, name))
            numbers: tuple[int | None, ...] = (None,) if list_ is None else self.facts.seen[list_]
            lacks = kind is Kind.RULE and list_ is not None and self.facts.room[list_] > 0
            yield from (Node(kind, name, number) for number in ((*numbers, LACKING) if lacks else numbers))


def _sources(facts: Facts) -> _Sources:
    ruleset = facts.ruleset
    read: dict[tuple[Kind, str], tuple[Expr, ...]] = {}
    for name, one in ruleset.inputs.items():
        read[Kind.INPUT, name] = _readers([one.relevant_when])
    for name, definition in ruleset.definitions.items():
        read[Kind.NAMED, name] = _readers([definition.expr])
    for key, rule in ruleset.rules.items():
        counted = (one for conclusion in rule.conclusions for one in tails(conclusion))
        read[Kind.RULE, key] = _readers([*conditions(rule), *limits(rule), *rule.against, *counted])
    for name in ruleset.levels:
        read[Kind.LEVEL, name] = ()
    for name, action in facts.subjects.items():
        read[Kind.ACTION, name] = _readers([action.done.at, action.done.when] if action.done else [])
    return _Sources(facts, read)


_READERS = (Ref, Named, AnsweredAt, LevelIs, ActionIs, ThisField, RecordCount, RecordValue, RecordAggregate)


def _readers(exprs: Iterable[Expr | None]) -> tuple[Expr, ...]:
    found = (part for expr in exprs if expr is not None for part in parts(expr))
    return tuple(dict.fromkeys(part for part in found if isinstance(part, _READERS)))


def _needs(node: Node, sources: _Sources, said: tuple[Said, ...]) -> tuple[Node, ...]:
    scope = Scope(this=sources.record(node))
    read = (one for expr in sources.read[node.kind, node.name] for one in _nodes(expr, scope, sources))
    return tuple(dict.fromkeys((*_rules(said), *_waiting(node, said, sources), *read)))


def _rules(said: tuple[Said, ...]) -> tuple[Node, ...]:
    return tuple(dict.fromkeys(Node(Kind.RULE, one.rule, one.record) for one in said))


def _waiting(node: Node, said: tuple[Said, ...], sources: _Sources) -> Iterator[Node]:
    """An action that comes first needs to know whether what waits for it is required."""
    facts = sources.facts
    for one in said:
        rule = facts.ruleset.rules[one.rule]
        order = rule.conclusions[one.place]
        if isinstance(order, Order) and order.first == node.name:
            seen = waiting_for(order, node.record, record=one.record, rule=rule, facts=facts)
            yield from (waiting for waiting in seen if waiting.record != LACKING)
            for name in unseen_waiting(order, node.record, record=one.record, rule=rule, facts=facts):
                unseen = unseen_said(name, facts)
                yield from _rules(unseen)
                yield from _waiting(Node(Kind.ACTION, name, LACKING), unseen, sources)


def _nodes(expr: Expr, scope: Scope, sources: _Sources) -> Iterator[Node]:
    match expr:
        case Ref():
            yield Node(Kind.INPUT, expr.name)
        case Named():
            yield Node(Kind.NAMED, expr.name)
        case AnsweredAt(list_=None):
            yield Node(Kind.INPUT, expr.assessment)
        case LevelIs():
            numbers = levels_read(sources.facts, expr, scope)
            yield from (Node(Kind.LEVEL, expr.level, number) for number in numbers if number != LACKING)
        case ActionIs(state=ActionState.DONE):
            for one in sources.read.get((Kind.ACTION, expr.action), ()):
                yield from _nodes(one, scope, sources)
        case ActionIs():
            numbers = actions_read(sources.facts, expr, scope)
            yield from (Node(Kind.ACTION, expr.action, number) for number in numbers if number != LACKING)
        case _:
            return


def _in_order(needs: Mapping[Node, tuple[Node, ...]]) -> tuple[Node, ...]:
    done: dict[Node, None] = {}
    entered: set[Node] = set()
    for root in sorted(needs, key=sort_key):
        stack = [root]
        while stack:
            node = stack[-1]
            if node in entered:
                stack.pop()
                done.setdefault(node)
                continue
            entered.add(node)
            stack.extend(one for one in reversed(needs[node]) if one not in entered and one in needs)
    return tuple(done)


def sort_key(node: Node) -> tuple[int, str, int]:
    """Order by kind, name and record."""
    return node.kind, node.name, -1 if node.record is None else node.record


# --- Paths ------------------------------------------------------------------------------------------------


def _paths(
    order: tuple[Node, ...], needs: Mapping[Node, tuple[Node, ...]], sources: _Sources
) -> dict[Node, frozenset[str]]:
    shared: _Shared = {}
    found: dict[Node, frozenset[str]] = {}
    for node in order:
        record = sources.record(node)
        own = [_path_set(part, record, sources, shared) for part in sources.read[node.kind, node.name]]
        through = [found[one] for one in needs[node] if one.kind in {Kind.INPUT, Kind.NAMED} and one in found]
        named = {node.name} if node.kind is Kind.INPUT else set()
        found[node] = frozenset(named).union(*own, *through)
    return found


_Shared = dict[tuple[str, frozenset[str]], frozenset[str]]


def _path_set(expr: Expr, record: RecordOf | None, sources: _Sources, shared: _Shared) -> frozenset[str]:
    facts = sources.facts
    match expr:
        case ThisField() if record is not None:
            return frozenset(
                {field_path(*record, name) for name in _with_relevance(record[0], {expr.name}, facts)}
            )
        case AnsweredAt(list_=str()) if record is not None:
            held = _with_relevance(record[0], {expr.assessment}, facts)
            return frozenset(field_path(*record, name) for name in held)
        case ActionIs(state=ActionState.DONE):
            done = sources.read.get((Kind.ACTION, expr.action), ())
            return frozenset().union(*(_path_set(one, record, sources, shared) for one in done))
        case RecordCount() | RecordValue() | RecordAggregate():
            names = {
                part.name for part in (parts(expr.where) if expr.where else ()) if isinstance(part, ItemField)
            }
            if not isinstance(expr, RecordCount):
                dated_by = facts.ruleset.lists[expr.list_].dated_by
                names |= {expr.field_name} | ({dated_by} if dated_by else set())
            return _of_list(expr.list_, _with_relevance(expr.list_, names, facts), facts, shared)
        case _:
            return frozenset()


def _of_list(list_: str, names: frozenset[str], facts: Facts, shared: _Shared) -> frozenset[str]:
    if (list_, names) not in shared:
        lacking = {lacking_path(list_)} if facts.room[list_] else set()
        held = {field_path(list_, number, name) for number in facts.seen[list_] for name in names}
        shared[list_, names] = frozenset(lacking | held)
    return shared[list_, names]


def _with_relevance(list_: str, names: set[str], facts: Facts) -> frozenset[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            relevant = facts.ruleset.lists[list_].fields[name].relevant_when
            left.extend(
                p.name for p in (parts(relevant) if relevant else ()) if isinstance(p, ItemField | ThisField)
            )
    return frozenset(found)
