"""The frame of a proof: what is asked of a rule set, and what makes a finding of the answer.

A proof check is a code with its words and the questions that it puts. Either the case is the finding (something happens that
must not), or that there is none (something can never happen that was meant to).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum

from attrs import field

from bekymring.checks.check import Context
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code
from bekymring.frozen import frozen
from bekymring.prove.prover import Proof
from bekymring.prove.question import Question


class FoundBy(StrEnum):
    """Which answer is a finding."""

    A_CASE = "a_case"
    NO_CASE = "no_case"


Shows = Callable[[Context, Question, tuple[Replayed, ...]], Mapping[str, str] | None]


def nothing_shown(
    context: Context, question: Question, replayed: tuple[Replayed, ...]
) -> Mapping[str, str] | None:
    """For checks where the case is no finding."""
    del context, question, replayed
    return {}


@frozen
class Told:
    """An answer that needs no prover, with the arguments of its words."""

    proof: Proof
    args: Mapping[str, str] = field(factory=dict)


@frozen
class ProofCheck:
    """One kind of question: its code, the questions, and how a finding is worded."""

    code: Code
    asks: Callable[[Context], Iterator[Question]]
    found_by: FoundBy
    args: Callable[[Context, Question], Mapping[str, str]]
    """The arguments of the words."""
    subject: Callable[[Context, Question], tuple[str, str]]
    """What the question is about, in both languages, for saying that it is not decided."""
    shows: Shows = nothing_shown
    """Further arguments, from a case that the ordinary evaluator was asked about; None where it does not show it."""
    told: Callable[[Context, Question], Told] | None = None
    """For questions that are answered by counting, not by a prover; what is shown is then in the words."""
