"""Whatever a rule set or a case holds, a report holds it as text: no mark, link, script or control character."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import attrs
import builders
import pytest

from bekymring.case.answers import Answer, Provenance
from bekymring.decision import Decision
from bekymring.report.clean import LONGEST, line, shown
from bekymring.report.decision_text import explain
from bekymring.report.why import why

HOSTILE = (
    '=HYPERLINK("http://x.example";"sak")',
    "</td><script>alert(1)</script>",
    '" onmouseover="x',
    "javascript:alert(1)",
    "[navn](javascript:alert(1)) ![x](http://x.example/a.png) <http://x.example>",
    "www.x.example og mig@x.example",
    "a | b\nc | d",
    "`kode` <!-- ]]> &#x3C; *fed* _kursiv_ ~~nej~~ # overskrift",
    "- punkt",
    "1. punkt",
    '<image href="x"><foreignObject><style>@import "x"</style>',
    "\x1b]0;titel\x07\x1b]8;;http://x.example\x1b\\x\x9b2J\x08\x08\rskjult",
    "tekst \u202e vendt \u2066 om",
    "{0} {navn.__class__} %s",
    "\x00",
    "z" + "\u0301" * 10_000,
    "\ud800",
    "l" * 1_000_000,
)

NAMES = ("name", "list_", "fact", "rule", "level", "subject")


def poisoned(hostile: str) -> Decision:
    """A decision in which every text for people, and every word about where an answer comes from, is hostile."""
    held = builders.decision()
    return attrs.evolve(held, ruleset=_texts(held.ruleset, hostile), case=_case(held, hostile))


TEXTS = {
    "title", "label", "question", "infinitive", "reason", "text", "paragraph", "approved_by", "version",
    "plural", "responsible", "unit",
}  # fmt: skip


def _texts(part: Any, hostile: str) -> Any:
    """The same data with every text for people replaced; names are left, since they are what refers."""
    if isinstance(part, Mapping):
        return {key: _texts(value, hostile) for key, value in part.items()}
    if isinstance(part, tuple):
        return tuple(_texts(one, hostile) for one in part)
    if not attrs.has(type(part)):
        return part
    changes: dict[str, Any] = {}
    for one in attrs.fields(type(part)):
        held = getattr(part, one.name)
        if isinstance(held, str) and one.name in TEXTS:
            changes[one.name] = hostile
        elif one.name in {"not_covered", "considerations"}:
            changes[one.name] = (hostile,)
        elif (one.name not in {"span", "origin"} and isinstance(held, Mapping | tuple)) or (
            one.name not in {"span", "origin"} and attrs.has(type(held))
        ):
            changes[one.name] = _texts(held, hostile)
    return attrs.evolve(part, **changes)


def _case(decision: Decision, hostile: str) -> Any:
    def with_source(answer: Answer) -> Answer:
        return attrs.evolve(answer, provenance=Provenance(said_by=hostile, document=hostile), reason=hostile)

    facts = {name: with_source(one) for name, one in decision.case.facts.items()}
    return attrs.evolve(decision.case, facts=facts)


class Shape(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))


def shape(page: str) -> list[tuple[str, tuple[tuple[str, str | None], ...]]]:
    read = Shape()
    read.feed(page)
    read.close()
    return read.elements


@pytest.mark.parametrize("to", ["working_view", "record"])
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_page_keeps_its_shape_whatever_the_texts_are(hostile: str, to: str) -> None:
    harmless = shape(explain(poisoned("harmløs"), to=to, form="html"))
    assert shape(explain(poisoned(hostile), to=to, form="html")) == harmless


def test_a_page_has_nothing_that_runs_or_reaches_out() -> None:
    allowed = {
        "html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "p", "ul", "li",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "strong", "em",
    }  # fmt: skip
    elements = shape(explain(builders.decision(), form="html"))
    assert {tag for tag, _ in elements} <= allowed
    names = {name for _, attributes in elements for name, _ in attributes}
    assert names <= {"lang", "charset", "http-equiv", "content", "name", "class", "scope"}


def pipes(text: str) -> list[int]:
    return [len(re.findall(r"(?<!\\)\|", one)) for one in text.splitlines() if one.startswith("|")]


MARKS = re.compile(r"(?<!\\)(?:\\\\)*[<>\[\]`]")
LINKS = re.compile(r"(?i)\b(?:[a-z]+://\S|www\.\w|mailto:\w)|\w@\w")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_keeps_its_cells_and_has_no_marks_of_others(hostile: str) -> None:
    text = explain(poisoned(hostile), form="markdown")
    harmless = explain(poisoned("harmløs"), form="markdown")
    assert pipes(text) == pipes(harmless)
    assert len(text.splitlines()) == len(harmless.splitlines())
    body = text.replace("<small>", "").replace("</small>", "")
    assert MARKS.search(body) is None
    assert LINKS.search(body) is None


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_no_form_holds_a_control_character(hostile: str, form: str) -> None:
    for said in (
        explain(poisoned(hostile), form=form),
        why(poisoned(hostile), "fravær_peger_på_gul", form=form),
    ):
        assert [sign for sign in said if (ord(sign) < 32 and sign != "\n") or 0x7F <= ord(sign) < 0xA0] == []
        assert re.search("[\u202a-\u202e\u2066-\u2069]", said) is None
        said.encode("utf-8")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_plain_text_stays_within_its_width(hostile: str) -> None:
    if len(hostile) > LONGEST or "\u0301" in hostile:
        return
    assert max(len(one) for one in explain(poisoned(hostile)).splitlines()) <= 100


CLEANED = (
    ("a\tb\r\nc", "a b c"),
    ("a\x1b[2Jb", "a\ufffd[2Jb"),
    ("a\x00\x01b", "a\ufffdb"),
    ("æøå é – »x«", "æøå é – »x«"),
    ("e\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301"),
)


@pytest.mark.parametrize(("text", "clean"), CLEANED)
def test_a_text_is_cleaned_like_this(text: str, clean: str) -> None:
    assert shown(text) == clean
    assert line(clean) == clean


def test_a_text_that_is_cut_says_so() -> None:
    assert shown("l" * (LONGEST + 1)).endswith(" […]")
    assert shown("l" * LONGEST) == "l" * LONGEST
