"""Rules, levels and what is said of actions as truths of a solver, for complete cases.

Takes expressions over a copy of the answers; gives whether a rule holds, how bad a level is at least, what is said of an action.
Afterwards true: on every complete case these are what the evaluator finds, or they are free with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import define, field, frozen

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    ALWAYS,
    Action,
    Competence,
    Conclusion,
    DecideWhether,
    Expr,
    Forbid,
    Measure,
    Modality,
    OnlyWhen,
    Order,
    PointTo,
    Require,
    Rule,
)
from bekymring.prove.answers import NOWHERE, Scope
from bekymring.prove.encode import Expressions
from bekymring.prove.logic import Truth
from bekymring.prove.prover import Reason
from bekymring.prove.terms import At, NotEncodableError, OneOf

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


@define(eq=False)
class Conclusions(Expressions):
    """What the rules of a rule set conclude over one copy of its answers."""

    without: frozenset[str] = frozenset()
    """Rules that do not count in this copy."""
    plain_rules: frozenset[str] = frozenset()
    """Rules of which the exceptions that the rule set itself adds do not count in this copy."""
    plain_levels: frozenset[str] = frozenset()
    """Levels that stay not assessed in this copy while nothing points to a step."""
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
        if isinstance(self.base, Conclusions) and key not in self.plain_rules and not self.is_touched(rule):
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
        own = self.space.ruleset.name if key in self.plain_rules else None
        added = tuple(one.unless for one in rule.exceptions if one.origin.layer != own)
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
            truths.append(self.space.comparing.at_most(self._day(rule.period.start), At(day.there, day.day)))
        if rule.period.end is not None:
            truths.append(self.space.comparing.at_most(At(day.there, day.day), self._day(rule.period.end)))
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
        if isinstance(self.base, Conclusions) and name not in self.touched:
            return self.base.level_at_least(name, place, rank)
        key = (name, place, rank)
        if key not in self._levels:
            level = self.space.ruleset.levels[name]
            scale = self.space.ruleset.scales[level.scale]
            is_plain = level.otherwise is None or name in self.plain_levels
            base = UNASSESSED if is_plain else scale.rank(level.otherwise or "")
            truths = [base >= rank, self.own_at_least(name, place, rank)]
            pointing = (one for one in self.said_of(name) if isinstance(one.conclusion, PointTo))
            for one, _, fires in self.firing(pointing, level.per_record, place):
                assert isinstance(one.conclusion, PointTo), "only pointing moves a level"
                if scale.rank(one.conclusion.step) >= rank:
                    truths.append(fires)
            self._levels[key] = self.space.named(self.space.logic.any(truths))
        return self._levels[key]

    def own_at_least(self, name: str, place: int | None, rank: int) -> Truth:
        """Whether the professional's own assessment of a level (of one record) is at least so bad."""
        if place is None and name not in self.space.ruleset.inputs:
            return False
        if place is not None and self.space.ruleset.levels[name].own_in is None:
            return False
        own = self.cell(("own", name) if place is None else ("own", name, place))
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

    def joined_own(self, name: str, rank: int) -> Truth:
        """Whether the own assessment of a level is at least so bad, for any record if it is kept per record."""
        per_record = self.space.ruleset.levels[name].per_record
        if per_record is None:
            return self.own_at_least(name, None, rank)
        return self.space.logic.any(
            self.space.logic.all([seen, self.own_at_least(name, place, rank)])
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
        if isinstance(self.base, Conclusions) and name not in self.touched:
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
                    for modality, truth in self._waiting(said, number, place):
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

    def _waiting(
        self, said: Saying, number: int | None, first: int | None
    ) -> Iterator[tuple[Modality, Truth]]:
        """What must come first (of the record `first`) is required as what waits for it is."""
        for name, place, seen in self.waiting_for(said, number, first):
            waiting = self.standing(name, place)
            yield Modality.MUST, self.space.logic.all([seen, waiting.must])
            yield Modality.MUST_BY_DEFAULT, self.space.logic.all([seen, waiting.by_default])

    def waiting_for(
        self, said: Saying, number: int | None, first: int | None
    ) -> Iterator[tuple[str, int | None, Truth]]:
        """What waits, with whether its record is there; of one list with what comes first, the same record waits."""
        order, rule = said.conclusion, self.space.ruleset.rules[said.rule]
        assert isinstance(order, Order), "an order makes it wait"
        own = None if first is None or order.is_assessment else self.per_record(order.first)
        for name in self.held_back(order):
            if own is not None and first is not None and name in order.then and self.per_record(name) == own:
                yield name, first, self.seen(own, first)
            else:
                yield from ((name, place, seen) for place, seen in self.same_record(name, rule, number))

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

    def same_record(self, name: str, rule: Rule, number: int | None) -> tuple[tuple[int | None, Truth], ...]:
        """The records of an action that a rule speaks of, with whether they are there."""
        per_record = self.per_record(name)
        if per_record is None:
            return ((None, True),)
        if per_record == rule.per_record and number is not None:
            return ((number, self.seen(per_record, number)),)
        return self.records(per_record)


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
