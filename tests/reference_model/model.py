"""The reference model: what a rule set says about a *complete* case, in two-valued logic.

Written from the language brief and decision 0002 alone; it shares no code with the evaluator. It is slow, recursive,
and knows no bounds: every fact is known, does not apply or has not happened, and every list is complete.
What may stay open in a case (an own assessment not made, a parameter not fixed) is read from `readings`.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import partial
from itertools import product

from attrs import frozen

from bekymring.case.answers import Answer, FactState
from bekymring.decision import NOT_ASSESSED, State
from bekymring.model import ruleset as k
from bekymring.model.ruleset import ActionState, DeadlineKind, InputKind, Modality, Op, Unit
from bekymring.model.types import YesNo
from bekymring.values import SetValue
from reference_model.dates import (
    counted_start,
    danish_day,
    end_of_day,
    is_instant,
    moved,
    period_start,
    whole_months,
    working_days_after,
)


class AmbiguousError(Exception):
    """Records tie and disagree: the value is unknown even though everything is told."""


class IncompleteError(Exception):
    """The case is not complete: the model says nothing about it."""


class Nothing:
    """Does not apply, or has not happened."""

    def __repr__(self):
        return "NOTHING"


NOTHING = Nothing()
REQUIRED = (Modality.MUST_BY_DEFAULT, Modality.MUST)


@frozen
class Duty:
    """One modality of one action of a complete case."""

    due: datetime | None
    states: frozenset
    bearers: frozenset
    personally: bool
    frequencies: frozenset
    periods: frozenset
    departed_by: frozenset
    unbanned: frozenset
    """The states that a ban would leave out of sight by setting a default aside."""
    handed_on: bool
    """Whether an order makes it, or a part of it."""


class Model:
    """All answers about one complete case; what has been worked out is kept."""

    def __init__(self, ruleset, case, moment, readings=None):
        self.rules = ruleset
        self.case = case
        self.readings = readings or {}
        self.now = moment if is_instant(moment) else end_of_day(moment)
        self.today = danish_day(self.now)
        self.kept = {}
        self.under_way = []

    def keep(self, key, make):
        if key in self.under_way:
            raise AssertionError(["in a circle", *self.under_way])
        if key not in self.kept:
            self.under_way.append(key)
            self.kept[key] = make()
            self.under_way.pop()
        return self.kept[key]

    # --- values -------------------------------------------------------------------------------------------

    def plain(self, value):
        return value.certain if isinstance(value, SetValue) else value

    def told(self, answer, name, relevant_when, item=None):
        if answer.state in {FactState.NOT_RELEVANT, FactState.NOT_HAPPENED}:
            return NOTHING
        if answer.state is FactState.KNOWN:
            if isinstance(answer.value, SetValue) and answer.value.certain != answer.value.possible:
                raise IncompleteError(name)
            return self.plain(answer.value)
        if relevant_when is not None and not self.true(relevant_when, item=item):
            return NOTHING
        if name in self.readings:
            return self.plain(self.readings[name])
        raise IncompleteError(name)

    def input(self, name):
        one = self.rules.inputs[name]
        if one.kind is InputKind.PARAMETER:
            if one.setting is not None:
                return self.plain(one.setting.value)
            if self.case.answer(name).state is FactState.KNOWN:
                return self.plain(self.case.answer(name).value)
            if name in self.readings:
                return self.readings[name]
            raise IncompleteError(name)
        answer = self.case.answer(name)
        if one.measured_for is not None and answer.through is not None:
            first = period_start(one.measured_for, self.today, 0)
            if not first <= answer.through <= self.today:
                raise IncompleteError(name)
        return self.keep(("input", name), lambda: self.told(answer, name, one.relevant_when))

    def field(self, list_name, number, name):
        one = self.rules.lists[list_name]
        item = self.case.list(list_name).items[number - 1]
        if name not in item:
            raise IncompleteError(name)
        value = self.told(item[name], name, one.fields[name].relevant_when, item=(list_name, number))
        if name != one.dated_by and isinstance(value, date) and self.later(value):
            return NOTHING
        return value

    def assessment(self, name, record):
        """The answer to a professional assessment, of the case or of a record."""
        if record is None:
            return self.case.answer(name)
        list_name, number = record
        return self.case.list(list_name).items[number - 1].get(name, Answer(FactState.NOT_ASKED))

    def later(self, value):
        return value > self.now if is_instant(value) else value > self.today

    def records(self, list_name):
        """The numbers of the records that are seen."""
        if not self.case.list(list_name).complete:
            raise IncompleteError(list_name)
        dating = self.rules.lists[list_name].dated_by
        numbers = range(1, len(self.case.list(list_name).items) + 1)
        if dating is None:
            return tuple(numbers)
        dates = {n: self.field(list_name, n, dating) for n in numbers}
        return tuple(n for n, value in dates.items() if value is not NOTHING and not self.later(value))

    def meeting(self, list_name, where):
        return [n for n in self.records(list_name) if where is None or self.true(where, item=(list_name, n))]

    def true(self, expr, this=None, item=None):
        return self.value(expr, this, item) is True

    def value(self, expr, this=None, item=None):  # noqa: C901, PLR0912, PLR0914 - a branch for every node of the kernel
        def sub(one):
            return self.value(one, this, item)

        match expr:
            case k.Const(value=value):
                return self.plain(value)
            case k.Ref(name=name):
                return self.input(name)
            case k.Named(name=name):
                found = self.keep(("named", name), lambda: self.value(self.rules.definitions[name].expr))
                # A definition that is yes or no is a condition: it always applies, whatever it reads.
                return found is True if isinstance(self.rules.definitions[name].type_, YesNo) else found
            case k.ThisField(name=name):
                return self.field(*this, name)
            case k.ItemField(name=name):
                return self.field(*item, name)
            case k.Moment():
                return self.now
            case k.AnsweredAt(assessment=name, list_=list_):
                answer = self.assessment(name, None if list_ is None else this)
                return answer.on if answer.state is FactState.KNOWN else NOTHING
            case k.And(items=items):
                return all(sub(one) is True for one in items)
            case k.Or(items=items):
                return any(sub(one) is True for one in items)
            case k.Not(item=one):
                return sub(one) is not True
            case k.Compare():
                return self.compare(expr, sub(expr.left), sub(expr.right))
            case k.InSet(item=one, options=options):
                return sub(one) in [self.plain(option) for option in options]
            case k.SetCount(item=one, options=options):
                held = sub(one)
                return NOTHING if held is NOTHING else Fraction(len(held & set(options)))
            case k.Count(items=items):
                return Fraction([sub(one) is True for one in items].count(True))
            case k.Sum(items=items):
                values = [sub(one) for one in items]
                return NOTHING if NOTHING in values else sum(values, Fraction(0))
            case k.Times(factor=factor, item=one):
                value = sub(one)
                return NOTHING if value is NOTHING else factor.value * value
            case k.RecordCount(list_=name, where=where):
                return Fraction(len(self.meeting(name, where)))
            case k.RecordValue():
                return self.record_value(expr)
            case k.RecordAggregate():
                return self.aggregate(expr)
            case k.Difference(distance=distance, start=start, end=end):
                return self.difference(distance, sub(start), sub(end))
            case k.Shift():
                return self.shift(sub(expr.anchor), sub(expr.amount), expr.unit, expr.sign)
            case k.PeriodStart(period=period, of=of, offset=offset):
                day = sub(of)
                return NOTHING if day is NOTHING else period_start(period, danish_day(day), offset)
            case k.LevelIs():
                return self.level_is(expr, this)
            case k.ActionIs(action=name, state=state):
                return self.action_is(name, this[1] if expr.this_record else None, state)
            case k.KnownTest(item=one, known=known):
                answer = self.case.answer(one.name) if isinstance(one, k.Ref) else None
                if answer is None:
                    answer = self.case.list(this[0]).items[this[1] - 1][one.name]
                return (
                    answer.state not in {FactState.ASKED, FactState.NOT_ASKED, FactState.DOUBTED}
                ) is known
        raise AssertionError(expr)

    def compare(self, expr, left, right):
        if left is NOTHING or right is NOTHING:
            return False
        if expr.scale is not None:
            steps = [one.name for one in self.rules.scales[expr.scale].steps]
            left, right = steps.index(left), steps.index(right)
        elif isinstance(left, date) and is_instant(left) != is_instant(right):
            left, right = danish_day(left), danish_day(right)
        return {
            Op.EQ: left == right,
            Op.GE: expr.op is Op.GE and left >= right,
            Op.GT: expr.op is Op.GT and left > right,
            Op.LE: expr.op is Op.LE and left <= right,
            Op.LT: expr.op is Op.LT and left < right,
        }[expr.op]

    def record_value(self, expr):
        numbers = self.meeting(expr.list_, expr.where)
        if not numbers:
            return NOTHING
        dating = self.rules.lists[expr.list_].dated_by
        dates = {n: self.field(expr.list_, n, dating) for n in numbers}
        chosen = (max if expr.pick is k.Pick.LATEST else min)(dates.values())
        values = {self.field(expr.list_, n, expr.field_name) for n in numbers if dates[n] == chosen}
        if len(values) > 1:
            raise AmbiguousError
        return values.pop()

    def aggregate(self, expr):
        values = [self.field(expr.list_, n, expr.field_name) for n in self.meeting(expr.list_, expr.where)]
        if NOTHING in values:
            return NOTHING
        match expr.aggregate:
            case k.Aggregate.SUM:
                return sum(values, Fraction(0))
            case k.Aggregate.LARGEST:
                return max(values, default=NOTHING)
            case k.Aggregate.SMALLEST:
                return min(values, default=NOTHING)
        raise AssertionError(expr)

    def difference(self, distance, start, end):
        if start is NOTHING or end is NOTHING:
            return NOTHING
        start, end = danish_day(start), danish_day(end)
        match distance:
            case k.Distance.DAYS:
                return Fraction((end - start).days)
            case k.Distance.WEEKS:
                return Fraction((end - start).days // 7)
            case k.Distance.MONTHS:
                return Fraction(whole_months(start, end))
            case k.Distance.YEARS | k.Distance.AGE:
                return Fraction(whole_months(start, end) // 12)
        raise AssertionError(distance)

    def shift(self, anchor, amount, unit, sign):
        if anchor is NOTHING or amount is NOTHING:
            return NOTHING
        if unit is Unit.HOURS:
            return anchor + sign * timedelta(hours=int(amount))
        return moved(danish_day(anchor), sign * int(amount), unit)

    # --- rules --------------------------------------------------------------------------------------------

    def fires(self, key, number):
        return self.keep(("fires", key, number), lambda: self._fires(self.rules.rules[key], number))

    def _fires(self, rule, number):
        this = None if number is None else (rule.per_record, number)
        day = self.today
        if rule.measured_on is not None:
            value = self.value(rule.measured_on, this)
            day = None if value is NOTHING else danish_day(value)
        period = rule.period
        bounded = period.start is not None or period.end is not None
        if bounded and day is None:
            return False
        if period.start is not None and day < period.start:
            return False
        if period.end is not None and day > period.end:
            return False
        if rule.when is not None and not self.true(rule.when, this):
            return False
        exceptions = [*rule.unless, *(one.unless for one in rule.exceptions)]
        return not any(self.true(one, this) for one in exceptions)

    def said(self, kind, about=lambda _: True):
        """Every conclusion of a kind, about something, that some fired rule draws, with the record it is drawn for."""
        for key, rule in self.rules.rules.items():
            conclusions = [one for one in rule.conclusions if isinstance(one, kind) and about(one)]
            if not conclusions:
                continue
            for number in (None,) if rule.per_record is None else self.records(rule.per_record):
                if self.fires(key, number):
                    yield from ((one, number) for one in conclusions)

    def about(self, action, number):
        """The record that a conclusion about an action is kept for."""
        return number if self.rules.actions[action].per_record is not None else None

    def keys(self):
        """Every action, or (action, record)."""
        for name, action in self.rules.actions.items():
            if action.per_record is None:
                yield (name, None)
            else:
                yield from ((name, number) for number in self.records(action.per_record))

    # --- levels -------------------------------------------------------------------------------------------

    def steps(self, level):
        return [one.name for one in self.rules.scales[self.rules.levels[level].scale].steps]

    def level(self, name, number=None):
        return self.keep(("level", name, number), lambda: self._level(name, number))

    def _level(self, name, number):
        """The rank of a level (of a record, or joined); -1 is not assessed."""
        level = self.rules.levels[name]
        steps = self.steps(name)
        ranks = [-1 if level.otherwise is None else steps.index(level.otherwise)]
        for one, about in self.said(k.PointTo, lambda one: one.level == name):
            if number is None or about == number:
                ranks.append(steps.index(one.step))
        answer = self.case.answer(name)
        if level.per_record is None and name in self.rules.inputs and answer.state is FactState.KNOWN:
            ranks.append(steps.index(answer.value))
        if level.per_record is not None and level.assessed_by is not None:
            for record in self.records(level.per_record):
                answer = (
                    self.case.list(level.per_record).items[record - 1].get(name, Answer(FactState.NOT_ASKED))
                )
                if (number is None or record == number) and answer.state is FactState.KNOWN:
                    ranks.append(steps.index(answer.value))
        return max(ranks)

    def level_name(self, name, number=None):
        rank = self.level(name, number)
        return NOT_ASSESSED if rank < 0 else self.steps(name)[rank]

    def level_is(self, expr, this):
        rank = self.level(expr.level, this[1] if expr.this_record else None)
        step = self.steps(expr.level).index(expr.step)
        if rank < 0:
            return False  # silence is not a verdict: not assessed is neither this step, nor better
        return {Op.GE: rank >= step, Op.LE: rank <= step, Op.EQ: rank == step}[expr.op]

    # --- actions ------------------------------------------------------------------------------------------

    def banned(self, action, number):
        def of_it(one):
            return one.action == action

        def make():
            forbidden = [o for o, n in self.said(k.Forbid, of_it) if self.about(action, n) == number]
            only = [
                o
                for o, n in self.said(k.OnlyWhen, of_it)
                if self.about(action, n) == number and not self.true(o.condition, self.this_of_rule(n))
            ]
            return bool(forbidden or only)

        return self.keep(("banned", action, number), make)

    def this_of(self, action, number):
        return None if number is None else (self.rules.actions[action].per_record, number)

    def this_of_rule(self, number):
        """The record a rule is read for; generated rule sets read rules for one list only."""
        lists = {one.per_record for one in self.rules.rules.values() if one.per_record}
        return None if number is None else (next(iter(lists)), number)

    def instead(self, action, number):
        return {
            (o.instead, self.about(o.instead, n))
            for o, n in self.said(k.Forbid, lambda one: one.action == action and one.instead is not None)
            if self.about(action, n) == number
        }

    def sources(self, action, number):
        """What makes an action be required or allowed: (modality, conclusion or None, record, deadlines handed on)."""
        return self.keep(("sources", action, number), lambda: list(self._sources(action, number)))

    def _sources(self, action, number):
        for one, about in self.said(k.Require, lambda one: one.action == action):
            if self.about(action, about) == number:
                yield (one.modality, one, about, ())
        for _, about in self.said(k.Forbid, lambda one: one.instead == action):
            if self.about(action, about) == number:
                yield (Modality.MAY, None, about, ())
        yield from self.handed_on(action, number)

    def handed_on(self, first, number):
        """What a required action makes of the one (of a record) that must come before it."""
        for waiting in self.waiting_for(first, number, is_assessment=False):
            for modality in REQUIRED:
                if modality in self.modalities(*waiting):
                    due = self.duty(*waiting, modality).due
                    yield (modality, None, None, () if due is None else (due,))

    def list_of_first(self, order):
        """The list for each of whose records there is something that comes first."""
        if order.is_assessment:
            return self.rules.assessed_each(order.first)
        return self.rules.actions[order.first].per_record

    def firsts(self, order, about):
        """The records of what comes first, under an order that was read for a record."""
        list_name = self.list_of_first(order)
        if list_name is None:
            return (None,)
        return self.records(list_name) if about is None else (about,)

    def waits(self, key, order, about, first):
        """Whether an action (of a record) waits for what comes first (of a record), under an order read for a record."""
        action, number = key
        if action == order.first and not order.is_assessment:
            return False
        if action in order.then:
            one_list = first is not None and self.rules.actions[action].per_record == self.list_of_first(
                order
            )
            return number == first if one_list else self.about(action, about) in {number, None}
        return bool(set(order.involving) & set(self.rules.actions[action].involves))

    def waiting_for(self, first, number, *, is_assessment):
        """Everything that waits for an action or an assessment (of a record)."""
        found = self.said(k.Order, lambda one: one.first == first and one.is_assessment is is_assessment)
        return [
            key
            for order, about in found
            if number in self.firsts(order, about)
            for key in self.keys()
            if self.waits(key, order, about, number)
        ]

    def modalities(self, action, number):
        """The modalities that some rule concludes, bans not yet considered."""
        return {modality for modality, *_ in self.sources(action, number)}

    def standing(self, action, number):
        """The modalities that stand: a ban takes away may and should."""
        found = self.modalities(action, number)
        return {one for one in found if one in REQUIRED} if self.banned(action, number) else found

    def joined(self, action, number, modality):
        return [one for one in self.sources(action, number) if one[0].rank >= modality.rank]

    def duty(self, action, number, modality):
        return self.keep(("duty", action, number, modality), lambda: self._duty(action, number, modality))

    def _duty(self, action, number, modality):
        dues, starts, recurs, perhaps, running = [], [], False, [], []
        joined = self.joined(action, number, modality)
        for _, one, about, handed in joined:
            dues += handed
            if one is None:
                continue
            this = self.this_of_rule(about)
            if one.deadline is not None:
                starts.append(self.starts(one.deadline, this))
                dues += self.dues(one.deadline, this)
            if one.interval is not None:
                recurs = True
                due = self.next_time(one.interval, action, number, this)
                dues += [] if due is None else [due]
            if one.frequency is not None:
                recurs = True
                ends = self.period_ends(one, action, number, this)
                running.append(self.running(one, action, number, this))
                dues += ends if len(ends) == 1 else []
                perhaps += [ends] if len(ends) > 1 else []
        due = min(dues, default=None)
        requires = [one for _, one, *_ in joined if one is not None]
        states = frozenset(
            state
            for chosen in product(*perhaps)
            for state in self.states(
                action, number, due=min((*dues, *chosen), default=None), starts=starts, recurs=recurs
            )
        )
        closed = states & {State.DONE, State.DONE_LATE, State.DEPARTED_FROM}
        default = modality is Modality.MUST_BY_DEFAULT and not self.is_duty(action, number)
        aside = default and not closed and self.banned(action, number)
        return Duty(
            due,
            frozenset({State.SET_ASIDE}) if aside else states,
            frozenset(one.bearer for one in requires if one.bearer) or self.own_bearer(action),
            any(one.personally for one in requires),
            frozenset(one.frequency for one in requires if one.frequency),
            frozenset(running),
            frozenset(one.departed_by for one in requires if one.departed_by),
            states,
            any(one is None and modality in REQUIRED for modality, one, *_ in joined),
        )

    def is_duty(self, action, number):
        """Whether it must happen: a departure closes no duty, and a ban sets none aside."""
        return Modality.MUST in self.modalities(action, number)

    def own_bearer(self, action):
        """Who bears an action where no rule says."""
        bearer = self.rules.actions[action].bearer
        return frozenset({bearer} if bearer else ())

    def starts(self, deadline, this):
        """What a deadline is counted from: each starting point that is there; a bare date is counted from nothing."""
        counted = [
            t for t in deadline.terms if t.amount is not None or deadline.kind is DeadlineKind.SAME_DAY
        ]
        found = [self.value(term.anchor, this) for term in counted]
        if not deadline.terms and this is not None and self.rules.lists[this[0]].dated_by is not None:
            # At once, or as soon as possible, for a record: since the record came.
            found = [self.field(*this, self.rules.lists[this[0]].dated_by)]
        return [one for one in found if one is not NOTHING]

    def dues(self, deadline, this):
        anchors = [(term, self.value(term.anchor, this)) for term in deadline.terms]
        return [self.due(deadline.kind, term, start, this) for term, start in anchors if start is not NOTHING]

    def due(self, kind, term, start, this):
        if kind is DeadlineKind.SAME_DAY:
            return end_of_day(danish_day(start))
        if term.amount is None:
            return start if is_instant(start) else end_of_day(start)
        return self.after(start, int(self.value(term.amount, this)), term.unit, first=term.first_day_counts)

    def after(self, start, amount, unit, *, first):
        if unit is Unit.HOURS:
            return start + timedelta(hours=amount)
        day = danish_day(start)
        if unit is not Unit.WORKING_DAYS:
            return end_of_day(moved(day, amount, unit) - timedelta(days=1 if first else 0))
        readings = [(c.weekdays, c.days) for c in self.rules.calendars.values()] or [((), ()), ((5,), ())]
        ends = [working_days_after(day, amount, weekdays=w, days=d, first_counts=first) for w, d in readings]
        return end_of_day(min(ends))

    def done_date(self, action, number):
        """When an action was done, if that lies at or before the moment and its condition holds."""
        done = self.rules.actions[action].done
        if done is None:
            return NOTHING
        this = self.this_of(action, number)
        value = self.value(done.at, this)
        if value is NOTHING or self.later(value):
            return NOTHING
        return value if done.when is None or self.true(done.when, this) else NOTHING

    def next_time(self, interval, action, number, this):
        last = self.done_date(action, number)
        if last is NOTHING:
            last = NOTHING if interval.start is None else self.value(interval.start, this)
        amount = self.value(interval.amount, this)
        return None if last is NOTHING else self.after(last, int(amount), interval.unit, first=False)

    def period_ends(self, require, action, number, this):
        """Where periods end in which it must have happened often enough; two where one date leaves open how often."""
        times, start = require.frequency.times, self.counted_from(require, this)
        begins = self.periods(require, start)
        if begins is None:
            return []
        first = None
        if start is not NOTHING:
            day = danish_day(start)
            first = begins(day, 1 if begins(day, 0) == day else 2)
        last = self.done_date(action, number)
        if last is NOTHING:
            return [] if first is None else [end_of_day(first - timedelta(days=1))]
        held = self.times_done(begins, action, danish_day(last))
        enough = {True} if times == 1 else {True, False} if held is None else {held >= times}
        after = {begins(danish_day(last), 2 if one else 1) for one in enough}
        ends = {day if first is None else max(day, first) for day in after}
        return sorted(end_of_day(day - timedelta(days=1)) for day in ends)

    def counted_from(self, require, this):
        return NOTHING if require.frequency_start is None else self.value(require.frequency_start, this)

    def periods(self, require, start):
        """The first day of the period of a day, so many periods on; None where nothing tells from when they are counted."""
        period = require.frequency.period
        if not isinstance(period, k.CountedPeriod):
            return partial(period_start, period)
        if start is NOTHING:
            return None
        return partial(counted_start, danish_day(start), period.amount, period.unit)

    def times_done(self, begins, action, day):
        """How often the list that tells when it was done has it in the period of a day; None where no list tells."""
        at = self.rules.actions[action].done.at
        if not isinstance(at, k.RecordValue) or at.pick is not k.Pick.LATEST:
            return None
        if self.rules.lists[at.list_].dated_by != at.field_name:
            return None
        days = [self.field(*record, at.field_name) for record in self.meeting(at.list_, at.where)]
        return sum(begins(danish_day(one), 0) == begins(day, 0) for one in days)

    def running(self, require, action, number, this):
        """The period that runs, and how often it was done in it: at least, and at most where that is known."""
        start = self.counted_from(require, this)
        begins = self.periods(require, start)
        if begins is None:
            return require.frequency, None, None, 0, None
        day = danish_day(self.now)
        if start is not NOTHING:
            first = danish_day(start)
            day = max(day, begins(first, 0 if begins(first, 0) == first else 1))
        opens, next_opens = begins(day, 0), begins(day, 1)
        last = self.done_date(action, number)
        if last is NOTHING:
            told = 0, 0
        else:
            held = self.times_done(begins, action, opens)
            there = danish_day(last) >= opens
            told = (held, held) if held is not None else (1, None) if there else (0, 0)
        return require.frequency, opens, next_opens - timedelta(days=1), *told

    def states(self, action, number, *, due, starts, recurs):
        done = NOTHING if recurs else self.done_date(action, number)
        if done is not NOTHING and all(counts_for(done, each) for each in starts):
            if due is None:
                return frozenset({State.DONE})
            return frozenset(in_time(done, due))
        departed = any(one.action == action and one.record == number for one in self.case.departures)
        if departed and not self.is_duty(action, number):
            return frozenset({State.DEPARTED_FROM})
        if due is None:
            return frozenset({State.OPEN})
        return frozenset({State.OVERDUE if self.now > due else State.NOT_YET_DUE})

    def action_is(self, action, number, state):
        if state is ActionState.DONE:
            return self.done_date(action, number) is not NOTHING
        if state is ActionState.MUST_NOT:
            return self.banned(action, number)
        standing = self.standing(action, number)
        match state:
            case ActionState.MUST:
                return Modality.MUST in standing
            case ActionState.MUST_BY_DEFAULT:
                return bool(standing & set(REQUIRED))
            case ActionState.SHOULD:
                return bool(standing - {Modality.MAY})
            case ActionState.MAY:
                return bool(standing)
            case ActionState.OVERDUE:
                return self.required_state(action, number, State.OVERDUE)
            case ActionState.DONE_LATE:
                return self.required_state(action, number, State.DONE_LATE)
        raise AssertionError(state)

    def required_state(self, action, number, state):
        """Whether must or default is in a state for certain.

        A ban does not hide that a default is overdue: else adding a prohibition would drop the duties that hang on it.
        """
        held = [one for one in REQUIRED if one in self.standing(action, number)]
        return any(self.duty(action, number, one).unbanned == {state} for one in held)

    # --- the rest -----------------------------------------------------------------------------------------

    def decided_by(self, subject, number=None):
        found = self.said(k.Competence, lambda one: one.subject == subject)
        roles = [one.role for one, about in found if self.kept_for(subject, about) == number]
        declared = self.rules.actions.get(subject) or self.rules.measures.get(subject)
        roles += [declared.decided_by] if declared.decided_by else []
        return max(roles, key=lambda one: self.rules.roles[one].rank, default=None)

    def kept_for(self, subject, number):
        return self.about(subject, number) if subject in self.rules.actions else None

    def holds_back(self, order, number):
        """Whether what comes first (of a record) is still to be done; of a record, only where it must be done."""
        list_name = self.list_of_first(order)
        if order.is_assessment:
            answer = self.assessment(order.first, None if list_name is None else (list_name, number))
            return answer.state is not FactState.KNOWN or self.later(answer.on)
        required = number is None or set(REQUIRED) & self.modalities(order.first, number)
        return bool(required) and not self.counts_as_done(order.first, number)

    def counts_as_done(self, action, number):
        """Whether it is done, and not before the start of a deadline of what is asked of it most strongly."""
        done = self.done_date(action, number)
        if done is NOTHING:
            return False
        strongest = max(self.standing(action, number), key=lambda one: one.rank, default=None)
        asked = [] if strongest is None else self.joined(action, number, strongest)
        deadlines = [
            (one, about) for _, one, about, _ in asked if one is not None and one.deadline is not None
        ]
        return all(
            counts_for(done, self.starts(one.deadline, self.this_of_rule(about))) for one, about in deadlines
        )

    def none_of_several(self, order, about):
        """Whether none of several that may come first is done; of one kept for each record, that of the rule's record."""
        return all(self.is_not_made(one, about) for one in order.firsts)

    def is_not_made(self, one, about):
        if one.is_assessment:
            list_name = self.rules.assessed_each(one.name)
            answer = self.assessment(one.name, None if list_name is None else (list_name, about))
            return answer.state is not FactState.KNOWN or self.later(answer.on)
        kept = self.rules.actions[one.name].per_record
        return self.done_date(one.name, None if kept is None else about) is NOTHING

    def waits_for_one(self, action, number, order, about):
        if action in order.then:
            return self.about(action, about) in {number, None}
        involved = set(order.involving) & set(self.rules.actions[action].involves)
        return bool(involved) and action not in {one.name for one in order.firsts}

    def blocked(self, action, number):
        """What must come first and is not done; of several, the names joined."""
        several = {
            " eller ".join(one.name for one in order.firsts)
            for order, about in self.said(k.OneFirst)
            if self.waits_for_one(action, number, order, about) and self.none_of_several(order, about)
        }
        return several | {
            one.first
            for one, about in self.said(k.Order)
            for first in self.firsts(one, about)
            if self.waits((action, number), one, about, first) and self.holds_back(one, first)
        }

    def conflict(self, action, number):
        return Modality.MUST in self.standing(action, number) and self.banned(action, number)

    def advised_against(self, action, number):
        found = self.said(k.AdviseAgainst, lambda one: one.action == action)
        return any(self.about(action, about) == number for _, about in found)

    def decide_whether(self, subject, number=None):
        found = self.said(k.DecideWhether, lambda one: one.subject == subject)
        return any(one.is_assessment or self.about(subject, about) == number for one, about in found)

    def attention(self):
        return {one.point for one, _ in self.said(k.Attend)}

    def broken(self):
        return {n for n, one in enumerate(self.rules.integrity) if not self.true(one.claim)}


def before(one, other):
    """Whether a day or instant lies before another; a day and an instant by their days."""
    if is_instant(one) != is_instant(other):
        return danish_day(one) < danish_day(other)
    return one < other


def counts_for(done, starts):
    """Whether what was done does not lie before the start of a deadline; of several starting points, the earliest."""
    return not starts or any(not before(done, start) for start in starts)


def in_time(done, due):
    """Whether what was done on a day or at an instant was in time; on the day of a due hour it may be both."""
    if is_instant(done):
        return {State.DONE if done <= due else State.DONE_LATE}
    if end_of_day(done) <= due:
        return {State.DONE}
    return {State.DONE, State.DONE_LATE} if done == danish_day(due) else {State.DONE_LATE}


def combinations(options):
    """Every way of taking one value for each name."""
    names = sorted(options)
    for values in product(*(options[name] for name in names)):
        yield dict(zip(names, values, strict=True))
