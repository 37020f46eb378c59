"""The name that was probably meant, and how a message says so."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LIKENESS = 0.6
_NUMERALS = (
    ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv"),
    (
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
)


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like a name, or None where none looks like it."""
    # INVARIANT: sorted, so that ties are broken the same way in every process.
    found = get_close_matches(name, sorted(set(candidates) - {name}), n=1, cutoff=_LIKENESS)
    return found[0] if found else None


def meant(near: str | None, *, lead: str = "", otherwise: tuple[str, str] = ("", "")) -> dict[str, str]:
    """The arguments `hint_da` and `hint_en` of a message: the near name, or what to say without one."""
    if near is None:
        return {"hint_da": otherwise[0], "hint_en": otherwise[1]}
    return {"hint_da": f"{lead}Mente du »{near}«?", "hint_en": f"{lead}Did you mean »{near}«?"}


def digits(name: str) -> int | None:
    """The number that a word stands for, or None."""
    return next((words.index(name) for words in _NUMERALS if name in words), None)
