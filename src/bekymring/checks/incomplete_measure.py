"""A measure without a statute, or that nobody may decide."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Competence

CODE = Code(
    "BEK341",
    "incomplete-measure",
    Severity.WARNING,
    Words(
        "Indsatsen »{name}« mangler {part}.",
        "Skriv under indsatsen: {line}",
    ),
    Words(
        "The measure »{name}« lacks {part_en}.",
        "Write under the measure: {line_en}",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own measures without a statute or without competence."""
    rules = context.ruleset
    decided = {
        one.subject
        for rule in rules.rules.values()
        for one in rule.conclusions
        if isinstance(one, Competence)
    }
    for measure in context.own(rules.measures.values()):
        if not any(citation.statute for citation in measure.citations):
            args = {
                "name": measure.name,
                "part": "hjemmel",
                "part_en": "a statute",
                "line": "hjemmel <lov> <sted> læst <dato>",
                "line_en": "statute <law> <place> read <date>",
            }
            yield Diagnostic(CODE, measure.origin.span, args)
        if measure.decided_by is None and measure.name not in decided:
            args = {
                "name": measure.name,
                "part": "den, der kan beslutte den",
                "part_en": "someone who may decide it",
                "line": "besluttes af <rolle>",
                "line_en": "decided by <role>",
            }
            yield Diagnostic(CODE, measure.origin.span, args)


CHECK = Check(CODE, run)
