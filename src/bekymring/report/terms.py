"""Deadlines, intervals and frequencies as a rule states them, in a reader's words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bekymring.model.ruleset import Const, Deadline, DeadlineKind, DeadlineTerm, Expr, Interval, Require, Unit
from bekymring.report.say import OR, Both, listed
from bekymring.report.times import amount, every
from bekymring.report.words import Wording

_BY = Both("senest {when}", "no later than {when}")
_EARLIEST = Both("senest på det tidligste af: {when}", "no later than the earliest of: {when}")
_SAME_DAY = Both("samme dag som {when}", "on the same day as {when}")
_SOON = Both("snarest muligt", "as soon as possible")
_AT_ONCE = Both("straks", "at once")
_AFTER = Both("{length} efter {anchor}", "{length} after {anchor}")
_COUNTED_FROM = Both("{length} regnet fra og med {anchor}", "{length} counted from and including {anchor}")
_INTERVAL = Both("med højst {length} mellem gangene", "at most {length} apart")
_INTERVAL_FROM = Both(
    "med højst {length} mellem gangene, første gang regnet fra {anchor}",
    "at most {length} apart, first counted from {anchor}",
)
_OFTEN = Both("mindst {n} gange i {every}", "at least {n} times in {every}")
_ONCE = Both("mindst 1 gang i {every}", "at least once in {every}")
_FIRST_FROM = Both("{said}, første gang regnet fra {anchor}", "{said}, first counted from {anchor}")
_DEPARTED = Both("kan fraviges af {who}", "{who} may depart from it")
_SEVERAL = Fraction(2)


def tails(one: Require, wording: Wording) -> str:
    """What a duty says of when and how often, and who may depart from it; empty where it says nothing."""
    return "; ".join(_tails(one, wording))


def _tails(one: Require, wording: Wording) -> Iterator[str]:
    lang = wording.lang
    if one.deadline is not None:
        yield deadline_text(one.deadline, wording)
    if one.interval is not None:
        yield _interval(one.interval, wording)
    if one.frequency is not None:
        word = _ONCE if one.frequency.times == 1 else _OFTEN
        said = word.say(lang, n=one.frequency.times, every=every(one.frequency.period, lang))
        yield said if one.frequency_start is None else _counted_from(said, one.frequency_start, wording)
    if one.departed_by is not None:
        yield _DEPARTED.say(lang, who=wording.names.role(one.departed_by))


def deadline_text(deadline: Deadline, wording: Wording) -> str:
    """`senest 24 timer efter modtagelse af samme underretning`."""
    terms = [_term(one, wording) for one in deadline.terms]
    when = listed(terms, wording.lang, last=OR)
    words = {
        DeadlineKind.BY: _BY if len(terms) == 1 else _EARLIEST,
        DeadlineKind.SAME_DAY: _SAME_DAY,
        DeadlineKind.AS_SOON_AS_POSSIBLE: _SOON,
        DeadlineKind.AT_ONCE: _AT_ONCE,
    }
    return words[deadline.kind].say(wording.lang, when=when)


def _term(one: DeadlineTerm, wording: Wording) -> str:
    anchor = wording.term(one.anchor)
    if one.amount is None or one.unit is None:
        return anchor
    word = _COUNTED_FROM if one.first_day_counts else _AFTER
    return word.say(wording.lang, length=_length(one.amount, one.unit, wording), anchor=anchor)


def _interval(one: Interval, wording: Wording) -> str:
    length = _length(one.amount, one.unit, wording)
    if one.start is None:
        return _INTERVAL.say(wording.lang, length=length)
    return _INTERVAL_FROM.say(wording.lang, length=length, anchor=wording.term(one.start))


def _counted_from(said: str, start: Expr, wording: Wording) -> str:
    return _FIRST_FROM.say(wording.lang, said=said, anchor=wording.term(start))


def _length(value: Expr, unit: Unit, wording: Wording) -> str:
    if isinstance(value, Const) and isinstance(value.value, Fraction):
        return amount(value.value, unit, wording.lang)
    return f"{wording.term(value)} {amount(_SEVERAL, unit, wording.lang).partition(' ')[2]}"
