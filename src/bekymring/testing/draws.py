"""Where generated rule sets and cases get their choices from: Hypothesis, or a seeded stream for volume.

Takes a bounded question; gives a whole number or one of the options.
Afterwards true: the same source gives the same answers, and small answers are the simple ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Protocol, TypeVar

from attrs import frozen

T = TypeVar("T")


class Draw(Protocol):
    """A source of choices."""

    def integer(self, low: int, high: int) -> int:
        """Gives a whole number from `low` to `high`, both included."""


@frozen
class SeededDraw:
    """Choices from a seeded stream: fast, the same for the same seed, without shrinking."""

    random: Random

    def integer(self, low: int, high: int) -> int:
        """Gives a whole number from `low` to `high`, both included."""
        return low + int(self.random.random() * (high - low + 1))


@frozen
class DrawnBy:
    """Choices that a function of two bounds makes, such as Hypothesis does."""

    draw: Callable[[int, int], int]

    def integer(self, low: int, high: int) -> int:
        """Gives a whole number from `low` to `high`, both included."""
        return low if low == high else self.draw(low, high)


def seeded(seed: int) -> SeededDraw:
    """Gives the stream of a seed."""
    return SeededDraw(Random(seed))  # noqa: S311 - test data, nothing secret


def chance(draw: Draw, percent: int) -> bool:
    """Says yes in so many of a hundred draws; no is the simple answer."""
    return percent > 0 and draw.integer(0, 99) >= 100 - percent


def pick(draw: Draw, options: Sequence[T]) -> T:
    """Gives one of the options; the first is the simplest."""
    return options[draw.integer(0, len(options) - 1)]


def some(draw: Draw, options: Sequence[T], low: int, high: int) -> tuple[T, ...]:
    """Gives between `low` and `high` different options, in their order."""
    left = list(range(len(options)))
    number = draw.integer(min(low, len(options)), min(high, len(options)))
    taken = sorted(left.pop(draw.integer(0, len(left) - 1)) for _ in range(number))
    return tuple(options[index] for index in taken)
