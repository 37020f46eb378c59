"""What a case holds: one value is one case, every answer of its declared type, or open.

Values are shielded: the `repr` of an answer or a case shows states and counts, never a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field

from bekymring.frozen import frozen

if TYPE_CHECKING:
    from bekymring.values import Value


class FactState(StrEnum):
    """The states of a fact. Docs: language reference, *Facts*."""

    KNOWN = "known"
    ASKED = "asked"
    """Asked, not known."""
    NOT_ASKED = "not_asked"
    DOUBTED = "doubted"
    """A value is given, and somebody is unsure (an assessment without a reason too)."""
    NOT_RELEVANT = "not_relevant"
    """Does not apply."""
    NOT_HAPPENED = "not_happened"
    """Of a date or instant: known not to have happened."""
    OTHER_PERIOD = "other_period"
    """Of what is measured for a period: an answer is given, for another period than that of the moment."""


@frozen
class Provenance:
    """Where a value comes from; evaluation ignores it, explanations print it."""

    said_by: str = field(default="", repr=False)
    on: date | None = field(default=None, repr=False)
    document: str = field(default="", repr=False)
    party_heard: bool | None = field(default=None, repr=False)


@frozen
class Answer:
    """The answer to one question. `value` is there for known and doubted answers only."""

    state: FactState
    value: Value | None = field(default=None, repr=False)
    provenance: Provenance | None = field(default=None, repr=False)
    by: str = field(default="", repr=False)
    """Of a professional assessment: the role that made it."""
    on: date | datetime | None = field(default=None, repr=False)
    """Of a professional assessment: when it was made."""
    reason: str = field(default="", repr=False)
    """Of a professional assessment: the written reason."""
    through: date | None = field(default=None, repr=False)
    """Of what is measured for a period: the last day that the answer is for; None for the day of assessment."""
    told: FactState | None = None
    """Of an answer for another period: the state in which it was given."""

    @property
    def is_open(self) -> bool:
        """Whether it counts as unknown: asked, not asked, doubted and given for another period do."""
        return self.state in _OPEN


_OPEN = frozenset({FactState.ASKED, FactState.NOT_ASKED, FactState.DOUBTED, FactState.OTHER_PERIOD})
NOT_ASKED = Answer(FactState.NOT_ASKED)


@frozen
class RecordAnswers:
    """The records of one list in the order of the case; an incomplete list may lack records up to the maximum."""

    items: tuple[Mapping[str, Answer], ...] = ()
    complete: bool = True

    def __repr__(self) -> str:
        """The number of records, never their content."""
        return f"RecordAnswers({len(self.items)} records, complete={self.complete})"


NO_ANSWER_ABOUT_RECORDS = RecordAnswers((), complete=False)


@frozen
class Departure:
    """A departure recorded in the case: from a default or a recommendation, by whom and why."""

    action: str
    record: int | None
    """The number of the record, from 1, for a per-record action."""
    by: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)


@frozen
class Case:
    """One case. A fact or list that it does not hold has not been asked about."""

    facts: Mapping[str, Answer]
    records: Mapping[str, RecordAnswers]
    departures: tuple[Departure, ...] = ()

    def answer(self, name: str) -> Answer:
        """The answer to an input; not asked where the case says nothing."""
        return self.facts.get(name, NOT_ASKED)

    def list(self, name: str) -> RecordAnswers:
        """The records of a list; incomplete and empty where the case says nothing."""
        return self.records.get(name, NO_ANSWER_ABOUT_RECORDS)

    def __repr__(self) -> str:
        """Counts, never names or values."""
        return f"Case({len(self.facts)} facts, {sum(len(r.items) for r in self.records.values())} records)"
