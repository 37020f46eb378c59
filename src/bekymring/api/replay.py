"""Evaluating a recorded decision again. Docs: embedding guide, *Records*."""

from __future__ import annotations

import json
from collections.abc import Mapping

from bekymring.api.decisions import Ruleset
from bekymring.api.errors import BekymringError, ReplayError
from bekymring.api.reading import read_ruleset
from bekymring.calendar_dk import CalendarError, danish_date, parse_iso_instant
from bekymring.model.ruleset import Ruleset as Kernel
from bekymring.report.json import FORMAT
from bekymring.report.replay import differences, meaning_of
from bekymring.resources import ruleset_folder


def replay_record(content: bytes, *, rules: Kernel | None = None) -> tuple[str, ...]:
    """Evaluates a record again and gives the paths at which the answer differs; nothing means the same answer.

    The program version, the rule set's text and the places in it are left out of the comparison: what counts is meaning.
    Raises ReplayError where the record cannot be read, does not hold the case, or the rules mean something else now.
    """
    record = _record(content)
    meaning, case = meaning_of(record), record.get("case")
    if meaning is None:
        raise ReplayError("newer" if _is_newer(record) else "unreadable")
    if not isinstance(case, Mapping):
        raise ReplayError("needs_case")
    ruleset = Ruleset(rules if rules is not None else _shipped(record))
    if ruleset.meaning_hash != meaning:
        raise ReplayError("other_rules")
    moment, whole_day = record.get("moment"), record.get("whole_day")
    try:
        instant = parse_iso_instant(moment) if isinstance(moment, str) else None
    except CalendarError:
        instant = None
    if instant is None:
        raise ReplayError("unreadable")
    try:
        again = ruleset.evaluate(case, on=danish_date(instant) if whole_day is True else instant)
    except BekymringError:
        raise ReplayError("unreadable") from None
    return differences(record, again.to_dict())


def _record(content: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_float=str)
    except (ValueError, RecursionError):
        raise ReplayError("unreadable") from None
    if not isinstance(found, dict):
        raise ReplayError("unreadable")
    return found


def _is_newer(record: Mapping[str, object]) -> bool:
    form = record.get("format")
    return type(form) is int and form > FORMAT


def _shipped(record: Mapping[str, object]) -> Kernel:
    # WHY: by its name among those that ship and never as a path, for the record may come from anywhere.
    found = record["ruleset"]
    name = found.get("name") if isinstance(found, Mapping) else None
    folder = ruleset_folder(name) if isinstance(name, str) else None
    reading = None if folder is None else read_ruleset(folder)
    if reading is None or reading.ruleset is None:
        raise ReplayError("unknown_rules")
    return reading.ruleset
