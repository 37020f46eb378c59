"""From what the parser puts together to examples: what is given and what is expected; one function a production."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bekymring.syntax import document as doc
from bekymring.syntax.build_expressions import Parts, _date, _moment, _whole
from bekymring.syntax.lexeme import Lexeme
from bekymring.syntax.pieces import Clause, Clauses, Items, clause, find, has, span_of, text_of, unquoted

_GIVEN = (doc.GivenFact, doc.GivenRecord, doc.GivenNoRecords, doc.GivenIncomplete, doc.GivenDeparture)
_EXPECTED = (
    doc.ExpectAction,
    doc.ExpectLevel,
    doc.ExpectMissing,
    doc.ExpectAttention,
    doc.ExpectConflict,
    doc.ExpectMeasure,
    doc.ExpectDecidedBy,
    doc.ExpectIntegrity,
    doc.ExpectRule,
)


def example(c: Parts) -> doc.Example:
    return doc.Example(
        label=unquoted(c[1]),
        given=tuple(one for one in c if isinstance(one, _GIVEN)),
        moment=find(c, doc.DateLiteral) or find(c, doc.InstantLiteral),
        expectations=tuple(one for one in c if isinstance(one, _EXPECTED)),
        span=span_of(c),
    )


# --- what is given ---


def given_fact(c: Parts) -> doc.GivenFact:
    name, number, list_ = c[0].values
    through, source = _through(c[3:])
    return doc.GivenFact(
        name, _given(c[2], source), number=number, list_=list_, through=through, span=span_of(c)
    )


def _through(source: Parts) -> tuple[date | None, Parts]:
    """The last day that an answer is for, and what else stands behind it."""
    found = Clauses(source).one("through") if source else None
    return found, [one for one in source if not (isinstance(one, Clause) and one.kind == "through")]


def given_own(c: Parts) -> doc.GivenFact:
    return doc.GivenFact(c[1], _given(c[3], c[4:]), own_assessment=True, span=span_of(c))


def _given(value: Any, source: Parts) -> doc.Given:
    if not source:
        return value  # type: ignore[no-any-return]
    known = Clauses(source)
    span = value.span.to(source[-1].span)
    return doc.GivenAssessment(value, known.one("by"), known.one("on"), known.one("reason"), span=span)


def given_set(c: Parts) -> doc.Given:
    certain: tuple[doc.Name, ...] = c[0].values
    possible: tuple[doc.Name, ...] = c[2].values if len(c) == 3 else ()
    if len(certain) == 1 and not possible:
        return doc.NameRef(certain[0], span=certain[0].span)
    return doc.GivenSet(certain, possible, span=span_of(c))


def given_state(c: Parts) -> doc.GivenFact:
    name, number, list_ = c[0].values
    return doc.GivenFact(name, _state(c[1]), number=number, list_=list_, span=span_of(c))


def _state(lexeme: Lexeme) -> doc.Given:
    match lexeme.key:
        case "unknown":
            return doc.GivenUnknown(span=lexeme.span)
        case "not_relevant":
            return doc.GivenNotRelevant(span=lexeme.span)
        case "not_happened":
            return doc.GivenNotHappened(span=lexeme.span)
        case _:
            return doc.GivenSet((), span=lexeme.span)


def given_perhaps(c: Parts) -> doc.GivenFact:
    name, number, list_ = c[0].values
    doubt = doc.GivenDoubt(_value(c[2]), span=span_of(c[1:3]))
    through, _ = _through(c[3:])
    return doc.GivenFact(name, doubt, number=number, list_=list_, through=through, span=span_of(c))


def _value(part: Any) -> doc.Expr:
    return doc.NameRef(part, span=part.span) if isinstance(part, doc.Name) else part


def given_record(c: Parts) -> doc.GivenRecord:
    values = tuple(one.values for one in c if isinstance(one, Items))
    return doc.GivenRecord(c[0], _whole(c[1]), values, span=span_of(c))


def pair(c: Parts) -> Items:
    match c[1]:
        case Lexeme(type="LPAR"):
            value = _as_set(c[2])
        case Lexeme(type="PAIR_STATE"):
            value = _state(c[1])
        case Lexeme():
            value = doc.GivenDoubt(_value(c[2]), span=span_of(c[1:]))
        case part:
            value = _value(part)
    return Items((c[0], value), span_of(c))


def _as_set(given: doc.Given) -> doc.Given:
    return doc.GivenSet((given.name,), span=given.span) if isinstance(given, doc.NameRef) else given


def given_no_records(c: Parts) -> doc.GivenNoRecords:
    return doc.GivenNoRecords(c[1], span=span_of(c))


def given_incomplete(c: Parts) -> doc.GivenIncomplete:
    return doc.GivenIncomplete(c[0], span=span_of(c))


def given_departure(c: Parts) -> doc.GivenDeparture:
    known = Clauses(c)
    list_, number = (c[3], _whole(c[4])) if has(c, "OF") else (None, None)
    return doc.GivenDeparture(c[1], number, known.one("by"), known.one("reason"), list_, span=span_of(c))


def given_through(c: Parts) -> Clause:
    return clause("through", c, _date(c[1]))


def given_by(c: Parts) -> Clause:
    return clause("by", c, c[1])


def given_on(c: Parts) -> Clause:
    on: date | datetime = _date(c[1]) if c[1].type == "DATE" else _moment(c[1])
    return clause("on", c, on)


# --- what is expected ---


def outcome_ref(c: Parts) -> Items:
    return Items((c[0], _whole(c[3]), c[2]) if len(c) == 4 else (c[0], None, None), span_of(c))


def expect_action(c: Parts) -> doc.ExpectAction:
    action, number, list_ = c[0].values
    by = find(c, doc.DateLiteral) or find(c, doc.InstantLiteral)
    state = doc.ExpectedState(c[1].key)
    return doc.ExpectAction(action, state, number, _certainty(c), by, list_, span=span_of(c))


def expect_decide(c: Parts) -> doc.ExpectAction:
    action, number, list_ = c[1].values
    state = doc.ExpectedState.DECIDE_WHETHER
    return doc.ExpectAction(action, state, number, _certainty(c), list_=list_, span=span_of(c))


def _certainty(c: Parts) -> doc.ExpectedCertainty:
    return next(
        (doc.ExpectedCertainty(one.key) for one in c if isinstance(one, Lexeme) and one.type == "CERTAINTY"),
        doc.ExpectedCertainty.HOLDS,
    )


def expect_level(c: Parts) -> doc.ExpectLevel:
    level, number, list_ = c[0].values
    possible = tuple(one for one in c[1:] if isinstance(one, doc.Name))
    not_assessed = has(c, "IS_NOT_ASSESSED")
    return doc.ExpectLevel(level, possible, not_assessed and bool(possible), number, list_, span=span_of(c))


def expect_missing(c: Parts) -> doc.ExpectMissing:
    facts = c[1].values if len(c) == 2 else ()
    return doc.ExpectMissing(facts, exactly=c[0].type != "MISSING", span=span_of(c))


def expect_attention(c: Parts) -> doc.ExpectAttention:
    return doc.ExpectAttention(c[1], span=span_of(c))


def expect_conflict(c: Parts) -> doc.ExpectConflict:
    return doc.ExpectConflict(c[1], span=span_of(c))


def expect_measure(c: Parts) -> doc.ExpectMeasure:
    return doc.ExpectMeasure(c[1], c[2].key, span=span_of(c))


def expect_decided_by(c: Parts) -> doc.ExpectDecidedBy:
    return doc.ExpectDecidedBy(c[0], c[2], span=span_of(c))


def expect_integrity(c: Parts) -> doc.ExpectIntegrity:
    return doc.ExpectIntegrity(text_of(c) or "", span=span_of(c))


_HOLDS = {"HOLDS": "yes", "HOLDS_PERHAPS": "perhaps", "HOLDS_NOT": "no"}


def expect_rule(c: Parts) -> doc.ExpectRule:
    return doc.ExpectRule(c[1], _HOLDS[c[2].type], span=span_of(c))
