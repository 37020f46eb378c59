"""How a text reads: what shouts, what is a question, what leans.

Takes: a text of the author's.
Gives: the words that shout, or whether it is what it should be.
"""

from __future__ import annotations

import re
from itertools import pairwise

_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONGEST_ABBREVIATION = 4


def _is_capital(word: str) -> bool:
    return word == word.upper() and word != word.lower()


def shouts(text: str) -> str:
    """What in a text shouts: an exclamation mark, a long word in capitals or several in a row; else nothing.

    A short word alone in capitals is taken for an abbreviation.
    """
    if "!" in text:
        return "!"
    words = _WORDS.findall(text)
    for word, after in pairwise([*words, ""]):
        if _is_capital(word) and len(word) > _LONGEST_ABBREVIATION:
            return str(word)
        if _is_capital(word) and after and _is_capital(after):
            return f"{word} {after}"
    return ""


def is_question(text: str) -> bool:
    """Whether a text asks something: it begins with a question word, or has the three words that a question needs."""
    words = text.split()
    return bool(words) and (words[0].casefold().startswith(("hv", "wh", "how")) or len(words) > 2)  # noqa: PLR2004


_LEANS = re.compile(
    r"^(?:er det (?:ikke|rigtigt, at)|synes du (?:ikke|også)|mener du (?:ikke|også)|kan du ikke se|er du (?:enig i|også)"
    r"|(?:isn't|aren't|don't|doesn't|wouldn't) |would you (?:agree|not)|do you (?:not|agree))\b"
    r"|(?:, (?:ikke(?: sandt)?|vel|right|isn't it|don't you))\s*\?$"
    r"|\b(?:selvfølgelig|naturligvis|jo nok|vel nok|of course|surely|obviously)\b",
    re.IGNORECASE,
)
_SUSPECTS = re.compile(
    r"\b(?:mistanke\w*|mistænk\w*|bekymring(?:en|er|erne)? (?:for|om)|bekymret for|viden om|formodning\w*"
    r"|suspicion\w*|suspect\w*|concerns? (?:about|that)|concerned (?:about|that)|knowledge of)\b",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Whether a question tells the one who is asked what to answer."""
    return _LEANS.search(text.strip()) is not None


def speaks_of_suspicion(text: str) -> str:
    """The word by which a question asks for suspicion, concern or knowledge; else nothing."""
    found = _SUSPECTS.search(text)
    return str(found.group()) if found else ""
