"""A duty that nobody bears."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Modality, Require

CODE = Code(
    "BEK340",
    "duty-nobody-bears",
    Severity.WARNING,
    Words(
        "Reglen »{name}« siger, at »{action}« skal ske, men ingen har ansvaret for det.",
        "Skriv på handlingen, hvem pligten påhviler: påhviler <rolle>",
    ),
    Words(
        "The rule »{name}« says that »{action}« must happen, but nobody bears it.",
        "Write on the action who bears the duty: borne by <role>",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own duties and defaults without a bearer on the conclusion or the action."""
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require) or one.modality.rank < Modality.MUST_BY_DEFAULT.rank:
                continue
            action = context.action(one.action)
            if action is not None and action.bearer is None and one.bearer is None:
                yield Diagnostic(CODE, one.span, {"name": rule.name, "action": one.action})


CHECK = Check(CODE, run)
