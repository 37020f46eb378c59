"""How examples are laid out: what is given and what is expected, one to a line.

Takes: an example of the document.
Gives: its lines, without comments.
Afterwards true: a record that would be too long goes on in the next line between two of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, assert_never

from bekymring.syntax import document as doc
from bekymring.syntax.format_expressions import expression
from bekymring.syntax.format_lines import STEP, Line, fits, with_commas
from bekymring.syntax.format_words import Writer, joined, listed, quoted

_DEEP = 2 * STEP


def example(w: Writer, d: doc.Example) -> Iterator[Line]:
    """`eksempel "…"`, the case, the moment and what is expected."""
    yield Line(0, f"{w.word('EXAMPLE')} {quoted(d.label)}")
    if d.given:
        yield Line(STEP, w.word("IN_A_CASE_WHERE"))
    for one in d.given:
        yield from _given(w, one)
    yield Line(STEP, f"{w.word('ASSESSED')} {w.moment(d.moment.value)}")
    yield Line(STEP, w.word("EXPECTED"))
    for expected in d.expectations:
        yield Line(_DEEP, _EXPECTED[type(expected)](w, expected))


# --- what is given ------------------------------------------------------------------------------------------


def _given(w: Writer, one: doc.GivenLine) -> Iterator[Line]:
    match one:
        case doc.GivenFact():
            yield Line(_DEEP, _fact(w, one))
        case doc.GivenRecord():
            yield from _record(w, one)
        case doc.GivenNoRecords(list_=name):
            yield Line(_DEEP, f"{w.word('THERE_ARE_NONE')} {w.name(name)}")
        case doc.GivenIncomplete(list_=name):
            yield Line(_DEEP, f"{w.name(name)} {w.word('IS_INCOMPLETE')}")
        case doc.GivenDeparture():
            yield Line(
                _DEEP,
                joined(w.word("DEPARTED"), _outcome(w, one.action, one), *_by(w, one.by), *_why(w, one)),
            )
        case _:
            assert_never(one)


def _by(w: Writer, role: doc.Name | None) -> Iterator[str]:
    if role:
        yield f"{w.word('JUDGED_BY')} {w.name(role)}"


def _why(w: Writer, one: doc.GivenDeparture | doc.GivenAssessment) -> Iterator[str]:
    if one.reason is not None:
        yield f"{w.word('BECAUSE')} {quoted(one.reason)}"


def _fact(w: Writer, one: doc.GivenFact) -> str:
    name = joined(w.word("ASSESSED") if one.own_assessment else None, _outcome(w, one.name, one))
    match one.given:
        case doc.GivenDoubt(value=value):
            return joined(name, w.word("IS_PERHAPS"), expression(w, value), *_through(w, one))
        case doc.GivenUnknown() | doc.GivenNotRelevant() | doc.GivenNotHappened() | doc.GivenSet(certain=()):
            return f"{name} {w.word('GIVEN_STATE', _state(one.given))}"
        case doc.GivenAssessment() as given:
            on = f"{w.word('ON_DAY')} {w.moment(given.on)}" if given.on else None
            said = (_value(w, given.value), *_through(w, one), *_by(w, given.by), on, *_why(w, given))
            return joined(name, w.word("IS"), *said)
        case given:
            return joined(name, w.word("IS"), _value(w, given), *_through(w, one))


def _through(w: Writer, one: doc.GivenFact) -> Iterator[str]:
    if one.through is not None:
        yield f"{w.word('MEASURED_THROUGH')} {w.moment(one.through)}"


def _state(given: doc.Given) -> str:
    match given:
        case doc.GivenUnknown():
            return "unknown"
        case doc.GivenNotRelevant():
            return "not_relevant"
        case doc.GivenNotHappened():
            return "not_happened"
        case _:
            return "empty"


def _value(w: Writer, given: Any) -> str:
    if not isinstance(given, doc.GivenSet):
        return expression(w, given)
    possible = f"{w.word('AND_PERHAPS')} {listed(w.names(given.possible))}" if given.possible else None
    return joined(listed(w.names(given.certain)), possible)


def _record(w: Writer, one: doc.GivenRecord) -> Iterator[Line]:
    """A record on one line; one too long goes on below it."""
    text, goes_on = f"{w.name(one.list_)} {one.number} {w.word('HAS')}", False
    for part in with_commas(_pair(w, name, given) for name, given in one.values):
        if fits(_DEEP + (STEP if goes_on else 0), f"{text} {part}"):
            text = f"{text} {part}"
            continue
        yield Line(_DEEP + (STEP if goes_on else 0), text, goes_on)
        text, goes_on = part, True
    yield Line(_DEEP + (STEP if goes_on else 0), text, goes_on)


def _pair(w: Writer, name: doc.Name, given: doc.Given) -> str:
    match given:
        case doc.GivenSet():
            said = f"({_value(w, given)})"
        case doc.GivenDoubt(value=value):
            said = f"{w.word('PERHAPS')} {expression(w, value)}"
        case doc.GivenUnknown() | doc.GivenNotRelevant() | doc.GivenNotHappened():
            said = w.word("PAIR_STATE", _state(given))
        case _:
            said = _value(w, given)
    return f"{w.name(name)} {said}"


# --- what is expected ---------------------------------------------------------------------------------------


def _outcome(
    w: Writer, name: doc.Name, one: doc.ExpectAction | doc.ExpectLevel | doc.GivenDeparture | doc.GivenFact
) -> str:
    """`akutvurdering af underretning 1`."""
    if one.number is None or one.list_ is None:
        return w.name(name)
    return f"{w.name(name)} {w.word('OF')} {w.name(one.list_)} {one.number}"


def _action(w: Writer, e: doc.ExpectAction) -> str:
    certainty = None if e.certainty is doc.ExpectedCertainty.HOLDS else w.word("CERTAINTY", e.certainty.value)
    of = _outcome(w, e.action, e)
    if e.state is doc.ExpectedState.DECIDE_WHETHER:
        return joined(w.word("DECIDE_WHETHER"), of, certainty)
    asked = e.state.value in {one.value for one in doc.ActionState}
    state = w.word("ACTION_STATE" if asked else "EXPECTED_STATE", e.state.value)
    by = f"{w.word('BY')} {w.moment(e.by.value)}" if e.by else None
    return joined(of, state, certainty, by)


def _level(w: Writer, e: doc.ExpectLevel) -> str:
    of, steps = _outcome(w, e.level, e), [w.step(one) for one in e.possible]
    or_ = f" {w.word('OR')} "
    if e.not_assessed_possible or not steps:
        return f"{of} {or_.join([w.word('IS_NOT_ASSESSED'), *steps])}"
    return f"{of} {w.word('IS')} {or_.join(steps)}"


def _missing(w: Writer, e: doc.ExpectMissing) -> str:
    if not e.facts:
        return w.word("MISSING_NOTHING")
    return f"{w.word('MISSING_EXACTLY' if e.exactly else 'MISSING')} {listed(w.names(e.facts))}"


_HOLDS = {"perhaps": "HOLDS_PERHAPS", "no": "HOLDS_NOT"}


def _rule(w: Writer, e: doc.ExpectRule) -> str:
    holds = w.short_form("HOLDS") if e.fires == "yes" else w.word(_HOLDS[e.fires])
    return f"{w.word('THE_RULE')} {w.name(e.rule)} {holds}"


_EXPECTED: Mapping[type, Callable[[Writer, Any], str]] = {
    doc.ExpectAction: _action,
    doc.ExpectLevel: _level,
    doc.ExpectMissing: _missing,
    doc.ExpectAttention: lambda w, e: f"{w.word('ATTENTION')} {w.name(e.point)}",
    doc.ExpectConflict: lambda w, e: f"{w.word('CONFLICT_ABOUT')} {w.name(e.action)}",
    doc.ExpectMeasure: lambda w, e: f"{w.word('THE_MEASURE')} {w.name(e.measure)} {w.word('FITS', e.fits)}",
    doc.ExpectDecidedBy: lambda w, e: f"{w.name(e.subject)} {w.word('DECIDED_BY')} {w.name(e.role)}",
    doc.ExpectIntegrity: lambda w, e: f"{w.word('THE_INTEGRITY')} {quoted(e.label)} {w.word('IS_BROKEN')}",
    doc.ExpectRule: _rule,
}
