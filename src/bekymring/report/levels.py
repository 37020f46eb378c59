"""Levels: what the rules point to, for and against with equal room, beside the professional's own assessment."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.case import Answer
from bekymring.decision import NOT_ASSESSED, LevelOutcome, RuleOutcome
from bekymring.decision import Firing as RuleFiring
from bekymring.model.ruleset import PointTo, Rule
from bekymring.report.authority import cited_all
from bekymring.report.clean import shown
from bekymring.report.facts import Facts
from bekymring.report.plain import Block, Line, Para, Room, Section, Table, joined, plain, soft, strong
from bekymring.report.reads import paths_read
from bekymring.report.say import OR, Both, listed, sentence, upper_first
from bekymring.report.view import NOTHING_SAID, View
from bekymring.values import Truth

TITLE = Both("Hvad reglerne peger på", "What the rules point to")
FOR = Both("Taler for", "Speaks for")
AGAINST = Both("Taler imod", "Speaks against")
_LEAST = Both("Reglerne peger på {step}.", "The rules point to {step}.")
_NONE = Both(
    "Reglerne peger ikke på noget trin. Det er ikke vurderet.",
    "The rules point to no step. This is not assessed.",
)
_OTHERWISE = Both(
    "Trinnet står her, fordi reglerne skriver det, når intet andet er oplyst; ingen regel har peget på det.",
    "The step stands here because the rules write it where nothing else is known; no rule has pointed to it.",
)
_MORE_OPEN = Both(
    "Det er ikke afgjort, om reglerne peger på mere: det afhænger af svarene i punkt 5.",
    "Whether the rules point to more is not settled: it depends on the answers in point 5.",
)
_FIRST_OWN = Both(
    "Din egen vurdering, før du læser videre: {level} er ____ fordi",
    "Your own assessment, before you read on: {level} is ____ because",
)
_OWN = Both("Faglig vurdering: {step} ({who}).", "The professional's assessment: {step} ({who}).")
_OWN_REASON = Both("Begrundelse: {why}", "Reason: {why}")
_OWN_NO_REASON = Both("Begrundelse mangler.", "Reason missing.")
_BETTER = Both(
    "Den faglige vurdering af {level} er {own}, og reglerne peger på {rules}. Skriv, hvad forskellen bygger på.",
    "The professional's assessment of {level} is {own}, and the rules point to {rules}. Write what the difference rests on.",
)
_TOGETHER = Both(
    "Sammen med den faglige vurdering er udfaldet {step}.",
    "Together with the professional's assessment the outcome is {step}.",
)
_POINTS = Both("peger på {step}", "points to {step}")
_TAILS = {
    RuleFiring.FIRED: Both("", ""),
    RuleFiring.FIRED_UNLESS: Both(" (en undtagelse er ikke afklaret)", " (an exception is open)"),
}
_DEPENDS_TAIL = Both(" (afhænger af svar)", " (depends on answers)")
_MAYBE = Both("afhænger af svar: ", "depends on answers: ")


def _all(view: View) -> tuple[LevelOutcome, ...]:
    each = view.decision.levels_each
    joined_ = tuple(one for name, one in view.decision.levels.items() if name not in each)
    return (*joined_, *(one for held in each.values() for one in held))


def better_ratings(view: View) -> Iterator[Line]:
    """Own ratings better than what the rules point to: shown first, with a request for the reason."""
    for one in _all(view):
        own = one.own_assessment
        if own is None or not own.better_than_rules:
            continue
        level = _titled(one, view)
        said = view.say(
            _BETTER, level=level, own=_step(one, own.step, view), rules=_step(one, one.least, view)
        )
        yield joined(strong(said))


def section(view: View) -> Section | None:
    """What the rules point to on every level; None where the rule set has no levels."""
    blocks = tuple(block for one in _all(view) for block in _level(one, view))
    return Section(view.say(TITLE), blocks) if blocks else None


def _titled(one: LevelOutcome, view: View) -> str:
    record = view.record(one.level, one.record)
    return f"»{view.names.level(one.level)}«" + (f" – {record}" if record else "")


def _step(one: LevelOutcome, step: str, view: View) -> str:
    held = view.decision.ruleset.levels.get(one.level)
    return view.names.step(held.scale if held is not None else one.level, step)


def _level(one: LevelOutcome, view: View) -> Iterator[Block]:
    title = _titled(one, view)
    if one.own_assessment is None:
        yield Room(view.say(_FIRST_OWN, level=title))
    yield Para(joined(strong(f"{upper_first(title)}: "), _pointed(one, view)))
    yield Table("", (view.say(FOR), view.say(AGAINST)), tuple(_sides(one, view)), side_by_side=True)
    if one.own_assessment is not None:
        yield Para(_own(one, view))


def _pointed(one: LevelOutcome, view: View) -> Line:
    least = _least_by_rules(one, view)
    parts = [view.say(_NONE) if least == NOT_ASSESSED else view.say(_LEAST, step=_step(one, least, view))]
    if least != one.least and one.own_assessment is not None:
        parts.append(view.say(_TOGETHER, step=_step(one, one.least, view)))
    if one.by_otherwise:
        parts.append(view.say(_OTHERWISE))
    if not one.decided and view.is_working:
        parts.append(view.say(_MORE_OPEN))
    return plain(" ".join(parts))


def _least_by_rules(one: LevelOutcome, view: View) -> str:
    """What the rules alone certainly point to; nothing where only the professional's own assessment lifts the level."""
    own = one.own_assessment
    scale = view.decision.ruleset.scales[view.decision.ruleset.levels[one.level].scale]
    steps = [step for key in one.for_ if _has_fired(key, view) for step in _steps(key[0], one.level, view)]
    if own is not None and not own.doubted and own.step == one.least:
        return max(steps, key=scale.rank, default=NOT_ASSESSED)
    # WHY: that every answer would give at least the best step is no news about the child, and reads as if it were.
    is_best = one.least != NOT_ASSESSED and scale.rank(one.least) == 0
    return NOT_ASSESSED if is_best and not steps and not one.by_otherwise else one.least


