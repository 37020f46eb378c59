"""A decision that is made at once and spelled out when it is looked at.

Takes what the function of a rule set found; gives an object of the caller's own class of decisions, whose parts are worked out when
one of them is first asked for. Afterwards true: each part is what the reference evaluator gives; comparing, copying and storing such
a decision spells it out first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, TypeVar

import attrs
from attrs import field

from bekymring import decision as parts
from bekymring.case import Case
from bekymring.evaluate.compiled.found import Found, Quick
from bekymring.evaluate.compiled.made import Functions, Made
from bekymring.evaluate.compiled.program import Program
from bekymring.evaluate.compiled.run import decide_with, outline_with
from bekymring.evaluate.compiled.steady import Steady, steady_of
from bekymring.evaluate.compiled.wide import Wide
from bekymring.evaluate.outline import Outline, outline_of
from bekymring.frozen import frozen
from bekymring.model.ruleset import Ruleset

D = TypeVar("D", bound="LightDecision")
_PARTS: Final = frozenset(one.name for one in attrs.fields(parts.Decision))
_set = object.__setattr__


class LightDecision(parts.Decision):
    """A decision whose parts may still have to be spelled out."""

    __slots__ = ("_waiting",)

    _waiting: tuple[Session, Found]

    def __getattr__(self, name: str) -> object:
        # Only what is not there yet comes here.
        if name not in _PARTS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        session, found = self._waiting
        made = session.part(name, found)
        if made is not None:
            _set(self, name, made)
            return made
        for part, held in session.whole(found).items():
            _set(self, part, held)
        return object.__getattribute__(self, name)

    @property
    def outline(self) -> Outline:
        """What strong Kleene truth says by itself: levels, rules, open answers. Docs: language reference, *Truth*."""
        try:
            session, found = self._waiting
        except AttributeError:
            return outline_of(self.ruleset, self.case, self.moment)
        return session.quick.outline(found) or session.outline(found)


@frozen(eq=False)
class ReadCase:
    """A case that was read and checked once, for several decisions. It shows nothing of what it holds."""

    ruleset: Ruleset = field(repr=False)
    """That it was read for."""
    functions: Functions | None = field(default=None, repr=False)
    """By which it was read."""
    values: tuple[object, ...] = field(default=(), repr=False)
    held: Case | None = field(default=None, repr=False)
    """As the reference evaluator's own functions read it, where no function could."""

    def case(self, quick: Quick | Wide | None) -> Case:
        """The case as the reference evaluator's own functions read it."""
        if self.held is not None:
            return self.held
        assert quick is not None, "what a function has read was read by one"
        return quick.case(self.values[: len(quick.names)])


def read_with(quick: Quick | Wide, case: object) -> ReadCase | None:
    """Reads a case given as a dict of plain values; None for any other, and for every case with a mistake."""
    if type(case) is not dict:
        return None
    for functions in (quick.complete, quick.open_):
        try:
            values = functions.read.run(case, None)
        except Exception:  # noqa: BLE001 - as for a decision
            return None
        if values is not None:
            return ReadCase(quick.ruleset, functions, values)
    return None


@frozen(eq=False)
class Session:
    """A program at a moment: what is the same for every case."""

    program: Program
    quick: Quick | Wide
    on: object = field(repr=False)
    """The moment as it was asked for."""
    instant: datetime
    whole_day: bool
    day: date
    cap: int
    meaning_hash: str
    made_by: str
    given: object = field(init=False, repr=False)
    """What the functions are given of the moment."""
    complete: Made = field(init=False, repr=False)
    open_: Made = field(init=False, repr=False)

    steady: list[Steady | None] = field(factory=list, repr=False)
    """What is the same in every decision at the moment, once a complete one was spelled out; None where there is no such thing."""

    @given.default
    def _given(self) -> object:
        return self.quick.given(self.day, self.instant)

    @complete.default
    def _complete(self) -> Made:
        return self.quick.complete.whole

    @open_.default
    def _open(self) -> Made:
        return self.quick.open_.whole

    def light(self, kind: type[D], case: object) -> D | None:
        """The decision for a case given as a dict of plain values; None for any other, and for every case with a mistake."""
        if type(case) is not dict:
            return self.again(kind, case) if type(case) is ReadCase else None
        try:
            found = self.complete.run(case, self.given)
            if found is None:
                found = self.open_.run(case, self.given)
        except Exception:  # noqa: BLE001 - an object of the caller's may raise anything; the full reading says what is wrong
            return None
        if found is None:
            return None
        made = kind.__new__(kind)
        _set(made, "_waiting", (self, found))
        return made

    def again(self, kind: type[D], case: ReadCase) -> D | None:
        """The decision for a case that was read before."""
        if case.functions is None or case.ruleset is not self.quick.ruleset:
            return None
        made = kind.__new__(kind)
        _set(made, "_waiting", (self, case.functions.decide.run(case.values, self.given)))
        return made

    def part(self, name: str, found: Found) -> object:
        """A part that needs nothing of the others; None for the rest."""
        match name:
            case "ruleset":
                return self.program.ruleset
            case "case":
                return self.quick.case(found[4])
            case "moment":
                return self.instant
            case "whole_day":
                return self.whole_day
            case "refinement_cap":
                return self.cap
            case "levels":
                return self.quick.levels(found)
            case "levels_each":
                return {} if isinstance(self.quick, Quick) else None
            case _:
                return None

    def outline(self, found: Found) -> Outline:
        """What strong Kleene truth says by itself, where the function of the rules does not tell it."""
        case, settled = self.quick.case(found[4]), self.quick.settled(found)
        return outline_with(self.program, case, self.instant, cap=self.cap, settled=settled)

    def whole(self, found: Found) -> Mapping[str, object]:
        """All parts by name; those that `part` gives may be left out."""
        sure, possible, _, unanswered, answers, *_ = found
        is_plain = isinstance(self.quick, Quick) and possible == sure and not unanswered
        steady = self.steady[0] if self.steady else None
        if is_plain and steady is not None:
            return steady.parts(sure)
        made = self._spelled(found, self.quick.case(answers))
        if is_plain and isinstance(self.quick, Quick) and not self.steady:
            self.steady.append(steady_of(self.quick, made, self.instant))
        return {name: getattr(made, name) for name in _PARTS}

    def _spelled(self, found: Found, case: Case) -> parts.Decision:
        return decide_with(
            self.program,
            case,
            self.instant,
            whole_day=self.whole_day,
            cap=self.cap,
            meaning_hash=self.meaning_hash,
            made_by=self.made_by,
            settled=self.quick.settled(found),
        )
