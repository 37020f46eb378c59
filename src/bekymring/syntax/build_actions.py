"""From what the parser puts together to actions, measures, attention points and calendars; one function a production."""

from __future__ import annotations

from bekymring.syntax import document as doc
from bekymring.syntax import mistakes
from bekymring.syntax.build_expressions import Parts
from bekymring.syntax.lexeme import Lexeme
from bekymring.syntax.pieces import Clause, Clauses, Items, clause, has, span_of, unquoted

# --- actions, measures, attention, calendars ---


def action(c: Parts) -> doc.Action:
    return doc.Action(c[1], unquoted(c[2]), Clauses(c).one("for_each"), _action_traits(c), span=span_of(c))


def measure(c: Parts) -> doc.Measure:
    target = Clauses(c).one("target_group")
    return doc.Measure(c[1], unquoted(c[2]), c[4], c[5], target, _action_traits(c), span=span_of(c))


def _action_traits(c: Parts) -> doc.ActionTraits:
    known = Clauses(
        one for one in c if isinstance(one, Clause) and one.kind not in {"for_each", "target_group"}
    )
    where = known.span()
    if where is None:
        return doc.ActionTraits(span=c[1].span)
    bearer_, personally = known.one("bearer") or (None, False)
    return doc.ActionTraits(
        bearer=bearer_,
        personally=personally,
        involves=known.flat("involves"),
        is_offer=known.said("offer"),
        is_decision=known.said("decision"),
        is_intervention=known.said("intervention"),
        finds_out=known.said("finds_out"),
        done=known.one("done"),
        decided_by=known.one("decided_by"),
        only_after=known.one("only_after") or (),
        limits=known.all("limit"),
        citations=known.all("citation"),
        span=where,
    )


def target_group(c: Parts) -> Clause:
    return clause("target_group", c, c[1])


def bearer(c: Parts) -> Clause:
    return clause("bearer", c, (c[1], has(c, "PERSONALLY")))


def involves(c: Parts) -> Clause:
    return clause("involves", c, c[1].values)


def action_nature(c: Parts) -> Clause:
    return clause(c[0].key, c)


def done(c: Parts) -> Clause:
    return clause("done", c, doc.Done(c[1], c[3] if len(c) == 4 else None, span=span_of(c)))


def limit(c: Parts) -> Clause:
    return clause("limit", c, unquoted(c[1]))


def attention_point(c: Parts) -> doc.AttentionPoint:
    return doc.AttentionPoint(c[1], unquoted(c[2]), span=span_of(c))


def calendar(c: Parts) -> doc.Calendar:
    return doc.Calendar(
        name=c[1],
        title=unquoted(c[2]),
        weekdays=tuple(
            sorted({one.values[0] for one in c if isinstance(one, Items) and len(one.values) == 1})
        ),
        days=tuple(sorted({one.values for one in c if isinstance(one, Items) and len(one.values) == 2})),
        citations=Clauses(c).all("citation"),
        span=span_of(c),
    )


def weekday(c: Parts) -> Items:
    lexeme: Lexeme = c[0]
    number = lexeme.reading.vocabulary.weekdays.get(lexeme.text.lower())
    if number is None:
        known = ", ".join(lexeme.reading.vocabulary.weekday_names)
        lexeme.reading.add(mistakes.UNKNOWN_WEEKDAY, lexeme.span, {"found": lexeme.text, "weekdays": known})
    return Items((number or 0,), lexeme.span)


_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_day(c: Parts) -> Items:
    lexeme: Lexeme = c[1]
    month = lexeme.reading.vocabulary.months.get(lexeme.text.lower())
    if month is None:
        known = ", ".join(lexeme.reading.vocabulary.month_names)
        lexeme.reading.add(mistakes.UNKNOWN_MONTH, lexeme.span, {"found": lexeme.text, "months": known})
        return Items((1, 1), span_of(c))
    digits = c[0].text.rstrip(".")
    if not digits.isdigit() or len(digits) > 2 or not 1 <= int(digits) <= _LONGEST[month - 1]:
        lexeme.reading.add(mistakes.IMPOSSIBLE_DATE, span_of(c), {"found": f"{c[0].text} {lexeme.text}"})
        return Items((1, 1), span_of(c))
    return Items((month, int(digits)), span_of(c))
