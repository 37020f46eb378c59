"""A few neutral sentences for the family, without paragraphs; refused while something must not reach the home.

Afterwards true: nothing about prohibitions, levels, facts or open questions by name, and no step that involves nobody
of theirs; always opened by a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.calendar_dk import danish_date, format_date
from bekymring.decision import Certainty
from bekymring.model.ruleset import Modality
from bekymring.report.duties import Entry, deed, entries
from bekymring.report.plain import Outline, Para, Section, plain
from bekymring.report.say import Both, listed, sentence
from bekymring.report.times import moment
from bekymring.report.view import View, secrecy

TITLE = Both("Hvad der sker nu", "What happens now")
_REFUSED_TITLE = Both("Teksten til familien kan ikke vises", "The text for the family cannot be shown")
_REFUSED = Both(
    "Der er ingen tekst til familien i denne sag lige nu: familien må ikke inddrages, før {first} er på plads. "
    "Denne besked er til dig og må ikke vises for andre.",
    "There is no text for the family in this case at present: the family must not be involved before {first} is in place. "
    "This message is for you and must not be shown to others.",
)
_REFUSED_BAN = Both(
    "Der er ingen tekst til familien i denne sag lige nu: noget, der inddrager familien, må ikke ske, eller det er ikke "
    "afklaret, om det må. Denne besked er til dig og må ikke vises for andre.",
    "There is no text for the family in this case at present: something that involves the family must not happen, or it is "
    "not settled whether it may. This message is for you and must not be shown to others.",
)
_SEEN = Both("Vi har set på de oplysninger, vi har den {day}.", "We have looked at what we know on {day}.")
_NEXT = Both("Næste skridt er {default}at {what}{when}", "The next step is {default}to {what}{when}")
_THEN = Both("Et andet skridt er {default}at {what}{when}", "Another step is {default}to {what}{when}")
_AS_A_RULE = Both("som udgangspunkt ", "as a rule ")
_WHEN = Both(", senest {when}", ", no later than {when}")
_WAS_DUE = Both("; det skulle være sket senest {when}", "; it should have happened no later than {when}")
_NOTHING_YET = Both(
    "Lige nu er der ikke noget skridt, hvor I skal være med.",
    "At present there is no step that you are to take part in.",
)
_UNDECIDED = Both(
    "Vi har endnu ikke besluttet, hvad det næste skridt sammen med jer er.",
    "We have not yet decided what the next step together with you is.",
)
_OPEN = Both(
    "Der er stadig spørgsmål, vi ikke har fået svar på.",
    "There are still questions that we have no answer to.",
)
_CHILD = Both("Vi vil gerne høre barnets egne ord.", "We would like to hear the child's own words.")
_YOURS = Both(
    "I kan fortælle, hvordan I selv ser det, og sige til, hvis noget er forkert.",
    "You can tell how you see it yourselves, and say so if something is wrong.",
)
_NO_DECISION = Both("Denne tekst er ikke en afgørelse.", "This text is not a decision.")
_PERSON = Both("Det er et menneske, der vurderer og beslutter.", "It is a person who assesses and decides.")
_STEPS_SHOWN = 3


def outline(view: View) -> Outline:
    """The text for the family, or one sentence to the professional that says why there is none."""
    blocked = secrecy(view)
    if blocked:
        firsts = dict.fromkeys(first for first, _, _ in blocked if first)
        named = listed([view.firsts(one) for one in firsts], view.lang)
        said = view.say(_REFUSED, first=named) if named else view.say(_REFUSED_BAN)
        return Outline(view.say(_REFUSED_TITLE), view.lang, (Section("", (Para(plain(said)),)),))
    return Outline(view.say(TITLE), view.lang, (Section("", (Para(plain(" ".join(_sentences(view)))),)),))


def _sentences(view: View) -> Iterator[str]:
    yield view.say(_SEEN, day=format_date(danish_date(view.decision.moment), view.lang))
    steps = tuple(_steps(view))
    yield from steps or (view.say(_UNDECIDED if any(_with_them(view)) else _NOTHING_YET),)
    if view.decision.missing or view.decision.assessments:
        yield view.say(_OPEN)
    yield from (view.say(one) for one in (_CHILD, _YOURS, _NO_DECISION, _PERSON))


def _meets_them(entry: Entry, view: View) -> bool:
    """Whether a step involves somebody: what the municipality does by itself, such as answering a notifier, is not told here."""
    declared = view.decision.ruleset.actions.get(entry.subject)
    return declared is not None and bool(declared.involves)


def _with_them(view: View) -> Iterator[Entry]:
    """What is not done, and involves somebody of theirs: asked for, recommended, to be decided on or open."""
    for one in entries(view):
        if (
            one.outcome is not None
            and one.outcome.ban is None
            and not one.is_closed
            and _meets_them(one, view)
        ):
            yield one


def _steps(view: View) -> Iterator[str]:
    told: dict[str, tuple[str, str]] = {}
    for one in _with_them(view):
        asked = one.obligation.modality.rank >= Modality.MUST_BY_DEFAULT.rank
        if asked and not one.decides and one.obligation.certainty is Certainty.HOLDS:
            by_default = one.obligation.modality is Modality.MUST_BY_DEFAULT
            default = view.say(_AS_A_RULE) if by_default else ""
            told.setdefault(deed(one, view), (default, _by_when(one, view)))
    for index, (what, (default, when)) in enumerate(list(told.items())[:_STEPS_SHOWN]):
        yield sentence(view.say(_THEN if index else _NEXT, default=default, what=what, when=when))


def _by_when(entry: Entry, view: View) -> str:
    """Until when, or since when it is late; empty where there is no deadline."""
    if entry.due is None:
        return ""
    word = _WAS_DUE if entry.due < view.decision.moment else _WHEN
    return view.say(word, when=moment(entry.due, view.lang))
