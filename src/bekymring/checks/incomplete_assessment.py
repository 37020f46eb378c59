"""A professional assessment that does not say what it weighs or who makes it."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import assessments_each
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Input, InputKind, RecordField

CODE = Code(
    "BEK343",
    "incomplete-assessment",
    Severity.WARNING,
    Words(
        "Den faglige vurdering »{name}« siger ikke, {part}.",
        "Skriv under vurderingen: {line}",
    ),
    Words(
        "The professional assessment »{name}« does not say {part_en}.",
        "Write under the assessment: {line_en}",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own professional assessments without factors or without a role."""
    once = [one for one in context.ruleset.inputs.values() if one.kind is InputKind.ASSESSMENT]
    each = [one for _, one in assessments_each(context.ruleset)]
    own: tuple[Input | RecordField, ...] = (*context.own(once), *context.own(each))
    for one in own:
        if not one.weighs:
            args = {
                "name": one.name,
                "part": "hvad den lægger vægt på",
                "part_en": "what it gives weight to",
                "line": 'lægger vægt på "…", "…"',
                "line_en": 'gives weight to "…", "…"',
            }
            yield Diagnostic(CODE, one.origin.span, args)
        if one.made_by is None:
            args = {
                "name": one.name,
                "part": "hvem der foretager den",
                "part_en": "who makes it",
                "line": "foretages af <rolle>",
                "line_en": "made by <role>",
            }
            yield Diagnostic(CODE, one.origin.span, args)


CHECK = Check(CODE, run)
