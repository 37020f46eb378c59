"""A rule, or an exception to one, that does not say who says so."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK311",
    "rule-without-authority",
    Severity.WARNING,
    Words(
        "Reglen »{name}« har hverken hjemmel eller kilde.",
        "Skriv, hvem der siger det: »hjemmel« for en lov, »ifølge« for alt andet, også jeres egen arbejdsgang.",
    ),
    Words(
        "The rule »{name}« has neither a statute nor a source.",
        "Write who says so: »statute« for a law, »according to« for all else, your own working practice included.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and exceptions that cite nothing."""
    for rule in context.rules:
        if not rule.citations:
            name, at = context.written_as(rule)
            yield Diagnostic(CODE, at, {"name": name})
    every = context.ruleset.rules.values()
    for added in context.own(one for rule in every for one in rule.exceptions):
        if not added.citations:
            yield Diagnostic(CODE, added.origin.span, {"name": added.name})


CHECK = Check(CODE, run)
