"""A rule set to JSON and back, and the hash of what it means.

Every class of the kernel is written by its fields, so that a new field is stored without a line here. The classes and
words that may occur are a closed list; anything else in a file is refused, and what was read must pass the invariants.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from types import ModuleType
from typing import Any

import attrs

from bekymring import values
from bekymring.diagnostics import Checked, Diagnostic
from bekymring.model import mistakes, ruleset, types
from bekymring.model.invariants import broken_invariants
from bekymring.model.mistakes import finding
from bekymring.model.ruleset import Ruleset
from bekymring.source import Span
from bekymring.syntax import document

FORM = 1
"""The form of the stored text; raised when a reader of the old form could misread it."""
_KIND = "bekymring.ruleset"
_LEFT_OUT = frozenset({"span", "origin", "text_hash", "strata"})
"""What is said of places and texts, and what follows from the rest."""
_NOT_MEANT = frozenset({"examples", "demands"})
"""Parts of a rule set that no decision rests on or prints."""


def to_json(held: Ruleset) -> str:
    """The rule set as text, the same text every time."""
    return json.dumps(
        {"kind": _KIND, "form": FORM, "meaning": meaning_hash(held), "ruleset": as_data(held)},
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )


def from_json(text: str, *, name: str = "") -> Checked[Ruleset]:
    """The rule set that was stored; None where it was stored by a newer program, or is not one that this one can read."""
    try:
        outer = json.loads(text)
        if not isinstance(outer, dict) or outer.get("kind") != _KIND:
            return _unreadable(name)
        form = outer["form"]
        if type(form) is not int:
            return _unreadable(name)
        if form > FORM:
            found: Diagnostic = finding(mistakes.STORED_NEWER, Span.nowhere(name), found=form, known=FORM)
            return Checked(None, (found,))
        held = read_data(outer["ruleset"])
        if form != FORM or not isinstance(held, Ruleset) or broken_invariants(held):
            return _unreadable(name)
        if meaning_hash(held) != outer["meaning"]:
            return _unreadable(name)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, StopIteration, ArithmeticError):
        # WHY: the text may come from anywhere; whatever it does to the readers below, it is not a stored rule set.
        return _unreadable(name)
    return Checked(held)


def _unreadable(name: str) -> Checked[Ruleset]:
    return Checked(None, (finding(mistakes.STORED_UNREADABLE, Span.nowhere(name)),))


def meaning_hash(held: Ruleset) -> str:
    """SHA-256 of what a decision rests on and can print: places, comments, examples and demands left out."""
    data = as_data(held, with_places=False)
    meant = {key: value for key, value in data.items() if key not in _NOT_MEANT}
    text = json.dumps(meant, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def text_hash(held: Ruleset) -> str:
    """SHA-256 of the texts of all layers, lowest first."""
    joined = "\n".join(f"{layer.name} {layer.text_hash}" for layer in held.layers)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()


# --- writing ------------------------------------------------------------------------------------------------


def as_data(value: Any, *, with_places: bool = True) -> Any:
    """A value of the kernel as JSON data; a class is an object that says its name under `@`."""
    fields = _FIELDS.get(type(value))
    if fields is not None:
        return _object(value, fields, with_places=with_places)
    match value:
        case Enum():
            return {"@": type(value).__name__, "is": value.value}
        case None | bool() | str() | int():
            return value
        case Fraction():
            return {"@": "number", "is": str(value)}
        case datetime():
            return {"@": "instant", "is": value.isoformat()}
        case date():
            return {"@": "day", "is": value.isoformat()}
        case frozenset():
            return {"@": "set", "is": sorted(value)}
        case tuple():
            return [as_data(one, with_places=with_places) for one in value]
        case Span():
            return {"@": "Span", "is": [getattr(value, name) for name in _SPAN]}
        case Mapping():
            pairs = [[key, as_data(one, with_places=with_places)] for key, one in value.items()]
            return {"@": "table", "is": pairs}
        case _:
            raise TypeError(f"{type(value).__name__} is no part of a rule set")


def _object(value: Any, fields: tuple[str, ...], *, with_places: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"@": _named(type(value))}
    for name in fields:
        if name == "origin" and not with_places:
            found["layer"] = value.origin.layer
        elif with_places or name not in _LEFT_OUT:
            found[name] = as_data(getattr(value, name), with_places=with_places)
    return found


def _named(kind: type) -> str:
    prefix = {document.__name__: "written.", types.__name__: "answers."}.get(kind.__module__, "")
    return prefix + kind.__name__


# --- reading ------------------------------------------------------------------------------------------------


def read_data(data: Any) -> Any:
    """What `as_data` wrote; raises `ValueError` on what is no part of a rule set. No promise is checked: see `from_json`."""
    match data:
        case None | bool() | int() | str():
            return data
        case list():
            return tuple(read_data(one) for one in data)
        case {"@": "number", "is": str() as text}:
            return Fraction(text)
        case {"@": "day", "is": str() as text}:
            return date.fromisoformat(text)
        case {"@": "instant", "is": str() as text}:
            return datetime.fromisoformat(text)
        case {"@": "set", "is": list() as members}:
            return frozenset(str(one) for one in members)
        case {"@": "table", "is": list() as pairs}:
            return {str(key): read_data(one) for key, one in pairs}
        case {"@": "Span", "is": list() as parts}:
            return Span(*parts)
        case {"@": str() as name, "is": word} if name in _WORDS:
            return _WORDS[name](word)
        case {"@": str() as name, **fields} if name in _CLASSES:
            return _CLASSES[name](**{str(key): read_data(one) for key, one in fields.items()})
        case _:
            raise ValueError("not part of a stored rule set")


def _members(module: ModuleType, kind: type) -> dict[str, Any]:
    held = vars(module).values()
    return {one.__name__: one for one in held if isinstance(one, type) and issubclass(one, kind)}


def _classes() -> dict[str, type]:
    found: dict[str, type] = {}
    for module in (ruleset, types, document, values):
        for one in _members(module, object).values():
            if attrs.has(one) and one.__module__ == module.__name__:
                found[_named(one)] = one
    return found


_CLASSES: Mapping[str, type] = _classes()
_FIELDS: Mapping[type, tuple[str, ...]] = {
    kind: tuple(one.name for one in attrs.fields(kind)) for kind in _CLASSES.values()
}
_SPAN = tuple(one.name for one in attrs.fields(Span))
_WORDS: Mapping[str, type[Enum]] = {**_members(document, Enum), **_members(ruleset, Enum)}
