"""A fact that gets worse while an outcome gets milder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context, Placed
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.reading import subjects
from bekymring.checks.replay import Replayed, milder
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import DemandKind, Modality
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK409",
    "worse-is-milder",
    Severity.WARNING,
    Words(
        "»{outcome}« bliver mildere, når »{name}« bliver værre.",
        'Ret reglen. Er det meningen, så sig det som et krav med undtagelsen: mere {name} mildner aldrig {outcome} bortset fra når … fordi "…"',
    ),
    Words(
        '"{outcome}" gets milder when "{name}" gets worse.',
        'Mend the rule. If it is meant, say so as a demand with the exception: more {name} never betters {outcome} except when … because "…"',
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a fact or field declared with a worse direction; outcomes that a demand speaks of are left to it.

    A fact of a layer below is asked about for what the rule set itself says.
    """
    rules = context.ruleset
    if context.is_vocabulary:
        return
    foreign = tuple(
        one for one in (*rules.levels, *rules.actions, *rules.measures) if one not in _own_says(context)
    )
    for name, one in rules.inputs.items():
        if one.worse is not None:
            spoken = {
                outcome
                for demand in rules.demands
                if demand.kind is DemandKind.NEVER_BETTERS and name in demand.subjects
                for outcome in demand.outcomes
            }
            left_out = spoken if context.is_own(one) else spoken | set(foreign)
            yield Question(Kind.WORSENING, (name, *sorted(left_out)), at=_place(context, one))
    for list_, held in rules.lists.items():
        for name, part in held.fields.items():
            if part.worse is not None:
                left_out = set() if context.is_own(part) else set(foreign)
                yield Question(
                    Kind.WORSENING, (f"{list_}.{name}", *sorted(left_out)), at=_place(context, part)
                )


def _place(context: Context, part: Placed) -> Span:
    """Where a finding is shown: in the rule set's own files."""
    return part.origin.span if context.is_own(part) else context.ruleset.head.origin.span


def _own_says(context: Context) -> frozenset[str]:
    """The outcomes that the rule set's own rules and exceptions move."""
    moving = [
        rule
        for rule in context.ruleset.rules.values()
        if context.is_own(rule) or any(context.is_own(one) for one in rule.exceptions)
    ]
    return frozenset(
        name for rule in moving for one in rule.conclusions for name in subjects(one, context.ruleset)
    )


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The fact."""
    del context
    return {"name": question.about[0], "outcome": ""}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The fact."""
    del context
    name = question.about[0]
    return (
        f"Om noget bliver mildere, når »{name}« bliver værre",
        f'Whether anything gets milder when "{name}" gets worse',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Which outcome gets milder."""
    rules = context.ruleset
    names = tuple(
        one for one in (*rules.levels, *rules.actions, *rules.measures) if one not in question.about[1:]
    )
    found = milder(replayed[0], replayed[1], names, least=Modality.MUST_BY_DEFAULT)
    return None if found is None else {"outcome": found}


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
