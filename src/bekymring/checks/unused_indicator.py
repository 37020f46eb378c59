"""An indicator that nothing reads or counts."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import in_use
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK302",
    "unused-indicator",
    Severity.WARNING,
    Words(
        "Ingen regel bruger eller tæller indikatoren »{name}«.",
        "Brug den i en regel, lad en faglig vurdering lægge vægt på den, eller fjern den.",
    ),
    Words(
        "No rule uses or counts the indicator »{name}«.",
        "Use it in a rule, let a professional assessment give weight to it, or remove it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own indicators that are neither read, counted nor weighed."""
    if context.is_vocabulary:
        return
    used = in_use(context.ruleset)
    for one in context.own(context.ruleset.indicators.values()):
        if one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
