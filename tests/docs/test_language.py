"""The language reference is complete: every declaration has its heading, every word its place, every section its name."""

import re
import tomllib

import pytest

from docs.pages import ROOT

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
NOT_PHRASES = {"other", "calendar", "everyday"}


def table(lang: str) -> dict[str, dict[str, str | list[str]]]:
    return tomllib.loads((ROOT / "grammar" / f"keywords_{lang}.toml").read_text(encoding="utf-8"))


def first(words: str | list[str]) -> str:
    """The spelling that is written; the others are only read."""
    return words if isinstance(words, str) else words[0]


def phrases(lang: str) -> list[str]:
    return [
        first(words)
        for name, rows in table(lang).items()
        if name not in NOT_PHRASES
        for words in rows.values()
    ]


def said(phrase: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def sections_named_in_the_source() -> set[str]:
    """The sections that docstrings send their reader to: `language reference, *Facts*`."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    lists = [
        found
        for text in texts
        for found in re.findall(r"anguage reference,((?:\s*(?:,|and)?\s*\*[^*]+\*)+)", text)
    ]
    return {name for found in lists for name in re.findall(r"\*([^*]+)\*", found)}


def test_every_declaration_has_a_heading_in_both_languages() -> None:
    danish, english = table("da")["declarations"], table("en")["declarations"]
    wanted = {f"{first(english[name])} · {first(danish[name])}" for name in danish}
    assert wanted - set(HEADINGS) == set()


def test_every_heading_of_a_declaration_is_one() -> None:
    danish = {first(words) for words in table("da")["declarations"].values()}
    named = {heading.partition(" · ")[2] for heading in HEADINGS if " · " in heading}
    assert named - danish == set()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_phrase_of_the_grammar_is_on_the_page(lang: str) -> None:
    assert [phrase for phrase in phrases(lang) if not said(phrase, PAGE)] == []


def test_every_section_that_the_source_names_is_there() -> None:
    named = sections_named_in_the_source()
    assert {"Facts", "Truth", "Layers"} <= named
    assert {name for name in named if not any(one.startswith(name) for one in HEADINGS)} == set()


def test_a_phrase_that_is_not_said_would_be_seen() -> None:
    assert said("er mindst", "x er mindst 3")
    assert not said("er mindst", "x er mindste")
