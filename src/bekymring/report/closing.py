"""Measures and points of attention; what the draft has not considered; the professional's own words; before use; small print."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.calendar_dk import format_date
from bekymring.decision import Certainty, MeasureOutcome
from bekymring.report.authority import cited_all
from bekymring.report.clean import shown
from bekymring.report.names import spoken
from bekymring.report.plain import Bullets, Line, Para, Room, Section, Table, Tone, joined, plain, soft
from bekymring.report.say import Both, listed, sentence
from bekymring.report.times import moment
from bekymring.report.view import View
from bekymring.report.weighed import unused
from bekymring.values import Truth

_MEASURES = Both("Indsatser", "Measures")
_MEASURES_HEAD = (
    Both("Indsats", "Measure"),
    Both("Målgruppe", "Target group"),
    Both("Besluttes af", "Decided by"),
    Both("Grundlag", "Basis"),
)
_FITS = {
    Truth.TRUE: Both("passer", "fits"),
    Truth.UNKNOWN: Both("passer måske: svar mangler", "may fit: answers are missing"),
    Truth.FALSE: Both("passer ikke", "does not fit"),
}
_TARGET = Both("{fits} (målgruppen er: {who})", "{fits} (the target group is: {who})")
_STEP = Both("{scale}: {step}", "{scale}: {step}")
_SUPPLEMENT = Both("{step} – som supplement", "{step} – as a supplement")
_NOT_SETTLED = Both("ikke afgjort i reglerne", "not settled by the rules")
_ATTENTION = Both("Vær opmærksom på", "Be aware of")
_PERHAPS = Both(" (afhænger af svar)", " (depends on answers)")

_NOT_CONSIDERED = Both("7. Det har udkastet ikke taget stilling til", "7. What the draft has not considered")
_UNANSWERED = Both(
    "Vurderinger, der ikke er lavet (se punkt 5): {what}",
    "Assessments that are not made (see point 5): {what}",
)
_NOT_COVERED = Both("Reglerne dækker ikke: {what}", "The rules do not cover: {what}")
_NOT_COVERED_BY = Both("»{layer}« dækker ikke: {what}", "»{layer}« does not cover: {what}")
_UNUSED = Both(
    "Oplyst, men ingen regel, der gælder eller kan gælde her, bygger på det: {those}",
    "Answered, but no rule that holds or may hold here rests on it: {those}",
)
_NOT_EXACT = Both(
    "Regnet med yderpunkter, så mere kan være nævnt, end svarene kan give: {those}.",
    "Worked out by outer bounds, so more may be named than the answers can give: {those}.",
)
NO_VERDICT = Both(
    "At reglerne ikke peger på mere, er ikke en vurdering af, at barnet trives. Din egen pligt til at underrette gælder uændret.",
    "That the rules point to nothing more is no assessment that the child thrives. Your own duty to notify stands.",
)

_OWN = Both(
    "8. Min faglige vurdering (udfyldes, før teksten kan journaliseres)",
    "8. My professional assessment (to be filled in before the text can be filed)",
)
_OWN_ROOMS = (
    Both("Min vurdering er, fordi:", "My assessment is, because:"),
    Both("Jeg følger udkastet på disse punkter, fordi:", "I follow the draft on these points, because:"),
    Both(
        "Jeg fraviger udkastet på disse punkter, fordi:", "I depart from the draft on these points, because:"
    ),
    Both("Navn, stilling, dato, klokkeslæt:", "Name, position, date, time:"),
)

_BEFORE_USE = Both("9. Før du bruger teksten", "9. Before you use the text")
_NO_DECISION = Both(
    "Ingen af skridtene ovenfor er i reglerne angivet som en afgørelse.",
    "None of the steps above is marked as a formal decision in the rules.",
)
_DECISIONS = Both(
    "Dette er i reglerne angivet som en afgørelse: {those}. Er der taget stilling til partshøring, begrundelse og "
    "klagevejledning – i den rækkefølge, punkt 2 tillader?",
    "This is marked as a formal decision in the rules: {those}. Have party hearing, reasons and guidance on complaint been "
    "settled – in the order that point 2 permits?",
)
_NOTE = Both(
    "Er det noteret, hvem der har fortalt hvad og hvornår? At det er tastet her, er ikke et notat.",
    "Is it noted who told what and when? That it was typed here is not a note.",
)
_WHO_SEES = Both("Er det afklaret, hvem der kan se teksten?", "Is it settled who can see the text?")

_FOOT_RULES = Both("{name} {version}", "{name} {version}")
_APPROVED = Both("godkendt {day}{by}", "approved {day}{by}")
_NOT_APPROVED = Both("ikke godkendt", "not approved")
_BY = Both(" af {who}", " by {who}")
_REVISE = Both("revideres senest {day}", "to be revised no later than {day}")
_UNREAD = Both("{n} af {of} henvisninger er ikke læst", "{n} of {of} citations have not been read")
_ASSESSED = Both("beregnet for {when}", "worked out for {when}")
_CONTENT = Both("indhold {hash}", "content {hash}")
_HASH_SHOWN = 12


def measures(view: View) -> Section | None:
    """The measures of every step still possible; in what is kept only those that fit."""
    held = [one for one in view.decision.measures if view.is_working or one.fits is Truth.TRUE]
    if not held:
        return None
    head = tuple(view.say(one) for one in _MEASURES_HEAD)
    return Section(view.say(_MEASURES), (Table("", head, tuple(_measure(one, view) for one in held)),))


def _measure(one: MeasureOutcome, view: View) -> tuple[Line, ...]:
    declared = view.decision.ruleset.measures.get(one.measure)
    scale = view.decision.ruleset.scales.get(one.scale)
    title = shown(scale.title) if scale is not None else spoken(one.scale)
    step = view.say(_STEP, scale=title, step=view.names.step(one.scale, one.step))
    step = view.say(_SUPPLEMENT, step=step) if one.supplement else step
    fits = view.say(_FITS[one.fits])
    if declared is not None and declared.target_group is not None:
        fits = view.say(_TARGET, fits=fits, who=view.wording().condition(declared.target_group))
    decided_by = view.names.role(one.decided_by) if one.decided_by else view.say(_NOT_SETTLED)
    citations = cited_all(declared.citations, view.names) if declared is not None else ""
    what = joined(view.names.measure(one.measure), soft(f" ({step})"))
    return (what, plain(fits), plain(decided_by), plain(citations))


def attention(view: View) -> Section | None:
    """Points of attention; in what is kept only those that are certain."""
    items = tuple(
        joined(
            sentence(view.names.point(one.point)),
            soft(view.say(_PERHAPS) if one.certainty is Certainty.DEPENDS else ""),
        )
        for one in view.decision.attention
        if view.is_working or one.certainty is not Certainty.DEPENDS
    )
    return Section(view.say(_ATTENTION), (Bullets(items),)) if items else None


def not_considered(view: View) -> Section:
    """Point 7: what is left out, and that silence is no verdict."""
    items = tuple(plain(one) for one in (*_uncovered(view), *_unused(view), *_inexact(view)))
    verdict = Para(plain(view.say(NO_VERDICT)))
    return Section(view.say(_NOT_CONSIDERED), (Bullets(items), verdict) if items else (verdict,))


def _uncovered(view: View) -> Iterator[str]:
    open_ = [view.names.fact(one.name) for one in view.decision.assessments if not one.reason_missing]
    if open_:
        yield view.say(_UNANSWERED, what=" · ".join(open_))
    layers = view.decision.ruleset.layers
    for layer in layers:
        if not layer.not_covered:
            continue
        what = sentence(" · ".join(shown(text) for text in layer.not_covered))
        alone = len(layers) == 1
        layer_name = view.names.layer(layer.name)
        yield (
            view.say(_NOT_COVERED, what=what)
            if alone
            else view.say(_NOT_COVERED_BY, layer=layer_name, what=what)
        )


def _unused(view: View) -> Iterator[str]:
    if questions := unused(view):
        yield view.say(_UNUSED, those="; ".join(questions))


def _inexact(view: View) -> Iterator[str]:
    if not view.is_working:
        return
    levels = [name for name, one in view.decision.levels.items() if not one.exact]
    actions = [
        name for name, group in view.decision.actions.items() if any(not one.exact for one in group.each)
    ]
    if levels or actions:
        yield view.say(
            _NOT_EXACT,
            those=listed([f"»{view.names.outcome(one)}«" for one in (*levels, *actions)], view.lang),
        )


def own_words(view: View) -> Section:
    """Point 8: blank, for a person."""
    return Section(view.say(_OWN), tuple(Room(view.say(one)) for one in _OWN_ROOMS))


def before_use(view: View) -> Section:
    """Point 9."""
    actions = view.decision.ruleset.actions
    decisions = [
        view.names.action(name)
        for name, group in view.decision.actions.items()
        if name in actions
        and actions[name].is_decision
        and (view.is_working or _holds(view, name))
        and any(one.obligations or one.decide_whether is not None for one in group.each)
    ]
    first = view.say(_DECISIONS, those=listed(decisions, view.lang)) if decisions else view.say(_NO_DECISION)
    items = tuple(plain(one) for one in (first, view.say(_NOTE), view.say(_WHO_SEES)))
    return Section(view.say(_BEFORE_USE), (Bullets(items),))


def _holds(view: View, name: str) -> bool:
    return any(
        said.certainty is not Certainty.DEPENDS
        for one in view.decision.actions[name].each
        for said in (*one.obligations, *((one.decide_whether,) if one.decide_whether is not None else ()))
    )


def small_print(view: View) -> Section:
    """Last and small: what the text was made from."""
    made = view.decision.fingerprint
    unread = sum(1 for one in view.decision.citations if one.read is None)
    parts = [*_layers(view)]
    if view.decision.citations:
        parts.append(view.say(_UNREAD, n=unread, of=len(view.decision.citations)))
    parts.append(view.say(_ASSESSED, when=assessed_at(view)))
    parts.append(view.say(_CONTENT, hash=shown(made.meaning_hash)[:_HASH_SHOWN]))
    parts.append(shown(made.program))
    return Section("", (Para(plain(" · ".join(parts))),), Tone.SMALL)


def assessed_at(view: View) -> str:
    """The moment of assessment."""
    return moment(view.decision.moment, view.lang)


def _layers(view: View) -> Iterator[str]:
    for layer in reversed(view.decision.ruleset.layers):
        parts = [view.say(_FOOT_RULES, name=view.names.layer(layer.name), version=shown(layer.version))]
        if layer.approved is not None:
            by = view.say(_BY, who=shown(layer.approved_by)) if layer.approved_by else ""
            parts.append(view.say(_APPROVED, day=format_date(layer.approved, view.lang), by=by))
        else:
            parts.append(view.say(_NOT_APPROVED))
        if layer.revise_by is not None:
            parts.append(view.say(_REVISE, day=format_date(layer.revise_by, view.lang)))
        yield ", ".join(parts)
