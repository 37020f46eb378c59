"""A rule that turns on a fact that is never collected."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import names_read, of_rule
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK348",
    "uncollected-fact-read",
    Severity.WARNING,
    Words(
        "»{name}« læser »{fact}«, som ikke indhentes: svaret kommer aldrig.",
        "Fjern oplysningen fra betingelsen. Skal den bruges, så lad være med at skrive »indhentes ikke«.",
    ),
    Words(
        "»{name}« reads »{fact}«, which is not collected: the answer never comes.",
        "Remove it from the condition. If it is to be used, do not write »is not collected«.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and definitions that read a fact said not to be collected."""
    rules = context.ruleset
    hidden = {one.name for one in rules.inputs.values() if not one.collected}
    readers = [
        *((rule.name, rule.origin.span, of_rule(rule)) for rule in context.rules),
        *((one.name, one.origin.span, (one.expr,)) for one in context.own(rules.definitions.values())),
    ]
    for name, at, roots in readers:
        for fact in sorted(names_read(*roots) & hidden):
            yield Diagnostic(CODE, at, {"name": name, "fact": fact})


CHECK = Check(CODE, run)
