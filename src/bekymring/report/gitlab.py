"""Findings as a GitLab code quality report: a JSON list, each with a fingerprint that does not hold the line.

Takes findings with fingerprints; gives the text of the report, worded in one language.
Afterwards true: every finding has a relative path and a line from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from bekymring.diagnostics import Severity
from bekymring.report.clean import escaped
from bekymring.report.found import Found

_SEVERITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def gitlab_report(found: Iterable[Found], *, lang: str = "da") -> str:
    """The report; an empty list where nothing is found."""
    return escaped(json.dumps([_issue(one, lang) for one in found], ensure_ascii=False, indent=2)) + "\n"


def _issue(one: Found, lang: str) -> dict[str, object]:
    return {
        "description": " ".join(one.text(lang).split()),
        "check_name": one.title,
        "fingerprint": one.fingerprint,
        "severity": _SEVERITY[one.severity],
        "location": {"path": one.path, "lines": {"begin": one.line}},
    }
