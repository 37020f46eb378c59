"""Characters that may stand nowhere in a rule file, not even in a text or a comment.

Takes: the text of a file.
Gives: one finding for every such character.
Afterwards true: what a reader sees is what the program reads; nothing is hidden, turned round or left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from bekymring.diagnostics import Diagnostic
from bekymring.source import Source
from bekymring.syntax import mistakes

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\u3164\uffa0\u115f\u1160"
_LINE_ENDS = "\u2028\u2029"
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_FORMAT = (
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_NOT_CHARACTERS = "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff\U000f0000-\U0010ffff"
_ODD_BLANK = re.compile(f"[{_BLANKS}]")
# WHY: nearly every character of a rule file is one of these, and no odd one is; asking that first takes a fraction of the time.
_SELDOM = re.compile("[^\t\n -~\u00a1-\u00ac\u00ae-\u00ff]")
_ODD = re.compile(f"[{_BLANKS}{_LINE_ENDS}{_CONTROLS}{_FORMAT}{_NOT_CHARACTERS}]|\r(?!\n)")
# WHY: controls have no name of their own in the tables of characters.
_NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "BACKSPACE",
    "\x0b": "LINE TABULATION",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x85": "NEXT LINE",
    "\x9b": "CONTROL SEQUENCE INTRODUCER",
}


def odd_characters(source: Source) -> Iterator[Diagnostic]:
    """A finding for every character that may stand nowhere."""
    for seldom in _SELDOM.finditer(source.text):
        match = _ODD.match(source.text, seldom.start())
        if match is None:
            continue
        code = mistakes.ODD_BLANK if is_odd_blank(match.group()) else mistakes.FORBIDDEN_CHARACTER
        args = {key: value for key, value in named(match.group()).items() if key != "found"}
        yield Diagnostic(code, source.span(match.start(), match.end()), args)


def is_odd_blank(character: str) -> bool:
    """Whether a character looks like a space and is none."""
    return _ODD_BLANK.fullmatch(character) is not None


def is_odd(character: str) -> bool:
    """Whether a character may stand nowhere."""
    return _ODD.fullmatch(character) is not None


def named(character: str) -> Mapping[str, str]:
    """A character as a message names it: itself, its number and its name."""
    name = _NAMES[character] if character in _NAMES else unicodedata.name(character, "CONTROL")
    return {"found": character, "codepoint": f"U+{ord(character):04X}", "name": name}
