"""A date that starts a deadline and is asked of nobody."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import walk
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import DecideWhether, InputKind, Ref, Require
from bekymring.model.types import Day, Instant

CODE = Code(
    "BEK333",
    "deadline-start-nobody-knows",
    Severity.NOTE,
    Words(
        "Fristen for »{action}« regnes fra »{fact}«, men der står ikke, hvem der kan oplyse den.",
        "Skriv under oplysningen: kan oplyses af <part>. Uden datoen har pligten ingen frist.",
    ),
    Words(
        "The deadline for »{action}« is counted from »{fact}«, but nothing says who can tell it.",
        "Write under the fact: can be told by <party>. Without the date the duty has no deadline.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own deadlines that start at a date or instant nobody is said to know."""
    inputs = context.ruleset.inputs
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require | DecideWhether) or one.deadline is None:
                continue
            read = walk(*(term.anchor for term in one.deadline.terms))
            for fact in sorted({each.name for each in read if isinstance(each, Ref)}):
                input_ = inputs.get(fact)
                if input_ is None or input_.kind is not InputKind.FACT or input_.answered_by:
                    continue
                if isinstance(input_.type_, Day | Instant) and not input_.is_birth_date:
                    action = one.action if isinstance(one, Require) else one.subject
                    yield Diagnostic(CODE, one.span, {"action": action, "fact": fact})


CHECK = Check(CODE, run)
