"""A rule whose period lies outside that of its rule set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK352",
    "rule-outside-ruleset",
    Severity.WARNING,
    Words(
        "Reglen »{name}« gælder kun på dage, hvor regelsættet ikke gælder.",
        "Ret reglens periode eller regelsættets; som det står, gælder reglen aldrig.",
    ),
    Words(
        "The rule »{name}« is only valid on days when the rule set is not.",
        "Mend the period of the rule or of the rule set; as it stands the rule never holds.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules, judged by the moment, whose period never meets that of the rule set."""
    whole = context.ruleset.head.period
    for rule in context.rules:
        if rule.measured_on is not None:
            continue
        late = _is_before(whole.end, rule.period.start)
        early = _is_before(rule.period.end, whole.start)
        if late or early:
            yield Diagnostic(CODE, rule.origin.span, {"name": rule.name})


def _is_before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end < start


CHECK = Check(CODE, run)
