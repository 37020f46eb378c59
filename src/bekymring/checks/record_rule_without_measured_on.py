"""A rule for each record whose period is judged by the moment, not by the record."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import ALWAYS

CODE = Code(
    "BEK350",
    "record-rule-without-measured-on",
    Severity.NOTE,
    Words(
        "Reglen »{name}« gælder for hver »{list}« i en periode, men perioden måles på vurderingsdagen.",
        "En gammel »{list}« skifter regel, når perioden slutter. Skal den beholde sin regel, så skriv: målt på <felt> af denne {list}",
    ),
    Words(
        "The rule »{name}« is valid for each »{list}« in a period, but the period is judged by the moment of assessment.",
        "An old »{list}« changes rule when the period ends. To let it keep its rule write: measured on <field> of this {list}",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own per-record rules with a period and without a day of measure."""
    for rule in context.rules:
        if rule.per_record is not None and rule.period != ALWAYS and rule.measured_on is None:
            yield Diagnostic(CODE, rule.origin.span, {"name": rule.name, "list": rule.per_record})


CHECK = Check(CODE, run)
