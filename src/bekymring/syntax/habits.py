"""Sentences as people write them elsewhere, and how the rules say the same: `hvis`, word order, dates, names in two words.

Takes: a `Stop`.
Gives: whether one of these habits explains it; then its finding is noted.
Afterwards true: the finding says what to write, ready to copy where it can be worked out from what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bekymring.syntax import mistakes
from bekymring.syntax.lex import quoted, spaced
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.sentence import Stop
from bekymring.syntax.tables import END
from bekymring.syntax.words import Meaning

_MODAL = frozenset({"MUST", "SHOULD", "MAY", "ALLOWED"})
_AFTER_THEN = _MODAL | {"DECIDE_WHETHER", "POINTS_TO", "IS_DECIDED", "ATTENTION"}
_CONDITION = frozenset({"WHEN", "UNLESS", "AGAINST"})
_NUMERIC_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")
_CLOCK = frozenset({"kl", "klokken"})


def explain_habit(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """Notes the habit that explains a stop; False if none does."""
    return any(habit(stop, found, reading) for habit in _HABITS)


def explain_open_end(stop: Stop, reading: Reading) -> bool:
    """Notes what a declaration or a line lacks where it ends; False if only the grammar can say it."""
    last = stop.fed[-1]
    before = stop.fed[-2] if len(stop.fed) > 1 else None
    if last.type == "UNIT" and _in_deadline(stop):
        reading.add(mistakes.DEADLINE_FORM, _since("BY", stop).span.to(last.span))
    elif last.type == "UNIT" and before is not None and before.type == "NUMBER":
        reading.add(mistakes.UNIT_AFTER_NUMBER, last.span, {"found": last.text})
    elif last.type == "NAME" and before is not None and before.type == "POINTS_TO":
        reading.add(mistakes.LEVEL_AND_STEP, last.span)
    elif last.type in {"INTEGER", "DECIMAL"}:
        _bounds(stop, last, reading)
    elif "HAPPEN" in stop.viable:
        _missing_happen(stop, reading)
    else:
        return False
    return True


def is_everyday(stop: Stop) -> bool:
    """Whether what stands at a stop is something that the rules say otherwise."""
    here = [one.text for one in stop.lexemes[stop.index : stop.index + 5]]
    return stop.found is not None and any(
        tuple(here[: len(said)]) == said for said in stop.found.reading.vocabulary.everyday
    )


def is_numeric_day(text: str) -> bool:
    """Whether a text is a date in numbers, such as `2.1.2026`."""
    return _NUMERIC_DAY.fullmatch(text) is not None


# --- words --------------------------------------------------------------------------------------------------


def _everyday(stop: Stop, _: Lexeme, reading: Reading) -> bool:
    """`hvis` for `når`: a word that the rules say otherwise."""
    lexemes, words = stop.lexemes, reading.vocabulary
    for said, meaning in words.everyday.items():
        for offset in range(len(said)):
            start = stop.index - offset
            here = lexemes[start : start + len(said)] if start >= 0 else ()
            if tuple(one.text for one in here) != said or (
                offset == 0 and meaning.terminal not in stop.viable
            ):
                continue
            span = here[0].span.to(here[-1].span)
            if meaning.terminal == "BY":
                reading.add(mistakes.DEADLINE_FORM, span)
                return True
            word = words.word(meaning.terminal, meaning.key)
            args = {"found": " ".join(said), "word": word}
            reading.add(mistakes.EVERYDAY_WORD, span, args, suggestion=word)
            return True
    return False


def _order_after_then(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`så samtale bør ske`: the verb comes first after `så`; and `samtale bør ske` without `så`."""
    line = _line(stop)
    words = reading.vocabulary
    verb = next((one for one in line[:3] if _may_be(one, _MODAL, reading)), None)
    after_then = bool(stop.fed) and stop.fed[-1].type == "THEN"
    if not after_then and not (found.first_on_line and "THEN" in stop.viable and verb is not None):
        return False
    then = words.word("THEN")
    rest = [one for one in line if one is not verb]
    if verb is not None:
        written = f"{then} {verb.text} {''.join(spaced(rest))}"
    else:
        rest = [one for one in line if one.text != words.word("IS")]
        points = len(rest) < len(line)
        written = f"{then} {words.word('POINTS_TO')} {''.join(spaced(rest))}" if points else ""
    shown = written or f"{then} {words.word('MUST')} … {words.word('HAPPEN')}"
    span = (stop.fed[-1] if after_then else found).span.to(line[-1].span)
    reading.add(mistakes.ORDER_AFTER_THEN, span, {"written": shown}, suggestion=written)
    return True


