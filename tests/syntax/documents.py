"""Documents at random: every class of document.py, filled with whatever the grammar can say.

A field is drawn from what its annotation allows; where the grammar says less than the annotation, the class has a
function of its own in `_SPECIAL`.
"""

import types
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from bekymring.syntax import document as doc
from bekymring.syntax.build_rules import _TAILS
from bekymring.syntax.words import vocabularies

_KEYWORDS = sorted(
    {
        word
        for known in vocabularies().values()
        for rows in known.phrases.values()
        for one in rows
        for word in one.words
    }
)
_NAMES = st.sampled_from(
    [
        *("a", "b", "fravær", "støtteforløb", "æøå_1", "underretning"),
        *("to ord", "3", "1,5", "a # b", '"', "»"[:0] + "x|y"),
    ]
) | st.sampled_from(_KEYWORDS)
_TEXTS = st.sampled_from(
    ["", "Tekst", 'Hun sagde "nej"', "\\", "\\n", "# ingen", "a | b; c", "🙂 é", "så ", "§ 5"]
)
_PARAGRAPHS = st.sampled_from(
    ["§ 136", "§ 136 a, stk. 1, nr. 2", "§§ 46 og 47", "§ 49 a", "§ 5, stk. 3, 2. pkt."]
)
_NUMBERS = st.integers(0, 10**12 - 1).map(Fraction) | st.integers(0, 10**9).map(lambda n: Fraction(n, 10**6))
_DATES = st.dates(date(1900, 1, 1), date(2199, 12, 31))
_TIMES = st.tuples(_DATES, st.integers(0, 23), st.integers(0, 59)).map(
    lambda one: datetime(one[0].year, one[0].month, one[0].day, one[1], one[2])
)
_LITERALS = (doc.YesNo, doc.Number, doc.DateLiteral, doc.InstantLiteral)
_VALUES = (*_LITERALS, doc.NameRef)
_LEAVES = (*_VALUES, doc.MomentLiteral, doc.CountOfKind, doc.OwnAssessment)
_STATES = (doc.GivenUnknown, doc.GivenNotRelevant, doc.GivenNotHappened)
_K = doc.ConclusionKind


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls, {**vars(doc)})
    return {one.name: hints[one.name] for one in cls.__attrs_attrs__ if one.name != "span"}


