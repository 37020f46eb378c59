"""Findings as issues of an Azure pipeline: a logging command on each line.

Takes findings; gives lines for standard output. There are issues for errors and warnings only, so notes are
ordinary lines of the log. Afterwards true: no text of a rule set can end a command or start one.
"""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.diagnostics import Severity
from bekymring.report.found import Found

_IN_TEXT = {"%": "%AZP25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ";": "%3B", "]": "%5D"}


def azure_issues(found: Iterable[Found], *, lang: str = "da") -> str:
    """The lines; nothing where nothing is found."""
    return "".join(f"{_line(one, lang)}\n" for one in found)


def _line(one: Found, lang: str) -> str:
    match one.severity:
        case Severity.ERROR | Severity.WARNING:
            return _command(one, lang)
        case Severity.NOTE:
            return _inert(f"{one.number} {one.path}:{one.line}: {one.message(lang)}")


def _command(one: Found, lang: str) -> str:
    places = {
        "type": one.severity.value,
        "sourcepath": one.path,
        "linenumber": str(one.line),
        "columnnumber": str(one.column),
        "code": one.number,
    }
    properties = ";".join(f"{name}={_escaped(text, _IN_PROPERTY)}" for name, text in places.items())
    return f"##vso[task.logissue {properties}]{_escaped(_inert(one.text(lang)), _IN_TEXT)}"


def _inert(text: str) -> str:
    """The text without the beginning of a command, which may stand anywhere in a line."""
    return text.replace("##", "# #")


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)
