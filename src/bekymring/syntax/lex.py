"""From text to its smallest pieces, with the comments beside them.

Takes: a `Source` and the reading it belongs to.
Gives: the pieces in order, and the comments.
Afterwards true: no piece is longer than its limit without a finding; what no sentence can hold is explained and
marked `BAD`, so that the declaration around it is not guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bekymring.source import Source
from bekymring.syntax import mistakes
from bekymring.syntax.characters import is_odd, is_odd_blank, named
from bekymring.syntax.document import Comment
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.tables import Tables

BAD = "BAD"
_MAX_NAME, _MAX_TEXT, _MAX_QUOTED = 64, 4000, 120
_LOOKED_AT = frozenset({"QUOTED", "STRING", "ODD", "UNCLOSED", "ISO_DATE", "GLUED_NUMBER", "DOTTED_PERCENT"})
"""The kinds of which there may be something to say; most pieces are short words, about which there is nothing."""
_ODD_ESCAPE = re.compile(r'\\[^"\\]')
_CURLED = frozenset("“”„‟″")
_CLOCK = frozenset({"kl", "klokken"})
_LINES_OF_A_TEXT = 20


def lex(source: Source, reading: Reading, tables: Tables) -> tuple[list[Lexeme], tuple[Comment, ...]]:
    """The pieces of a file and its comments."""
    comments: list[Comment] = []
    return [one for run in runs(source, reading, tables, comments) for one in run], tuple(comments)


def runs(source: Source, reading: Reading, tables: Tables, comments: list[Comment]) -> Iterator[list[Lexeme]]:
    """The pieces of a file in runs: one begins where a line begins with a word that may begin a declaration.

    No mistake of a piece reaches over such a line. The comments are added to `comments`.
    """
    firsts = {words[0] for words in reading.vocabulary.declarations}
    text, starts = source.text, (*source.line_starts, len(source.text) + 1)
    line = last = 0
    run: list[Lexeme] = []
    seen: list[int] = []
    for match in tables.pieces.finditer(text):
        number, kind = match.lastindex, match.lastgroup
        if number is None or kind is None or (kind == "ODD" and is_odd_blank(match[number])):
            continue
        start, end = match.span(number)
        while starts[line] <= start:
            line += 1
        piece = text[start:end]
        lexeme = Lexeme(kind, piece, (start, end, line, start - starts[line - 1] + 1), reading)
        if line != last:
            last = line
            lexeme.first_on_line = True
            if piece in firsts and run:
                yield _explained(run, seen)
                run, seen = [], []
        if kind == "COMMENT":
            comments.append(_comment(lexeme))
            continue
        if kind in _LOOKED_AT or end - start > _MAX_NAME:
            seen.append(len(run))
        run.append(lexeme)
    if run:
        yield _explained(run, seen)


def _comment(lexeme: Lexeme) -> Comment:
    text = lexeme.text[1:].rstrip()
    if len(text) >= _MAX_TEXT:
        args = {"length": str(len(text) + 1), "limit": str(_MAX_TEXT)}
        lexeme.reading.add(mistakes.COMMENT_TOO_LONG, lexeme.span, args)
    return Comment(text.removeprefix(" "), lexeme.first_on_line, span=lexeme.span)


def _explained(lexemes: list[Lexeme], seen: Sequence[int]) -> list[Lexeme]:
    """Says what is wrong with pieces that no sentence holds, and marks them; `seen` are the places of those that may be."""
    skip = -1
    unclosed = {lexemes[index].line for index in seen if lexemes[index].kind == "UNCLOSED"}
    for index in seen:
        lexeme = lexemes[index]
        match lexeme.kind:
            case "WORD" | "QUOTED":
                _check_length(lexeme, len(lexeme.text.strip("»«")), _MAX_NAME)
            case "STRING":
                _check_text(lexeme)
            case "ODD" if index > skip and lexeme.text in _CURLED:
                skip = _curled(lexemes, index)
            case "UNCLOSED" if index > skip:
                skip = _unclosed(lexemes, index)
            case "ODD" if index > skip and lexeme.line in unclosed:
                lexeme.kind = BAD  # WHY: what stands outside quotation marks may belong inside them
            case "UNCLOSED" | "ISO_DATE" | "GLUED_NUMBER" | "DOTTED_PERCENT" | "ODD" if index > skip:
                skip = _odd(lexemes, index)
            case _:
                continue
    return lexemes


def _check_length(lexeme: Lexeme, length: int, limit: int) -> None:
    if length > limit:
        lexeme.reading.add(mistakes.NAME_TOO_LONG, lexeme.span, {"length": str(length), "limit": str(limit)})


def _check_text(lexeme: Lexeme) -> None:
    length = len(lexeme.text) - 2
    if length > _MAX_TEXT:
        lexeme.reading.add(
            mistakes.TEXT_TOO_LONG, lexeme.span, {"length": str(length), "limit": str(_MAX_TEXT)}
        )
    if "\\" in lexeme.text:
        odd = _ODD_ESCAPE.search(lexeme.text.replace("\\\\", "  ").replace('\\"', "  "))
        if odd:
            lexeme.reading.add(mistakes.UNKNOWN_ESCAPE, lexeme.span, {"found": odd.group()})


def _unclosed(lexemes: list[Lexeme], index: int) -> int:
    """One finding for a text that goes on over the next lines, up to the quotation mark that ends it."""
    lexeme = lexemes[index]
    lexeme.kind = BAD
    for later in range(index + 1, len(lexemes)):
        if lexemes[later].line > lexeme.line + _LINES_OF_A_TEXT:
            break  # WHY: looking to the end of the file for every such text takes hours in a large one
        if lexemes[later].kind == "UNCLOSED":
            for inner in lexemes[index + 1 : later + 1]:
                inner.kind = BAD
            lexeme.reading.add(mistakes.LINE_BREAK_IN_TEXT, lexeme.span)
            return later
        if _starts_declaration(lexemes[later]):
            break
    begins = _text_that_goes_on(lexemes, index)
    if _touches(lexemes, begins - 1, begins):
        lexeme.reading.add(mistakes.UNCLOSED_TEXT, lexemes[begins].span)
    else:
        args = {"line": str(lexemes[begins].line)}
        lexeme.reading.add(mistakes.TEXT_GOES_ON, lexemes[begins].span, args)
    return index


def _text_that_goes_on(lexemes: list[Lexeme], index: int) -> int:
    """Where the text begins that lacks its end: the first on the line whose last mark stands right before a word, and so opens another."""
    line = lexemes[index].line
    found = index
    for one in range(index - 1, -1, -1):
        if lexemes[one].line != line:
            break
        if lexemes[one].kind == "STRING" and _touches(lexemes, one, one + 1):
            found = one
    return found


def _touches(lexemes: list[Lexeme], one: int, other: int) -> bool:
    """Whether a word or a sign of a sentence stands right beside a text, with no blank between them."""
    if one < 0 or lexemes[one].end != lexemes[other].start:
        return False
    beside = lexemes[one] if lexemes[other].kind in {"STRING", "UNCLOSED", BAD} else lexemes[other]
    return beside.kind in {"WORD", "NUMBER", "ODD", BAD}


def _starts_declaration(lexeme: Lexeme) -> bool:
    known: Mapping[str, object] = lexeme.reading.vocabulary.phrases
    firsts = {words[0] for words in lexeme.reading.vocabulary.declarations}
    return lexeme.first_on_line and lexeme.text in known and lexeme.text in firsts


def _odd(lexemes: list[Lexeme], index: int) -> int:
    lexeme = lexemes[index]
    kind, lexeme.kind = lexeme.kind, BAD
    found = quoted(lexeme.text)
    match kind:
        case "ISO_DATE":
            lexeme.reading.add(
                mistakes.ISO_DATE, lexeme.span, {"found": found, "written": _as_in_law(lexeme)}
            )
        case "GLUED_NUMBER":
            lexeme.reading.add(mistakes.GLUED_NUMBER, lexeme.span, {"found": found})
        case "DOTTED_PERCENT":
            written = lexeme.text.replace(".", ",", 1)
            lexeme.reading.add(mistakes.DECIMAL_POINT, lexeme.span, {"found": found}, suggestion=written)
        case "ODD" if is_odd(lexeme.text):
            pass  # WHY: the check of characters has named it
        case _ if lexeme.text == "=":
            word = lexeme.reading.vocabulary.word("IS")
            lexeme.reading.add(mistakes.EQUALS_SIGN, lexeme.span, suggestion=word)
        case _ if lexeme.text == "." and index > 0 and lexemes[index - 1].text in _CLOCK:
            _clock(lexemes, index)
        case _ if lexeme.text == "." and _touches_name(lexemes, index):
            lexeme.reading.add(mistakes.POINT_IN_NAME, lexeme.span)
        case _ if lexeme.text == "." and index > 0 and lexemes[index - 1].end == lexeme.start:
            lexeme.reading.add(mistakes.STOP_AT_END, lexeme.span)
        case _:
            code = mistakes.LETTER_NOT_IN_NAMES if lexeme.text.isalnum() else mistakes.SIGN_WITHOUT_MEANING
            lexeme.reading.add(code, lexeme.span, named(lexeme.text))
    # WHY: a word in foreign letters is many odd characters in a row; one finding is enough.
    last = index
    while last + 1 < len(lexemes) and lexemes[last + 1].start == lexemes[last].end and kind == "ODD":
        if lexemes[last + 1].kind not in {"ODD", "WORD"}:
            break
        last += 1
        lexemes[last].kind = BAD
    return last


def _touches_name(lexemes: list[Lexeme], index: int) -> bool:
    """Whether a point joins two names."""
    if not 0 < index < len(lexemes) - 1:
        return False
    before, point, after = lexemes[index - 1 : index + 2]
    return before.kind == after.kind == "WORD" and before.end == point.start and point.end == after.start


def _clock(lexemes: list[Lexeme], index: int) -> None:
    after = lexemes[index + 1] if index + 1 < len(lexemes) else None
    hour = after.text if after is not None and after.kind == "NUMBER" and after.text.isdigit() else ""
    end = after if after is not None and hour else lexemes[index]
    span = lexemes[index - 1].span.to(end.span)
    lexemes[index].reading.add(mistakes.CLOCK_FORM, span, suggestion=f"kl. {hour}.00" if hour else "")


def _curled(lexemes: list[Lexeme], index: int) -> int:
    """One finding for a text between quotation marks of a word processor."""
    first = lexemes[index]
    ends = [
        later
        for later in range(index + 1, len(lexemes))
        if lexemes[later].line == first.line
        and (lexemes[later].text in _CURLED or lexemes[later].kind == "UNCLOSED")
    ]
    last = ends[0] if ends else index
    inner = "".join(spaced(lexemes[index + 1 : last]))
    for one in lexemes[index : last + 1]:
        one.kind = BAD
    span = first.span.to(lexemes[last].span)
    first.reading.add(
        mistakes.CURLED_QUOTE, span, {"found": first.text}, suggestion=f'"{inner}"' if inner else ""
    )
    return last


def spaced(lexemes: Sequence[Lexeme]) -> Iterator[str]:
    """Pieces of one line as they stand in the file, one blank for any number."""
    end = lexemes[0].start if lexemes else 0
    for one in lexemes:
        yield f"{' ' if one.start > end else ''}{one.text}"
        end = one.end


def quoted(text: str) -> str:
    """Text of a file as a message quotes it: on one line and not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_QUOTED else f"{flat[: _MAX_QUOTED - 1]}…"


def _as_in_law(lexeme: Lexeme) -> str:
    year, month, day = lexeme.text[:10].split("-")
    names = lexeme.reading.vocabulary.month_names
    if not 1 <= int(month) <= len(names):
        return f"1. {names[0]} {year}"
    point = "." if lexeme.reading.vocabulary.language == "da" else ""
    return f"{int(day)}{point} {names[int(month) - 1]} {year}"
