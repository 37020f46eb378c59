"""The deadlines of a rule set, as a check puts them to the calendar.

Takes a context; gives each distinct way of counting a deadline once, with the rule it is first written in.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Context
from bekymring.frozen import frozen
from bekymring.model.ruleset import Deadline, DeadlineTerm, DecideWhether, Require, Rule, Ruleset
from bekymring.prove.question import Question
from bekymring.source import Span


@frozen
class Written:
    """A term of a deadline where it is written."""

    key: str
    """The rule."""
    place: tuple[int, int]
    """The conclusion and the term, from 0."""
    deadline: Deadline
    at: Span

    @property
    def term(self) -> DeadlineTerm:
        """The term itself."""
        return self.deadline.terms[self.place[1]]

    @property
    def about(self) -> tuple[str, ...]:
        """The names by which a question speaks of it."""
        return (self.key, *(str(one) for one in self.place))


def deadlines_of(rule: Rule, key: str) -> Iterator[Written]:
    """The deadlines of one rule, term by term."""
    for number, one in enumerate(rule.conclusions):
        if isinstance(one, Require | DecideWhether) and one.deadline is not None:
            for place in range(len(one.deadline.terms)):
                yield Written(key, (number, place), one.deadline, one.span)


def own_deadlines(context: Context) -> Iterator[Written]:
    """Each way of counting that the rule set's own rules write, once."""
    seen = set[object]()
    for key, rule in context.ruleset.rules.items():
        if context.is_own(rule):
            for one in deadlines_of(rule, key):
                way = (one.term.amount, one.term.unit, one.term.first_day_counts, one.deadline.kind)
                if way not in seen:
                    seen.add(way)
                    yield one


def written(ruleset: Ruleset, question: Question) -> Written:
    """The deadline that a question is about."""
    key, number, place = question.about[:3]
    return next(one for one in deadlines_of(ruleset.rules[key], key) if one.about == (key, number, place))


def base_name(key: str) -> str:
    """The name of a rule without the start of its version."""
    return key.partition("@")[0]
