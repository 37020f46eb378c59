"""How an expectation and what the rules say are written in a finding: as the rule language writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final, assert_never

from bekymring.calendar_dk import danish_date, end_of_day, format_date, to_danish
from bekymring.decision import (
    NOT_ASSESSED,
    ActionOutcome,
    Ban,
    Certainty,
    DeadlineOutcome,
    Firing,
    LevelOutcome,
    Obligation,
    State,
)
from bekymring.frozen import frozen
from bekymring.model.ruleset import Modality, Ruleset
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.syntax import document as doc
from bekymring.syntax.document import ExpectedCertainty, ExpectedState
from bekymring.values import Truth


@frozen
class Said:
    """The same words in Danish and in English."""

    da: str
    en: str

    def __add__(self, other: Said) -> Said:
        """Both, one after the other."""
        return Said(self.da + other.da, self.en + other.en)


def same(text: str) -> Said:
    """A name or a number: alike in both languages."""
    return Said(text, text)


def joined(parts: Sequence[Said], by: Said) -> Said:
    """The parts with a word between them."""
    return Said(by.da.join(one.da for one in parts), by.en.join(one.en for one in parts))


NOTHING: Final = Said("", "")
_COMMA: Final = Said(", ", ", ")
_OR: Final = Said(" eller ", " or ")
_STATE: Final[Mapping[ExpectedState, Said]] = {
    ExpectedState.MUST: Said("skal ske", "must happen"),
    ExpectedState.MUST_BY_DEFAULT: Said("skal som udgangspunkt ske", "must as a rule happen"),
    ExpectedState.SHOULD: Said("bør ske", "should happen"),
    ExpectedState.SHOULD_NOT: Said("bør ikke ske", "should not happen"),
    ExpectedState.MAY: Said("kan ske", "may happen"),
    ExpectedState.MAY_ONLY_WHEN: Said("må endnu ikke ske", "may not yet happen"),
    ExpectedState.MUST_NOT: Said("må ikke ske", "must not happen"),
    ExpectedState.DECIDE_WHETHER: Said("skal der tages stilling til", "must be decided whether"),
    ExpectedState.OPEN: Said("er åben", "is open"),
    ExpectedState.NOT_YET_DUE: Said("er ikke forfalden", "is not yet due"),
    ExpectedState.OVERDUE: Said("er overskredet", "is overdue"),
    ExpectedState.DONE: Said("er udført", "is done"),
    ExpectedState.DONE_LATE: Said("er udført for sent", "is done late"),
    ExpectedState.DEPARTED_FROM: Said("er fraveget", "is departed from"),
    ExpectedState.SET_ASIDE: Said("er sat til side", "is set aside"),
    ExpectedState.BLOCKED: Said("er spærret", "is blocked"),
    ExpectedState.NOT_BLOCKED: Said("er ikke spærret", "is not blocked"),
    ExpectedState.NOT_CONCLUDED: Said("har intet krav", "has no demand"),
}
_CERTAINTY: Final[Mapping[str, Said]] = {
    "holds": NOTHING,
    "holds_unless": Said(" indtil videre", " until further notice"),
    "depends": Said(" afhængigt af svar", " depending on answers"),
}
_FIRES: Final[Mapping[str, Said]] = {
    "yes": Said("gælder", "holds"),
    "perhaps": Said("gælder måske", "perhaps holds"),
    "no": Said("gælder ikke", "does not hold"),
}
_FITS: Final[Mapping[str, Said]] = {
    "yes": Said("passer", "fits"),
    "perhaps": Said("passer måske", "perhaps fits"),
    "no": Said("passer ikke", "does not fit"),
}
_FIRING: Final[Mapping[Firing, Said]] = {
    Firing.FIRED: Said("gælder", "holds"),
    Firing.FIRED_UNLESS: Said(
        "gælder måske, for en undtagelse er åben", "perhaps holds, for an exception is open"
    ),
    Firing.POSSIBLE: Said(
        "gælder måske, for betingelsen er åben", "perhaps holds, for the condition is open"
    ),
    Firing.NOT_MET: Said(
        "gælder ikke, for betingelsen er ikke opfyldt", "does not hold, for the condition is not met"
    ),
    Firing.EXCEPTED: Said(
        "gælder ikke, for en undtagelse er opfyldt", "does not hold, for an exception is met"
    ),
    Firing.OUTSIDE_PERIOD: Said("gælder ikke på den dag", "does not hold on that day"),
}


def number_text(number: Fraction) -> str:
    """A number with a decimal comma, as rules write it; whole ones without."""
    if number.denominator == 1:
        return str(number.numerator)
    whole, rest = divmod(abs(number.numerator) * 10**6 // number.denominator, 10**6)
    decimals = f"{rest:06d}".rstrip("0")
    return (
        f"{'-' if number < 0 else ''}{whole},{decimals}"
        if decimals
        else f"{'-' if number < 0 else ''}{whole}"
    )


def wanted_for(type_: Type, ruleset: Ruleset) -> Said:
    """What an answer of a type looks like."""
    match type_:
        case YesNo():
            return Said("ja eller nej", "yes or no")
        case Number():
            return _number_wanted(type_)
        case Day():
            return Said("en dato, fx 6. marts 2026", "a date, such as 6 March 2026")
        case Instant():
            return Said(
                "dato og klokkeslæt, fx 6. marts 2026 kl. 9.00", "date and time, such as 6 March 2026 at 9.00"
            )
        case Choice():
            return _names_wanted(Said("en af ", "one of "), type_.names)
        case OnScale():
            return _names_wanted(
                Said("et af trinene ", "one of the steps "), ruleset.scales[type_.scale].names
            )
        case SetOf():
            return _names_wanted(Said("en eller flere af ", "one or more of "), type_.names)
        case _:
            assert_never(type_)


def _number_wanted(type_: Number) -> Said:
    sign = " %" if type_.percent else ""
    bounds = f"{number_text(type_.low)}{sign}", f"{number_text(type_.high)}{sign}"
    kind = Said("et helt tal", "a whole number") if type_.integer else Said("et tal", "a number")
    return kind + Said(" fra {} til {}".format(*bounds), " from {} to {}".format(*bounds))


def _names_wanted(lead: Said, names: Iterable[str]) -> Said:
    return lead + same(", ".join(names))


# --- what was expected --------------------------------------------------------------------------------------


def expected(expectation: doc.Expectation, ruleset: Ruleset) -> Said:
    """An expectation as the rule language writes it."""
    match expectation:
        case doc.ExpectAction():
            return _expected_action(expectation, ruleset)
        case doc.ExpectLevel():
            return _expected_level(expectation, ruleset)
        case doc.ExpectMissing():
            return _expected_missing(expectation)
        case doc.ExpectAttention(point=point):
            return Said("vær opmærksom på ", "be aware of ") + same(point.text)
        case doc.ExpectConflict(action=action):
            return Said("modstrid om ", "conflict about ") + same(action.text)
        case doc.ExpectMeasure(measure=measure, fits=fits):
            return Said("indsatsen ", "the measure ") + same(f"{measure.text} ") + _FITS[fits]
        case doc.ExpectDecidedBy(subject=subject, role=role):
            return decided_by(subject.text, role.text)
        case doc.ExpectIntegrity(label=label):
            return Said(f"forudsætningen »{label}« er brudt", f"the integrity »{label}« is broken")
        case doc.ExpectRule(rule=rule, fires=fires):
            return Said("reglen ", "the rule ") + same(f"{rule.text} ") + _FIRES[fires]
        case _:
            assert_never(expectation)


def _expected_action(one: doc.ExpectAction, ruleset: Ruleset) -> Said:
    action = ruleset.actions.get(one.action.text)
    subject = _of_record(one.action.text, one.number, action.per_record if action else None)
    tail = certainty(one.certainty) + (NOTHING if one.by is None else no_later_than(literal(one.by)))
    if one.state is ExpectedState.DECIDE_WHETHER:
        return _STATE[one.state] + same(" ") + subject + tail
    return subject + same(" ") + _STATE[one.state] + tail


def _expected_level(one: doc.ExpectLevel, ruleset: Ruleset) -> Said:
    level = ruleset.levels.get(one.level.text)
    subject = _of_record(one.level.text, one.number, level.per_record if level else None)
    steps = tuple(name.text for name in one.possible)
    not_assessed = (NOT_ASSESSED,) if one.not_assessed_possible or not steps else ()
    return subject + _steps((*not_assessed, *steps))


def _expected_missing(one: doc.ExpectMissing) -> Said:
    if not one.facts:
        return Said("der mangler intet", "missing is nothing")
    lead = (
        Said("der mangler præcis ", "missing are exactly ")
        if one.exactly
        else Said("der mangler ", "missing are ")
    )
    return lead + same(", ".join(name.text for name in one.facts))


def state_words(state: ExpectedState) -> Said:
    """A state that an example can expect."""
    return _STATE[state]


def certainty(one: ExpectedCertainty | Certainty) -> Said:
    """How certain something is, as a tail; nothing where it holds."""
    return _CERTAINTY[one.value]


def decided_by(subject: str, role: str | None) -> Said:
    """`x besluttes af y`."""
    if role is None:
        return same(f"{subject} ") + Said(
            "besluttes ikke af nogen bestemt", "is not settled as to who decides"
        )
    return same(f"{subject} ") + Said("besluttes af ", "decided by ") + same(role)


def _of_record(name: str, number: int | None, list_: str | None) -> Said:
    if number is None or list_ is None:
        return same(name)
    return Said(f"{name} af {list_} {number}", f"{name} of {list_} {number}")


def _steps(possible: Sequence[str]) -> Said:
    steps = [one for one in possible if one != NOT_ASSESSED]
    listed = joined([same(one) for one in steps], _OR)
    if NOT_ASSESSED not in possible:
        return Said(" er ", " is ") + listed
    return Said(" er ikke vurderet", " is not assessed") + (_OR + listed if steps else NOTHING)


def literal(written: doc.DateLiteral | doc.InstantLiteral) -> Said:
    """A date or an instant as the rules write it."""
    value = written.value
    if not isinstance(value, datetime):
        return Said(format_date(value), format_date(value, "en"))
    clock = f"{value.hour}.{value.minute:02}"
    return Said(f"{format_date(value.date())} kl. {clock}", f"{format_date(value.date(), 'en')} at {clock}")


def no_later_than(when: Said) -> Said:
    """` senest …`."""
    return Said(" senest ", " no later than ") + when


def instant(moment: datetime) -> Said:
    """An instant as the rules write it in Danish time; the end of a day as the day."""
    day = danish_date(moment)
    if moment == end_of_day(day):
        return Said(format_date(day), format_date(day, "en"))
    return literal(doc.InstantLiteral(to_danish(moment)))


# --- what the rules say -------------------------------------------------------------------------------------


def action_found(outcomes: Sequence[ActionOutcome], subject: str, ruleset: Ruleset) -> Said:
    """All that the rules say of an action."""
    action = ruleset.actions.get(subject)
    per_record = action.per_record if action else None
    parts = [
        _of_record(subject, one.record, per_record) + same(" ") + said
        for one in outcomes
        for said in _outcome(one)
    ]
    return joined(parts, _COMMA) if parts else same(f"{subject} ") + _STATE[ExpectedState.NOT_CONCLUDED]


def _outcome(one: ActionOutcome) -> list[Said]:
    said = [_obligation(held) for held in one.obligations]
    if one.decide_whether is not None:
        words = Said("skal der tages stilling til", "must be decided about")
        said.append(words + certainty(one.decide_whether.certainty) + states(one.decide_whether.states))
    if one.ban is not None:
        said.append(_ban(one.ban))
    if one.advised_against is not None:
        said.append(_STATE[ExpectedState.SHOULD_NOT] + certainty(one.advised_against.certainty))
    if one.blocked_by:
        da, en = (", ".join(word.join(held.names) for held in one.blocked_by) for word in (" eller ", " or "))
        said.append(Said(f"er spærret, til {da} er sket", f"is blocked until {en} has happened"))
    return said


def _obligation(held: Obligation) -> Said:
    due = deadline(held.deadline)
    return modality(held.modality) + certainty(held.certainty) + due + states(held.states)


def modality(one: Modality) -> Said:
    """A modality as the rule language writes it."""
    return _STATE[ExpectedState(one.value)]


def _ban(ban: Ban) -> Said:
    state = ExpectedState.MAY_ONLY_WHEN if ban.until_established else ExpectedState.MUST_NOT
    return _STATE[state] + certainty(ban.certainty)


def deadline(due: DeadlineOutcome | None) -> Said:
    """` senest …`, with the earlier moment that is perhaps the right one."""
    if due is None:
        return NOTHING
    said = no_later_than(instant(due.no_later_than)) if due.no_later_than else NOTHING
    if due.perhaps is not None and due.perhaps != due.no_later_than:
        said += Said(" (måske senest ", " (perhaps no later than ") + instant(due.perhaps) + same(")")
    return said


def states(held: Sequence[State]) -> Said:
    """` (er overskredet)`; several are those still possible."""
    if not held:
        return NOTHING
    return same(" (") + joined([_STATE[ExpectedState(one.value)] for one in held], _OR) + same(")")


def level_found(outcomes: Sequence[LevelOutcome], subject: str, ruleset: Ruleset) -> Said:
    """The steps that the rules leave possible."""
    level = ruleset.levels.get(subject)
    per_record = level.per_record if level else None
    parts = [_of_record(subject, one.record, per_record) + _steps(one.possible) for one in outcomes]
    return joined(parts, _COMMA) if parts else same(subject) + _steps((NOT_ASSESSED,))


def measure_found(measure: str, fits: Truth | None) -> Said:
    """Whether a measure fits; None where its step is no longer possible."""
    lead = Said("indsatsen ", "the measure ") + same(measure)
    if fits is None:
        return lead + Said(" er ikke på listen", " is not on the list")
    key = {Truth.TRUE: "yes", Truth.UNKNOWN: "perhaps", Truth.FALSE: "no"}[fits]
    return lead + same(" ") + _FITS[key]


def firings_found(rule: str, firings: Iterable[Firing]) -> Said:
    """What became of a rule, over its records and versions."""
    seen = [one for one in Firing if one in set(firings)]
    lead = Said("reglen ", "the rule ") + same(f"{rule} ")
    if not seen:
        return lead + Said("er ikke læst, for der er ingen poster", "is not read, for there are no records")
    return lead + joined([_FIRING[one] for one in seen], Said(" og ", " and "))


def names_found(lead: Said, names: Sequence[str], none: Said) -> Said:
    """Names after a lead, or that there are none."""
    return lead + same(", ".join(names)) if names else none
