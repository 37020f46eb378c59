"""A decision as a text for one reader: the draft that a professional works with, what may be filed, a text for the family.

Takes a decision, a language, a reader; gives an `Outline`, or text. Afterwards true: nothing is decided here; what
is printed stands in the decision, its case or its rule set. Docs: language reference, *A decision*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from bekymring.calendar_dk import age_on, danish_date, format_date
from bekymring.case.answers import FactState
from bekymring.decision import Decision
from bekymring.report import (
    closing,
    duties,
    family,
    first,
    forbidden,
    html,
    levels,
    markdown,
    questions,
    reasons,
    text,
    weighed,
)
from bekymring.report.clean import shown
from bekymring.report.plain import Outline, Para, Section, joined, plain, strong
from bekymring.report.say import Both
from bekymring.report.view import Audience, View

TITLE = Both(
    "UDKAST TIL FAGLIG VURDERING – ikke en afgørelse", "DRAFT OF A PROFESSIONAL ASSESSMENT – not a decision"
)
RECORD_TITLE = Both(
    "UDKAST TIL JOURNALEN – kan først journaliseres, når punkt 8 er udfyldt af et menneske",
    "DRAFT FOR THE RECORD – can be filed only when a person has filled in point 8",
)
_AGE = Both("Barnet er {n} år. ", "The child is {n} years old. ")
_ASSESSED = Both("Vurderet {when}.", "Assessed {when}.")
_ASSESSED_DAY = Both("Vurderet for hele dagen {when}.", "Assessed for the whole of {when}.")
_RULES = Both("Regler: ", "Rules: ")
_APPROVED = Both(", godkendt {day}{by}.", ", approved {day}{by}.")
_BY = Both(" af {who}", " by {who}")
_NOT_APPROVED = Both(", ikke godkendt.", ", not approved.")

RENDERERS: Mapping[str, Callable[[Outline], str]] = {
    "text": text.render,
    "markdown": markdown.render,
    "html": html.render,
}


def outline(decision: Decision, *, lang: str = "da", to: str = "working_view") -> Outline:
    """The text of a decision for a reader (`working_view`, `record`, `family`), before it has a format."""
    view = View(decision, lang, Audience(to.replace("-", "_")))
    if view.audience is Audience.FAMILY:
        return family.outline(view)
    title = TITLE if view.is_working else RECORD_TITLE
    return Outline(view.say(title), lang, tuple(_sections(view)))


def explain(decision: Decision, *, lang: str = "da", to: str = "working_view", form: str = "text") -> str:
    """The text of a decision for a reader, as `text`, `markdown` or `html`."""
    return RENDERERS[form](outline(decision, lang=lang, to=to))


def _sections(view: View) -> Iterator[Section]:
    yield _head(view)
    possible = (
        first.section(view),
        duties.section(view),
        forbidden.section(view),
        questions.child(view),
        levels.section(view),
        weighed.section(view),
        questions.section(view),
        reasons.section(view),
        closing.measures(view),
        closing.attention(view),
        closing.not_considered(view),
        closing.own_words(view),
        closing.before_use(view),
        closing.small_print(view),
    )
    yield from (one for one in possible if one is not None)


def _head(view: View) -> Section:
    head = view.decision.ruleset.head
    word = _ASSESSED_DAY if view.decision.whole_day else _ASSESSED
    assessed = view.say(word, when=closing.assessed_at(view))
    by = view.say(_BY, who=shown(head.approved_by)) if head.approved_by else ""
    day = format_date(head.approved, view.lang) if head.approved is not None else ""
    approved = view.say(_APPROVED, day=day, by=by) if day else view.say(_NOT_APPROVED)
    rules = joined(view.say(_RULES), strong(view.names.layer(head.name)), f" {shown(head.version)}{approved}")
    return Section("", (Para(plain(f"{_age(view)}{assessed}")), Para(rules)))


def _age(view: View) -> str:
    birth = view.decision.ruleset.birth_date
    answer = view.decision.case.answer(birth.name) if birth is not None else None
    if answer is None or answer.state is not FactState.KNOWN or not isinstance(answer.value, date):
        return ""
    return view.say(_AGE, n=age_on(answer.value, danish_date(view.decision.moment)))
