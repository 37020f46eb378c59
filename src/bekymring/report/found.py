"""What every form for pipelines asks of a finding: its path from where the check was started, its place, its words.

Takes a finding and its fingerprint; gives what the forms put in their own marks.
Afterwards true: a path is relative and leads to nothing but a file below the folder of the check; texts hold no
control character but line breaks.
"""

from __future__ import annotations

import posixpath
import textwrap
import unicodedata

from bekymring.diagnostics import Diagnostic, Severity
from bekymring.frozen import frozen
from bekymring.report.clean import LONGEST, shown
from bekymring.report.clean import line as clean
from bekymring.source import Span


@frozen
class Found:
    """A finding, with the fingerprint by which it is known again."""

    finding: Diagnostic
    fingerprint: str

    @property
    def number(self) -> str:
        """The number of its code."""
        return self.finding.code.number

    @property
    def title(self) -> str:
        """`BEK201 unknown-name`."""
        return f"{self.number} {self.finding.code.slug}"

    @property
    def severity(self) -> Severity:
        """How it counts."""
        return self.finding.severity

    @property
    def path(self) -> str:
        """The file, relative and with slashes; of a finding about a case its data path."""
        return relative(self.finding.at.file) if isinstance(self.finding.at, Span) else shown(self.finding.at)

    @property
    def line(self) -> int:
        """The line, from 1."""
        return self.finding.at.line if isinstance(self.finding.at, Span) else 1

    @property
    def column(self) -> int:
        """The column, from 1, in code points."""
        return self.finding.at.column if isinstance(self.finding.at, Span) else 1

    def message(self, lang: str) -> str:
        """What is found, on one line."""
        return shown(self.finding.message(lang))

    def advice(self, lang: str) -> str:
        """What to write instead, and the child who shows what is meant, on lines of their own; perhaps nothing."""
        suggestion = textwrap.dedent(self.finding.suggestion).splitlines()
        story = self.finding.story[1 if lang == "en" else 0].splitlines()
        lines = [shown(one) for one in self.finding.help(lang).splitlines()]
        lines += [f"    {clean(one[:LONGEST].expandtabs(4))}".rstrip() for one in suggestion]
        return "\n".join([*lines, *(shown(one) for one in story)]).strip("\n")

    def text(self, lang: str) -> str:
        """What is found, and what to do about it, on one or several lines."""
        return "\n".join(part for part in (self.message(lang), self.advice(lang)) if part)


def relative(file: str) -> str:
    """A path as a pipeline may show it: from the folder of the check, downwards only, letters composed.

    What lies outside that folder keeps its names and loses the way out, so that no reader follows it.
    """
    path = posixpath.normpath(unicodedata.normalize("NFC", clean(file[:LONGEST]))).lstrip("/")
    while path == ".." or path.startswith("../"):
        path = path[3:]
    return path or "."
