"""Facts that no case can meet together, so that every proof would be empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.diagnostics import Code, Severity, Words
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK400",
    "no-case-at-all",
    Severity.ERROR,
    Words(
        "Ingen sag kan opfylde alle forudsætningerne samtidig.",
        "Ret en af dem. Sålænge er intet bevist: et bevis om ingen sager siger ingenting.",
    ),
    Words(
        "No case can meet all that must hold between facts at once.",
        "Mend one of them. Until then nothing is proved: a proof about no cases says nothing.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question."""
    claims = context.ruleset.integrity
    yield Question(
        Kind.ANY_CASE, (), at=claims[0].origin.span if claims else context.ruleset.head.origin.span
    )


def args(context: Context, question: Question) -> Mapping[str, str]:
    """Nothing."""
    del context, question
    return {}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The preconditions."""
    del context, question
    return (
        "Om der findes en sag, der opfylder forudsætningerne",
        "Whether any case meets what must hold between facts",
    )


PROOF = ProofCheck(CODE, asks, FoundBy.NO_CASE, args, subject)
