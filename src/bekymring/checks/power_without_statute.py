"""A power over a family that no statute gives."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Modality, Require

CODE = Code(
    "BEK339",
    "power-without-statute",
    Severity.ERROR,
    Words(
        "Reglen »{name}« siger, at »{action}« kan ske, men der står ingen hjemmel for det.",
        "Et indgreb eller en afgørelse kræver lov. Skriv den på reglen eller handlingen: hjemmel <lov> <sted> læst <dato>. Er der ingen, så fjern reglen.",
    ),
    Words(
        "The rule »{name}« says that »{action}« may happen, but no statute is given for it.",
        "An intervention or a decision needs a law. Write it on the rule or the action: statute <law> <place> read <date>. If there is none, remove the rule.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own powers to intervene or decide for which neither rule nor action cites a statute."""
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require) or one.modality is not Modality.MAY or rule.has_statute:
                continue
            action = context.action(one.action)
            if action is None or not (action.is_intervention or action.is_decision):
                continue
            if not any(citation.statute for citation in action.citations):
                yield Diagnostic(CODE, one.span, {"name": rule.name, "action": one.action})


CHECK = Check(CODE, run)
