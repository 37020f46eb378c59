"""An action that is advised and advised against under the same conditions."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import AdviseAgainst, Modality, Require, Rule

CODE = Code(
    "BEK337",
    "advice-both-ways",
    Severity.WARNING,
    Words(
        "»{action}« både bør og bør ikke ske under de samme betingelser (»{name}« og »{other}«).",
        "De to ophæver ikke hinanden: begge vises. Vælg den ene, eller skriv, hvad der skiller de to situationer.",
    ),
    Words(
        "»{action}« both should and should not happen under the same conditions (»{name}« and »{other}«).",
        "The two do not cancel out: both are shown. Choose one, or write what tells the two situations apart.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own advice against an action that a rule with the same conditions advises or asks for."""
    every = context.ruleset.rules.values()
    asked: dict[object, Rule] = {}
    against: dict[object, Rule] = {}
    for rule in every:
        for one in rule.conclusions:
            if isinstance(one, AdviseAgainst):
                against[_key(rule, one.action)] = rule
            elif isinstance(one, Require) and one.modality is not Modality.MAY:
                asked[_key(rule, one.action)] = rule
    for key, rule in against.items():
        other = asked.get(key)
        if other is not None and (context.is_own(rule) or context.is_own(other)):
            at = rule if context.is_own(rule) else other
            action = next(
                one.action
                for one in rule.conclusions
                if isinstance(one, AdviseAgainst) and _key(rule, one.action) == key
            )
            args = {"action": action, "name": at.name, "other": other.name if at is rule else rule.name}
            yield Diagnostic(CODE, at.origin.span, args)


def _key(rule: Rule, action: str) -> object:
    return (action, rule.per_record, rule.when)


CHECK = Check(CODE, run)
