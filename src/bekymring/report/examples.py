"""What became of a rule set's examples, as text and as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bekymring.examples.coverage import coverage_json, coverage_text
from bekymring.examples.run import ExampleReport
from bekymring.report.findings import Look, findings_text, findings_to_dict
from bekymring.report.say import Both
from bekymring.source import Source

_ALL_MET = Both("{name}: {n} eksempler, alle opfyldt.", "{name}: {n} examples, all met.")
_ONE_MET = Both("{name}: 1 eksempel, opfyldt.", "{name}: 1 example, met.")
_ONE_FAILED = Both("{name}: 1 eksempel, ikke opfyldt.", "{name}: 1 example, not met.")
_SOME_FAILED = Both(
    "{name}: {failed} af {n} eksempler er ikke opfyldt.", "{name}: {failed} of {n} examples are not met."
)


def examples_text(
    report: ExampleReport, sources: Mapping[str, Source], *, lang: str = "da", with_coverage: bool = False
) -> str:
    """A line about the examples, then what was not met, then (if asked for) what no example shows."""
    failed = len(report.failed)
    n = len(report.results)
    several, one = (_SOME_FAILED, _ONE_FAILED) if failed else (_ALL_MET, _ONE_MET)
    head = (one if n == 1 else several).say(lang, name=report.ruleset, n=n, failed=failed)
    parts = [head]
    if failed:
        parts.append(findings_text(report.findings, sources, look=Look(lang)).rstrip())
    if with_coverage:
        parts.append(coverage_text(report.coverage, lang).rstrip())
    return "\n".join(parts)


def examples_to_dict(reports: Sequence[ExampleReport]) -> list[dict[str, object]]:
    """The results of several rule sets, JSON-ready."""
    return [
        {
            "ruleset": one.ruleset,
            "version": one.version,
            "failed": len(one.failed),
            "examples": [
                {
                    "label": result.label,
                    "file": result.at.file,
                    "line": result.at.line,
                    "outcome": result.outcome.value,
                    "findings": findings_to_dict(result.findings),
                }
                for result in one.results
            ],
            "coverage": coverage_json(one.coverage),
        }
        for one in reports
    ]
