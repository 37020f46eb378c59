"""A name, label or question that shouts."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.wording import shouts
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.source import Span

CODE = Code(
    "BEK324",
    "shouting-name",
    Severity.WARNING,
    Words(
        "»{name}« råber: »{word}«.",
        "Skriv med almindelige bogstaver og uden udråbstegn; familien kan læse med.",
    ),
    Words(
        "»{name}« shouts: »{word}«.",
        "Write in ordinary letters and without exclamation marks; the family may read it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own declarations whose name or text shouts."""
    for name, text, at in _labels(context):
        word = shouts(name.replace("_", " ")) or shouts(text)
        if word:
            yield Diagnostic(CODE, at, {"name": name, "word": word})


def _labels(context: Context) -> Iterator[tuple[str, str, Span]]:
    rules, own = context.ruleset, context.own
    indicators = own(rules.indicators.values())
    yield from ((one.name, one.label, one.origin.span) for one in indicators)
    yield from (
        (one.name, one.question, one.origin.span)
        for one in own(rules.inputs.values())
        if one.name not in rules.indicators and one.name not in rules.levels
    )
    yield from (
        (field.name, field.question, field.origin.span)
        for one in rules.lists.values()
        for field in own(one.fields.values())
        if not rules.is_own_level(one.name, field.name)
    )
    yield from ((one.name, one.title, one.origin.span) for one in own(rules.lists.values()))
    yield from ((one.name, one.label, one.origin.span) for one in own(rules.definitions.values()))
    yield from ((one.name, one.infinitive, one.origin.span) for one in own(rules.actions.values()))
    yield from ((one.name, one.title, one.origin.span) for one in own(rules.measures.values()))
    yield from ((one.name, one.title, one.origin.span) for one in own(rules.levels.values()))
    yield from ((rule.name, "", rule.origin.span) for rule in context.rules)


CHECK = Check(CODE, run)
