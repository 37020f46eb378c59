"""A prohibition that does not say what to do instead."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Forbid

CODE = Code(
    "BEK338",
    "prohibition-without-route",
    Severity.WARNING,
    Words(
        "Reglen »{name}« forbyder »{action}« uden at sige, hvad der så skal ske.",
        "Skriv vejen: så må {action} ikke ske i stedet <handling>. Ellers når ingen barnet.",
    ),
    Words(
        "The rule »{name}« forbids »{action}« without saying what to do instead.",
        "Write the route: then must {action} not happen instead <action>. Otherwise nobody reaches the child.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own prohibitions without a route to take."""
    for rule in context.rules:
        for one in rule.conclusions:
            if isinstance(one, Forbid) and one.instead is None:
                yield Diagnostic(CODE, one.span, {"name": rule.name, "action": one.action})


CHECK = Check(CODE, run)
