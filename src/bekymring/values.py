"""Three-valued truth, numbers under doubt, and the values that facts can have.

Truth is strong Kleene. A number under doubt is an interval. A value is exact: yes/no is `bool`, a number is
`Fraction`, a day is `date`, an instant is an aware `datetime` in UTC, an alternative or a step is `str`,
a set of alternatives is `SetValue`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from fractions import Fraction

from bekymring.frozen import frozen


class Truth(Enum):
    """Strong Kleene truth. Docs: language reference, *Truth*."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    @classmethod
    def of(cls, value: bool | None) -> Truth:  # noqa: FBT001 - the value itself is the subject
        """The truth of a yes/no answer; None is unknown."""
        return cls.UNKNOWN if value is None else cls.TRUE if value else cls.FALSE

    def negated(self) -> Truth:
        """The Kleene negation."""
        return Truth.UNKNOWN if self is Truth.UNKNOWN else Truth.FALSE if self is Truth.TRUE else Truth.TRUE

    @property
    def is_certain(self) -> bool:
        """Whether it is true in every completion."""
        return self is Truth.TRUE

    @property
    def is_possible(self) -> bool:
        """Whether it may be true in some completion."""
        return self is not Truth.FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """The Kleene conjunction; of nothing it is true."""
    found = Truth.TRUE
    for one in truths:
        if one is Truth.FALSE:
            return one
        if one is Truth.UNKNOWN:
            found = one
    return found


def any_of(truths: Iterable[Truth]) -> Truth:
    """The Kleene disjunction; of nothing it is false."""
    found = Truth.FALSE
    for one in truths:
        if one is Truth.TRUE:
            return one
        if one is Truth.UNKNOWN:
            found = one
    return found


@frozen
class SetValue:
    """A set of alternatives, some of which may be open: `certain` are in it, `possible` may be (and hold `certain`)."""

    certain: frozenset[str]
    possible: frozenset[str]

    @classmethod
    def known(cls, members: Iterable[str]) -> SetValue:
        """A set of which nothing is open."""
        held = frozenset(members)
        return cls(held, held)


Value = bool | Fraction | date | datetime | str | SetValue
