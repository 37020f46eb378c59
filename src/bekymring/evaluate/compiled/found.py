"""The function of a rule set, and what its answers mean.

Takes what the function found (the answers that it read, and a number with a bit for each rule that fires); gives the case and levels.
Afterwards true: what is worked out here from the rules that fire is what the reference evaluator works out.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from bekymring.case import Answer, Case, FactState
from bekymring.decision import NOT_ASSESSED, Firing, LevelOutcome
from bekymring.evaluate.expressions import Fired
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.model.ruleset import Ruleset
from bekymring.model.types import Number, Type
from bekymring.values import Truth, Value

Answers = tuple[object, ...]
Run = Callable[[dict[str, object], date], tuple[int, Answers] | None]


@frozen(eq=False)
class Quick:
    """The function of a rule set, and what its answers mean."""

    run: Run
    module: ast.Module = field(repr=False)
    names: tuple[str, ...]
    """The facts, in the order of the answers."""
    rules: tuple[str, ...]
    """The rules, by bit."""
    against: int
    """The bits of the rules that something may speak against."""
    ladders: tuple[Ladder, ...]
    """The levels, by name."""
    plain: tuple[tuple[str, int], ...]
    """The rules (and their bits) that have conditions and nothing else that decides whether they fire."""

    def case(self, answers: Answers, ruleset: Ruleset) -> Case:
        """The case as the reference evaluator's own functions read it."""
        held = zip(self.names, answers, strict=True)
        return Case(
            {name: Answer(FactState.KNOWN, _exact(ruleset.inputs[name].type_, one)) for name, one in held}, {}
        )

    def settled(self, fired: int) -> dict[str, Fired]:
        """What became of the plain rules."""
        return {key: _FIRED if fired & bit else _NOT_MET for key, bit in self.plain}

    def levels(self, fired: int) -> dict[str, LevelOutcome] | None:
        """The levels that the rules point to; None where something may speak against a rule that fires."""
        return None if fired & self.against else {one.level: one.outcome(fired) for one in self.ladders}


_FIRED: Final = Fired(Firing.FIRED, Truth.TRUE, Truth.FALSE, MappingProxyType({}))
_NOT_MET: Final = Fired(Firing.NOT_MET, Truth.FALSE, Truth.FALSE, MappingProxyType({}))


@frozen(eq=False)
class Ladder:
    """A level: the rules that point to its steps, the worst first."""

    level: str
    otherwise: int
    """The rank of its step where no rule points; `UNASSESSED` where it has none."""
    steps: tuple[str, ...]
    rungs: tuple[tuple[int, int, tuple[tuple[int, tuple[str, None]], ...]], ...]
    """A rank, the bits of the rules that point there, and each of them with its key, by key."""

    def outcome(self, fired: int) -> LevelOutcome:
        """What the rules that fire point to."""
        certain, pointing = UNASSESSED, list[tuple[str, None]]()
        for rank, bits, keys in self.rungs:
            if fired & bits:
                certain = max(certain, rank)
                pointing += [key for bit, key in keys if fired & bit]
        rank = max(certain, self.otherwise)
        return LevelOutcome(
            level=self.level,
            record=None,
            possible=(NOT_ASSESSED if rank == UNASSESSED else self.steps[rank],),
            exact=True,
            own_assessment=None,
            for_=tuple(dict.fromkeys(pointing)),
            against=(),
            by_otherwise=self.otherwise > certain,
        )


def _exact(type_: Type, value: object) -> Value:
    return Fraction(value) if isinstance(type_, Number) else value  # type: ignore[return-value,call-overload]  # the function has looked
