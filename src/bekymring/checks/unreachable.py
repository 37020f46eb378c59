"""A rule, an exception, an indicator or a row that can never take effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.diagnostics import Code, Severity, Words
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK407",
    "unreachable",
    Severity.WARNING,
    Words(
        "{what_da} kan aldrig gælde: ingen sag opfylder det, der står.",
        "Se efter grænser, der udelukker hinanden, og perioder, der ligger uden for regelsættets egen. Slet det, eller ret betingelsen.",
    ),
    Words(
        "{what_en} can never hold: no case meets what it says.",
        "Look for limits that exclude each other, and periods outside that of the rule set. Delete it, or mend the condition.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a rule, exception, indicator and row of the rule set itself."""
    rules = context.ruleset
    for key, rule in rules.rules.items():
        if context.is_own(rule) and rule.table is None:
            yield Question(Kind.RULE_FIRES, (key,), at=rule.origin.span)
        own = len(rule.unless)
        for number, one in enumerate((*rule.unless, *(each.unless for each in rule.exceptions))):
            added = number >= own
            part = rule.exceptions[number - own] if added else rule
            if context.is_own(part) and rule.table is None:
                at = part.origin.span if added else one.span
                yield Question(Kind.EXCEPTION_HOLDS, (key, str(number)), at=at)
    for name, indicator in rules.indicators.items():
        if context.is_own(indicator) and indicator.when is not None and name in rules.definitions:
            yield Question(Kind.INDICATOR_HOLDS, (name,), at=indicator.origin.span)
    for table in context.own(rules.tables.values()):
        for number, row in enumerate(table.rows):
            yield Question(Kind.ROW_HOLDS, (table.name, str(number)), at=row.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """What it is."""
    da, en = _what(question)
    del context
    return {"what_da": da, "what_en": en}


def _what(question: Question) -> tuple[str, str]:
    name = question.about[0].partition("@")[0]
    match question.kind:
        case Kind.EXCEPTION_HOLDS:
            return f"Undtagelsen fra reglen »{name}«", f'The exception from the rule "{name}"'
        case Kind.INDICATOR_HOLDS:
            return f"Indikatoren »{name}«", f'The indicator "{name}"'
        case Kind.ROW_HOLDS:
            row = int(question.about[1]) + 1
            return f"Række {row} i tabellen »{name}«", f'Row {row} of the table "{name}"'
        case _:
            return f"Reglen »{name}«", f'The rule "{name}"'


def subject(context: Context, question: Question) -> tuple[str, str]:
    """What it is."""
    del context
    da, en = _what(question)
    return f"Om det kan ske: {da[0].lower()}{da[1:]}", f"Whether it can happen: {en[0].lower()}{en[1:]}"


PROOF = ProofCheck(CODE, asks, FoundBy.NO_CASE, args, subject)
