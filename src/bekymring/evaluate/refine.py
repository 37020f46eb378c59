"""Exact bounds: what is still undecided is worked out again for every way in which its open answers can turn out.

Strong Kleene truth is sound, but leaves open what is settled only by all ways together: a rule for A beside one for not A.
So the open facts of an undecided outcome are taken in the order of their paths, as many as keep the number of completions
within the cap (the first that would exceed it ends the list: an order chosen by the case would let an answer widen a bound).
Each is cut at the constants that it is compared with, and the outcome is worked out for every combination of cells.

Takes a reading that is worked out; gives its outcomes tightened, and the table of completions behind them.
Afterwards true: no bound is wider than before; an outcome that is `exact` is undecided only where two completions differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod

from attrs import evolve, field

from bekymring.decision import ActionOutcome, LevelOutcome
from bekymring.evaluate.bounds import Bound
from bekymring.evaluate.cells import Cells, cells_of
from bekymring.evaluate.expressions import Fired, Reading
from bekymring.evaluate.facts import field_bound, input_bound, split_path
from bekymring.evaluate.openness import Openness, Paths
from bekymring.evaluate.plan import Kind, Node, Plan
from bekymring.evaluate.tighten import tightened_action, tightened_level, tightened_rule
from bekymring.evaluate.uses import Uses, uses_of
from bekymring.evaluate.working import work_out
from bekymring.frozen import frozen
from bekymring.model.types import Type

Outcome = LevelOutcome | ActionOutcome


@frozen
class Table:
    """The completions of a group of outcomes that turn on the same open answers."""

    outcomes: tuple[Node, ...]
    open_: Paths
    cells: Mapping[str, Cells]
    """Of the facts that were tried, in their order."""
    exact: bool
    rows: Mapping[tuple[int, ...], Mapping[Node, Outcome]] = field(repr=False)
    """By cell of each fact tried, each outcome."""
    fired: Mapping[Node, list[Fired]] = field(repr=False)
    """What became of each rule in each completion."""


@frozen
class Refined:
    """Outcomes as tight as the cap allows."""

    levels: dict[Node, LevelOutcome]
    actions: dict[Node, ActionOutcome]
    rules: dict[Node, Fired]
    tables: tuple[Table, ...]


def refine(openness: Openness, *, cap: int) -> Refined:
    """Tightens every outcome that is undecided (language reference, *Truth*)."""
    reading, order = openness.reading, openness.plan.order
    groups: dict[Paths, list[Node]] = {}
    for node in order:
        if node.kind in {Kind.LEVEL, Kind.ACTION} and openness.decides[node]:
            groups.setdefault(openness.decides[node], []).append(node)
    found = Refined(
        {node: reading.levels[node.name, node.record] for node in order if node.kind is Kind.LEVEL},
        {node: reading.actions[node.name, node.record] for node in order if node.kind is Kind.ACTION},
        {node: reading.rules[node.name, node.record] for node in order if node.kind is Kind.RULE},
        tuple(_table(openness, open_, tuple(nodes), cap=cap) for open_, nodes in groups.items()),
    )
    for table in found.tables:
        _tighten(reading, found, table)
    return found


def _table(openness: Openness, open_: Paths, outcomes: tuple[Node, ...], *, cap: int) -> Table:
    reading, plan = openness.reading, openness.plan
    slice_ = _slice(plan, outcomes)
    cells, exact = _cells(reading, open_, uses_of(slice_, reading.facts.ruleset), cap)
    nodes = _affected(plan, slice_, frozenset(cells))
    rules = tuple(node for node in nodes if node.kind is Kind.RULE)
    rows: dict[tuple[int, ...], Mapping[Node, Outcome]] = {}
    fired: dict[Node, list[Fired]] = {node: [] for node in rules}
    for row in product(*(range(len(one.pieces)) for one in cells.values())) if cells else ():
        tried = {path: one.pieces[place] for place, (path, one) in zip(row, cells.items(), strict=True)}
        done = work_out(reading.trying(tried), plan, nodes)
        rows[row] = {node: _outcome(done, node) for node in outcomes}
        for node in rules:
            fired[node].append(done.rules[node.name, node.record])
    return Table(outcomes, open_, cells, exact, rows, fired)


def _tighten(reading: Reading, found: Refined, table: Table) -> None:
    for node in table.outcomes:
        outcomes = [row[node] for row in table.rows.values()]
        if node.kind is Kind.LEVEL:
            scale = reading.facts.ruleset.scales[reading.facts.ruleset.levels[node.name].scale]
            levels = [one for one in outcomes if isinstance(one, LevelOutcome)]
            found.levels[node] = evolve(tightened_level(found.levels[node], levels, scale), exact=table.exact)
        else:
            actions = [one for one in outcomes if isinstance(one, ActionOutcome)]
            found.actions[node] = evolve(tightened_action(found.actions[node], actions), exact=table.exact)
    for node, fired in table.fired.items():
        found.rules[node] = tightened_rule(found.rules[node], fired)


def _outcome(reading: Reading, node: Node) -> Outcome:
    outcomes: Mapping[tuple[str, int | None], Outcome] = (
        reading.levels if node.kind is Kind.LEVEL else reading.actions
    )
    return outcomes[node.name, node.record]


def _slice(plan: Plan, outcomes: Sequence[Node]) -> tuple[Node, ...]:
    """The outcomes and everything they depend on, in the order of the plan."""
    found: set[Node] = set()
    left = list(outcomes)
    while left:
        node = left.pop()
        if node not in found and node in plan.needs:
            found.add(node)
            left.extend(plan.needs[node])
    return tuple(node for node in plan.order if node in found)


def _affected(plan: Plan, slice_: Iterable[Node], paths: frozenset[str]) -> tuple[Node, ...]:
    """Those that turn on what is tried."""
    found: dict[Node, None] = {}
    for node in slice_:
        if plan.paths[node] & paths or any(one in found for one in plan.needs[node]):
            found[node] = None
    return tuple(found)


def _cells(reading: Reading, open_: Paths, uses: Uses, cap: int) -> tuple[dict[str, Cells], bool]:
    """The facts to try with their cells, and whether all open ones are among them."""
    found: dict[str, Cells] = {}
    exact = True
    for path, cells in _cut(reading, open_, uses):
        if cells is None:
            exact = False
        elif prod(len(one.pieces) for one in (*found.values(), cells)) > cap:
            return found, False
        else:
            found[path] = cells
    return found, exact


def _cut(reading: Reading, open_: Paths, uses: Uses) -> Iterator[tuple[str, Cells | None]]:
    for path in sorted(open_):
        described = None if path.endswith("[]") else described_by(reading, path)
        key = uses_key(path)
        if described is None or key in uses.otherwise:
            yield path, None
        else:
            bound, type_ = described
            yield path, cells_of(reading, bound, type_, tuple(uses.compared.get(key, ())))


def described_by(reading: Reading, path: str) -> tuple[Bound, Type]:
    """What an input or field can be, and its type."""
    facts = reading.facts
    if "[" not in path:
        return input_bound(facts, path), facts.ruleset.inputs[path].type_
    list_, number, name = split_path(path)
    return field_bound(facts, list_, number, name), facts.ruleset.lists[list_].fields[name].type_


def uses_key(path: str) -> str:
    """By what `Uses` knows a path: a field is used alike in all records."""
    if "[" not in path or path.endswith("[]"):
        return path
    list_, _, name = split_path(path)
    return f"{list_}.{name}"
