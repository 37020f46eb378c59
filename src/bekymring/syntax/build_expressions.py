"""From what the parser puts together to names, literals and expressions of the document; one function a production."""

from __future__ import annotations

from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from bekymring.source import Span
from bekymring.syntax import document as doc
from bekymring.syntax import mistakes
from bekymring.syntax.lexeme import Lexeme
from bekymring.syntax.pieces import Items, find, reading_of, span_of, text_of, unquoted

Parts = list[Any]

_SIGNS = {">=": "at_least", "<=": "at_most", ">": "over", "<": "under"}
_MAX_OPERANDS = 1000
_MAX_DIGITS, _MAX_DECIMALS = 12, 6
_YEARS = range(1900, 2200)


# --- names and small parts ---


def name(c: Parts) -> doc.Name:
    return doc.Name(c[0].text.strip("»« \t"), span=c[0].span)


step_name = name


def names(c: Parts) -> Items:
    return _listed(c, c[::2])


def labelled(c: Parts) -> doc.Labelled:
    return doc.Labelled(c[0], text_of(c), span=span_of(c))


def labelled_list(c: Parts) -> Items:
    return _listed(c, c[::2])


def texts(c: Parts) -> Items:
    return _listed(c, [unquoted(one) for one in c[::2]])


def exprs(c: Parts) -> Items:
    return _listed(c, c[::2])


def _listed(c: Parts, values: Parts) -> Items:
    if len(values) > _MAX_OPERANDS:
        reading_of(c).add(mistakes.TOO_MANY_OPERANDS, span_of(c), {"limit": str(_MAX_OPERANDS)})
    return Items(tuple(values), span_of(c))


# --- literals ---


def number(c: Parts) -> doc.Number:
    lexeme: Lexeme = c[-1]
    value = _fraction(lexeme)
    return doc.Number(-value if len(c) == 2 else value, lexeme.type == "PERCENT", span=span_of(c))


def _fraction(lexeme: Lexeme) -> Fraction:
    whole, _, decimals = lexeme.text.rstrip("% \t").partition(",")
    if len(whole.lstrip("0")) > _MAX_DIGITS or len(decimals) > _MAX_DECIMALS:
        lexeme.reading.add(mistakes.NUMBER_TOO_LARGE, lexeme.span)
        return Fraction(0)
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def _whole(lexeme: Lexeme) -> int:
    value = _fraction(lexeme)
    if value.denominator != 1:
        lexeme.reading.add(mistakes.WHOLE_NUMBER, lexeme.span, {"found": lexeme.text})
    return int(value)


def yes_no(c: Parts) -> doc.YesNo:
    return doc.YesNo(c[0].type == "YES", span=c[0].span)


def day(c: Parts) -> doc.DateLiteral:
    return doc.DateLiteral(_date(c[0]), span=c[0].span)


def instant(c: Parts) -> doc.InstantLiteral:
    return doc.InstantLiteral(_moment(c[0]), span=c[0].span)


def moment_of_assessment(c: Parts) -> doc.MomentLiteral:
    return doc.MomentLiteral(span=c[0].span)


def _date(lexeme: Lexeme) -> date:
    day_, month_, year_ = lexeme.text.split()[:3]
    month = lexeme.reading.vocabulary.months.get(month_.lower())
    if month is None:
        months = ", ".join(lexeme.reading.vocabulary.month_names)
        lexeme.reading.add(mistakes.UNKNOWN_MONTH, lexeme.span, {"found": month_, "months": months})
        return date(2000, 1, 1)
    if int(year_) not in _YEARS:
        lexeme.reading.add(mistakes.DATE_OUT_OF_RANGE, lexeme.span, {"found": year_})
        return date(2000, 1, 1)
    try:
        return date(int(year_), month, int(day_.rstrip(".")))
    except ValueError:
        lexeme.reading.add(mistakes.IMPOSSIBLE_DATE, lexeme.span, {"found": lexeme.text})
        return date(2000, 1, 1)


