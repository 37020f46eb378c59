"""Findings as annotations of a GitHub workflow: a command on each line of the log.

Takes findings; gives lines for standard output. A step shows ten errors, ten warnings and ten notices and no more,
so what goes beyond is counted and listed as ordinary lines of the log.
Afterwards true: no text of a rule set can end a command or start one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bekymring.diagnostics import Severity
from bekymring.report.found import Found
from bekymring.report.say import Both

SHOWN = 10
"""How many annotations of a kind a step shows."""
_KIND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MORE = Both(
    "Flere fund, end GitHub viser som bemærkninger ({n}):",
    "More findings than GitHub shows as annotations ({n}):",
)
_IN_TEXT = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY = {**_IN_TEXT, ":": "%3A", ",": "%2C"}


def github_annotations(found: Iterable[Found], *, lang: str = "da") -> str:
    """The lines; nothing where nothing is found."""
    return "".join(f"{line}\n" for line in _lines(tuple(found), lang))


def _lines(found: tuple[Found, ...], lang: str) -> Iterator[str]:
    more: list[Found] = []
    for severity in Severity:
        of_kind = [one for one in found if one.severity is severity]
        yield from (_command(one, lang) for one in of_kind[:SHOWN])
        more += of_kind[SHOWN:]
    if more:
        yield _MORE.say(lang, n=len(more))
        yield from (_plain(one, lang) for one in more)


def _command(one: Found, lang: str) -> str:
    places = {"file": one.path, "line": str(one.line), "col": str(one.column), "title": one.title}
    properties = ",".join(f"{name}={_escaped(text, _IN_PROPERTY)}" for name, text in places.items())
    return f"::{_KIND[one.severity]} {properties}::{_escaped(one.text(lang), _IN_TEXT)}"


def _plain(one: Found, lang: str) -> str:
    # WHY: a line that begins with the code begins no command, and the older form of commands may stand anywhere.
    return f"{one.number} {one.path}:{one.line}: {one.message(lang)}".replace("##[", "## [")


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(sign, sign) for sign in text)
