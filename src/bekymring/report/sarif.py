"""Findings as SARIF 2.1.0, the form in which code scanning services take them.

Takes findings with fingerprints; gives one run as JSON, worded in one language, its rules in both.
Afterwards true: columns count code points, every address is relative and percent-encoded, no text is taken for a
link or a place-holder, and there are no more results than services take; the gravest are kept, and what is left
out is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from bekymring.checks.catalogue import page, without_arguments
from bekymring.diagnostics import Code, Label, Severity
from bekymring.report.clean import escaped, shown
from bekymring.report.fingerprints import SHAPE
from bekymring.report.found import Found, relative
from bekymring.report.say import Both
from bekymring.source import Span
from bekymring.version import VERSION

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
MOST_RESULTS: Final = 25_000

Object = dict[str, object]

_LEFT_OUT = Both(
    "Der er {n} fund mere, end en SARIF-fil må have. De groveste er med; bekymring tjek viser dem alle.",
    "There are {n} findings more than a SARIF file may hold. The gravest are in it; bekymring check shows all.",
)
_GRAVITY = tuple(Severity)


def sarif_report(found: Sequence[Found], *, lang: str = "da") -> str:
    """The log with its one run."""
    kept = _kept(found)
    codes = {one.number: one.finding.code for one in kept}
    index = {number: place for place, number in enumerate(sorted(codes))}
    driver = {
        "name": "bekymring",
        "semanticVersion": VERSION,
        "language": lang,
        "rules": [_rule(codes[number], lang) for number in index],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [_invocation(len(found) - len(kept), lang)],
        "language": lang,
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index[one.number], lang) for one in kept],
    }
    # WHY: not indented, for services bound the size, and the encoder that indents is many times slower.
    return (
        escaped(json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False)) + "\n"
    )


def _kept(found: Sequence[Found]) -> Sequence[Found]:
    if len(found) <= MOST_RESULTS:
        return found
    return sorted(found, key=lambda one: _GRAVITY.index(one.severity))[:MOST_RESULTS]


def _invocation(left_out: int, lang: str) -> Object:
    if not left_out:
        return {"executionSuccessful": True}
    said = {"level": "warning", "message": _message(_LEFT_OUT.say(lang, n=left_out))}
    return {"executionSuccessful": True, "toolExecutionNotifications": [said]}


def _rule(code: Code, lang: str) -> Object:
    words = {name: without_arguments(code.words(name).message) for name in ("da", "en")}
    advice = without_arguments(code.words(lang).help)
    return {
        "id": code.number,
        "name": code.slug,
        "shortDescription": {"text": words[lang]},
        "messageStrings": {name: {"text": text} for name, text in words.items()},
        "help": {"text": advice or words[lang], "markdown": page(code, lang=lang)},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(one: Found, index: int, lang: str) -> Object:
    result: Object = {
        "ruleId": one.number,
        "ruleIndex": index,
        "level": one.severity.value,
        "message": _message(one.text(lang)),
        "locations": [_location(one.finding.at)],
        "partialFingerprints": {SHAPE: one.fingerprint},
    }
    if one.finding.labels:
        result["relatedLocations"] = list(_related(one.finding.labels, lang))
    return result


def _related(labels: Sequence[Label], lang: str) -> Iterable[Object]:
    for number, label in enumerate(labels):
        said = _message(shown(label.en if lang == "en" else label.da))
        yield {"id": number, **_location(label.at), "message": said}


def _location(at: Span | str) -> Object:
    if isinstance(at, str):
        return {"logicalLocations": [{"fullyQualifiedName": shown(at)}]}
    region = {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": max(at.end_line, at.line),
        "endColumn": at.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(at.file)}, "region": region}}


def _uri(file: str) -> str:
    # WHY: a colon is encoded too, so that no name of a file is taken for the scheme of an address.
    return quote(relative(file), safe="/")


def _message(text: str) -> Object:
    """A message; »[a](b)« would be shown as a link, »{0}« be filled from arguments that there are none of."""
    return {"text": re.sub(r"\{(?=\d)", "{ ", text.replace("](", "] ("))}