def _moment(lexeme: Lexeme) -> datetime:
    on = _date(lexeme)
    hour, minute = lexeme.text.replace(":", ".").split()[-1].rpartition("kl.")[2].split(".")[-2:]
    hour = hour.removeprefix("at")
    if int(hour) > 23 or int(minute) > 59:
        lexeme.reading.add(mistakes.IMPOSSIBLE_TIME, lexeme.span, {"found": f"{hour}.{minute}"})
        return datetime.combine(on, time())
    return datetime.combine(on, time(int(hour), int(minute)))


# --- conditions ---


def and_expr(c: Parts) -> doc.And:
    return doc.And(_listed(c, c[::2]).values, span=span_of(c))


def or_expr(c: Parts) -> doc.Or:
    return doc.Or(_listed(c, c[::2]).values, span=span_of(c))


def negation(c: Parts) -> doc.Not:
    return doc.Not(c[1], span=span_of(c))


def compare(c: Parts) -> doc.Compare:
    key = c[1].key or _SIGNS[c[1].text]
    return doc.Compare(c[0], doc.Comparison(key), c[2], span=span_of(c))


def compare_is(c: Parts) -> doc.Compare:
    return doc.Compare(c[0], doc.Comparison.IS, c[2], span=span_of(c))


def compare_is_not(c: Parts) -> doc.Compare:
    return doc.Compare(c[0], doc.Comparison.IS_NOT, c[2], span=span_of(c))


def compare_scale(c: Parts) -> doc.Compare:
    return doc.Compare(c[0], doc.Comparison(c[3].key), c[2], span=span_of(c))


def between(c: Parts) -> doc.Between:
    return doc.Between(c[0], c[2], c[4], span=span_of(c))


def one_of(c: Parts) -> doc.OneOf:
    return doc.OneOf(c[0], c[3].values, span=span_of(c))


def contains(c: Parts) -> doc.Contains:
    return doc.Contains(c[0], (c[2],), span=span_of(c))


def contains_of(c: Parts) -> doc.Contains:
    return doc.Contains(c[0], c[6].values, doc.Quantity(c[2].key), _whole(c[3]), span=span_of(c))


def known(c: Parts) -> doc.Known:
    return doc.Known(c[0], c[1].key == "yes", span=span_of(c))


def share_side(c: Parts) -> Lexeme:
    lexeme: Lexeme = c[0]
    return lexeme


def share_of(c: Parts) -> doc.ShareOf:
    side: Lexeme = c[2]
    if side.key not in {"at_least", "at_most", "over", "under"}:
        side.reading.add(mistakes.SHARE_SIDE, side.span, {"found": side.text})
        return doc.ShareOf(c[0], doc.Comparison.AT_LEAST, c[3], c[5], span=span_of(c))
    return doc.ShareOf(c[0], doc.Comparison(side.key), c[3], c[5], span=span_of(c))


def in_rolling(c: Parts) -> doc.InWindow:
    return doc.InWindow(c[0], _rolling(c[2:], span_of(c[1:])), span=span_of(c))


def in_calendar(c: Parts) -> doc.InWindow:
    window = doc.CalendarWindow(
        doc.CalendarPeriod(c[2].key), c[1].type == "IS_IN_PREVIOUS", span=span_of(c[1:])
    )
    return doc.InWindow(c[0], window, span=span_of(c))


def rolling_window(c: Parts) -> doc.RollingWindow:
    return _rolling(c[1:], span_of(c))


def calendar_window(c: Parts) -> doc.CalendarWindow:
    return doc.CalendarWindow(doc.CalendarPeriod(c[1].key), c[0].type == "IN_PREVIOUS", span=span_of(c))


def _rolling(c: Parts, span: Span) -> doc.RollingWindow:
    return doc.RollingWindow(_whole(c[0]) if len(c) == 2 else 1, doc.Unit(c[-1].key), span=span)


def action_is(c: Parts) -> doc.Expr:
    state = doc.ActionState(c[1].key)
    match c[0]:
        case doc.NameRef(name=action):
            return doc.ActionIs(action, state, span=span_of(c))
        case doc.FieldOf(field_name=action, record=record):
            return doc.ActionIs(action, state, record, span=span_of(c))
        case _:
            c[1].reading.add(mistakes.NOT_AN_ACTION, c[0].span, {"state": c[1].said})
            return doc.YesNo(value=False, span=span_of(c))


