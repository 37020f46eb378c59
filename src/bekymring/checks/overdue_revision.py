"""A rule set whose revision is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK327",
    "overdue-revision",
    Severity.WARNING,
    Words(
        "Regelsættet »{name}« skulle være revideret senest {date}.",
        "Gennemgå reglerne, godkend dem igen, og skriv en ny dato: revideres senest <dato>",
    ),
    Words(
        "The rule set »{name}« should have been revised by {date}.",
        "Go through the rules, approve them again, and write a new date: to be revised by <date>",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds that the day of the check lies after the day by which the rule set was to be revised.

    Without a day of the check nothing is asked: there is no hidden clock.
    """
    head, today = context.ruleset.head, context.today
    if today is not None and head.revise_by is not None and head.revise_by < today:
        args = {"name": head.name, "date": head.revise_by.isoformat()}
        yield Diagnostic(CODE, head.origin.span, args)


CHECK = Check(CODE, run)
