"""What many rows come to: counts of outcomes, and never a row.

Takes rows one at a time; gives counts that can be added, stored and told. Afterwards true: the counts of two parts of the rows add up
to those of the whole. How few children a count may speak of is for the caller to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import field, frozen

from bekymring.batch.rows import Row
from bekymring.decision import Certainty, State

_NUMBER: Final = re.compile(r"\[\d+\]")
Key = tuple[str, ...]


@frozen
class Totals:
    """Counts by what they are counts of."""

    counts: Mapping[Key, int] = field(factory=dict)

    def __add__(self, other: Totals) -> Totals:
        """The counts of both."""
        return Totals(dict(Counter(self.counts) + Counter(other.counts)))

    def of(self, *key: str) -> int:
        """One count; 0 for what did not occur."""
        return self.counts.get(key, 0)

    def below(self, *key: str) -> tuple[tuple[Key, int], ...]:
        """The counts whose keys begin so, by the rest of their keys, in order."""
        size = len(key)
        return tuple(
            (one[size:], n) for one, n in sorted(self.counts.items()) if one[:size] == key and one != key
        )

    @property
    def cases(self) -> int:
        """How many rows there were."""
        return self.of("cases")

    @property
    def errors(self) -> int:
        """How many rows could not be used."""
        return self.of("errors")

    @property
    def faults(self) -> int:
        """How many of them fell to a fault of the program."""
        return self.of("faults")

    def stored(self) -> list[list[str | int]]:
        """The counts as JSON-ready data."""
        return [[*key, n] for key, n in sorted(self.counts.items())]

    @classmethod
    def of_stored(cls, stored: Iterable[Sequence[str | int]]) -> Totals:
        """What was stored; ValueError where it is none."""
        counts: dict[Key, int] = {}
        for *key, n in stored:
            counts[tuple(map(str, key))] = int(n)
        return cls(counts)


def totals_of(rows: Iterable[Row]) -> Totals:
    """The counts of some rows."""
    return Totals(dict(Counter(key for row in rows for key in _counted(row))))


def _counted(row: Row) -> Iterator[Key]:
    yield ("cases",)
    if row.decision is None:
        yield ("errors",)
        yield from sorted({("error", one.code.number, one.code.slug) for one in row.mistakes})
        if any(one.code.slug == "row-not-evaluated" for one in row.mistakes):
            yield ("faults",)
        return
    keys = (*_levels(row), *_duties(row))
    yield from keys
    if any(key[-1] in {"open", Certainty.DEPENDS.value} for key in keys):
        yield ("undecided",)
    yield from sorted({("missing", _NUMBER.sub("[]", one.fact)) for one in row.decision.missing})


def _levels(row: Row) -> Iterator[Key]:
    assert row.decision is not None
    each = (one for group in row.decision.levels_each.values() for one in group)
    for one in (*row.decision.levels.values(), *each):
        yield ("level", one.level, one.least, one.worst, "decided" if one.decided else "open")


def _duties(row: Row) -> Iterator[Key]:
    assert row.decision is not None
    for name, group in row.decision.actions.items():
        for one in group.each:
            if one.modality is not None and one.certainty is not None:
                yield ("duty", name, one.modality.value, one.certainty.value)
            if State.OVERDUE in one.states:
                yield ("overdue", name, "certain" if one.states == (State.OVERDUE,) else "perhaps")
            if one.ban is not None:
                yield ("ban", name, one.ban.certainty.value)
