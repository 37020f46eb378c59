"""The solver: one context and one incremental solver for a rule set, asked one question after another.

Takes a rule set and questions; gives a proof each.
Afterwards true: *proved* holds for all complete cases; a case that is given meets the encoding. What the effort does not
reach, and what cannot be told to the solver, is not decided. Nothing is shared with another context or thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, evolve, field

from bekymring.model.ruleset import Ruleset
from bekymring.prove.answers import NOWHERE
from bekymring.prove.ask import asked
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.prover import GAVE_UP, STOPPED, Budget, NotDecided, Proof, Proved, Reason, Refuted
from bekymring.prove.question import NO_CASE_WANTED, Kind, Question
from bekymring.prove.space import Part, Path, Space
from bekymring.prove.terms import NotEncodableError
from bekymring.prove.without_solver import WithoutSolver
from bekymring.prove.witness import Search

_IN_DOUBT = Reason(
    "det eneste barn, der viser det, ville selv reglerne være i tvivl om: to poster er fra samme tid, eller en vurdering er ikke lavet",
    "the only child that shows it leaves the rules themselves in doubt: two records are of one time, or an assessment is not made",
)


_MOST_WAYS = 24
"""Of so many ways a question that is too large at once is asked in; each may take the effort of one."""


@define(eq=False)
class InProcess:
    """A prover in this process. A crash of the solver ends the process: see `worker` for one that it does not."""

    budget: Budget = field(factory=Budget)

    def answers(self, ruleset: Ruleset, questions: Sequence[Question]) -> Iterator[Proof]:
        """One answer a question, in order: by boxes of cells where they can tell, else by the solver."""
        told = WithoutSolver(ruleset)
        solving = Answering(ruleset, self.budget)
        for question in questions:
            seen = told.answer(question)
            if seen is None:
                seen = solving.answer(question)
            yield seen


@define(eq=False)
class Answering:
    """One rule set told to the solver when it is first asked; where a record is added, with room for one more."""

    ruleset: Ruleset
    budget: Budget
    _told: dict[str | None, Solving] = field(factory=dict, init=False)

    def answer(self, question: Question) -> Proof:
        """Answers one question."""
        grows = question.about[0] if question.kind is Kind.WIPED_OUT else None
        if grows not in self._told:
            self._told[grows] = Solving.of(self.ruleset, self.budget, grows=grows)
        return self._told[grows].answer(question)


@define(eq=False)
class Solving:
    """One rule set told to the solver; each question is put to the part of it that the question rests on."""

    space: Space
    first: Outcomes
    budget: Budget

    @classmethod
    def of(cls, ruleset: Ruleset, budget: Budget, *, grows: str | None = None) -> Solving:
        """Tells a rule set in a context of its own."""
        import z3

        space = Space(z3, ruleset, grows)
        made = cls(space, Outcomes(space), budget)
        made._keep(made.first)
        return made

    def _keep(self, copy: Outcomes) -> None:
        """What must hold between facts is taken for granted in every copy."""
        for one in self.space.ruleset.integrity:
            if copy.base is None or copy.differs(one.claim, NOWHERE):
                truth = copy.truth(one.claim, NOWHERE)
                if truth is False:
                    self.impossible = True
                elif truth is not True:
                    self.space.claim_of_all(truth)

    impossible: bool = field(default=False, init=False)
    """Whether what must hold between facts can be seen never to hold."""

    def answer(self, question: Question) -> Proof:
        """Answers one question."""
        if self.impossible:
            return Proved()
        try:
            found = asked(self.first, question)
            for copy in found.copies:
                self._keep(copy)
            return self._answer(found, wants_case=question.kind not in NO_CASE_WANTED)
        except NotEncodableError as error:
            return NotDecided(evolve(error.reason, at=error.reason.at or question.at))
        except self.space.z3.Z3Exception:
            return NotDecided(STOPPED)

    def _answer(self, found: Asked, *, wants_case: bool) -> Proof:
        undecided: Proof | None = None
        for one in found.holds:
            said = self._one(found, one, wants_case=wants_case)
            if isinstance(said, Refuted):
                return said
            undecided = undecided or (said if isinstance(said, NotDecided) else None)
        if undecided is not None:
            return undecided
        for one in found.perhaps:
            wide = self._part(found, one)
            said = self._look(found, [one, *self._plain(wide)], found.why, wants_case=wants_case)
            if not isinstance(said, Proved):
                return said
        return self._within_records(found)

    def _one(self, found: Asked, holds: Truth, *, wants_case: bool) -> Proof:
        part = self._part(found, holds)
        plain = self._plain(part)
        first = self._look(found, [holds, *plain], self._doubt(part), wants_case=wants_case)
        if not isinstance(first, Proved):
            return first
        # Without what was taken for granted: a case that is found now may leave the evaluator in doubt.
        return self._look(found, [holds], _IN_DOUBT, wants_case=wants_case) if plain else first

    def _within_records(self, found: Asked) -> Proof:
        """Proved, unless more records than were looked at could matter."""
        part = self._part(found, *found.holds, *found.perhaps)
        for name in sorted({str(path[1]) for path in part.paths if path[0] in {"record", "field", "made"}}):
            self.space.records(name)
            reason = self.space.slots[name].reason
            if reason is not None:
                return NotDecided(reason)
        return Proved()

    def _look(self, found: Asked, truths: list[Truth], doubt: Reason | None, *, wants_case: bool) -> Proof:
        """Looks for a case; where that is too much at once, for one of each way in which there could be one."""
        said = self._try(found, truths, doubt, wants_case=wants_case)
        ways = self.space.logic.ways(truths[0], _MOST_WAYS) if isinstance(said, NotDecided) else ()
        if len(ways) < 2:  # noqa: PLR2004 - it does not come apart
            return said
        undecided: Proof | None = None
        for way in ways:
            one = self._try(found, [way, *truths[1:]], doubt, wants_case=wants_case)
            if isinstance(one, Refuted):
                return self._smallest(found, truths, way, doubt) or one if wants_case else one
            undecided = undecided or (one if isinstance(one, NotDecided) else None)
        return undecided or Proved()

    def _smallest(self, found: Asked, truths: list[Truth], way: Truth, doubt: Reason | None) -> Proof | None:
        """A case that is as small as it can be, whatever way it shows what is looked for; None where that is too much."""
        wanted = self._wanted(self._part(found, *truths), found)
        solver = self._solver(found, truths)
        solver.push()
        solver.add(way)
        if solver.check() != self.space.z3.sat:
            return None
        model = solver.model()
        solver.pop()
        return Refuted(Search(self.space, found.copies, solver, model, wanted).run(doubt))

    def _try(self, found: Asked, truths: list[Truth], doubt: Reason | None, *, wants_case: bool) -> Proof:
        if any(one is False for one in truths):
            return Proved()
        part = self._part(found, *truths)
        wanted = self._wanted(part, found) if wants_case else frozenset()
        solver = self._solver(found, truths)
        said = solver.check()
        if said == self.space.z3.unsat:
            return Proved()
        if said != self.space.z3.sat:
            return NotDecided(GAVE_UP)
        if not wants_case:
            return Refuted(None)
        return Refuted(Search(self.space, found.copies, solver, solver.model(), wanted).run(doubt))

    def _solver(self, found: Asked, truths: list[Truth]) -> Any:
        """A solver that is told no more than a question rests on; its answer does not depend on other questions."""
        solver = self.space.z3.SimpleSolver(ctx=self.space.ctx)
        solver.set("rlimit", self.budget.units)
        solver.set("random_seed", 0)
        solver.add(*self._part(found, *truths).told, *(one for one in truths if one is not True))
        return solver

    # --- what a question rests on -------------------------------------------------------------------------

    def _part(self, found: Asked, *truths: Truth) -> Part:
        varied = [one for copy in found.copies for one in self._varied(copy)]
        return self.space.part(one for one in (*truths, *varied) if not isinstance(one, bool))

    def _varied(self, copy: Outcomes) -> Iterator[Any]:
        for path, term in copy.other.items():
            yield from self.space.parts(term)
            yield from self.space.parts(self.space.cell(path))

    def _wanted(self, part: Part, found: Asked) -> frozenset[Path]:
        """The answers to give, with what says that a record is there and when it is from."""
        paths = set(part.paths)
        for path in part.paths:
            if path[0] in {"record", "field", "made"}:
                list_ = str(path[1])
                dated_by = self.space.ruleset.lists[list_].dated_by
                for place in range(self.space.records(list_)):
                    paths.add(("record", list_, place))
                    if dated_by is not None:
                        found.copies[0].seen(list_, place)
                        paths.add(("field", list_, place, dated_by))
        return frozenset(paths)

    def _plain(self, part: Part) -> list[Truth]:
        return [truth for number, truth in sorted(self.space.plain.items()) if number in part.variables]

    def _doubt(self, part: Part) -> Reason | None:
        loose = sorted(self.space.loose.items())
        return next((reason for number, reason in loose if number in part.variables), None)
