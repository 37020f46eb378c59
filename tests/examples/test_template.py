"""The rule set that `bekymring new` writes works as it stands."""

import re
from collections.abc import Callable

import pytest

from bekymring.checks import Context, run_checks
from bekymring.diagnostics import Severity
from bekymring.examples.run import run_examples
from bekymring.examples.template import new_ruleset
from bekymring.model.ruleset import Ruleset
from bekymring.source import Source
from bekymring.syntax.format import format_source
from bekymring.syntax.parse import parse

Read = Callable[[str, dict[str, str]], Ruleset]
LANGUAGES = ["da", "en"]


def rules(lang: str) -> dict[str, str]:
    files = new_ruleset("vores_skole", "Vores skole", lang=lang)
    return {file: text for file, text in files.items() if file.endswith(".bek")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_a_rule_file_and_a_page(lang: str) -> None:
    files = new_ruleset("vores_skole", "Vores skole", lang=lang)
    assert sorted(files) == ["README.md", "vores_skole.bek"]
    assert all("Vores skole" in text and "@" not in text for text in files.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_checks_find_nothing_but_notes(read: Read, lang: str) -> None:
    files = rules(lang)
    documents = tuple(parse(Source(file, text)).value for file, text in files.items())
    context = Context(read("vores_skole", files), documents=documents, today=None)
    assert [one.message() for one in run_checks(context) if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_its_examples_are_met_and_there_are_at_least_two(read: Read, lang: str) -> None:
    report = run_examples(read("vores_skole", rules(lang)))
    assert [one.message() for one in report.findings] == []
    assert len(report.results) >= 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_part_of_it_is_shown_both_ways(read: Read, lang: str) -> None:
    report = run_examples(read("vores_skole", rules(lang)))
    assert [(one.part, one.name) for one in report.coverage.lacking] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_stands_as_the_layout_would_write_it(lang: str) -> None:
    for file, text in rules(lang).items():
        assert format_source(Source(file, text)).value == text


def test_a_changed_threshold_breaks_an_example(read: Read) -> None:
    (text,) = rules("da").values()
    report = run_examples(
        read("vores_skole", {"vores_skole.bek": text.replace("er mindst 4", "er mindst 7")})
    )
    assert [one.label for one in report.failed] == ["Seks uger med uro og endnu ikke drøftet (opdigtet)"]


@pytest.mark.parametrize("title", ['Med "citat"', "Over\nto linjer", "Skråstreg \\", ""])
def test_any_title_gives_a_rule_set(read: Read, title: str) -> None:
    files = new_ruleset("vores_skole", title)
    ruleset = read("vores_skole", {"vores_skole.bek": files["vores_skole.bek"]})
    assert re.fullmatch(r'[^"\n]+', ruleset.head.title)
