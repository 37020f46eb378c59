"""When something is due: the parts of a deadline in words, seen from the moment of assessment."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.decision import DeadlineOutcome, Obligation, OpenDuration, PeriodOutcome
from bekymring.model.ruleset import Frequency
from bekymring.report.paths import place_of
from bekymring.report.say import OR, Both, listed
from bekymring.report.times import amount, day, due, every, open_for, remaining
from bekymring.report.view import View

_NO_DEADLINE = Both("ingen frist i reglerne", "no deadline in the rules")
_SOON = Both("snarest muligt (ingen fast frist)", "as soon as possible (no fixed deadline)")
_AT_ONCE = Both("straks", "at once")
_PERHAPS = Both("måske allerede {when}; svar mangler", "perhaps already {when}; answers are missing")
_TWO_READINGS = Both(
    "{later}, hvis lørdag og lignende dage ikke regnes som hverdage; den tidligste er valgt",
    "{later} if Saturdays and the like are no working days; the earlier one is taken",
)
_EARLIER = Both("måske tidligere: {part}", "perhaps earlier: {part}")
_ON_ANSWERS = Both("fristen afhænger af svar", "the deadline depends on answers")
_AFTER = Both(
    "{length} efter »{anchor}«, der ikke er oplyst", "{length} after »{anchor}«, which is not known"
)
_AT = Both(
    "regnet fra »{anchor}«; dagen eller tidsrummet er ikke oplyst",
    "counted from »{anchor}«; the day or the length of time is not known",
)
_LAST_TIME = Both(
    "regnet fra sidste gang; hvornår det var, er ikke oplyst",
    "counted from the last time, which is not known",
)
_AFTER_LAST_TIME = Both(
    "{length} efter sidste gang; hvornår det var, er ikke oplyst",
    "{length} after the last time, which is not known",
)
_LACKING = Both(
    "måske med en frist: det afhænger af {those}, som sagen måske mangler",
    "perhaps with a deadline: it depends on {those} that the case may lack",
)
_TIMES = Both("mindst {n} gange i {every}", "at least {n} times in {every}")
_ONCE = Both("mindst 1 gang i {every}", "at least once in {every}")
_IN_PERIOD = Both("{so_far} i den periode, der slutter {day}", "{so_far} in the period that ends {day}")
_NOT_YET = Both("endnu ikke udført", "not yet done")
_DONE_ONCE = Both("udført 1 gang", "done once")
_DONE_TIMES = Both("udført {n} gange", "done {n} times")
_AT_LEAST_ONCE = Both("udført mindst 1 gang", "done at least once")
_AT_LEAST_TIMES = Both("udført mindst {n} gange", "done at least {n} times")
_BETWEEN = Both("udført mellem {n} og {most} gange", "done between {n} and {most} times")
_HOW_OFTEN_UNKNOWN = Both(
    "det er ikke oplyst, hvor mange gange det er udført", "it is not known how often it was done"
)


def deadline_parts(obligation: Obligation, view: View) -> Iterator[str]:
    """When something is due: each part of the answer."""
    parts = list(_deadline(obligation.deadline, view)) if obligation.deadline is not None else []
    for one in obligation.frequencies:
        word = _ONCE if one.times == 1 else _TIMES
        parts.append(view.say(word, n=one.times, every=every(one.period, view.lang)))
        parts.extend(_in_period(held, view) for held in obligation.periods if _runs(one, held))
    yield from parts or [view.say(_NO_DEADLINE)]


def deadline_in_brief(obligation: Obligation, view: View) -> str:
    """When something is due that only may be asked for: of what starts it and is not known, only that there is some."""
    if obligation.deadline is None:
        return ""
    parts = list(_certain(obligation.deadline, view))
    if parts and obligation.deadline.durations:
        parts.append(view.say(_ON_ANSWERS))
    return "; ".join(parts)


def _runs(one: Frequency, held: PeriodOutcome) -> bool:
    return held.frequency == one and held.ends is not None


def _in_period(held: PeriodOutcome, view: View) -> str:
    """`udført 1 gang i den periode, der slutter torsdag 14. januar 2027`."""
    assert held.ends is not None
    return view.say(_IN_PERIOD, so_far=_so_far(held, view), day=day(held.ends, view.lang))


def _so_far(held: PeriodOutcome, view: View) -> str:
    n = held.least
    if held.most == 0:
        return view.say(_NOT_YET)
    if held.most == n:
        return view.say(_DONE_ONCE if n == 1 else _DONE_TIMES, n=n)
    if held.most is not None:
        return view.say(_BETWEEN, n=n, most=held.most)
    word = _HOW_OFTEN_UNKNOWN if n == 0 else _AT_LEAST_ONCE if n == 1 else _AT_LEAST_TIMES
    return view.say(word, n=n)


def _deadline(deadline: DeadlineOutcome, view: View) -> Iterator[str]:
    yield from _certain(deadline, view)
    for one in deadline.durations:
        if not _is_lacking(one):
            part = _open_duration(one, view)
            yield part if deadline.no_later_than is None else view.say(_EARLIER, part=part)
    lacking = dict.fromkeys(place_of(one.anchor).name for one in deadline.durations if _is_lacking(one))
    if lacking:
        yield view.say(
            _LACKING, those=listed([view.facts.plural(one) for one in lacking], view.lang, last=OR)
        )


def _is_lacking(one: OpenDuration) -> bool:
    """Whether it is counted from a record that the case may lack."""
    return place_of(one.anchor).number == 0


def _certain(deadline: DeadlineOutcome, view: View) -> Iterator[str]:
    """All that is known of a deadline."""
    now, lang = view.decision.moment, view.lang
    last = deadline.no_later_than
    if last is not None:
        yield f"{due(last, now, lang)} ({remaining(last, now, lang)})"
    if deadline.two_readings is not None:
        yield _readings(deadline, view)
    if deadline.at_once:
        yield view.say(_AT_ONCE)
    if deadline.as_soon_as_possible:
        yield view.say(_SOON)
    if deadline.open_since is not None:
        yield open_for(deadline.open_since, now, lang)
    if view.is_working and deadline.perhaps is not None and (last is None or deadline.perhaps < last):
        yield view.say(_PERHAPS, when=due(deadline.perhaps, now, lang))


def _readings(deadline: DeadlineOutcome, view: View) -> str:
    assert deadline.two_readings is not None
    return view.say(_TWO_READINGS, later=day(max(deadline.two_readings), view.lang))


def _open_duration(one: OpenDuration, view: View) -> str:
    last_time = one.anchor in view.names.ruleset.actions
    anchor = anchor_text(one.anchor, view)
    if one.amount is None or one.unit is None:
        return view.say(_LAST_TIME if last_time else _AT, anchor=anchor)
    length = amount(one.amount, one.unit, view.lang)
    return view.say(_AFTER_LAST_TIME if last_time else _AFTER, length=length, anchor=anchor)


def anchor_text(path: str, view: View) -> str:
    """What starts a deadline: a question where the path names one."""
    declared = view.names.input_or_field(path)
    return view.facts.question(path) if declared is not None else view.names.outcome(place_of(path).name)
