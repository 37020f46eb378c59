"""Findings as text for people: the sentence, the line with the place marked, what to write instead, the code.

Takes findings and the files they speak of; gives text in Danish or English, coloured only when asked.
Other forms for other readers are a file each beside this one. Afterwards true: no control character but line breaks
and our own colours; no value of a case (a finding holds none).
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bekymring.diagnostics import Diagnostic, Severity, in_order
from bekymring.frozen import frozen
from bekymring.report.clean import line as clean
from bekymring.report.say import Both, listed
from bekymring.source import Source, Span

WIDTH = 92
_INDENT = "   "
_LONGEST_LINE = 120
_MARK = "▔"
_LINES_NAMED = 5

_PLACE = Both("{file}, linje {line}: ", "{file}, line {line}: ")
_FORM = Both("bekymring forklar {code}", "bekymring explain {code}")
_HERE = Both("linje {line}: {what}", "line {line}: {what}")
_THERE = Both("{file}, linje {line}: {what}", "{file}, line {line}: {what}")
_MORE = Both("Der er {n} fund mere i filen ({lines}).", "There are {n} more findings in the file ({lines}).")
_ONE_MORE = Both("Der er 1 fund mere i filen ({lines}).", "There is 1 more finding in the file ({lines}).")
_LINES = Both("linje {those}", "line {those}")
_CASE_ONE = Both(
    "{case}: 1 oplysning kan ikke bruges. Sagens værdier vises ikke her.",
    "{case}: 1 answer cannot be used. The values of the case are not shown here.",
)
_CASE = Both(
    "{case}: {n} oplysninger kan ikke bruges. Sagens værdier vises ikke her.",
    "{case}: {n} answers cannot be used. The values of the case are not shown here.",
)
_COUNTS = {
    Severity.ERROR: (Both("1 fejl", "1 error"), Both("{n} fejl", "{n} errors")),
    Severity.WARNING: (Both("1 advarsel", "1 warning"), Both("{n} advarsler", "{n} warnings")),
    Severity.NOTE: (Both("1 bemærkning", "1 note"), Both("{n} bemærkninger", "{n} notes")),
}
_NOTES = Both(
    "Bemærkninger, der ikke tæller i resultatet (bekymring forklar KODE siger mere):",
    "Notes, which do not count in the result (bekymring explain CODE says more):",
)
_NOTHING = Both("Ingen fund.", "No findings.")
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


@frozen
class Look:
    """How findings are shown: the language, and whether in colour."""

    lang: str = "da"
    colour: bool = False

    def painted(self, text: str, code: str) -> str:
        """The text in a colour, where colours are wanted."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text


@frozen
class _After:
    """How many findings of a file come after one, and the first lines where they stand, each once."""

    count: int = 0
    lines: tuple[int, ...] = ()


def findings_text(
    findings: Iterable[Diagnostic],
    sources: Mapping[str, Source] | None = None,
    *,
    look: Look | None = None,
    case_name: str = "sag.json",
) -> str:
    """All findings as text, in the order of files and places, with a count at the end."""
    look = look or Look()
    ordered = in_order(findings)
    counted = [one for one in ordered if isinstance(one.at, Span) and one.severity is not Severity.NOTE]
    notes = [one for one in ordered if isinstance(one.at, Span) and one.severity is Severity.NOTE]
    in_case = [one for one in ordered if not isinstance(one.at, Span)]
    following = _following(counted)
    parts = [
        "\n".join(_finding(one, after, sources or {}, look))
        for one, after in zip(counted, following, strict=True)
    ]
    if notes:
        parts.append("\n".join(_notes(notes, look)))
    if in_case:
        parts.append("\n".join(_case(in_case, case_name, look)))
    parts.append(summary(ordered, look.lang))
    return "\n\n".join(parts) + "\n"


def summary(findings: Sequence[Diagnostic], lang: str = "da") -> str:
    """`2 fejl, 1 advarsel`."""
    said = []
    for severity, (one, several) in _COUNTS.items():
        n = sum(1 for finding in findings if finding.severity is severity)
        if n:
            said.append(one.say(lang) if n == 1 else several.say(lang, n=n))
    return f"{listed(said, lang)}." if said else _NOTHING.say(lang)


def _following(findings: Sequence[Diagnostic]) -> list[_After]:
    """What comes after each finding in the same file."""
    found: list[_After] = []
    known: dict[str, _After] = {}
    for one in reversed(findings):
        assert isinstance(one.at, Span)
        after = known.get(one.at.file, _After())
        found.append(after)
        lines = [one.at.line, *(line for line in after.lines if line != one.at.line)]
        # WHY: one more than are named is enough to say that there are more.
        known[one.at.file] = _After(after.count + 1, tuple(lines[: _LINES_NAMED + 1]))
    return found[::-1]


def _finding(one: Diagnostic, after: _After, sources: Mapping[str, Source], look: Look) -> Iterator[str]:
    assert isinstance(one.at, Span)
    lang = look.lang
    place = _PLACE.say(lang, file=clean(one.at.file), line=one.at.line)
    message = _wrapped(place + clean(one.message(lang)), indent="")
    colour = _COLOURS[one.severity]
    yield from (look.painted(text, f"1;{colour}") for text in message)
    source = sources.get(one.at.file)
    if source is not None:
        yield ""
        yield from _excerpt(source, one.at, look, colour)
    yield from _advice(one, lang)
    more = _remaining(after, lang)
    yield _last(more, f"{one.code.number} · {_FORM.say(lang, code=one.code.number)}")


