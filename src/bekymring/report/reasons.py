"""Point 6: a draft of the reasons in prose: rules of law, main considerations, factual circumstances."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from bekymring.case.answers import FactState
from bekymring.decision import Certainty
from bekymring.model.ruleset import Modality, Rule
from bekymring.report.authority import in_prose, statutes
from bekymring.report.clean import shown
from bekymring.report.duties import MODAL, Entry, alike_assessments, deeds, entries, made_by
from bekymring.report.forbidden import banned
from bekymring.report.plain import Para, Section, plain
from bekymring.report.say import Both, listed, sentence
from bekymring.report.times import due
from bekymring.report.view import View
from bekymring.report.weighed import weighed

TITLE = Both("6. Udkast til begrundelse", "6. Draft of the reasons")
_UNDER = Both(
    "Efter {basis} {modal} {who}{comma} {default}{deed}", "Under {basis} {who}{comma} {modal} {default}{deed}"
)
_DEFAULT = (Both("skal", "must"), Both("som udgangspunkt ", "as a rule "))
_NOBODY = Both("følgende", "the following")
_HAPPEN = Both("ske: {what}", "happen: {what}")
_SAME = Both("samme kilde", "the same source")
_BAN = Both("Efter {basis} må dette ikke ske: {what}", "Under {basis} this must not happen: {what}")
_BAN_YET = Both(
    "Efter {basis} må dette endnu ikke ske: {what}", "Under {basis} this must not happen yet: {what}"
)
_WHEN = Both(", senest {when}", ", no later than {when}")
_CONSIDERATIONS = Both("Hovedhensyn: {those}.", "Main considerations: {those}.")
_WEIGHT = Both("Der er lagt vægt på: {those}", "Weight is given to: {those}")
_AGAINST = Both(
    "Der er også lagt vægt på det, der taler imod: {those}",
    "Weight is also given to what speaks against: {those}",
)
_NO_WEIGHT = Both("Oplysninger, der taler for: ingen oplyst.", "Facts that speak for it: none stated.")
_NO_AGAINST = Both("Oplysninger, der taler imod: ingen oplyst.", "Facts that speak against it: none stated.")
_OTHERS = Both(
    "Også de andre oplysninger i punkt 4 er brugt; skriv dem ind, der har haft betydning.",
    "The other facts in point 4 are used too; write in those that mattered.",
)
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
_Sentence = tuple[tuple[Rule, ...], Callable[[str], str]]
"""The rules that a sentence rests on, and the sentence once it is said what they rest on."""
_HOLDING = frozenset({Certainty.HOLDS, Certainty.HOLDS_UNLESS})


def section(view: View) -> Section:
    """Point 6."""
    legal = " ".join(_legal(view)) or view.say(_NO_RULE)
    paragraphs = (legal, " ".join(_facts(view)), " ".join(_considerations(view)))
    return Section(view.say(TITLE), tuple(Para(plain(one)) for one in paragraphs if one))


def _legal(view: View) -> Iterator[str]:
    """What the rules require and forbid; a source that is no statute is not named again in the next sentence."""
    last = ""
    for rules, say in (*_duties(view), *_bans(view)):
        basis = in_prose(rules, view.names)
        yield say(view.say(_SAME) if basis == last and not statutes(rules) else basis)
        last = basis


def _holding(view: View) -> tuple[Entry, ...]:
    return tuple(
        one
        for one in entries(view)
        if one.obligation.certainty in _HOLDING
        and one.obligation.modality.rank >= Modality.MUST_BY_DEFAULT.rank
        and not one.is_closed
    )


def _duties(view: View) -> Iterator[_Sentence]:
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for one in _holding(view):
        alike = alike_assessments(one, view)
        keys = tuple(dict.fromkeys(key for key, _ in view.behind(one.obligation)))
        groups.setdefault(alike or (one.subject, one.obligation.modality, keys), []).append(one)
    for held in groups.values():
        yield view.rules(view.behind(held[0].obligation)), partial(_duty, held, view)


def _duty(held: list[Entry], view: View, basis: str) -> str:
    """One sentence for a duty, with every record that it is about."""
    one = held[0]
    bearers = listed([view.names.role(name) for name in one.obligation.bearers], view.lang)
    if one.outcome is None and not bearers:
        bearers = made_by(one.subject, view)
    by_default = one.obligation.modality is Modality.MUST_BY_DEFAULT
    modal = view.say(_DEFAULT[0] if by_default else MODAL[one.obligation.modality])
    default = view.say(_DEFAULT[1]) if by_default else ""
    what = deeds(held, view)
    who, did = (bearers, what) if bearers else (view.say(_NOBODY), view.say(_HAPPEN, what=what))
    # WHY: a title with a clause in it, such as »den leder, der har ansvaret«, ends in a comma.
    comma = "," if "," in bearers else ""
    said = view.say(_UNDER, basis=basis, modal=modal, who=who, comma=comma, default=default, deed=did)
    return sentence(f"{said}{_tails(held, view)}")


def _tails(held: list[Entry], view: View) -> str:
    """For which records, and by when."""
    if len({one.subject for one in held}) > 1:
        return ""
    parts = []
    for one in held:
        record = view.record(one.subject, one.record)
        last = due(one.due, view.decision.moment, view.lang) if one.due is not None else ""
        parts.append(f"{record}{view.say(_WHEN, when=last) if last else ''}")
    said = "; ".join(part.removeprefix(", ") for part in parts if part)
    if not said:
        return ""
    return f" – {said}" if view.list_of(held[0].subject) else f", {said}"


def _bans(view: View) -> Iterator[_Sentence]:
    """One sentence for all that the same law or source forbids, and one for what it forbids until something is established."""
    by_basis: dict[tuple[str, Both], tuple[tuple[Rule, ...], list[str]]] = {}
    for one, ban in banned(view):
        if ban.certainty is Certainty.DEPENDS:
            continue
        rules = view.rules(ban.rules)
        what = view.with_record(plain(view.names.action(one.action)), one.action, one.record).text
        word = _BAN_YET if ban.until_established else _BAN
        by_basis.setdefault((in_prose(rules, view.names), word), (rules, []))[1].append(what)
    for (_, word), (rules, held) in by_basis.items():
        yield rules, partial(_ban, word, held, view)


def _ban(word: Both, held: list[str], view: View, basis: str) -> str:
    return sentence(view.say(word, basis=basis, what="; ".join(held)))


def _facts(view: View) -> Iterator[str]:
    held = weighed(view)
    said = "; ".join(line.core.rstrip(".") for line in held.for_)
    yield sentence(view.say(_WEIGHT, those=said)) if said else view.say(_NO_WEIGHT)
    against = "; ".join(line.core.rstrip(".") for line in held.against)
    yield sentence(view.say(_AGAINST, those=against)) if against else view.say(_NO_AGAINST)
    if held.others:
        yield view.say(_OTHERS)
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
    keys = [key for one in _holding(view) for key in view.behind(one.obligation)]
    if reasons := view.reasons(keys):
        yield reasons
    weighed_ = dict.fromkeys(shown(text) for rule in view.rules(keys) for text in rule.considerations)
    if weighed_:
        yield view.say(_CONSIDERATIONS, those=listed(list(weighed_), view.lang))
    yield view.say(_YOURS)
