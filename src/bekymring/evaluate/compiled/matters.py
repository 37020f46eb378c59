"""Which answers still matter, read off sheets of completions.

Takes tightened outcomes with their sheets, and orders; gives for each open answer what it can settle.
Afterwards true: the answers and weights are those that the reference evaluator reads off its tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bekymring.decision import OrderOutcome
from bekymring.evaluate.compiled.grid import merged
from bekymring.evaluate.compiled.sheet import Sheet, Tight
from bekymring.evaluate.compiled.sheets import Cutting
from bekymring.evaluate.missing import Matter, dates_matter, settled_of, undecided, view_of
from bekymring.evaluate.openness import Openness
from bekymring.evaluate.plan import Node
from bekymring.evaluate.refine import Outcome
from bekymring.values import Truth


def matters(
    openness: Openness, tight: Tight, cutting: Cutting, orders: Iterable[OrderOutcome]
) -> dict[str, Matter]:
    """For each open path that still matters, what it can settle and the least that one answer settles."""
    found: dict[str, Matter] = {}
    by_path: dict[str, list[tuple[Sheet, int]]] = {}
    for sheet in tight.sheets:
        for node in sheet.outcomes:
            if node not in sheet.matter:
                sheet.matter[node] = tuple(_relevant(sheet, node, tight.outcome(node)))
            for path in sheet.matter[node]:
                found.setdefault(path, Matter()).settles.add(node)
        for place, path in enumerate(sheet.cells):
            by_path.setdefault(path, []).append((sheet, place))
    firsts = {name for order in orders if order.done is Truth.UNKNOWN for name in order.names}
    for node, paths in openness.dates.items():
        if not paths or not (node.name in firsts or dates_matter(tight.refined.actions[node])):
            continue
        for path in paths:
            found.setdefault(path, Matter()).settles.add(node)
    return {
        path: Matter(matter.settles, _weight(cutting, tight, path, by_path.get(path, ())))
        for path, matter in found.items()
    }


def _relevant(sheet: Sheet, node: Node, outcome: Outcome) -> Iterator[str]:
    """The facts tried that alone can change an outcome; while it is undecided, those not tried too."""
    views: list[tuple[int, Any]] = merged((rows, view_of(one)) for rows, one in sheet.blocks.get(node, ()))
    for place, path in enumerate(sheet.cells):
        if any(sheet.grid.turns_on(rows, place) for rows, _ in views[1:]):
            yield path
    if any(undecided(view) for view in ([view for _, view in views] if views else (view_of(outcome),))):
        yield from (path for path in sheet.open_ if path not in sheet.cells)


def _weight(cutting: Cutting, tight: Tight, path: str, sheets: Sequence[tuple[Sheet, int]]) -> int:
    """The smallest number of steps and duties that an answer settles."""
    if not sheets:
        return 0
    settled = [_settled(tight, sheet, place) for sheet, place in sheets]
    cuts = {sheet.numbers[path] for sheet, _ in sheets}
    if len(cuts) == 1:
        # Cut alike, the cells are the same everywhere.
        each_cell: list[tuple[int, ...]] = list(zip(*settled, strict=True))
        return min(sum(one) for one in each_cell)
    union = frozenset[int]().union(*cuts)
    finest = cutting.cells(path, union)
    if finest is None:
        union = sheets[0][0].numbers[path]
    places = [cutting.places(path, union, sheet.numbers[path]) for sheet, _ in sheets]
    each_value: list[tuple[int, ...]] = list(zip(*places, strict=True))
    return min(sum(counts[place] for place, counts in zip(each, settled, strict=True)) for each in each_value)


def _settled(tight: Tight, sheet: Sheet, place: int) -> list[int]:
    """By cell of an answer, how much it settles."""
    if place not in sheet.settled:
        sheet.settled[place] = _settles(tight, sheet, place)
    return sheet.settled[place]


def _settles(tight: Tight, sheet: Sheet, place: int) -> list[int]:
    found = []
    for cell in sheet.grid.cells(place):
        left = (
            settled_of(tight.outcome(node), [one for rows, one in sheet.blocks[node] if rows & cell])
            for node in sheet.outcomes
        )
        found.append(sum(left))
    return found
