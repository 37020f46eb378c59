"""What the row evaluator says of a case, under the names of columns.

Takes a decision and the columns that a program gives; gives one value a column.
Afterwards true: a decision that is not refined says here what the columns say themselves, facts that only a date turns on apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from attrs import frozen

from bekymring.calendar_dk import danish_date
from bekymring.columns.form import Kind
from bekymring.decision import ActionOutcome, Certainty, Decision, Firing, Obligation, State
from bekymring.model.ruleset import Modality

Said = bool | str | date | datetime | None
_MODALITIES = frozenset(one.value for one in Modality)
_STATES = {one.value: one for one in (State.OVERDUE, State.DONE_LATE)}
_BANS = {"must_not": "ban", "should_not": "advised_against"}


@frozen
class Names:
    """The columns of a program, with the kind of each."""

    kinds: Mapping[str, Kind]

    def of(self, decision: Decision) -> dict[str, Said]:
        """What a decision says, by column; a column that it says nothing of is left out."""
        found = dict(self._all(decision))
        return {
            name: self._as(value, self.kinds[name]) for name, value in found.items() if name in self.kinds
        }

    @staticmethod
    def _as(value: Said, kind: Kind) -> Said:
        # WHY: a deadline in days ends with its day in Denmark, and stands as the day.
        return danish_date(value) if kind is Kind.DAY and isinstance(value, datetime) else value

    def _all(self, decision: Decision) -> Iterator[tuple[str, Said]]:
        for name, level in decision.levels.items():
            yield f"{name}.least", level.least
            yield f"{name}.worst", level.worst
            yield f"{name}.exact", level.decided
        yield from self._actions(decision)
        points = {one.point: one.certainty for one in decision.attention}
        firing = {one.rule: one.firing for one in decision.rules if one.record is None}
        missing = {one.fact for one in decision.missing}
        for column in self.kinds:
            name, _, end = column.rpartition(".")
            match end:
                case "attention":
                    yield from _truths(column, points.get(name))
                case "holds":
                    yield column, _holds(firing.get(name))
                    yield f"{name}.unless", firing.get(name) is Firing.FIRED_UNLESS
                case "missing":
                    yield column, name in missing
                case _:
                    continue

    def _actions(self, decision: Decision) -> Iterator[tuple[str, Said]]:
        found = {
            name: group.each[0] for name, group in decision.actions.items() if group.each[0].record is None
        }
        for column in self.kinds:
            name, _, end = column.rpartition(".")
            one = found.get(name)
            if end in _MODALITIES:
                held = {duty.modality.value: duty for duty in one.obligations} if one else {}
                yield from _duty(column, held.get(end))
            elif end == "decide_whether":
                yield from _duty(column, one.decide_whether if one else None)
            elif end in _BANS:
                ban = getattr(one, _BANS[end], None)
                yield from _truths(column, ban.certainty if ban else None)
            elif end in _STATES:
                yield from _state(column, _STATES[end], one)


def _truths(column: str, certainty: Certainty | None) -> Iterator[tuple[str, Said]]:
    yield column, {None: False, Certainty.HOLDS: True}.get(certainty)
    yield f"{column}.unless", certainty is Certainty.HOLDS_UNLESS


def _duty(column: str, duty: Obligation | None) -> Iterator[tuple[str, Said]]:
    yield from _truths(column, duty.certainty if duty else None)
    due = duty.deadline if duty else None
    yield f"{column}.by", due.no_later_than if due else None
    yield f"{column}.perhaps_by", due.perhaps if due else None


def _holds(firing: Firing | None) -> bool | None:
    if firing is Firing.FIRED:
        return True
    return None if firing in {Firing.FIRED_UNLESS, Firing.POSSIBLE} else False


def _state(column: str, state: State, one: ActionOutcome | None) -> Iterator[tuple[str, Said]]:
    """Whether the duty stands so; where a prohibition or a departure closes it, that is not told here."""
    duties = (
        [held for held in one.obligations if held.modality.rank >= Modality.MUST_BY_DEFAULT.rank]
        if one
        else []
    )
    if not duties or state not in duties[-1].states:
        if duties and State.SET_ASIDE in duties[-1].states:
            return
        yield column, False
    else:
        sure = duties[-1].certainty is Certainty.HOLDS and duties[-1].states == (state,)
        yield column, True if sure else None
