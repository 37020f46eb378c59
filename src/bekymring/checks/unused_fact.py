"""A fact, a field or a list of records that no decision turns on."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import everything, fields_read, in_demands, in_use, walk
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import InputKind, RecordAggregate, RecordCount, RecordValue

CODE = Code(
    "BEK301",
    "unused-fact",
    Severity.WARNING,
    Words(
        "Ingen regel bruger »{name}«.",
        "Det, der ikke har betydning, skal der ikke spørges om. Brug oplysningen i en regel, eller fjern den.",
    ),
    Words(
        "No rule uses »{name}«.",
        "What does not matter should not be asked for. Use it in a rule, or remove it.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own facts, lists and fields that nothing reads."""
    if context.is_vocabulary:
        return
    rules = context.ruleset
    used = in_use(rules)
    for one in context.own(rules.inputs.values()):
        if one.kind is InputKind.FACT and not one.is_birth_date and one.name not in used:
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})
    lists, fields = _read(context)
    for list_ in context.own(rules.lists.values()):
        if list_.name not in lists:
            yield Diagnostic(CODE, list_.origin.span, {"name": list_.name})
    for list_ in rules.lists.values():
        if context.is_own(list_) and list_.name not in lists:
            continue
        for field in context.own(list_.fields.values()):
            is_told = field.is_assessment or field.name == list_.dated_by
            if not is_told and (list_.name, field.name) not in fields:
                yield Diagnostic(CODE, field.origin.span, {"name": field.name})


def _read(context: Context) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    rules = context.ruleset
    demanded = in_demands(rules)
    roots = tuple(everything(rules))
    fields = frozenset(each for list_, root in roots for each in fields_read(list_, root))
    fields |= {(one.name, field) for one in rules.lists.values() for field in one.fields if field in demanded}
    picks = RecordCount | RecordValue | RecordAggregate
    lists = {one.list_ for _, root in roots for one in walk(root) if isinstance(one, picks)}
    per_record = {one.per_record for one in rules.rules.values()}
    per_record |= {one.per_record for one in rules.actions.values()}
    lists |= {name for name in per_record if name is not None}
    return frozenset(lists | {name for name, _ in fields}), fields


CHECK = Check(CODE, run)
