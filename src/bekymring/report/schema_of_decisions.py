"""The published form of a decision record, as JSON Schema 2020-12: what `decision_to_dict` gives, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, TypeAlias

from bekymring.decision import Certainty, Firing, State
from bekymring.model.ruleset import CalendarPeriod, Modality, Unit
from bekymring.report.json import FORMAT
from bekymring.report.schema_of_cases import DIALECT, Object, Schema

Parts: TypeAlias = dict[str, Schema]

_TEXT: Final[Object] = {"type": "string"}
_YES_NO: Final[Object] = {"type": "boolean"}
_NUMBER: Final[Object] = {"type": "integer"}
_TRUTH: Final[Object] = {"enum": ["false", "unknown", "true"]}
_DAY: Final[Object] = {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_INSTANT: Final[Object] = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
}
_FREQUENCY: Final[Parts] = {
    "times": _NUMBER,
    "period": {"enum": [None, *(one.value for one in CalendarPeriod)]},
    "amount": {"type": ["integer", "null"], "minimum": 1},
    "unit": {"enum": [None, *(one.value for one in Unit)]},
}
"""So many times in every period of the calendar, or in every one of so many units."""
_RECORD: Final[Object] = {"type": ["integer", "null"], "minimum": 1}


def decision_schema() -> Object:
    """The schema of decision records; the names are those of `Decision` and its parts."""
    return {
        "$schema": DIALECT,
        "title": "Afgjort efter regler: alt, der skal til for at evaluere igen",
        **_all(_decision()),
        "$defs": {
            "obligation": _all(_obligation()),
            "deadline": _all(_deadline()),
            "ban": _all(_ban()),
            "level": _all(_level()),
            "rules": _list(_all({"rule": _TEXT, "record": _RECORD})),
        },
    }


def _all(properties: Parts) -> Object:
    """An object that has each of these and nothing else."""
    return {
        "type": "object",
        "properties": properties,
        "required": list[Schema](properties),
        "additionalProperties": False,
    }


def _list(items: Object) -> Object:
    return {"type": "array", "items": items}


def _by_name(items: Object) -> Object:
    return {"type": "object", "additionalProperties": items}


def _or_null(schema: Object) -> Object:
    return {"anyOf": [schema, {"type": "null"}]}


def _words(words: Iterable[StrEnum]) -> Object:
    return {"enum": [one.value for one in words]}


def _ref(name: str) -> Object:
    return {"$ref": f"#/$defs/{name}"}


def _decision() -> Parts:
    return {
        "format": {"const": FORMAT},
        "program": _TEXT,
        "ruleset": _all(_ruleset()),
        "moment": _INSTANT,
        "whole_day": _YES_NO,
        "refinement_cap": _NUMBER,
        "case": {"type": ["object", "null"]},
        "case_hash": _or_null({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        "conflicts": _list(_all({"action": _TEXT, "record": _RECORD})),
        "actions": _by_name(_list(_all(_action()))),
        "levels": _by_name(_ref("level")),
        "levels_each": _by_name(_list(_ref("level"))),
        "orders": _list(_all(_order())),
        "assessments": _list(_all(_assessment())),
        "missing": _list(_all(_missing())),
        "attention": _list(_all({"point": _TEXT, "certainty": _words(Certainty), "rules": _ref("rules")})),
        "measures": _list(_all(_measure())),
        "broken_integrity": _list(_all({"claim": _TEXT, "truth": _TRUTH})),
        "rules": _list(_all(_rule())),
        "citations": _list(_all({**_citation(), "layer": _TEXT})),
    }


def _ruleset() -> Parts:
    return {
        "name": _TEXT,
        "version": _TEXT,
        "text_hash": _TEXT,
        "meaning_hash": _TEXT,
        "title": _TEXT,
        "responsible": _TEXT,
        "approved": _or_null(_DAY),
        "approved_by": _TEXT,
        "revise_by": _or_null(_DAY),
        "revision_overdue": _YES_NO,
        "not_covered": _list(_TEXT),
        "layers": _list(_all({"name": _TEXT, "version": _TEXT, "title": _TEXT, "text_hash": _TEXT})),
    }


def _action() -> Parts:
    return {
        "record": _RECORD,
        "obligations": _list(_ref("obligation")),
        "ban": _or_null(_ref("ban")),
        "advised_against": _or_null(_ref("ban")),
        "decide_whether": _or_null(_ref("obligation")),
        "blocked_by": _list(_all(_blocked())),
        "decided_by": _or_null(_TEXT),
        "perhaps_decided_by": _or_null(_TEXT),
        "done_at": _or_null(_INSTANT),
        "done": _TRUTH,
        "exact": _YES_NO,
        "conflict": _or_null(_words(Certainty)),
    }


def _obligation() -> Parts:
    return {
        "modality": _words(Modality),
        "certainty": _words(Certainty),
        "deadline": _or_null(_ref("deadline")),
        "frequencies": _list(_all(_FREQUENCY)),
        "periods": _list(
            _all(
                {
                    **_FREQUENCY,
                    "begins": _or_null(_DAY),
                    "ends": _or_null(_DAY),
                    "done_at_least": _NUMBER,
                    "done_at_most": _or_null(_NUMBER),
                }
            )
        ),
        "bearers": _list(_TEXT),
        "personally": _YES_NO,
        "departed_by": _list(_TEXT),
        "rules": _ref("rules"),
        "states": _list(_words(State)),
    }


def _deadline() -> Parts:
    amount: Object = {"type": ["integer", "string", "null"]}
    duration: Parts = {"amount": amount, "unit": _or_null(_words(Unit)), "anchor": _TEXT}
    return {
        "no_later_than": _or_null(_INSTANT),
        "perhaps": _or_null(_INSTANT),
        "durations": _list(_all(duration)),
        "as_soon_as_possible": _YES_NO,
        "at_once": _YES_NO,
        "open_since": _or_null(_INSTANT),
        "two_readings": _or_null({**_list(_DAY), "minItems": 2, "maxItems": 2}),
    }


def _ban() -> Parts:
    return {
        "certainty": _words(Certainty),
        "rules": _ref("rules"),
        "instead": _list(_TEXT),
        "until_established": _YES_NO,
    }


def _blocked() -> Parts:
    return {
        "first": _TEXT,
        "is_assessment": _YES_NO,
        "records": _list(_NUMBER),
        "certainty": _words(Certainty),
        "rules": _ref("rules"),
        "alternatives": _list(_TEXT),
    }


def _level() -> Parts:
    own: Parts = {"step": _TEXT, "by": _TEXT, "doubted": _YES_NO, "better_than_rules": _YES_NO}
    against: Parts = {"rule": _TEXT, "record": _RECORD, "number": _NUMBER}
    return {
        "level": _TEXT,
        "record": _RECORD,
        "possible": {**_list(_TEXT), "minItems": 1},
        "exact": _YES_NO,
        "by_otherwise": _YES_NO,
        "own_assessment": _or_null(_all(own)),
        "for": _ref("rules"),
        "against": _list(_all(against)),
    }


def _order() -> Parts:
    return {
        "first": _TEXT,
        "is_assessment": _YES_NO,
        "then": _list(_TEXT),
        "involving": _list(_TEXT),
        "blocks": _list(_TEXT),
        "certainty": _words(Certainty),
        "done": _TRUTH,
        "rules": _ref("rules"),
        "alternatives": _list(_TEXT),
    }


def _assessment() -> Parts:
    return {
        "name": _TEXT,
        "reason_missing": _YES_NO,
        "required": _or_null(_ref("obligation")),
        "settles": _list(_TEXT),
    }


def _missing() -> Parts:
    return {
        "fact": _TEXT,
        "question": _TEXT,
        "asked": _YES_NO,
        "doubted": _YES_NO,
        "ask_of": _list(_TEXT),
        "may_ask_now": _YES_NO,
        "not_now_because": _list(_TEXT),
        "settles": _list(_TEXT),
        "weight": _NUMBER,
        "asked_for": _or_null({**_list(_DAY), "minItems": 2, "maxItems": 2}),
        "given_through": _or_null(_DAY),
        "not_now_before_one_of": _list(_list(_TEXT)),
    }


def _measure() -> Parts:
    return {
        "measure": _TEXT,
        "scale": _TEXT,
        "step": _TEXT,
        "fits": _TRUTH,
        "supplement": _YES_NO,
        "decided_by": _or_null(_TEXT),
        "perhaps_decided_by": _or_null(_TEXT),
    }


def _rule() -> Parts:
    return {
        "rule": _TEXT,
        "record": _RECORD,
        "firing": _words(Firing),
        "when": _TRUTH,
        "unless": _TRUTH,
        "against": _list(_TRUTH),
        "facts": _list(_TEXT),
        "open_facts": _list(_TEXT),
        "reason": _TEXT,
        "considerations": _list(_TEXT),
        "layer": _TEXT,
        "place": _all({"file": _TEXT, "line": _NUMBER}),
        "citations": _list(_all(_citation())),
    }


def _citation() -> Parts:
    return {
        "statute": _YES_NO,
        "source": _TEXT,
        "paragraph": _or_null(_TEXT),
        "read": _or_null(_DAY),
    }
