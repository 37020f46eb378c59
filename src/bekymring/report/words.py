"""Conditions of rules in a reader's words: `ulovligt fravær er mindst 15 %`.

Takes an expression of a rule set; gives a phrase in Danish or English. Afterwards true: nothing here asks what a
case holds; a phrase reads the same for every child.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import assert_never

from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    Aggregate,
    And,
    AnsweredAt,
    CalendarPeriod,
    Compare,
    Const,
    Count,
    Difference,
    Direction,
    Distance,
    Expr,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    Pick,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
)
from bekymring.model.types import Choice, Day, Instant, OnScale, SetOf, Type, YesNo
from bekymring.report.facts import NO, YES, value_text
from bekymring.report.names import Names, spoken
from bekymring.report.say import AND, OR, Both, listed
from bekymring.report.times import amount, number, period
from bekymring.values import Value

_IS = Both("{left} er {right}", "{left} is {right}")
_IS_NOT = Both("{left} er ikke {right}", "{left} is not {right}")
_AT_LEAST = Both("{left} er mindst {right}", "{left} is at least {right}")
_AT_MOST = Both("{left} er højst {right}", "{left} is at most {right}")
_OVER = Both("{left} er over {right}", "{left} is over {right}")
_UNDER = Both("{left} er under {right}", "{left} is under {right}")
_SAME = Both("{left} er det samme som {right}", "{left} is the same as {right}")
_NOT_SAME = Both("{left} er ikke det samme som {right}", "{left} is not the same as {right}")
_OR_WORSE = Both("{left} er {right} eller værre", "{left} is {right} or worse")
_OR_BETTER = Both("{left} er {right} eller bedre", "{left} is {right} or better")
_WORSE = Both("{left} er værre end {right}", "{left} is worse than {right}")
_BETTER = Both("{left} er bedre end {right}", "{left} is better than {right}")
_OR_MORE = Both("{left} er {right} eller mere indgribende", "{left} is {right} or more intrusive")
_OR_LESS = Both("{left} er {right} eller mindre indgribende", "{left} is {right} or less intrusive")
_MORE = Both("{left} er mere indgribende end {right}", "{left} is more intrusive than {right}")
_LESS = Both("{left} er mindre indgribende end {right}", "{left} is less intrusive than {right}")
_BEFORE = Both("{left} er før {right}", "{left} is before {right}")
_AFTER = Both("{left} er efter {right}", "{left} is after {right}")
_ON_OR_BEFORE = Both("{left} er senest {right}", "{left} is no later than {right}")
_ON_OR_AFTER = Both("{left} er tidligst {right}", "{left} is no earlier than {right}")

_NUMBERS = {Op.EQ: _IS, Op.GE: _AT_LEAST, Op.LE: _AT_MOST, Op.GT: _OVER, Op.LT: _UNDER}
_DAYS = {Op.EQ: _IS, Op.GE: _ON_OR_AFTER, Op.LE: _ON_OR_BEFORE, Op.GT: _AFTER, Op.LT: _BEFORE}
_SCALES = {
    Direction.BEST_TO_WORST: {Op.EQ: _IS, Op.GE: _OR_WORSE, Op.LE: _OR_BETTER, Op.GT: _WORSE, Op.LT: _BETTER},
    Direction.WORST_TO_BEST: {Op.EQ: _IS, Op.GE: _OR_WORSE, Op.LE: _OR_BETTER, Op.GT: _WORSE, Op.LT: _BETTER},
    Direction.LEAST_TO_MOST_INTRUSIVE: {
        Op.EQ: _IS,
        Op.GE: _OR_MORE,
        Op.LE: _OR_LESS,
        Op.GT: _MORE,
        Op.LT: _LESS,
    },
    Direction.WEAKEST_TO_STRONGEST: _NUMBERS,
    Direction.IN_ORDER: _NUMBERS,
}

_ACTIONS = {
    ActionState.DONE: Both("»{what}« er udført", "»{what}« is done"),
    ActionState.DONE_LATE: Both("»{what}« er udført for sent", "»{what}« is done late"),
    ActionState.OVERDUE: Both("fristen for »{what}« er overskredet", "the deadline for »{what}« has passed"),
    ActionState.MUST: Both("»{what}« skal ske", "»{what}« must happen"),
    ActionState.MUST_BY_DEFAULT: Both("»{what}« skal som udgangspunkt ske", "»{what}« must as a rule happen"),
    ActionState.SHOULD: Both("»{what}« bør ske", "»{what}« should happen"),
    ActionState.MAY: Both("»{what}« kan ske", "»{what}« may happen"),
    ActionState.MUST_NOT: Both("»{what}« må ikke ske", "»{what}« must not happen"),
}

_PICKS = {
    Pick.THIS: Both("samme {list}", "this {list}"),
    Pick.LATEST: Both("seneste {list}", "the latest {list}"),
    Pick.EARLIEST: Both("tidligste {list}", "the earliest {list}"),
}
_AGGREGATES = {
    Aggregate.LARGEST: Both("største {field} af {list}", "the largest {field} of {list}"),
    Aggregate.SMALLEST: Both("mindste {field} af {list}", "the smallest {field} of {list}"),
    Aggregate.SUM: Both("summen af {field} af {list}", "the sum of {field} of {list}"),
}
_DISTANCES = {
    Distance.DAYS: Both("antal dage fra {start} til {end}", "days from {start} to {end}"),
    Distance.WEEKS: Both("antal hele uger fra {start} til {end}", "whole weeks from {start} to {end}"),
    Distance.MONTHS: Both("antal hele måneder fra {start} til {end}", "whole months from {start} to {end}"),
    Distance.YEARS: Both("antal hele år fra {start} til {end}", "whole years from {start} to {end}"),
    Distance.AGE: Both("alderen på {end}", "the age on {end}"),
}

_FIELD_OF_THIS = Both("{field} af samme {list}", "{field} of this {list}")
_FIELD_OF = Both("{field} af {record}", "{field} of {record}")
_WHERE = Both("{what} hvor ({where})", "{what} where ({where})")
_NUMBER_OF = Both("antal {list}", "the number of {list}")
_COUNT = Both("antal opfyldte af ({those})", "the number met of ({those})")
_SET_COUNT = Both("antal af ({those}) i {left}", "the number of ({those}) in {left}")
_ONE_OF = Both("{left} er en af ({those})", "{left} is one of ({those})")
_AT_LEAST_OF = Both("mindst {n} af ({those}) er opfyldt", "at least {n} of ({those}) are met")
_AT_MOST_OF = Both("højst {n} af ({those}) er opfyldt", "at most {n} of ({those}) are met")
_EXACTLY_OF = Both("præcis {n} af ({those}) er opfyldt", "exactly {n} of ({those}) are met")
_HOLDS = Both("{left} omfatter {those}", "{left} includes {those}")
_HOLDS_SOME = Both("{left} omfatter mindst {n} af ({those})", "{left} includes at least {n} of ({those})")
_THERE_ARE = Both("der er mindst {n} {list}", "there are at least {n} {list}")
_NOT = Both("ikke {what}", "not {what}")
_MOMENT = Both("vurderingstidspunktet", "the moment of assessment")
_ANSWERED_AT = Both("tidspunktet for svaret på »{what}«", "the moment of the answer to »{what}«")
_AGE_AT_LEAST = Both("barnet er fyldt {n} år", "the child is {n} years or older")
_AGE_UNDER = Both("barnet er under {n} år", "the child is under {n} years")
_LATER = Both("{amount} efter {anchor}", "{amount} after {anchor}")
_EARLIER = Both("{amount} før {anchor}", "{amount} before {anchor}")
_PERIOD = Both("begyndelsen af samme {period} som {of}", "the start of the {period} of {of}")
_PERIOD_EARLIER = Both(
    "begyndelsen af {period} nummer {n} før {of}", "the start of {period} number {n} before {of}"
)
_TIMES = Both("{factor} gange {item}", "{factor} times {item}")
_PLUS = Both("plus", "plus")
_KNOWN = Both("{what} er oplyst", "{what} is known")
_UNKNOWN = Both("{what} er ikke oplyst", "{what} is not known")
_ANSWER = Both("svaret på »{question}«", "the answer to »{question}«")
_OWN = Both("den faglige vurdering af {level}", "the professional's assessment of {level}")


@frozen
class Wording:
    """Phrases for the expressions of one rule set; `list_name` is the list that a rule is read for."""

    names: Names
    list_name: str | None = None
    filtered: str | None = None
    """The list whose records a filter is tried on."""

    @property
    def lang(self) -> str:
        """The language of the phrases."""
        return self.names.lang

    def condition(self, expr: Expr) -> str:
        """The phrase for an expression."""
        match expr:
            case Const():
                return self._constant(expr.value, None)
            case Ref() | Named() | ThisField() | ItemField() | Moment() | AnsweredAt():
                return self._subject(expr)
            case And():
                return self._chain(expr.items, AND)
            case Or():
                return self._chain(expr.items, OR)
            case Not():
                return self._negated(expr.item)
            case Compare():
                return self._compare(expr)
            case InSet():
                those = ", ".join(self._constant(one, self._type(expr.item)) for one in expr.options)
                return _ONE_OF.say(self.lang, left=self.term(expr.item), those=those)
            case LevelIs():
                scale = self._scale_of(expr.level)
                return self._on_scale(
                    expr.op, scale, self.names.level(expr.level), self.names.step(scale, expr.step)
                )
            case ActionIs():
                return _ACTIONS[expr.state].say(self.lang, what=self.names.action(expr.action))
            case KnownTest():
                return (_KNOWN if expr.known else _UNKNOWN).say(
                    self.lang, what=self._subject(expr.item, bare=True)
                )
            case (
                SetCount() | Count() | RecordCount() | RecordValue() | RecordAggregate()
                | Sum() | Times() | Difference() | Shift() | PeriodStart()
            ):  # fmt: skip
                return self.term(expr)
            case _:
                assert_never(expr)

    def term(self, expr: Expr) -> str:
        """The phrase for a value, as the subject or the object of a condition."""
        match expr:
            case Ref() | Named() | ThisField() | ItemField() | Moment() | AnsweredAt():
                return self._subject(expr, bare=True)
            case SetCount():
                those = ", ".join(self._constant(one, self._type(expr.item)) for one in expr.options)
                return _SET_COUNT.say(self.lang, those=those, left=self.term(expr.item))
            case Count():
                return _COUNT.say(self.lang, those=self._those(expr.items))
            case RecordCount():
                return self._where(
                    _NUMBER_OF.say(self.lang, list=self._plural(expr.list_)), expr.list_, expr.where
                )
            case RecordValue():
                record = _PICKS[expr.pick].say(self.lang, list=spoken(expr.list_))
                said = _FIELD_OF.say(self.lang, field=spoken(expr.field_name), record=record)
                return self._where(said, expr.list_, expr.where)
            case RecordAggregate():
                said = _AGGREGATES[expr.aggregate].say(
                    self.lang, field=spoken(expr.field_name), list=self._plural(expr.list_)
                )
                return self._where(said, expr.list_, expr.where)
            case Sum():
                return f" {_PLUS.say(self.lang)} ".join(self.term(one) for one in expr.items)
            case Times():
                return _TIMES.say(self.lang, factor=self.term(expr.factor), item=self.term(expr.item))
            case Difference():
                start, end = self.term(expr.start), self.term(expr.end)
                return _DISTANCES[expr.distance].say(self.lang, start=start, end=end)
            case Shift():
                return self._shift(expr)
            case PeriodStart():
                return self._period(expr)
            case _:
                return self.condition(expr)

    def _subject(
        self, expr: Ref | Named | ThisField | ItemField | Moment | AnsweredAt, *, bare: bool = False
    ) -> str:
        match expr:
            case Ref():
                return self._input(expr.name, bare=bare)
            case Named():
                return self._label(expr.name)
            case ThisField():
                owner = spoken(self.list_name or "")
                return _FIELD_OF_THIS.say(self.lang, field=spoken(expr.name), list=owner).rstrip()
            case ItemField():
                return spoken(expr.name)
            case Moment():
                return _MOMENT.say(self.lang)
            case AnsweredAt():
                return _ANSWERED_AT.say(self.lang, what=self.names.action(expr.assessment))
            case _:
                assert_never(expr)

    def _input(self, name: str, *, bare: bool) -> str:
        ruleset = self.names.ruleset
        if name in ruleset.levels and name not in ruleset.indicators:
            return _OWN.say(self.lang, level=self.names.level(name))
        if name in ruleset.indicators:
            return self._label(name)
        asked = ruleset.inputs.get(name)
        alone = asked is not None and isinstance(asked.type_, YesNo) and not bare
        said = self._answer(name)
        return _IS.say(self.lang, left=said, right=YES.say(self.lang)) if alone else said

    def _answer(self, name: str) -> str:
        """What is answered with yes or no, or with a day, by its question; other answers have names that are nouns."""
        asked = self.names.ruleset.inputs.get(name)
        if asked is None or not asked.question:
            return spoken(name)
        match asked.type_:
            case YesNo():
                return _ANSWER.say(self.lang, question=self.names.fact(name))
            case Day() | Instant():
                return f"»{self.names.fact(name)}«"
            case _:
                return spoken(name)

    def _label(self, name: str) -> str:
        """An indicator or a definition by its label, in quotes; one without a label by its name."""
        held = self.names.ruleset.indicators.get(name) or self.names.ruleset.definitions.get(name)
        return f"»{self.names.named(name)}«" if held is not None and held.label else spoken(name)

    def _is_condition(self, expr: Expr) -> bool:
        """Whether something is a sign or a named condition, which needs no *is yes*."""
        if isinstance(expr, Ref):
            return expr.name in self.names.ruleset.indicators
        return isinstance(expr, Named) and isinstance(self._type(expr), YesNo)

    def _chain(self, items: Sequence[Expr], joint: Both) -> str:
        parts = [
            f"({self.condition(one)})" if isinstance(one, And | Or) else self.condition(one) for one in items
        ]
        return f" {joint.say(self.lang)} ".join(parts)

    def _those(self, items: Sequence[Expr]) -> str:
        return ", ".join(self.condition(one) for one in items)

    def _where(self, said: str, list_name: str, where: Expr | None) -> str:
        if where is None:
            return said
        inner = Wording(self.names, self.list_name, list_name).condition(where)
        return _WHERE.say(self.lang, what=said, where=inner)

    def _negated(self, item: Expr) -> str:
        if isinstance(item, Compare) and item.op is Op.EQ:
            right = self._right(item)
            is_not = _IS_NOT if isinstance(item.right, Const) else _NOT_SAME
            return is_not.say(self.lang, left=self.term(item.left), right=right)
        if isinstance(item, Ref):
            asked = self.names.ruleset.inputs.get(item.name)
            if asked is not None and isinstance(asked.type_, YesNo):
                return _IS_NOT.say(self.lang, left=self.term(item), right=YES.say(self.lang))
        said = self.condition(item)
        alone = self._is_condition(item)
        return _NOT.say(self.lang, what=said if alone else f"({said})")

    def _compare(self, expr: Compare) -> str:
        special = self._counted(expr) or self._aged(expr) or self._said_plainly(expr)
        if special:
            return special
        left, right = self.term(expr.left), self._right(expr)
        if expr.op is Op.EQ and not isinstance(expr.right, Const):
            return _SAME.say(self.lang, left=left, right=right)
        if expr.scale is not None:
            return self._on_scale(expr.op, expr.scale, left, right)
        table = _DAYS if self._is_day(expr.left) or self._is_day(expr.right) else _NUMBERS
        return table[expr.op].say(self.lang, left=left, right=right)

    def _right(self, expr: Compare) -> str:
        if isinstance(expr.right, Const):
            type_ = OnScale(expr.scale) if expr.scale is not None else self._type(expr.left)
            return self._constant(expr.right.value, type_)
        return self.term(expr.right)

    def _on_scale(self, op: Op, scale: str, left: str, right: str) -> str:
        held = self.names.ruleset.scales.get(scale)
        table = _SCALES[held.direction] if held is not None else _NUMBERS
        return table[op].say(self.lang, left=left, right=right)

    def _counted(self, expr: Compare) -> str:
        """`der er mindst 3 underretninger`, `mindst 2 af (…)`, `støtte i gang omfatter a`."""
        if not isinstance(expr.right, Const) or not isinstance(expr.right.value, Fraction):
            return ""
        n = number(expr.right.value, self.lang)
        match expr.left, expr.op:
            case RecordCount() as count, Op.GE:
                said = _THERE_ARE.say(self.lang, n=n, list=self._records(count.list_, expr.right.value))
                return self._where(said, count.list_, count.where)
            case SetCount() as held, Op.GE:
                those = [self._constant(one, self._type(held.item)) for one in held.options]
                left = self.term(held.item)
                if len(those) == 1:
                    return _HOLDS.say(self.lang, left=left, those=those[0])
                return _HOLDS_SOME.say(self.lang, left=left, n=n, those=", ".join(those))
            case Count() as some, Op.GE | Op.LE | Op.EQ:
                word = {Op.GE: _AT_LEAST_OF, Op.LE: _AT_MOST_OF, Op.EQ: _EXACTLY_OF}[expr.op]
                return word.say(self.lang, n=n, those=self._those(some.items))
            case _:
                return ""

    def _aged(self, expr: Compare) -> str:
        match expr.left, expr.op, expr.right:
            case Difference(distance=Distance.AGE, end=Moment()), Op.GE, Const(value=Fraction() as years):
                return _AGE_AT_LEAST.say(self.lang, n=number(years, self.lang))
            case Difference(distance=Distance.AGE, end=Moment()), Op.LT, Const(value=Fraction() as years):
                return _AGE_UNDER.say(self.lang, n=number(years, self.lang))
            case _:
                return ""

    def _said_plainly(self, expr: Compare) -> str:
        """`»Barnet har gode venskaber«` for what is compared with yes, `ikke »…«` with no."""
        match expr.op, expr.right:
            case Op.EQ, Const(value=bool() as said) if self._is_condition(expr.left):
                left = self.term(expr.left)
                return left if said else _NOT.say(self.lang, what=left)
            case _:
                return ""

    def _shift(self, expr: Shift) -> str:
        word = _LATER if expr.sign > 0 else _EARLIER
        fixed = expr.amount.value if isinstance(expr.amount, Const) else None
        if isinstance(fixed, Fraction):
            long = amount(fixed, expr.unit, self.lang)
        else:
            long = f"{self.term(expr.amount)} {amount(Fraction(2), expr.unit, self.lang).partition(' ')[2]}"
        return word.say(self.lang, amount=long, anchor=self.term(expr.anchor))

    def _period(self, expr: PeriodStart) -> str:
        word = _PERIOD if expr.offset == 0 else _PERIOD_EARLIER
        named: CalendarPeriod = expr.period
        return word.say(self.lang, period=period(named, self.lang), n=abs(expr.offset), of=self.term(expr.of))

    def _constant(self, value: Value, type_: Type | None) -> str:
        if isinstance(value, bool):
            return (YES if value else NO).say(self.lang)
        said = value_text(value, type_ or YesNo(), self.names)
        is_sentence = isinstance(type_, Choice | SetOf) and " " in said
        return f"»{said}«" if is_sentence else said

    def _records(self, list_name: str, count: Fraction) -> str:
        return spoken(list_name) if count == 1 else self._plural(list_name)

    def _plural(self, list_name: str) -> str:
        held = self.names.ruleset.lists.get(list_name)
        return spoken(held.plural if held is not None else list_name)

    def _scale_of(self, level: str) -> str:
        held = self.names.ruleset.levels.get(level)
        return held.scale if held is not None else level

    def _is_day(self, expr: Expr) -> bool:
        return isinstance(self._type(expr), Day | Instant) or isinstance(
            expr, Moment | Shift | PeriodStart | AnsweredAt
        )

    def _type(self, expr: Expr) -> Type | None:
        ruleset = self.names.ruleset
        match expr:
            case Ref():
                held = ruleset.inputs.get(expr.name)
                return held.type_ if held is not None else None
            case Named():
                meant = ruleset.definitions.get(expr.name)
                return meant.type_ if meant is not None else None
            case ThisField():
                return self._field_type(self.list_name, expr.name)
            case ItemField():
                return self._field_type(self.filtered, expr.name)
            case RecordValue() | RecordAggregate():
                return self._field_type(expr.list_, expr.field_name)
            case _:
                return None

    def _field_type(self, list_name: str | None, name: str) -> Type | None:
        held = self.names.ruleset.lists.get(list_name or "")
        return held.fields[name].type_ if held is not None and name in held.fields else None


def all_conditions(expr: Expr | None) -> tuple[Expr, ...]:
    """The conditions that all must hold: the parts of a conjunction, or the one there is."""
    if expr is None:
        return ()
    return expr.items if isinstance(expr, And) else (expr,)


def any_of_phrases(exprs: Sequence[Expr], wording: Wording) -> str:
    """`a, b eller c`."""
    return listed([wording.condition(one) for one in exprs], wording.lang, last=OR)
