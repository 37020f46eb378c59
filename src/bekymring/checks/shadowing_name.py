"""A field with the name of a fact or a condition."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.model.ruleset import Definition, Input

CODE = Code(
    "BEK332",
    "shadowing-name",
    Severity.WARNING,
    Words(
        "Feltet »{name}« på »{list}« hedder det samme som noget andet i reglerne.",
        "Inde i »hvor (…)« kan man ikke se, hvilken der menes. Giv den ene et andet navn.",
    ),
    Words(
        "The field »{name}« of »{list}« has the name of something else in the rules.",
        "Inside »where (…)« nobody can see which is meant. Give one of them another name.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own fields named as a fact, an assessment, an indicator or a definition."""
    rules = context.ruleset
    names: dict[str, Definition | Input] = {**rules.definitions, **rules.inputs}
    for list_ in rules.lists.values():
        for field in list_.fields.values():
            other = names.get(field.name)
            if other is None or not (context.is_own(field) or context.is_own(other)):
                continue
            label = Label(other.origin.span, "Det andet står her.", "The other one stands here.")
            at = field.origin.span if context.is_own(list_) else other.origin.span
            yield Diagnostic(CODE, at, {"name": field.name, "list": list_.name}, (label,))


CHECK = Check(CODE, run)
