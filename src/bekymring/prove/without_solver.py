"""What can be told of a rule set without a solver, before one is started.

Takes a rule set and a question; gives a proof, or None where only a solver can tell.
Afterwards true: an answer is the one that the solver gives too. Where a case is wanted it is left to the solver, which makes the
locally smallest one.
"""

from __future__ import annotations

from attrs import define, field

from bekymring.model.ruleset import Ruleset
from bekymring.prove.boxes_questions import Cell, InBoxes, Never
from bekymring.prove.prover import Proof, Proved, Refuted
from bekymring.prove.question import NO_CASE_WANTED, Question


@define(eq=False)
class WithoutSolver:
    """One rule set, asked one question after another."""

    ruleset: Ruleset
    _boxes: InBoxes = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._boxes = InBoxes(self.ruleset)

    def answer(self, question: Question) -> Proof | None:
        """Answers one question, by boxes of cells."""
        seen = self._boxes.answer(question)
        if isinstance(seen, Never):
            return Proved()
        if isinstance(seen, Cell) and question.kind in NO_CASE_WANTED:
            return Refuted(None)
        return None
