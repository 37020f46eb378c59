"""A rule set that asks for less than what it builds on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, judge_again, milder
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import Ruleset
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK410",
    "below-the-layer-below",
    Severity.WARNING,
    Words(
        "Regelsættet stiller barnet nedenfor ringere end det, det bygger på: »{outcome}« bliver mildere.",
        "Gør undtagelsen snævrere, eller tag den ud. Må den stå, så skriv grunden her.",
    ),
    Words(
        'The rule set leaves the child below worse off than what it builds on: "{outcome}" gets milder.',
        "Make the exception narrower, or take it out. If it may stand, write the reason here.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question, where the rule set adds exceptions to what it builds on, or moves what rules of it read."""
    at = _added(context) or _moved(context)
    if at is not None:
        yield Question(Kind.LAYERS, (), at=at)


def _added(context: Context) -> Span | None:
    every = (added for rule in context.ruleset.rules.values() for added in rule.exceptions)
    return next((one.origin.span for one in every if context.is_own(one)), None)


def _moved(context: Context) -> Span | None:
    """The first own rule that moves a level or action that a rule of a layer below reads."""
    rules = context.ruleset
    read = {
        one.name
        for rule in rules.rules.values()
        if not context.is_own(rule)
        for root in reads.expressions_of(rule)
        for one in reads.outcomes_read(root, rules.definitions)
    }
    for rule in context.rules:
        if any(read & set(reads.concluded(one)) for one in rule.conclusions):
            return rule.origin.span
    return None


def args(context: Context, question: Question) -> Mapping[str, str]:
    """Nothing but what the case shows."""
    del context, question
    return {"outcome": ""}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The rule set."""
    del context, question
    return (
        "Om regelsættet aldrig kræver mindre end det, det bygger på",
        "Whether the rule set never asks for less than what it builds on",
    )


def without_layer(rules: Ruleset) -> Ruleset:
    """The rule set as it would be without the rules and exceptions of its own layer."""
    own = rules.name
    kept = {
        key: evolve(rule, exceptions=tuple(one for one in rule.exceptions if one.origin.layer != own))
        for key, rule in rules.rules.items()
        if rule.origin.layer != own
    }
    strata = tuple(tuple(key for key in stratum if key in kept) for stratum in rules.strata)
    return evolve(rules, rules=kept, strata=strata)


def below(one: Replayed) -> Replayed:
    """What the rule sets below say of the same child."""
    return judge_again(without_layer(one.ruleset), one)


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Which outcome is milder than below."""
    del question
    rules = context.ruleset
    names = (*rules.levels, *rules.actions, *rules.measures)
    found = milder(below(replayed[0]), replayed[0], names, bans=True)
    return None if found is None else {"outcome": found}


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
