"""A professional assessment that no rule reads, asks for or waits for."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import assessments_each, everything, fields_read, in_use
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import InputKind

CODE = Code(
    "BEK305",
    "unused-assessment",
    Severity.WARNING,
    Words(
        "Ingen regel bruger den faglige vurdering »{name}«.",
        "Brug den i en regel, eller fjern den: en vurdering, som intet afhænger af, er spildt arbejde.",
    ),
    Words(
        "No rule uses the professional assessment »{name}«.",
        "Use it in a rule, or remove it: an assessment that nothing depends on is work wasted.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own professional assessments that nothing reads, demands or waits for."""
    if context.is_vocabulary:
        return
    used = in_use(context.ruleset)
    for one in context.own(context.ruleset.inputs.values()):
        if one.kind is InputKind.ASSESSMENT and one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})
    read = {pair for list_, expr in everything(context.ruleset) for pair in fields_read(list_, expr)}
    for held, each in assessments_each(context.ruleset):
        if context.is_own(each) and each.name not in used and (held.name, each.name) not in read:
            yield Diagnostic(CODE, each.origin.span, {"name": each.name})


CHECK = Check(CODE, run)
