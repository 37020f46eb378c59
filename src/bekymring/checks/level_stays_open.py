"""A level that stays not assessed for some child although conditions read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import UNASSESSED, Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import PointTo
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK416",
    "level-stays-open",
    Severity.NOTE,
    Words(
        "»{name}« bliver ikke vurderet for barnet nedenfor, og regler bygger på niveauet.",
        "En betingelse om et niveau, der ikke er vurderet, er ikke opfyldt. Skriv den regel, der mangler, eller sig, hvad der ellers gælder: ellers <trin>",
    ),
    Words(
        '"{name}" is not assessed for the child below, and rules build on the level.',
        "A condition on a level that is not assessed is not met. Write the rule that is missing, or say what holds otherwise: otherwise <step>",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a level without `ellers` that the rule set's own rules point to and that conditions read."""
    rules = context.ruleset
    read = {
        one.name
        for root in reads.all_expressions(rules)
        for one in reads.outcomes_read(root, rules.definitions)
    }
    pointed = {one.level for rule in context.rules for one in rule.conclusions if isinstance(one, PointTo)}
    for name, level in rules.levels.items():
        if level.otherwise is None and name in read & pointed:
            at = level.origin.span if context.is_own(level) else rules.head.origin.span
            yield Question(Kind.LEVEL_GAP, (name,), at=at)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The level."""
    del context
    return {"name": question.about[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The level."""
    name = args(context, question)["name"]
    return f"Om »{name}« altid bliver vurderet", f'Whether "{name}" is always assessed'


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether it is certainly not assessed."""
    name, one = question.about[0], replayed[0]
    if context.ruleset.levels[name].per_record is None:
        return {} if one.rank(name) == UNASSESSED else None
    return {} if any(not held.decided for held in one.decision.levels_each[name]) else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
