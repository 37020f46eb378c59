"""A rule that says by which day its period is judged, and has no period."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import ALWAYS

CODE = Code(
    "BEK349",
    "measured-on-without-period",
    Severity.WARNING,
    Words(
        "Reglen »{name}« siger, hvad den er målt på, men ikke hvornår den gælder.",
        "Skriv perioden: gælder fra <dato> til og med <dato>, eller fjern »målt på«.",
    ),
    Words(
        "The rule »{name}« says by what it is measured, but not when it is valid.",
        "Write the period: valid from <date> until <date>, or remove »measured on«.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules with a day of measure and no period."""
    for rule in context.rules:
        if rule.measured_on is not None and rule.period == ALWAYS:
            yield Diagnostic(CODE, rule.origin.span, {"name": rule.name})


CHECK = Check(CODE, run)
