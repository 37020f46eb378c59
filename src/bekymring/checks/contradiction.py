"""An action that must and must not happen in one case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Forbid, Modality, OnlyWhen, Order, Require
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK402",
    "contradiction",
    Severity.WARNING,
    Words(
        "Reglerne kan kræve »{name}« og forbyde det i den samme sag.",
        "Skriv, hvilken regel der viger: medmindre … Kommer modstriden af loven selv, skal den blive stående og siges højt.",
    ),
    Words(
        'The rules can require "{name}" and forbid it in the same case.',
        "Write which rule gives way: unless … If the conflict comes from the law itself, it must stand and be said aloud.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question an action that something of the rule set speaks of, and that is both required and forbidden somewhere."""
    required, forbidden, own = set[str](), set[str](), set[str]()
    orders = False
    for rule in context.ruleset.rules.values():
        for one in rule.conclusions:
            match one:
                case Require(action=action, modality=Modality.MUST):
                    required.add(action)
                case Forbid(action=action) | OnlyWhen(action=action):
                    forbidden.add(action)
                case Order(first=first):
                    orders = True
                    required.add(first)
                case _:
                    continue
    own = {name for name in forbidden & required if orders or _own_says(context, name)}
    for name in sorted(own):
        subject = context.ruleset.actions.get(name) or context.ruleset.measures.get(name)
        if subject is not None:
            yield Question(Kind.CONTRADICTION, (name,), at=_place(context, name) or subject.origin.span)


def _own_says(context: Context, name: str) -> bool:
    return any(getattr(one, "action", None) == name for rule in context.rules for one in rule.conclusions)


def _place(context: Context, name: str) -> Span | None:
    for rule in context.rules:
        if any(isinstance(one, Forbid | OnlyWhen) and one.action == name for one in rule.conclusions):
            return rule.origin.span
    return None


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The action."""
    del context
    return {"name": question.about[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The action."""
    del context
    name = question.about[0]
    return (
        f"Om »{name}« kan være både krævet og forbudt",
        f'Whether "{name}" can be both required and forbidden',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether the evaluator finds the conflict, and is certain of it."""
    del context
    certain = any(
        one.conflict is not None and one.conflict.value == "holds"
        for one in replayed[0].outcomes(question.about[0]).values()
    )
    return {} if certain else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
