"""Small rule sets and cases in code: what a test says, without a rule file.

Every child is invented (opdigtet).
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from attrs import evolve

from bekymring.calendar_dk import end_of_day, from_danish
from bekymring.case import Answer, Case, Departure, FactState, RecordAnswers
from bekymring.decision import Decision
from bekymring.evaluate import decide
from bekymring.model import ruleset as m
from bekymring.model import types as t
from bekymring.source import Span
from bekymring.values import SetValue

ORIGIN = m.Origin("test", Span.nowhere())
YES_NO = t.YesNo()
DAY = t.Day()
INSTANT = t.Instant()

ASKED = Answer(FactState.ASKED)
NOT_RELEVANT = Answer(FactState.NOT_RELEVANT)
NOT_HAPPENED = Answer(FactState.NOT_HAPPENED)
NOON = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)
"""Monday 9 March 2026 at noon in Denmark."""


# --- Types and vocabulary ---------------------------------------------------------------------------------


def whole(low: int = 0, high: int = 100) -> t.Number:
    return t.Number(Fraction(low), Fraction(high), integer=True)


def decimal(low: int = 0, high: int = 100) -> t.Number:
    return t.Number(Fraction(low), Fraction(high), integer=False)


def choice(*names: str) -> t.Choice:
    return t.Choice(tuple(t.Alternative(name, name) for name in names))


def set_of(*names: str) -> t.SetOf:
    return t.SetOf(tuple(t.Alternative(name, name) for name in names))


def fact(name: str, type_: t.Type = YES_NO, **more: Any) -> m.Input:
    return m.Input(name, f"{name}?", type_, more.pop("kind", m.InputKind.FACT), ORIGIN, **more)


def assessment(name: str, type_: t.Type = YES_NO, **more: Any) -> m.Input:
    return fact(name, type_, kind=m.InputKind.ASSESSMENT, **more)


def own(level: str, scale: str) -> m.Input:
    return fact(level, t.OnScale(scale), kind=m.InputKind.OWN_LEVEL)


def parameter(name: str, type_: t.Type, value: Any = None) -> m.Input:
    setting = None if value is None else m.Setting(_value(value), "lokalt valg", (), ORIGIN)
    return fact(name, type_, kind=m.InputKind.PARAMETER, setting=setting)


def records(
    name: str, dated_by: str | None = None, *, maximum: int = 200, **fields: t.Type | m.RecordField
) -> m.RecordList:
    held = {one: _field(one, type_) for one, type_ in fields.items()}
    return m.RecordList(name, f"{name}er", name, held, dated_by, maximum, ORIGIN)


def _field(name: str, type_: t.Type | m.RecordField) -> m.RecordField:
    return type_ if isinstance(type_, m.RecordField) else m.RecordField(name, f"{name}?", type_, ORIGIN)


def scale(
    name: str, *steps: str, tied_to: str | None = None, corresponds: Mapping[str, str] | None = None
) -> m.Scale:
    held = tuple(m.Step(one, one, (corresponds or {}).get(one)) for one in steps)
    return m.Scale(name, name, m.Direction.BEST_TO_WORST, held, tied_to, ORIGIN)


def level(name: str, on: str, **more: Any) -> m.Level:
    given = {"per_record": None, "otherwise": None, "assessed_by": None, **more}
    return m.Level(name, name, on, origin=ORIGIN, **given)


def action(
    name: str,
    per_record: str | None = None,
    *,
    done: Any = None,
    done_when: m.Expr | None = None,
    **more: Any,
) -> m.Action:
    finished = None if done is None else m.Done(expr(done), done_when)
    return m.Action(name, name, per_record, ORIGIN, done=finished, **more)


def measure(name: str, on: str, step: str, **more: Any) -> m.Measure:
    return m.Measure(name, name, on, step, more.pop("target_group", None), ORIGIN, **more)


def role(name: str, rank: int | None = None) -> m.Role:
    return m.Role(name, name, rank, ORIGIN)


def definition(name: str, meaning: m.Expr, type_: t.Type = YES_NO) -> m.Definition:
    return m.Definition(name, name, meaning, type_, ORIGIN)


def point(name: str) -> m.AttentionPoint:
    return m.AttentionPoint(name, name, ORIGIN)


def integrity(label: str, claim: m.Expr) -> m.Integrity:
    return m.Integrity(label, claim, ORIGIN)


def calendar(name: str, weekdays: tuple[int, ...] = (5,)) -> m.Calendar:
    return m.Calendar(name, name, weekdays, (), (), ORIGIN)


# --- Expressions ------------------------------------------------------------------------------------------


def _value(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    return SetValue.known(value) if isinstance(value, set | frozenset) else value


def expr(one: Any) -> m.Expr:
    """An expression as it is; a text is the input of that name; another value is a constant."""
    if isinstance(one, m.Expr):
        return one
    return m.Ref(one) if isinstance(one, str) else m.Const(_value(one))


def all_(*items: Any) -> m.And:
    return m.And(tuple(expr(one) for one in items))


def any_(*items: Any) -> m.Or:
    return m.Or(tuple(expr(one) for one in items))


def not_(item: Any) -> m.Not:
    return m.Not(expr(item))


def is_(left: Any, value: Any) -> m.Compare:
    return m.Compare(m.Op.EQ, expr(left), m.Const(_value(value)))


def ge(left: Any, right: Any) -> m.Compare:
    return m.Compare(m.Op.GE, expr(left), expr(right))


def lt(left: Any, right: Any) -> m.Compare:
    return m.Compare(m.Op.LT, expr(left), expr(right))


def le(left: Any, right: Any) -> m.Compare:
    return m.Compare(m.Op.LE, expr(left), expr(right))


def worse(left: Any, step: str, on: str) -> m.Compare:
    return m.Compare(m.Op.GE, expr(left), m.Const(step), on)


def this(name: str) -> m.ThisField:
    return m.ThisField(name)


def item(name: str) -> m.ItemField:
    return m.ItemField(name)


def ago(amount: int, unit: m.Unit = m.Unit.MONTHS) -> m.Shift:
    return m.Shift(m.Moment(), m.Const(Fraction(amount)), unit, -1)


def count(list_: str, where: m.Expr | None = None) -> m.RecordCount:
    return m.RecordCount(list_, where)


def latest(list_: str, field: str, where: m.Expr | None = None) -> m.RecordValue:
    return m.RecordValue(list_, m.Pick.LATEST, field, where)


def earliest(list_: str, field: str, where: m.Expr | None = None) -> m.RecordValue:
    return m.RecordValue(list_, m.Pick.EARLIEST, field, where)


def stands(name: str, state: m.ActionState, *, this_record: bool = False) -> m.ActionIs:
    return m.ActionIs(name, state, this_record)


def at_least(name: str, step: str, *, this_record: bool = False) -> m.LevelIs:
    return m.LevelIs(name, m.Op.GE, step, this_record)


# --- Conclusions and rules --------------------------------------------------------------------------------


def by(
    amount: Any = None, unit: m.Unit = m.Unit.DAYS, anchor: Any = None, *, first_day_counts: bool = False
) -> m.Deadline:
    return m.Deadline(m.DeadlineKind.BY, (term(amount, unit, anchor, first_day_counts=first_day_counts),))


def term(amount: Any, unit: m.Unit, anchor: Any, *, first_day_counts: bool = False) -> m.DeadlineTerm:
    if amount is None:
        return m.DeadlineTerm(expr(anchor))
    return m.DeadlineTerm(expr(anchor), expr(amount), unit, first_day_counts)


def earliest_of(*terms: m.DeadlineTerm) -> m.Deadline:
    return m.Deadline(m.DeadlineKind.BY, terms)


def every(amount: Any, unit: m.Unit, start: Any = None) -> m.Interval:
    return m.Interval(expr(amount), unit, None if start is None else expr(start))


def must(name: str, deadline: m.Deadline | None = None, **more: Any) -> m.Require:
    return m.Require(name, m.Modality.MUST, deadline, **more)


def default(name: str, deadline: m.Deadline | None = None, **more: Any) -> m.Require:
    return m.Require(name, m.Modality.MUST_BY_DEFAULT, deadline, **more)


def should(name: str, deadline: m.Deadline | None = None, **more: Any) -> m.Require:
    return m.Require(name, m.Modality.SHOULD, deadline, **more)


def may(name: str, **more: Any) -> m.Require:
    return m.Require(name, m.Modality.MAY, **more)


def before(first: str, *then: str, involving: tuple[str, ...] = (), is_assessment: bool = False) -> m.Order:
    return m.Order(first, is_assessment, then, involving)


def one_of(
    *names: str, before: str | None = None, involving: tuple[str, ...] = (), assessments: tuple[str, ...] = ()
) -> m.OneFirst:
    firsts = tuple(m.First(name, name in assessments) for name in sorted(names))
    return m.OneFirst(firsts, () if before is None else (before,), involving)


def rule(name: str, *conclusions: m.Conclusion, **more: Any) -> m.Rule:
    if "when" in more:
        more["when"] = expr(more["when"])
    if "unless" in more:
        more["unless"] = (expr(more["unless"]),)
    return m.Rule(name, conclusions, ORIGIN, **more)


_LAYER = m.Layer("test", "Prøve", "1.0", m.ALWAYS, (), ORIGIN)
_HELD = {
    m.Scale: "scales",
    m.Level: "levels",
    m.Role: "roles",
    m.Party: "parties",
    m.Input: "inputs",
    m.RecordList: "lists",
    m.Indicator: "indicators",
    m.Definition: "definitions",
    m.Action: "actions",
    m.Measure: "measures",
    m.AttentionPoint: "attention",
    m.Calendar: "calendars",
    m.Rule: "rules",
}


def ruleset(*parts: Any) -> m.Ruleset:
    """A rule set of the parts, whatever their order; a version of a rule says its key as `name@…`."""
    held: dict[str, dict[str, Any]] = {name: {} for name in (*_HELD.values(), "laws", "sources", "tables")}
    for one in parts:
        if type(one) in _HELD:
            mapping = held[_HELD[type(one)]]
            key = one.name if one.name not in mapping else f"{one.name}@{one.period.start}"
            mapping[key] = one
    ordered = {name: dict(sorted(mapping.items())) for name, mapping in held.items()}
    claims = tuple(one for one in parts if isinstance(one, m.Integrity))
    return m.Ruleset((_LAYER,), integrity=claims, demands=(), examples=(), **ordered)


# --- Cases and decisions ----------------------------------------------------------------------------------


def known(value: Any) -> Answer:
    return value if isinstance(value, Answer) else Answer(FactState.KNOWN, _value(value))


def doubted(value: Any) -> Answer:
    return Answer(FactState.DOUBTED, _value(value))


def assessed(
    value: Any, on: date | datetime | None = None, reason: str = "fordi", by: str = "rådgiver"
) -> Answer:
    state = FactState.KNOWN if reason else FactState.DOUBTED
    return Answer(state, _value(value), by=by, on=on, reason=reason)


def some(*items: Mapping[str, Any], complete: bool = True) -> RecordAnswers:
    return RecordAnswers(
        tuple({name: known(value) for name, value in one.items()} for one in items), complete
    )


def case(*departures: Departure, **answers: Any) -> Case:
    """Answers by name; records are said with `some`."""
    facts = {name: known(one) for name, one in answers.items() if not isinstance(one, RecordAnswers)}
    lists = {name: one for name, one in answers.items() if isinstance(one, RecordAnswers)}
    return Case(facts, lists, departures)


def without(held: Case, *names: str) -> Case:
    return evolve(held, facts={name: one for name, one in held.facts.items() if name not in names})


def at(text: str) -> datetime:
    """An instant said in Danish time: `2026-03-06T15:40`."""
    return from_danish(datetime.fromisoformat(text))


def decided(rules: m.Ruleset, held: Case, on: datetime | date = NOON, *, cap: int = 1024) -> Decision:
    if isinstance(on, datetime):
        return decide(rules, held, on, whole_day=False, cap=cap)
    return decide(rules, held, end_of_day(on), whole_day=True, cap=cap)
