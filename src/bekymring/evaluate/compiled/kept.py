"""What a decision is where nothing is told, and how far it still is that for a case.

Takes a decision of the empty case at a moment, as far as its sheets, and the records of a case; gives for the case the nodes that what it
tells reaches. Afterwards true: a node that is not reached is the same in both. Of cases nothing is kept but what rules were certain of
for an action that reads nothing told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import field

from bekymring.case import Case, FactState
from bekymring.evaluate.cells import Cells
from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.compiled.sheet import Numbers, Sheet, Tight
from bekymring.evaluate.compiled.sweep import Acts
from bekymring.evaluate.compiled.told import OUTCOMES, Names, Told
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.openness import Openness, Paths
from bekymring.evaluate.plan import Kind, Node, actions_spoken_of
from bekymring.frozen import define, frozen

_MOST_SHAPES: Final = 32
_MOST_ACTS: Final = 2_048
_DEPARTURES: Final = "!"
_STRANGE: Final = "?"
"""Stand for departures, and for what the empty case has not or has otherwise; no name of a case is written so."""


@define(eq=False)
class Blank:
    """A decision of the empty case at a moment, as far as its sheets."""

    told: Told
    shape: Shape
    openness: Openness
    tight: Tight
    cells: dict[tuple[str, Numbers], Cells | None]
    """The cells at the moment of inputs of which nothing is known."""
    places: dict[tuple[str, Numbers, Numbers], tuple[int, ...]] = field(factory=dict)
    sheets: Mapping[tuple[Paths, tuple[Node, ...]], Sheet] = field(init=False)
    reaches: dict[Shape, Reach] = field(factory=dict)

    @sheets.default
    def _sheets(self) -> dict[tuple[Paths, tuple[Node, ...]], Sheet]:
        return {(one.open_, one.outcomes): one for one in self.tight.sheets}

    def kept(self, shape: Shape, case: Case) -> Kept:
        """What is the same for a case."""
        reach = self.reaches.get(shape)
        if reach is None:
            reach = Reach(self, shape)
            if len(self.reaches) < _MOST_SHAPES:
                self.reaches[shape] = reach
        told = told_of(case)
        bits = reach.reached.get(_STRANGE, 0)
        for name in told:
            bits |= reach.reached.get(name, 0)
        return Kept(self, reach, told, bits)


def told_of(case: Case) -> Names:
    """The names under which a case tells something."""
    facts = (name for name, one in case.facts.items() if one.state is not FactState.ASKED)
    lists = (name for name, one in case.records.items() if one.items or one.complete)
    return frozenset((*facts, *lists, *((_DEPARTURES,) if case.departures else ())))


@define(eq=False)
class Reach:
    """For the records of a case, which nodes are reached by what may be told."""

    blank: Blank
    shape: Shape
    reached: Mapping[str, int] = field(init=False)
    """By input and list, the nodes that turn on it, as bits."""
    dates: Mapping[Node, Names] = field(init=False)
    """By action, what says when it is due and done."""
    acts: Acts = field(factory=dict)
    """Actions by what they hear, where nothing is told of what they read themselves."""

    @reached.default
    def _reached(self) -> dict[str, int]:
        plan, reads = self.shape.plan, dict[Node, Names]()
        found: dict[str, int] = {}
        for node in plan.order:
            needed = (reads[one] for one in plan.needs[node] if one in reads)
            reads[node] = frozenset(self._own(node)).union(*needed)
            for name in reads[node]:
                found[name] = found.get(name, 0) | self.shape.bits[node]
        return found

    def _own(self, node: Node) -> Iterator[str]:
        plan, before = self.shape.plan, self.blank.shape.plan
        yield from self.blank.told.own[node.kind, node.name]
        if node.kind is Kind.ACTION:
            yield _DEPARTURES
        if (
            node not in before.needs
            or before.needs[node] != plan.needs[node]
            or before.said.get(node) != plan.said.get(node)
        ):
            yield _STRANGE

    @dates.default
    def _dates(self) -> dict[Node, Names]:
        actions = (node for node in self.shape.plan.order if node.kind is Kind.ACTION)
        return {node: own_names(self.blank.told, self.shape, node) for node in actions}


def own_names(told: Told, shape: Shape, action: Node) -> Names:
    """What an action reads itself, beside what rules say and what waits for it."""
    return frozenset().union(*_own_names(told, shape, action))


def _own_names(told: Told, shape: Shape, action: Node) -> Iterator[Names]:
    yield told.done.get(action.name, frozenset())
    yield from (told.dates[one.name] for one in shape.hears(action)[0])
    for unseen in shape.unseen(action):
        said = (actions_spoken_of(one, told.ruleset) for one in told.ruleset.rules[unseen.name].conclusions)
        yield from (told.done.get(name, frozenset()) for names in said for name in names)


@frozen(eq=False)
class Kept:
    """What is the same for one case as where nothing is told."""

    blank: Blank
    reach: Reach
    told: Names = field(repr=False)
    reached: int = field(repr=False)
    """The nodes that may be otherwise, as bits."""

    def has(self, node: Node) -> bool:
        """Whether a node is the same."""
        return not self.reach.shape.bits[node] & self.reached

    def put(self, reading: Reading, node: Node) -> None:
        """Puts a node that is the same into a reading."""
        before, key = self.blank.openness.reading, (node.name, node.record)
        match node.kind:
            case Kind.INPUT:
                reading.inputs[node.name] = before.inputs[node.name]
            case Kind.NAMED:
                reading.named[node.name] = before.named[node.name]
            case Kind.RULE:
                reading.rules[key] = before.rules[key]
            case Kind.LEVEL:
                reading.levels[key] = before.levels[key]
            case Kind.ACTION:
                reading.actions[key], reading.duties[key] = before.actions[key], before.duties[key]

    def sheet(self, open_: Paths, outcomes: tuple[Node, ...]) -> Sheet | None:
        """The sheet of some outcomes, where it is the same."""
        found = self.blank.sheets.get((open_, outcomes))
        if found is None or self.reach.shape.slice_of(outcomes) & self.reached:
            return None
        return found

    def acts(self, node: Node) -> Acts | None:
        """What an action was for what it heard; None where something is told of what it reads itself."""
        own = self.reach.dates[node]
        if OUTCOMES in own or _DEPARTURES in self.told or not own.isdisjoint(self.told):
            return None
        if len(self.reach.acts) > _MOST_ACTS:
            self.reach.acts.clear()
        return self.reach.acts
