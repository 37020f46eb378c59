"""A step, action or measure that a rule reaches without the professional assessment it must wait for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, partial

from attrs import field

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import resting_last
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.frozen import frozen
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
        "»{name}« fører til »{outcome}« uden {missing_da}.",
        "»{outcome}« er mærket »kun efter {after_da}«. Skriv vurderingen ind i betingelsen, så reglen kun gælder, når den er foretaget.",
    ),
    Words(
        "»{name}« leads to »{outcome}« without {missing_en}.",
        "»{outcome}« is marked »only after {after_en}«. Write the assessment into the condition, so that the rule holds only when it was made.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and target groups that conclude what waits for an assessment, without it among their conditions."""
    rules = context.ruleset
    guard = cache(partial(_Guard.of, rules))
    for rule in context.rules:
        for conclusion in rule.conclusions:
            for outcome, after in _guarded(context, conclusion):
                if not guard(after).affirms(rule.when):
                    yield Diagnostic(CODE, conclusion.span, _args(rule.name, outcome, after))
    for measure in context.own(rules.measures.values()):
        after_ = measure.only_after or _of_step(rules, measure.scale, measure.step)
        if after_ and not guard(after_).affirms(measure.target_group):
            yield Diagnostic(CODE, measure.origin.span, _args(measure.name, measure.name, after_))


def _args(name: str, outcome: str, after: tuple[str, ...]) -> dict[str, str]:
    da, en = (word.join(f"»{one}«" for one in after) for word in (" eller ", " or "))
    several = len(after) > 1
    return {
        "name": name,
        "outcome": outcome,
        "missing_da": f"en af de faglige vurderinger {da}" if several else f"den faglige vurdering {da}",
        "missing_en": f"one of the professional assessments {en}"
        if several
        else f"the professional assessment {en}",
        "after_da": " eller ".join(after),
        "after_en": " or ".join(after),
    }


def _of_step(rules: Ruleset, scale: str, step: str) -> tuple[str, ...]:
    return next(one.only_after for one in rules.scales[scale].steps if one.name == step)


def _guarded(context: Context, conclusion: Conclusion) -> Iterator[tuple[str, tuple[str, ...]]]:
    rules = context.ruleset
    match conclusion:
        case PointTo(level, step):
            after = _of_step(rules, rules.levels[level].scale, step)
            if after:
                yield step, after
        case Require(action) | Forbid(_, str() as action):
            one = context.action(action)
            if one is not None and one.only_after:
                yield action, one.only_after
        case _:
            return


@frozen
class _Guard:
    """Which conditions can only be true when one of some assessments was answered in the affirmative."""

    rules: Ruleset
    once: frozenset[str]
    """Those of the case."""
    each: frozenset[str]
    """Those made for each record, and read as fields of the record."""
    defined: dict[str, bool] = field(factory=dict)
    """What is known of each definition."""

    @classmethod
    def of(cls, rules: Ruleset, assessments: tuple[str, ...]) -> _Guard:
        """A guard that knows every definition."""
        each = frozenset(one for one in assessments if rules.assessed_each(one) is not None)
        guard = cls(rules, frozenset(assessments) - each, each)
        for name in resting_last(rules):
            if name in rules.definitions:
                guard.defined[name] = guard.affirms(rules.definitions[name].expr)
        return guard

    def _is_meant(self, read: Ref | ThisField) -> bool:
        return read.name in (self.each if isinstance(read, ThisField) else self.once)

    def affirms(self, expr: Expr | None) -> bool:
        """Whether a condition can only be true when one of the assessments was answered in the affirmative."""
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
