"""What a comment stands at: the clauses of a declaration as places that survive a new layout.

Takes: a declaration, the pieces it was read from, and an offset.
Gives: an `Anchor`: which clause, which part of it.
Afterwards true: the same clause has the same anchor before and after laying out, whatever the order of clauses and the
width of lines, because the order of clauses of one kind never changes.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from attrs import field

from bekymring.frozen import frozen
from bekymring.syntax import document as doc
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.sentence import Sentence
from bekymring.syntax.tables import shared_tables

# The keywords that open a clause of some declaration. One too many does no harm: it is one on both sides.
_OPENERS = frozenset(
    {
        "ACCORDING_TO",
        "ACTION_NATURE",
        "AGAINST",
        "ALLOWED_USES",
        "ALWAYS_WHEN",
        "ALSO_WITH",
        "ANSWERED_BY",
        "APPROVED",
        "ASSESSED",
        "ASSESSED_BY",
        "BAR",
        "BEARER",
        "BECAUSE",
        "BEFORE",
        "BIRTH_DATE",
        "BUILDS_ON",
        "BY",
        "CONSIDERATIONS",
        "DATED_BY",
        "DECIDED_BY",
        "DEPARTED_BY",
        "DIRECTION",
        "DONE",
        "EVERY",
        "EXCEPTIONS_ALLOWED",
        "EXCEPT_WHEN",
        "EXPECTED",
        "FOR_EACH",
        "HOLDS",
        "INSTEAD",
        "INVOLVES",
        "IN_A_CASE_WHERE",
        "LIMIT",
        "LOCKED",
        "MADE_BY",
        "MAY_MATTER_FOR",
        "MEASURED_FOR_EACH",
        "MEASURED_ON",
        "NOT_COLLECTED",
        "NOT_CONFIDENTIAL",
        "NOT_COVERED",
        "ONLY_AFTER",
        "ON_SCALE",
        "OTHERWISE",
        "PROTECTED",
        "QUANTITY",
        "RANKED",
        "RELEVANT_WHEN",
        "RESPONSIBLE",
        "REVISE_BY",
        "SAME_DAY_AS",
        "SPEED",
        "STATUTE",
        "TARGET_GROUP_WHEN",
        "THEN",
        "TIED_TO",
        "UNIT_OF_CASE",
        "UNLESS",
        "UNPROVED_BECAUSE",
        "VALID_FROM",
        "VALID_UNTIL",
        "WEIGHS",
        "WHEN",
        "WITH",
        "WITHOUT",
        "WITH_AT_MOST",
        "WORSE",
    }
)
_OF_THE_LIST = frozenset({"ALSO_WITH", "DATED_BY", "WITH", "QUANTITY"})
_JOINING = frozenset({"AND", "OR"})
_BEFORE_A_PART = frozenset({"COLON", "TO", "ROLES", "PARTIES"})
_BETWEEN_PARTS = frozenset({"LPAR", "COMMA"})
_START = -1


_Item = doc.Step | doc.RecordField | doc.TableRow | doc.GivenLine | doc.Expectation | doc.Expr


@frozen(order=True)
class Anchor:
    """A place in a declaration: in which field, which kind of clause, the how-manieth, and which part of it."""

    owner: int = _START
    kind: str = ""
    number: int = 0
    part: int = 0


@frozen(eq=False)
class Places:
    """The anchors of one declaration with the offset where each begins, in order."""

    starts: Sequence[int]
    anchors: Sequence[Anchor]
    pieces: Sequence[int] = field(repr=False)
    """Where every piece begins."""
    known: Mapping[Anchor, int] = field(init=False, repr=False)
    last: Mapping[tuple[int, str], int] = field(init=False, repr=False)
    """The number of the last clause of each kind."""
    last_part: Mapping[tuple[int, str, int], int] = field(init=False, repr=False)
    """The last part of each clause."""

    @known.default
    def _known(self) -> Mapping[Anchor, int]:
        return dict(zip(self.anchors, self.starts, strict=True))

    @last.default
    def _last(self) -> Mapping[tuple[int, str], int]:
        return {(one.owner, one.kind): one.number for one in self.anchors}

    @last_part.default
    def _last_part(self) -> Mapping[tuple[int, str, int], int]:
        return {(one.owner, one.kind, one.number): one.part for one in self.anchors}

    def before(self, offset: int) -> Anchor:
        """What the last piece before an offset belongs to."""
        return self.anchors[max(bisect_right(self.starts, offset) - 1, 0)]

    def behind(self, offset: int) -> Anchor:
        """What the first piece behind an offset belongs to."""
        return self.before(self.pieces[min(bisect_right(self.pieces, offset), len(self.pieces) - 1)])

    def start(self, anchor: Anchor) -> int:
        """Where a place begins; where there is no such place, the closest one before or around it."""
        owner, kind = anchor.owner, anchor.kind
        if (owner, kind) in self.last:
            number = min(anchor.number, self.last[owner, kind])
            part = anchor.part if number == anchor.number else 0
            return self.known[Anchor(owner, kind, number, min(part, self.last_part[owner, kind, number]))]
        around = Anchor(_START, "item", owner)
        return self.known[around if around in self.known else Anchor()]

    def opens(self, offset: int) -> int:
        """Where the place begins that the first piece from an offset on belongs to."""
        piece = self.pieces[min(bisect_left(self.pieces, offset), len(self.pieces) - 1)]
        return max(self.starts[bisect_right(self.starts, piece) - 1], self.pieces[0])


def places(declaration: doc.Header | doc.Declaration, lexemes: Sequence[Lexeme], reading: Reading) -> Places:
    """The places of a declaration that was read without a finding."""
    sentence = Sentence(lexemes, reading, shared_tables())
    sentence.read()
    found = _Walk(declaration).anchors(sentence.fed)
    return Places([at for at, _ in found], [anchor for _, anchor in found], [one.start for one in lexemes])


class _Walk:
    """Goes through the pieces of a declaration once."""

    def __init__(self, declaration: doc.Header | doc.Declaration) -> None:
        items = _items(declaration)
        self.items = {one.span.start: number for number, one in enumerate(items)}
        self.open = isinstance(declaration, doc.RecordList | doc.RecordAddition | doc.Definition)
        self.ends = [one.span.end for one in items]
        self.count: Counter[tuple[int, str]] = Counter()
        self.owner = self.depth = self.end = 0
        self.now = Anchor()

    def anchors(self, fed: Iterable[Lexeme]) -> list[tuple[int, Anchor]]:
        """Every place with the offset where it begins."""
        self.owner = _START
        found: list[tuple[int, Anchor]] = [(-1, Anchor())]
        after = ""
        for lexeme in fed:
            anchor = self._at(lexeme, after)
            if anchor is not None:
                self.now = anchor
                found.append((lexeme.start, anchor))
            self.depth += {"LPAR": 1, "RPAR": -1}.get(lexeme.type, 0)
            after = lexeme.type
        return found

    def _at(self, lexeme: Lexeme, after: str) -> Anchor | None:
        """The place that begins with a piece, or None where it only goes on."""
        if lexeme.start in self.items:
            number = self.items[lexeme.start]
            if self.open:
                self.owner = number
            else:
                self.end = self.ends[number]
            return Anchor(_START, "item", number)
        outside = lexeme.start >= self.end
        if outside and self.depth == 0 and lexeme.type in _OPENERS:
            owner = _START if lexeme.type in _OF_THE_LIST else self.owner
            self.count[owner, lexeme.type] += 1
            return Anchor(owner, lexeme.type, self.count[owner, lexeme.type] - 1)
        begins = outside and (lexeme.type in _JOINING or after in _OPENERS | _BEFORE_A_PART)
        if self.depth <= 1 and (begins or after in _BETWEEN_PARTS):
            return Anchor(self.now.owner, self.now.kind, self.now.number, self.now.part + 1)
        return None


def _items(declaration: doc.Header | doc.Declaration) -> tuple[_Item, ...]:
    match declaration:
        case doc.Scale(steps=steps):
            return steps
        case doc.RecordList(fields=fields) | doc.RecordAddition(fields=fields):
            return fields
        case doc.Table(rows=rows):
            return rows
        case doc.Example(given=given, expectations=expectations):
            return (*given, *expectations)
        case doc.Definition(expr=expr):
            return (expr,)
        case _:
            return ()
