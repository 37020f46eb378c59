"""Days on which no version of a rule is valid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Rule

CODE = Code(
    "BEK351",
    "gap-between-versions",
    Severity.WARNING,
    Words(
        "Ingen udgave af reglen »{name}« gælder fra {start} til og med {end}.",
        "Er det meningen, så skriv hvorfor. Ellers lad den næste udgave begynde dagen efter, at den forrige slutter.",
    ),
    Words(
        "No version of the rule »{name}« is valid from {start} until {end}.",
        "If this is meant, write why. Otherwise let the next version begin the day after the one before ends.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds days between two versions of one own rule."""
    versions: dict[str, list[Rule]] = {}
    for rule in context.rules:
        versions.setdefault(rule.name, []).append(rule)
    for name, every in versions.items():
        for before, after in pairwise(sorted(every, key=lambda rule: rule.period.start or date.min)):
            end, start = before.period.end, after.period.start
            if end is None or start is None:
                continue
            first, last = end + timedelta(1), start - timedelta(1)
            if first <= last:
                args = {"name": name, "start": first.isoformat(), "end": last.isoformat()}
                yield Diagnostic(CODE, after.origin.span, args)


CHECK = Check(CODE, run)