def _has_fired(key: tuple[str, int | None], view: View) -> bool:
    outcome = view.outcomes.get(key)
    return outcome is not None and outcome.firing is RuleFiring.FIRED


def _steps(key: str, level: str, view: View) -> list[str]:
    rule = view.decision.ruleset.rules.get(key)
    said = rule.conclusions if rule is not None else ()
    return [one.step for one in said if isinstance(one, PointTo) and one.level == level]


def _own(one: LevelOutcome, view: View) -> Line:
    own = one.own_assessment
    assert own is not None
    answer = _own_answer(one, view)
    why = view.say(_OWN_REASON, why=sentence(shown(answer.reason))) if answer.reason else ""
    reason = view.say(_OWN_NO_REASON) if own.doubted or not why else why
    return plain(f"{view.say(_OWN, step=_step(one, own.step, view), who=view.names.role(own.by))} {reason}")


def _own_answer(one: LevelOutcome, view: View) -> Answer:
    case, level = view.decision.case, view.decision.ruleset.levels[one.level]
    if one.record is None or level.own_in is None:
        return case.answer(one.level)
    return case.list(level.own_in).items[one.record - 1][one.level]


def _sides(one: LevelOutcome, view: View) -> Iterator[tuple[Line, Line]]:
    for_ = (_for(one, key, view) for key in one.for_)
    against = (_against(key, record, index, view) for key, record, index in one.against)
    nothing = plain(view.say(NOTHING_SAID))
    left, right = (list(dict.fromkeys(line for line in side if line is not None)) for side in (for_, against))
    yield from side_by_side(left, right, nothing)


def side_by_side(left: list[Line], right: list[Line], nothing: Line) -> Iterator[tuple[Line, Line]]:
    """Rows of two columns that both always say something."""
    left, right = left or [nothing], right or [nothing]
    for index in range(max(len(left), len(right))):
        yield (
            left[index] if index < len(left) else plain(""),
            right[index] if index < len(right) else plain(""),
        )


def _for(one: LevelOutcome, key: tuple[str, int | None], view: View) -> Line | None:
    rule_key, _ = key
    rule = view.decision.ruleset.rules.get(rule_key)
    outcome = view.outcomes.get(key)
    if rule is None or outcome is None:
        return None
    facts = "; ".join(_weighed(rule, outcome, view))
    if not _speaks(outcome, view, facts=facts):
        return None
    tail = _TAILS.get(outcome.firing, _DEPENDS_TAIL)
    steps = [_step(one, step, view) for step in _steps(rule_key, one.level, view)]
    points = listed([view.say(_POINTS, step=step) for step in steps], view.lang)
    why = sentence(shown(rule.reason)) or sentence(view.names.named(rule.name))
    return joined(
        f"{why} {facts}. " if facts else f"{why} ",
        soft(f"{upper_first(points)}{view.say(tail)}. {_citations(rule, view)}"),
    )


def _speaks(outcome: RuleOutcome, view: View, *, facts: str) -> bool:
    """Whether a rule has fired, or something in the case already speaks for it; point 5 asks for the rest.

    The reason of a rule that nothing speaks for would say what nobody has said.
    """
    return outcome.firing in _TAILS or (view.is_working and bool(facts))


def _weighed(rule: Rule, outcome: RuleOutcome, view: View) -> Iterator[str]:
    facts: Facts = view.facts
    for path in paths_read(rule.when, outcome.facts, view.decision.ruleset):
        declared = view.names.input_or_field(path)
        if declared is not None and not declared.protected:
            yield facts.told(path)


def _citations(rule: Rule, view: View) -> str:
    return sentence(cited_all(rule.citations, view.names))


def _against(key: str, record: int | None, index: int, view: View) -> Line | None:
    rule = view.decision.ruleset.rules.get(key)
    outcome = view.outcomes.get((key, record))
    if rule is None or outcome is None or not index < len(rule.against):
        return None
    certain = index < len(outcome.against) and outcome.against[index] is Truth.TRUE
    told = view.is_working and _speaks(outcome, view, facts="".join(_weighed(rule, outcome, view)))
    if not certain and not told:
        return None
    standing = view.truths.standing(rule.against[index], rule, record)
    said = sentence(listed([view.wording(rule).condition(one) for one in standing], view.lang, last=OR))
    return joined(soft("" if certain else view.say(_MAYBE)), said)
