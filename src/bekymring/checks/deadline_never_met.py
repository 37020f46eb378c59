"""A duty with a deadline whose action does not say when it was done."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Action, Require

CODE = Code(
    "BEK356",
    "deadline-never-met",
    Severity.NOTE,
    Words(
        "»{action}« har en frist, men handlingen siger ikke, hvornår den er udført.",
        "Skriv på handlingen: udført den <dato eller tidspunkt>. Ellers står den som overskredet, også når den er gjort.",
    ),
    Words(
        "»{action}« has a deadline, but the action does not say when it was done.",
        "Write on the action: done on <date or instant>. Otherwise it stands as overdue even when it was done.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own deadlines and intervals of actions that nothing can show to be done."""
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require):
                continue
            action = context.ruleset.actions.get(one.action)
            dated = one.interval is not None or (one.deadline is not None and one.deadline.terms)
            if isinstance(action, Action) and action.done is None and dated:
                yield Diagnostic(CODE, one.span, {"action": one.action})


CHECK = Check(CODE, run)
