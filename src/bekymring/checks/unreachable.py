"""A rule, an exception, an indicator, a row or a step that can never take effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Level, PointTo
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK407",
    "unreachable",
    Severity.WARNING,
    Words(
        "{what_da} kan aldrig {that_da}.",
        "Se efter grænser, der udelukker hinanden, og perioder, der ligger uden for regelsættets egen. Slet det, eller ret betingelsen.",
    ),
    Words(
        "{what_en} can never {that_en}.",
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
    for level, step in _steps(context):
        yield Question(Kind.STEP_REACHED, (level.name, step), at=_place(context, level))
    for table in context.own(rules.tables.values()):
        for number, row in enumerate(table.rows):
            yield Question(Kind.ROW_HOLDS, (table.name, str(number)), at=row.origin.span)


def _steps(context: Context) -> Iterator[tuple[Level, str]]:
    """The steps that rules point to, of own levels and of those that own rules move; what nothing points to is told by reading."""
    pointed = {
        (one.level, one.step): context.is_own(rule)
        for rule in sorted(context.ruleset.rules.values(), key=context.is_own)
        for one in rule.conclusions
        if isinstance(one, PointTo)
    }
    moved = {name for (name, _), is_own in pointed.items() if is_own}
    for level in context.ruleset.levels.values():
        if context.is_own(level) or level.name in moved:
            steps = context.ruleset.scales[level.scale].names
            yield from ((level, one) for one in steps if (level.name, one) in pointed)


def _place(context: Context, level: Level) -> Span:
    """Where a finding is shown: in the rule set's own files."""
    return level.origin.span if context.is_own(level) else context.ruleset.head.origin.span


def args(context: Context, question: Question) -> Mapping[str, str]:
    """What it is, and why it cannot be."""
    da, en = _what(question)
    del context
    is_step = question.kind is Kind.STEP_REACHED
    return {
        "what_da": da,
        "what_en": en,
        "that_da": "blive det, der gælder: ingen regel peger på det, eller en anden peger altid på noget værre"
        if is_step
        else "gælde: ingen sag opfylder det, der står",
        "that_en": "be the outcome: no rule points to it, or another always points to something worse"
        if is_step
        else "hold: no case meets what it says",
    }


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
        case Kind.STEP_REACHED:
            step = question.about[1]
            return f"Trinnet »{step}« på »{name}«", f'The step "{step}" of "{name}"'
        case _:
            return f"Reglen »{name}«", f'The rule "{name}"'


def subject(context: Context, question: Question) -> tuple[str, str]:
    """What it is."""
    del context
    da, en = _what(question)
    return f"Om det kan ske: {da[0].lower()}{da[1:]}", f"Whether it can happen: {en[0].lower()}{en[1:]}"


PROOF = ProofCheck(CODE, asks, FoundBy.NO_CASE, args, subject)
