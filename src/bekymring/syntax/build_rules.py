"""From what the parser puts together to rules, conclusions, tables and demands; one function a production."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from attrs import evolve

from bekymring.syntax import document as doc
from bekymring.syntax import mistakes
from bekymring.syntax.build_expressions import _SIGNS, Parts, _whole, number
from bekymring.syntax.lexeme import Lexeme
from bekymring.syntax.pieces import Clause, Clauses, Items, clause, find, span_of, text_of, unquoted

# --- rules ---


def rule(c: Parts) -> doc.Rule:
    known = Clauses(c)
    conclusions = known.all("so")
    if not conclusions:
        c[0].reading.add(mistakes.MISSING_THEN, c[1].span, {"name": c[1].text})
    return doc.Rule(
        name=c[1],
        conclusions=conclusions,
        per_record=known.one("for_each"),
        measured_on=known.one("measured_on"),
        when=known.one("when"),
        unless=known.all("unless"),
        against=known.all("against"),
        span=span_of(c),
        **_ground(c, known),
    )


def _ground(c: Parts, known: Clauses) -> dict[str, Any]:
    reason_ = known.one("reason")
    if reason_ is None:
        c[0].reading.add(mistakes.MISSING_REASON, c[1].span, {"name": c[1].text})
    return {
        "validity": known.one("validity"),
        "reason": reason_,
        "considerations": known.flat("considerations"),
        "citations": known.all("citation"),
        "locked": known.said("locked"),
        "exceptions_allowed": known.said("exceptions_allowed"),
    }


def measured_on(c: Parts) -> Clause:
    return clause("measured_on", c, c[1])


def unless(c: Parts) -> Clause:
    return clause("unless", c, c[1])


def against(c: Parts) -> Clause:
    return clause("against", c, c[1])


def so(c: Parts) -> Clause:
    return clause("so", c, c[1])


def considerations(c: Parts) -> Clause:
    return clause("considerations", c, c[1].values)


def locked(c: Parts) -> Clause:
    return clause("locked", c)


def exceptions_allowed(c: Parts) -> Clause:
    return clause("exceptions_allowed", c)


def rule_exception(c: Parts) -> doc.RuleException:
    known = Clauses(c)
    unless_, reason_ = known.one("unless"), known.one("reason")
    if unless_ is None:
        c[0].reading.add(mistakes.MISSING_UNLESS, c[1].span, {"name": c[1].text})
    if reason_ is None:
        c[0].reading.add(mistakes.MISSING_REASON, c[1].span, {"name": c[1].text})
    return doc.RuleException(
        c[1], c[3], unless_ or doc.YesNo(value=False), reason_, known.all("citation"), span=span_of(c)
    )


# --- conclusions ---

_K = doc.ConclusionKind
_ORDERLY = frozenset({"before", "bearer"})
_DUTY = frozenset({"deadline", "interval", "frequency", "departed_by", "bearer"})
_TAILS: dict[doc.ConclusionKind, frozenset[str]] = {
    _K.MUST: _DUTY,
    _K.MUST_BY_DEFAULT: _DUTY,
    _K.SHOULD: _DUTY,
    _K.SHOULD_NOT: frozenset({"instead"}),
    _K.MAY: _DUTY,
    _K.MUST_NOT: frozenset({"instead"}),
    _K.DECIDE_WHETHER: _DUTY | {"before"},
    _K.BEFORE: _ORDERLY,
}
_NOT_WHOLE_DAYS = frozenset({doc.Unit.HOURS, doc.Unit.WORKING_DAYS})
_FIELDS = ("deadline", "interval", "frequency", "before", "departed_by", "instead")


def must(c: Parts) -> doc.Conclusion:
    return _duty(_K.BEFORE if Clauses(c).clauses("before") else _K.MUST, c)


def must_by_default(c: Parts) -> doc.Conclusion:
    return _duty(_K.MUST_BY_DEFAULT, c)


def should(c: Parts) -> doc.Conclusion:
    return _duty(_K.SHOULD, c)


def should_not(c: Parts) -> doc.Conclusion:
    return _duty(_K.SHOULD_NOT, c)


def may(c: Parts) -> doc.Conclusion:
    return _duty(_K.MAY, c)


def must_not(c: Parts) -> doc.Conclusion:
    verb, not_happen = c[0], c[2]
    words = verb.reading.vocabulary
    if verb.text != words.forbids:
        action = words.name(c[1].name.text)
        written = f"{words.forbids} {action} {not_happen.said}"
        args = {"found": f"{verb.text} … {not_happen.said}", "written": written}
        verb.reading.add(mistakes.MUST_AND_NOT, verb.span.to(not_happen.span), args, suggestion=written)
    return _duty(_K.MUST_NOT, c)


def decide_whether(c: Parts) -> doc.Conclusion:
    return _duty(_K.DECIDE_WHETHER, c)


def may_only_when(c: Parts) -> doc.Conclusion:
    return evolve(_duty(_K.MAY_ONLY_WHEN, c), condition=c[3])


def points_to(c: Parts) -> doc.Conclusion:
    return doc.Conclusion(_K.POINTS_TO, c[1], step=c[2], span=span_of(c))


def conclude_decided_by(c: Parts) -> doc.Conclusion:
    return doc.Conclusion(_K.DECIDED_BY, c[1], role=c[3], span=span_of(c))


def attention(c: Parts) -> doc.Conclusion:
    return doc.Conclusion(_K.ATTENTION, c[1], span=span_of(c))


def _duty(kind: doc.ConclusionKind, c: Parts) -> doc.Conclusion:
    tails = Clauses(c)
    allowed = _TAILS.get(kind, frozenset())
    for tail in (one for one in c if isinstance(one, Clause) and one.kind not in allowed):
        tail.opener.reading.add(
            mistakes.TAIL_NOT_ALLOWED, tail.opener.span, {"tail": tail.opener.said, "verb": c[0].text}
        )
    bearer, personally = tails.one("bearer") or (None, False)
    found = {part: tails.one(part) for part in _FIELDS}
    first, *others = (one for one in c if isinstance(one, doc.Subject))
    if others and kind is not _K.BEFORE:
        c[0].reading.add(mistakes.ALTERNATIVES_WITHOUT_ORDER, first.span.to(others[-1].span))
    return doc.Conclusion(
        kind,
        first.name,
        first.record,
        tuple(others),
        bearer=bearer,
        personally=personally,
        span=span_of(c),
        **found,
    )


def subject(c: Parts) -> doc.Subject:
    return doc.Subject(c[0], c[2] if len(c) == 3 else None, span=span_of(c))


def deadline(c: Parts) -> Clause:
    terms = tuple(one for one in c if isinstance(one, doc.DeadlineTerm))
    match c[0].type:
        case "SPEED":
            kind = doc.DeadlineKind(c[0].key)
        case "SAME_DAY_AS":
            kind = doc.DeadlineKind.SAME_DAY
            terms = (doc.DeadlineTerm(c[1], span=c[1].span),)
        case _:
            kind = doc.DeadlineKind.BY
    return clause("deadline", c, doc.Deadline(kind, terms, span=span_of(c)))


def deadline_term(c: Parts) -> doc.DeadlineTerm:
    if len(c) == 4:
        return doc.DeadlineTerm(c[3], c[0], doc.Unit(c[1].key), first_day_counts=True, span=span_of(c))
    match c[0]:
        case doc.Shift(amount=amount, unit=unit, later=True, anchor=anchor):
            return doc.DeadlineTerm(anchor, amount, unit, span=span_of(c))
        case anchor:
            return doc.DeadlineTerm(anchor, span=span_of(c))


def interval(c: Parts) -> Clause:
    unit = next(one for one in c if isinstance(one, Lexeme) and one.type == "UNIT")
    start = find(c, Items)
    value = doc.Interval(
        _every(c[1]), doc.Unit(unit.key), start.values[0] if start else None, span=span_of(c)
    )
    return clause("interval", c, value)


def _every(lexeme: Lexeme) -> doc.Number:
    if lexeme.type == "UNIT":
        return doc.Number(Fraction(1), span=lexeme.span)
    bare = Lexeme(
        "NUMBER",
        lexeme.text.rstrip("."),
        (lexeme.start, lexeme.end, lexeme.line, lexeme.column),
        lexeme.reading,
    )
    return number([bare])


def apart(c: Parts) -> Clause:
    start = find(c, Items)
    value = doc.Interval(
        c[1], doc.Unit(c[2].key), start.values[0] if start else None, between=True, span=span_of(c)
    )
    return clause("interval", c, value)


def counted_from(c: Parts) -> Items:
    return Items((c[1],), span_of(c))


def frequency(c: Parts) -> Clause:
    return _frequency(c, doc.CalendarPeriod(c[3].key))


def frequency_counted(c: Parts) -> Clause:
    period = doc.CountedPeriod(_whole(c[3]), doc.Unit(c[4].key), span=span_of(c[3:5]))
    if period.unit in _NOT_WHOLE_DAYS or period.amount < 1:
        c[4].reading.add(mistakes.PERIOD_OF_WHOLE_DAYS, period.span, {"found": f"{c[3].text} {c[4].text}"})
    elif find(c, Items) is None:
        c[2].reading.add(mistakes.PERIOD_WITHOUT_START, span_of(c))
    return _frequency(c, period)


def _frequency(c: Parts, period: doc.CalendarPeriod | doc.CountedPeriod) -> Clause:
    if c[0].key != "at_least":
        c[0].reading.add(mistakes.AT_LEAST_ONLY, c[0].span, {"found": c[0].text})
    start = find(c, Items)
    value = doc.Frequency(_whole(c[1]), period, start.values[0] if start else None, span=span_of(c))
    return clause("frequency", c, value)


def before(c: Parts) -> Clause:
    return clause("before", c, c[1])


def before_involving(c: Parts) -> Clause:
    return clause("before", c, doc.Involving(c[2].values, span=span_of(c[1:])))


def departed_by(c: Parts) -> Clause:
    return clause("departed_by", c, c[1])


def instead(c: Parts) -> Clause:
    return clause("instead", c, c[1])


# --- tables ---


def table(c: Parts) -> doc.Table:
    known = Clauses(c)
    columns = find(c, Items).values
    rows = tuple(one for one in c if isinstance(one, doc.TableRow))
    for one in rows:
        if len(one.cells) != len(columns):
            numbers = {"found": str(len(one.cells)), "wanted": str(len(columns))}
            c[0].reading.add(mistakes.UNEVEN_ROW, one.span, numbers)
    return doc.Table(
        name=c[1],
        columns=columns,
        rows=rows,
        per_record=known.one("for_each"),
        span=span_of(c),
        **_ground(c, known),
    )


def table_head(c: Parts) -> Items:
    return Items(tuple(one.values[0] for one in c if isinstance(one, Items)), span_of(c))


def column(c: Parts) -> Items:
    return Items((c[1],), span_of(c))


def row(c: Parts) -> doc.TableRow:
    cells = tuple(one for one in c if isinstance(one, doc.Whatever | doc.CellIs))
    conclusions = tuple(one for one in c if isinstance(one, doc.Conclusion))
    return doc.TableRow(cells, conclusions, span=span_of(c))


def cell_whatever(c: Parts) -> doc.Whatever:
    return doc.Whatever(span=c[0].span)


def cell_is(c: Parts) -> doc.CellIs:
    return doc.CellIs(doc.Comparison.IS, tuple(c[:-1:2]), span=span_of(c[:-1]))


def cell_scale(c: Parts) -> doc.CellIs:
    return doc.CellIs(doc.Comparison(c[1].key), (c[0],), span=span_of(c[:-1]))


def cell_compare(c: Parts) -> doc.CellIs:
    key = c[0].key or _SIGNS[c[0].text]
    if key == "exactly":
        key = "is"
    return doc.CellIs(doc.Comparison(key), (c[1],), span=span_of(c[:-1]))


# --- demands ---


def demand(c: Parts) -> doc.Demand:
    known = Clauses(c)
    body: doc.Demand = c[3]
    waivers = tuple(one for one in c if isinstance(one, doc.Waiver))
    return evolve(
        body, label=unquoted(c[1]), waivers=waivers, unproved_because=known.one("unproved"), span=span_of(c)
    )


def _body(kind: doc.DemandKind, c: Parts, **found: Any) -> doc.Demand:
    return doc.Demand("", kind, span=span_of(c), **found)


def always_holds(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.ALWAYS, c, when=c[1], claims=(c[3],))


def always_so(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.ALWAYS, c, when=c[1], claims=Clauses(c).all("so"))


def never_betters(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.NEVER_BETTERS, c, subjects=(c[1],), outcomes=c[3].values)


def no_influence(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.NO_INFLUENCE, c, subjects=c[0].values, outcomes=c[2].values)


def no_influence_on_any_level(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.NO_INFLUENCE, c, subjects=c[0].values, any_level=True)


def never_both(c: Parts) -> doc.Demand:
    return _body(doc.DemandKind.NEVER_BOTH, c, outcomes=(c[1], c[3]))


def never_together(c: Parts) -> doc.Demand:
    return _of(doc.DemandKind.NEVER_BOTH, c)


def always_one_of(c: Parts) -> doc.Demand:
    return _of(doc.DemandKind(c[0].key), c)


def _of(kind: doc.DemandKind, c: Parts) -> doc.Demand:
    claims = c[2].values
    if all(isinstance(one, doc.NameRef) for one in claims):
        return _body(kind, c, outcomes=tuple(one.name for one in claims))
    return _body(kind, c, claims=claims)


def waiver(c: Parts) -> doc.Waiver:
    return doc.Waiver(c[1], unquoted(c[3]), span=span_of(c))


def unproved(c: Parts) -> Clause:
    return clause("unproved", c, text_of(c))
