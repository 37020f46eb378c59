"""What conditions read of outcomes: levels, what is said of actions, what is done, overdue, or done late.

Takes what rules conclude over a copy of the answers; gives truths and days.
Afterwards true: on every complete case these are what the evaluator finds, or it cannot be told to the solver, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from attrs import define, frozen

from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    DeadlineKind,
    DeadlineTerm,
    LevelIs,
    Modality,
    Op,
    Order,
    Require,
    Unit,
)
from bekymring.prove.answers import Scope
from bekymring.prove.logic import Truth
from bekymring.prove.standing import Conclusions, Saying
from bekymring.prove.terms import Amounts, At, NotEncodableError


@frozen(eq=False)
class Duty:
    """One thing that makes an action a duty, with the days that are the last in time and those it is counted from."""

    holds: Truth
    is_must: bool
    dues: tuple[At, ...] = ()
    starts: tuple[At, ...] = ()


@define(eq=False)
class Outcomes(Conclusions):
    """The outcomes of a rule set over one copy of its answers."""

    # --- what conditions read -----------------------------------------------------------------------------

    def outcome(self, expr: LevelIs | ActionIs, scope: Scope) -> Truth:
        """What a condition reads of an outcome."""
        if isinstance(expr, LevelIs):
            return self._level_is(expr, scope)
        own = self.per_record(expr.action)
        if own is None:
            return self._action_is(expr, None)
        if expr.this_record and scope.this is not None:
            return self._action_is(expr, scope.this[1])
        return self.space.logic.any(
            self.space.logic.all([seen, self._action_is(expr, place)]) for place, seen in self.records(own)
        )

    def _level_is(self, expr: LevelIs, scope: Scope) -> Truth:
        level = self.space.ruleset.levels[expr.level]
        rank = self.space.ruleset.scales[level.scale].rank(expr.step)
        logic = self.space.logic

        def least(asked: int) -> Truth:
            if expr.this_record and scope.this is not None and level.per_record is not None:
                return self.level_at_least(expr.level, scope.this[1], max(asked, 0))
            return self.joined_level(expr.level, max(asked, 0))

        match expr.op:
            case Op.GE:
                return least(rank)
            case Op.GT:
                return least(rank + 1)
            case Op.LE:
                return logic.all([least(0), logic.no(least(rank + 1))])
            case Op.LT:
                return logic.all([least(0), logic.no(least(rank))]) if rank else False
            case Op.EQ:
                return logic.all([least(rank), logic.no(least(rank + 1))])
            case _:
                assert_never(expr.op)

    def _action_is(self, expr: ActionIs, place: int | None) -> Truth:
        match expr.state:
            case ActionState.DONE:
                return self.done(expr.action, place)[0]
            case ActionState.OVERDUE | ActionState.DONE_LATE:
                return self._late(expr, place)
            case ActionState.MUST_NOT:
                return self.standing(expr.action, place).ban
            case ActionState.MUST:
                return self.standing(expr.action, place).must
            case ActionState.MUST_BY_DEFAULT:
                return self.standing(expr.action, place).by_default
            case ActionState.SHOULD:
                return self.standing(expr.action, place).should
            case ActionState.MAY:
                return self.standing(expr.action, place).may
            case _:
                assert_never(expr.state)

    def done(self, name: str, place: int | None) -> tuple[Truth, At | None]:
        """Whether an action is done at the moment, and when."""
        action = self.space.ruleset.actions.get(name)
        if action is None or action.done is None:
            return False, None
        scope = self.scope(action.per_record, place)
        at = self.value(action.done.at, scope)
        assert isinstance(at, At), "an action is done on a day or at an instant"
        when = True if action.done.when is None else self.truth(action.done.when, scope)
        return self.space.logic.all([at.there, when, self.past(at)]), at

    # --- late ---------------------------------------------------------------------------------------------

    def _late(self, expr: ActionIs, place: int | None) -> Truth:
        """Whether the duty (must or default) of an action is overdue, or done late."""
        logic = self.space.logic
        done, at = self.done(expr.action, place)
        found = self._duties(expr, expr.action, place, ())
        duty = logic.any(one.holds for one in found)
        counted = logic.all([done, *(self._late_enough(at, one) for one in found)])
        dues = [(logic.all([one.holds, due.there]), due) for one in found for due in one.dues]
        if expr.state is ActionState.DONE_LATE:
            if at is None:
                return False
            if any((due.tick is None) is not (at.tick is None) for _, due in dues):
                raise self._not(expr, "en dag målt mod et klokkeslæt", "a day measured against a clock time")
            late = logic.any(
                logic.all([is_set, self.space.comparing.compare_at(Op.GT, at, due)]) for is_set, due in dues
            )
            return logic.all([counted, duty, late])
        passed = [
            logic.all([is_set, self.space.comparing.compare_at(Op.GT, self.space.moment, due)])
            for is_set, due in dues
        ]
        departed = self.flag(("departed", expr.action, -1 if place is None else place))
        bound = logic.any([*(one.holds for one in found if one.is_must), logic.no(departed)])
        return logic.all([duty, logic.no(counted), logic.any(passed), bound])

    def _late_enough(self, at: At | None, duty: Duty) -> Truth:
        """Whether what is done is not done before the duty begins."""
        if at is None or not duty.starts:
            return True
        logic = self.space.logic
        begun = [
            logic.all([start.there, self.space.comparing.compare_at(Op.GE, at, start)])
            for start in duty.starts
        ]
        none = logic.no(logic.any(start.there for start in duty.starts))
        return logic.any([logic.no(duty.holds), none, *begun])

    def _duties(self, expr: ActionIs, name: str, place: int | None, above: tuple[str, ...]) -> list[Duty]:
        """What makes an action a duty: its rules, and what must wait for it."""
        if name in above:
            raise self._not(expr, "en rækkefølge, der går i ring", "an order that goes in a circle")
        found: list[Duty] = []
        for said, number, fires in self.firing(self.said_of(name), self.per_record(name), place):
            match said.conclusion:
                case Require(modality=modality) if modality.rank >= Modality.MUST_BY_DEFAULT.rank:
                    found.append(self._duty(expr, said, number, fires))
                case Order() if not said.conclusion.is_assessment and said.conclusion.first == name:
                    found += self._from_waiting(expr, said, (number, fires, place), (*above, name))
                case _:
                    continue
        return found

    def _duty(self, expr: ActionIs, said: Saying, number: int | None, fires: Truth) -> Duty:
        one, rule = said.conclusion, self.space.ruleset.rules[said.rule]
        assert isinstance(one, Require), "a rule requires it"
        if one.interval is not None or one.frequency is not None:
            raise self._not(expr, "en pligt, der kommer igen", "a duty that recurs")
        is_must = one.modality is Modality.MUST
        if one.deadline is None:
            return Duty(fires, is_must)
        scope = self.scope(rule.per_record, number)
        starts = tuple(self._starts(one, scope))
        soon = one.deadline.kind in {DeadlineKind.AS_SOON_AS_POSSIBLE, DeadlineKind.AT_ONCE}
        terms = () if soon else one.deadline.terms
        return Duty(fires, is_must, tuple(self.due(term, scope, one.deadline.kind) for term in terms), starts)

    def _from_waiting(
        self, expr: ActionIs, said: Saying, read: tuple[int | None, Truth, int | None], above: tuple[str, ...]
    ) -> Iterator[Duty]:
        """What must come first is due no later than what waits for it."""
        number, fires, first = read
        for name, place, seen in self.waiting_for(said, number, first):
            for duty in self._duties(expr, name, place, above):
                yield Duty(self.space.logic.all([fires, seen, duty.holds]), duty.is_must, duty.dues)

    def _not(self, expr: ActionIs, da: str, en: str) -> NotEncodableError:
        return NotEncodableError(f"her læses {da}", f"this reads {en}", expr.span)

    def _starts(self, require: Require, scope: Scope) -> list[At]:
        assert require.deadline is not None, "only a deadline has a start"
        found = []
        for term in require.deadline.terms:
            if term.amount is not None or require.deadline.kind is DeadlineKind.SAME_DAY:
                anchor = self.value(term.anchor, scope)
                assert isinstance(anchor, At), "a deadline starts on a day"
                found.append(anchor)
        soon = {DeadlineKind.AS_SOON_AS_POSSIBLE, DeadlineKind.AT_ONCE}
        if not found and require.deadline.kind in soon and scope.this is not None:
            dated_by = self.space.ruleset.lists[scope.this[0]].dated_by
            dated = None if dated_by is None else self.field(scope.this, dated_by)
            found += [dated] if isinstance(dated, At) else []
        return found

    def due(self, term: DeadlineTerm, scope: Scope, kind: DeadlineKind) -> At:
        """The last day (or instant) that is in time."""
        anchor = self.value(term.anchor, scope)
        assert isinstance(anchor, At), "a deadline is counted from a day"
        if term.amount is None or term.unit is None:
            return At(anchor.there, anchor.day, None if kind is DeadlineKind.SAME_DAY else anchor.tick)
        amount = self.value(term.amount, scope)
        assert isinstance(amount, Amounts), "an amount is a number"
        steps = self.space.logic.plain(amount.value)
        day = self.moved(anchor.day, steps, term.unit, term.anchor)
        if term.first_day_counts and term.unit is not Unit.HOURS:
            back = self.space.logic.choose(self.space.logic.equal(steps, 0), 0, -1)
            day = self.space.civil.days_later(day, back)
        return At(self.space.logic.all([anchor.there, amount.there]), day)
