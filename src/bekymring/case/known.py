"""The part of a case that a rule set knows: for a case that serves several rule sets.

Takes what was handed over, before it is read; gives it without the answers that the rule set asks nothing about, and
where those stood. Afterwards true: nothing that a rule set declares is left out, nor a name that is nearly one of its
names, so that a slip of the pen is refused as ever, and so is what may not stand in a case. Docs: embedding guide, *One case, several rule sets*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from attrs import field

from bekymring.case.plain import MAX_FACTS, Handed, Pairs, looks_declared
from bekymring.case.read import names_told_apart
from bekymring.case.records import ACTION, DEPARTURES, RECORDS
from bekymring.frozen import define, frozen
from bekymring.model.ruleset import RecordList, Ruleset

_SLIPS: Final = 1.5
"""At most so many letters differ in a slip of the pen. WHY: suggestions go by more; names of two rule sets are often half alike."""


@frozen
class KnownPart:
    """What is left of a case, and the names left out, which are names of answers and never answers."""

    handed: Handed
    left_out: tuple[str, ...] = field(repr=False)


def known_part(handed: Handed, ruleset: Ruleset) -> KnownPart:
    """The part of a case that a rule set knows; anything that is no object is given back as it stands."""
    if not isinstance(handed.data, Mapping | Pairs) or len(_pairs(handed.data)) > MAX_FACTS:
        return KnownPart(handed, ())
    part = _Part(ruleset, names_told_apart(ruleset), frozenset(ruleset.actions))
    kept = tuple(one for name, value in _pairs(handed.data) for one in part.of(name, value))
    return KnownPart(Handed(Pairs(kept)), tuple(sorted(part.left_out)))


@define
class _Part:
    """The state of one sorting."""

    ruleset: Ruleset
    own: frozenset[str]
    actions: frozenset[str]
    left_out: set[str] = field(factory=set)
    looked: dict[tuple[frozenset[str], str], bool] = field(factory=dict)
    """What was found of a name among others; the same fields stand in record after record."""

    def of(self, name: object, value: object) -> Iterator[tuple[object, object]]:
        """What is kept of one answer, list or departure."""
        if not isinstance(name, str):
            yield name, value
        elif name in self.ruleset.lists:
            yield name, self._records(value, self.ruleset.lists[name])
        elif name == DEPARTURES and isinstance(value, list | tuple):
            yield name, [one for one in value if self._is_from_here(one)]
        elif not self._leaves_out(name, name, self.own):
            yield name, value

    def _records(self, value: object, held: RecordList) -> object:
        if isinstance(value, list | tuple):
            return [self._record(one, held) for one in value]
        if isinstance(value, Mapping | Pairs):
            # WHY: the form that says whether a list is complete.
            return Pairs(
                tuple(
                    (name, self._records(each, held) if name == RECORDS else each)
                    for name, each in _pairs(value)
                )
            )
        return value

    def _record(self, record: object, held: RecordList) -> object:
        if not isinstance(record, Mapping | Pairs):
            return record
        own = frozenset(held.fields)
        return Pairs(
            tuple(
                (name, each)
                for name, each in _pairs(record)
                if not (isinstance(name, str) and self._leaves_out(name, f"{held.name}.{name}", own))
            )
        )

    def _is_from_here(self, departure: object) -> bool:
        """Whether a departure is from an action of the rule set, or is written in no form that could tell."""
        if not isinstance(departure, Mapping | Pairs):
            return True
        named = next((each for name, each in _pairs(departure) if name == ACTION), None)
        return not (isinstance(named, str) and self._leaves_out(named, DEPARTURES, self.actions))

    def _leaves_out(self, name: str, told: str, own: frozenset[str]) -> bool:
        """Whether a name is nothing of a rule set's own; then it is told.

        WHY: no more than a case may have, since a hostile case has many names; the rest is refused where it is read.
        """
        key = (own, name)
        if key not in self.looked and len(self.left_out) < MAX_FACTS:
            self.looked[key] = _is_strange(name, own)
        if not self.looked.get(key, False):
            return False
        self.left_out.add(told)
        return True


def _pairs(data: Mapping[object, object] | Pairs) -> tuple[tuple[object, object], ...]:
    return data.items if isinstance(data, Pairs) else tuple(data.items())


def _is_strange(name: str, own: frozenset[str]) -> bool:
    """Whether nothing of a rule set is called by a name or nearly so, and the name may be shown."""
    if name in own or not looks_declared(name):
        return False
    alike = [one for one in own if abs(len(one) - len(name)) < _SLIPS]
    return not get_close_matches(name, alike, 1, max(1 - _SLIPS / len(name), 0))
