"""Fingerprints: by what a finding is known again, though the file has grown above it or was laid out anew.

Takes findings and the files they speak of; gives each its fingerprint.
Afterwards true: a fingerprint depends on the code, the file, the words of the marked lines, the arguments, and the
number among findings that are equal in all of these; never on a line number. No two findings share one.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from bekymring.diagnostics import Diagnostic, in_order
from bekymring.report.found import Found, relative
from bekymring.source import Source, Span

SHAPE = "bekymring/v1"
"""Names how a fingerprint is worked out; another way gets another name."""
_LENGTH = 32
_LINE_NUMBER = re.compile(r"\b(linje|line) \d+")


def fingerprinted(findings: Iterable[Diagnostic], sources: Mapping[str, Source]) -> tuple[Found, ...]:
    """Findings in order, each once, with their fingerprints."""
    seen: Counter[str] = Counter()
    found = []
    for one in in_order(findings):
        alike = _alike(one, sources)
        seen[alike] += 1
        found.append(Found(one, _hash(f"{alike}\n{seen[alike]}")))
    return tuple(found)


def _alike(one: Diagnostic, sources: Mapping[str, Source]) -> str:
    """What two findings share that differ in their place alone."""
    place = ["", one.at]
    if isinstance(one.at, Span):
        place = [relative(one.at.file), _words(one.at, sources.get(one.at.file))]
    # WHY: as JSON, so that no text can run into the one beside it.
    arguments = [(name, _LINE_NUMBER.sub(r"\1", text)) for name, text in one.args]
    return json.dumps([SHAPE, one.code.number, *place, *arguments], ensure_ascii=True)


def _words(at: Span, source: Source | None) -> str:
    """The marked lines, blanks folded; nothing where the file was not read."""
    if source is None:
        return ""
    last = min(at.end_line, len(source.line_starts))
    return " ".join(word for number in range(at.line, last + 1) for word in source.line(number).split())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_LENGTH]
