"""Working out nodes of a plan for every completion of some tried answers at once.

Takes a reading that is worked out, the tried answers with their cells, and the nodes that turn on them; gives for each node its
blocks: what it is in which completions.
Afterwards true: in each completion a node is what the reference evaluator works out with that completion's cells tried.
Conditions are worked out on sets of completions; whatever is no condition is worked out by the reference evaluator's own functions,
once for each block in which everything that it reads stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar, assert_never

from attrs import field

from bekymring.decision import ActionOutcome, Certainty, DeadlineOutcome, LevelOutcome, Obligation
from bekymring.evaluate.bounds import Bound, given
from bekymring.evaluate.compiled.conditions import AllOf, AnyOf, Condition, HowMany, Leaf, Negation
from bekymring.evaluate.compiled.grid import Blocks, Grid, Rows, at_row, first_row, merged, rows_of, split
from bekymring.evaluate.compiled.reads import Reads
from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.expressions import NOWHERE, Fired, Reading, Scope, truth, value
from bekymring.evaluate.facts import LACKING, input_bound, is_unanswered
from bekymring.evaluate.firing import firing_of, in_period
from bekymring.evaluate.levels import level_outcome
from bekymring.evaluate.obligations import action_outcome
from bekymring.evaluate.plan import Kind, Node, rule_scope
from bekymring.frozen import define
from bekymring.model.ruleset import Modality, Op
from bekymring.values import Truth, all_of

T = TypeVar("T")
Bounds = tuple[Rows, Rows]
"""Of a condition, the completions in which it is true, and those in which it is not false."""
Act = tuple[ActionOutcome, Obligation | None]
Heard = tuple[Certainty | None, tuple[Truth, ...]]
"""What a level or an action hears of a rule: its certainty, and its *may only when* conditions."""
Duties = tuple[tuple[Modality, Certainty, DeadlineOutcome | None], ...]
"""What an action that must come first hears of one that waits for it."""
HeardBy = tuple[Node, tuple[Heard, ...], tuple[Duties, ...], tuple[object, ...]]
"""What an action hears of rules and of what waits for it, and what it reads itself that is tried."""
Acts = dict[HeardBy, Act]
ActsOf = Callable[[Node], Acts | None]
"""Where an action may be found by what it hears, kept from case to case."""


@define(eq=False)
class Sweep:
    """The nodes worked out so far."""

    shape: Shape
    base: Reading
    """As it is before anything is tried."""
    scratch: Reading
    """A copy in which one completion at a time is tried."""
    grid: Grid
    tried: dict[str, Blocks[Bound]]
    full: Rows
    acts: ActsOf
    own_acts: Acts
    """The actions of this decision by what they hear and read."""
    blocks: dict[Node, Blocks[Any]] = field(factory=dict)
    heard: dict[Node, Blocks[Heard]] = field(factory=dict)
    duties: dict[Node, Blocks[Duties]] = field(factory=dict)

    def work_out(self, node: Node) -> None:
        """Works out one node; everything it needs was worked out before."""
        match node.kind:
            case Kind.INPUT:
                self.blocks[node] = self._input(node.name)
            case Kind.NAMED:
                self.blocks[node] = self._named(node.name)
            case Kind.RULE:
                self.blocks[node] = found = self._rule(node)
                self.heard[node] = merged((rows, heard_of(fired)) for rows, fired in found)
            case Kind.LEVEL:
                self.blocks[node] = self._level(node)
            case Kind.ACTION:
                self.blocks[node] = acts = self._action(node)
                self.duties[node] = merged((rows, duties_of(outcome)) for rows, (outcome, _) in acts)
            case _:
                assert_never(node.kind)

    # --- one completion in the scratch ----------------------------------------------------------------

    def _cuts(self, reads: Reads) -> list[Iterable[Rows]]:
        nodes = (rows_of(self.blocks[node]) for node in reads.nodes if node in self.blocks)
        return [*nodes, *(rows_of(self.tried[path]) for path in reads.paths if path in self.tried)]

    def _try(self, row: int, reads: Reads) -> None:
        """Puts what is read into the scratch as it is in one completion."""
        for path in reads.paths:
            if path in self.tried:
                self.scratch.tried[path] = at_row(self.tried[path], row)  # type: ignore[index]  # the scratch is ours
        for node in reads.nodes:
            if node in self.blocks:
                self._put(node, row)

    def _put(self, node: Node, row: int) -> None:
        held, key = at_row(self.blocks[node], row), (node.name, node.record)
        match node.kind:
            case Kind.INPUT:
                self.scratch.inputs[node.name] = held
            case Kind.NAMED:
                self.scratch.named[node.name] = held
            case Kind.RULE:
                self.scratch.rules[key] = held
            case Kind.LEVEL:
                self.scratch.levels[key] = held
            case Kind.ACTION:
                self.scratch.actions[key], self.scratch.duties[key] = held
            case _:
                assert_never(node.kind)

    def _each(self, reads: Reads, give: Callable[[], T]) -> Blocks[T]:
        """Works something out once for each block in which what it reads stays the same."""
        found = []
        for rows in split(self.full, self._cuts(reads)):
            self._try(first_row(rows), reads)
            found.append((rows, give()))
        return merged(found)

    # --- conditions -------------------------------------------------------------------------------------

    def bounds(self, condition: Condition, scope: Scope) -> Bounds:
        """In which completions a condition is true, and in which it is not false."""
        match condition:
            case AllOf():
                sure, possible = self.full, self.full
                for one in condition.items:
                    more = self.bounds(one, scope)
                    sure, possible = sure & more[0], possible & more[1]
                    if not possible:
                        break
                return sure, possible
            case AnyOf():
                sure = possible = 0
                for one in condition.items:
                    more = self.bounds(one, scope)
                    sure, possible = sure | more[0], possible | more[1]
                    if sure == self.full:
                        break
                return sure, possible
            case Negation():
                sure, possible = self.bounds(condition.item, scope)
                return self.full & ~possible, self.full & ~sure
            case HowMany():
                return self._how_many(condition, [self.bounds(one, scope) for one in condition.items])
            case Leaf():
                return self._leaf(condition, scope)
            case _:
                assert_never(condition)

    def _leaf(self, leaf: Leaf, scope: Scope) -> Bounds:
        reads = self.shape.leaf_reads(leaf, scope, self.base.facts)
        if not any(node in self.blocks for node in reads.nodes) and not any(
            path in self.tried for path in reads.paths
        ):
            return self._same(truth(self.base, leaf.expr, scope))
        return _bounds(self._each(reads, lambda: truth(self.scratch, leaf.expr, scope)))

    def _same(self, held: Truth) -> Bounds:
        return self.full if held is Truth.TRUE else 0, self.full if held.is_possible else 0

    def _how_many(self, condition: HowMany, items: Sequence[Bounds]) -> Bounds:
        op, asked = condition.op, condition.number
        match op:
            case Op.GE:
                return self._at_least(asked, items)
            case Op.GT:
                return self._at_least(asked + 1, items)
            case Op.LT:
                sure, possible = self._at_least(asked, items)
                return self.full & ~possible, self.full & ~sure
            case Op.LE:
                sure, possible = self._at_least(asked + 1, items)
                return self.full & ~possible, self.full & ~sure
            case Op.EQ:
                low, high = self._at_least(asked, items), self._at_least(asked + 1, items)
                return low[0] & ~high[1], low[1] & ~high[0]
            case _:
                assert_never(op)

    def _at_least(self, number: int, items: Sequence[Bounds]) -> Bounds:
        return _count(number, self.full, [one[0] for one in items]), _count(
            number, self.full, [one[1] for one in items]
        )

    def _truths(self, condition: Condition | None, scope: Scope) -> Blocks[Truth]:
        """A condition as blocks; one that is not there is true."""
        if condition is None:
            return ((self.full, Truth.TRUE),)
        sure, possible = self.bounds(condition, scope)
        held = (
            (sure, Truth.TRUE),
            (possible & ~sure, Truth.UNKNOWN),
            (self.full & ~possible, Truth.FALSE),
        )
        return [one for one in held if one[0]]

    # --- nodes ------------------------------------------------------------------------------------------

    def _input(self, name: str) -> Blocks[Bound]:
        facts = self.base.facts
        pieces: Blocks[Bound] = self.tried.get(name) or ((self.full, input_bound(facts, name)),)
        relevance = self.shape.prepared.relevance.get(name)
        if relevance is None or not is_unanswered(facts, name):
            return pieces
        judged = self._truths(relevance, NOWHERE)
        return merged(
            (both, given(piece, applies))
            for rows, piece in pieces
            for others, applies in judged
            if (both := rows & others)
        )

    def _named(self, name: str) -> Blocks[Truth | Bound]:
        condition = self.shape.prepared.named.get(name)
        if condition is not None:
            return self._truths(condition, NOWHERE)
        expr = self.base.facts.ruleset.definitions[name].expr
        return self._each(
            self.shape.named_reads(name, self.base.facts), lambda: value(self.scratch, expr, NOWHERE)
        )

    def _rule(self, node: Node) -> Blocks[Fired]:
        rule, parts = self.base.facts.ruleset.rules[node.name], self.shape.prepared.rules[node.name]
        scope = rule_scope(rule, node.record)
        there = Truth.UNKNOWN if node.record == LACKING else Truth.TRUE
        period = self._each(
            self.shape.period_reads(node, self.base.facts), lambda: in_period(self.scratch, rule, scope)
        )
        when, unless = self._truths(parts.when, scope), self._any(parts.exceptions, scope)
        limits = [self._truths(one, scope) for one in parts.limits.values()]
        found = []
        for rows in split(self.full, [rows_of(one) for one in (period, when, unless, *limits)]):
            row = first_row(rows)
            in_force, met = at_row(period, row), all_of((there, at_row(when, row)))
            excepted = at_row(unless, row)
            held = tuple(at_row(one, row) for one in limits)
            found.append(
                (rows, (firing_of(in_force, met, excepted), all_of((in_force, met)), excepted, held))
            )
        return [
            (rows, Fired(firing, met, excepted, dict(zip(parts.limits, held, strict=True))))
            for rows, (firing, met, excepted, held) in merged(found)
        ]

    def _any(self, conditions: Sequence[Condition], scope: Scope) -> Blocks[Truth]:
        if not conditions:
            return ((self.full, Truth.FALSE),)
        return self._truths(AnyOf(tuple(conditions)), scope)

    def _level(self, node: Node) -> Blocks[LevelOutcome]:
        ruleset, said = self.base.facts.ruleset, self.shape.plan.said.get(node, ())
        rules = dict.fromkeys(Node(Kind.RULE, one.rule, one.record) for one in said)
        cuts = [rows_of(self.heard[one]) for one in rules if one in self.heard]
        reads = Reads(tuple(rules), ())
        for one in rules:
            scope = rule_scope(ruleset.rules[one.name], one.record)
            cuts += [
                rows_of(self._truths(held, scope)) for held in self.shape.prepared.rules[one.name].against
            ]
            reads = reads.and_also(self.shape.against_reads(one, self.base.facts))
        found = []
        for rows in split(self.full, cuts):
            self._try(first_row(rows), reads)
            found.append((rows, level_outcome(self.scratch, node, said)))
        return found

    def _action(self, node: Node) -> Blocks[Act]:
        said, reads = self.shape.plan.said.get(node, ()), self.shape.action_reads(node, self.base.facts)
        rules, waiting = self.shape.hears(node)
        cuts = self._cuts(reads)
        cuts += [rows_of(self.heard[one]) for one in rules if one in self.heard]
        cuts += [rows_of(self.duties[one]) for one in waiting if one in self.duties]
        own, reads = reads, Reads((*rules, *waiting, *reads.nodes), reads.paths)
        found, kept = [], self.acts(node)
        for rows in split(self.full, cuts):
            row = first_row(rows)
            key = (
                node,
                tuple(self._heard(one, row) for one in rules),
                tuple(self._duties(one, row) for one in waiting),
                self._own(own, row),
            )
            acts = self.own_acts if kept is None or not may_be_kept(key) else kept
            act = acts.get(key)
            if act is None:
                self._try(row, reads)
                act = acts[key] = action_outcome(self.scratch, node, said)
            found.append((rows, act))
        return found

    def _own(self, reads: Reads, row: int) -> tuple[object, ...]:
        """What is read that turns on what is tried, as it is in one completion."""
        outcomes = ((one, at_row(self.blocks[one], row)) for one in reads.nodes if one in self.blocks)
        return (*outcomes, *((one, at_row(self.tried[one], row)) for one in reads.paths if one in self.tried))

    def _duties(self, action: Node, row: int) -> Duties:
        if action in self.duties:
            return at_row(self.duties[action], row)
        held = self.base.actions.get((action.name, action.record))
        return () if held is None else duties_of(held)

    def _heard(self, rule: Node, row: int) -> Heard:
        if rule in self.heard:
            return at_row(self.heard[rule], row)
        return heard_of(self.base.rules[rule.name, rule.record])


def duties_of(outcome: ActionOutcome) -> Duties:
    """What an action that must come first hears of one that waits for it."""
    least = Modality.MUST_BY_DEFAULT.rank
    return tuple(
        (one.modality, one.certainty, one.deadline)
        for one in outcome.obligations
        if one.modality.rank >= least
    )


def heard_of(fired: Fired) -> Heard:
    """What a level or an action hears of a rule."""
    return fired.certainty, tuple(fired.limits.values())


def may_be_kept(heard: HeardBy) -> bool:
    """Whether what an action hears may be kept from case to case: no deadline of what waits for it, which tells of a case."""
    return all(deadline is None for duties in heard[2] for _, _, deadline in duties)


def nothing_kept(_: Node) -> Acts | None:
    """Where nothing is kept from case to case."""
    return None


def heard_in(reading: Reading, shape: Shape, action: Node) -> HeardBy:
    """What an action hears where nothing is tried."""
    rules, waiting = shape.hears(action)
    actions = (reading.actions.get((one.name, one.record)) for one in waiting)
    return (
        action,
        tuple(heard_of(reading.rules[one.name, one.record]) for one in rules),
        tuple(() if one is None else duties_of(one) for one in actions),
        (),
    )


def _bounds(blocks: Blocks[Truth]) -> Bounds:
    sure = possible = 0
    for rows, held in blocks:
        sure |= rows if held is Truth.TRUE else 0
        possible |= rows if held.is_possible else 0
    return sure, possible


def _count(number: int, full: Rows, items: Sequence[Rows]) -> Rows:
    """The completions that lie in at least so many of some sets."""
    if number <= 0:
        return full
    if number > len(items):
        return 0
    # At each place the completions that lie in at least so many of the sets seen so far.
    reached = [full, *([0] * number)]
    for rows in items:
        for place in range(number, 0, -1):
            reached[place] |= reached[place - 1] & rows
    return reached[number]


def sweep_of(
    shape: Shape, base: Reading, tried: Mapping[str, Sequence[Bound]], acts: tuple[ActsOf, Acts]
) -> Sweep:
    """A sweep over every combination of the tried bounds; `acts` are the actions kept from case to case, and those of this decision."""
    grid = Grid(tuple(len(pieces) for pieces in tried.values()))
    blocks: dict[str, Blocks[Bound]] = {
        path: tuple(zip(grid.cells(place), pieces, strict=True))
        for place, (path, pieces) in enumerate(tried.items())
    }
    scratch = base.trying({path: pieces[0] for path, pieces in tried.items()})
    return Sweep(shape, base, scratch, grid, blocks, grid.full, *acts)
