"""Well-typed expressions of the kernel over a vocabulary.

Takes a source of choices, the words and a `Scope` (what may be read where the expression stands); gives expressions.
Afterwards true: numbers are linear, outcomes that must be read positively stand under no negation.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from bekymring.model.ruleset import (
    Aggregate,
    And,
    AnsweredAt,
    CalendarPeriod,
    Compare,
    Const,
    Count,
    Difference,
    Distance,
    Expr,
    InputKind,
    InSet,
    ItemField,
    KnownTest,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    Pick,
    RecordAggregate,
    RecordCount,
    RecordList,
    RecordValue,
    Ref,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
    Unit,
)
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.testing.draws import Draw, chance, pick, some
from bekymring.testing.vocabulary import DAYS, HOURS, Feature, Vocabulary, instant_on

Readable = tuple[Expr, Type]
"""Something with a value, and its type."""

DISTANCES: Final = (Distance.DAYS, Distance.WEEKS, Distance.MONTHS, Distance.YEARS)
PERIODS: Final = tuple(CalendarPeriod)
SHIFT_UNITS: Final = (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


@frozen
class Scope:
    """What may be read at a place."""

    inputs: tuple[Readable, ...]
    """Facts, assessments, parameters, observations and (as `Ref`) the professional's own levels."""
    this: RecordList | None = None
    item: RecordList | None = None
    named: tuple[Readable, ...] = ()
    outcomes: tuple[Expr, ...] = ()
    """Outcomes that may be read positively."""
    soft: tuple[Expr, ...] = ()
    """Outcomes that may be read anywhere."""
    answered: tuple[str, ...] = ()
    """Assessments whose moment of answer may be read."""
    acts: bool = False
    """Whether that may be read of those made for each record too."""
    known_tests: bool = False
    lists: tuple[RecordList, ...] = ()
    named_positively: tuple[Expr, ...] = ()
    """Definitions that read outcomes."""


def is_yes(item: Expr, *, wanted: bool = True) -> Expr:
    """A yes/no value as a condition; only a definition stands as one by itself."""
    return item if wanted and isinstance(item, Named) else Compare(Op.EQ, item, Const(wanted))


def input_scope(vocabulary: Vocabulary) -> Scope:
    """Gives the scope of a condition outside every record: all inputs and lists, no outcomes."""
    options = vocabulary.options
    wanted = [
        one
        for one in vocabulary.inputs.values()
        if one.kind is not InputKind.OWN_LEVEL or options.has(Feature.OWN_LEVELS)
    ]
    acts = options.has(Feature.ACTS)
    return Scope(
        inputs=tuple((Ref(one.name), one.type_) for one in wanted),
        answered=tuple(one.name for one in wanted if acts and one.kind is InputKind.ASSESSMENT),
        acts=acts,
        lists=tuple(vocabulary.lists.values()),
    )


def assessed_each(list_: RecordList | None) -> tuple[str, ...]:
    """Gives the professional assessments that are made for each record of a list."""
    return () if list_ is None else tuple(one.name for one in list_.fields.values() if one.is_assessment)


def inside(scope: Scope, list_: RecordList) -> Scope:
    """Gives the scope of a filter on a list: the item's fields, and inputs."""
    return Scope(inputs=scope.inputs, item=list_)


