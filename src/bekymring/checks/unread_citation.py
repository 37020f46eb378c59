"""A citation whose text its author has not read."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.citing import cited
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK313",
    "unread-citation",
    Severity.NOTE,
    Words(
        "Henvisningen til »{source}« er ikke læst.",
        "Læs teksten, og skriv hvornår: læst <dato>. Indtil da står det i hver beslutning, at den ikke er læst.",
    ),
    Words(
        "The citation of »{source}« has not been read.",
        "Read the text and write when: read <date>. Until then every decision says that it has not been read.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own citations that are not read."""
    for part, citation in cited(context.ruleset):
        if citation.read is None and context.is_own(part):
            yield Diagnostic(CODE, citation.span, {"source": citation.source})


CHECK = Check(CODE, run)
