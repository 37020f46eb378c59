"""An intervention that a local rule allows where no statute does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, is_banned, judge_again, strength
from bekymring.decision import ActionOutcome
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Forbid, Modality, OnlyWhen, Require, Rule, Ruleset
from bekymring.prove.ask_layers import own_without_statute
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK414",
    "above-statute",
    Severity.ERROR,
    Words(
        "Regelsættet åbner for indgrebet »{name}« over for barnet nedenfor, hvor ingen lov gør det.",
        "Et indgreb kræver lov. Gør reglen snævrere, så den holder sig inden for det, en regel med hjemmel siger, eller skriv hjemlen på den.",
    ),
    Words(
        'The rule set opens for the intervention "{name}" towards the child below, where no statute does.',
        "An intervention needs a law. Make the rule narrower, so that it stays within what a rule with a statute says, or write the statute on it.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question an intervention that the rule set itself speaks of without statute, on top of other rule sets."""
    if len(context.ruleset.layers) == 1:
        return
    own, excepted = own_without_statute(context.ruleset)
    places = dict(_spoken_of(context, own, excepted))
    for name, at in sorted(places.items()):
        one = context.action(name)
        if one is not None and one.is_intervention:
            yield Question(Kind.ABOVE_STATUTE, (name,), at=at)


def _spoken_of(context: Context, own: frozenset[str], excepted: frozenset[str]) -> Iterator[tuple[str, Span]]:
    rules = context.ruleset.rules
    for key in own:
        for one in rules[key].conclusions:
            if isinstance(one, Require):
                yield one.action, one.span
            if isinstance(one, Forbid) and one.instead is not None:
                yield one.instead, one.span
    for key in excepted:
        at = next(one.origin.span for one in rules[key].exceptions if context.is_own(one))
        for one in rules[key].conclusions:
            if isinstance(one, Forbid | OnlyWhen):
                yield one.action, at


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The intervention."""
    del context
    return {"name": question.about[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The intervention."""
    name = args(context, question)["name"]
    return (
        f"Om regelsættet selv aldrig åbner for »{name}«",
        f'Whether the rule set itself never opens for "{name}"',
    )


def without_own_power(rules: Ruleset) -> Ruleset:
    """The rule set without its own rules and exceptions that no statute gives."""
    own, excepted = own_without_statute(rules)
    kept = {
        key: _plain(rule, rules.name) if key in excepted else rule
        for key, rule in rules.rules.items()
        if key not in own
    }
    strata = tuple(tuple(key for key in stratum if key in kept) for stratum in rules.strata)
    return evolve(rules, rules=kept, strata=strata)


def _plain(rule: Rule, own: str) -> Rule:
    return evolve(rule, exceptions=tuple(one for one in rule.exceptions if one.origin.layer != own))


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether it may happen, and not by statute."""
    del context
    name, all_of_it = question.about[0], replayed[0]
    rest = judge_again(without_own_power(all_of_it.ruleset), all_of_it).outcomes(name)
    for record, one in all_of_it.outcomes(name).items():
        before = rest.get(record)
        may, might = _may(one), before is not None and _may(before)
        lifted = before is not None and is_banned(before) and not is_banned(one)
        if may and (not might or lifted):
            return {}
    return None


def _may(one: ActionOutcome) -> bool:
    return strength(one) >= Modality.MAY.rank


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)
