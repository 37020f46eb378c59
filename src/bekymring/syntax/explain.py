"""Why a declaration could not be read, said as a person would say it.

Takes: a `Stop`.
Gives: one finding, the most telling that fits.
Afterwards true: the finding stands at a piece of the file; it names what was found and what may stand there.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from bekymring.syntax import mistakes
from bekymring.syntax.habits import explain_habit, explain_open_end, is_everyday, is_numeric_day
from bekymring.syntax.lex import quoted
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.sentence import Stop
from bekymring.syntax.tables import END
from bekymring.syntax.words import Meaning, Vocabulary

_MAX_EXPECTED = 8
_FEW = 2
_PIECES = frozenset({"NAME", "STRING", "NUMBER", "DATE", "INSTANT", "DOTTED", "ORDINAL"})
_SIGNS_THAT_STAND = frozenset({"COLON", "LPAR", "RPAR", "COMMA", "SEMICOLON", "SLASH", "BAR"})
_PLAIN = {
    "da": {
        "NAME": "et navn",
        "QUOTED": "",
        "STRING": 'en tekst i "…"',
        "NUMBER": "et tal",
        "ORDINAL": "",
        "PERCENT": "et tal med %",
        "MINUS": "",
        "DATE": "en dato som 1. januar 2024",
        "INSTANT": "et tidspunkt som 1. januar 2024 kl. 9.00",
        "DOTTED": "",
        "PARAGRAPH": "en henvisning til en paragraf",
        "BAR": "|",
        "COLON": "kolon (:)",
        END: "",
    },
    "en": {
        "NAME": "a name",
        "QUOTED": "",
        "STRING": 'a text in "…"',
        "NUMBER": "a number",
        "ORDINAL": "",
        "PERCENT": "a number with %",
        "MINUS": "",
        "DATE": "a date such as 1 January 2024",
        "INSTANT": "an instant such as 1 January 2024 at 9.00",
        "DOTTED": "",
        "PARAGRAPH": "a reference to a section of a law",
        "BAR": "|",
        "COLON": "a colon (:)",
        END: "",
    },
}
_MORE = {"da": "{shown} (og andre ord)", "en": "{shown} (and other words)"}
_NOTHING = {"da": "intet mere", "en": "nothing more"}
_SIGNS = {
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "SEMICOLON": ";",
    "SLASH": "/",
    "PLUS": "+",
    "STAR": "*",
    "SIGN": "",
}
_VERBS = frozenset(
    {"MUST", "SHOULD", "MAY", "ALLOWED", "POINTS_TO", "ATTENTION", "DECIDE_WHETHER", "IS_DECIDED"}
)
_COMPARES = frozenset(
    {"IS", "IS_NOT", "COMPARISON", "SIGN", "IS_BETWEEN", "IS_ONE_OF", "KNOWN", "CONTAINS", "SHARE"}
)
_FRESH = frozenset({"AND", "OR", "LPAR", "RPAR", "COMMA", "WHEN", "UNLESS", "AGAINST", "THEN", "BAR"})


def explain_stop(stop: Stop, reading: Reading) -> None:
    """Notes why a declaration could not be read."""
    if stop.found is None:
        _explain_end(stop, reading)
    elif _explain_known(stop, stop.found, reading):
        pass
    elif not is_everyday(stop) and _near(stop, stop.found, reading):
        _explain_unexpected(stop, stop.found, reading)
    elif _line_is_open(stop, stop.found, reading):
        _explain_end(stop, reading)
    elif not (explain_habit(stop, stop.found, reading) or _explain_reserved(stop, stop.found, reading)):
        _explain_unexpected(stop, stop.found, reading)


def explain_start(lexeme: Lexeme, reading: Reading) -> None:
    """Notes that a line begins with nothing that can begin a declaration."""
    openers = reading.vocabulary.openers
    lowered = lexeme.text.lower()
    if any(lowered == opener.split()[0] for opener in openers):
        args = {"found": quoted(lexeme.text), "word": lowered}
        reading.add(mistakes.CAPITAL_KEYWORD, lexeme.span, args, suggestion=lowered)
        return
    if lexeme.kind in {"SLASH", "MINUS", "STAR"}:
        reading.add(mistakes.COMMENT_SIGN, lexeme.span, {"found": lexeme.text}, suggestion="#")
        return
    near = get_close_matches(lowered, openers, n=1, cutoff=0.6)
    args = {"found": quoted(lexeme.text), "expected": ", ".join(openers)}
    reading.add(mistakes.UNKNOWN_DECLARATION, lexeme.span, args, suggestion=near[0] if near else "")


def meanings(lexeme: Lexeme, reading: Reading) -> Iterable[Meaning]:
    """Everything that a single word may mean."""
    for phrase in reading.vocabulary.phrases.get(lexeme.text, ()):
        if len(phrase.words) == 1:
            yield from phrase.meanings


def _explain_end(stop: Stop, reading: Reading) -> None:
    depth = 0
    for lexeme in reversed(stop.fed):
        depth += (lexeme.type == "RPAR") - (lexeme.type == "LPAR")
        if depth < 0:
            reading.add(mistakes.BRACKET_NOT_CLOSED, lexeme.span)
            return
    if explain_open_end(stop, reading):
        return
    opener = _opener(stop, reading)
    args = {"declaration": opener, "expected": expected(stop, reading.vocabulary)}
    reading.add(mistakes.UNFINISHED, stop.fed[-1].span, args)


def _line_is_open(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """Whether the line before lacks something, so that a word of the rules that begins the next is not to blame."""
    words = reading.vocabulary
    known = found.text in words.phrases or found.text in words.reserved
    return bool(stop.fed) and found.first_on_line and known and END not in stop.viable


def _opener(stop: Stop, reading: Reading) -> str:
    first = stop.fed[0] if stop.fed else None
    return reading.vocabulary.word(first.type) if first else ""


def _explain_known(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """Notes one of the mistakes that have words of their own; False if it is none of them."""
    kinds = {meaning.terminal for meaning in meanings(found, reading)} or {found.kind}
    last = stop.fed[-1].type if stop.fed else ""
    lowered = found.text.lower()
    match found.kind:
        case "BAR" if last == "BAR":
            reading.add(mistakes.EMPTY_CELL, found.span)
        case "DOTTED" if not is_numeric_day(found.text):
            written = found.text.replace(".", ",", 1)
            reading.add(mistakes.DECIMAL_POINT, found.span, {"found": quoted(found.text)}, suggestion=written)
        case _ if _mixes(kinds, stop):
            reading.add(mistakes.MIXED_AND_OR, found.span)
        case _ if _chains(kinds, stop):
            reading.add(mistakes.CHAINED_COMPARISON, found.span, {"found": quoted(found.text)})
        case "WORD" if found.text != lowered and _may_begin(lowered, stop, reading):
            reading.add(
                mistakes.CAPITAL_KEYWORD,
                found.span,
                {"found": found.text, "word": lowered},
                suggestion=lowered,
            )
        case "WORD" if kinds & _VERBS and "THEN" in stop.viable:
            suggestion = f"{reading.vocabulary.word('THEN')} {found.text}"
            reading.add(mistakes.MISSING_THEN_WORD, found.span, {"found": found.text}, suggestion=suggestion)
        case "WORD" if _always(found, reading) and "WHEN" in stop.viable:
            word = reading.vocabulary.word("ALWAYS_WHEN")
            reading.add(
                mistakes.ALWAYS_ONLY_IN_DEMANDS,
                found.span,
                {"found": word},
                suggestion=reading.vocabulary.word("WHEN"),
            )
        case _ if last == "COLON" and "DATE_TYPE" in stop.viable:
            reading.add(mistakes.UNKNOWN_ANSWER, found.span, {"found": quoted(found.text)})
        case _:
            return False
    return True


def _explain_reserved(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if found.kind != "WORD" or found.text not in reading.vocabulary.reserved or "NAME" not in stop.viable:
        return False
    if {meaning.terminal for meaning in meanings(found, reading)} & {"AND", "OR"}:
        return False
    reading.add(mistakes.RESERVED_NAME, found.span, {"found": found.text}, suggestion=f"»{found.text}«")
    return True


def _mixes(kinds: set[str], stop: Stop) -> bool:
    return ("OR" in kinds and "AND" in stop.viable) or ("AND" in kinds and "OR" in stop.viable)


def _chains(kinds: set[str], stop: Stop) -> bool:
    if not kinds & _COMPARES:
        return False
    for lexeme in reversed(stop.fed):
        if lexeme.type in _COMPARES:
            return True
        if lexeme.type in _FRESH:
            return False
    return False


def _may_begin(word: str, stop: Stop, reading: Reading) -> bool:
    """Whether a word begins a keyword that may stand there."""
    phrases = reading.vocabulary.phrases.get(word, ())
    return any(meaning.terminal in stop.viable for phrase in phrases for meaning in phrase.meanings)


def _always(found: Lexeme, reading: Reading) -> bool:
    return found.text == reading.vocabulary.word("ALWAYS_WHEN").split()[0]


def _explain_unexpected(stop: Stop, found: Lexeme, reading: Reading) -> None:
    words = expected(stop, reading.vocabulary)
    near = _near(stop, found, reading)
    args = {"found": quoted(found.text), "expected": words}
    known = any(True for _ in meanings(found, reading))
    few = len(_expected_words(stop, reading.vocabulary)) + len(stop.viable & _SIGNS_THAT_STAND) <= _FEW
    if near:
        reading.add(mistakes.UNEXPECTED, found.span, args, suggestion=near)
    elif known and stop.fed and found.first_on_line:
        args["declaration"] = _opener(stop, reading)
        reading.add(mistakes.CLAUSE_MISPLACED, found.span, args)
    elif few and END not in stop.viable and not stop.viable & _PIECES:
        reading.add(mistakes.MISSING_BEFORE, found.span, args)
    else:
        reading.add(mistakes.UNEXPECTED, found.span, args)


def _near(stop: Stop, found: Lexeme, reading: Reading) -> str:
    """The words that may stand there and look most like what stands there; of several words, the longest stretch."""
    if found.kind != "WORD":
        return ""
    words = _expected_words(stop, reading.vocabulary)
    line = [one.text for one in stop.lexemes[stop.index : stop.index + 4] if one.line == found.line]
    for length in range(len(line), 0, -1):
        text = " ".join(line[:length]).lower()
        same = [word for word in words if length == 1 or word.count(" ") > 0]
        near = get_close_matches(text, same, n=1, cutoff=0.6 if length == 1 else 0.8)
        if near:
            return near[0]
    return ""


def _expected_words(stop: Stop, vocabulary: Vocabulary) -> list[str]:
    return [word for meaning, word in vocabulary.written.items() if meaning.terminal in stop.viable]


def expected(stop: Stop, vocabulary: Vocabulary) -> str:
    """What may stand there, in words of the rule language."""
    plain = _PLAIN[vocabulary.language]
    hidden = {"PERCENT", "INSTANT"} if {"NUMBER", "DATE"} <= stop.viable else set()
    others = [plain[name] for name in plain if name in stop.viable - hidden]
    signs = [sign for name, sign in _SIGNS.items() if name in stop.viable]
    words = list(
        dict.fromkeys([*filter(None, others), *_expected_words(stop, vocabulary), *filter(None, signs)])
    )
    shown = ", ".join(words[:_MAX_EXPECTED])
    if not words:
        return _NOTHING[vocabulary.language]
    return _MORE[vocabulary.language].format(shown=shown) if len(words) > _MAX_EXPECTED else shown
