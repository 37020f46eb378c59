"""The completions of outcomes that turn on the same open answers, and outcomes tightened by them.

Takes what `sheets.py` has worked out; holds it. Afterwards true: a sheet holds of a case only what its outcomes turn on.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from bekymring.evaluate.cells import Cells
from bekymring.evaluate.compiled.grid import Blocks, Grid
from bekymring.evaluate.expressions import Fired
from bekymring.evaluate.openness import Paths
from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.refine import Outcome, Refined
from bekymring.frozen import frozen

Numbers = frozenset[int]


@frozen(eq=False)
class Sheet:
    """The completions of a group of outcomes that turn on the same open answers."""

    outcomes: tuple[Node, ...]
    open_: Paths
    cells: Mapping[str, Cells]
    """Of the facts that were tried, in their order."""
    numbers: Mapping[str, Numbers]
    """Of the facts that were tried, the comparisons that cut them."""
    exact: bool
    grid: Grid = field(repr=False)
    blocks: Mapping[Node, Blocks[Outcome]] = field(repr=False)
    fired: Mapping[Node, tuple[Fired, ...]] = field(repr=False)
    """What becomes of each rule in some completion."""
    matter: dict[Node, tuple[str, ...]] = field(factory=dict, repr=False)
    """By outcome, the answers that matter for it, once it was asked."""
    settled: dict[int, list[int]] = field(factory=dict, repr=False)
    """By place of an answer, how much each of its cells settles, once it was asked."""


@frozen(eq=False)
class Tight:
    """Outcomes as tight as the cap allows."""

    refined: Refined
    """Without tables: the sheets stand for them."""
    sheets: tuple[Sheet, ...]

    def outcome(self, node: Node) -> Outcome:
        """A level or an action."""
        return self.refined.levels[node] if node.kind is Kind.LEVEL else self.refined.actions[node]
