"""Rules, levels and actions as truths of a solver, for complete cases.

Takes expressions over a copy of the answers; gives whether a rule holds, how bad a level is at least, what is said of an action.
Afterwards true: on every complete case these are what the evaluator finds, or they are free with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import assert_never

from attrs import define, field, frozen

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    ALWAYS,
    Action,
    ActionIs,
    ActionState,
    Competence,
    Conclusion,
    DeadlineKind,
    DeadlineTerm,
    DecideWhether,
    Expr,
    Forbid,
    LevelIs,
    Measure,
    Modality,
    OnlyWhen,
    Op,
    Order,
    PointTo,
    Require,
    Rule,
    Unit,
)
from bekymring.prove.encode import NOWHERE, Expressions, Scope
from bekymring.prove.logic import Truth
from bekymring.prove.prover import Reason
from bekymring.prove.terms import Amounts, At, NotEncodableError, OneOf

UNASSESSED = -1


@frozen(eq=False)
class Standing:
    """What is said of an action (of one record): truths."""

    must: Truth
    by_default: Truth
    """Must, or must unless departed from."""
    should: Truth
    may: Truth
    ban: Truth
    decide: Truth
    against: Truth

    def named(self) -> tuple[Truth, ...]:
        """All of them."""
        return (self.must, self.by_default, self.should, self.may, self.ban, self.decide, self.against)


@frozen
class Saying:
    """A conclusion of a rule about something."""

    rule: str
    place: int
    conclusion: Conclusion


@frozen(eq=False)
class Duty:
    """One thing that makes an action a duty, with the days that are the last in time and those it is counted from."""

    holds: Truth
    is_must: bool
    dues: tuple[At, ...] = ()
    starts: tuple[At, ...] = ()


@define(eq=False)
class Outcomes(Expressions):
    """The outcomes of a rule set over one copy of its answers."""

    without: frozenset[str] = frozenset()
    """Rules that do not count in this copy."""
    plain_rules: frozenset[str] = frozenset()
    """Rules whose added exceptions do not count in this copy."""
    _fires: dict[tuple[str, int | None], Truth] = field(factory=dict, init=False)
    _standing: dict[tuple[str, int | None], Standing] = field(factory=dict, init=False)
    _levels: dict[tuple[str, int | None, int], Truth] = field(factory=dict, init=False)
    _entered: set[tuple[str, int | None]] = field(factory=set, init=False)
    _said: dict[str, tuple[Saying, ...]] = field(factory=dict, init=False)

    # --- rules --------------------------------------------------------------------------------------------

    def places(self, rule: Rule) -> tuple[int | None, ...]:
        """The records that a rule is read for."""
        return (None,) if rule.per_record is None else tuple(range(self.space.records(rule.per_record)))

    def scope(self, per_record: str | None, place: int | None) -> Scope:
        """The record that something is read for."""
        return NOWHERE if per_record is None or place is None else Scope(this=(per_record, place))

    def is_touched(self, rule: Rule) -> bool:
        """Whether a rule may hold otherwise in this copy than in the one it differs from."""
        if self.base is None or rule.per_record in self.touched:
            return True
        if rule.name in self.touched:
            return True
        roots = [one for one, _ in reads.conditions_of(rule)]
        roots += [one for one in (rule.measured_on,) if one is not None]
        return any(self.differs(one, NOWHERE) for one in roots)

    def fires(self, key: str, place: int | None) -> Truth:
        """Whether a rule holds, for a record if it is read for each."""
        rule = self.space.ruleset.rules[key]
        if key in self.without:
            return False
        if isinstance(self.base, Outcomes) and key not in self.plain_rules and not self.is_touched(rule):
            return self.base.fires(key, place)
        at = (key, place)
        if at not in self._fires:
            met = self.met(rule, place)
            exceptions = [self.truth(one, self.scope(rule.per_record, place)) for one in self.exceptions(key)]
            both = self.space.logic.all([met, self.space.logic.no(self.space.logic.any(exceptions))])
            self._fires[at] = self.space.named(both)
        return self._fires[at]

    def exceptions(self, key: str) -> tuple[Expr, ...]:
        """The exceptions of a rule that count in this copy."""
        rule = self.space.ruleset.rules[key]
        added = () if key in self.plain_rules else tuple(one.unless for one in rule.exceptions)
        return (*rule.unless, *added)

    def met(self, rule: Rule, place: int | None) -> Truth:
        """Whether the period and the conditions of a rule hold."""
        scope = self.scope(rule.per_record, place)
        present = True
        if rule.per_record is not None and place is not None:
            present = self.seen(rule.per_record, place)
        when = True if rule.when is None else self.truth(rule.when, scope)
        return self.space.logic.all([present, self._in_period(rule, scope), when])

    def _in_period(self, rule: Rule, scope: Scope) -> Truth:
        if rule.period == ALWAYS:
            return True
        day: At = self.space.moment
        if rule.measured_on is not None:
            try:
                found = self.value(rule.measured_on, scope)
            except NotEncodableError as error:
                return self.space.free(error.reason)
            assert isinstance(found, At), "a rule is measured on a day"
            day = At(found.there, found.day)
        truths = [day.there]
        if rule.period.start is not None:
            truths.append(self._at_most(self._day(rule.period.start), At(day.there, day.day)))
        if rule.period.end is not None:
            truths.append(self._at_most(At(day.there, day.day), self._day(rule.period.end)))
        return self.space.logic.all(truths)

    def _day(self, value: date) -> At:
        found = self.constant(value)
        assert isinstance(found, At), "a period is made of days"
        return found

    def said_of(self, name: str) -> tuple[Saying, ...]:
        """What rules say of a level, action, measure or assessment."""
        if not self._said:
            found: dict[str, list[Saying]] = {}
            for key, rule in sorted(self.space.ruleset.rules.items()):
                for place, one in enumerate(rule.conclusions):
                    for subject in _subjects(one):
                        found.setdefault(subject, []).append(Saying(key, place, one))
            self._said = {subject: tuple(said) for subject, said in found.items()} or {"": ()}
        return self._said.get(name, ())

    def firing(
        self, said: Iterable[Saying], per_record: str | None, place: int | None
    ) -> Iterator[tuple[Saying, int | None, Truth]]:
        """Each saying with the record its rule is read for, where that speaks of this record."""
        for one in said:
            rule = self.space.ruleset.rules[one.rule]
            same = per_record is not None and rule.per_record == per_record
            for number in self.places(rule):
                if not same or number == place:
                    yield one, number, self.fires(one.rule, number)

    # --- levels -------------------------------------------------------------------------------------------

    def level_at_least(self, name: str, place: int | None, rank: int) -> Truth:
        """Whether a level (of one record) is at least so bad; rank 0 asks whether it is assessed at all."""
        if isinstance(self.base, Outcomes) and name not in self.touched:
            return self.base.level_at_least(name, place, rank)
        key = (name, place, rank)
        if key not in self._levels:
            level = self.space.ruleset.levels[name]
            scale = self.space.ruleset.scales[level.scale]
            base = UNASSESSED if level.otherwise is None else scale.rank(level.otherwise)
            truths = [base >= rank, self.own_at_least(name, rank)]
            pointing = (one for one in self.said_of(name) if isinstance(one.conclusion, PointTo))
            for one, _, fires in self.firing(pointing, level.per_record, place):
                assert isinstance(one.conclusion, PointTo), "only pointing moves a level"
                if scale.rank(one.conclusion.step) >= rank:
                    truths.append(fires)
            self._levels[key] = self.space.named(self.space.logic.any(truths))
        return self._levels[key]

    def own_at_least(self, name: str, rank: int) -> Truth:
        """Whether the professional's own assessment of a level is at least so bad."""
        if name not in self.space.ruleset.inputs:
            return False
        own = self.cell(("own", name))
        assert isinstance(own, OneOf), "a level is on a scale"
        return self.space.logic.all([own.there, self.space.logic.at_most(rank, own.place)])

    def joined_level(self, name: str, rank: int) -> Truth:
        """Whether a level is at least so bad, for any record if it is kept per record."""
        per_record = self.space.ruleset.levels[name].per_record
        if per_record is None:
            return self.level_at_least(name, None, rank)
        return self.space.logic.any(
            self.space.logic.all([seen, self.level_at_least(name, place, rank)])
            for place, seen in self.records(per_record)
        )

    # --- actions ------------------------------------------------------------------------------------------

    def subject(self, name: str) -> Action | Measure:
        """An action, or a measure that modalities are said of."""
        return self.space.ruleset.actions.get(name) or self.space.ruleset.measures[name]

    def per_record(self, name: str) -> str | None:
        """The list over whose records an action is kept."""
        found = self.space.ruleset.actions.get(name)
        return None if found is None else found.per_record

    def standing(self, name: str, place: int | None) -> Standing:
        """What is said of an action (of one record)."""
        if isinstance(self.base, Outcomes) and name not in self.touched:
            return self.base.standing(name, place)
        key = (name, place)
        if key not in self._standing:
            if key in self._entered:
                reason = Reason(
                    "rækkefølgen går i ring", "the order goes in a circle", self.subject(name).origin.span
                )
                return Standing(*(self.space.free(reason) for _ in range(7)))
            self._entered.add(key)
            self._standing[key] = self._stands(name, place)
        return self._standing[key]

    def _stands(self, name: str, place: int | None) -> Standing:
        logic = self.space.logic
        found: dict[Modality, list[Truth]] = {one: [] for one in Modality}
        ban: list[Truth] = []
        decide: list[Truth] = []
        against: list[Truth] = []
        for said, number, fires in self.firing(self.said_of(name), self.per_record(name), place):
            match said.conclusion:
                case Require(modality=modality):
                    found[modality].append(fires)
                case Forbid(action=action):
                    (ban if action == name else found[Modality.MAY]).append(fires)
                case OnlyWhen(condition=condition):
                    rule = self.space.ruleset.rules[said.rule]
                    limit = self.truth(condition, self.scope(rule.per_record, number))
                    ban.append(logic.all([fires, logic.no(limit)]))
                case DecideWhether():
                    decide.append(fires)
                case Order() if not said.conclusion.is_assessment and said.conclusion.first == name:
                    for modality, truth in self._waiting(said.conclusion, said.rule, number):
                        found[modality].append(logic.all([fires, truth]))
                case Competence() | PointTo() | Order():
                    continue
                case _:
                    against.append(fires)
        banned = self.space.named(logic.any(ban))
        must = self.space.named(logic.any(found[Modality.MUST]))
        default = self.space.named(logic.any([must, *found[Modality.MUST_BY_DEFAULT]]))
        free = logic.no(banned)
        should = self.space.named(logic.any([default, logic.all([free, logic.any(found[Modality.SHOULD])])]))
        may = self.space.named(logic.any([should, logic.all([free, logic.any(found[Modality.MAY])])]))
        return Standing(must, default, should, may, banned, logic.any(decide), logic.any(against))

    def _waiting(self, order: Order, key: str, number: int | None) -> Iterator[tuple[Modality, Truth]]:
        """What must come first is required as what waits for it is."""
        rule = self.space.ruleset.rules[key]
        for name in self.held_back(order):
            for place, seen in self.same_record(name, rule, number):
                waiting = self.standing(name, place)
                yield Modality.MUST, self.space.logic.all([seen, waiting.must])
                yield Modality.MUST_BY_DEFAULT, self.space.logic.all([seen, waiting.by_default])

    def held_back(self, order: Order) -> tuple[str, ...]:
        """Every action that an order makes wait."""
        parties = set(order.involving)
        every: Mapping[str, Action | Measure] = {
            **self.space.ruleset.measures,
            **self.space.ruleset.actions,
        }
        involved = {name for name, one in every.items() if parties & set(one.involves)}
        return tuple(sorted(({*order.then} | involved) - {order.first}))

    def any_record(self, name: str) -> tuple[tuple[int | None, Truth], ...]:
        """The records for which an action is kept, with whether they are there; once if it is not kept so."""
        per_record = self.per_record(name)
        return ((None, True),) if per_record is None else self.records(per_record)

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
        return self.space.logic.all([at.there, when, self._past(at)]), at

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
            late = logic.any(logic.all([is_set, self.compare_at(Op.GT, at, due)]) for is_set, due in dues)
            return logic.all([counted, duty, late])
        passed = [logic.all([is_set, self.compare_at(Op.GT, self.space.moment, due)]) for is_set, due in dues]
        departed = self.flag(("departed", expr.action, -1 if place is None else place))
        bound = logic.any([*(one.holds for one in found if one.is_must), logic.no(departed)])
        return logic.all([duty, logic.no(counted), logic.any(passed), bound])

    def _late_enough(self, at: At | None, duty: Duty) -> Truth:
        """Whether what is done is not done before the duty begins."""
        if at is None or not duty.starts:
            return True
        logic = self.space.logic
        begun = [logic.all([start.there, self.compare_at(Op.GE, at, start)]) for start in duty.starts]
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
                    found += self._from_waiting(expr, said, (number, fires), (*above, name))
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
        self, expr: ActionIs, said: Saying, read: tuple[int | None, Truth], above: tuple[str, ...]
    ) -> Iterator[Duty]:
        """What must come first is due no later than what waits for it."""
        assert isinstance(said.conclusion, Order), "an order makes it wait"
        number, fires = read
        rule = self.space.ruleset.rules[said.rule]
        for name in self.held_back(said.conclusion):
            for place, seen in self.same_record(name, rule, number):
                for duty in self._duties(expr, name, place, above):
                    yield Duty(self.space.logic.all([fires, seen, duty.holds]), duty.is_must, duty.dues)

    def same_record(self, name: str, rule: Rule, number: int | None) -> tuple[tuple[int | None, Truth], ...]:
        """The records of an action that a rule speaks of, with whether they are there."""
        per_record = self.per_record(name)
        if per_record is None:
            return ((None, True),)
        if per_record == rule.per_record and number is not None:
            return ((number, self.seen(per_record, number)),)
        return self.records(per_record)

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


def _subjects(conclusion: Conclusion) -> tuple[str, ...]:
    match conclusion:
        case Order(first=first):
            return (first,)
        case _:
            return tuple(dict.fromkeys(_moved(conclusion)))


def _moved(conclusion: Conclusion) -> tuple[str, ...]:
    match conclusion:
        case Competence(subject=subject) | DecideWhether(subject=subject):
            return (subject,)
        case _:
            return reads.concluded(conclusion)
