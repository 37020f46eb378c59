"""A rule set made ready once, for many cases.

Takes a rule set; gives a `Program`, which holds nothing of any case but how many records its lists had.
Afterwards true: what a program says is what the reference evaluator says; threads may share one.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from attrs import field

from bekymring.case import Case
from bekymring.evaluate.compiled.blank import blank_of
from bekymring.evaluate.compiled.found import Quick
from bekymring.evaluate.compiled.kept import Blank, Kept, own_names
from bekymring.evaluate.compiled.prepared import Prepared, prepared_of
from bekymring.evaluate.compiled.quick import quick_of
from bekymring.evaluate.compiled.shape import Shape, shape_of
from bekymring.evaluate.compiled.sweep import Acts, ActsOf
from bekymring.evaluate.compiled.told import Told
from bekymring.evaluate.compiled.wide import Wide, wide_of
from bekymring.evaluate.facts import Facts, facts_of
from bekymring.evaluate.plan import Node
from bekymring.frozen import define
from bekymring.model.ruleset import Ruleset

_MOST_SHAPES = 256
_OFTEN: Final = 3
"""From so many decisions at one moment on, it pays to decide the empty case too."""
_MOST_BLANKS: Final = 4
_MOST_ASKED: Final = 256
_MOST_ACTS: Final = 4_096
_MOST_STEADY: Final = 16


@define(eq=False)
class Program:
    """A rule set made ready."""

    ruleset: Ruleset
    shapes: dict[tuple[object, ...], Shape] = field(factory=dict, repr=False)
    _prepared: Prepared | None = field(default=None, repr=False)
    _quick: Quick | Wide | None = field(default=None, repr=False)
    _has_quick: bool = field(default=False, repr=False)
    _asked: dict[tuple[datetime, int], int] = field(factory=dict, repr=False)
    """How often, about, a decision was asked for at a moment and a cap."""
    _blanks: dict[tuple[datetime, int], Blank] = field(factory=dict, repr=False)
    _acts: dict[tuple[Shape, datetime], Acts] = field(factory=dict, repr=False)
    _reads: list[Told] = field(factory=list, repr=False)

    @property
    def prepared(self) -> Prepared:
        """The conditions as trees; made when a decision is first spelled out."""
        # WHY: here and below, other threads may do the same at the same time; all of them make the same.
        if self._prepared is None:
            self._prepared = prepared_of(self.ruleset)
        return self._prepared

    @property
    def quick(self) -> Quick | Wide | None:
        """The functions of the rule set; None where none can be made."""
        if not self._has_quick:
            self._quick, self._has_quick = quick_of(self.ruleset) or wide_of(self.ruleset), True
        return self._quick

    def kept(self, shape: Shape, facts: Facts, cap: int) -> Kept | None:
        """What is the same for a case as where nothing is told; None where too much is told, or the moment is seldom asked for."""
        case = facts.case
        if len(case.facts) * 2 > len(self.ruleset.inputs):
            return None
        key = facts.moment, cap
        blank = self._blanks.get(key)
        if blank is None:
            if not self._is_often(key):
                return None
            nothing = facts_of(self.ruleset, Case({}, {}), facts.moment)
            blank = blank_of(self._told(), self.shape(nothing), nothing, cap=cap)
            if len(self._blanks) >= _MOST_BLANKS:
                self._blanks.clear()
            self._blanks[key] = blank
        return blank.kept(shape, case)

    def steady_acts(self, shape: Shape, facts: Facts, kept: Kept | None) -> ActsOf:
        """Actions by what they hear, kept from case to case at a moment where they read nothing else that is told."""
        if kept is not None:
            return kept.acts
        key, told = (shape, facts.moment), self._told()
        acts = self._acts.get(key)
        if acts is None:
            if len(self._acts) >= _MOST_STEADY:
                self._acts.clear()
            acts = self._acts[key] = {}

        def find(node: Node) -> Acts | None:
            if node not in shape.reads_nothing:
                shape.reads_nothing[node] = not own_names(told, shape, node)
            if facts.case.departures or not shape.reads_nothing[node]:
                return None
            if len(acts) > _MOST_ACTS:
                acts.clear()
            return acts

        return find

    def _is_often(self, key: tuple[datetime, int]) -> bool:
        """Whether decisions at a moment are asked for so often that it pays to keep something for it."""
        number = self._asked.get(key, 0) + 1
        if len(self._asked) >= _MOST_ASKED:
            self._asked.clear()
        self._asked[key] = number
        return number >= _OFTEN

    def _told(self) -> Told:
        if not self._reads:
            self._reads.append(Told(self.ruleset))
        return self._reads[0]

    def __reduce__(self) -> tuple[object, ...]:
        """Elsewhere it is made again from the rule set."""
        return program_of, (self.ruleset,)

    def shape(self, facts: Facts) -> Shape:
        """The plan for the records of a case."""
        key = tuple((facts.seen[name], facts.room[name] > 0) for name in self.ruleset.lists)
        found = self.shapes.get(key)
        if found is None:
            found = shape_of(self.prepared, facts)
            if len(self.shapes) < _MOST_SHAPES:
                self.shapes[key] = found
        return found


def program_of(ruleset: Ruleset) -> Program:
    """Makes a rule set ready."""
    return Program(ruleset)
