"""Exact bounds, with all completions of an undecided outcome worked out at once.

Takes what is open in a reading that is worked out; gives its outcomes tightened, and behind them one sheet for each group of
outcomes that turn on the same open answers.
Afterwards true: the outcomes are those of the reference evaluator's `refine`, and a sheet says what its table says.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

from attrs import evolve, field

from bekymring.decision import ActionOutcome, LevelOutcome
from bekymring.evaluate.cells import Cells, cells_of
from bekymring.evaluate.compiled.grid import Blocks, Rows
from bekymring.evaluate.compiled.kept import Blank, Kept
from bekymring.evaluate.compiled.prepared import Prepared
from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.compiled.sheet import Numbers, Sheet, Tight
from bekymring.evaluate.compiled.sweep import Acts, ActsOf, nothing_kept, sweep_of
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import is_unanswered
from bekymring.evaluate.openness import Openness, Paths
from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.refine import Outcome, Refined, described_by, uses_key
from bekymring.evaluate.tighten import tightened_action, tightened_level, tightened_rule
from bekymring.frozen import define

_MOST_STILL = 4096


@define(eq=False)
class Cutting:
    """What was found so far in one decision: cells, and actions."""

    shape: Shape
    reading: Reading
    kept: Kept | None = None
    steady: ActsOf = nothing_kept
    found: dict[tuple[str, Numbers], Cells | None] = field(factory=dict)
    acts: Acts = field(factory=dict)

    def cells(self, path: str, numbers: Numbers) -> Cells | None:
        """The cells that some comparisons cut an open answer into; None where it cannot be cut."""
        key = path, numbers
        if key not in self.found:
            self.found[key] = self._cells(path, numbers)
        return self.found[key]

    def places(self, path: str, finer: Numbers, coarser: Numbers) -> tuple[int, ...]:
        """In which cell of a coarser cut a value of each cell of a finer one lies."""
        keep = self._keeps(path, finer | coarser)
        still = {} if keep is None else keep.places
        key = path, finer, coarser
        if key in still:
            return still[key]
        values, cells = self.cells(path, finer), self.cells(path, coarser)
        assert values is not None, "a fact that was tried has cells"
        assert cells is not None, "a fact that was tried has cells"
        found = tuple(cells.place(self.reading, held) for held in values.values)
        if len(still) < _MOST_STILL:
            still[key] = found
        return found

    def _cells(self, path: str, numbers: Numbers) -> Cells | None:
        keep, key = self._keeps(path, numbers), (path, numbers)
        still = {} if keep is None else keep.cells
        if key in still:
            return still[key]
        bound, type_ = described_by(self.reading, path)
        uses = self.shape.prepared.usages.uses
        found = cells_of(self.reading, bound, type_, tuple(uses[number] for number in sorted(numbers)))
        if len(still) < _MOST_STILL:
            still[key] = found
        return found

    def _keeps(self, path: str, numbers: Numbers) -> Prepared | Blank | None:
        """What keeps the cells: they are the same for every case in which the input is wholly open, at every moment or at this one."""
        if "[" in path or not is_unanswered(self.reading.facts, path):
            return None
        timeless = self.shape.prepared.usages.timeless
        if all(timeless[number] for number in numbers):
            return self.shape.prepared
        return None if self.kept is None else self.kept.blank


def tighten(openness: Openness, cutting: Cutting, *, cap: int) -> Tight:
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
        (),
    )
    sheets = []
    for open_, nodes in groups.items():
        outcomes = tuple(nodes)
        sheet = None if cutting.kept is None else cutting.kept.sheet(open_, outcomes)
        if sheet is None:
            sheet = _sheet(cutting, open_, outcomes, cap=cap)
            _tighten(reading, found, sheet)
        elif cutting.kept is not None:
            _take_over(cutting.kept.blank.tight, found, sheet)
        _tighten_rules(found, sheet)
        sheets.append(sheet)
    return Tight(found, tuple(sheets))


def _take_over(before: Tight, found: Refined, sheet: Sheet) -> None:
    for node in sheet.outcomes:
        if node.kind is Kind.LEVEL:
            found.levels[node] = before.refined.levels[node]
        else:
            found.actions[node] = before.refined.actions[node]


def _sheet(cutting: Cutting, open_: Paths, outcomes: tuple[Node, ...], *, cap: int) -> Sheet:
    shape = cutting.shape
    slice_ = shape.slice_of(outcomes)
    cells, numbers, exact = _cells(cutting, open_, slice_, cap)
    sweep = sweep_of(
        shape,
        cutting.reading,
        {path: one.pieces for path, one in cells.items()},
        (cutting.steady, cutting.acts),
    )
    if not cells:
        return Sheet(outcomes, open_, cells, numbers, exact, sweep.grid, {}, {})
    rules = []
    for node in _affected(shape, slice_, frozenset(cells)):
        sweep.work_out(node)
        if node.kind is Kind.RULE:
            rules.append(node)
    return Sheet(
        outcomes,
        open_,
        cells,
        numbers,
        exact,
        sweep.grid,
        {node: _outcomes(sweep.blocks.get(node), node, cutting.reading, sweep.full) for node in outcomes},
        {node: tuple(fired for _, fired in sweep.blocks[node]) for node in rules},
    )


def _outcomes(blocks: Blocks[Any] | None, node: Node, reading: Reading, full: Rows) -> Blocks[Outcome]:
    key = node.name, node.record
    if blocks is None:
        return ((full, reading.levels[key] if node.kind is Kind.LEVEL else reading.actions[key]),)
    return blocks if node.kind is Kind.LEVEL else [(rows, outcome) for rows, (outcome, _) in blocks]


def _tighten(reading: Reading, found: Refined, sheet: Sheet) -> None:
    for node in sheet.outcomes:
        outcomes = [outcome for _, outcome in sheet.blocks.get(node, ())]
        if node.kind is Kind.LEVEL:
            scale = reading.facts.ruleset.scales[reading.facts.ruleset.levels[node.name].scale]
            levels = [one for one in outcomes if isinstance(one, LevelOutcome)]
            found.levels[node] = evolve(tightened_level(found.levels[node], levels, scale), exact=sheet.exact)
        else:
            actions = [one for one in outcomes if isinstance(one, ActionOutcome)]
            found.actions[node] = evolve(tightened_action(found.actions[node], actions), exact=sheet.exact)


def _tighten_rules(found: Refined, sheet: Sheet) -> None:
    for node, fired in sheet.fired.items():
        found.rules[node] = tightened_rule(found.rules[node], fired)


def _affected(shape: Shape, slice_: int, paths: frozenset[str]) -> tuple[Node, ...]:
    """Those that turn on what is tried."""
    found: dict[Node, None] = {}
    for node in shape.nodes_in(slice_):
        if not shape.plan.paths[node].isdisjoint(paths) or any(
            one in found for one in shape.plan.needs[node]
        ):
            found[node] = None
    return tuple(found)


def _cells(
    cutting: Cutting, open_: Paths, slice_: int, cap: int
) -> tuple[dict[str, Cells], dict[str, Numbers], bool]:
    """The facts to try with their cells and cuts, and whether all open ones are among them."""
    found: dict[str, Cells] = {}
    cuts: dict[str, Numbers] = {}
    exact = True
    for path, numbers, cells in _cut(cutting, open_, slice_):
        if cells is None:
            exact = False
        elif prod(len(one.pieces) for one in (*found.values(), cells)) > cap:
            return found, cuts, False
        else:
            found[path], cuts[path] = cells, numbers
    return found, cuts, exact


def _cut(cutting: Cutting, open_: Paths, slice_: int) -> Iterator[tuple[str, Numbers, Cells | None]]:
    compared, otherwise = cutting.shape.uses(slice_)
    for path in sorted(open_):
        key = uses_key(path)
        numbers = frozenset(compared.get(key, ()))
        tried = not path.endswith("[]") and key not in otherwise
        yield path, numbers, cutting.cells(path, numbers) if tried else None
