"""The types that a fact, a field, an assessment or a parameter can have. Docs: language reference, *Facts*.

Bounds are exact and included. A scale is named, not held: the rule set knows its steps.
"""

from __future__ import annotations

from fractions import Fraction

from bekymring.frozen import frozen


@frozen
class Alternative:
    """One named alternative, with what people call it."""

    name: str
    label: str


@frozen
class YesNo:
    """`ja/nej`."""


@frozen
class Number:
    """`heltal`, `decimaltal` or `procent`, within bounds; `integer` says that only whole numbers are values."""

    low: Fraction
    high: Fraction
    integer: bool
    unit: str = ""
    percent: bool = False


@frozen
class Day:
    """`dato`: a day from 1900 to 2199."""


@frozen
class Instant:
    """`tidspunkt`: an instant, kept in UTC, shown in Danish time."""


@frozen
class Choice:
    """`en af (…)`: exactly one alternative."""

    alternatives: tuple[Alternative, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The alternatives' names, in written order."""
        return tuple(one.name for one in self.alternatives)


@frozen
class SetOf:
    """`flere af (…)`: any of the alternatives, none included."""

    alternatives: tuple[Alternative, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The alternatives' names, in written order."""
        return tuple(one.name for one in self.alternatives)


@frozen
class OnScale:
    """A step of a declared scale."""

    scale: str


Type = YesNo | Number | Day | Instant | Choice | SetOf | OnScale
