"""What an expression of the rules can be as terms of a solver; `there` says whether it applies and has happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from attrs import frozen

from bekymring.prove.civil import Day
from bekymring.prove.logic import Amount, Truth
from bekymring.prove.prover import Reason
from bekymring.source import Span

SURELY: Truth = True
"""That there is a value."""


@frozen(eq=False)
class Yes:
    """Yes or no."""

    there: Truth
    value: Truth


@frozen(eq=False)
class Amounts:
    """A number."""

    there: Truth
    value: Amount


@frozen(eq=False)
class OneOf:
    """One of some names, by its place among them; of a scale, by rank."""

    there: Truth
    place: Amount
    names: tuple[str, ...]


@frozen(eq=False)
class Many:
    """A set of names."""

    there: Truth
    holds: Mapping[str, Truth]


@frozen(eq=False)
class At:
    """A day, or with `tick` (so long after the day began) an instant."""

    there: Truth
    day: Day
    tick: Amount | None = None


@frozen(eq=False)
class Word:
    """A name written in the rules, before it is known among which names it stands."""

    name: str


Term = Yes | Amounts | OneOf | Many | At | Word


def there(term: Term) -> Truth:
    """Whether there is a value."""
    match term:
        case Word():
            return True
        case Yes() | Amounts() | OneOf() | Many() | At():
            return term.there
        case _:
            assert_never(term)


class NotEncodableError(Exception):
    """Something in the rules that cannot be put to the solver."""

    def __init__(self, da: str, en: str, at: Span) -> None:
        super().__init__(en)
        self.reason = Reason(da, en, at)
