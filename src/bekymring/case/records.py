"""The records of a list, and the departures that a case holds.

Takes nodes and what the rule set declares; gives records and departures with what is wrong with them.
Afterwards true: a list holds at most its maximum, a record has only fields that are collected, and a departure names
an action, a record that is there, a role and a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from attrs import evolve

from bekymring.case import mistakes
from bekymring.case.answers import Answer, Departure, RecordAnswers
from bekymring.case.forms import (
    BY,
    REASON,
    Question,
    read_answer,
    role_of,
    strangers,
    text_of,
)
from bekymring.case.plain import Leaf, Members, Node, Series
from bekymring.case.scalars import listed
from bekymring.diagnostics import Checked, Code, Diagnostic, Label
from bekymring.model.suggest import closest

if TYPE_CHECKING:
    from bekymring.model.ruleset import Action, Input, RecordField, RecordList, Ruleset

MAX_NAME: Final = 64

RECORDS: Final = "poster"
COMPLETE: Final = "komplet"
DEPARTURES: Final = "fravigelser"
ACTION: Final = "handling"
RECORD: Final = "post"

DEPARTURE_PARTS: Final = (ACTION, RECORD, BY, REASON)


def not_collected(asked: Input | RecordField, at: str) -> Diagnostic:
    """That a fact or field is not to be collected, with the place that says so."""
    place = Label(asked.origin.span, da="Her står, at den ikke indhentes.", en="Here it says so.")
    return Diagnostic(mistakes.NOT_COLLECTED, at, labels=(place,))


def near(name: str, names: Iterable[str]) -> str | None:
    """The declared name that was probably meant; nothing is like a name that is longer than names may be."""
    return closest(name, names) if len(name) <= MAX_NAME else None


def _failed(code: Code, at: str, **args: str) -> Checked[RecordAnswers]:
    return Checked(None, (Diagnostic(code, at, args),))


def read_records(node: Node, list_: RecordList, at: str, ruleset: Ruleset) -> Checked[RecordAnswers]:
    """Reads an array (a complete list), `{"poster": […], "komplet": false}`, or null (asked, not known)."""
    match node:
        case Leaf(value=None):
            return Checked(RecordAnswers((), complete=False))
        case Series():
            return _items(node, list_, at, ruleset)
        case Members() if RECORDS in node.items or COMPLETE in node.items:
            return _marked(node, list_, at, ruleset)
        case _:
            return _failed(mistakes.RECORDS_EXPECTED, at)


def _marked(node: Members, list_: RecordList, at: str, ruleset: Ruleset) -> Checked[RecordAnswers]:
    missing = tuple(
        Diagnostic(mistakes.RECORDS_PART_MISSING, at, {"part": part})
        for part in (RECORDS, COMPLETE)
        if part not in node.items
    )
    found = [*strangers(node, (RECORDS, COMPLETE)), *missing]
    complete, records = node.items.get(COMPLETE), node.items.get(RECORDS)
    if complete is not None and not (isinstance(complete, Leaf) and isinstance(complete.value, bool)):
        found.append(Diagnostic(mistakes.YES_NO_EXPECTED, node.paths[COMPLETE]))
    if not isinstance(records, Series):
        if records is not None:
            found.append(Diagnostic(mistakes.RECORDS_EXPECTED, node.paths[RECORDS]))
        return Checked(None, tuple(found))
    read = _items(records, list_, node.paths[RECORDS], ruleset)
    is_complete = isinstance(complete, Leaf) and complete.value is True
    if found or read.value is None:
        return Checked(None, (*found, *read.diagnostics))
    return Checked(evolve(read.value, complete=is_complete))


def _items(series: Series, list_: RecordList, at: str, ruleset: Ruleset) -> Checked[RecordAnswers]:
    if len(series.items) > list_.maximum:
        return _failed(mistakes.TOO_MANY_RECORDS, at, maximum=str(list_.maximum))
    read = [_record(one, list_, f"{at}[{number}]", ruleset) for number, one in enumerate(series.items, 1)]
    found = tuple(one for record in read for one in record.diagnostics)
    items = tuple(record.value for record in read if record.value is not None)
    return Checked(None if found else RecordAnswers(items), found)


def _record(node: Node, list_: RecordList, at: str, ruleset: Ruleset) -> Checked[Mapping[str, Answer]]:
    if not isinstance(node, Members):
        names = listed(tuple(list_.fields))
        return Checked(None, (Diagnostic(mistakes.RECORD_EXPECTED, at, {"names": names}),))
    found: list[Diagnostic] = []
    answers: dict[str, Answer] = {}
    for name in sorted(node.items):
        field, path = list_.fields.get(name), node.paths[name]
        if field is None:
            found.append(_unknown_field(name, list_, path))
        elif not field.collected:
            found.append(not_collected(field, path))
        else:
            read = read_answer(node.items[name], Question.of(field), path, ruleset)
            found.extend(read.diagnostics)
            if read.value is not None:
                answers[name] = read.value
    return Checked(None if found else answers, tuple(found))


def _unknown_field(name: str, list_: RecordList, at: str) -> Diagnostic:
    meant = near(name, (one for one, field in list_.fields.items() if field.collected))
    if meant is None:
        return Diagnostic(
            mistakes.UNKNOWN_FIELD, at, {"list": list_.name, "names": listed(tuple(list_.fields))}
        )
    return Diagnostic(mistakes.MISTYPED_FIELD, at, {"list": list_.name, "suggestion": meant})


# --- departures ---------------------------------------------------------------------------------------------


def read_departures(
    node: Node, records: Mapping[str, Node], ruleset: Ruleset, *, at: str
) -> Checked[tuple[Departure, ...]]:
    """Reads `[{"handling": …, "post": 2, "fordi": …, "af": …}]`; `records` are the lists that the case holds."""
    if not isinstance(node, Series):
        return Checked(None, (Diagnostic(mistakes.DEPARTURES_EXPECTED, at),))
    counts = {name: _count(list_node) for name, list_node in records.items()}
    read = [_departure(one, counts, ruleset, f"{at}[{n}]") for n, one in enumerate(node.items, 1)]
    found = tuple(one for departure in read for one in departure.diagnostics)
    held = [departure.value for departure in read if departure.value is not None]
    in_order = sorted(held, key=lambda one: (one.action, one.record or 0, one.by, one.reason))
    return Checked(None if found else tuple(in_order), found)


def _count(node: Node) -> int:
    inner = node.items.get(RECORDS) if isinstance(node, Members) else node
    return len(inner.items) if isinstance(inner, Series) else 0


def _departure(node: Node, counts: Mapping[str, int], ruleset: Ruleset, at: str) -> Checked[Departure]:
    if not isinstance(node, Members):
        return Checked(None, (Diagnostic(mistakes.DEPARTURES_EXPECTED, at),))
    name, by, reason = text_of(node, ACTION), role_of(node, ruleset), text_of(node, REASON)
    parts = ((ACTION, name), (BY, by), (REASON, reason))
    found = [*strangers(node, DEPARTURE_PARTS), *(one for _, read in parts for one in read.diagnostics)]
    found.extend(
        Diagnostic(mistakes.DEPARTURE_PART_MISSING, at, {"part": part})
        for part, read in parts
        if not read.diagnostics and not (read.value or "").strip()
    )
    action = ruleset.actions.get(name.value or "")
    if action is None:
        if name.value:
            names = listed(tuple(ruleset.actions))
            found.append(Diagnostic(mistakes.UNKNOWN_ACTION, node.paths[ACTION], {"names": names}))
        return Checked(None, tuple(found))
    record = _record_of(node, action, counts, at)
    found.extend(record.diagnostics)
    if found:
        return Checked(None, tuple(found))
    return Checked(Departure(action.name, record.value, by=by.value or "", reason=reason.value or ""))


def _record_of(node: Members, action: Action, counts: Mapping[str, int], at: str) -> Checked[int]:
    given = node.items.get(RECORD)
    if action.per_record is None:
        if given is None:
            return Checked(None)
        return Checked(None, (Diagnostic(mistakes.DEPARTURE_HAS_RECORD, node.paths[RECORD]),))
    if given is None:
        return Checked(
            None, (Diagnostic(mistakes.DEPARTURE_WITHOUT_RECORD, at, {"list": action.per_record}),)
        )
    count = counts.get(action.per_record, 0)
    if isinstance(given, Leaf) and type(given.value) is int and 1 <= given.value <= count:
        return Checked(given.value)
    return Checked(None, (Diagnostic(mistakes.DEPARTURE_RECORD, node.paths[RECORD], {"count": str(count)}),))
