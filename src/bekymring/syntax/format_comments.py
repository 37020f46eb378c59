"""Where each comment goes: before the construct it stood above, or behind the line it stood behind.

Takes: the comments of a file, and the lines of its declarations as they are laid out.
Gives: the whole text.
Afterwards true: every comment is there once, unchanged, at the clause it stood at; where two comments behind lines
would meet on one line, the first of them stands above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import field

from bekymring.frozen import define, frozen
from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.format_anchors import Places, places
from bekymring.syntax.format_lines import STEP, Line
from bekymring.syntax.lex import lex
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.tables import shared_tables
from bekymring.syntax.words import Vocabulary

Top = doc.Header | doc.Declaration


@frozen(eq=False)
class Laid:
    """A declaration with its lines, and how it is read again from them."""

    declaration: Top
    again: Top | None
    """None if what was written is not read as one declaration."""
    lines: Sequence[Line]

    @property
    def short(self) -> bool:
        """Whether it says one thing only, so that it may stand close to its neighbours."""
        return not isinstance(self.declaration, doc.Header) and all(one.goes_on for one in self.lines[1:])

    @property
    def text(self) -> str:
        """Its lines without comments."""
        return "\n".join(map(str, self.lines))


@define(eq=False)
class _Around:
    """The comments of one declaration, sorted by where they go; `gap` is what stands between it and the one before."""

    gap: list[doc.Comment] = field(factory=list)
    inside: list[doc.Comment] = field(factory=list)
    below: list[doc.Comment] = field(factory=list)


def with_comments(
    source: Source, document: doc.Document, laid: Sequence[Laid], words: tuple[Vocabulary, Vocabulary]
) -> str:
    """The declarations as text, with the comments of the file; `words` are those of the file and of the new text."""
    parts = _Parts(source, Reading(source.name, words[0]), laid)
    around, end = _sorted_in(document.comments, parts)
    lines: list[str] = []
    for number, one in enumerate(laid):
        lines += _gap(parts, around, laid, number)
        lines += _declaration(
            parts.places(number) if around[number].inside else None, one, around[number], words[1]
        )
    lines += _end(parts, around, end)
    return "\n".join(lines) + "\n" if lines else ""


class _Parts:
    """The pieces of the file by declaration."""

    def __init__(self, source: Source, reading: Reading, laid: Sequence[Laid]) -> None:
        self.reading = reading
        self.tops = [one.declaration for one in laid]
        self.starts = [one.span.start for one in self.tops]
        lexemes, _ = lex(source, reading, shared_tables())
        cuts = [bisect_right(lexemes, start - 1, key=_start) for start in self.starts]
        ends = [*cuts[1:], len(lexemes)]
        self.lexemes = [lexemes[cut:end] for cut, end in zip(cuts, ends, strict=False)]

    def places(self, number: int) -> Places:
        """The places of one declaration as it was written."""
        return places(self.tops[number], self.lexemes[number], self.reading)

    def last_line(self, number: int) -> int:
        """The line that a declaration ends on."""
        return self.lexemes[number][-1].span.end_line

    def at(self, offset: int) -> int:
        """Which declaration an offset lies in or behind; -1 before the first."""
        return bisect_right(self.starts, offset) - 1


def _start(lexeme: Lexeme) -> int:
    return lexeme.start


def _sorted_in(comments: Sequence[doc.Comment], parts: _Parts) -> tuple[list[_Around], list[doc.Comment]]:
    around = [_Around() for _ in parts.tops]
    end: list[doc.Comment] = []
    for comment in comments:
        at = comment.span.start
        number = parts.at(at)
        if number >= 0 and (not comment.own_line or at < parts.lexemes[number][-1].start):
            around[number].inside.append(comment)
        elif number >= 0 and _hangs_below(comment, parts, around, number):
            around[number].below.append(comment)
        elif number + 1 < len(around):
            around[number + 1].gap.append(comment)
        else:
            end.append(comment)
    return around, end


def _hangs_below(comment: doc.Comment, parts: _Parts, around: list[_Around], number: int) -> bool:
    """Whether a comment is indented right below the last line of a declaration, so that it belongs to it."""
    below = around[number].below
    last = below[-1].span.line if below else parts.last_line(number)
    return comment.span.column > 1 and comment.span.line == last + 1


def _gap(parts: _Parts, around: list[_Around], laid: Sequence[Laid], number: int) -> Iterator[str]:
    """What stands between a declaration and the one before it, with the blank lines of the author."""
    gap = around[number].gap
    lines = [*(one.span.line for one in gap), parts.tops[number].span.line]
    blanks = _blanks(lines, _last_line(parts, around, number - 1))
    if number == 0:
        blanks[0] = False
    elif not any(blanks) and not (laid[number - 1].short and laid[number].short):
        blanks[0] = True
    for comment, blank in zip(gap, blanks, strict=False):
        yield from [""] * blank
        yield _written(comment)
    yield from [""] * blanks[-1]


def _last_line(parts: _Parts, around: list[_Around], number: int) -> int:
    if number < 0:
        return 0
    below = around[number].below
    return below[-1].span.line if below else parts.last_line(number)


def _blanks(lines: Sequence[int], before: int) -> list[bool]:
    """Before which of some lines there was a blank one."""
    return [line > last + 1 for line, last in zip(lines, [before, *lines], strict=False)]


def _end(parts: _Parts, around: list[_Around], end: Sequence[doc.Comment]) -> Iterator[str]:
    blanks = _blanks([one.span.line for one in end], _last_line(parts, around, len(around) - 1))
    for index, (comment, blank) in enumerate(zip(end, blanks, strict=True)):
        yield from [""] * (blank and (index > 0 or bool(around)))
        yield _written(comment)


def _declaration(was: Places | None, laid: Laid, around: _Around, vocabulary: Vocabulary) -> Iterator[str]:
    """The lines of a declaration with the comments inside it and right below it."""
    by_line = {} if was is None else _by_line(was, laid, around.inside, vocabulary)
    for number, line in enumerate(laid.lines):
        comments = by_line.get(number, [])
        behind = comments.pop() if comments and not comments[-1].own_line else None
        yield from (f"{' ' * line.indent}{_written(one)}" for one in comments)
        yield str(line) if behind is None else f"{line}  {_written(behind)}"
    indent = max(laid.lines[-1].indent, STEP)
    yield from (f"{' ' * indent}{_written(one)}" for one in around.below)


def _by_line(
    was: Places, laid: Laid, comments: Sequence[doc.Comment], vocabulary: Vocabulary
) -> dict[int, list[doc.Comment]]:
    """At which line of the new layout each comment goes."""
    source = Source("", laid.text)
    reading = Reading("", vocabulary)
    lexemes, _ = lex(source, reading, shared_tables())
    now = places(laid.again or laid.declaration, lexemes, reading)
    found: dict[int, list[doc.Comment]] = {}
    for comment in comments:
        at = comment.span.start
        start = now.start(was.behind(at) if comment.own_line else was.before(at))
        found.setdefault(_line_of(max(start, 0), source, now), []).append(comment)
    return found


def _line_of(start: int, source: Source, now: Places) -> int:
    """The line that a place begins on, or the one above where that line only goes on with something else."""
    line = source.position(start)[0] - 1
    while line > 0:
        opened = source.position(now.opens(source.line_starts[line]))[0] - 1
        if opened == line:
            return line
        line = opened
    return 0


def _written(comment: doc.Comment) -> str:
    if not comment.text:
        return "#"
    return f"#{comment.text}" if comment.text.startswith("#") else f"# {comment.text}"
