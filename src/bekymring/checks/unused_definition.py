"""A definition that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import in_use
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK303",
    "unused-definition",
    Severity.WARNING,
    Words("Definitionen »{name}« bruges ikke.", "Brug den i en regel, eller fjern den."),
    Words("The definition »{name}« is not used.", "Use it in a rule, or remove it."),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own definitions that nothing reads."""
    if context.is_vocabulary:
        return
    rules = context.ruleset
    used = in_use(rules)
    for one in context.own(rules.definitions.values()):
        if one.name not in used and one.name not in rules.indicators:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
