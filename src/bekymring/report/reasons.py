"""Point 6: a draft of the reasons in prose: rules of law, main considerations, factual circumstances."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.case.answers import FactState
from bekymring.decision import Certainty
from bekymring.model.ruleset import Modality, Rule
from bekymring.report.authority import according_to, in_prose
from bekymring.report.clean import shown
from bekymring.report.duties import MODAL, Entry, deed, entries
from bekymring.report.forbidden import banned
from bekymring.report.plain import Para, Section, plain
from bekymring.report.say import Both, listed, sentence
from bekymring.report.times import due
from bekymring.report.view import View
from bekymring.report.weighed import fact_line, weighed

TITLE = Both("6. Udkast til begrundelse", "6. Draft of the reasons")
_UNDER_LAW = Both("Efter {law} {modal} {who} {deed}{when}", "Under {law} {who} {modal} {deed}{when}")
_UNDER_ROUTINE = Both(
    "Efter intern arbejdsgang {modal} {who} {deed}{when}", "By internal routine {who} {modal} {deed}{when}"
)
_NOBODY = Both("følgende ske", "the following")
_LAW_BAN = Both("Efter {law} må dette ikke ske: {what}", "Under {law} this must not happen: {what}")
_ROUTINE_BAN = Both(
    "Efter intern arbejdsgang må dette ikke ske: {what}", "By internal routine this must not happen: {what}"
)
_WHEN = Both(", senest {when}", ", no later than {when}")
_CONSIDERATIONS = Both("Hovedhensyn: {those}.", "Main considerations: {those}.")
_WEIGHT = Both("Der er lagt vægt på: {those}", "Weight is given to: {those}")
_AGAINST = Both(
    "Der er også lagt vægt på det, der taler imod: {those}",
    "Weight is also given to what speaks against: {those}",
)
_NO_WEIGHT = Both(
    "Der er ikke oplyst noget, der taler for bekymring.", "Nothing that speaks for concern is stated."
)
_NO_AGAINST = Both("Der er ikke oplyst noget, der taler imod.", "Nothing that speaks against it is stated.")
_NOT_HEARD = Both(
    "Parten er ikke hørt om {n} af oplysningerne i sagen.",
    "The party has not been heard about {n} of the answers in the case.",
)
_YOURS = Both(
    "Forklaringer, der ikke er undersøgt, og vægtningen af det ovenstående skrives i punkt 8.",
    "Explanations not yet examined, and the weighing of the above, are written in point 8.",
)
_NO_RULE = Both(
    "Ingen regel har givet en begrundelse ud fra det, der er oplyst.",
    "No rule has given a reason from what is known.",
)
_HOLDING = frozenset({Certainty.HOLDS, Certainty.HOLDS_UNLESS})


def section(view: View) -> Section:
    """Point 6."""
    legal = " ".join((*_duties(view), *_bans(view))) or view.say(_NO_RULE)
    paragraphs = (legal, " ".join(_facts(view)), " ".join(_considerations(view)))
    return Section(view.say(TITLE), tuple(Para(plain(one)) for one in paragraphs if one))


def _holding(view: View) -> tuple[Entry, ...]:
    return tuple(
        one
        for one in entries(view)
        if one.obligation.certainty in _HOLDING
        and one.obligation.modality.rank >= Modality.MUST_BY_DEFAULT.rank
        and not one.is_closed
    )


def _duties(view: View) -> Iterator[str]:
    for one in _holding(view):
        rules = view.rules(one.obligation.rules)
        law = in_prose([rule for rule in rules if rule.has_statute], view.names)
        bearers = listed([view.names.role(name) for name in one.obligation.bearers], view.lang)
        when = (
            view.say(_WHEN, when=due(one.due, view.decision.moment, view.lang)) if one.due is not None else ""
        )
        what = view.with_record(plain(deed(one, view)), one.subject, one.record).text
        word = _UNDER_LAW if law else _UNDER_ROUTINE
        modal = view.say(MODAL[one.obligation.modality])
        who, did = (bearers, what) if bearers else (view.say(_NOBODY), f"– {what}")
        said = view.say(word, law=law, modal=modal, who=who, deed=did, when=when)
        yield sentence(f"{said}{_also(rules, view)}")


def _also(rules: tuple[Rule, ...], view: View) -> str:
    local = [rule for rule in rules if not rule.has_statute]
    said = according_to(local, view.names)
    return f" ({said})" if said else ""


def _bans(view: View) -> Iterator[str]:
    for one in banned(view):
        if one.ban is None or one.ban.certainty is Certainty.DEPENDS:
            continue
        law = in_prose(view.rules(one.ban.rules), view.names)
        what = view.with_record(plain(view.names.action(one.action)), one.action, one.record).text
        yield sentence(view.say(_LAW_BAN if law else _ROUTINE_BAN, law=law, what=what))


def _facts(view: View) -> Iterator[str]:
    held = weighed(view)
    weight = [*(line.text for line in held.for_), *(fact_line(path, view).text for path in held.others)]
    said = "; ".join(one.rstrip(".") for one in weight)
    yield sentence(view.say(_WEIGHT, those=said)) if said else view.say(_NO_WEIGHT)
    against = "; ".join(line.text.rstrip(".") for line in held.against)
    yield sentence(view.say(_AGAINST, those=against)) if against else view.say(_NO_AGAINST)
    not_heard = sum(1 for _ in _not_heard(view))
    if not_heard:
        yield view.say(_NOT_HEARD, n=not_heard)


def _not_heard(view: View) -> Iterator[str]:
    case = view.decision.case
    answers = [
        *case.facts.items(),
        *(pair for held in case.records.values() for item in held.items for pair in item.items()),
    ]
    for name, one in answers:
        known = one.state is FactState.KNOWN
        if known and one.provenance is not None and one.provenance.party_heard is False:
            yield name


def _considerations(view: View) -> Iterator[str]:
    keys = [key for one in _holding(view) for key in one.obligation.rules]
    yield view.reasons(keys)
    weighed_ = dict.fromkeys(shown(text) for rule in view.rules(keys) for text in rule.considerations)
    if weighed_:
        yield view.say(_CONSIDERATIONS, those=listed(list(weighed_), view.lang))
    yield view.say(_YOURS)