def k_of(c: Parts) -> doc.KOf:
    return doc.KOf(doc.Quantity(c[0].key), _whole(c[1]), c[4].values, span=span_of(c))


def all_of(c: Parts) -> doc.AllOf:
    return doc.AllOf(c[2].values, span=span_of(c))


def none_of(c: Parts) -> doc.NoneOf:
    return doc.NoneOf(c[2].values, span=span_of(c))


def there_are(c: Parts) -> doc.ThereAre:
    return doc.ThereAre(doc.Quantity(c[1].key), _whole(c[2]), c[3], span=span_of(c))


def there_are_none(c: Parts) -> doc.ThereAre:
    return doc.ThereAre(doc.Quantity.AT_MOST, 0, c[1], span=span_of(c))


def all_records(c: Parts) -> doc.AllRecords:
    return doc.AllRecords(c[1], c[4], span=span_of(c))


def child_age(c: Parts) -> doc.ChildAge:
    if c[2].key != "years":
        c[2].reading.add(mistakes.AGE_IN_YEARS, c[2].span, {"found": c[2].text})
    return doc.ChildAge(_whole(c[1]), c[0].key == "reached", c[4] if len(c) == 5 else None, span=span_of(c))


# --- values ---


def sum_chain(c: Parts) -> doc.Add:
    signs = [True, *(sign.type == "PLUS" for sign in c[1::2])]
    return doc.Add(tuple(zip(signs, _listed(c, c[::2]).values, strict=True)), span=span_of(c))


def product(c: Parts) -> doc.Multiply:
    return doc.Multiply(c[0], c[2], span=span_of(c))


def name_ref(c: Parts) -> doc.NameRef:
    return doc.NameRef(c[0], span=c[0].span)


def bracketed(c: Parts) -> doc.Expr:
    expr: doc.Expr = c[1]
    return expr


def field_of(c: Parts) -> doc.FieldOf:
    return doc.FieldOf(c[0], c[2], span=span_of(c))


def field_over(c: Parts) -> doc.FieldOver:
    return doc.FieldOver(doc.Aggregate(c[0].key), c[1], c[3], span=span_of(c))


def count_of_kind(c: Parts) -> doc.CountOfKind:
    return doc.CountOfKind(doc.IndicatorKind(c[0].key), span=c[0].span)


def count_of(c: Parts) -> doc.CountOf:
    return doc.CountOf(c[2].values, span=span_of(c))


def number_of_records(c: Parts) -> doc.NumberOfRecords:
    return doc.NumberOfRecords(c[1], span=span_of(c))


def difference(c: Parts) -> doc.Difference:
    return doc.Difference(doc.Unit(c[0].key), c[1], c[3], span=span_of(c))


def amount(c: Parts) -> doc.Expr:
    match c[0]:
        case doc.Name() as parameter:
            return doc.NameRef(parameter, span=parameter.span)
        case lexeme:
            return number([lexeme])


def shift(c: Parts) -> doc.Shift:
    return doc.Shift(c[0], doc.Unit(c[1].key), c[2].key == "later", c[3], span=span_of(c))


def own_assessment(c: Parts) -> doc.OwnAssessment:
    return doc.OwnAssessment(c[1], span=span_of(c))


# --- records ---


def records(c: Parts) -> doc.Records:
    where_ = find(c, Items)
    window = find(c, doc.RollingWindow) or find(c, doc.CalendarWindow)
    return doc.Records(c[0], where_.values[0] if where_ else None, window, span=span_of(c))


def where(c: Parts) -> Items:
    return Items((c[2],), span_of(c))


def this_record(c: Parts) -> doc.RecordRef:
    return doc.RecordRef(doc.Pick.THIS, doc.Records(c[1], span=c[1].span), span=span_of(c))


def picked_record(c: Parts) -> doc.RecordRef:
    return doc.RecordRef(doc.Pick(c[0].key), c[1], span=span_of(c))
