"""A recorded decision, read: what is needed to evaluate it again. Docs: embedding guide, *Records*.

Takes the bytes of a record; gives its parts. Raises ReplayError; afterwards true: it holds a case, a moment and a meaning.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from attrs import field

from bekymring.api.errors import ReplayError
from bekymring.calendar_dk import CalendarError, danish_date, parse_iso_instant
from bekymring.frozen import frozen
from bekymring.report.json import FORMAT
from bekymring.report.replay import meaning_of


@frozen
class Recorded:
    """The parts of a record that an evaluation needs, and all of it to compare with."""

    ruleset: str
    """The name in the record, or empty."""
    meaning: str
    on: date | datetime
    case: Mapping[str, object] = field(repr=False)
    data: Mapping[str, object] = field(repr=False)


def read_record(content: bytes) -> Recorded:
    """Reads a record; the rule set that it was made with is not looked for."""
    data = _json(content)
    meaning, case = meaning_of(data), data.get("case")
    if meaning is None:
        raise ReplayError("newer" if _is_newer(data) else "unreadable")
    if not isinstance(case, Mapping):
        raise ReplayError("needs_case")
    return Recorded(_name(data), meaning, _moment(data), case, data)


def _json(content: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=str)
    except (ValueError, RecursionError):
        raise ReplayError("unreadable") from None
    if not isinstance(found, dict):
        raise ReplayError("unreadable")
    return found


def _is_newer(data: Mapping[str, object]) -> bool:
    form = data.get("format")
    return type(form) is int and form > FORMAT


def _name(data: Mapping[str, object]) -> str:
    found = data["ruleset"]
    name = found.get("name") if isinstance(found, Mapping) else None
    return name if isinstance(name, str) else ""


def _moment(data: Mapping[str, object]) -> date | datetime:
    moment = data.get("moment")
    try:
        instant = parse_iso_instant(moment) if isinstance(moment, str) else None
    except CalendarError:
        instant = None
    if instant is None:
        raise ReplayError("unreadable")
    return danish_date(instant) if data.get("whole_day") is True else instant
