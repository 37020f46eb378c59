"""Text that others wrote, made safe to show: one line, no control characters, no hidden direction, a length.

Takes any text; gives text of one line. Afterwards true: what a terminal, a browser or a reader sees is what the
text says. Marks of a format (HTML, Markdown) are the business of its renderer.
"""

import re
import unicodedata

LONGEST = 4_000
"""Code points that are shown of one text; what is cut away is marked."""

CUT = " […]"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_BREAKS = frozenset("\t\n\r\v\f\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}\N{NO-BREAK SPACE}")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_NUMBERED = _HIDDEN | {"Zl", "Zp"}
_MARKS = frozenset({"Mn", "Me"})
_MARKS_IN_A_ROW = 3
_PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027]*")
"""Signs that are shown as they are, whatever stands beside them: letters of Europe, figures, dashes and quotation marks."""
_COMMANDS = re.compile(r"##(?=vso\[|\[)")
"""What a pipeline would take as a command to itself, wherever it stands in a line of a log."""


def line(text: str) -> str:
    """The text on one line, without anything that a reader does not see."""
    # WHY: most texts are plain, and looking each sign up takes longer than anything else about a page of findings.
    if _PLAIN.fullmatch(text):
        return _COMMANDS.sub("# #", text)
    shown: list[str] = []
    marks = 0
    for sign in text:
        category = unicodedata.category(sign)
        marks = marks + 1 if category in _MARKS else 0
        if sign in _BREAKS:
            shown.append(" ")
        elif category in _HIDDEN:
            if shown[-1:] != [REPLACEMENT]:
                shown.append(REPLACEMENT)
        elif marks <= _MARKS_IN_A_ROW:
            shown.append(sign)
    return _COMMANDS.sub("# #", "".join(shown))


def shown(text: str) -> str:
    """What is shown of a text that a rule set or a case holds: one line, blanks folded, cut where it is too long."""
    # WHY: cut before and after, so that a text of many megabytes costs no more than a long one.
    folded = " ".join(line(text[: 4 * LONGEST]).split())
    too_long = len(folded) > LONGEST or len(text) > 4 * LONGEST
    return folded[:LONGEST].rstrip() + CUT if too_long else folded


def escaped(text: str) -> str:
    """A JSON text in which no sign acts on a terminal or hides: the same data, such signs by their number."""
    if text.isascii():
        return text
    # WHY: such a sign can only stand inside a string, where its number means the same; of most texts a look at the
    # signs that occur, each once, says that there is none.
    hidden = {sign for sign in set(text) if unicodedata.category(sign) in _NUMBERED and sign != "\n"}
    return "".join(_numbered(sign) if sign in hidden else sign for sign in text) if hidden else text


def _numbered(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