def _action_expected(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`så bør der ske samtale`: the name of the action comes straight after the verb."""
    if not stop.fed or stop.fed[-1].type not in _MODAL:
        return False
    verb, happen = stop.fed[-1].said, reading.vocabulary.word("HAPPEN")
    names = [one.text for one in _line(stop) if one.kind == "WORD" and not _known(one, reading)]
    written = f"{verb} {names[0]} {happen}" if len(names) == 1 else ""
    args = {"verb": verb, "written": written or f"{verb} … {happen}"}
    reading.add(mistakes.ACTION_EXPECTED, found.span, args, suggestion=written)
    return True


def _happen(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`så bør samtale` without `ske`."""
    if "HAPPEN" not in stop.viable or "COMMA" in stop.viable:
        return False
    words = reading.vocabulary
    if words.everyday.get((found.text,)) == Meaning("DECIDE_WHETHER"):
        verb, name = _subject(stop)
        written = f"{words.word('DECIDE_WHETHER')} {name}"
        args = {"found": found.text, "word": words.word("DECIDE_WHETHER")}
        reading.add(mistakes.EVERYDAY_WORD, verb.span.to(found.span), args, suggestion=written)
    else:
        _missing_happen(stop, reading)
    return True


def _missing_happen(stop: Stop, reading: Reading) -> None:
    verb, name = _subject(stop)
    happen = reading.vocabulary.word("HAPPEN")
    written = f"{verb.said} {name} {happen}"
    args = {"found": name, "happen": happen, "written": written}
    reading.add(mistakes.MISSING_HAPPEN, verb.span.to(stop.fed[-1].span), args, suggestion=written)


def _subject(stop: Stop) -> tuple[Lexeme, str]:
    start = max(index for index, one in enumerate(stop.fed) if one.type in _MODAL)
    return stop.fed[start], " ".join(one.said for one in stop.fed[start + 1 :])


def _deadline(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`ske 7 dage efter x`, `senest i morgen`, `senest om 7 dage`."""
    if found.kind == "NUMBER" and stop.fed and stop.fed[-1].type == "HAPPEN":
        reading.add(mistakes.DEADLINE_FORM, found.span)
    elif _in_deadline(stop) and not found.first_on_line and not _known(found, reading):
        reading.add(mistakes.DEADLINE_FORM, _since("BY", stop).span.to(found.span))
    else:
        return False
    return True


def _in_deadline(stop: Stop) -> bool:
    return len(stop.fed) > 1 and "BY" in {one.type for one in stop.fed[-3:]}


def _since(terminal: str, stop: Stop) -> Lexeme:
    return next(one for one in reversed(stop.fed) if one.type == terminal)


# --- names and texts ----------------------------------------------------------------------------------------


def _because(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if found.kind != "STRING" or not found.first_on_line or "BECAUSE" not in stop.viable:
        return False
    reading.add(
        mistakes.MISSING_BECAUSE, found.span, suggestion=f"{reading.vocabulary.word('BECAUSE')} {found.text}"
    )
    return True


def _text_for_name(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if found.kind != "STRING" or "NAME" not in stop.viable or "DATE_TYPE" in stop.viable:
        return False
    declares = len(stop.fed) == 1
    written = re.sub(r"[^0-9a-zæøå]+", "_", found.text.strip('"').lower()).strip("_") if declares else ""
    reading.add(mistakes.NAME_NOT_TEXT, found.span, suggestion=written)
    return True


def _name_in_parts(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`sen kontakt` and `sen-kontakt` for one name."""
    last = stop.fed[-1] if stop.fed else None
    if last is None or last.type != "NAME" or found.line != last.line:
        return False
    # WHY: »lov« begins a declaration, and many write »barnets lov« for the name of one.
    cites = (
        len(stop.fed) > 1 and stop.fed[-2].type == "STATUTE" and found.text == reading.vocabulary.word("LAW")
    )
    if not cites and found.kind != "MINUS" and (found.kind != "WORD" or _known(found, reading)):
        return False
    parts = [last, found] if cites else [last]
    for one in () if cites else _line(stop):
        if one.kind == "MINUS" and one.start == parts[-1].end:
            continue
        if one.kind != "WORD" or _known(one, reading):
            break
        parts.append(one)
    only_text = stop.viable == {"STRING"} and not any(one.kind == "STRING" for one in _line(stop))
    if len(parts) == 1 or only_text:
        return False
    written = "_".join(one.text for one in parts)
    pieces = stop.lexemes[stop.index - 1 : _index(parts[-1], stop) + 1]
    args = {"found": quoted("".join(spaced(pieces))), "written": written}
    reading.add(mistakes.NAME_IN_PARTS, last.span.to(parts[-1].span), args, suggestion=written)
    return True


def _name_for_text(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if stop.viable != {"STRING"} or found.kind not in {"WORD", "QUOTED"} or found.first_on_line:
        return False
    line = [found] if found.kind == "QUOTED" else _line(stop)
    text = "".join(spaced(line)).strip("»«")
    written = "" if '"' in text else f'"{text}"'
    reading.add(mistakes.TEXT_EXPECTED, found.span.to(line[-1].span), suggestion=written)
    return True


# --- dates, numbers, lists, signs ---------------------------------------------------------------------------


def _date(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`2.1.2026`, `2/1-2026`, `2. januar` for a date."""
    if "DATE" not in stop.viable or found.kind not in {"DOTTED", "NUMBER", "ORDINAL"}:
        return False
    numeric = _NUMERIC_DAY.match("".join(one.text for one in stop.lexemes[stop.index : stop.index + 5]))
    if numeric is None and "NUMBER" in stop.viable:
        return False
    written = ""
    if numeric is not None:
        day, month, year = (int(one) for one in numeric.groups())
        names = reading.vocabulary.month_names
        point = "." if reading.vocabulary.language == "da" else ""
        if 1 <= month <= len(names) and 1 <= day <= 31:  # noqa: PLR2004
            written = f"{day}{point} {names[month - 1]} {year}"
    reading.add(mistakes.DATE_FORM, found.span, suggestion=written)
    return True


def _clock(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if found.text not in _CLOCK or stop.fed[-1].type != "DATE":
        return False
    reading.add(mistakes.CLOCK_FORM, found.span)
    return True


def _unit(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`mindst 4 nætter`: a number of the rules has no unit after it."""
    if found.kind != "WORD" or not stop.fed or stop.fed[-1].type != "NUMBER" or _known(found, reading):
        return False
    reading.add(mistakes.UNIT_AFTER_NUMBER, found.span, {"found": quoted(found.text)})
    return True


def _bounds(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`heltal` and `heltal 0-7` for `heltal fra 0 til 7`."""
    last, words = stop.fed[-1], reading.vocabulary
    if last.type not in {"INTEGER", "DECIMAL"}:
        return False
    numbers = [one.text for one in _line(stop) if one.kind == "NUMBER"] if found is not last else []
    low, high = numbers if len(numbers) == 2 else ("0", "10")  # noqa: PLR2004
    written = f"{last.text} {words.word('FROM')} {low} {words.word('TO')} {high}"
    reading.add(
        mistakes.BOUNDS_MISSING, last.span, {"found": last.text, "written": written}, suggestion=written
    )
    return True


def _paragraph(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`hjemmel en_lov 133` and `paragraf 133`, where the sign of a paragraph belongs."""
    if "PARAGRAPH" not in stop.viable or found.line != stop.fed[-1].line or _known(found, reading):
        return False
    number = next((one.text for one in _line(stop)[:2] if one.kind == "NUMBER"), "")
    if not number:
        return False
    reading.add(mistakes.PARAGRAPH_SIGN, found.span, suggestion=f"\N{SECTION SIGN} {number}")
    return True


def _join(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`skole og barnet` in a list, and `a, b` in a condition."""
    words = reading.vocabulary
    both = f"{words.word('AND')}« / »{words.word('OR')}"
    if found.text in {words.word("AND"), words.word("OR")} and "COMMA" in stop.viable - {"AND", "OR"}:
        reading.add(mistakes.WRONG_JOIN, found.span, {"found": found.text, "word": ","}, suggestion=",")
    elif found.kind == "COMMA" and _in_condition(stop):
        reading.add(mistakes.WRONG_JOIN, found.span, {"found": ",", "word": both})
    else:
        return False
    return True


def _in_condition(stop: Stop) -> bool:
    clause = next((one for one in reversed(stop.fed) if one.type in _CONDITION | _AFTER_THEN), None)
    return clause is not None and clause.type in _CONDITION


def _comment(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    if found.kind not in {"SLASH", "MINUS", "STAR"} or not found.first_on_line or END not in stop.viable:
        return False
    reading.add(mistakes.COMMENT_SIGN, found.span, {"found": found.text}, suggestion="#")
    return True


def _yes_or_no(stop: Stop, _: Lexeme, reading: Reading) -> bool:
    """`ja eller nej` and `Ja/Nej` for the answers `ja/nej`."""
    if len(stop.fed) < 2 or stop.fed[-2].type != "COLON":  # noqa: PLR2004
        return False
    words = reading.vocabulary
    yes, last = words.word("YES"), stop.fed[-1]
    if last.text.lower() != yes:
        return False
    line = _line(stop)[:2]
    args = {"found": quoted("".join(spaced([last, *line])))}
    reading.add(
        mistakes.UNKNOWN_ANSWER, last.span.to(line[-1].span), args, suggestion=f"{yes}/{words.word('NO')}"
    )
    return True


def _answers_on_scale(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`: på skala trin` for the answers `: trin`; the first word was read as the name of a scale."""
    on, scale = reading.vocabulary.word("ON_SCALE").split()
    before = [one.said for one in stop.fed[-2:]]
    names = [one for one in _line(stop)[1:2] if one.kind in {"WORD", "QUOTED"}]
    if before != [":", on] or found.text != scale or not names:
        return False
    span = stop.fed[-1].span.to(names[0].span)
    reading.add(mistakes.ANSWERS_ON_SCALE, span, {"found": f"{on} {scale}"}, suggestion=names[0].text)
    return True


def _number_without_kind(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`: tal fra 0 til 7` for `: heltal fra 0 til 7`; the first word was read as the name of a scale."""
    words, before = reading.vocabulary, [one.type for one in stop.fed[-2:]]
    if before != ["COLON", "NAME"] or found.text != words.word("FROM"):
        return False
    kind = stop.fed[-1]
    args = {"found": quoted(kind.text)}
    reading.add(mistakes.UNKNOWN_ANSWER, kind.span, args, suggestion=words.word("INTEGER"))
    return True


def _percent(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`15 procent` for `15 %`."""
    number = stop.fed[-1] if stop.fed else None
    if number is None or number.type != "NUMBER" or found.text != reading.vocabulary.word("PERCENT_TYPE"):
        return False
    args = {"found": found.text, "word": "%"}
    reading.add(mistakes.EVERYDAY_WORD, number.span.to(found.span), args, suggestion=f"{number.text} %")
    return True


def _colon(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`regel r:` and, in an example, `fravær: 12 %`."""
    if found.kind != "COLON" or not stop.fed or stop.fed[-1].line != found.line:
        return False
    reading.add(mistakes.COLON_NOT_HERE, found.span)
    return True


def _either(stop: Stop, found: Lexeme, reading: Reading) -> bool:
    """`skal der tages stilling til x eller y`, `bør x eller y ske`: a duty is about one thing."""
    opens = stop.fed[-2].type if len(stop.fed) > 1 else ""
    if opens not in _MODAL | {"DECIDE_WHETHER"} or found.text != reading.vocabulary.word("OR"):
        return False
    reading.add(mistakes.ALTERNATIVES_WITHOUT_ORDER, stop.fed[-1].span.to(found.span))
    return True


def _example_without_moment(stop: Stop, _: Lexeme, reading: Reading) -> bool:
    last = stop.fed[-1] if stop.fed else None
    if last is None or last.type != "NAME" or last.text != reading.vocabulary.word("EXPECTED"):
        return False
    words = reading.vocabulary
    day = f"6{'.' if words.language == 'da' else ''} {words.month_names[2]} 2026"
    args = {"found": last.text, "expected": f"{words.word('ASSESSED')} {day}"}
    reading.add(mistakes.MISSING_BEFORE, last.span, args)
    return True


# --- where things stand -------------------------------------------------------------------------------------


def _line(stop: Stop) -> Sequence[Lexeme]:
    """What stands on the line from the stop on."""
    first = stop.lexemes[stop.index]
    return [one for one in stop.lexemes[stop.index :] if one.line == first.line]


def _index(lexeme: Lexeme, stop: Stop) -> int:
    return next(index for index, one in enumerate(stop.lexemes) if one is lexeme)


def _known(lexeme: Lexeme, reading: Reading) -> bool:
    """Whether a word is one of the rules' own."""
    return lexeme.text in reading.vocabulary.phrases or lexeme.text in reading.vocabulary.reserved


def _may_be(lexeme: Lexeme, terminals: frozenset[str], reading: Reading) -> bool:
    return any(
        meaning.terminal in terminals
        for phrase in reading.vocabulary.phrases.get(lexeme.text, ())
        if len(phrase.words) == 1
        for meaning in phrase.meanings
    )


_HABITS: tuple[Callable[[Stop, Lexeme, Reading], bool], ...] = (
    _everyday,
    _example_without_moment,
    _yes_or_no,
    _answers_on_scale,
    _number_without_kind,
    _percent,
    _colon,
    _either,
    _bounds,
    _paragraph,
    _date,
    _clock,
    _comment,
    _because,
    _text_for_name,
    _order_after_then,
    _action_expected,
    _happen,
    _deadline,
    _name_in_parts,
    _name_for_text,
    _unit,
    _join,
)
