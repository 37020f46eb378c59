"""A point of attention that no rule shows."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Attend

CODE = Code(
    "BEK309",
    "unused-attention-point",
    Severity.WARNING,
    Words(
        "Intet fører til opmærksomhedspunktet »{name}«.",
        "Skriv »så vær opmærksom på {name}« i en regel, eller fjern det.",
    ),
    Words(
        "Nothing leads to the point of attention »{name}«.",
        "Write »then be aware of {name}« in a rule, or remove it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own points of attention that no rule concludes."""
    if context.is_vocabulary:
        return
    rules = context.ruleset.rules.values()
    used = {one.point for rule in rules for one in rule.conclusions if isinstance(one, Attend)}
    for one in context.own(context.ruleset.attention.values()):
        if one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)
