"""What a prover is, and its three answers. Docs: language reference, *Demands on the rules*.

A question asks whether there is a case of some kind. `Proved`: there is none. `Refuted`: there is, and here it is.
`NotDecided`: neither is known; nothing may be built on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from attrs import field, frozen

from bekymring.case import Case
from bekymring.model.ruleset import Ruleset
from bekymring.prove.question import Question
from bekymring.source import Span
from bekymring.values import Value


@frozen
class Reason:
    """Why something is not decided, in both languages, and the place in the rules that it comes from."""

    da: str
    en: str
    at: Span | None = field(default=None, eq=False)


@frozen
class Witness:
    """A case that shows something; two where something is shown by comparing. All children here are invented."""

    cases: tuple[Case, ...]
    moment: date | datetime
    settings: Mapping[str, Value] = field(factory=dict)
    """Values of parameters that no layer has set."""
    doubt: Reason | None = None
    """Set where the encoding is wider than the rules, so that the case may fail to show it."""


@frozen
class Proved:
    """There is no such case."""


@frozen
class Refuted:
    """There is such a case; None where only that is asked."""

    witness: Witness | None


@frozen
class NotDecided:
    """It is neither proved nor refuted."""

    why: Reason


Proof = Proved | Refuted | NotDecided

NO_PROVER = Reason(
    "der er ingen bevisfører installeret (pip install bekymring[check])",
    "no prover is installed (pip install bekymring[check])",
)
GAVE_UP = Reason(
    "spørgsmålet er for stort til den regnekraft, der er sat af",
    "the question is too large for the effort allowed",
)
STOPPED = Reason(
    "bevisføreren standsede uden svar",
    "the prover stopped without an answer",
)


@frozen
class Budget:
    """How much effort a question may take: in units of the solver, so that a verdict is the same on every machine."""

    units: int = 4_000_000
    megabytes: int = 1024
    seconds_of_silence: float = 600.0
    """A solver process that says nothing for so long is taken to hang."""


class Prover(Protocol):
    """Whatever can answer questions about a rule set."""

    def answers(self, ruleset: Ruleset, questions: Sequence[Question]) -> Iterator[Proof]:
        """One answer a question, in order."""
        ...


def is_installed() -> bool:
    """Whether the solver can be found; it is not loaded."""
    from importlib.util import find_spec

    return find_spec("z3") is not None
