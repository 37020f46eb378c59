"""Bounds of a small open case by trying every completion in the reference model.

Only facts may be open, lists are complete; numbers and days take enough values to lie on both sides of every constant.
"""

from fractions import Fraction
from itertools import chain, combinations, product

from attrs import evolve, frozen

from bekymring.case.answers import Answer, Case, FactState
from bekymring.model.ruleset import InputKind
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, YesNo
from bekymring.values import SetValue
from reference_model.model import Model


@frozen
class TooManyError(Exception):
    """More completions than the caller wants to try."""


@frozen
class Bounds:
    """What each completion has: steps of levels; of each action the modalities and whether it is banned."""

    levels: dict
    standing: dict
    banned: dict
    completions: int


def values(type_, ruleset):
    """Enough values of a type to tell apart all that rules over it can tell apart."""
    match type_:
        case YesNo():
            return (False, True)
        case Choice():
            return type_.names
        case OnScale():
            return ruleset.scales[type_.scale].names
        case SetOf():
            names = type_.names
            every = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
            return tuple(SetValue.known(one) for one in every)
        case Number(integer=True):
            return tuple(Fraction(n) for n in range(int(type_.low), int(type_.high) + 1))
        case Number():
            limits = [type_.low + (type_.high - type_.low) * Fraction(n, 24) for n in range(25)]
            near = {limit + step for limit in limits for step in (0, Fraction(-1, 10), Fraction(1, 10))}
            return tuple(sorted(one for one in near if type_.low <= one <= type_.high))
        case Day() | Instant():
            raise TooManyError
    raise AssertionError(type_)


def answers(one, answer, ruleset):
    """What an open answer can become; what does not apply is told by the model."""
    if answer.state is FactState.KNOWN and isinstance(answer.value, SetValue):
        certain, free = answer.value.certain, sorted(answer.value.possible - answer.value.certain)
        every = chain.from_iterable(combinations(free, n) for n in range(len(free) + 1))
        return tuple(Answer(FactState.KNOWN, SetValue.known(certain | set(more))) for more in every)
    return tuple(Answer(FactState.KNOWN, value) for value in values(one.type_, ruleset))


def completions(ruleset, case, moment, *, most):
    """Every completion of a case, each fact told only where it applies."""
    names = [
        name
        for name, one in sorted(ruleset.inputs.items())
        if one.kind not in {InputKind.OWN_LEVEL, InputKind.PARAMETER} and is_open(case.answer(name))
    ]
    options = [answers(ruleset.inputs[name], case.answer(name), ruleset) for name in names]
    count = 1
    for one in options:
        count *= len(one)
    if count > most:
        raise TooManyError
    seen = set()
    for chosen in product(*options):
        told = evolve(case, facts={**case.facts, **dict(zip(names, chosen, strict=True))})
        made = without_irrelevant(ruleset, told, names, moment)
        key = tuple(sorted((name, repr(made.facts[name].value)) for name in names))
        if key not in seen:
            seen.add(key)
            yield made


def is_open(answer):
    value = answer.value
    return answer.is_open or (isinstance(value, SetValue) and value.certain != value.possible)


def without_irrelevant(ruleset, case: Case, names, moment):
    """The case with what turns out not to apply said not to apply; relevance reads facts earlier in name order."""
    for name in names:
        when = ruleset.inputs[name].relevant_when
        if when is not None and not Model(ruleset, case, moment).true(when):
            case = evolve(case, facts={**case.facts, name: Answer(FactState.NOT_RELEVANT)})
    return case


def bounds(ruleset, case, moment, *, most=2000) -> Bounds:
    models = [Model(ruleset, one, moment) for one in completions(ruleset, case, moment, most=most)]
    keys = list(models[0].keys())
    return Bounds(
        levels={name: {model.level_name(name) for model in models} for name in ruleset.levels},
        standing={key: [model.standing(*key) for model in models] for key in keys},
        banned={key: [model.banned(*key) for model in models] for key in keys},
        completions=len(models),
    )
