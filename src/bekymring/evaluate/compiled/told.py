"""What each part of a rule set reads of a case: inputs by name, lists by name.

Takes a rule set; gives names. Afterwards true: two cases that say the same under these names, and have the same outcomes where a part
reads outcomes, are the same to the part. What a professional answers of a level has the level's name; a departure stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from attrs import field

from bekymring.evaluate.plan import Kind
from bekymring.evaluate.walk import conditions, limits, parts, tails
from bekymring.frozen import define
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    AnsweredAt,
    Expr,
    LevelIs,
    Named,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
    Ruleset,
)

OUTCOMES: Final = "*"
"""Stands for outcomes of rules; no name of a case is written so."""
Names = frozenset[str]
_NONE: Final[Names] = frozenset()
_OUTCOMES: Final[Names] = frozenset({OUTCOMES})


@define(eq=False)
class Told:
    """By kind and name, what is read."""

    ruleset: Ruleset
    named: dict[str, Names] = field(init=False, factory=dict)
    """Of definitions met so far, what they read."""
    asked: dict[str, Names] = field(init=False, factory=dict)
    """Of inputs and lists met so far, themselves and what decides whether they apply."""
    own: Mapping[tuple[Kind, str], Names] = field(init=False)
    """Of each part, with what its definitions read; not through outcomes."""
    dates: Mapping[str, Names] = field(init=False)
    """Of each rule, what its deadlines are counted from and by."""
    done: Mapping[str, Names] = field(init=False)
    """Of each action, what says whether it is done."""

    @own.default
    def _own(self) -> dict[tuple[Kind, str], Names]:
        return dict(self._each())

    @dates.default
    def _dates(self) -> dict[str, Names]:
        return {
            key: self._of(_counted(rule)) | self._of_lists(rule.per_record)
            for key, rule in self.ruleset.rules.items()
        }

    @done.default
    def _done(self) -> dict[str, Names]:
        return {name: self._of_done(name) for name in self.ruleset.actions}

    def _each(self) -> Iterator[tuple[tuple[Kind, str], Names]]:
        ruleset = self.ruleset
        for name in ruleset.inputs:
            yield (Kind.INPUT, name), self._of_input(name)
        for name in ruleset.definitions:
            yield (Kind.NAMED, name), self._of_named(name)
        for key, rule in ruleset.rules.items():
            held = (*conditions(rule), *limits(rule), *rule.against, *_counted(rule))
            yield (Kind.RULE, key), self._of(held) | self._of_lists(rule.per_record)
        for name, level in ruleset.levels.items():
            yield (Kind.LEVEL, name), frozenset({name}) | self._of_lists(level.per_record)
        for name in ruleset.measures:
            yield (Kind.ACTION, name), _NONE
        for name in ruleset.actions:
            yield (Kind.ACTION, name), self._of_done(name)

    def _of(self, exprs: Iterable[Expr]) -> Names:
        return _NONE.union(*(self._one(part) for expr in exprs for part in parts(expr)))

    def _one(self, part: Expr) -> Names:
        match part:
            case Ref(name=name):
                return self._of_input(name)
            case Named(name=name):
                return self._of_named(name)
            case AnsweredAt(assessment=name, list_=list_):
                return frozenset({list_ or name})
            case RecordCount(list_=list_) | RecordValue(list_=list_) | RecordAggregate(list_=list_):
                return self._of_list(list_)
            case LevelIs(level=name):
                return _OUTCOMES | self._of_lists(self.ruleset.levels[name].per_record)
            case ActionIs(action=name, state=ActionState.DONE):
                return self._of_done(name)
            case ActionIs(action=name):
                declared = self.ruleset.actions.get(name)
                return _OUTCOMES | self._of_lists(declared.per_record if declared else None)
            case _:
                return _NONE

    def _of_input(self, name: str) -> Names:
        if name not in self.asked:
            relevant = self.ruleset.inputs[name].relevant_when
            self.asked[name] = frozenset({name}) | self._of(() if relevant is None else (relevant,))
        return self.asked[name]

    def _of_named(self, name: str) -> Names:
        if name not in self.named:
            self.named[name] = self._of((self.ruleset.definitions[name].expr,))
        return self.named[name]

    def _of_list(self, list_: str) -> Names:
        if list_ not in self.asked:
            fields = self.ruleset.lists[list_].fields.values()
            self.asked[list_] = frozenset({list_}) | self._of(
                one.relevant_when for one in fields if one.relevant_when is not None
            )
        return self.asked[list_]

    def _of_done(self, name: str) -> Names:
        declared = self.ruleset.actions.get(name)
        if declared is None:
            return _NONE
        held = () if declared.done is None else (declared.done.at, declared.done.when)
        return self._of_lists(declared.per_record) | self._of(one for one in held if one is not None)

    def _of_lists(self, list_: str | None) -> Names:
        return _NONE if list_ is None else self._of_list(list_)


def _counted(rule: Rule) -> tuple[Expr, ...]:
    return tuple(one for conclusion in rule.conclusions for one in tails(conclusion))
