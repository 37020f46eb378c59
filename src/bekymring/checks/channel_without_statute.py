"""A protected fact that may matter for something, without a statute that says so."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK316",
    "channel-without-statute",
    Severity.ERROR,
    Words(
        "Den beskyttede oplysning »{name}« må have betydning for {channels}, men der står ingen hjemmel.",
        "Skriv den lov, der siger det, under oplysningen: hjemmel <lov> <sted> læst <dato>. Er der ingen, må oplysningen ikke have betydning.",
    ),
    Words(
        "The protected fact »{name}« may matter for {channels}, but no statute is given.",
        "Write the law that says so under the fact: statute <law> <place> read <date>. If there is none, it may not matter.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own protected facts with channels and without a statute."""
    for one in context.own(context.ruleset.inputs.values()):
        if one.protected and one.channels and not any(citation.statute for citation in one.citations):
            channels = ", ".join(f"»{name}«" for name in one.channels)
            yield Diagnostic(CODE, one.origin.span, {"name": one.name, "channels": channels})


CHECK = Check(CODE, run)
