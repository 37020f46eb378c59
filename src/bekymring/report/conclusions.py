"""What a rule concludes, in a reader's words."""

from __future__ import annotations

from typing import assert_never

from bekymring.model.ruleset import (
    AdviseAgainst,
    Attend,
    Competence,
    Conclusion,
    DecideWhether,
    Forbid,
    Modality,
    OneFirst,
    OnlyWhen,
    Order,
    Ordering,
    PointTo,
    Require,
)
from bekymring.report.say import OR, Both, listed
from bekymring.report.terms import deadline_text, tails
from bekymring.report.words import Wording

_REQUIRE = {
    Modality.MUST: Both("»{what}« skal ske", "»{what}« must happen"),
    Modality.MUST_BY_DEFAULT: Both("»{what}« skal som udgangspunkt ske", "»{what}« must as a rule happen"),
    Modality.SHOULD: Both("»{what}« bør ske", "»{what}« should happen"),
    Modality.MAY: Both("»{what}« kan ske", "»{what}« may happen"),
}
_FORBID = Both("»{what}« må ikke ske", "»{what}« must not happen")
_INSTEAD = Both("»{what}« må ikke ske; i stedet »{instead}«", "»{what}« must not happen; instead »{instead}«")
_ADVISE = Both("»{what}« bør ikke ske", "»{what}« should not happen")
_ADVISE_INSTEAD = Both(
    "»{what}« bør ikke ske; i stedet »{instead}«", "»{what}« should not happen; instead »{instead}«"
)
_ONLY = Both("»{what}« må kun ske, når {when}", "»{what}« may happen only when {when}")
_DECIDE = Both("der skal tages stilling til »{what}«", "»{what}« must be decided on")
_ORDER = Both("»{what}« skal ske før {then}", "»{what}« must happen before {then}")
_ORDER_ANSWER = Both(
    "der skal tages stilling til »{what}« før {then}", "»{what}« must be decided on before {then}"
)
_ONE_FIRST = Both("{either} skal være på plads før {then}", "{either} must be in place before {then}")
_ACTION = Both("»{what}«", "»{what}«")
_ANSWER_TO = Both("svaret på »{what}«", "the answer to »{what}«")
_INVOLVING = Both("enhver handling, der inddrager {whom}", "every action that involves {whom}")
_POINT = Both("peger på {step} for »{level}«", "points to {step} for »{level}«")
_COMPETENCE = Both("»{what}« besluttes af {who}", "»{what}« is decided by {who}")
_ATTEND = Both("vær opmærksom på: {what}", "be aware of: {what}")


def conclusion_text(one: Conclusion, wording: Wording) -> str:
    """What a conclusion says."""
    names, lang = wording.names, wording.lang
    match one:
        case Require():
            said = _REQUIRE[one.modality].say(lang, what=names.action(one.action))
            return " ".join(part for part in (said, tails(one, wording)) if part)
        case Forbid(instead=None):
            return _FORBID.say(lang, what=names.action(one.action))
        case Forbid():
            return _INSTEAD.say(lang, what=names.action(one.action), instead=names.action(one.instead or ""))
        case AdviseAgainst(instead=None):
            return _ADVISE.say(lang, what=names.action(one.action))
        case AdviseAgainst():
            what, route = names.action(one.action), names.action(one.instead or "")
            return _ADVISE_INSTEAD.say(lang, what=what, instead=route)
        case OnlyWhen():
            return _ONLY.say(lang, what=names.action(one.action), when=wording.condition(one.condition))
        case DecideWhether():
            said = _DECIDE.say(lang, what=names.action(one.subject))
            return f"{said} {deadline_text(one.deadline, wording)}" if one.deadline is not None else said
        case Order() | OneFirst():
            return _order(one, wording)
        case PointTo():
            held = names.ruleset.levels.get(one.level)
            step = names.step(held.scale if held is not None else one.level, one.step)
            return _POINT.say(lang, step=step, level=names.level(one.level))
        case Competence():
            return _COMPETENCE.say(lang, what=names.outcome(one.subject), who=names.role(one.role))
        case Attend():
            return _ATTEND.say(lang, what=names.point(one.point))
        case _:
            assert_never(one)


def _order(one: Ordering, wording: Wording) -> str:
    """`»a« skal ske før …`; of several, `»a« eller svaret på »b« skal være på plads før …`."""
    if isinstance(one, Order):
        what, said_as = wording.names.action(one.first), _ORDER_ANSWER if one.is_assessment else _ORDER
        return said_as.say(wording.lang, what=what, then=_then(one, wording))
    said = [
        (_ANSWER_TO if first.is_assessment else _ACTION).say(
            wording.lang, what=wording.names.action(first.name)
        )
        for first in one.firsts
    ]
    either = listed(said, wording.lang, last=OR)
    return _ONE_FIRST.say(wording.lang, either=either, then=_then(one, wording))


def _then(one: Ordering, wording: Wording) -> str:
    said = [f"»{wording.names.action(name)}«" for name in one.then]
    if one.involving:
        whom = listed([wording.names.role(name) for name in one.involving], wording.lang)
        said.append(_INVOLVING.say(wording.lang, whom=whom))
    return listed(said, wording.lang)
