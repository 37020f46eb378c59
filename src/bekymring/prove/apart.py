"""The prover of the command line: a crash or a hang of the solver is *not decided*, never an end of the program.

What can be told without a solver is; the rest is put to one in a process of its own.
Takes a rule set and questions; gives a proof each.
Afterwards true: the process is gone. A question at which it stopped is not decided, and the rest are asked anew.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from attrs import define, evolve, field

from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import to_json
from bekymring.prove.prover import NO_PROVER, STOPPED, Budget, NotDecided, Proof, is_installed
from bekymring.prove.question import Question
from bekymring.prove.wire import question_data, read_proof
from bekymring.prove.without_solver import WithoutSolver

_MOST_SILENT = 5
"""So many processes in a row may say nothing before no more are started."""
_WORKER = ("-m", "bekymring.prove.worker")


@define
class Apart:
    """The prover that the command line uses."""

    budget: Budget = field(factory=Budget)
    command: tuple[str, ...] = (sys.executable, "-I", *_WORKER)

    def answers(self, ruleset: Ruleset, questions: Sequence[Question]) -> Iterator[Proof]:
        """One answer a question, in order. The solver is started for those that cannot be told without it."""
        told = WithoutSolver(ruleset)
        seen = [told.answer(one) for one in questions]
        solved = self._solved(
            ruleset, [one for one, found in zip(questions, seen, strict=True) if found is None]
        )
        for found in seen:
            yield next(solved) if found is None else found

    def _solved(self, ruleset: Ruleset, questions: Sequence[Question]) -> Iterator[Proof]:
        if not is_installed():
            yield from (NotDecided(NO_PROVER) for _ in questions)
            return
        stored = to_json(evolve(ruleset, examples=())) if questions else ""
        left, silent = list(questions), 0
        while left and silent < _MOST_SILENT:
            answered = 0
            for proof in self._run(stored, left):
                yield proof
                answered += 1
            if answered < len(left):
                yield NotDecided(STOPPED)
                answered += 1
            silent = 0 if answered > 1 else silent + 1
            left = left[answered:]
        yield from (NotDecided(STOPPED) for _ in left)

    def _run(self, stored: str, questions: Sequence[Question]) -> Iterator[Proof]:
        """The answers of one process, until it ends."""
        order = {
            "ruleset": stored,
            "questions": [question_data(one) for one in questions],
            "units": self.budget.units,
            "megabytes": self.budget.megabytes,
        }
        with subprocess.Popen(  # noqa: S603 - this program itself
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        ) as process:
            said: SimpleQueue[str] = SimpleQueue()
            assert process.stdin is not None, "a pipe was asked for"
            assert process.stdout is not None, "a pipe was asked for"
            Thread(target=_listen, args=(process.stdout, said), daemon=True).start()
            try:
                process.stdin.write(json.dumps(order))
                process.stdin.close()
            except OSError:
                return
            try:
                yield from self._heard(said, len(questions))
            finally:
                process.kill()

    def _heard(self, said: SimpleQueue[str], number: int) -> Iterator[Proof]:
        for _ in range(number):
            try:
                line = said.get(timeout=self.budget.seconds_of_silence)
                proof = read_proof(json.loads(line))
            except (Empty, ValueError, KeyError, TypeError):
                return
            yield proof


def _listen(stream: IO[str], said: SimpleQueue[str]) -> None:
    """Passes on every line; an empty one says that there are no more."""
    try:
        for line in stream:
            said.put(line)
    except (OSError, ValueError):
        pass
    said.put("")
