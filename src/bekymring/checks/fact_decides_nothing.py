"""A fact that is read by rules and yet never changes an outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import AnsweredAt, Attend, Competence, InputKind, KnownTest, Ordering, Rule
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK411",
    "fact-decides-nothing",
    Severity.WARNING,
    Words(
        "Der spørges om »{name}«, men svaret kan aldrig ændre noget.",
        "Tag oplysningen ud af betingelserne: der skal ikke spørges om mere, end der er brug for.",
    ),
    Words(
        '"{name}" is asked for, but the answer can never change anything.',
        "Take it out of the conditions: nothing is asked for that is not needed.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a fact of the rule set itself that only conditions of rules read."""
    rules = context.ruleset
    elsewhere = _elsewhere(context)
    read = {
        name
        for rule in rules.rules.values()
        for root, _ in reads.conditions_of(rule)
        for name in reads.inputs_read(root, rules.definitions)
    }
    for name, one in rules.inputs.items():
        asked = one.kind in {InputKind.FACT, InputKind.OBSERVED} and context.is_own(one) and not one.protected
        if asked and name in read and name not in elsewhere:
            yield Question(Kind.FACT_MATTERS, (name,), at=one.origin.span)


def _elsewhere(context: Context) -> frozenset[str]:
    """What matters for more than levels and what is said of actions: deadlines, attention, what speaks against, measures."""
    rules = context.ruleset
    roots = [one.target_group for one in rules.measures.values()]
    roots += [part for one in rules.actions.values() if one.done for part in (one.done.at, one.done.when)]
    roots += [one.relevant_when for one in rules.inputs.values()]
    for rule in rules.rules.values():
        roots += [*rule.against, rule.measured_on]
        roots += [part for one in rule.conclusions for part in reads.conclusion_expressions(one)]
        if _is_soft(rule):
            roots += [one for one, _ in reads.conditions_of(rule)]
    found = {
        name for root in roots if root is not None for name in reads.inputs_read(root, rules.definitions)
    }
    return frozenset(found | {one.assessment for one in _acts(context)})


def _acts(context: Context) -> Iterator[AnsweredAt]:
    for rule in context.ruleset.rules.values():
        for root in reads.expressions_of(rule):
            yield from (one for one in reads.walk(root) if isinstance(one, AnsweredAt))


def _is_soft(rule: Rule) -> bool:
    known = any(isinstance(one, KnownTest) for root in reads.expressions_of(rule) for one in reads.walk(root))
    others = (Ordering, Competence, Attend)
    tails = any(isinstance(one, others) for one in rule.conclusions)
    return known or tails or any(reads.conclusion_expressions(one) for one in rule.conclusions)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The fact."""
    del context
    return {"name": question.about[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The fact."""
    del context
    name = question.about[0]
    return f"Om »{name}« kan ændre noget", f'Whether "{name}" can change anything'


PROOF = ProofCheck(CODE, asks, FoundBy.NO_CASE, args, subject)
