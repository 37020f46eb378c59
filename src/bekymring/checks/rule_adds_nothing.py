"""A rule that never changes anything, because other rules always say as much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Attend
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK408",
    "rule-adds-nothing",
    Severity.WARNING,
    Words(
        "Reglen »{name}« ændrer aldrig noget: andre regler siger altid mindst det samme.",
        "Slet den, eller ret grænsen, hvis den skulle have sagt noget andet. Skal den stå for begrundelsens skyld, så skriv det.",
    ),
    Words(
        'The rule "{name}" never changes anything: other rules always say at least as much.',
        "Delete it, or mend the limit if it was to say something else. If it is to stand for its reason, write so.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a rule of the rule set itself."""
    for key, rule in context.ruleset.rules.items():
        only_attention = all(isinstance(one, Attend) for one in rule.conclusions)
        if context.is_own(rule) and rule.table is None and not only_attention:
            yield Question(Kind.RULE_ADDS, (key,), at=rule.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The rule."""
    del context
    return {"name": question.about[0].partition("@")[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The rule."""
    name = args(context, question)["name"]
    return f"Om reglen »{name}« ændrer noget", f'Whether the rule "{name}" changes anything'


PROOF = ProofCheck(CODE, asks, FoundBy.NO_CASE, args, subject)
