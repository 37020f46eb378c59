"""A case that points to a step on which no measure fits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import PointTo
from bekymring.prove.question import Kind, Question
from bekymring.values import Truth

CODE = Code(
    "BEK406",
    "measure-gap",
    Severity.WARNING,
    Words(
        "Reglerne kan pege på {step} af »{name}« for et barn, som ingen indsats på det trin er for.",
        "Skriv en indsats, hvis målgruppe barnet hører til, eller lad være at pege på trinnet for det barn.",
    ),
    Words(
        'The rules can point to {step} of "{name}" for a child that no measure on that step is for.',
        "Write a measure whose target group the child belongs to, or do not point to the step for that child.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a step that rules point to, on a ladder that holds measures."""
    rules = context.ruleset
    ladders = {one.scale for one in rules.measures.values()}
    pointed = {
        (one.level, one.step): rule.origin.span
        for rule in context.rules
        for one in rule.conclusions
        if isinstance(one, PointTo) and rules.levels[one.level].scale in ladders
    }
    for (level, step), at in sorted(pointed.items()):
        yield Question(Kind.MEASURE_GAP, (level, step), at=at)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The level and the step."""
    del context
    return {"name": question.about[0], "step": question.about[1]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The step."""
    del context
    name, step = question.about
    return (
        f"Om der altid er en indsats på {step} af »{name}«",
        f'Whether there always is a measure on {step} of "{name}"',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether the level certainly is there, and no measure on it fits."""
    name, step = question.about
    scale = context.ruleset.scales[context.ruleset.levels[name].scale]
    if replayed[0].rank(name) != scale.rank(step):
        return None
    fits = [
        Truth.TRUE
        if one.target_group is None
        else None
        if not replayed[0].fails(one.target_group)
        else Truth.FALSE
        for one in context.ruleset.measures_on(scale.name, step)
    ]
    return {} if all(one is Truth.FALSE for one in fits) else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
