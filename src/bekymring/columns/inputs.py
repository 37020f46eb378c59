"""What the table says of each input: a column with its value, and perhaps one with its state.

Takes the names of the table's columns; gives, for an input, its value under doubt and whether it is answered.
Afterwards true: a value that the row evaluator would refuse is not known, and the row names it in `invalid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from attrs import define, field, frozen

from bekymring.calendar_dk import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT
from bekymring.case import FactState
from bekymring.case.forms import DOUBT, NOT_HAPPENED, NOT_RELEVANT
from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    all_of,
    any_of,
    case,
    certain,
    compared,
    first,
    given,
    negated,
    nothing,
    unknown,
)
from bekymring.columns.form import (
    Among,
    Coded,
    Column,
    Form,
    Given,
    Holds,
    Kind,
    Millionths,
    OfKind,
    Order,
    Within,
)
from bekymring.columns.sheet import Sheet
from bekymring.columns.values import MILLION, Choice, Flag, Held, Value, number, spread, where_known
from bekymring.evaluate.bounds import Ordered
from bekymring.model.ruleset import Input, Ruleset
from bekymring.model.types import Choice as ChoiceType
from bekymring.model.types import Day, Instant, Number, OnScale, SetOf, Type, YesNo

STATES = (".tilstand", ".state")
"""Behind the name of an input: the column that holds its state, as in the CSV of many cases."""
_WORDS: Mapping[str, FactState] = {
    **{state.value: state for state in FactState},
    DOUBT: FactState.DOUBTED,
    "doubt": FactState.DOUBTED,
    "ikke_oplyst": FactState.ASKED,
    "not_known": FactState.ASKED,
    NOT_RELEVANT: FactState.NOT_RELEVANT,
    NOT_HAPPENED: FactState.NOT_HAPPENED,
}
WORDS = tuple(_WORDS)
"""What a column of states may hold."""


def state_of(word: str) -> FactState:
    """The state that a word means; a word that is none leaves the answer open."""
    return _WORDS.get(word, FactState.ASKED)


@frozen
class Told:
    """An input as the table tells it."""

    value: Value
    answered: Form
    """Whether it counts as answered; itself always known."""
    given: Form
    """The place or value given, doubted ones too."""
    doubted: Form


@define
class Inputs:
    """The inputs read so far."""

    ruleset: Ruleset
    sheet: Sheet
    states: frozenset[str]
    """The columns of the table that hold states."""
    not_asked: frozenset[str]
    invalid: dict[str, Form] = field(factory=dict)
    """By input, whether its value or state can be no answer."""
    read: dict[str, Kind] = field(factory=dict)
    """The columns of the table that are read."""

    def told(self, one: Input, relevant: Form) -> Told:
        """What the table says of an input, where it is true, false or open that it applies."""
        kind = kind_of(one.type_)
        if one.name in self.not_asked:
            exact: Form = nothing(kind)
            return Told(
                _value(one.type_, self.ruleset, exact, self._present(exact, FALSE, relevant, kind)),
                FALSE,
                exact,
                FALSE,
            )
        held, inside = self._held(one)
        state = self._state(one)
        exact = self._column(one.name, _unless(held, state, _OPEN, kind), kind)
        shown = exact if state is None else _unless(held, state, _EMPTY, kind)
        gone = FALSE if state is None else self._column(f"{one.name}.gone", _is(state, _GONE), Kind.TRUTH)
        doubted = FALSE if state is None else _is(state, _DOUBTED)
        wrong = any_of(
            (certain(negated(inside)), FALSE if state is None else _no_state(state, _allowed(one)))
        )
        if wrong != FALSE:
            self.invalid[one.name] = wrong
        value = _value(one.type_, self.ruleset, exact, self._present(exact, gone, relevant, kind))
        return Told(value, any_of((negated(unknown(exact)), gone)), shown, doubted)

    def _column(self, name: str, form: Form, kind: Kind) -> Form:
        """A column of its own; what only reads the table is one already."""
        return form if form == Column(name, kind) else self.sheet.put(name, form, kind)

    def _present(self, exact: Form, gone: Form, relevant: Form, kind: Kind) -> Form:
        """Whether there is a value: of an open day or instant that is always open."""
        dated = kind in {Kind.DAY, Kind.INSTANT}
        if gone == FALSE and relevant == TRUE:
            return where_known(exact) if dated else TRUE
        open_ = all_of((relevant, NOT_KNOWN)) if dated else relevant
        return case(((gone, FALSE), (negated(unknown(exact)), TRUE)), open_)

    def _held(self, one: Input) -> tuple[Form, Form]:
        """The value that stands in the table, if it is one of the type's own; and whether what stands there is."""
        raw = self._raw(one.name, kind_of(one.type_, raw=True))
        read = _read(raw, one.type_, self.ruleset)
        name = (
            one.name
            if isinstance(one.type_, YesNo | ChoiceType | OnScale) and self._state_name(one) is None
            else f"{one.name}.read"
        )
        held = self.sheet.read(name, read, kind_of(one.type_))
        inside = _inside(held, one.type_)
        if read != raw:
            told = self.sheet.read(f"{one.name}.told", negated(unknown(raw)), Kind.TRUTH)
            inside = any_of((negated(told), all_of((negated(unknown(held)), inside))))
        return (
            held if inside == TRUE or held.name == one.name else case(((inside, held),), nothing(held.kind))
        ), inside

    def _state_name(self, one: Input) -> str | None:
        return next((f"{one.name}{end}" for end in STATES if f"{one.name}{end}" in self.states), None)

    def _state(self, one: Input) -> State | None:
        name = self._state_name(one)
        if name is None:
            return None
        raw = self._raw(name, Kind.TEXT)
        told = self.sheet.read(f"{name}.told", negated(unknown(raw)), Kind.TRUTH)
        return told, self.sheet.read(f"{name}.read", Coded(raw, WORDS), Kind.WHOLE)

    def _raw(self, name: str, kind: Kind) -> Column:
        self.read[name] = kind
        return Column(name, kind)


