"""The published form of the cases of a rule set, as JSON Schema 2020-12.

Takes a rule set; gives a schema as JSON-ready data.
Afterwards true: a case that `read_case` accepts is accepted by the schema. What the schema cannot say stays with
`read_case`: days and hours that do not exist, bounds of a number written as text, more than six decimals,
which record a departure names, doubled names. Titles are the questions of the rule set.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

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
    Question,
)
from bekymring.case.plain import MAX_TEXT
from bekymring.case.records import ACTION, COMPLETE, DEPARTURES, RECORD, RECORDS
from bekymring.case.scalars import MAX_DECIMALS, MAX_DIGITS
from bekymring.model.ruleset import InputKind
from bekymring.model.types import Alternative, Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo

if TYPE_CHECKING:
    from bekymring.model.ruleset import Action, Input, RecordList, Ruleset

Schema: TypeAlias = "bool | int | float | str | list[Schema] | dict[str, Schema] | None"
Object: TypeAlias = dict[str, Schema]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

_DAY: Final = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_INSTANT: Final = (
    r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?$"
)
_DECIMAL: Final = rf"^-?(0|[1-9][0-9]{{0,{MAX_DIGITS - 1}}})(\.[0-9]{{1,{MAX_DECIMALS}}})?$"
_NOT_BLANK: Final = r"\S"

_NULL: Final[Object] = {"type": "null"}


def _text() -> Object:
    return {"type": ["string", "null"], "maxLength": MAX_TEXT}


def _object(properties: Object, *required: str) -> Object:
    names = list[Schema](required)
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _any(schemas: Iterable[Object]) -> Object:
    return {"anyOf": list[Schema](schemas)}


def case_schema(ruleset: Ruleset) -> Object:
    """The schema of the cases of a rule set; what is not to be collected, or is fixed by it, has no place there."""
    properties: Object = {
        name: _input(one, ruleset) for name, one in sorted(ruleset.inputs.items()) if _is_asked(one)
    }
    properties |= {name: _list(one) for name, one in sorted(ruleset.lists.items())}
    if ruleset.actions:
        properties[DEPARTURES] = {"title": "Fravigelser", "type": "array", "items": _departure(ruleset)}
    return {
        "$schema": DIALECT,
        "title": f"Sag til {ruleset.head.title or ruleset.name} {ruleset.head.version}",
        **_object(properties),
        "$defs": {f"post_{name}": _record(one, ruleset) for name, one in sorted(ruleset.lists.items())},
    }


def _is_asked(one: Input) -> bool:
    return one.collected and not (one.kind is InputKind.PARAMETER and one.setting is not None)


def _input(one: Input, ruleset: Ruleset) -> Object:
    return {"title": one.question, **_answer(Question.of(one), ruleset)}


def _list(list_: RecordList) -> Object:
    posts: Object = {
        "type": "array",
        "items": {"$ref": f"#/$defs/post_{list_.name}"},
        "maxItems": list_.maximum,
    }
    marked = _object({RECORDS: posts, COMPLETE: {"type": "boolean"}}, RECORDS, COMPLETE)
    return {"title": list_.title, **_any((_NULL, posts, marked))}


def _record(list_: RecordList, ruleset: Ruleset) -> Object:
    return _object({
        name: {"title": one.question, **_answer(Question.of(one), ruleset)}
        for name, one in sorted(list_.fields.items())
        if one.collected
    })  # fmt: skip


# --- answers ------------------------------------------------------------------------------------------------


def _answer(question: Question, ruleset: Ruleset) -> Object:
    value = _value(question.type_, ruleset)
    unmarked = (_NULL, value, _object({DOUBT: value}, DOUBT))
    marks = _marks(question)
    bare = (
        (*unmarked, *_assessed(question, unmarked, marks, ruleset))
        if question.is_assessment
        else (*unmarked, *marks)
    )
    sourced: Object = {
        VALUE: _any(bare),
        SAID_BY: _text(),
        ON: _any((_NULL, _value(Day(), ruleset))),
        DOCUMENT: _text(),
        PARTY_HEARD: {"type": ["boolean", "null"]},
    }
    if question.is_measured:
        sourced[THROUGH] = _any((_NULL, _value(Day(), ruleset)))
    return _any((*bare, _object(sourced, VALUE)))


def _marks(question: Question) -> tuple[Object, ...]:
    true: Object = {"const": True}
    irrelevant = (_object({NOT_RELEVANT: true}, NOT_RELEVANT),) if question.may_be_irrelevant else ()
    is_dated = isinstance(question.type_, Day | Instant)
    return (*irrelevant, _object({NOT_HAPPENED: true}, NOT_HAPPENED)) if is_dated else irrelevant


def _assessed(
    question: Question, unmarked: tuple[Object, ...], marks: tuple[Object, ...], ruleset: Ruleset
) -> tuple[Object, ...]:
    """An assessment, whose reason may be missing; a mark must have one."""
    parts: Object = {
        BY: _roles(question, ruleset),
        ON: _any((_NULL, _value(Day(), ruleset), _value(Instant(), ruleset))),
    }
    plain = _object({ASSESSMENT: _any(unmarked), **parts, REASON: _text()}, ASSESSMENT)
    if not marks:
        return (plain,)
    reason: Object = {"type": "string", "maxLength": MAX_TEXT, "pattern": _NOT_BLANK}
    return (plain, _object({ASSESSMENT: _any(marks), **parts, REASON: reason}, ASSESSMENT, REASON))


def _roles(question: Question, ruleset: Ruleset) -> Object:
    if not ruleset.roles:
        return _text()
    needed = ruleset.roles.get(question.made_by or "")
    may = [
        role.name
        for role in ruleset.roles.values()
        if needed is None
        or role.name == needed.name
        or (role.rank is not None and needed.rank is not None and role.rank > needed.rank)
    ]
    return {"enum": [None, "", *may]}


def _value(type_: Type, ruleset: Ruleset) -> Object:
    match type_:
        case YesNo():
            return {"type": "boolean"}
        case Number(integer=True):
            return {"type": "integer", **_bounds(type_)}
        case Number():
            return _any(({"type": "number", **_bounds(type_)}, {"type": "string", "pattern": _DECIMAL}))
        case Day():
            return {"type": "string", "format": "date", "pattern": _DAY}
        case Instant():
            return {"type": "string", "pattern": _INSTANT}
        case Choice():
            return _one_of(type_.alternatives)
        case OnScale():
            steps = ruleset.scales[type_.scale].steps
            return _one_of(Alternative(one.name, one.label) for one in steps)
        case SetOf():
            return _any(_set(type_))
        case _:
            assert_never(type_)


def _bounds(type_: Number) -> Object:
    return {"minimum": _bound(type_.low), "maximum": _bound(type_.high)}


def _bound(number: Fraction) -> Schema:
    return number.numerator if number.denominator == 1 else float(number)


def _one_of(alternatives: Iterable[Alternative]) -> Object:
    return {"oneOf": [{"const": one.name, "title": one.label or one.name} for one in alternatives]}


def _set(type_: SetOf) -> tuple[Object, ...]:
    answer: Object = {"type": ["boolean", "null"]}
    listed: Object = {"type": "array", "items": _one_of(type_.alternatives), "uniqueItems": True}
    return (listed, {**_object(dict.fromkeys(type_.names, answer)), "minProperties": 1})


# --- departures ---------------------------------------------------------------------------------------------


def _departure(ruleset: Ruleset) -> Object:
    whole = [one for one in ruleset.actions.values() if one.per_record is None]
    each = [one for one in ruleset.actions.values() if one.per_record is not None]
    number: Object = {"type": "integer", "minimum": 1}
    kinds = []
    if whole:
        kinds.append(_object(_departed(whole, ruleset), ACTION, BY, REASON))
    if each:
        kinds.append(_object({**_departed(each, ruleset), RECORD: number}, ACTION, BY, REASON, RECORD))
    return _any(kinds)


def _departed(actions: Iterable[Action], ruleset: Ruleset) -> Object:
    written: Object = {"type": "string", "maxLength": MAX_TEXT, "pattern": _NOT_BLANK}
    return {
        ACTION: {"oneOf": [{"const": one.name, "title": one.infinitive} for one in actions]},
        BY: {"enum": list[Schema](ruleset.roles)} if ruleset.roles else written,
        REASON: written,
    }
