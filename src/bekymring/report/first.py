"""Read first: what can do harm by being overlooked.

Conflicts before anything else, then what must not be done or shown, then clocks that have passed and clocks that run.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.calendar_dk import danish_date, format_date
from bekymring.decision import ActionOutcome, Ban, Certainty, State
from bekymring.model.ruleset import Modality
from bekymring.report.clean import shown
from bekymring.report.duties import CLOSED, Entry, bearer_must, entries
from bekymring.report.forbidden import banned, is_asked_for
from bekymring.report.levels import better_ratings
from bekymring.report.names import Names
from bekymring.report.plain import Bullets, Line, Section, Tone, joined, plain, strong
from bekymring.report.say import OR, Both, listed, sentence
from bekymring.report.times import due, remaining
from bekymring.report.view import View, secrecy
from bekymring.values import Truth

TITLE = Both("LÆS FØRST", "READ FIRST")

_CONFLICT = Both(
    "Reglerne modsiger hinanden: »{what}« både skal og må ikke ske. Det afgør et menneske, ikke reglerne.",
    "The rules contradict each other: »{what}« both must and must not happen. A person settles this, not the rules.",
)
_PERHAPS_CONFLICT = Both(
    "Reglerne kan komme til at modsige hinanden om »{what}«; det afhænger af svar.",
    "The rules may come to contradict each other about »{what}«; it depends on answers.",
)
_BROKEN = Both("Oplysningerne passer ikke sammen: {what}", "The answers do not fit together: {what}")
_PERHAPS_BROKEN = Both(
    "Oplysningerne passer måske ikke sammen: {what}", "The answers may not fit together: {what}"
)
_NO_REASON = Both(
    "Begrundelse mangler: vurderingen »{what}« er besvaret uden begrundelse og regnes som usikker.",
    "Reason missing: the assessment »{what}« is answered without a reason and counts as uncertain.",
)
_BANNED = Both("Må ikke ske: {what}.", "Must not happen: {what}.")
_BANNED_YET = Both("Må ikke ske endnu: {what} (se punkt 2).", "Must not happen yet: {what} (see point 2).")
_PERHAPS_BANNED = Both(
    "Er måske ikke tilladt: {what} (se punkt 2).", "May not be allowed: {what} (see point 2)."
)
_INSTEAD = Both(" Gør i stedet dette: {what}.", " Instead: {what}.")
_SECRET = Both(
    "Teksten må ikke sendes, vises eller læses op for {whom}, før {first} er på plads. "
    "Beder nogen om aktindsigt, afgør lederen det konkret.",
    "The text must not be sent, shown or read out to {whom} before {first} is in place. "
    "If anyone asks for access to the file, the manager decides in that case.",
)
_PERHAPS_SECRET = Both(
    "Vis ikke teksten for {whom}, før det er afklaret, om {first} kommer først.",
    "Do not show the text to {whom} before it is settled whether {first} comes first.",
)
_SECRET_BAN = Both(
    "Vis ikke teksten for {whom}: den nævner noget, der ikke må ske, eller måske ikke må ske, over for dem.",
    "Do not show the text to {whom}: it names something that must not, or perhaps must not, "
    "happen towards them.",
)
_OTHERS = Both("andre i familien", "others in the family")
_OVERDUE = Both("Fristen er overskredet: ", "The deadline has passed: ")
_PERHAPS_OVERDUE = Both(
    "Fristen er passeret, og det er ikke oplyst, om det er sket i tide: ",
    "The deadline has passed, and it is not known whether it happened in time: ",
)
_RUNS = Both("Fristen løber: ", "The clock runs: ")
_OLD_RULES = Both(
    "Reglerne »{what}« har efter deres egen angivelse passeret datoen for revision, {day}. De kan være forældede.",
    "The rules »{what}« have passed the date that they give for their revision, {day}. They may be out of date.",
)
_NOT_APPROVED = Both("Ikke godkendt af nogen: reglerne {what}.", "Approved by nobody: the rules {what}.")
_NONE_APPROVED = Both(
    "Ingen af de {n} regelsæt, teksten bygger på, er godkendt af nogen (de står sidst i teksten).",
    "None of the {n} rule sets that the text rests on is approved by anybody (they stand at its end).",
)


def section(view: View) -> Section | None:
    """Read first; None where nothing has to be."""
    items = (
        *_conflicts(view),
        *_broken(view),
        *better_ratings(view),
        *_missing_reasons(view),
        *_bans(view),
        *_secrets(view),
        *_clocks(view),
        *_rule_sets(view),
    )
    return Section(view.say(TITLE), (Bullets(items),), Tone.URGENT) if items else None


def _conflicts(view: View) -> Iterator[Line]:
    for name, record in view.decision.conflicts:
        outcome = next((one for one in view.decision.actions[name].each if one.record == record), None)
        certain = outcome is not None and outcome.conflict is not Certainty.DEPENDS
        if not certain and not view.is_working:
            continue
        word = _CONFLICT if certain else _PERHAPS_CONFLICT
        line = joined(strong(view.say(word, what=view.names.action(name))))
        ban = outcome.ban.rules if outcome is not None and outcome.ban is not None else ()
        must = outcome.obligations[0].rules if outcome is not None and outcome.obligations else ()
        line = view.with_record(line, name, record)
        yield joined(line, f" {view.reasons((*must, *ban))}")


def _broken(view: View) -> Iterator[Line]:
    for index, truth in view.decision.broken_integrity:
        if truth is not Truth.FALSE and not view.is_working:
            continue
        label = sentence(shown(view.decision.ruleset.integrity[index].label))
        yield plain(view.say(_BROKEN if truth is Truth.FALSE else _PERHAPS_BROKEN, what=label))


def _missing_reasons(view: View) -> Iterator[Line]:
    for one in view.decision.assessments:
        if one.reason_missing:
            yield plain(view.say(_NO_REASON, what=view.facts.question(one.name)))


def _bans(view: View) -> Iterator[Line]:
    for one, ban in banned(view):
        if not _is_pressing(one, ban):
            continue
        word = _BANNED_YET if ban.until_established else _BANNED
        word = _PERHAPS_BANNED if ban.certainty is Certainty.DEPENDS else word
        what = view.with_record(plain(view.names.action(one.action)), one.action, one.record).text
        route = listed([view.names.action(name) for name in ban.instead], view.lang)
        instead = view.say(_INSTEAD, what=route) if route else ""
        yield joined(strong(view.say(word, what=what)), instead)


def _is_pressing(one: ActionOutcome, ban: Ban) -> bool:
    """Whether a prohibition is read first: one that holds, and any of what other rules ask for now."""
    holds = ban.certainty is not Certainty.DEPENDS and not ban.until_established
    return holds or is_asked_for(one)


def _secrets(view: View) -> Iterator[Line]:
    warned: set[str] = set()
    held = sorted(secrecy(view), key=lambda one: one[2] is Certainty.DEPENDS)
    for first, involved, certainty in held:
        whom = listed([*(view.names.role(one) for one in involved), view.say(_OTHERS)], view.lang, last=OR)
        if certainty is Certainty.DEPENDS and warned.issuperset(involved):
            continue
        if not first:
            if warned.issuperset(involved):
                continue
            yield joined(strong(view.say(_SECRET_BAN, whom=whom)))
            continue
        warned.update(involved)
        word = _PERHAPS_SECRET if certainty is Certainty.DEPENDS else _SECRET
        yield joined(strong(view.say(word, whom=whom, first=view.firsts(first))))


def _clocks(view: View) -> Iterator[Line]:
    held = [
        one
        for one in entries(view)
        if one.due is not None
        and one.obligation.certainty is not Certainty.DEPENDS
        and one.obligation.modality.rank >= Modality.MUST_BY_DEFAULT.rank
        and not one.is_closed
    ]
    for one in sorted(held, key=lambda entry: (entry.due is not None and entry.due.timestamp(), entry.order)):
        yield _clock(one, view)


def _clock(entry: Entry, view: View) -> Line:
    assert entry.due is not None
    now, lang = view.decision.moment, view.lang
    passed = entry.due < now
    maybe_done = (
        any(one in CLOSED for one in entry.obligation.states) or State.OVERDUE not in entry.obligation.states
    )
    word = _RUNS if not passed else _PERHAPS_OVERDUE if maybe_done else _OVERDUE
    what = view.with_record(plain(bearer_must(entry, view)), entry.subject, entry.record).text
    when = strong(due(entry.due, now, lang))
    return joined(view.say(word), when, f" ({remaining(entry.due, now, lang)}). {sentence(what)}")


def _rule_sets(view: View) -> Iterator[Line]:
    today = danish_date(view.decision.moment)
    names: Names = view.names
    for layer in view.decision.ruleset.layers:
        if layer.revise_by is not None and layer.revise_by < today:
            day = format_date(layer.revise_by, view.lang)
            yield plain(view.say(_OLD_RULES, what=names.layer(layer.name), day=day))
    unapproved = [
        f"»{names.layer(layer.name)}«" for layer in view.decision.ruleset.layers if layer.approved is None
    ]
    if len(unapproved) > 1 and len(unapproved) == len(view.decision.ruleset.layers):
        yield plain(view.say(_NONE_APPROVED, n=len(unapproved)))
    elif unapproved:
        yield plain(view.say(_NOT_APPROVED, what=listed(unapproved, view.lang)))
