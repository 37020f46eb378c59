"""A source that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.citing import cited
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK307",
    "unused-source",
    Severity.WARNING,
    Words(
        "Ingen henviser til kilden »{name}«.",
        "Skriv »ifølge {name}« dér, hvor kilden er brugt, eller fjern den.",
    ),
    Words(
        "Nothing cites the source »{name}«.",
        "Write »according to {name}« where the source was used, or remove it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own sources that nothing cites."""
    if context.is_vocabulary:
        return
    used = {citation.source for _, citation in cited(context.ruleset)}
    for one in context.own(context.ruleset.sources.values()):
        if one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
