"""Point 2: what must not happen (yet), with the route to take instead; what must wait; what should not happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bekymring.decision import ActionOutcome, Ban, Certainty, Firing, OrderOutcome
from bekymring.model.ruleset import Forbid, OnlyWhen
from bekymring.report.authority import basis, cited, in_prose
from bekymring.report.duties import parties, turns_on
from bekymring.report.plain import Bullets, Line, Para, Section, joined, plain, soft, strong
from bekymring.report.say import Both, listed
from bekymring.report.view import View

Keys = tuple[tuple[str, int | None], ...]

TITLE = Both("2. Det må ikke ske (endnu)", "2. What must not happen (yet)")
_NOTHING = Both(
    "Reglerne nævner ikke noget forbud ud fra det, der er oplyst.",
    "The rules name no prohibition from what is known.",
)
_MUST_NOT = Both("Må ikke ske: ", "Must not happen: ")
_MUST_NOT_YET = Both("Må ikke ske endnu: ", "Must not happen yet: ")
_PERHAPS_NOT = Both("Er måske ikke tilladt: ", "May not be allowed: ")
_SHOULD_NOT = Both("Bør ikke ske: ", "Should not happen: ")
_PERHAPS_SHOULD_NOT = Both("Bør måske ikke ske: ", "Perhaps should not happen: ")
_INSTEAD = Both("Gør i stedet dette: ", "Instead: ")
_NOT_BEFORE = Both("Ikke før det er fastslået, at {what}.", "Not before it is established that {what}.")
_UNTIL = Both(
    "Forbuddet gælder, indtil det er fastslået, at {what}.",
    "The prohibition holds until it is established that {what}.",
)
_WAIT = Both("Venter: ", "Must wait: ")
_PERHAPS_WAIT = Both("Venter måske: ", "May have to wait: ")
_ALL_INVOLVING = Both(
    "enhver handling, der inddrager {whom} (også møde, opringning, brev, digital post, partshøring og samtykkeerklæring)",
    "every action that involves {whom} (meetings, calls, letters, digital post, party hearing and consent forms too)",
)
_UNTIL_DONE = Both("til {what} er på plads", "until {what} is in place")
_IF_EVER = Both("Hvis det kommer på tale: ", "If it comes to that: ")
_AFTER = Both("{then} først efter {first}", "{then} only after {first}")


def section(view: View) -> Section:
    """Point 2."""
    items = (*bans(view), *_waiting(view), *_if_ever(view), *_advice(view))
    title = view.say(TITLE)
    return Section(title, (Bullets(items),) if items else (Para(plain(view.say(_NOTHING))),))


def bans(view: View) -> tuple[Line, ...]:
    """Every prohibition with its route, certain ones first."""
    return tuple(ban_line(one, ban, view) for one, ban in banned(view))


def banned(view: View) -> tuple[tuple[ActionOutcome, Ban], ...]:
    """The actions with what is prohibited of them and what perhaps is, certain ones first."""
    grades = list(Certainty)
    held = [
        (grades.index(ban.certainty), one, ban)
        for group in view.decision.actions.values()
        for one in group.each
        if one.ban is not None
        for ban in _apart(one, one.ban, view)
        if view.is_working or ban.certainty is not Certainty.DEPENDS
    ]
    return tuple((one, ban) for _, one, ban in sorted(held, key=lambda found: found[0]))


def _apart(one: ActionOutcome, ban: Ban, view: View) -> tuple[Ban, ...]:
    """A prohibition apart from what only may add to it, so that a ground that is open is never said as one that holds."""
    firing = {(said.rule, said.record): said.firing for said in view.decision.rules}
    held = tuple(key for key in ban.rules if firing.get(key) in {Firing.FIRED, Firing.FIRED_UNLESS})
    open_ = tuple(key for key in ban.rules if key not in held)
    if ban.certainty is Certainty.DEPENDS or not held or not open_:
        return (ban,)
    return (
        Ban(ban.certainty, held, _routes(one, held, view), not _forbids(one, held, view)),
        Ban(Certainty.DEPENDS, open_, _routes(one, open_, view), not _forbids(one, open_, view)),
    )


def _forbids(one: ActionOutcome, keys: Keys, view: View) -> tuple[Forbid, ...]:
    return tuple(
        said
        for rule in view.rules(keys)
        for said in rule.conclusions
        if isinstance(said, Forbid) and said.action == one.action
    )


def _routes(one: ActionOutcome, keys: Keys, view: View) -> tuple[str, ...]:
    return tuple(sorted({said.instead for said in _forbids(one, keys, view) if said.instead is not None}))


def ban_line(one: ActionOutcome, ban: Ban, view: View) -> Line:
    """A prohibition as a line: what, why, on whose authority, what to do instead."""
    word = _MUST_NOT_YET if ban.until_established else _MUST_NOT
    word = _PERHAPS_NOT if ban.certainty is Certainty.DEPENDS else word
    what = view.with_record(plain(view.names.action(one.action)), one.action, one.record)
    parts: list[Line | str] = [joined(strong(view.say(word)), what, ". ")]
    parts.extend(plain(f"{said} ") for said in _ban_reasons(one, ban, view) if said)
    if ban.instead:
        route = listed([view.names.action(name) for name in ban.instead], view.lang)
        parts.append(joined(strong(view.say(_INSTEAD)), f"{route}. "))
    return joined(*parts, basis(view.rules(ban.rules), None, view.names))


def _ban_reasons(one: ActionOutcome, ban: Ban, view: View) -> Iterator[str]:
    yield view.reasons(ban.rules)
    if ban.until_established and (what := _conditions(one.action, ban, view)):
        yield view.say(_NOT_BEFORE, what=what)
    elif ban.certainty is Certainty.HOLDS_UNLESS and (what := view.exceptions(ban.rules)):
        yield view.say(_UNTIL, what=what)
    if ban.certainty is Certainty.DEPENDS:
        yield turns_on(view.open_paths(ban.rules), view)


def _conditions(action: str, ban: Ban, view: View) -> str:
    said = [
        view.wording(rule).condition(one.condition)
        for rule in view.rules(ban.rules)
        for one in rule.conclusions
        if isinstance(one, OnlyWhen) and one.action == action
    ]
    return listed(list(dict.fromkeys(said)), view.lang)


def is_asked_for(one: ActionOutcome) -> bool:
    """Whether a rule that holds asks for an action, or lets it happen."""
    said = (*one.obligations, *((one.decide_whether,) if one.decide_whether is not None else ()))
    return any(each.certainty is not Certainty.DEPENDS for each in said)


def _is_near(order: OrderOutcome, view: View) -> bool:
    """Whether what an order holds back is asked for, done with parties, or about to be asked for in some record."""
    groups = (view.decision.actions.get(name) for name in order.then)
    return bool(order.involving) or any(
        is_asked_for(one) for group in groups if group is not None for one in group.each
    )


def _if_ever(view: View) -> Iterator[Line]:
    """The orders of what no rule that holds asks for, in one line."""
    groups: dict[tuple[tuple[str, ...], str], list[OrderOutcome]] = {}
    for order in view.waiting_orders():
        if view.is_working and not _is_near(order, view):
            basis_ = in_prose(view.rules(order.rules), view.names)
            groups.setdefault((order.names, basis_), []).append(order)
    said = [
        f"{view.say(_AFTER, then=_waits(orders, view), first=view.firsts(names))} ({basis_})"
        for (names, basis_), orders in groups.items()
    ]
    if said:
        yield joined(strong(view.say(_IF_EVER)), " · ".join(said))


def _waiting(view: View) -> Iterator[Line]:
    """A line for all that waits for the same step on the same grounds."""
    groups: dict[tuple[tuple[str, ...], bool, tuple[str, str], Line], list[OrderOutcome]] = {}
    for order in view.waiting_orders():
        perhaps = order.certainty is Certainty.DEPENDS
        if not _is_near(order, view) or (perhaps and not view.is_working):
            continue
        said = (view.reasons(order.rules), turns_on(view.open_paths(order.rules), view) if perhaps else "")
        sources = basis(view.rules(order.rules), None, view.names)
        groups.setdefault((order.names, perhaps, said, sources), []).append(order)
    for (_, perhaps, said, sources), orders in groups.items():
        what = _waits(orders, view)
        if not what:
            continue
        until = view.say(_UNTIL_DONE, what=view.firsts(orders[0].names))
        word = strong(view.say(_PERHAPS_WAIT if perhaps else _WAIT))
        reasons = " ".join(part for part in said if part)
        yield joined(word, f"{what}, {until}. ", f"{reasons} " if reasons else "", sources)


def _waits(orders: Sequence[OrderOutcome], view: View) -> str:
    said = [view.say(_ALL_INVOLVING, whom=parties(one.involving, view)) for one in orders if one.involving]
    said.extend(f"»{view.names.action(name)}«" for one in orders for name in one.then)
    return listed(list(dict.fromkeys(said)), view.lang)


def _advice(view: View) -> Iterator[Line]:
    for group in view.decision.actions.values():
        for one in group.each:
            said = one.advised_against
            if said is None or (said.certainty is Certainty.DEPENDS and not view.is_working):
                continue
            word = _PERHAPS_SHOULD_NOT if said.certainty is Certainty.DEPENDS else _SHOULD_NOT
            what = view.with_record(plain(view.names.action(one.action)), one.action, one.record)
            why = view.reasons(said.rules)
            sources = "; ".join(_sources(said, view))
            route = listed([view.names.action(name) for name in said.instead], view.lang)
            remains = joined(strong(view.say(_INSTEAD)), f"{route}. ") if route else plain("")
            yield joined(strong(view.say(word)), what, f". {why} ", remains, soft(sources))


def _sources(said: Ban, view: View) -> Iterator[str]:
    for rule in view.rules(said.rules):
        yield from (cited(one, view.names) for one in rule.citations)
