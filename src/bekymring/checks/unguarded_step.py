"""A step, action or measure that a rule reaches without the professional assessment it must wait for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, partial

from attrs import field, frozen

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import resting_last
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import (
    And,
    Compare,
    Conclusion,
    Const,
    Count,
    Expr,
    Forbid,
    InSet,
    Named,
    Op,
    Or,
    PointTo,
    Ref,
    Require,
    Ruleset,
    SetCount,
    ThisField,
)

CODE = Code(
    "BEK345",
    "unguarded-step",
    Severity.ERROR,
    Words(
        "»{name}« fører til »{outcome}« uden den faglige vurdering »{assessment}«.",
        "»{outcome}« er mærket »kun efter {assessment}«. Skriv vurderingen ind i betingelsen, så reglen kun gælder, når den er foretaget.",
    ),
    Words(
        "»{name}« leads to »{outcome}« without the professional assessment »{assessment}«.",
        "»{outcome}« is marked »only after {assessment}«. Write the assessment into the condition, so that the rule holds only when it was made.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and target groups that conclude what waits for an assessment, without it among their conditions."""
    rules = context.ruleset
    guard = cache(partial(_Guard.of, rules))
    for rule in context.rules:
        for conclusion in rule.conclusions:
            for outcome, assessment in _guarded(context, conclusion):
                if not guard(assessment).affirms(rule.when):
                    args = {"name": rule.name, "outcome": outcome, "assessment": assessment}
                    yield Diagnostic(CODE, conclusion.span, args)
    for measure in context.own(rules.measures.values()):
        assessment_ = measure.only_after or _of_step(rules, measure.scale, measure.step)
        if assessment_ is not None and not guard(assessment_).affirms(measure.target_group):
            args = {"name": measure.name, "outcome": measure.name, "assessment": assessment_}
            yield Diagnostic(CODE, measure.origin.span, args)


def _of_step(rules: Ruleset, scale: str, step: str) -> str | None:
    return next(one.only_after for one in rules.scales[scale].steps if one.name == step)


def _guarded(context: Context, conclusion: Conclusion) -> Iterator[tuple[str, str]]:
    rules = context.ruleset
    match conclusion:
        case PointTo(level, step):
            assessment = _of_step(rules, rules.levels[level].scale, step)
            if assessment is not None:
                yield step, assessment
        case Require(action) | Forbid(_, str() as action):
            one = context.action(action)
            if one is not None and one.only_after is not None:
                yield action, one.only_after
        case _:
            return


@frozen
class _Guard:
    """Which conditions can only be true when an assessment was answered in the affirmative."""

    rules: Ruleset
    assessment: str
    each: bool = False
    """Whether it is made for each record, and read as a field of the record."""
    defined: dict[str, bool] = field(factory=dict)
    """What is known of each definition."""

    @classmethod
    def of(cls, rules: Ruleset, assessment: str) -> _Guard:
        """A guard that knows every definition."""
        guard = cls(rules, assessment, rules.assessed_each(assessment) is not None)
        for name in resting_last(rules):
            if name in rules.definitions:
                guard.defined[name] = guard.affirms(rules.definitions[name].expr)
        return guard

    def _is_meant(self, read: Ref | ThisField) -> bool:
        return read.name == self.assessment and isinstance(read, ThisField) is self.each

    def affirms(self, expr: Expr | None) -> bool:
        """Whether a condition can only be true when the assessment was answered in the affirmative."""
        match expr:
            case Ref() | ThisField():
                return self._is_meant(expr)
            case Named(name):
                return self.defined.get(name, False)
            case And(items):
                return any(map(self.affirms, items))
            case Or(items):
                return all(map(self.affirms, items))
            case InSet((Ref() | ThisField()) as read) | Compare(_, SetCount((Ref() | ThisField()) as read)):
                return self._is_meant(read)
            case Compare(Op.GE | Op.GT | Op.EQ, Count(items), Const(least)):
                without = sum(not self.affirms(item) for item in items)
                return isinstance(least, Fraction) and without < least + (expr.op is Op.GT)
            case Compare(op, (Ref() | ThisField()) as read, Const(value)) if self._is_meant(read):
                return _is_affirmative(self.rules, op, value, expr.scale)
            case _:
                return False


def _is_affirmative(rules: Ruleset, op: Op, value: object, scale: str | None) -> bool:
    if isinstance(value, bool):
        return op is Op.EQ and value
    if scale is None or not isinstance(value, str):
        return True
    rank = rules.scales[scale].rank(value)
    return op is Op.GT or (op in {Op.GE, Op.EQ} and rank > 0)


CHECK = Check(CODE, run)
