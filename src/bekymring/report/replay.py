"""Whether a recorded decision comes out the same when it is made again.

Takes a record and the decision made again; gives every difference by its path, never by its value.
Afterwards true: no difference means that everything is equal but the program version, the hash of the text and
places; a record of another meaning is refused before anything is compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bekymring.frozen import frozen
from bekymring.report.json import FORMAT, decision_to_dict

if TYPE_CHECKING:
    from bekymring.decision import Decision

_CASE_HASH: Final = "case_hash"
_MAY_DIFFER: Final = re.compile(
    r"\$\.program|\$\.ruleset\.(layers\[\d+\]\.)?text_hash|\$\.rules\[\d+\]\.place"
)
"""Paths that are not compared: a comment or another version of the program does not void a record."""


class DifferenceKind(StrEnum):
    """How a record and the decision made again differ."""

    NOT_A_RECORD = "not_a_record"
    OTHER_MEANING = "other_meaning"
    CHANGED = "changed"
    ONLY_IN_RECORD = "only_in_record"
    ONLY_NOW = "only_now"


@frozen
class Difference:
    """One difference and its path in the record, such as `$.levels.position.possible[1]`; items count from 1."""

    kind: DifferenceKind
    path: str

    @property
    def is_refusal(self) -> bool:
        """Whether nothing was compared, because the record belongs to other rules or is none."""
        return self.kind in {DifferenceKind.NOT_A_RECORD, DifferenceKind.OTHER_MEANING}


def meaning_of(record: Mapping[str, object]) -> str | None:
    """The hash of the meaning that a record was made with; None where it is no record that this program reads."""
    ruleset = record.get("ruleset")
    if record.get("format") != FORMAT or not isinstance(ruleset, Mapping):
        return None
    meaning = ruleset.get("meaning_hash")
    return meaning if isinstance(meaning, str) else None


def same_decision(
    record: Mapping[str, object], decision: Decision, *, key: bytes | None = None
) -> tuple[Difference, ...]:
    """Every difference between a record and the decision made again; `key` compares a case left out by its hash."""
    meaning = meaning_of(record)
    if meaning is None:
        return (Difference(DifferenceKind.NOT_A_RECORD, "$"),)
    if meaning != decision.fingerprint.meaning_hash:
        return (Difference(DifferenceKind.OTHER_MEANING, "$.ruleset.meaning_hash"),)
    with_case = record.get("case") is not None
    has_hash = record.get("case_hash") is not None
    again = decision_to_dict(decision, include_case=with_case, key=key if has_hash else None)
    return _compared(record, again)


def differences(record: Mapping[str, object], again: Mapping[str, object]) -> tuple[str, ...]:
    """The paths at which two records differ, whatever rules they were made with; see `same_decision`."""
    return tuple(one.path for one in _compared(record, again))


def _compared(record: Mapping[str, object], again: Mapping[str, object]) -> tuple[Difference, ...]:
    then, now = dict(record), dict(again)
    if then.get(_CASE_HASH) is None or now.get(_CASE_HASH) is None:
        # WHY: without the key nobody can say whether the hash is the same.
        then.pop(_CASE_HASH, None)
        now.pop(_CASE_HASH, None)
    return tuple(_differences(then, now, "$"))


def _differences(then: object, now: object, at: str) -> Iterator[Difference]:
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for name in sorted({*then, *now}, key=str):
            path = f"{at}.{name}"
            if not _MAY_DIFFER.fullmatch(path):
                yield from _in_one(then, now, name, path)
    elif isinstance(then, list | tuple) and isinstance(now, list | tuple):
        yield from _in_lists(then, now, at)
    elif type(then) is not type(now) or (not isinstance(then, Mapping | list | tuple) and then != now):
        yield Difference(DifferenceKind.CHANGED, at)


def _in_one(
    then: Mapping[object, object], now: Mapping[object, object], name: object, at: str
) -> Iterator[Difference]:
    if name not in now:
        yield Difference(DifferenceKind.ONLY_IN_RECORD, at)
    elif name not in then:
        yield Difference(DifferenceKind.ONLY_NOW, at)
    else:
        yield from _differences(then[name], now[name], at)


def _in_lists(
    then: list[object] | tuple[object, ...], now: list[object] | tuple[object, ...], at: str
) -> Iterator[Difference]:
    for number, (old, new) in enumerate(zip(then, now, strict=False), 1):
        yield from _differences(old, new, f"{at}[{number}]")
    shared = min(len(then), len(now))
    if len(then) > shared:
        yield Difference(DifferenceKind.ONLY_IN_RECORD, f"{at}[{shared + 1}]")
    if len(now) > shared:
        yield Difference(DifferenceKind.ONLY_NOW, f"{at}[{shared + 1}]")
