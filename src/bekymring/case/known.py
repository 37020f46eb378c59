"""The part of a case that a rule set knows: for a case that serves several rule sets.

Takes what was handed over, before it is read; gives it without the answers that the rule set asks nothing about, and
where those stood. Afterwards true: nothing that a rule set declares is left out, nor a name that is nearly one of its
names, so that a slip of the pen is refused as ever. Docs: embedding guide, *One case, several rule sets*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from attrs import define, field, frozen

from bekymring.case.plain import MAX_FACTS, Handed, Pairs, looks_declared
from bekymring.case.read import answerable
from bekymring.case.records import ACTION, DEPARTURES, RECORDS
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
    part = _Part(ruleset, answerable(ruleset))
    kept = tuple(one for name, value in _pairs(handed.data) for one in part.of(name, value))
    return KnownPart(Handed(Pairs(kept)), tuple(sorted(part.left_out)))


@define
class _Part:
    """The state of one sorting."""

    ruleset: Ruleset
    own: tuple[str, ...]
    left_out: set[str] = field(factory=set)

    def of(self, name: object, value: object) -> Iterator[tuple[object, object]]:
        """What is kept of one answer, list or departure."""
        if not isinstance(name, str):
            yield name, value
        elif name in self.ruleset.lists:
            yield name, self._records(value, self.ruleset.lists[name])
        elif name == DEPARTURES and isinstance(value, list | tuple):
            yield name, [one for one in value if self._is_from_here(one)]
        elif _is_strange(name, self.own):
            self.left_out.add(name)
        else:
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
        fields = tuple(held.fields)
        strangers = {
            name for name, _ in _pairs(record) if isinstance(name, str) and _is_strange(name, fields)
        }
        self.left_out.update(f"{held.name}.{name}" for name in strangers)
        return Pairs(tuple((name, each) for name, each in _pairs(record) if name not in strangers))

    def _is_from_here(self, departure: object) -> bool:
        """Whether a departure is from an action of the rule set, or is written in no form that could tell."""
        if not isinstance(departure, Mapping | Pairs):
            return True
        named = next((each for name, each in _pairs(departure) if name == ACTION), None)
        if not isinstance(named, str) or not _is_strange(named, tuple(self.ruleset.actions)):
            return True
        self.left_out.add(DEPARTURES)
        return False


def _pairs(data: Mapping[object, object] | Pairs) -> tuple[tuple[object, object], ...]:
    return data.items if isinstance(data, Pairs) else tuple(data.items())


def _is_strange(name: str, own: tuple[str, ...]) -> bool:
    """Whether nothing of a rule set is called by a name or nearly so, and the name may be shown."""
    alike = max(1 - _SLIPS / len(name), 0) if name else 1
    return looks_declared(name) and name not in own and not get_close_matches(name, own, 1, alike)
