"""What the builders of the document pass to each other: groups with a place, and clauses of a declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from bekymring.frozen import frozen
from bekymring.source import Span, place
from bekymring.syntax import mistakes
from bekymring.syntax.lexeme import Lexeme, Reading

_SAID = True


@frozen
class Items:
    """Several parts that stand together, and where."""

    values: tuple[Any, ...]
    span: Span


@frozen
class Clause:
    """One clause of a declaration: which, what it says, the word it opens with, and where it stands."""

    kind: str
    value: Any
    opener: Lexeme
    span: Span


def span_of(children: Sequence[Any]) -> Span:
    """The stretch from the first part to the last."""
    first, last = children[0], children[-1]
    # WHY: most places are made here; a place of their own for the pieces at both ends would be thrown away at once.
    if first.__class__ is Lexeme:
        file = first.reading.file
    else:
        first = first.span
        file = first.file
    if last.__class__ is Lexeme:
        last = last.last or last
        end_line, end_column = last.line, last.column + last.end - last.start
    else:
        last = last.span
        end_line, end_column = last.end_line, last.end_column
    return place(file, first.start, last.end, first.line, first.column, end_line, end_column)


def reading_of(children: Iterable[Any]) -> Reading:
    """The reading that the parts belong to."""
    return next(child.reading for child in children if isinstance(child, Lexeme))


def clause(kind: str, children: Sequence[Any], value: Any = _SAID) -> Clause:
    """A clause that opens with its first part."""
    return Clause(kind, value, children[0], span_of(children))


def find(children: Iterable[Any], wanted: type[Any]) -> Any:
    """The first part of a class, or None."""
    return next((child for child in children if isinstance(child, wanted)), None)


def text_of(children: Iterable[Any]) -> str | None:
    """What the first text among the parts says, or None."""
    return next(
        (unquoted(child) for child in children if isinstance(child, Lexeme) and child.type == "STRING"), None
    )


def has(children: Iterable[Any], terminal: str) -> bool:
    """Whether a keyword stands among the parts."""
    return any(isinstance(child, Lexeme) and child.type == terminal for child in children)


def unquoted(lexeme: Lexeme) -> str:
    """What a text says, without its quotation marks."""
    inner = lexeme.text[1:-1]
    if "\\" not in inner:
        return inner
    out: list[str] = []
    position = 0
    while position < len(inner):
        if inner[position] == "\\":
            position += 1
        out.append(inner[position])
        position += 1
    return "".join(out)


class Clauses:
    """The clauses of one declaration, in whatever order they were written."""

    def __init__(self, children: Iterable[Any]) -> None:
        self._by_kind: dict[str, list[Clause]] = {}
        for child in children:
            if isinstance(child, Clause):
                self._by_kind.setdefault(child.kind, []).append(child)

    def all(self, kind: str) -> tuple[Any, ...]:
        """What every clause of a kind says."""
        return tuple(one.value for one in self._by_kind.get(kind, ()))

    def flat(self, kind: str) -> tuple[Any, ...]:
        """What every clause of a kind lists."""
        return tuple(value for one in self._by_kind.get(kind, ()) for value in one.value)

    def one(self, kind: str) -> Any:
        """What the only clause of a kind says, or None; a second one is a finding."""
        known = self._by_kind.get(kind, ())
        for extra in known[1:]:
            extra.opener.reading.add(mistakes.CLAUSE_TWICE, extra.opener.span, {"clause": extra.opener.said})
        return known[0].value if known else None

    def said(self, kind: str) -> bool:
        """Whether a clause of a kind stands there."""
        return self.one(kind) is not None

    def clauses(self, *kinds: str) -> tuple[Clause, ...]:
        """The clauses of some kinds as they stand."""
        return tuple(one for kind in kinds for one in self._by_kind.get(kind, ()))

    def span(self) -> Span | None:
        """Where the clauses stand, or None."""
        known = [one.span for group in self._by_kind.values() for one in group]
        return min(known).to(max(known)) if known else None
