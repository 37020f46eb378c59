"""Generated rules: what they read, what they conclude, when they do not apply.

Takes a source of choices, the words and the definitions; gives rules.
Afterwards true: a rule concludes only about outcomes that stand after all that it reads, so there is no circle;
what is hard reads hard outcomes, positively; a condition on *is known* only finds out or draws attention.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import Enum
from fractions import Fraction

from attrs import evolve, frozen

from bekymring.model.ruleset import (
    ALWAYS,
    Action,
    ActionIs,
    ActionState,
    AddedException,
    AdviseAgainst,
    Attend,
    CalendarPeriod,
    Competence,
    Conclusion,
    Const,
    CountedPeriod,
    Deadline,
    DeadlineKind,
    DeadlineTerm,
    DecideWhether,
    Expr,
    First,
    Forbid,
    Frequency,
    InputKind,
    Interval,
    LevelIs,
    Modality,
    OneFirst,
    OnlyWhen,
    Op,
    Order,
    Origin,
    Period,
    Pick,
    PointTo,
    RecordList,
    RecordValue,
    Ref,
    Require,
    Rule,
    ThisField,
    Unit,
)
from bekymring.model.types import Day, Instant
from bekymring.source import Span
from bekymring.testing.draws import Draw, chance, pick
from bekymring.testing.expressions import Readable, Scope, Writer, assessed_each, input_scope
from bekymring.testing.vocabulary import BASE_DAY, LOCAL, ORIGIN, Feature, Vocabulary

HARD_STATES = (ActionState.MUST, ActionState.MUST_BY_DEFAULT, ActionState.MUST_NOT, ActionState.OVERDUE)
SOFT_STATES = (ActionState.SHOULD, ActionState.MAY, ActionState.MUST, ActionState.MUST_NOT)
COUNTED_PERIODS = ((12, Unit.MONTHS), (1, Unit.MONTHS), (6, Unit.WEEKS), (10, Unit.DAYS), (1, Unit.YEARS))
ROLES = ("rådgiver", "leder", "udvalg")


class Manner(Enum):
    """What a rule reads, and so what it may conclude."""

    HARD = "hard"
    SOFT = "soft"
    FINDS_OUT = "finds out"


@frozen
class Definitions:
    """The definitions of a rule set: those that read facts only, and those that read outcomes before a place."""

    plain: tuple[Readable, ...]
    reading: tuple[tuple[int, Expr], ...]


def is_soft(action: Action) -> bool:
    """Whether a generated action is kept for what reads soft outcomes, or for finding out."""
    return action.finds_out or action.name.startswith("følge")


def hard_outcomes(vocabulary: Vocabulary, before: int, record: RecordList | None) -> tuple[Expr, ...]:
    """What a hard conclusion may read positively: outcomes that stand before a place."""
    made: list[Expr] = []
    for name in vocabulary.order[:before]:
        if name in vocabulary.levels:
            level = vocabulary.levels[name]
            each = record is not None and level.per_record == record.name
            made += [LevelIs(name, Op.GE, s, this_record=each) for s in vocabulary.names(level.scale)]
        elif _readable(vocabulary.actions[name], record):
            each = vocabulary.actions[name].per_record is not None
            made += [ActionIs(name, state, this_record=each) for state in HARD_STATES]
    return tuple(made)


def _readable(action: Action, record: RecordList | None) -> bool:
    within = action.per_record is None or (record is not None and action.per_record == record.name)
    return within and not is_soft(action)


def soft_outcomes(vocabulary: Vocabulary, before: int, record: RecordList | None) -> tuple[Expr, ...]:
    """What only soft conclusions may read, and read in any way."""
    made: list[Expr] = []
    for name in vocabulary.order[:before]:
        if name in vocabulary.levels and vocabulary.levels[name].per_record is None:
            for step in vocabulary.names(vocabulary.levels[name].scale):
                made += [LevelIs(name, op, step) for op in (Op.LE, Op.EQ)]
        elif name in vocabulary.actions and _readable(vocabulary.actions[name], record):
            each = vocabulary.actions[name].per_record is not None
            made += [ActionIs(name, state, this_record=each) for state in SOFT_STATES]
    return tuple(made)


def done_tests(vocabulary: Vocabulary, record: RecordList | None) -> tuple[Expr, ...]:
    """`er udført`, which reads only facts and may stand anywhere."""
    return tuple(
        ActionIs(one.name, ActionState.DONE, this_record=one.per_record is not None)
        for one in vocabulary.actions.values()
        if one.done is not None and _readable(one, record)
    )


@frozen
class RuleWriter:
    """Writes one rule: `cut` is the place before which it reads and after which it concludes."""

    draw: Draw
    vocabulary: Vocabulary
    definitions: Definitions
    manner: Manner
    record: RecordList | None
    cut: int

    def has(self, feature: Feature) -> bool:
        """Whether a feature is wanted."""
        return self.vocabulary.options.has(feature)

    # --- what it reads ------------------------------------------------------------------------------------

    def facts(self) -> Scope:
        """What conditions without outcomes may read."""
        return evolve(input_scope(self.vocabulary), this=self.record, named=self.definitions.plain)

    def scope(self) -> Scope:
        """What the conditions of the rule may read."""
        done = done_tests(self.vocabulary, self.record) if chance(self.draw, 30) else ()
        if self.manner is Manner.FINDS_OUT:
            return evolve(self.facts(), known_tests=True, soft=done)
        if not self.has(Feature.OUTCOMES):
            return evolve(self.facts(), soft=done)
        reading = tuple(expr for place, expr in self.definitions.reading if place <= self.cut)
        soft = soft_outcomes(self.vocabulary, self.cut, self.record) if self.manner is Manner.SOFT else ()
        outcomes = hard_outcomes(self.vocabulary, self.cut, self.record)
        return evolve(self.facts(), outcomes=outcomes, named_positively=reading, soft=(*soft, *done))

    def condition(self, depth: int | None = None) -> Expr:
        """A condition of the rule."""
        depth = self.vocabulary.options.depth if depth is None else depth
        return Writer(self.draw, self.vocabulary, self.scope()).truth(depth)

    def exception(self) -> Expr:
        """An exception: no outcomes."""
        return Writer(self.draw, self.vocabulary, self.facts()).truth(1)

    # --- what it concludes --------------------------------------------------------------------------------

    def actions(self, after: int = 0) -> tuple[Action, ...]:
        """The actions it may conclude about."""
        names = self.vocabulary.order[max(self.cut, after) :]
        known = (self.vocabulary.actions[n] for n in names if n in self.vocabulary.actions)
        return tuple(one for one in known if self._suits(one))

    def _suits(self, action: Action) -> bool:
        within = action.per_record is None or (
            self.record is not None and action.per_record == self.record.name
        )
        match self.manner:
            case Manner.HARD:
                return within and not is_soft(action)
            case Manner.SOFT:
                return within and is_soft(action) and not action.finds_out
            case Manner.FINDS_OUT:
                return action.finds_out

    def conclusion(self) -> Conclusion | None:
        """One conclusion, or nothing where the place leaves none."""
        forms = [self._require]
        if self.manner is not Manner.HARD:
            forms.append(self._attend)
        else:
            forms += [self._point, self._point, *self._optional_forms()]
        made = pick(self.draw, forms)()
        return made if made is not None else next((one for one in (form() for form in forms) if one), None)

    def _optional_forms(self) -> list[Callable[[], Conclusion | None]]:
        wanted: tuple[tuple[Feature, Callable[[], Conclusion | None]], ...] = (
            (Feature.BANS, self._forbid),
            (Feature.BANS, self._advise),
            (Feature.ONLY_WHEN, self._only_when),
            (Feature.DECIDE, self._decide),
            (Feature.ORDERS, self._order),
            (Feature.COMPETENCE, self._competence),
            (Feature.ATTENTION, self._attend),
        )
        return [form for feature, form in wanted if self.has(feature)]

    def _point(self) -> Conclusion | None:
        levels = [
            self.vocabulary.levels[n]
            for n in self.vocabulary.order[self.cut :]
            if n in self.vocabulary.levels
        ]
        here = self.record.name if self.record else None
        fitting = [one for one in levels if one.per_record is None or one.per_record == here]
        if not fitting:
            return None
        # What is kept for the record is otherwise seldom said, and then never read joined.
        kept = [one for one in fitting if one.per_record is not None and chance(self.draw, 60)]
        level = pick(self.draw, kept or fitting)
        return PointTo(level.name, pick(self.draw, self.vocabulary.names(level.scale)))

    def _require(self) -> Conclusion | None:
        actions = self.actions()
        if not actions:
            return None
        action = pick(self.draw, actions)
        recurs = action.name in self.vocabulary.recurring
        counted = recurs and bool(self._days()) and chance(self.draw, 20)
        frequency = (
            self._frequency(counted=counted) if counted or (recurs and chance(self.draw, 30)) else None
        )
        dated = counted or (frequency is not None and bool(self._days()) and chance(self.draw, 60))
        modality = pick(self.draw, (Modality.MUST, Modality.MUST_BY_DEFAULT, Modality.SHOULD, Modality.MAY))
        return Require(
            action.name,
            modality,
            deadline=None if recurs else self._deadline(),
            interval=self._interval() if recurs and (frequency is None or chance(self.draw, 40)) else None,
            frequency=frequency,
            frequency_start=pick(self.draw, self._days())[0] if dated else None,
            bearer=pick(self.draw, (None, *ROLES)),
            personally=chance(self.draw, 10),
            departed_by="leder" if modality is Modality.MUST_BY_DEFAULT else None,
        )

    def _days(self) -> tuple[Readable, ...]:
        known = Writer(self.draw, self.vocabulary, self.facts()).of_type(Day, Instant)
        dated = [
            (one, one.fields[one.dated_by].type_) for one in self.vocabulary.lists.values() if one.dated_by
        ]
        latest = tuple((RecordValue(o.name, Pick.LATEST, o.dated_by or "", None), t) for o, t in dated)
        return (*known, *latest)

    def _deadline(self) -> Deadline | None:
        days = self._days()
        if not self.has(Feature.DEADLINES) or not days or chance(self.draw, 30):
            return None
        kind = pick(self.draw, (*(DeadlineKind.BY,) * 7, DeadlineKind.SAME_DAY, DeadlineKind.AT_ONCE))
        if kind is DeadlineKind.AT_ONCE:
            return Deadline(kind)
        if kind is DeadlineKind.SAME_DAY:
            return Deadline(kind, (DeadlineTerm(pick(self.draw, days)[0]),))
        number = 2 if chance(self.draw, 20) else 1
        return Deadline(kind, tuple(self._term(*pick(self.draw, days)) for _ in range(number)))

    def _term(self, anchor: Expr, type_: object) -> DeadlineTerm:
        if chance(self.draw, 10):
            return DeadlineTerm(anchor)
        units = [Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]
        if self.has(Feature.WORKING_DAYS):
            units.append(Unit.WORKING_DAYS)
        if isinstance(type_, Instant) and self.has(Feature.HOURS):
            units = [Unit.HOURS, *units]
        unit = pick(self.draw, units)
        first = unit is not Unit.HOURS and chance(self.draw, 15)
        return DeadlineTerm(anchor, self._amount(unit), unit, first_day_counts=first)

    def _amount(self, unit: Unit) -> Expr:
        limits = [n for n, one in self.vocabulary.inputs.items() if one.kind is InputKind.PARAMETER]
        if limits and chance(self.draw, 25):
            return Ref(pick(self.draw, limits))
        return Const(Fraction(pick(self.draw, (24, 48, 1) if unit is Unit.HOURS else (1, 3, 7, 14))))

    def _frequency(self, *, counted: bool) -> Frequency:
        times = self.draw.integer(1, 3)
        if not counted:
            return Frequency(times, pick(self.draw, tuple(CalendarPeriod)))
        amount, unit = pick(self.draw, COUNTED_PERIODS)
        return Frequency(times, CountedPeriod(amount, unit))

    def _interval(self) -> Interval:
        days = self._days()
        start = pick(self.draw, days)[0] if days and not chance(self.draw, 20) else None
        return Interval(
            Const(Fraction(self.draw.integer(1, 6))), pick(self.draw, (Unit.WEEKS, Unit.MONTHS)), start
        )

    def _forbid(self) -> Conclusion | None:
        actions = self.actions()
        if not actions:
            return None
        action = pick(self.draw, actions)
        # INVARIANT: the way to take instead hangs on the ban, so it stands after it.
        after = [
            one
            for one in self.actions(self.vocabulary.order.index(action.name) + 1)
            if one.per_record in {None, action.per_record}
        ]
        route = pick(self.draw, after).name if after and chance(self.draw, 60) else None
        return Forbid(action.name, route)

    def _advise(self) -> Conclusion | None:
        actions = self.actions()
        if not actions:
            return None
        route = pick(self.draw, (None, *(one.name for one in actions)))
        return AdviseAgainst(pick(self.draw, actions).name, route)

    def _only_when(self) -> Conclusion | None:
        actions = self.actions()
        return OnlyWhen(pick(self.draw, actions).name, self.exception()) if actions else None

    def _decide(self) -> Conclusion | None:
        assessments = [n for n, one in self.vocabulary.inputs.items() if one.kind is InputKind.ASSESSMENT]
        assessments += assessed_each(self.record)
        if assessments and chance(self.draw, 40):
            return DecideWhether(pick(self.draw, assessments), is_assessment=True, deadline=self._deadline())
        actions = self.actions()
        if not actions:
            return None
        return DecideWhether(pick(self.draw, actions).name, is_assessment=False, deadline=self._deadline())

    def _order(self) -> Conclusion | None:
        order, all_actions = self.vocabulary.order, self.vocabulary.actions
        assessments = [n for n, one in self.vocabulary.inputs.items() if one.kind is InputKind.ASSESSMENT]
        plain = [
            one
            for one in self.actions()
            if one.per_record is None and one.name not in self.vocabulary.recurring
        ]
        if chance(self.draw, 30):
            return self._order_of_each()
        if chance(self.draw, 30):
            return self._one_first()
        if assessments and (not plain or chance(self.draw, 30)):
            first, place, is_assessment = pick(self.draw, assessments), len(order), True
        elif plain:
            first = pick(self.draw, plain).name
            place, is_assessment = order.index(first), False
        else:
            return None
        party = pick(self.draw, ("barnet", "forældre"))
        involved = [one for one in all_actions.values() if party in one.involves and one.name != first]
        if involved and all(order.index(one.name) < place for one in involved) and chance(self.draw, 60):
            return Order(first, is_assessment, involving=(party,))
        waiting = [n for n in order[:place] if n in all_actions and not is_soft(all_actions[n])]
        return Order(first, is_assessment, then=(pick(self.draw, waiting),)) if waiting else None

    def _one_first(self) -> Conclusion | None:
        """One of two comes first. None of them is required by it, so no circle can come of it."""
        record = self.record.name if self.record else None
        kept = {n: one.per_record for n, one in self.vocabulary.actions.items() if not is_soft(one)}
        made = [n for n, one in self.vocabulary.inputs.items() if one.kind is InputKind.ASSESSMENT]
        asked: dict[str, str | None] = dict.fromkeys(made)
        asked |= dict.fromkeys(assessed_each(self.record), record)
        able = [n for n, of in kept.items() if of in {None, record} and n not in self.vocabulary.recurring]
        able += asked
        if len(able) < 2:  # noqa: PLR2004 - one of two
            return None
        one = pick(self.draw, able)
        names = sorted((one, pick(self.draw, [other for other in able if other != one])))
        firsts = tuple(First(name, name in asked) for name in names)
        each = record is not None and record in {(kept | asked)[name] for name in names}
        if not each and chance(self.draw, 30):
            return OneFirst(firsts, involving=(pick(self.draw, ("barnet", "forældre")),))
        waiting = [n for n, of in kept.items() if n not in names and (of == record or not each)]
        return OneFirst(firsts, then=(pick(self.draw, waiting),)) if waiting else None

    def _order_of_each(self) -> Conclusion | None:
        """An order between what is kept for each record, in a rule over them or in one for the whole case."""
        order, all_actions = self.vocabulary.order, self.vocabulary.actions
        each = [one for one in self.actions() if one.per_record and one.name not in self.vocabulary.recurring]
        assessed = [name for one in self.vocabulary.lists.values() for name in assessed_each(one)]
        if self.record is None:
            # In a rule for the whole case only names of actions that come earlier are sure to close no circle.
            each = [one for one in each if not is_soft(one)]
        firsts = [*(one.name for one in each), *assessed]
        if not firsts:
            return None
        first = pick(self.draw, firsts)
        place = len(order) if first in assessed else order.index(first)
        waiting = [n for n in order[:place] if n in all_actions and not is_soft(all_actions[n])]
        waiting = [n for n in waiting if all_actions[n].per_record or self.record is None]
        if not waiting:
            return None
        return Order(first, first in assessed, then=(pick(self.draw, waiting),))

    def _competence(self) -> Conclusion | None:
        subjects = [one.name for one in self.actions()]
        if self.has(Feature.MEASURES):
            subjects.append("indsats_1")
        return Competence(pick(self.draw, subjects), pick(self.draw, ROLES)) if subjects else None

    def _attend(self) -> Conclusion | None:
        return Attend(pick(self.draw, tuple(self.vocabulary.attention)))

    # --- the rule -----------------------------------------------------------------------------------------

    def rule(self, name: str) -> Rule:
        """The rule of a name."""
        number = 2 if chance(self.draw, 20) else 1
        found = (self.conclusion() for _ in range(number))
        made = tuple(dict.fromkeys(one for one in found if one is not None))
        period = self._period()
        exceptions = self._added() if self.has(Feature.LAYERS) and chance(self.draw, 15) else ()
        local = self.has(Feature.LAYERS) and chance(self.draw, 25)
        return Rule(
            name,
            made or (Attend("punkt_1"),),
            Origin(LOCAL, Span.nowhere()) if local else ORIGIN,
            per_record=self.record.name if self.record else None,
            period=period,
            measured_on=self._measured_on() if period != ALWAYS and chance(self.draw, 60) else None,
            when=None if chance(self.draw, 10) else self.condition(),
            unless=(self.exception(),) if self.has(Feature.EXCEPTIONS) and chance(self.draw, 25) else (),
            exceptions=exceptions,
            against=(self.exception(),) if chance(self.draw, 15) else (),
            reason="opdigtet grund",
            exceptions_allowed=bool(exceptions),
        )

    def _added(self) -> tuple[AddedException, ...]:
        origin = Origin(LOCAL, Span.nowhere())
        return (AddedException("undtagelse", self.exception(), "opdigtet grund", (), origin),)

    def _period(self) -> Period:
        if not self.has(Feature.PERIODS) or not chance(self.draw, 15):
            return ALWAYS
        edge = BASE_DAY - timedelta(days=pick(self.draw, (0, 1, 7, 90)))
        return Period(start=edge) if chance(self.draw, 50) else Period(end=edge)

    def _measured_on(self) -> Expr | None:
        if self.record is not None and self.record.dated_by is not None:
            return ThisField(self.record.dated_by)
        days = Writer(self.draw, self.vocabulary, self.facts()).of_type(Day, Instant)
        return pick(self.draw, days)[0] if days else None


def make_rule(draw: Draw, vocabulary: Vocabulary, definitions: Definitions, name: str) -> Rule:
    """Gives one rule."""
    options = vocabulary.options
    per_record = options.has(Feature.PER_RECORD) and "underretning" in vocabulary.lists
    record = vocabulary.lists["underretning"] if per_record and chance(draw, 35) else None
    manner = Manner.HARD
    if options.has(Feature.SOFT) and chance(draw, 15):
        manner = Manner.SOFT
    elif options.has(Feature.KNOWN_TESTS) and chance(draw, 10):
        manner = Manner.FINDS_OUT
    order = vocabulary.order
    cut = draw.integer(0, len(order) - 1) if options.has(Feature.OUTCOMES) and chance(draw, 60) else 0
    return RuleWriter(draw, vocabulary, definitions, manner, record, cut).rule(name)