State = tuple[Form, Form]
"""Whether a state stands in the table, and which."""
_DOUBTED = frozenset({FactState.DOUBTED})
_EMPTY = frozenset(FactState) - {FactState.KNOWN} - _DOUBTED
_OPEN = _EMPTY | _DOUBTED
_GONE = frozenset({FactState.NOT_RELEVANT, FactState.NOT_HAPPENED})


def _allowed(one: Input) -> frozenset[FactState]:
    never = {FactState.NOT_RELEVANT} if one.relevant_when is None else set()
    return (
        frozenset(FactState)
        - never
        - (set() if isinstance(one.type_, Day | Instant) else {FactState.NOT_HAPPENED})
    )


def _is(state: State, states: frozenset[FactState]) -> Form:
    places = tuple(place for place, word in enumerate(WORDS) if _WORDS[word] in states)
    return first((Among(state[1], places), FALSE))


def _no_state(state: State, allowed: frozenset[FactState]) -> Form:
    return all_of((state[0], negated(_is(state, allowed))))


def _unless(held: Form, state: State | None, states: frozenset[FactState], kind: Kind) -> Form:
    """The value, where the state does not say that there is none; a word that is no state leaves it open."""
    if state is None:
        return held
    strange = all_of((state[0], unknown(state[1])))
    return case(((any_of((_is(state, states), strange)), nothing(kind)),), held)


def kind_of(type_: Type, *, raw: bool = False) -> Kind:
    """The kind of an input's column, as it is worked with or (`raw`) as it stands in the table."""
    match type_:
        case YesNo():
            return Kind.TRUTH
        case Number():
            return Kind.NUMBER if raw and not type_.integer else Kind.WHOLE
        case Day():
            return Kind.DAY
        case Instant():
            return Kind.INSTANT
        case ChoiceType() | OnScale():
            return Kind.TEXT if raw else Kind.WHOLE
        case SetOf():
            return Kind.TEXTS
        case _:
            assert_never(type_)


def _read(raw: Column, type_: Type, ruleset: Ruleset) -> Form:
    """What stands in the table, as it is worked with."""
    match type_:
        case Number(integer=False):
            return Millionths(raw)
        case Instant():
            return OfKind(raw, Kind.INSTANT)
        case ChoiceType():
            return Coded(raw, type_.names)
        case OnScale():
            return Coded(raw, ruleset.scales[type_.scale].names)
        case _:
            return raw


def _inside(held: Column, type_: Type) -> Form:
    """Whether a value is one of the type's own."""
    match type_:
        case Number():
            parts = 1 if type_.integer else MILLION
            return _between(held, int(type_.low * parts), int(type_.high * parts))
        case Day():
            return _between(held, FIRST_DAY, LAST_DAY)
        case Instant():
            return _between(held, FIRST_INSTANT, LAST_INSTANT)
        case SetOf():
            return Within(held, type_.names)
        case _:
            return TRUE


def _between(item: Form, low: Ordered | int, high: Ordered | int) -> Form:
    first_, last = given(low), given(high)  # type: ignore[arg-type]  # whole numbers, days or instants
    return all_of((compared(Order.AT_MOST, first_, item), compared(Order.AT_MOST, item, last)))


def _value(type_: Type, ruleset: Ruleset, exact: Form, present: Form) -> Value:
    match type_:
        case YesNo():
            return Flag(exact, present)
        case Number():
            parts = 1 if type_.integer else MILLION
            return number(exact, type_.low, type_.high, parts=parts, present=present)
        case Day():
            return spread(Kind.DAY, exact, (FIRST_DAY, LAST_DAY), present)
        case Instant():
            return spread(Kind.INSTANT, exact, (FIRST_INSTANT, LAST_INSTANT), present)
        case ChoiceType():
            return _choice(exact, type_.names, present)
        case OnScale():
            return _choice(exact, ruleset.scales[type_.scale].names, present)
        case SetOf():
            return Held(tuple((name, _holds(exact, name)) for name in type_.names), present)
        case _:
            assert_never(type_)


def _choice(exact: Form, names: tuple[str, ...], present: Form) -> Choice:
    return Choice(given(0) if len(names) == 1 else exact, names, present)


def _holds(exact: Form, name: str) -> Form:
    return NOT_KNOWN if isinstance(exact, Given) else Holds(exact, name)
