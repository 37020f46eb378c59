"""A duty about a family that only local or professional authority speaks for, without anyone who may depart from it."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Modality, Require

CODE = Code(
    "BEK318",
    "local-duty-on-family",
    Severity.WARNING,
    Words(
        "Reglen »{name}« gør »{action}« til en pligt over for en familie uden hjemmel, og ingen kan fravige den.",
        "Skriv det som udgangspunkt, og sig, hvem der kan fravige: så skal {action} som udgangspunkt ske … kan fraviges af <rolle>",
    ),
    Words(
        "The rule »{name}« makes »{action}« a duty towards a family without a statute, and nobody may depart from it.",
        "Write it as a default, and say who may depart: then must {action} as a rule happen … may be departed from by <role>",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules without a statute that conclude a must, or a default nobody departs from, about a family."""
    for rule in context.rules:
        for one in rule.conclusions if not rule.has_statute else ():
            if not isinstance(one, Require) or not _touches_family(context, one.action):
                continue
            nobody = one.modality is Modality.MUST_BY_DEFAULT and one.departed_by is None
            if one.modality is Modality.MUST or nobody:
                suggestion = f"så skal {one.action} som udgangspunkt ske"
                args = {"name": rule.name, "action": one.action}
                yield Diagnostic(CODE, one.span, args, suggestion=suggestion)


def _touches_family(context: Context, name: str) -> bool:
    """Whether an action involves somebody or is done for a family; an intervention is another finding."""
    one = context.action(name)
    if one is None or one.is_intervention:
        return False
    return bool(one.involves) or one.is_offer or one.is_decision


CHECK = Check(CODE, run)
