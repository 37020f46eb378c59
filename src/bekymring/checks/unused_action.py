"""An action that no rule speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import everything, subjects, walk
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import ActionIs

CODE = Code(
    "BEK304",
    "unused-action",
    Severity.WARNING,
    Words(
        "Ingen regel siger noget om handlingen »{name}«.",
        "Skriv den regel, der mangler, eller fjern handlingen.",
    ),
    Words(
        "No rule says anything about the action »{name}«.",
        "Write the rule that is missing, or remove the action.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own actions that no rule concludes, orders, offers as a route or reads."""
    if context.is_vocabulary:
        return
    rules = context.ruleset
    concluded = {
        name
        for rule in rules.rules.values()
        for conclusion in rule.conclusions
        for name in subjects(conclusion, rules)
    }
    read = {one.action for _, root in everything(rules) for one in walk(root) if isinstance(one, ActionIs)}
    for one in context.own(rules.actions.values()):
        if one.name not in concluded | read:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
