"""Many completions side by side: each is one bit, and a set of completions is one whole number.

Takes how many cells each tried answer has; gives the set of completions in which an answer lies in a cell.
Afterwards true: completions are numbered as `itertools.product` gives them, the last answer changing fastest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import prod
from typing import TypeVar

from bekymring.frozen import frozen

T = TypeVar("T")

Rows = int
"""A set of completions: bit n stands for completion n."""

Blocks = Sequence[tuple[Rows, T]]
"""What something is in each completion: sets of completions that share nothing and leave none out."""


@frozen
class Grid:
    """The completions of some answers with so many cells each."""

    radices: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many completions there are."""
        return prod(self.radices)

    @property
    def full(self) -> Rows:
        """All completions."""
        return (1 << self.size) - 1

    def stride(self, place: int) -> int:
        """How far two completions lie apart that differ in the next cell of an answer only."""
        return prod(self.radices[place + 1 :])

    def cells(self, place: int) -> tuple[Rows, ...]:
        """By cell of an answer, the completions in which it lies there."""
        stride, radix = self.stride(place), self.radices[place]
        every = self.full // ((1 << (stride * radix)) - 1)
        return tuple((((1 << stride) - 1) << (cell * stride)) * every for cell in range(radix))

    def turns_on(self, rows: Rows, place: int) -> bool:
        """Whether some completion lies in a set while one that differs in this answer only does not."""
        stride, first = self.stride(place), self.cells(place)[0]
        held = rows & first
        return any(
            (rows & cell) >> (number * stride) != held for number, cell in enumerate(self.cells(place))
        )


def first_row(rows: Rows) -> int:
    """The first completion of a set."""
    return (rows & -rows).bit_length() - 1


def at_row(blocks: Blocks[T], row: int) -> T:
    """What something is in one completion."""
    bit = 1 << row
    return next(held for rows, held in blocks if rows & bit)


def split(rows: Rows, parts: Iterable[Iterable[Rows]]) -> list[Rows]:
    """A set of completions cut by several divisions at once; empty pieces are left out."""
    found = [rows]
    for part in parts:
        cuts = tuple(part)
        found = [both for one in found for cut in cuts if (both := one & cut)]
    return found


def rows_of(blocks: Blocks[T]) -> Iterator[Rows]:
    """The division that blocks make."""
    return (rows for rows, _ in blocks)


def merged(blocks: Iterable[tuple[Rows, T]]) -> list[tuple[Rows, T]]:
    """The same, with equal values told once."""
    found: dict[T, Rows] = {}
    for rows, held in blocks:
        found[held] = found.get(held, 0) | rows
    return [(rows, held) for held, rows in found.items()]
