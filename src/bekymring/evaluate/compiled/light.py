"""A decision that is made at once and spelled out when it is looked at.

Takes what the function of a rule set found; gives an object of the caller's own class of decisions, whose parts are worked out when
one of them is first asked for. Afterwards true: each part is what the reference evaluator gives; comparing, copying and storing such
a decision spells it out first.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final, TypeVar

import attrs
from attrs import field, frozen

from bekymring import decision as parts
from bekymring.evaluate.compiled.found import Answers, Quick, Run
from bekymring.evaluate.compiled.program import Program
from bekymring.evaluate.compiled.run import decide_with

D = TypeVar("D", bound="LightDecision")
_PARTS: Final = frozenset(one.name for one in attrs.fields(parts.Decision))
_set = object.__setattr__


class LightDecision(parts.Decision):
    """A decision whose parts may still have to be spelled out."""

    __slots__ = ("_waiting",)

    _waiting: tuple[Session, tuple[int, Answers]]

    def __getattr__(self, name: str) -> object:
        # Only what is not there yet comes here.
        if name not in _PARTS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        session, found = self._waiting
        made = session.part(name, found)
        if made is not None:
            _set(self, name, made)
            return made
        whole = session.whole(found)
        for part in _PARTS:
            _set(self, part, getattr(whole, part))
        return getattr(whole, name)


@frozen(eq=False)
class Session:
    """A program at a moment: what is the same for every case."""

    program: Program
    quick: Quick
    on: object = field(repr=False)
    """The moment as it was asked for."""
    instant: datetime
    whole_day: bool
    day: date
    cap: int
    meaning_hash: str
    made_by: str
    run: Run = field(init=False, repr=False)

    @run.default
    def _run(self) -> Run:
        return self.quick.run

    def light(self, kind: type[D], case: object) -> D | None:
        """The decision for a case given as a dict of plain values; None for any other, and for every case with a mistake."""
        if type(case) is not dict:
            return None
        try:
            found = self.run(case, self.day)
        except Exception:  # noqa: BLE001 - an object of the caller's may raise anything; the full reading says what is wrong
            return None
        if found is None:
            return None
        made = kind.__new__(kind)
        _set(made, "_waiting", (self, found))
        return made

    def part(self, name: str, found: tuple[int, Answers]) -> object:
        """A part that needs nothing of the others; None for the rest."""
        ruleset = self.program.ruleset
        match name:
            case "ruleset":
                return ruleset
            case "case":
                return self.quick.case(found[1], ruleset)
            case "moment":
                return self.instant
            case "whole_day":
                return self.whole_day
            case "refinement_cap":
                return self.cap
            case "levels":
                return self.quick.levels(found[0])
            case "levels_each":
                return {}
            case _:
                return None

    def whole(self, found: tuple[int, Answers]) -> parts.Decision:
        """The decision with all its parts."""
        return decide_with(
            self.program,
            self.quick.case(found[1], self.program.ruleset),
            self.instant,
            whole_day=self.whole_day,
            cap=self.cap,
            meaning_hash=self.meaning_hash,
            made_by=self.made_by,
            settled=self.quick.settled(found[0]),
        )
