"""A rule set that does not say what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK329",
    "nothing-not-covered",
    Severity.NOTE,
    Words(
        "Regelsættet »{name}« siger ikke, hvad det ikke dækker.",
        'Skriv én linje for hvert område, reglerne er tavse om: dækker ikke "…". Den vises i hver beslutning.',
    ),
    Words(
        "The rule set »{name}« does not say what it does not cover.",
        'Write a line for each matter on which the rules are silent: does not cover "…". Every decision shows it.',
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds a head without a line on what is not covered."""
    head = context.ruleset.head
    if not head.not_covered:
        yield Diagnostic(CODE, head.origin.span, {"name": head.name})


CHECK = Check(CODE, run)
