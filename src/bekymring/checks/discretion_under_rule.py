"""A rule without a statute that makes an intervention expected, or shuts off what the law leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import (
    Action,
    Conclusion,
    Forbid,
    Measure,
    Modality,
    OneFirst,
    OnlyWhen,
    Order,
    Require,
    Ruleset,
)

CODE = Code(
    "BEK317",
    "discretion-under-rule",
    Severity.ERROR,
    Words(
        "Reglen »{name}« har ingen hjemmel, men afgør noget om »{action}«, som loven lader kommunen skønne over.",
        "En intern regel må gerne være et udgangspunkt, men ikke lukke for en konkret vurdering. Skriv i stedet: så skal der tages stilling til {action}. Har reglen hjemmel i lov, så skriv den.",
    ),
    Words(
        "The rule »{name}« has no statute, but settles something about »{action}« that the law leaves to discretion.",
        "A rule of your own may be a starting point, but may not shut off a concrete assessment. Write instead: then must decide whether {action}. If the rule has a statute, write it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules without a statute that go above the law in what may be done to a family."""
    founded = _by_law(context.ruleset)
    for rule in context.rules:
        if rule.has_statute:
            continue
        for conclusion in rule.conclusions:
            for action in _settled(context, conclusion, founded):
                suggestion = f"så skal der tages stilling til {action}"
                args = {"name": rule.name, "action": action}
                yield Diagnostic(CODE, conclusion.span, args, suggestion=suggestion)


def _settled(context: Context, conclusion: Conclusion, founded: frozenset[str]) -> Iterator[str]:
    match conclusion:
        case Require() if conclusion.modality is not Modality.MAY and _intervenes(context, conclusion.action):
            yield conclusion.action
        case Forbid(action, instead):
            if action in founded:
                yield action
            if instead is not None and _intervenes(context, instead):
                yield instead
        case OnlyWhen(action) if action in founded:
            yield action
        case Order() | OneFirst():
            yield from (action for action in conclusion.then if action in founded)
        case _:
            return


def _intervenes(context: Context, name: str) -> bool:
    one = context.action(name)
    return one is not None and one.is_intervention


def _by_law(rules: Ruleset) -> frozenset[str]:
    """What a statute speaks for: actions and measures that cite one, or that a rule with one allows or demands."""
    parts: tuple[Action | Measure, ...] = (*rules.actions.values(), *rules.measures.values())
    named = {one.name for one in parts if any(citation.statute for citation in one.citations)}
    concluded = {
        one.action
        for rule in rules.rules.values()
        if rule.has_statute
        for one in rule.conclusions
        if isinstance(one, Require)
    }
    return frozenset(named | concluded)


CHECK = Check(CODE, run)
