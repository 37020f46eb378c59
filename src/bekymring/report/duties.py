"""What is said of actions: what must, should and may happen, by whom, by when, why and on whose authority."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bekymring.decision import ActionOutcome, Certainty, Obligation, State
from bekymring.frozen import frozen
from bekymring.model.ruleset import Modality
from bekymring.report.authority import basis, in_prose
from bekymring.report.clean import shown
from bekymring.report.deadlines import deadline_in_brief, deadline_parts
from bekymring.report.paths import place_of
from bekymring.report.plain import (
    Block,
    Bullets,
    Line,
    Para,
    Section,
    Table,
    joined,
    line_of,
    plain,
    soft,
    strong,
)
from bekymring.report.say import OR, Both, listed, upper_first
from bekymring.report.times import moment
from bekymring.report.view import View

TITLE = Both("1. Det gælder nu", "1. What holds now")
_HEAD = tuple(
    Both(*pair)
    for pair in (
        ("Hvad", "What"),
        ("Hvem", "Who"),
        ("Senest", "No later than"),
        ("Hvorfor", "Why"),
        ("Grundlag", "Basis"),
    )
)
GROUPS = {
    Certainty.HOLDS: Both("Gælder", "Holds"),
    Certainty.HOLDS_UNLESS: Both(
        "Gælder indtil videre (en undtagelse er ikke afklaret)",
        "Holds until further notice (an exception is open)",
    ),
    Certainty.DEPENDS: Both("Afhænger af svar (se punkt 5)", "Depends on answers (see point 5)"),
}
MODAL = {
    Modality.MUST: Both("skal", "must"),
    Modality.MUST_BY_DEFAULT: Both("skal som udgangspunkt", "must as a rule"),
    Modality.SHOULD: Both("bør", "should"),
    Modality.MAY: Both("kan", "may"),
}
_BINDING = frozenset({Modality.MUST, Modality.MUST_BY_DEFAULT})
_NOTHING_IN_A_CASE = Both(
    "Reglerne peger ikke på skridt i denne sag ud fra det, der er oplyst.",
    "The rules point to no steps in this case from what is known.",
)
_NOTHING = Both(
    "Reglerne peger ikke på skridt i denne sag ud fra det, der er oplyst. Det er ikke en vurdering af barnet.",
    "The rules point to no steps in this case from what is known. This is no assessment of the child.",
)
DECIDE = Both(
    "tage stilling til, om der er anledning til at {what}", "decide whether there is reason to {what}"
)
ANSWER = Both("tage stilling til: {what}", "decide: {what}")
_INVOLVING = Both("enhver handling, der inddrager {whom}", "every action that involves {whom}")
_BEFORE = Both("før {what}", "before {what}")
_WAITS_FOR = Both("venter på {what}", "waits for {what}")
_KINDS = (
    ("is_decision", Both("afgørelse", "decision")),
    ("is_intervention", Both("indgreb", "intervention")),
    ("is_offer", Both("tilbud", "offer")),
)
_ASSESSMENT = Both("vurdering", "assessment")
_NOT_SHARED_OUT = Both("ikke fordelt i reglerne", "not assigned by the rules")
_PERSONALLY = Both("{who} (personligt)", "{who} (personally)")
_DECIDED_BY = Both("besluttes af {who}", "decided by {who}")
_NOT_SETTLED = Both(
    "hvem der beslutter, er ikke afgjort i reglerne", "who decides is not settled by the rules"
)
_DEPARTED_BY = Both("Kan fraviges af {who} med en begrundelse.", "{who} may depart from it with a reason.")
_UNTIL = Both("Gælder, indtil det er fastslået, at {what}.", "Holds until it is established that {what}.")
_TURNS_ON = Both("Afhænger af svar på: {what}", "Depends on answers to: {what}")
_MORE = Both("… og {n} mere (punkt 5)", "… and {n} more (point 5)")
_QUESTIONS_SHOWN = 3

_STATES = {
    State.OVERDUE: Both("fristen er overskredet", "the deadline has passed"),
    State.DONE: Both("udført", "done"),
    State.DONE_LATE: Both("udført for sent", "done late"),
    State.DEPARTED_FROM: Both("fraveget", "departed from"),
    State.SET_ASIDE: Both("viger for et forbud", "set aside by a prohibition"),
    State.OPEN: Both("åben", "open"),
    State.NOT_YET_DUE: Both("fristen løber", "not yet due"),
}
_PERHAPS_STATES = Both("kan være: {states}", "may be: {states}")
_PERHAPS_DONE = Both("det er ikke oplyst, om det er udført", "it is not known whether it is done")
_PERHAPS_IN_TIME = Both(
    "det er ikke oplyst, om det er udført, og om fristen er holdt",
    "it is not known whether it is done, and whether in time",
)
_LATE_OR_NOT = frozenset({State.OVERDUE, State.DONE_LATE})
CLOSED = frozenset({State.DONE, State.DONE_LATE, State.DEPARTED_FROM})
_BY_THEN = Both("senest: {when}", "no later than: {when}")
_DONE_TITLE = Both("Udført eller fraveget:", "Done or departed from:")
_DONE_AT = Both("{what}: {state} {when}", "{what}: {state} {when}")
_DEPARTED = Both("{what}: {state} af {who}: {why}", "{what}: {state} by {who}: {why}")
_NO_REASON = Both("begrundelse mangler", "reason missing")


@frozen
class Entry:
    """One thing that the rules say of one action, or of one assessment to be made."""

    subject: str
    record: int | None
    obligation: Obligation
    outcome: ActionOutcome | None
    decides: bool = False

    @property
    def due(self) -> datetime | None:
        """When it is due, if that is known."""
        return self.obligation.deadline.no_later_than if self.obligation.deadline is not None else None

    @property
    def is_closed(self) -> bool:
        """Whether it is done or departed from in every completion."""
        states = self.obligation.states
        return bool(states) and all(one in CLOSED for one in states)

    @property
    def order(self) -> tuple[int, float, str, int]:
        """Strongest first, then what is due first, then by name."""
        instant = self.due.timestamp() if self.due is not None else float("inf")
        return (-self.obligation.modality.rank, instant, self.subject, self.record or 0)


def entries(view: View) -> tuple[Entry, ...]:
    """All that the rules say must, should or may happen, in the order of reading."""
    found: list[Entry] = []
    for group in view.decision.actions.values():
        for one in group.each:
            found.extend(Entry(one.action, one.record, said, one) for said in _told(one.obligations))
            if one.decide_whether is not None:
                found.append(Entry(one.action, one.record, one.decide_whether, one, decides=True))
    found.extend(
        Entry(*_assessed(asked.name), asked.required, None, decides=True)
        for asked in view.decision.assessments
        if asked.required is not None
    )
    return tuple(sorted(found, key=lambda one: (*one.order[:2], not _is_by_law(one, view), *one.order[2:])))


def _is_by_law(entry: Entry, view: View) -> bool:
    return any(rule.has_statute for rule in view.rules(entry.obligation.rules))


def _assessed(path: str) -> tuple[str, int | None]:
    """The assessment at a path, and the number of its record."""
    at = place_of(path)
    return at.field or at.name, at.number


def _told(obligations: tuple[Obligation, ...]) -> Iterator[Obligation]:
    """Obligations that say more than a stronger one: more certain, or due earlier."""
    told: list[Obligation] = []
    for one in obligations:
        if not any(_covers(stronger, one) for stronger in told):
            told.append(one)
            yield one


def _covers(stronger: Obligation, weaker: Obligation) -> bool:
    grades = list(Certainty)
    if grades.index(stronger.certainty) > grades.index(weaker.certainty):
        return False
    first = weaker.deadline.no_later_than if weaker.deadline is not None else None
    last = stronger.deadline.no_later_than if stronger.deadline is not None else None
    return first is None or (last is not None and last <= first)


def section(view: View) -> Section:
    """Point 1: what holds, what holds until further notice, what depends on answers; and what is done."""
    told = entries(view)
    blocks: list[Block] = []
    for certainty, title in GROUPS.items():
        if certainty is Certainty.DEPENDS:
            continue
        open_ = [one for one in told if one.obligation.certainty is certainty and not one.is_closed]
        rows = tuple(_row(held, view) for held in _together(open_, view))
        if rows:
            blocks.append(Table(view.say(title), tuple(view.say(one) for one in _HEAD), rows))
    possible = tuple(_all_possible([one for one in told if _is_open_question(one, view)], view))
    if possible:
        blocks.extend((Para(joined(strong(view.say(GROUPS[Certainty.DEPENDS])))), Bullets(possible)))
    closed = tuple(_closed(one, view) for one in told if one.is_closed and _is_shown(one, view))
    if closed:
        blocks.extend((Para(plain(view.say(_DONE_TITLE))), Bullets(closed)))
    nothing = _NOTHING if view.is_about_a_child else _NOTHING_IN_A_CASE
    return Section(view.say(TITLE), tuple(blocks) or (Para(plain(view.say(nothing))),))


def _together(told: list[Entry], view: View) -> Iterator[list[Entry]]:
    """Entries of which the same is to be said, in the order of the first of them."""
    groups: dict[object, list[Entry]] = {}
    for one in told:
        groups.setdefault(alike_assessments(one, view) or one, []).append(one)
    yield from groups.values()


def alike_assessments(entry: Entry, view: View) -> tuple[object, ...] | None:
    """What assessments that stand in one sentence have in common; None for what has a sentence of its own."""
    said = entry.obligation
    timed = said.deadline is not None or bool(said.frequencies)
    if entry.outcome is not None or entry.record is not None or timed or _comes_before(entry, view):
        return None
    return (said.modality, said.certainty, said.states, view.behind(said), who(entry, view))


def _is_open_question(entry: Entry, view: View) -> bool:
    depends = entry.obligation.certainty is Certainty.DEPENDS
    return depends and view.is_working and not entry.is_closed


def _all_possible(told: list[Entry], view: View) -> Iterator[Line]:
    """A line for each possible duty; one for all that perhaps should, and one for all that perhaps may happen."""
    yield from (_possible(one, view) for one in told if one.obligation.modality in _BINDING)
    for modality in (Modality.SHOULD, Modality.MAY):
        held = [one for one in told if one.obligation.modality is modality]
        if len(held) == 1:
            yield _possible(held[0], view)
        elif held:
            named = (view.with_record(plain(deed(one, view)), one.subject, one.record) for one in held)
            said = upper_first(view.say(MODAL[modality]))
            yield joined(f"{said}: ", line_of(named, between=" · "))


def _possible(entry: Entry, view: View) -> Line:
    """What only depends on answers, in a line: point 5 has the questions, and what each answer has to do with."""
    modal = upper_first(view.say(MODAL[entry.obligation.modality]))
    line = view.with_record(joined(f"{modal} ", deed(entry, view)), entry.subject, entry.record)
    deadline = entry.obligation.deadline
    if deadline is not None and (deadline.no_later_than or deadline.perhaps or deadline.at_once):
        when = deadline_in_brief(entry.obligation, view)
        line = joined(line, f" – {view.say(_BY_THEN, when=when)}")
    return joined(line, soft(f" ({in_prose(view.rules(entry.obligation.rules), view.names)})"))


def _is_shown(entry: Entry, view: View) -> bool:
    return view.is_working or entry.obligation.certainty is not Certainty.DEPENDS


def _row(held: list[Entry], view: View) -> tuple[Line, ...]:
    entry = held[0]
    return (
        _what(held, view),
        plain(who(entry, view)),
        _when(entry, view),
        plain(_why(entry, view)),
        basis(view.rules(view.behind(entry.obligation)), entry.obligation.modality, view.names),
    )


def deed(entry: Entry, view: View) -> str:
    """What is to be done, as an infinitive that follows the modal verb."""
    said = view.names.action(entry.subject)
    if entry.outcome is None:
        return view.say(ANSWER, what=said)
    return view.say(DECIDE, what=said) if entry.decides else said


def deeds(held: list[Entry], view: View) -> str:
    """What is to be done; of several assessments each question."""
    if len({one.subject for one in held}) == 1:
        return deed(held[0], view)
    return view.say(ANSWER, what=" · ".join(view.names.action(one.subject) for one in held))


def _what(held: list[Entry], view: View) -> Line:
    entry = held[0]
    modal = upper_first(view.say(MODAL[entry.obligation.modality]))
    line = joined(strong(f"{modal} "), deeds(held, view), soft(_kind(entry, view)))
    line = view.with_record(line, entry.subject, entry.record)
    tails = [part for part in (_comes_before(entry, view), _waits(entry, view)) if part]
    return joined(line, "; ", strong("; ".join(tails))) if tails else line


def _kind(entry: Entry, view: View) -> str:
    action = view.decision.ruleset.actions.get(entry.subject)
    if action is None:
        return f" ({view.say(_ASSESSMENT)})"
    kinds = [view.say(word) for attribute, word in _KINDS if getattr(action, attribute)]
    return f" ({', '.join(kinds)})" if kinds else ""


def _comes_before(entry: Entry, view: View) -> str:
    said: list[str] = []
    for order in view.waiting_orders():
        if order.names != (entry.subject,) or (order.certainty is Certainty.DEPENDS and not view.is_working):
            continue
        if order.involving:
            said.append(view.say(_INVOLVING, whom=parties(order.involving, view)))
        said.extend(f"»{view.names.action(one)}«" for one in order.then)
    then = listed(list(dict.fromkeys(said)), view.lang)
    return view.say(_BEFORE, what=then) if then else ""


def _waits(entry: Entry, view: View) -> str:
    if entry.outcome is None:
        return ""
    firsts = [
        view.firsts(one.names)
        for one in entry.outcome.blocked_by
        if view.is_working or one.certainty is not Certainty.DEPENDS
    ]
    return view.say(_WAITS_FOR, what=listed(list(dict.fromkeys(firsts)), view.lang)) if firsts else ""


def parties(names: tuple[str, ...], view: View) -> str:
    """`forældre eller netværk`."""
    return listed([view.names.role(one) for one in names], view.lang, last=OR)


def who(entry: Entry, view: View) -> str:
    """Who bears it and who decides it."""
    bearers = listed([view.names.role(one) for one in entry.obligation.bearers], view.lang)
    said = bearers or view.say(_NOT_SHARED_OUT)
    if bearers and entry.obligation.personally:
        said = view.say(_PERSONALLY, who=bearers)
    if entry.outcome is None:
        return said if bearers else made_by(entry.subject, view)
    if entry.outcome.decided_by is not None:
        return f"{said}; {view.say(_DECIDED_BY, who=view.names.role(entry.outcome.decided_by))}"
    action = view.decision.ruleset.actions.get(entry.subject)
    needs = action is not None and (action.is_decision or action.is_intervention)
    return f"{said}; {view.say(_NOT_SETTLED)}" if needs else said


def made_by(name: str, view: View) -> str:
    """Who makes an assessment that no rule has given to anybody."""
    declared = view.names.assessment(name)
    by = declared.made_by if declared is not None else None
    return view.names.role(by) if by else view.say(_NOT_SHARED_OUT)


def bearer_must(entry: Entry, view: View) -> str:
    """`Kommunen skal vurdere, om …`; without a bearer `Skal vurdere, om …`."""
    modal = view.say(MODAL[entry.obligation.modality])
    bearers = listed([view.names.role(one) for one in entry.obligation.bearers], view.lang)
    if bearers and entry.obligation.personally:
        bearers = view.say(_PERSONALLY, who=bearers)
    # WHY: a title with a clause in it, such as »den leder, der har ansvaret«, ends in a comma.
    subject = f"{bearers}{',' if ',' in bearers else ''} " if bearers else ""
    return upper_first(f"{subject}{modal} {deed(entry, view)}")


def _why(entry: Entry, view: View) -> str:
    keys = view.behind(entry.obligation)
    parts = [view.reasons(keys)]
    if entry.obligation.certainty is Certainty.HOLDS_UNLESS and (until := view.exceptions(keys)):
        parts.append(view.say(_UNTIL, what=until))
    if entry.obligation.departed_by:
        by = listed([view.names.role(one) for one in entry.obligation.departed_by], view.lang)
        parts.append(upper_first(view.say(_DEPARTED_BY, who=by)))
    return " ".join(part for part in parts if part)


def turns_on(paths: tuple[str, ...], view: View) -> str:
    """The questions whose answers something depends on; never a guessed answer."""
    if not paths:
        return ""
    asked = [f"»{view.facts.question(one)}«" for one in paths[:_QUESTIONS_SHOWN]]
    more = len(paths) - _QUESTIONS_SHOWN
    said = "; ".join(asked) + (" " + view.say(_MORE, n=more) if more > 0 else ".")
    return view.say(_TURNS_ON, what=said)


def _when(entry: Entry, view: View) -> Line:
    parts = [*deadline_parts(entry.obligation, view)]
    states = entry.obligation.states
    if State.OVERDUE in states and len(states) == 1:
        return joined(strong("; ".join(parts)))
    if len(states) > 1:
        parts.append(_perhaps(states, view))
    elif states == (State.SET_ASIDE,):
        parts.append(view.say(_STATES[State.SET_ASIDE]))
    return plain("; ".join(parts))


def _perhaps(states: tuple[State, ...], view: View) -> str:
    """What is not known of an action whose state is open."""
    told = {*states}
    if State.DONE in told and told <= {State.DONE, State.OPEN, State.NOT_YET_DUE}:
        return view.say(_PERHAPS_DONE)
    if {State.DONE, State.DONE_LATE} <= told <= {State.DONE, State.OPEN, State.NOT_YET_DUE, *_LATE_OR_NOT}:
        return view.say(_PERHAPS_IN_TIME)
    named = listed([view.say(_STATES[one]) for one in states], view.lang, last=OR)
    return view.say(_PERHAPS_STATES, states=named)


def _closed(entry: Entry, view: View) -> Line:
    what = view.with_record(plain(upper_first(deed(entry, view))), entry.subject, entry.record).text
    states = listed([view.say(_STATES[one]) for one in entry.obligation.states], view.lang, last=OR)
    for one in view.decision.case.departures:
        if (
            one.action == entry.subject
            and one.record == entry.record
            and State.DEPARTED_FROM in entry.obligation.states
        ):
            by = view.names.role(one.by) if one.by else view.say(_NOT_SHARED_OUT)
            why = shown(one.reason) or view.say(_NO_REASON)
            return plain(view.say(_DEPARTED, what=what, state=states, who=by, why=why))
    done_at = entry.outcome.done_at if entry.outcome is not None else None
    when = moment(done_at, view.lang) if done_at is not None else ""
    return plain(view.say(_DONE_AT, what=what, state=states, when=when).rstrip())
