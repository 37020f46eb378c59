"""A reason, consideration or point of attention that shouts."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.wording import shouts
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK325",
    "slogan-in-reason",
    Severity.WARNING,
    Words(
        "Begrundelsen i »{name}« råber: »{word}«.",
        "Sig roligt, hvorfor reglen er der. Forældrene har ret til at læse begrundelsen.",
    ),
    Words(
        "The reason in »{name}« shouts: »{word}«.",
        "Say calmly why the rule is there. The parents have a right to read the reason.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own reasons, considerations and points of attention that shout."""
    rules = context.ruleset
    added = context.own(one for rule in rules.rules.values() for one in rule.exceptions)
    said = [
        *((*context.written_as(rule), (rule.reason, *rule.considerations)) for rule in context.rules),
        *((one.name, one.origin.span, (one.reason,)) for one in added),
        *((one.name, one.origin.span, (one.text,)) for one in context.own(rules.attention.values())),
    ]
    for name, at, texts in said:
        for word in filter(None, map(shouts, texts)):
            yield Diagnostic(CODE, at, {"name": name, "word": word})


CHECK = Check(CODE, run)
