"""A rule set to JSON and back, and the hash of what it means.

Every class of the kernel is written by its fields, so that a new field is stored without a line here. The classes and
words that may occur are a closed list; anything else in a file is refused, and so is a file that was altered.
What this version of the program wrote has passed the invariants; what another wrote must pass them when it is read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from bekymring import values
from bekymring.diagnostics import Checked, Diagnostic
from bekymring.frozen import frozen, is_ours
from bekymring.model import mistakes, ruleset, types
from bekymring.model.mistakes import finding
from bekymring.model.packed import Kinds, fields_of, pack, unpack
from bekymring.model.ruleset import Ruleset
from bekymring.source import Span
from bekymring.syntax import kinds
from bekymring.version import VERSION

FORM = 3
"""The form of the stored text; raised when a reader of the old form could misread it, and when `meaning_hash` changes."""
_KIND = "bekymring.ruleset"
_CONTENT = '{"content":"'
"""How a stored text begins; the SHA-256 of the rest follows."""
_LEFT_OUT = frozenset({"span", "origin", "text_hash", "strata"})
"""What is said of places and texts, and what follows from the rest."""
_NOT_MEANT = frozenset({"examples", "demands"})
"""Parts of a rule set that no decision rests on or prints."""


@frozen
class Stored:
    """A rule set that was stored, and the hash of what it means."""

    ruleset: Ruleset
    meaning: str


def to_json(held: Ruleset) -> str:
    """The rule set as text, the same text every time. Raises ValueError on a rule set that keeps no promise."""
    from bekymring.model.invariants import broken_invariants

    if broken := broken_invariants(held):
        raise ValueError(f"no rule set to store: {broken[0]}")
    data = {
        "kind": _KIND,
        "form": FORM,
        "program": VERSION,
        "meaning": meaning_hash(held),
        "ruleset": pack(held, _KINDS),
    }
    rest = json.dumps(data, ensure_ascii=False, separators=(",", ":")).removeprefix("{")
    return f'{_CONTENT}{_hash_of(rest)}",{rest}'


def from_json(text: str, *, name: str = "") -> Checked[Ruleset]:
    """The rule set that was stored; None where it was stored by a newer program, or is not one that this one can read."""
    found = read_stored(text, name=name)
    return Checked(None if found.value is None else found.value.ruleset, found.diagnostics)


def read_stored(text: str, *, name: str = "") -> Checked[Stored]:
    """As `from_json`, with the hash of what the rule set means, which need not be worked out anew."""
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
        if form != FORM or not _is_whole(text, outer["content"]):
            return _unreadable(name)
        held = unpack(outer["ruleset"], _KINDS)
        meaning: str = outer["meaning"]
        if not isinstance(held, Ruleset) or (outer["program"] != VERSION and not _keeps(held, meaning)):
            return _unreadable(name)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError):
        # WHY: the text may come from anywhere; whatever it does to the readers below, it is not a stored rule set.
        return _unreadable(name)
    return Checked(Stored(held, meaning))


def _is_whole(text: str, content: str) -> bool:
    """Whether a text is as it was stored."""
    start = f'{_CONTENT}{content}",'
    return text.startswith(start) and _hash_of(text[len(start) :].rstrip("\n")) == content


def _keeps(held: Ruleset, meaning: str) -> bool:
    """Whether a rule set of another version of the program keeps what this one promises, and means here what it meant there."""
    from bekymring.model.invariants import broken_invariants

    return not broken_invariants(held) and meaning_hash(held) == meaning


def _hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _unreadable(name: str) -> Checked[Stored]:
    return Checked(None, (finding(mistakes.STORED_UNREADABLE, Span.nowhere(name)),))


def meaning_hash(held: Ruleset) -> str:
    """SHA-256 of what a decision rests on and can print: places, comments, examples and demands left out."""
    data = as_data(held, with_places=False)
    meant = {key: value for key, value in data.items() if key not in _NOT_MEANT}
    text = json.dumps(meant, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return _hash_of(text)


def text_hash(held: Ruleset) -> str:
    """SHA-256 of the texts of all layers, lowest first."""
    joined = "\n".join(f"{layer.name} {layer.text_hash}" for layer in held.layers)
    return _hash_of(joined)


# --- writing ------------------------------------------------------------------------------------------------


def as_data(value: Any, *, with_places: bool = True) -> Any:
    """A value of the kernel as JSON data; a class is an object that says its name under `@`."""
    kind: type = type(value)
    fields = _fields(kind)
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
    kind: type = type(value)
    found: dict[str, Any] = {"@": _named(kind)}
    for name in fields:
        if name == "origin" and not with_places:
            found["layer"] = value.origin.layer
        elif with_places or name not in _LEFT_OUT:
            found[name] = as_data(getattr(value, name), with_places=with_places)
    return found


@cache
def _named(kind: type) -> str | None:
    """The name that is written for a class; None for one that is on no list."""
    prefix = _PREFIXES.get(kind.__module__)
    return None if prefix is None or not is_ours(kind) else prefix + kind.__name__


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    return None if _named(kind) is None else fields_of(kind)


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
        case {"@": str() as name, **fields} if (kind := _class(name)) is not None:
            return kind(**{str(key): read_data(one) for key, one in fields.items()})
        case _:
            raise ValueError("not part of a stored rule set")


def _members(module: ModuleType, kind: type) -> dict[str, Any]:
    held = vars(module).values()
    return {one.__name__: one for one in held if isinstance(one, type) and issubclass(one, kind)}


@cache
def _class(name: str) -> type | None:
    """The class of a name that is written; None for one that is on no list."""
    prefix, point, own = name.rpartition(".")
    for module, written in _PREFIXES.items():
        if written == prefix + point:
            # WHY: what somebody wrote is in examples only, and its classes take longest to make.
            kind = vars(import_module(module)).get(own)
            if isinstance(kind, type) and _named(kind) == name:
                return kind
    return None


_PREFIXES: Mapping[str, str] = {
    ruleset.__name__: "",
    values.__name__: "",
    types.__name__: "answers.",
    "bekymring.syntax.document": "written.",
}
"""Where the classes of a rule set are, and what stands before their names."""
_SPAN = fields_of(Span)
_WORDS: Mapping[str, type[Enum]] = {**_members(kinds, Enum), **_members(ruleset, Enum)}
_KINDS = Kinds(_class, _named, _WORDS)
