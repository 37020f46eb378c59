"""Reads chunk tables: rule files in pieces, each with what is expected to be found on its lines.

A table is a file. Its chunks are split by lines that hold `---` alone. `# !! BEK103` at the end of a line says that
this finding is expected there; several are split by `;`, and `key=value` behind a code asks for an argument (a value
with blanks stands in "…"). The marks are taken out before the chunk is read. A chunk without a mark must be clean;
notes do not count.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from bekymring.diagnostics import Diagnostic, Severity
from bekymring.source import Span

_MARK = re.compile(r"[ \t]*# !! (.*)$", re.MULTILINE)


@frozen
class Expected:
    """A finding that a line says is there."""

    line: int
    code: str
    args: tuple[tuple[str, str], ...] = ()

    def matches(self, finding: Diagnostic) -> bool:
        """Whether a finding is this one."""
        if not isinstance(finding.at, Span) or (finding.at.line, finding.code.number) != (
            self.line,
            self.code,
        ):
            return False
        known: Mapping[str, str] = {**finding.arguments, "suggestion": finding.suggestion}
        return all(known.get(key) == value for key, value in self.args)


@frozen
class Chunk:
    """One piece of a table; `line` is where it begins in its file, so that a failure can be found."""

    file: str
    line: int
    text: str
    expected: tuple[Expected, ...]

    @property
    def label(self) -> str:
        """How a test names this chunk."""
        return f"{self.file}:{self.line}"

    def unmet(self, findings: Iterable[Diagnostic]) -> list[str]:
        """What is expected and not found, and what is found and not expected; empty if all is well."""
        left = [one for one in findings if one.severity is not Severity.NOTE]
        missing = []
        for wanted in self.expected:
            hit = next((one for one in left if wanted.matches(one)), None)
            if hit is None:
                missing.append(f"line {wanted.line}: {wanted.code} {dict(wanted.args)} is missing")
            else:
                left.remove(hit)
        return missing + [
            f"line {_line(one)}: {one.code.number} {one.arguments} is not expected" for one in left
        ]


def _line(finding: Diagnostic) -> str:
    return str(finding.at.line) if isinstance(finding.at, Span) else finding.at


def read_chunks(path: Path) -> tuple[Chunk, ...]:
    """The chunks of a table."""
    chunks = []
    line = 1
    for text in re.split(r"^---\n", path.read_bytes().decode("utf-8"), flags=re.MULTILINE):
        expected = [
            _expected(number, mark)
            for number, one in enumerate(text.split("\n"), start=1)
            for marks in _MARK.findall(one)
            for mark in marks.split(";")
        ]
        chunks.append(Chunk(path.name, line, _MARK.sub("", text), tuple(expected)))
        line += text.count("\n") + 1
    return tuple(chunks)


def read_folder(folder: Path) -> tuple[Chunk, ...]:
    """The chunks of every table in a folder."""
    return tuple(chunk for path in sorted(folder.glob("*.bek")) for chunk in read_chunks(path))


def _expected(line: int, mark: str) -> Expected:
    code, *args = shlex.split(mark.strip())
    return Expected(line, code, tuple((key, value) for key, _, value in (one.partition("=") for one in args)))
