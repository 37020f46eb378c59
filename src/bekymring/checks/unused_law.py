"""A law that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.citing import cited
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK308",
    "unused-law",
    Severity.WARNING,
    Words(
        "Ingen henviser til loven »{name}«.",
        "Skriv »hjemmel {name}« med sted dér, hvor loven er grundlaget, eller fjern den.",
    ),
    Words(
        "Nothing cites the law »{name}«.",
        "Write »statute {name}« with the place where the law is the basis, or remove it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own laws that nothing cites."""
    if context.is_vocabulary:
        return
    used = {citation.source for _, citation in cited(context.ruleset)}
    for one in context.own(context.ruleset.laws.values()):
        if one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
