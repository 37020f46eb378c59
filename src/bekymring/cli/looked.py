"""What one check looked at and found, and its forms: text for people, and those that pipelines read."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import assert_never

from bekymring.api import Reading
from bekymring.api.files import shown_path
from bekymring.cli.words import counted, say
from bekymring.diagnostics import Diagnostic, Severity
from bekymring.frozen import frozen
from bekymring.report.azure import azure_issues
from bekymring.report.baseline import Judged, View, baseline_summary
from bekymring.report.clean import escaped
from bekymring.report.findings import Look, findings_text, findings_to_dict, summary
from bekymring.report.fingerprints import fingerprinted
from bekymring.report.found import Found, relative
from bekymring.report.github import github_annotations
from bekymring.report.gitlab import gitlab_report
from bekymring.report.junit import junit_report
from bekymring.report.sarif import sarif_report
from bekymring.source import Source


class Form(StrEnum):
    """How the findings of a check are given."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    AZURE = "azure"


@frozen
class Looked:
    """The rule sets that were looked at, each with what was found of it."""

    rulesets: tuple[tuple[Reading, tuple[Diagnostic, ...]], ...]

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every file that was read, by the name that messages use."""
        return {name: source for reading, _ in self.rulesets for name, source in reading.sources.items()}

    @property
    def found(self) -> tuple[Found, ...]:
        """All findings in order, each once though several rule sets share it."""
        return fingerprinted((one for _, some in self.rulesets for one in some), self.sources)

    def view(self, paths: Sequence[str], codes: Collection[str]) -> View:
        """Where these rule sets lie, and which of them could not be looked at to the end."""
        every = (*paths, *(reading.place for reading, _ in self.rulesets))
        unread = [reading.place for reading, _ in self.rulesets if reading.ruleset is None]
        return View(_places(every), _places(unread), frozenset(codes))


def _places(paths: Sequence[str]) -> tuple[str, ...]:
    here = Path.cwd()
    return tuple(dict.fromkeys(relative(shown_path(Path(one), here)) for one in paths))


def rendered(
    form: Form, looked: Looked, judged: Judged, *, counts: Collection[Severity], lang: str, colour: bool
) -> str:
    """The new findings in a form; what is known is said in the text, and left out of what programs read."""
    new = judged.new
    match form:
        case Form.TEXT:
            return _text(looked, judged, lang, colour=colour)
        case Form.JSON:
            return _json(new)
        case Form.SARIF:
            return sarif_report(new, lang=lang)
        case Form.JUNIT:
            return junit_report(_by_ruleset(looked, new), counted=counts, lang=lang)
        case Form.GITHUB:
            return github_annotations(new, lang=lang) + _ending(looked, judged, lang)
        case Form.GITLAB:
            return gitlab_report(new, lang=lang)
        case Form.AZURE:
            return azure_issues(new, lang=lang) + _ending(looked, judged, lang)
    assert_never(form)


def _text(looked: Looked, judged: Judged, lang: str, *, colour: bool) -> str:
    known = baseline_summary(judged, lang=lang)
    text = _ending(looked, judged, lang)
    if judged.new:
        found = [one.finding for one in judged.new]
        whole = findings_text(found, looked.sources, look=Look(lang, colour)).rstrip()
        text = f"{whole} {say('looked_at', lang, count=_count(looked, lang))}"
    return f"{text}\n{known}" if known else text


def _ending(looked: Looked, judged: Judged, lang: str) -> str:
    count = _count(looked, lang)
    if not judged.new:
        return say("nothing_new" if judged.known else "nothing_found", lang, count=count)
    said = summary([one.finding for one in judged.new], lang)
    return f"{said} {say('looked_at', lang, count=count)}"


def _count(looked: Looked, lang: str) -> str:
    return counted(len(looked.rulesets), "rulesets", lang)


def _json(new: Sequence[Found]) -> str:
    found = findings_to_dict(one.finding for one in new)
    data = [{**one, "fingerprint": known_by.fingerprint} for one, known_by in zip(found, new, strict=True)]
    return escaped(json.dumps(data, ensure_ascii=False, indent=2))


def _by_ruleset(looked: Looked, new: Sequence[Found]) -> Mapping[str, Sequence[Found]]:
    """The new findings of each rule set; what two of them share stands in both."""
    by_finding = {one.finding: one for one in new}
    return {
        reading.place: [by_finding[one] for one in dict.fromkeys(some) if one in by_finding]
        for reading, some in looked.rulesets
    }
