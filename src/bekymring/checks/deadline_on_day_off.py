"""A deadline in working days that falls on a day that is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bekymring.calendar_dk import format_date
from bekymring.checks.check import Context
from bekymring.checks.deadlines import base_name, own_deadlines, written
from bekymring.checks.proof import FoundBy, ProofCheck, Told
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Unit
from bekymring.prove.dates import FIRST_START
from bekymring.prove.prover import NotDecided, Proved, Reason, Refuted
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK413",
    "deadline-on-day-off",
    Severity.WARNING,
    Words(
        "Fristen i reglen »{name}« er i hverdage, men falder den {end}, som ikke er en hverdag, når den regnes fra {start}.",
        "Skriv mindst 1 hverdag, eller »samme dag«, hvis det er det, der menes.",
    ),
    Words(
        'The deadline in the rule "{name}" is in working days, but falls on {end_en}, which is none, when counted from {start_en}.',
        'Write at least 1 working day, or "the same day" if that is what is meant.',
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question each distinct deadline in working days."""
    for one in own_deadlines(context):
        if one.term.unit is Unit.WORKING_DAYS:
            yield Question(Kind.DEADLINE_DAY, one.about, at=one.at)


def told(context: Context, question: Question) -> Told:
    """Counts from every day."""
    dates, one = context.dates, written(context.ruleset, question)
    if not context.ruleset.calendars:
        return Told(NotDecided(_NO_CALENDAR))
    countings = dates.countings(one.term, one.deadline.kind)
    if countings is None:
        at = getattr(one.term.amount, "span", one.at)
        return Told(NotDecided(Reason(_MANY[0], _MANY[1], at)))
    for counting in countings:
        start = dates.day_off(counting)
        if start is not None:
            end = date.fromordinal(dates.ends(counting)[(start - FIRST_START).days])
            danish = {"start": format_date(start), "end": format_date(end)}
            english = {"start_en": format_date(start, lang="en"), "end_en": format_date(end, lang="en")}
            return Told(Refuted(None), {**danish, **english})
    return Told(Proved())


_MANY = (
    "længden af fristen er ikke et tal med få muligheder",
    "the length of the deadline is not a number with few possibilities",
)
_NO_CALENDAR = Reason(
    "ingen kalender siger, om lørdag er en hverdag",
    "no calendar says whether Saturday is a working day",
)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The rule."""
    del context
    return {"name": base_name(question.about[0])}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The rule."""
    name = args(context, question)["name"]
    return (
        f"Om fristen i reglen »{name}« altid ender på en hverdag",
        f'Whether the deadline in the rule "{name}" always ends on a working day',
    )


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, told=told)
