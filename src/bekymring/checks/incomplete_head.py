"""A rule set that does not say who answers for it, who approved it, or when it is to be revised."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK328",
    "incomplete-head",
    Severity.WARNING,
    Words(
        "Regelsættet »{name}« siger ikke, {part}.",
        "Skriv under hovedet: {line}",
    ),
    Words(
        "The rule set »{name}« does not say {part_en}.",
        "Write under the head: {line_en}",
    ),
)


_PARTS = {
    "responsible": ("hvem der er ansvarlig", "who answers for it", 'ansvarlig "…"', 'responsible "…"'),
    "approved": (
        "hvornår og af hvem det er godkendt",
        "when and by whom it was approved",
        'godkendt <dato> af "…"',
        'approved <date> by "…"',
    ),
    "revise_by": (
        "hvornår det skal revideres",
        "when it is to be revised",
        "revideres senest <dato>",
        "to be revised by <date>",
    ),
}


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds which of the three the head leaves out."""
    head = context.ruleset.head
    missing = {
        "responsible": not head.responsible.strip(),
        "approved": head.approved is None or not head.approved_by.strip(),
        "revise_by": head.revise_by is None,
    }
    for part, (da, en, line, line_en) in _PARTS.items():
        if missing[part]:
            args = {"name": head.name, "part": da, "part_en": en, "line": line, "line_en": line_en}
            yield Diagnostic(CODE, head.origin.span, args)


CHECK = Check(CODE, run)
