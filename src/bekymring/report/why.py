"""Why a rule fired, or did not: its conditions and exceptions with their truth, the answers behind them, the place.

Takes a decision and the name of a rule; gives text. Every record that the rule was read for is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from bekymring.decision import Decision, Firing, RuleOutcome
from bekymring.model.ruleset import Expr, Named, Rule
from bekymring.report import html, markdown, text
from bekymring.report.authority import cited
from bekymring.report.clean import shown
from bekymring.report.conclusions import conclusion_text
from bekymring.report.plain import Block, Bullets, Line, Outline, Para, Section, joined, plain, soft, strong
from bekymring.report.say import Both, sentence, upper_first
from bekymring.report.view import View
from bekymring.report.words import all_conditions
from bekymring.values import Truth

_TITLE = Both("Hvorfor? Reglen »{rule}«", "Why? The rule »{rule}«")
_UNKNOWN = Both(
    "Der er ingen regel med navnet »{rule}« i regelsættet.",
    "There is no rule named »{rule}« in the rule set.",
)
_PERHAPS = Both("Mente du: {those}?", "Did you mean: {those}?")
_PLACE = Both("{file}, linje {line} (»{layer}«)", "{file}, line {line} (»{layer}«)")
_SAYS = Both("Reglen siger: {what}", "The rule says: {what}")
_BECAUSE = Both("Fordi: {why}", "Because: {why}")
_NO_AUTHORITY = Both("Reglen har ingen henvisning.", "The rule cites nothing.")
_NO_RECORDS = Both(
    "Reglen læses for hver {list}; sagen har ingen.", "The rule is read for each {list}; the case holds none."
)
_LACKING = Both("Andre {list}, som sagen måske mangler", "Other {list} that the case may lack")
_NOT_READ = Both("Reglen er ikke læst for denne sag.", "The rule was not read for this case.")

_FIRING = {
    Firing.FIRED: Both("Reglen gælder.", "The rule holds."),
    Firing.FIRED_UNLESS: Both(
        "Reglen gælder indtil videre: betingelserne er opfyldt, og en undtagelse er ikke afklaret.",
        "The rule holds until further notice: its conditions are met, and an exception is open.",
    ),
    Firing.POSSIBLE: Both(
        "Det er ikke afgjort, om reglen gælder: svar mangler.",
        "Whether the rule holds is not settled: answers are missing.",
    ),
    Firing.NOT_MET: Both(
        "Reglen har ikke fundet anvendelse: betingelserne er ikke opfyldt. Det er ikke en vurdering af barnet.",
        "The rule does not apply: its conditions are not met. This is no assessment of the child.",
    ),
    Firing.EXCEPTED: Both(
        "Reglen har ikke fundet anvendelse: en undtagelse er fastslået.",
        "The rule does not apply: an exception is established.",
    ),
    Firing.OUTSIDE_PERIOD: Both(
        "Reglen har ikke fundet anvendelse: den gælder ikke på dette tidspunkt.",
        "The rule does not apply: it is not in force at this time.",
    ),
}
_TRUTHS = {
    Truth.TRUE: Both("ja", "yes"),
    Truth.FALSE: Both("nej", "no"),
    Truth.UNKNOWN: Both("uafklaret", "not settled"),
}
_WHEN = Both("Betingelser", "Conditions")
_ALWAYS = Both("Reglen har ingen betingelser.", "The rule has no conditions.")
_ALL = Both("I alt: ", "In all: ")
_UNLESS = Both("Undtagelser", "Exceptions")
_UNLESS_ALL = {
    Truth.TRUE: Both("En undtagelse er fastslået.", "An exception is established."),
    Truth.FALSE: Both("Ingen af undtagelserne gælder.", "None of the exceptions applies."),
    Truth.UNKNOWN: Both(
        "Det er uafklaret, om en undtagelse gælder.", "Whether an exception applies is not settled."
    ),
}
_ADDED_BY = Both(" (tilføjet af »{layer}«)", " (added by »{layer}«)")
_AGAINST = Both("Taler imod", "Speaks against")
_FACTS = Both("Svar, som reglen har læst", "Answers that the rule has read")
_OPEN = Both("Svar, der mangler", "Answers that are missing")

_RENDERERS = {"text": text.render, "markdown": markdown.render, "html": html.render}


def knows_rule(decision: Decision, rule_name: str) -> bool:
    """Whether a rule set has a rule (or a version of one) of this name."""
    return bool(_keys(decision, rule_name))


def why(decision: Decision, rule_name: str, *, lang: str = "da", form: str = "text") -> str:
    """Why a rule fired or not, as `text`, `markdown` or `html`; of an unknown name, the nearest names."""
    return _RENDERERS[form](why_outline(decision, rule_name, lang=lang))


def why_outline(decision: Decision, rule_name: str, *, lang: str = "da") -> Outline:
    """Why a rule fired or not, before it has a format."""
    view = View(decision, lang)
    title = view.say(_TITLE, rule=shown(rule_name))
    keys = _keys(decision, rule_name)
    if not keys:
        return Outline(title, lang, (Section("", (Para(plain(_not_found(view, rule_name))),)),))
    return Outline(title, lang, tuple(one for key in keys for one in _rule(key, view)))


def _keys(decision: Decision, rule_name: str) -> tuple[str, ...]:
    rules = decision.ruleset.rules
    return tuple(key for key, rule in rules.items() if rule_name in {key, rule.name})


def _not_found(view: View, rule_name: str) -> str:
    near = get_close_matches(rule_name[:200], [one.name for one in view.decision.ruleset.rules.values()], n=3)
    those = ", ".join(f"»{shown(one)}«" for one in dict.fromkeys(near))
    unknown = view.say(_UNKNOWN, rule=shown(rule_name))
    return f"{unknown} {view.say(_PERHAPS, those=those)}" if those else unknown


def _rule(key: str, view: View) -> Iterator[Section]:
    rule = view.decision.ruleset.rules[key]
    yield Section("", tuple(_about(rule, view)))
    outcomes = [one for one in view.decision.rules if one.rule == key]
    for one in outcomes:
        yield Section(_heading(one, rule, view), tuple(_outcome(one, rule, view)))
    if not outcomes:
        said = view.say(_NO_RECORDS, list=shown(rule.per_record)) if rule.per_record else view.say(_NOT_READ)
        yield Section("", (Para(plain(said)),))


def _about(rule: Rule, view: View) -> Iterator[Block]:
    span = rule.origin.span
    yield Para(
        plain(
            view.say(
                _PLACE, file=shown(span.file_name), line=span.line, layer=view.names.layer(rule.origin.layer)
            )
        )
    )
    said = "; ".join(conclusion_text(one, view.wording(rule)) for one in rule.conclusions)
    yield Para(plain(sentence(view.say(_SAYS, what=said))))
    if rule.reason:
        yield Para(plain(view.say(_BECAUSE, why=sentence(shown(rule.reason)))))
    citations = tuple(plain(cited(one, view.names)) for one in rule.citations)
    yield Bullets(citations) if citations else Para(plain(view.say(_NO_AUTHORITY)))


def _heading(one: RuleOutcome, rule: Rule, view: View) -> str:
    if rule.per_record is None:
        return ""
    if one.record is None:
        return view.say(_LACKING, list=view.facts.plural(rule.per_record))
    return upper_first(view.facts.record(rule.per_record, one.record))


def _outcome(one: RuleOutcome, rule: Rule, view: View) -> Iterator[Block]:
    yield Para(joined(strong(view.say(_FIRING[one.firing]))))
    yield from _conditions(one, rule, view)
    yield from _exceptions(one, rule, view)
    if rule.against:
        yield Para(joined(strong(view.say(_AGAINST))))
        pairs = zip(rule.against, (*one.against, *([None] * len(rule.against))), strict=False)
        yield Bullets(tuple(_judged(expr, truth, rule, view) for expr, truth in pairs))
    yield from _answers(view.say(_FACTS), one.facts, view)
    yield from _answers(view.say(_OPEN), one.open_facts, view)


def _conditions(one: RuleOutcome, rule: Rule, view: View) -> Iterator[Block]:
    parts = all_conditions(rule.when)
    if not parts:
        yield Para(plain(view.say(_ALWAYS)))
        return
    yield Para(joined(strong(view.say(_WHEN))))
    if len(parts) == 1:
        yield Bullets((_judged(parts[0], one.when, rule, view),))
        return
    lines = [_judged(expr, _truth(expr, one, view), rule, view) for expr in parts]
    yield Bullets((*lines, joined(view.say(_ALL), strong(view.say(_TRUTHS[one.when])))))


def _exceptions(one: RuleOutcome, rule: Rule, view: View) -> Iterator[Block]:
    if not rule.unless and not rule.exceptions:
        return
    yield Para(joined(strong(view.say(_UNLESS))))
    lines = [_judged(expr, _truth(expr, one, view), rule, view) for expr in rule.unless]
    for added in rule.exceptions:
        by = view.say(_ADDED_BY, layer=view.names.layer(added.origin.layer))
        lines.append(joined(_judged(added.unless, _truth(added.unless, one, view), rule, view), soft(by)))
    several = (joined(strong(view.say(_UNLESS_ALL[one.unless]))),) if len(lines) > 1 else ()
    yield Bullets((*lines, *several))


def _truth(expr: Expr, one: RuleOutcome, view: View) -> Truth:
    return view.truths.of(expr, view.decision.ruleset.rules[one.rule], one.record)


def _judged(expr: Expr, truth: Truth | None, rule: Rule, view: View) -> Line:
    said = view.wording(rule).condition(expr)
    if isinstance(expr, Named) and expr.name in view.decision.ruleset.definitions:
        said = f"{said} ({view.wording(rule).condition(view.decision.ruleset.definitions[expr.name].expr)})"
    return plain(said) if truth is None else joined(f"{said}: ", strong(view.say(_TRUTHS[truth])))


def _answers(title: str, paths: Iterable[str], view: View) -> Iterator[Block]:
    items = tuple(
        plain(view.facts.told(path)) for path in paths if view.names.input_or_field(path) is not None
    )
    if items:
        yield Para(joined(strong(title)))
        yield Bullets(items)
