"""A protected fact that changes an outcome for some child."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, differing
from bekymring.diagnostics import Code, Severity, Words
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK403",
    "protected-fact-decides",
    Severity.ERROR,
    Words(
        "»{name}« må ikke begrunde bekymring, men afgør »{outcome}« for barnet nedenfor.",
        "Tag oplysningen ud af reglerne. Det siger noget om reglerne, ikke om andre oplysninger, der kan stå i stedet for den.",
    ),
    Words(
        '"{name}" may not give rise to concern, but decides "{outcome}" for the child below.',
        "Take it out of the rules. This speaks of the rules, not of other facts that may stand in for it.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a protected fact or field."""
    if context.is_vocabulary:
        return
    for name, one in context.ruleset.inputs.items():
        if one.protected:
            yield Question(Kind.PROTECTED, (name,), at=one.origin.span)
    for list_, held in context.ruleset.lists.items():
        for name, part in held.fields.items():
            if part.protected:
                yield Question(Kind.PROTECTED, (f"{list_}.{name}",), at=part.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The fact."""
    del context
    return {"name": question.about[0], "outcome": ""}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The fact."""
    del context
    name = question.about[0]
    return f"Om »{name}« afgør noget", f'Whether "{name}" decides anything'


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Which outcome differs."""
    rules, name = context.ruleset, question.about[0]
    channels = rules.inputs[name].channels if name in rules.inputs else ()
    names = tuple(one for one in (*rules.levels, *rules.actions, *rules.measures) if one not in channels)
    found = differing(replayed[0], replayed[1], names)
    return None if found is None else {"outcome": found}


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