def _notes(notes: Sequence[Diagnostic], look: Look) -> Iterator[str]:
    """Notes in a line each: they are listed, and never drown what counts."""
    yield look.painted(_NOTES.say(look.lang), _COLOURS[Severity.NOTE])
    for one in notes:
        assert isinstance(one.at, Span)
        place = _PLACE.say(look.lang, file=clean(one.at.file), line=one.at.line)
        yield from _wrapped(f"{place}{clean(one.message(look.lang))} {one.code.number}")


def _advice(one: Diagnostic, lang: str) -> Iterator[str]:
    yield from _paragraphs(one.help(lang))
    for text in textwrap.dedent(one.suggestion).splitlines():
        yield f"{_INDENT}     {_kept(text)}".rstrip()
    for label in one.labels:
        same = isinstance(one.at, Span) and label.at.file == one.at.file
        what = clean(label.en if lang == "en" else label.da)
        word = _HERE if same else _THERE
        yield from _wrapped(word.say(lang, file=clean(label.at.file), line=label.at.line, what=what))
    yield from _paragraphs(one.story[1 if lang == "en" else 0])


def _paragraphs(text: str) -> Iterator[str]:
    for part in text.splitlines():
        yield from _wrapped(clean(part))


def _wrapped(text: str, *, indent: str = _INDENT) -> list[str]:
    blank = len(text) - len(text.lstrip(" "))
    begun = indent + " " * blank
    return textwrap.wrap(
        text.strip(), WIDTH, initial_indent=begun, subsequent_indent=begun, break_on_hyphens=False
    )


def _kept(text: str) -> str:
    """A line of a file without control characters, its indentation kept."""
    return clean(text.expandtabs(4))


def _excerpt(source: Source, at: Span, look: Look, colour: str) -> Iterator[str]:
    """The line with the place marked under it; of several lines the first."""
    if not 1 <= at.line <= len(source.line_starts):
        return
    text = source.line(at.line)
    end = at.end_column if at.end_line == at.line else len(text) + 1
    before, marked = text[: at.column - 1], text[at.column - 1 : max(end - 1, at.column - 1)]
    cut = max(0, len(before) - _LONGEST_LINE // 2) if len(text) > _LONGEST_LINE else 0
    shown_before, shown_marked = _kept(before[cut:]), _kept(marked)[:_LONGEST_LINE]
    rest = _kept(text[max(end - 1, at.column - 1) :])
    # WHY: once more as a whole, for the pieces can make what none of them holds.
    line = clean(("…" if cut else "") + shown_before + shown_marked + rest)
    line = line[:_LONGEST_LINE] + ("…" if len(line) > _LONGEST_LINE else "")
    number = f"{at.line:>5} │ "
    yield f"{number}{line}".rstrip()
    blank = " " * (columns(shown_before) + (1 if cut else 0))
    mark = _MARK * max(1, min(columns(shown_marked), _LONGEST_LINE))
    yield f"{' ' * (len(number) - 2)}│ {blank}{look.painted(mark, colour)}"


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    wide = sum(1 for sign in text if unicodedata.east_asian_width(sign) in {"W", "F"})
    return len(text) + wide - sum(1 for sign in text if unicodedata.combining(sign))


def _remaining(after: _After, lang: str) -> str:
    if not after.count:
        return ""
    lines = after.lines
    those = ", ".join(str(one) for one in lines[:_LINES_NAMED]) + (", …" if len(lines) > _LINES_NAMED else "")
    named = _LINES.say(lang, those=those)
    return (
        _ONE_MORE.say(lang, lines=named) if after.count == 1 else _MORE.say(lang, n=after.count, lines=named)
    )


def _last(more: str, code: str) -> str:
    left = f"{_INDENT}{more}"
    gap = WIDTH - len(left) - len(code)
    return f"{left}{' ' * gap}{code}" if gap >= 2 else f"{left}\n{' ' * max(0, WIDTH - len(code))}{code}"  # noqa: PLR2004 - two blanks part them


def _case(findings: Sequence[Diagnostic], case_name: str, look: Look) -> Iterator[str]:
    lang = look.lang
    n = len(findings)
    head = (
        _CASE_ONE.say(lang, case=clean(case_name)) if n == 1 else _CASE.say(lang, case=clean(case_name), n=n)
    )
    yield look.painted(head, f"1;{_COLOURS[Severity.ERROR]}")
    width = min(max(len(clean(str(one.at))) for one in findings), WIDTH // 3)
    hanging = " " * (len(_INDENT) + width + 3)
    for one in findings:
        path = clean(str(one.at))
        said = clean(f"{one.message(lang)} {one.help(lang)}".strip()) + f" [{one.code.number}]"
        lead = f"{_INDENT}{path:<{width}}   "
        if len(path) > width:
            yield f"{_INDENT}{path}"
            lead = hanging
        yield from textwrap.wrap(
            said, WIDTH, initial_indent=lead, subsequent_indent=hanging, break_on_hyphens=False
        )


def findings_to_dict(findings: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Findings as JSON-ready data, worded in both languages; places count from 1, in code points."""
    return [_to_dict(one) for one in in_order(findings)]


def _to_dict(one: Diagnostic) -> dict[str, Any]:
    return {
        "code": one.code.number,
        "name": one.code.slug,
        "severity": one.severity.value,
        "at": _at(one.at),
        "arguments": dict(one.args),
        "message": {"da": one.message("da"), "en": one.message("en")},
        "help": {"da": one.help("da"), "en": one.help("en")},
        "suggestion": one.suggestion,
        "labels": [{"at": _at(label.at), "da": label.da, "en": label.en} for label in one.labels],
        "story": {"da": one.story[0], "en": one.story[1]},
    }


def _at(at: Span | str) -> dict[str, Any]:
    if isinstance(at, str):
        return {"path": at}
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
