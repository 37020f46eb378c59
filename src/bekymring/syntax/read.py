"""From the bytes of a file to text that can be read.

Takes: a name for messages, and bytes.
Gives: a `Source`, and findings; no source where the bytes are no text.
Afterwards true: the text is in normal form C and not larger than the limit; every character that may stand nowhere
has been named.
"""

from __future__ import annotations

import unicodedata

from bekymring.diagnostics import Checked, Diagnostic, in_order
from bekymring.source import Source, Span
from bekymring.syntax import mistakes
from bekymring.syntax.characters import odd_characters

MAX_BYTES = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


def read_source(name: str, data: bytes) -> Checked[Source]:
    """Makes text of the bytes of a rule file. See docs/language.md."""
    if len(data) > MAX_BYTES:
        return Checked(
            None, (Diagnostic(mistakes.FILE_TOO_LARGE, Span.nowhere(name), {"limit": str(MAX_BYTES)}),)
        )
    try:
        written = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        return Checked(None, (_not_text(name, data, error),))
    source = Source(name, unicodedata.normalize("NFC", written))
    findings = list(odd_characters(source))
    if source.text != written:
        findings.append(Diagnostic(mistakes.NOT_COMPOSED, _first_difference(source, written)))
    if not data.strip():
        findings.append(Diagnostic(mistakes.EMPTY_FILE, Span.nowhere(name)))
    return Checked(source, in_order(findings)[: mistakes.MAX_FINDINGS])


def _not_text(name: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    offset = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
    line = data.count(b"\n", 0, offset) + 1
    at = Span(name, 0, 0, line, 1, line, 1)
    return Diagnostic(mistakes.NOT_UTF8, at, {"offset": str(offset), "byte": f"{data[offset]:02X}"})


def _first_difference(source: Source, written: str) -> Span:
    """The first line that was written otherwise."""
    pairs = zip(source.text.split("\n"), written.split("\n"), strict=False)
    line = next((number for number, (new, old) in enumerate(pairs, start=1) if new != old), 1)
    start = source.line_starts[line - 1]
    return source.span(start, start + len(source.line(line)))
