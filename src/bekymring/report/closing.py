"""Measures and points of attention; what the draft has not considered; the professional's own words; before use; small print."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.calendar_dk import format_date
from bekymring.decision import Certainty, MeasureOutcome
from bekymring.model.ruleset import Layer
from bekymring.report.authority import places
from bekymring.report.clean import shown
from bekymring.report.forbidden import is_asked_for
from bekymring.report.names import spoken
from bekymring.report.plain import Bullets, Line, Para, Room, Section, Tone, joined, plain, soft, strong
from bekymring.report.say import Both, listed, sentence
from bekymring.report.times import moment
from bekymring.report.view import View
from bekymring.report.weighed import FIRED, of_other_periods, unused
from bekymring.values import Truth

_MEASURES = Both("Indsatser", "Measures")
_DECIDED_BY = Both("Besluttes af: {who}.", "Decided by: {who}.")
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
_PERHAPS = Both("Afhænger af svar: ", "Depends on answers: ")

_NOT_CONSIDERED = Both("7. Det har udkastet ikke taget stilling til", "7. What the draft has not considered")
_UNANSWERED = Both(
    "{n} vurderinger, som kun en fagperson kan lave (punkt 5).",
    "{n} assessments that only a professional can make (point 5).",
)
_ONE_UNANSWERED = Both(
    "En vurdering, som kun en fagperson kan lave (punkt 5): {what}",
    "An assessment that only a professional can make (point 5): {what}",
)
_NOT_COVERED = Both("Reglerne dækker ikke: {what}", "The rules do not cover: {what}")
_NOT_COVERED_BY = Both("»{layer}« dækker ikke: {what}", "»{layer}« does not cover: {what}")
_NOT_COVERED_BY_SILENT = Both(
    "Ingen regel gælder her i {layers}; hvad der ikke er dækket, står i reglerne.",
    "No rule holds here in {layers}; what is not covered stands in the rules.",
)
_OTHER_PERIODS = Both(
    "Oplyst for en anden periode og derfor ikke regnet med: {those}",
    "Told for another period and therefore not counted: {those}",
)
_UNUSED = Both(
    "Oplyst, men ingen regel, der gælder eller kan gælde her, bygger på det: {those}",
    "Answered, but no rule that holds or may hold here rests on it: {those}",
)
_MANY_NOT_EXACT = Both(
    "{n} af skridtene er regnet med yderpunkter, så mere kan være nævnt, end svarene kan give.",
    "{n} of the steps are worked out by outer bounds, so more may be named than the answers can give.",
)
_NOT_EXACT = Both(
    "Regnet med yderpunkter, så mere kan være nævnt, end svarene kan give: {those}.",
    "Worked out by outer bounds, so more may be named than the answers can give: {those}.",
)
_NO_VERDICT_OF_A_CASE = Both(
    "At reglerne ikke peger på mere, er ikke en vurdering af sagen i øvrigt.",
    "That the rules point to nothing more is no assessment of the case otherwise.",
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
_MANY_DECISIONS = Both(
    "{n} af de skridt, der er nævnt, er i reglerne angivet som en afgørelse. Er der taget stilling til partshøring, "
    "begrundelse og klagevejledning – i den rækkefølge, punkt 2 tillader?",
    "{n} of the steps named are marked as formal decisions in the rules. Have party hearing, reasons and guidance on "
    "complaint been settled – in the order that point 2 permits?",
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
_ALL_READ = Both("alle henvisninger er læst", "all citations have been read")
_UNREAD = Both("{n} af {of} henvisninger er ikke læst", "{n} of {of} citations have not been read")
_ASSESSED = Both("beregnet for {when}", "worked out for {when}")
_CONTENT = Both("indhold {hash}", "content {hash}")
_HASH_SHOWN = 12
_NAMED = 3
"""So many are named; more are counted."""


def measures(view: View) -> Section | None:
    """The measures of every step still possible; in what is kept only those that fit."""
    held = [one for one in view.decision.measures if view.is_working or one.fits is Truth.TRUE]
    if not held:
        return None
    groups: dict[tuple[str, str, str], list[MeasureOutcome]] = {}
    for one in held:
        groups.setdefault((_step(one, view), _fits(one, view), _decided_by(one, view)), []).append(one)
    return Section(view.say(_MEASURES), (Bullets(tuple(_alike(ones, view) for ones in groups.values())),))


def _alike(held: list[MeasureOutcome], view: View) -> Line:
    """The measures of one step that fit alike, with what each rests on."""
    one = held[0]
    by_basis: dict[str, list[str]] = {}
    for each in held:
        by_basis.setdefault(_rests_on(each, view), []).append(view.names.measure(each.measure))
    named = "; ".join(
        " · ".join(names) + (f" ({basis})" if basis else "") for basis, names in by_basis.items()
    )
    said = view.say(_DECIDED_BY, who=_decided_by(one, view))
    return joined(strong(f"{_step(one, view)} – "), f"{_fits(one, view)}: {named}", soft(f". {said}"))


def _rests_on(one: MeasureOutcome, view: View) -> str:
    declared = view.decision.ruleset.measures.get(one.measure)
    return places(declared.citations, view.names) if declared is not None else ""


def _step(one: MeasureOutcome, view: View) -> str:
    scale = view.decision.ruleset.scales.get(one.scale)
    title = shown(scale.title) if scale is not None else spoken(one.scale)
    step = view.say(_STEP, scale=title, step=view.names.step(one.scale, one.step))
    return view.say(_SUPPLEMENT, step=step) if one.supplement else step


def _fits(one: MeasureOutcome, view: View) -> str:
    declared = view.decision.ruleset.measures.get(one.measure)
    fits = view.say(_FITS[one.fits])
    if declared is None or declared.target_group is None:
        return fits
    return view.say(_TARGET, fits=fits, who=view.wording().condition(declared.target_group))


def _decided_by(one: MeasureOutcome, view: View) -> str:
    return view.names.role(one.decided_by) if one.decided_by else view.say(_NOT_SETTLED)


def attention(view: View) -> Section | None:
    """Points of attention; in what is kept only those that are certain."""
    points = [
        (one.certainty is Certainty.DEPENDS, sentence(view.names.point(one.point)))
        for one in view.decision.attention
    ]
    items = [plain(said) for depends, said in points if not depends]
    perhaps = " · ".join(said.removesuffix(".") for depends, said in points if depends)
    if perhaps and view.is_working:
        items.append(joined(soft(view.say(_PERHAPS)), perhaps))
    return Section(view.say(_ATTENTION), (Bullets(tuple(items)),)) if items else None


def not_considered(view: View) -> Section:
    """Point 7: what is left out, and that silence is no verdict."""
    items = tuple(
        plain(one) for one in (*_uncovered(view), *_unused(view), *_other_periods(view), *_inexact(view))
    )
    verdict = Para(plain(view.say(NO_VERDICT if view.is_about_a_child else _NO_VERDICT_OF_A_CASE)))
    return Section(view.say(_NOT_CONSIDERED), (Bullets(items), verdict) if items else (verdict,))


def _uncovered(view: View) -> Iterator[str]:
    open_ = [view.facts.question(one.name) for one in view.decision.assessments if not one.reason_missing]
    if open_:
        word = _ONE_UNANSWERED if len(open_) == 1 else _UNANSWERED
        yield view.say(word, n=len(open_), what=open_[0])
    layers = view.decision.ruleset.layers
    silent = [one for one in layers if one.not_covered and not _speaks(one, view)]
    for layer in layers:
        if not layer.not_covered or layer in silent:
            continue
        what = sentence(" · ".join(shown(text) for text in layer.not_covered))
        alone = len(layers) == 1
        layer_name = view.names.layer(layer.name)
        yield (
            view.say(_NOT_COVERED, what=what)
            if alone
            else view.say(_NOT_COVERED_BY, layer=layer_name, what=what)
        )
    if silent:
        named = listed([f"»{view.names.layer(one.name)}«" for one in silent], view.lang)
        yield view.say(_NOT_COVERED_BY_SILENT, layers=named)


def _speaks(layer: Layer, view: View) -> bool:
    """Whether a rule of a layer holds here, or is the one that the reader has chosen."""
    if layer.name == view.decision.ruleset.head.name:
        return True
    rules = view.decision.ruleset.rules
    return any(
        one.firing in FIRED and rules[one.rule].origin.layer == layer.name for one in view.decision.rules
    )


def _other_periods(view: View) -> Iterator[str]:
    if questions := of_other_periods(view):
        yield view.say(_OTHER_PERIODS, those="; ".join(questions))


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
    if len(levels) + len(actions) > _NAMED:
        yield view.say(_MANY_NOT_EXACT, n=len(levels) + len(actions))
    elif levels or actions:
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
        and (view.is_working or any(is_asked_for(one) for one in group.each))
        and any(one.obligations or one.decide_whether is not None for one in group.each)
    ]
    said = view.say(_DECISIONS, those=listed(decisions, view.lang)) if decisions else view.say(_NO_DECISION)
    if len(decisions) > _NAMED:
        said = view.say(_MANY_DECISIONS, n=len(decisions))
    items = tuple(plain(one) for one in (said, view.say(_NOTE), view.say(_WHO_SEES)))
    return Section(view.say(_BEFORE_USE), (Bullets(items),))


def small_print(view: View) -> Section:
    """Last and small: what the text was made from."""
    made = view.decision.fingerprint
    unread = sum(1 for one in view.decision.citations if one.read is None)
    parts = [*_layers(view)]
    if view.decision.citations:
        said = view.say(_UNREAD, n=unread, of=len(view.decision.citations))
        parts.append(said if unread else view.say(_ALL_READ))
    parts.append(view.say(_ASSESSED, when=assessed_at(view)))
    parts.append(view.say(_CONTENT, hash=shown(made.meaning_hash)[:_HASH_SHOWN]))
    parts.append(shown(made.program))
    return Section("", (Para(plain(" · ".join(parts))),), Tone.SMALL)


def assessed_at(view: View) -> str:
    """The moment of assessment."""
    return moment(view.decision.moment, view.lang)


def _layers(view: View) -> Iterator[str]:
    """Rule sets with their approval; those of which the same is to be said, together."""
    groups: dict[str, list[str]] = {}
    for layer in reversed(view.decision.ruleset.layers):
        named = view.say(_FOOT_RULES, name=view.names.layer(layer.name), version=shown(layer.version))
        groups.setdefault(", ".join(_standing(layer, view)), []).append(named)
    for standing, alike in groups.items():
        yield f"{listed(alike, view.lang)}: {standing}" if len(alike) > 1 else f"{alike[0]}, {standing}"


def _standing(layer: Layer, view: View) -> Iterator[str]:
    if layer.approved is not None:
        by = view.say(_BY, who=shown(layer.approved_by)) if layer.approved_by else ""
        yield view.say(_APPROVED, day=format_date(layer.approved, view.lang), by=by)
    else:
        yield view.say(_NOT_APPROVED)
    if layer.revise_by is not None:
        yield view.say(_REVISE, day=format_date(layer.revise_by, view.lang))
