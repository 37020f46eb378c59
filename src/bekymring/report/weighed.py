"""Point 4: the facts that were weighed, for and against side by side, each with source and date; and those without influence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bekymring.case.answers import FactState
from bekymring.decision import Firing, RuleOutcome
from bekymring.frozen import frozen
from bekymring.model.ruleset import Direction, Expr, IndicatorKind, Input, PointTo, RecordField, Worse
from bekymring.report.facts import on_scale
from bekymring.report.levels import side_by_side
from bekymring.report.paths import place_of
from bekymring.report.plain import (
    Block,
    Bullets,
    Line,
    Para,
    Run,
    Section,
    Table,
    joined,
    line_of,
    plain,
    soft,
    strong,
)
from bekymring.report.reads import paths_read
from bekymring.report.say import Both, sentence
from bekymring.report.view import NOTHING_SAID, View
from bekymring.values import Truth

TITLE = Both("4. Oplysninger, der er lagt vægt på", "4. Facts that were weighed")
FOR = Both("Taler for bekymring", "Speaks for concern")
_FOR_A_CASE = Both("Taler for", "Speaks for")
AGAINST = Both("Taler imod / ressourcer", "Speaks against / resources")
_OTHERS = Both("Andre oplysninger, som reglerne har brugt", "Other facts that the rules have used")
_OF_RECORD = Both("{record}: ", "{record}: ")
_UNNOTED = Both(
    "Hvor ingen kilde står, er den ikke noteret.", "Where no source stands, it has not been noted."
)
_WITHOUT = Both("Uden betydning for bekymringen: {those}", "Without influence on concern: {those}")
_NOT_COLLECTED = Both("Indhentes ikke: {those}", "Not collected: {those}")

_CONCERN = frozenset(
    {IndicatorKind.SIGN_OF_NOT_THRIVING, IndicatorKind.SIGN_OF_DANGER, IndicatorKind.RISK_FACTOR}
)
FIRED = frozenset({Firing.FIRED, Firing.FIRED_UNLESS})
"""What makes a rule hold, at least until further notice."""


@frozen
class Weighed:
    """What speaks for and against, and the paths of the facts that are neither."""

    for_: tuple[Line, ...]
    against: tuple[Line, ...]
    others: tuple[str, ...]


def section(view: View) -> Section:
    """Point 4."""
    held = weighed(view)
    nothing = plain(view.say(NOTHING_SAID))
    rows = tuple(side_by_side(list(held.for_), list(held.against), nothing))
    head = (view.say(FOR if view.is_about_a_child else _FOR_A_CASE), view.say(AGAINST))
    blocks: list[Block] = [Table("", head, rows, side_by_side=True)]
    if held.others:
        blocks.append(Para(joined(strong(view.say(_OTHERS)), *_unnoted(held.others, view))))
        blocks.append(Bullets(tuple(_by_record(held.others, view))))
    blocks.extend(Para(plain(one)) for one in _without(view))
    return Section(view.say(TITLE), tuple(blocks))


def weighed(view: View) -> Weighed:
    """The facts that rules which hold (or, at work, may hold) turn on, and the indicators that are present."""
    paths = used_paths(view)
    pointed, spoken_against = _pointing_paths(view), _against_paths(view)
    for_: list[Line] = [*_indicators(view, concern=True)]
    against: list[Line] = [*_indicators(view, concern=False), *_rules_against(view)]
    others: list[str] = []
    for path in paths:
        if path in view.decision.ruleset.indicators:
            continue
        side = _side(path, view) or (
            "against" if path in spoken_against else "for" if path in pointed else ""
        )
        if side:
            (for_ if side == "for" else against).append(fact_line(path, view))
        else:
            others.append(path)
    return Weighed(_once(for_), _once(against), tuple(others))


def _once(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(dict.fromkeys(lines))


def used_paths(view: View) -> tuple[str, ...]:
    """The known answers that rules turn on, protected ones left out."""
    paths = dict.fromkeys(path for one in _speaking(view) for path in one.facts)
    return tuple(
        path for path in sorted(paths, key=_by_number) if _may_count(view.names.input_or_field(path))
    )


def _by_number(path: str) -> list[str | int]:
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", path)]


def _may_count(declared: Input | RecordField | None) -> bool:
    return declared is not None and not declared.protected


def _speaking(view: View) -> Iterator[RuleOutcome]:
    for one in view.decision.rules:
        if one.firing in FIRED or (view.is_working and one.firing is Firing.POSSIBLE):
            yield one


def _pointing_paths(view: View) -> frozenset[str]:
    rules = view.decision.ruleset.rules
    return frozenset(
        path
        for one in view.decision.rules
        if one.firing in FIRED and any(isinstance(said, PointTo) for said in rules[one.rule].conclusions)
        for path in paths_read(rules[one.rule].when, one.facts, view.decision.ruleset)
    )


def fact_line(path: str, view: View) -> Line:
    """A question with its answer, and softly who said it and when."""
    return joined(f"{view.facts.question(path)} {view.facts.value(path)}", _said_by(path, view))


def _said_by(path: str, view: View) -> Run:
    source = "" if view.facts.has_no_source(path) else view.facts.source(path)
    return soft(f" ({source})" if source else "")


def _unnoted(paths: tuple[str, ...], view: View) -> Iterator[str]:
    """Said once, not behind every answer."""
    if any(view.facts.has_no_source(path) for path in paths):
        yield f". {view.say(_UNNOTED)}"


def _by_record(paths: tuple[str, ...], view: View) -> Iterator[Line]:
    """A line for each answer; the answers about one record together."""
    groups: dict[str, list[Line]] = {}
    for path in paths:
        record = view.facts.record_at(path)
        held = groups.setdefault(record or path, [])
        if not (record and view.facts.is_the_date_of_its_record(path) and view.facts.has_no_source(path)):
            held.append(_answered(path, view))
    for group, lines in groups.items():
        lead = "" if group in paths else view.say(_OF_RECORD, record=group) if lines else group
        yield joined(soft(lead), line_of(lines, between=" · "))


def _answered(path: str, view: View) -> Line:
    facts = view.facts
    asked = facts.bare_question(path) if facts.record_at(path) else facts.question(path)
    return joined(f"{asked} {facts.value(path)}", _said_by(path, view))


def _side(path: str, view: View) -> str:
    """On which side the rule set itself puts an answer: it says which direction is worse, or how certain a doubt is."""
    declared = view.names.input_or_field(path)
    answer = view.facts.answer(path)
    if declared is None or answer.state is not FactState.KNOWN:
        return ""
    match declared.worse, answer.value:
        case Worse.YES, bool() as said:
            return "for" if said else "against"
        case Worse.NO, bool() as said:
            return "against" if said else "for"
        case _:
            return _grade(declared, answer.value, view)


def _grade(declared: Input | RecordField, value: object, view: View) -> str:
    scale = view.decision.ruleset.scales.get(on_scale(declared.type_) or "")
    if scale is None or scale.direction is not Direction.WEAKEST_TO_STRONGEST or not isinstance(value, str):
        return ""
    return "for" if scale.rank(value) > 0 else ""


def _indicators(view: View, *, concern: bool) -> Iterator[Line]:
    for name, one in sorted(view.decision.ruleset.indicators.items()):
        if (one.kind in _CONCERN) is not concern:
            continue
        if one.when is None:
            answer = view.decision.case.answer(name)
            if answer.state is FactState.KNOWN and answer.value is True:
                yield joined(f"{view.names.fact(name)} ", soft(f"({view.facts.source(name)})"))
        elif view.truths.of(one.when) is Truth.TRUE:
            yield plain(sentence(view.names.named(name)))


def _spoken_against(view: View) -> Iterator[tuple[RuleOutcome, Expr]]:
    """What certainly speaks against a rule, part by part."""
    for outcome in _speaking(view):
        rule = view.decision.ruleset.rules[outcome.rule]
        for expr, truth in zip(rule.against, outcome.against, strict=False):
            if truth is Truth.TRUE:
                for part in view.truths.standing(expr, rule, outcome.record):
                    yield outcome, part


def _against_paths(view: View) -> frozenset[str]:
    ruleset = view.decision.ruleset
    return frozenset(
        path for outcome, part in _spoken_against(view) for path in paths_read(part, outcome.facts, ruleset)
    )


def _rules_against(view: View) -> Iterator[Line]:
    """What speaks against and reads no answer that is listed by itself."""
    for outcome, part in _spoken_against(view):
        if not paths_read(part, outcome.facts, view.decision.ruleset):
            rule = view.decision.ruleset.rules[outcome.rule]
            yield plain(sentence(view.wording(rule).condition(part)))


def unused(view: View) -> tuple[str, ...]:
    """The questions that are answered and that no rule that holds, or may hold, turns on; protected ones left out."""
    used = {place_of(path).name for path in used_paths(view)} | set(_marks_of_asked(view))
    level_names = view.decision.ruleset.levels
    return tuple(
        view.names.fact(name)
        for name, answer in sorted(view.decision.case.facts.items())
        if answer.value is not None
        and answer.state is not FactState.OTHER_PERIOD
        and name not in used
        and name not in level_names
        and name not in view.decision.ruleset.indicators
        and not _is_birth_date(name, view)
        and _may_count(view.names.input_or_field(name))
    )


def _marks_of_asked(view: View) -> Iterator[str]:
    """The answers that say whether what is asked for here is done: used, though it may turn out that it is not."""
    ruleset, answered = view.decision.ruleset, tuple(view.decision.case.facts)
    for name, group in view.decision.actions.items():
        action = ruleset.actions.get(name)
        asked = any(one.obligations or one.decide_whether is not None for one in group.each)
        if asked and action is not None and action.done is not None:
            yield from paths_read(action.done.at, answered, ruleset)
            yield from paths_read(action.done.when, answered, ruleset)


def of_other_periods(view: View) -> tuple[str, ...]:
    """The questions that are answered for another period than that of the assessment, with the period that the answer is for."""
    facts = sorted(view.decision.case.facts.items())
    return tuple(
        view.facts.question_for(name, answer.through)
        for name, answer in facts
        if answer.state is FactState.OTHER_PERIOD and answer.through is not None
    )


def _is_birth_date(name: str, view: View) -> bool:
    birth = view.decision.ruleset.birth_date
    return birth is not None and birth.name == name


def _without(view: View) -> Iterator[str]:
    inputs = [one for _, one in sorted(view.decision.ruleset.inputs.items())]
    protected = [view.names.fact(one.name) for one in inputs if one.protected and one.collected]
    if protected:
        yield view.say(_WITHOUT, those="; ".join(protected))
    not_collected = [view.names.fact(one.name) for one in inputs if not one.collected]
    if not_collected:
        yield view.say(_NOT_COLLECTED, those="; ".join(not_collected))
