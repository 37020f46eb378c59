"""A value to be fixed locally that no rule reads."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import in_use
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import InputKind

CODE = Code(
    "BEK306",
    "unused-parameter",
    Severity.WARNING,
    Words(
        "Ingen regel bruger »{name}«, som skal fastsættes lokalt.",
        "Brug værdien i en regel, eller fjern den.",
    ),
    Words("No rule uses »{name}«, which is to be fixed locally.", "Use the value in a rule, or remove it."),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own parameters that nothing reads."""
    if context.is_vocabulary:
        return
    used = in_use(context.ruleset)
    for one in context.own(context.ruleset.inputs.values()):
        if one.kind is InputKind.PARAMETER and one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
