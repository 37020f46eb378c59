"""A rule set without examples."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK334",
    "no-examples",
    Severity.WARNING,
    Words(
        "Regelsættet »{name}« har ingen eksempler.",
        'Skriv mindst ét eksempel med en opdigtet sag og det, der forventes: eksempel "…" i en sag hvor … vurderet <dato> forventes …',
    ),
    Words(
        "The rule set »{name}« has no examples.",
        'Write at least one example with an invented case and what is expected: example "…" in a case where … assessed <date> expected …',
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds a rule set that concludes something and shows it on no case."""
    head = context.ruleset.head
    if context.rules and not context.own(context.ruleset.examples):
        yield Diagnostic(CODE, head.origin.span, {"name": head.name})


CHECK = Check(CODE, run)