@frozen
class Writer:
    """Writes expressions; every method draws anew."""

    draw: Draw
    vocabulary: Vocabulary
    scope: Scope

    def _at(self, scope: Scope) -> Writer:
        return evolve(self, scope=scope)

    def readable(self) -> tuple[Readable, ...]:
        """What has a value here and needs no operator."""
        made = list(self.scope.inputs)
        if self.scope.this is not None:
            made += [(ThisField(f.name), f.type_) for f in self.scope.this.fields.values()]
        if self.scope.item is not None:
            made = [(ItemField(f.name), f.type_) for f in self.scope.item.fields.values()] + made
        return (*made, *self.scope.named)

    def of_type(self, *kinds: type[Type]) -> tuple[Readable, ...]:
        """What has a value of one of the kinds."""
        return tuple(one for one in self.readable() if isinstance(one[1], kinds))

    # --- conditions ---------------------------------------------------------------------------------------

    def truth(self, depth: int, *, positive: bool = True) -> Expr:
        """A condition."""
        if depth <= 0 or chance(self.draw, 25):
            return self.atom(positive=positive)
        form = self.draw.integer(0, 9)
        if form <= 3:  # noqa: PLR2004 - shares of the forms
            return And(self._conditions(depth, positive=positive))
        if form <= 6:  # noqa: PLR2004
            return Or(self._conditions(depth, positive=positive))
        if form <= 8:  # noqa: PLR2004
            return Not(self.truth(depth - 1, positive=False))
        return self._k_of_n(depth, positive=positive)

    def _conditions(self, depth: int, *, positive: bool) -> tuple[Expr, ...]:
        number = self.draw.integer(2, 3)
        return tuple(self.truth(depth - 1, positive=positive) for _ in range(number))

    def _k_of_n(self, depth: int, *, positive: bool) -> Expr:
        op = pick(self.draw, (Op.GE, Op.LE, Op.EQ))
        items = self._conditions(depth, positive=positive and op is Op.GE)
        return Compare(op, Count(items), Const(Fraction(self.draw.integer(1, len(items)))))

    def atom(self, *, positive: bool) -> Expr:
        """A condition without `og`, `eller`, `ikke`."""
        scope = self.scope
        if positive and (scope.outcomes or scope.named_positively) and chance(self.draw, 45):
            return pick(self.draw, (*scope.outcomes, *scope.named_positively))
        if scope.soft and chance(self.draw, 35):
            return pick(self.draw, scope.soft)
        if scope.known_tests and chance(self.draw, 35):
            return self._known_test()
        if scope.lists and chance(self.draw, 25):
            return self._about_records()
        return self._about(*pick(self.draw, self.readable()))

    def _known_test(self) -> Expr:
        item = pick(self.draw, [one for one, _ in self.readable() if isinstance(one, Ref | ThisField)])
        return KnownTest(item, known=chance(self.draw, 50))

    def _about_records(self) -> Expr:
        list_ = pick(self.draw, self.scope.lists)
        if chance(self.draw, 60):
            return Compare(self._op(), self.record_count(list_), Const(Fraction(self.draw.integer(0, 3))))
        field = pick(self.draw, tuple(list_.fields.values()))
        if list_.dated_by is None:
            return Compare(Op.GE, self.record_count(list_), Const(Fraction(1)))
        record = RecordValue(list_.name, self._which(), field.name, self.filter(list_))
        return self._about(record, field.type_)

    def _which(self) -> Pick:
        return pick(self.draw, (Pick.LATEST, Pick.EARLIEST))

    def _op(self) -> Op:
        return pick(self.draw, (Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ))

    def _about(self, item: Expr, type_: Type) -> Expr:
        match type_:
            case YesNo():
                return is_yes(item) if chance(self.draw, 50) else is_yes(item, wanted=chance(self.draw, 50))
            case Number():
                return Compare(self._op(), self._sum_with(item), self._number_limit(type_))
            case Day() | Instant():
                return self._about_day(item, type_)
            case Choice():
                return self._about_choice(item, type_.names)
            case SetOf():
                options = some(self.draw, type_.names, 1, 3)
                return Compare(self._op(), SetCount(item, options), Const(Fraction(self.draw.integer(1, 2))))
            case OnScale():
                return self._about_step(item, type_.scale)

    def _about_choice(self, item: Expr, names: tuple[str, ...]) -> Expr:
        if chance(self.draw, 40):
            return InSet(item, some(self.draw, names, 1, 2))
        return Compare(Op.EQ, item, Const(pick(self.draw, names)))

    def _about_step(self, item: Expr, scale: str) -> Expr:
        others = [one for one, type_ in self.of_type(OnScale) if type_ == OnScale(scale) and one != item]
        if others and chance(self.draw, 15):
            return Compare(self._op(), item, pick(self.draw, others), scale=scale)
        names = self.vocabulary.names(scale)
        if chance(self.draw, 15):
            return InSet(item, some(self.draw, names, 1, 2))
        return Compare(self._op(), item, Const(pick(self.draw, names)), scale=scale)

    # --- numbers ------------------------------------------------------------------------------------------

    def _number_limit(self, type_: Number) -> Expr:
        if chance(self.draw, 20) and not self.scope.item:
            return self.number()
        span = int(type_.high - type_.low)
        return Const(type_.low + Fraction(self.draw.integer(0, 4) * span, 4).__floor__())

    def _sum_with(self, item: Expr) -> Expr:
        if self.scope.item is not None or not chance(self.draw, 25):
            return item
        if chance(self.draw, 50):
            return Times(Const(Fraction(pick(self.draw, (2, -1, 3)), pick(self.draw, (1, 2)))), item)
        return Sum((item, self.number()))

    def number(self) -> Expr:
        """A number without bounds that anyone states."""
        forms: list[Callable[[], Expr]] = [self._plain_number]
        if self.scope.lists:
            forms += [lambda: self.record_count(pick(self.draw, self.scope.lists)), self._aggregate]
        if self.vocabulary.options.has(Feature.DAYS):
            forms.append(self._difference)
        return pick(self.draw, forms)()

    def _plain_number(self) -> Expr:
        numbers = self.of_type(Number)
        return pick(self.draw, numbers)[0] if numbers else Const(Fraction(self.draw.integer(0, 3)))

    def _difference(self) -> Expr:
        return Difference(pick(self.draw, DISTANCES), self.day()[0], self.day()[0])

    def record_count(self, list_: RecordList) -> Expr:
        """The number of records, with or without a filter."""
        return RecordCount(list_.name, self.filter(list_))

    def _aggregate(self) -> Expr:
        numbered = [
            (list_, name)
            for list_ in self.scope.lists
            for name, field in list_.fields.items()
            if isinstance(field.type_, Number)
        ]
        if not numbered:
            return self._plain_number()
        list_, name = pick(self.draw, numbered)
        kind = pick(self.draw, (Aggregate.SUM, Aggregate.LARGEST, Aggregate.SMALLEST))
        return RecordAggregate(list_.name, kind, name, self.filter(list_))

    def filter(self, list_: RecordList) -> Expr | None:
        """A filter on records, or none."""
        if chance(self.draw, 40):
            return None
        writer = self._at(inside(self.scope, list_))
        if list_.dated_by is not None and chance(self.draw, 40):
            return writer.window(ItemField(list_.dated_by))
        return writer.truth(1)

    def window(self, dating: Expr) -> Expr:
        """A window of time, rolling or of the calendar."""
        if chance(self.draw, 50):
            unit = pick(self.draw, SHIFT_UNITS)
            amount = Const(Fraction(self.draw.integer(1, 3)))
            return Compare(Op.GE, dating, Shift(Moment(), amount, unit, -1))
        period = pick(self.draw, PERIODS)
        offset = -self.draw.integer(0, 1)
        start = Compare(Op.GE, dating, PeriodStart(period, Moment(), offset))
        return And((start, Compare(Op.LT, dating, PeriodStart(period, Moment(), offset + 1))))

    # --- days ---------------------------------------------------------------------------------------------

    def _about_day(self, item: Expr, type_: Type) -> Expr:
        if chance(self.draw, 40):
            return Compare(self._op(), item, self._const_day(type_))
        return Compare(self._op(), item, self.day()[0])

    def _const_day(self, type_: Type) -> Expr:
        day = pick(self.draw, DAYS)
        return Const(instant_on(day, pick(self.draw, HOURS)) if isinstance(type_, Instant) else day)

    def day(self) -> Readable:
        """A day or an instant."""
        base = self._day_base()
        form = self.draw.integer(0, 9)
        if form <= 5:  # noqa: PLR2004 - shares of the forms
            return base
        if form <= 8:  # noqa: PLR2004
            return self._shifted(*base)
        of, offset = base[0], self.draw.integer(-1, 1)
        return PeriodStart(pick(self.draw, PERIODS), of, offset), Day()

    def _day_base(self) -> Readable:
        known = self.of_type(Day, Instant)
        if self.scope.answered and chance(self.draw, 20):
            return AnsweredAt(pick(self.draw, self.scope.answered)), Instant()
        this = self.scope.this
        each = assessed_each(this) if self.scope.acts else ()
        if this is not None and each and chance(self.draw, 20):
            return AnsweredAt(pick(self.draw, each), this.name), Instant()
        if known and chance(self.draw, 60):
            return pick(self.draw, known)
        if chance(self.draw, 50):
            return Moment(), Instant()
        return self._const_day(Day()), Day()

    def _shifted(self, anchor: Expr, type_: Type) -> Readable:
        amount = Const(Fraction(self.draw.integer(1, 6)))
        sign = pick(self.draw, (1, -1))
        if isinstance(type_, Instant) and chance(self.draw, 40):
            return Shift(anchor, amount, Unit.HOURS, sign), Instant()
        return Shift(anchor, amount, pick(self.draw, SHIFT_UNITS), sign), Day()