class Maker:
    """Draws parts of documents; `room` is how much deeper conditions may still go."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.room = 3

    def pick(self, *options: Any) -> Any:
        return self.draw(st.sampled_from(options))

    def flag(self) -> bool:
        return self.draw(st.booleans())

    def perhaps(self, make: Callable[[], Any]) -> Any:
        return make() if self.flag() else None

    def some(self, make: Callable[[], Any], low: int = 1) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.draw(st.integers(low, low + 2))))

    def name(self) -> doc.Name:
        return doc.Name(self.draw(_NAMES))

    def text(self) -> str:
        return self.draw(_TEXTS)

    def expr(self) -> doc.Expr:
        return self.of(doc.Expr)

    def of(self, wanted: Any) -> Any:
        """Something that an annotation allows."""
        if wanted is doc.Expr:
            if self.room <= 0:
                return self.node(self.pick(*_LEAVES))
            self.room -= 1
            made = self.node(self.pick(*get_args(doc.Expr)))
            self.room += 1
            return made
        origin, args = get_origin(wanted), get_args(wanted)
        if origin in {Union, types.UnionType}:
            return self.of(self.pick(*args))
        if origin is tuple:
            if len(args) == 2 and args[1] is Ellipsis:
                return self.some(lambda: self.of(args[0]), 0)
            return tuple(self.of(one) for one in args)
        if wanted is types.NoneType:
            return None
        if isinstance(wanted, type) and issubclass(wanted, Enum):
            return self.pick(*wanted)
        plain = {
            bool: st.booleans(),
            int: st.integers(0, 10**6),
            str: _TEXTS,
            Fraction: _NUMBERS,
            date: _DATES,
            datetime: _TIMES,
        }
        return self.draw(plain[wanted]) if wanted in plain else self.node(wanted)

    def node(self, cls: type, **said: Any) -> Any:
        """A node with some fields said and the others drawn."""
        special = _SPECIAL.get(cls)
        if special is not None and not said:
            return special(self)
        fields = {name: said.get(name, _MISSING) for name in _hints(cls)}
        return cls(
            **{name: self.of(_hints(cls)[name]) if one is _MISSING else one for name, one in fields.items()}
        )

    def list_of(self, cls: type, field: str, low: int = 1) -> Any:
        """A node whose list is not empty."""
        (item, _) = get_args(_hints(cls)[field])
        return self.node(cls, **{field: self.some(lambda: self.of(item), low)})

    def amount(self) -> doc.Expr:
        return self.pick(doc.Number(self.draw(_NUMBERS)), doc.Number(Fraction(1)), doc.NameRef(self.name()))


_MISSING = object()


def _number(m: Maker) -> doc.Number:
    return doc.Number(m.draw(_NUMBERS) * m.pick(1, -1), m.flag())


def _add(m: Maker) -> doc.Add:
    return doc.Add(((True, m.expr()), *m.some(lambda: (m.flag(), m.expr()))))


def _contains(m: Maker) -> doc.Contains:
    if m.flag():
        return doc.Contains(m.expr(), (m.name(),))
    return doc.Contains(m.expr(), m.some(m.name), m.of(doc.Quantity), m.of(int))


def _share(m: Maker) -> doc.ShareOf:
    side = m.pick(*(doc.Comparison(one) for one in ("at_least", "at_most", "over", "under")))
    return doc.ShareOf(m.expr(), side, m.of(doc.Number), m.expr())


def _shift(m: Maker) -> doc.Shift:
    return doc.Shift(m.amount(), m.of(doc.Unit), m.flag(), m.expr())


def _record_ref(m: Maker) -> doc.RecordRef:
    pick = m.of(doc.Pick)
    return doc.RecordRef(pick, doc.Records(m.name()) if pick is doc.Pick.THIS else m.of(doc.Records))


def _citation(m: Maker) -> doc.Citation:
    statute = m.flag()
    place = m.perhaps(lambda: m.draw(_PARAGRAPHS if statute else _PARAGRAPHS | _TEXTS))
    read = m.perhaps(lambda: m.of(date))
    return doc.Citation(statute, m.name(), place, read, read is not None or m.flag())


def _validity(m: Maker) -> doc.Validity:
    start = m.perhaps(lambda: m.of(date))
    return doc.Validity(start, m.of(date) if start is None else m.perhaps(lambda: m.of(date)))


def _percent_type(m: Maker) -> doc.PercentType:
    return m.pick(doc.PercentType(), doc.PercentType(m.of(doc.Number), m.of(doc.Number)))


def _header(m: Maker) -> doc.Header:
    version = m.pick("1.0", "2", "1,5", "første udgave", "1.0-a")
    made = m.node(doc.Header, version=version)
    return made if made.approved else m.node(doc.Header, version=version, approved=None, approved_by=None)


def _asked(cls: type) -> Callable[[Maker], Any]:
    return lambda m: m.node(cls, question=f"{m.text()}?")


def _action_traits(m: Maker) -> doc.ActionTraits:
    bearer = m.perhaps(m.name)
    return m.node(doc.ActionTraits, bearer=bearer, personally=bearer is not None and m.flag())


def _calendar(m: Maker) -> doc.Calendar:
    days = {(one.month, one.day) for one in m.some(lambda: m.of(date), 0)}
    weekdays = m.draw(st.sets(st.integers(0, 6), min_size=0 if days else 1))
    return m.node(doc.Calendar, weekdays=tuple(sorted(weekdays)), days=tuple(sorted(days)))


def _term(m: Maker) -> doc.DeadlineTerm:
    anchor = m.expr()
    if m.flag() or (isinstance(anchor, doc.Shift) and anchor.later):
        return doc.DeadlineTerm(anchor, m.amount(), m.of(doc.Unit), m.flag())
    return doc.DeadlineTerm(anchor)


def _deadline(m: Maker) -> doc.Deadline:
    match m.of(doc.DeadlineKind):
        case doc.DeadlineKind.BY as kind:
            return doc.Deadline(kind, m.some(lambda: _term(m)))
        case doc.DeadlineKind.SAME_DAY as kind if m.flag():
            return doc.Deadline(kind, (doc.DeadlineTerm(m.expr()),))
        case kind:
            return doc.Deadline(kind)


def _interval(m: Maker) -> doc.Interval:
    between, start = m.flag(), m.perhaps(m.expr)
    size = m.amount() if between else doc.Number(m.pick(Fraction(1), Fraction(3), m.draw(_NUMBERS)))
    return doc.Interval(size, m.of(doc.Unit), start, between)


def _frequency(m: Maker) -> doc.Frequency:
    if m.flag():
        return m.node(doc.Frequency, period=m.of(doc.CalendarPeriod))
    unit = m.pick(doc.Unit.DAYS, doc.Unit.WEEKS, doc.Unit.MONTHS, doc.Unit.YEARS)
    period = doc.CountedPeriod(1 + m.of(int), unit)
    return m.node(doc.Frequency, period=period, start=m.expr())


def _conclusion(m: Maker) -> doc.Conclusion:
    kind = m.of(_K)
    made: dict[str, Any] = {"kind": kind, "subject": m.name()}
    match kind:
        case _K.POINTS_TO:
            return doc.Conclusion(**made, step=m.name())
        case _K.DECIDED_BY:
            return doc.Conclusion(**made, role=m.name())
        case _K.ATTENTION:
            return doc.Conclusion(**made)
    for tail in sorted(_TAILS.get(kind, ())):
        made[tail] = m.of(_hints(doc.Conclusion)[tail])
    if kind is _K.BEFORE:
        made["before"] = m.of(doc.Subject | doc.Involving)
        made["alternatives"] = m.some(lambda: m.of(doc.Subject), 0)
    if kind is _K.MAY_ONLY_WHEN:
        made["condition"] = m.expr()
    made["record"] = m.perhaps(lambda: m.of(doc.RecordRef))
    return doc.Conclusion(**made, personally=bool(made.get("bearer")) and m.flag())


def _rule(m: Maker) -> doc.Rule:
    return m.node(doc.Rule, conclusions=m.some(lambda: _conclusion(m)), reason=m.text())


_BETWEEN_TWO_ANSWERS = frozenset(
    doc.Comparison(one) for one in ("worse", "better", "more_intrusive", "less_intrusive", "same", "not_same")
)


def _cell(m: Maker) -> doc.CellIs:
    how = m.pick(*(one for one in doc.Comparison if one not in _BETWEEN_TWO_ANSWERS))
    return doc.CellIs(how, m.some(m.expr) if how is doc.Comparison.IS else (m.expr(),))


def _table(m: Maker) -> doc.Table:
    columns = m.some(m.expr)
    rows = m.some(
        lambda: doc.TableRow(tuple(m.of(doc.Cell) for _ in columns), m.some(lambda: _conclusion(m), 0))
    )
    return m.node(doc.Table, columns=columns, rows=rows, reason=m.text())


def _demand(m: Maker) -> doc.Demand:
    said: dict[str, Any] = {"kind": m.of(doc.DemandKind), "label": m.text()}
    match said["kind"]:
        case doc.DemandKind.ALWAYS:
            said |= {"when": m.expr(), "claims": (m.expr(),) if m.flag() else m.some(lambda: _conclusion(m))}
        case doc.DemandKind.NEVER_BETTERS:
            said |= {"subjects": (m.name(),), "outcomes": m.some(m.name)}
        case doc.DemandKind.NO_INFLUENCE:
            said |= {"subjects": m.some(m.name)}
            said |= {"any_level": True} if m.flag() else {"outcomes": m.some(m.name)}
        case _:
            claims = m.some(m.expr)
            bare = all(isinstance(one, doc.NameRef) for one in claims)
            said |= {"outcomes": tuple(one.name for one in claims)} if bare else {"claims": claims}
    return doc.Demand(**said, waivers=m.of(tuple[doc.Waiver, ...]), unproved_because=m.perhaps(m.text))


def _given_set(m: Maker) -> doc.GivenSet:
    possible = m.some(m.name, 0)
    return doc.GivenSet(m.some(m.name, 1 if possible else 2), possible)


def _value(m: Maker) -> Any:
    return _given_set(m) if m.flag() else m.node(m.pick(*_VALUES))


def _doubt(m: Maker) -> doc.GivenDoubt:
    return doc.GivenDoubt(m.node(m.pick(*_VALUES)))


def _given_assessment(m: Maker) -> doc.GivenAssessment:
    by, on, reason = m.perhaps(m.name), m.perhaps(lambda: m.of(date | datetime)), m.perhaps(m.text)
    said = (by, on, reason) != (None, None, None)
    return doc.GivenAssessment(_value(m), by, on, reason if said else "Grund")


def _given_fact(m: Maker) -> doc.GivenFact:
    known = m.pick(_value, _given_assessment)
    if m.flag():
        return doc.GivenFact(m.name(), known(m), own_assessment=True)
    other = m.pick(_doubt, lambda _: m.node(m.pick(*_STATES)), lambda _: doc.GivenSet(()), known)
    return doc.GivenFact(m.name(), other(m), **_of_record(m))


def _pair(m: Maker) -> tuple[doc.Name, doc.Given]:
    given = m.pick(
        _doubt,
        lambda _: m.node(m.pick(*_STATES)),
        lambda _: doc.GivenSet(m.some(m.name), m.some(m.name, 0)),
        lambda _: m.node(m.pick(*_VALUES)),
    )
    return m.name(), given(m)


def _given_record(m: Maker) -> doc.GivenRecord:
    return doc.GivenRecord(m.name(), m.of(int), m.some(lambda: _pair(m)))


def _of_record(m: Maker) -> dict[str, Any]:
    return {"number": m.of(int), "list_": m.name()} if m.flag() else {"number": None, "list_": None}


def _departure(m: Maker) -> doc.GivenDeparture:
    return m.node(doc.GivenDeparture, **_of_record(m))


def _expect_action(m: Maker) -> doc.ExpectAction:
    state = m.of(doc.ExpectedState)
    by = {"by": None} if state is doc.ExpectedState.DECIDE_WHETHER else {}
    return m.node(doc.ExpectAction, state=state, **by, **_of_record(m))


def _expect_level(m: Maker) -> doc.ExpectLevel:
    possible = m.some(m.name, 0)
    return doc.ExpectLevel(m.name(), possible, bool(possible) and m.flag(), **_of_record(m))


def _expect_missing(m: Maker) -> doc.ExpectMissing:
    facts = m.some(m.name, 0)
    return doc.ExpectMissing(facts, not facts or m.flag())


def _says(cls: type, field: str) -> Callable[[Maker], Any]:
    return lambda m: m.node(cls, **{field: m.pick("yes", "perhaps", "no")})


def _listed(cls: type, field: str, low: int = 1) -> Callable[[Maker], Any]:
    return lambda m: m.list_of(cls, field, low)


_SPECIAL: dict[type, Callable[[Maker], Any]] = {
    doc.Name: Maker.name,
    doc.Frequency: _frequency,
    doc.Number: _number,
    doc.And: _listed(doc.And, "items", 2),
    doc.Or: _listed(doc.Or, "items", 2),
    doc.KOf: _listed(doc.KOf, "items"),
    doc.AllOf: _listed(doc.AllOf, "items"),
    doc.NoneOf: _listed(doc.NoneOf, "items"),
    doc.CountOf: _listed(doc.CountOf, "items"),
    doc.OneOf: _listed(doc.OneOf, "options"),
    doc.Add: _add,
    doc.Contains: _contains,
    doc.ShareOf: _share,
    doc.Shift: _shift,
    doc.RecordRef: _record_ref,
    doc.Citation: _citation,
    doc.Validity: _validity,
    doc.PercentType: _percent_type,
    doc.ChoiceType: _listed(doc.ChoiceType, "options"),
    doc.SetType: _listed(doc.SetType, "options"),
    doc.Header: _header,
    doc.Scale: _listed(doc.Scale, "steps"),
    doc.Roles: _listed(doc.Roles, "roles"),
    doc.Parties: _listed(doc.Parties, "parties"),
    doc.Fact: _asked(doc.Fact),
    doc.Assessment: _asked(doc.Assessment),
    doc.Parameter: _asked(doc.Parameter),
    doc.RecordField: _asked(doc.RecordField),
    doc.RecordAddition: _listed(doc.RecordAddition, "fields"),
    doc.Setting: lambda m: m.node(doc.Setting, values=m.some(m.expr), reason=m.text()),
    doc.ActionTraits: _action_traits,
    doc.Calendar: _calendar,
    doc.Deadline: _deadline,
    doc.Interval: _interval,
    doc.Involving: _listed(doc.Involving, "parties"),
    doc.Conclusion: _conclusion,
    doc.Rule: _rule,
    doc.RuleException: lambda m: m.node(doc.RuleException, reason=m.text()),
    doc.CellIs: _cell,
    doc.Table: _table,
    doc.Demand: _demand,
    doc.GivenFact: _given_fact,
    doc.GivenRecord: _given_record,
    doc.GivenDeparture: _departure,
    doc.ExpectAction: _expect_action,
    doc.ExpectLevel: _expect_level,
    doc.ExpectMissing: _expect_missing,
    doc.ExpectMeasure: _says(doc.ExpectMeasure, "fits"),
    doc.ExpectRule: _says(doc.ExpectRule, "fires"),
    doc.Example: _listed(doc.Example, "expectations"),
}
TOPS = (doc.Header, *(one for one in get_args(doc.Declaration) if one is not doc.Broken))


@st.composite
def tops(draw: Callable[[st.SearchStrategy[Any]], Any], cls: type) -> Any:
    """A header or a declaration of one class."""
    return Maker(draw).node(cls)


@st.composite
def documents(draw: Callable[[st.SearchStrategy[Any]], Any]) -> doc.Document:
    """A document with a few declarations of any class."""
    maker = Maker(draw)
    header = maker.perhaps(lambda: maker.node(doc.Header))
    return doc.Document(header, maker.some(lambda: maker.node(maker.pick(*TOPS[1:])), 0))
