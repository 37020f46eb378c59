"""A rule set made ready once, for many cases.

Takes a rule set; gives a `Program`, which holds nothing of any case but how many records its lists had.
Afterwards true: what a program says is what the reference evaluator says; threads may share one.
"""

from __future__ import annotations

from attrs import define, field

from bekymring.evaluate.compiled.found import Quick
from bekymring.evaluate.compiled.prepared import Prepared, prepared_of
from bekymring.evaluate.compiled.quick import quick_of
from bekymring.evaluate.compiled.shape import Shape, shape_of
from bekymring.evaluate.facts import Facts
from bekymring.model.ruleset import Ruleset

_MOST_SHAPES = 256


@define(eq=False)
class Program:
    """A rule set made ready."""

    ruleset: Ruleset
    shapes: dict[tuple[object, ...], Shape] = field(factory=dict, repr=False)
    _prepared: Prepared | None = field(default=None, repr=False)
    _quick: Quick | None = field(default=None, repr=False)
    _has_quick: bool = field(default=False, repr=False)

    @property
    def prepared(self) -> Prepared:
        """The conditions as trees; made when a decision is first spelled out."""
        # WHY: here and below, other threads may do the same at the same time; all of them make the same.
        if self._prepared is None:
            self._prepared = prepared_of(self.ruleset)
        return self._prepared

    @property
    def quick(self) -> Quick | None:
        """The functions of the rule set; None where none can be made."""
        if not self._has_quick:
            self._quick, self._has_quick = quick_of(self.ruleset), True
        return self._quick

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
