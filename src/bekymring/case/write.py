"""A `Case` becomes data again.

Takes a case; gives a JSON-ready mapping in the written forms of `forms.py`.
Afterwards true: reading it against the rule set of the case gives an equal case; it holds no binary number.
Names stand in alphabetical order.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, assert_never

from bekymring.case.answers import Answer, Case, Departure, FactState, Provenance, RecordAnswers
from bekymring.case.forms import (
    ASSESSMENT,
    BY,
    DOCUMENT,
    DOUBT,
    NOT_HAPPENED,
    NOT_RELEVANT,
    ON,
    PARTY_HEARD,
    REASON,
    SAID_BY,
    THROUGH,
    VALUE,
)
from bekymring.case.records import ACTION, COMPLETE, DEPARTURES, RECORD, RECORDS
from bekymring.case.scalars import decimal_text
from bekymring.values import SetValue

if TYPE_CHECKING:
    from bekymring.values import Value

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
"""What JSON can say, without binary numbers."""


def case_to_dict(case: Case) -> dict[str, Json]:
    """The case as JSON-ready data."""
    written: dict[str, Json] = {
        **{name: _answer(one) for name, one in case.facts.items() if one.state is not FactState.NOT_ASKED},
        **{name: _records(one) for name, one in case.records.items()},
    }
    if case.departures:
        written[DEPARTURES] = [_departure(one) for one in case.departures]
    return dict(sorted(written.items()))


def _answer(answer: Answer) -> Json:
    plain = _assessment(answer) if answer.by or answer.on or answer.reason else _core(answer)
    if answer.provenance is None and answer.through is None:
        return plain
    written: dict[str, Json] = {VALUE: plain, **_provenance(answer.provenance or Provenance())}
    if answer.through is not None:
        written[THROUGH] = value_to_json(answer.through)
    return written


def _core(answer: Answer) -> Json:
    state = answer.told or answer.state
    match state:
        case FactState.ASKED | FactState.NOT_ASKED:
            return None
        case FactState.NOT_RELEVANT:
            return {NOT_RELEVANT: True}
        case FactState.NOT_HAPPENED:
            return {NOT_HAPPENED: True}
        case FactState.OTHER_PERIOD:
            raise ValueError("an answer for another period lacks the state it was given in")
        case FactState.KNOWN | FactState.DOUBTED:
            if answer.value is None:
                raise ValueError("a known or doubted answer lacks its value")
            told = value_to_json(answer.value)
            return told if state is FactState.KNOWN else {DOUBT: told}
        case _:
            assert_never(state)


def _assessment(answer: Answer) -> Json:
    written: dict[str, Json] = {ASSESSMENT: _core(answer)}
    if answer.by:
        written[BY] = answer.by
    if answer.on is not None:
        written[ON] = value_to_json(answer.on)
    if answer.reason:
        written[REASON] = answer.reason
    return written


def _provenance(provenance: Provenance) -> dict[str, Json]:
    written: dict[str, Json] = {}
    if provenance.said_by:
        written[SAID_BY] = provenance.said_by
    if provenance.on is not None:
        written[ON] = value_to_json(provenance.on)
    if provenance.document:
        written[DOCUMENT] = provenance.document
    if provenance.party_heard is not None:
        written[PARTY_HEARD] = provenance.party_heard
    return written


def value_to_json(value: Value) -> Json:
    """A value in its written form: a whole number as digits, another one as text, a day or an instant in ISO form."""
    match value:
        case bool() | str():
            return value
        case Fraction():
            return value.numerator if value.denominator == 1 else decimal_text(value)
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
        case date():
            return value.isoformat()
        case SetValue(certain, possible):
            if certain == possible:
                return list[Json](sorted(certain))
            return {name: True if name in certain else None for name in sorted(possible)}
        case _:
            assert_never(value)


def _records(records: RecordAnswers) -> Json:
    items: list[Json] = [
        {name: _answer(one) for name, one in sorted(record.items()) if one.state is not FactState.NOT_ASKED}
        for record in records.items
    ]
    return items if records.complete else {RECORDS: items, COMPLETE: False}


def _departure(departure: Departure) -> Json:
    written: dict[str, Json] = {ACTION: departure.action, BY: departure.by, REASON: departure.reason}
    return written if departure.record is None else {**written, RECORD: departure.record}
