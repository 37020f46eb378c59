"""Hostile words of a rule set, a case and a file name travel into every report as words and as nothing else."""

import json
import re
from html.parser import HTMLParser

import pytest
from tests.cli.conftest import DATA

MOMENT = ("--on", "2026-03-06T09:00")
WORDS = (
    "=HYPERLINK(http://x.example;sak)",
    "</td></p><script>alert(1)</script>",
    "' onmouseover='x",
    "javascript:alert(1)",
    "[navn](javascript:alert(1)) ![x](http://x.example/a.png) <http://x.example>",
    "a | b",
    "`kode` <!-- ]]> &#x3C; *fed* _kursiv_ ~~nej~~",
    "# overskrift",
    "- punkt",
    "1. punkt",
    "> citat",
    "<image href=x><foreignObject><style>@import 'x'</style>",
    "{0} {navn.__class__} %s %(x)s",
    "##vso[task.complete]",
    "::error::x",
    "e\u0301" * 20,
    "l" * 3_900,
)
UNSEEN = (
    "\x1b]0;titel\x07",
    "\x9b2J",
    "\x1b]8;;http://x.example\x1b\\x",
    "\x08\x08\rskjult",
    "\u202evendt",
    "\u2066vendt\u2069",
    "x\u200by",
    "\x00",
    "\u2028linje",
    "\ufeffx",
)
HARMLESS = "almindelige ord"
QUESTIONS = re.compile(r'^((?:    felt|oplysning|faglig vurdering) \w+) "[^"]*"', re.MULTILINE)
LABELS = re.compile(r'^((?:regelsæt|kilde|skala|niveau|hændelse [^"]*|handling) ?\w*) "[^"]*"', re.MULTILINE)
OTHERS = re.compile(r'(fordi|dækker ikke|lægger vægt på|ansvarlig|af|rolle lærer|leder|grøn|gul) "[^"]*"')


def ruleset(words: str) -> str:
    """The rules of a school with every text for people replaced by the same words."""
    text = (DATA / "skole.bek").read_text(encoding="utf-8")
    text = QUESTIONS.sub(lambda found: f'{found[1]} "{words}?"', text)
    for pattern in (LABELS, OTHERS):
        text = pattern.sub(lambda found: f'{found[1]} "{words}"', text)
    return text


def case(words: str) -> str:
    said = {"fra": words, "dokument": words}
    return json.dumps({
        "uger_med_uro": {"værdi": 5, **said},
        "bemærket": {"værdi": "2026-03-02", **said},
        "støtte": {"værdi": {"logopæd": None}, **said},
        "henvendelse": [{"modtaget": {"værdi": "2026-03-05T12:00", **said}}],
        "bekymrende": {"vurdering": True, "af": "lærer", "fordi": words},
        "fravigelser": [{"handling": "møde", "fordi": words, "af": "leder"}],
    })  # fmt: skip


class Shape(HTMLParser):
    """The elements of a page with their attributes, and nothing of its words."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []

    def handle_starttag(self, tag, attrs):
        self.parts.append((tag, attrs))

    def handle_comment(self, data):
        self.parts.append(("comment", data))


def shape(page):
    read = Shape()
    read.feed(page)
    read.close()
    return read.parts


def report(call, home, *, of_rules=HARMLESS, of_case=HARMLESS, form="text", reader="working-view", more=()):
    (home / "ord.bek").write_text(ruleset(of_rules), encoding="utf-8")
    (home / "ord.json").write_text(case(of_case), encoding="utf-8")
    ran = call("evaluate", "ord.bek", "ord.json", *MOMENT, "--format", form, "--to", reader, *more)
    assert (ran.status, ran.err) == (0, ""), ran.err
    return ran.out


def acting(text):
    # The word joiner is ours: it keeps Markdown from making a link of an address.
    return [sign for sign in text if not sign.isprintable() and sign not in "\n\N{WORD JOINER}"]


@pytest.mark.parametrize("reader", ["working-view", "record", "family"])
@pytest.mark.parametrize("words", WORDS)
def test_words_of_the_rules_are_words_in_every_report(call, home, words, reader):
    page = report(call, home, of_rules=words, form="html", reader=reader)
    assert shape(page) == shape(report(call, home, form="html", reader=reader))
    table = report(call, home, of_rules=words, form="markdown", reader=reader)
    assert not re.search(r"(?<!\\)<\w", table.replace("<small>", ""))
    assert not re.search(r"(?<!\\)\]\(", table)
    assert headings(table) == headings(report(call, home, form="markdown", reader=reader))
    for form in ("text", "markdown", "html", "json"):
        assert acting(report(call, home, of_rules=words, form=form, reader=reader)) == []


def headings(text):
    return [len(found[1]) for found in re.finditer(r"^(#+) ", text, re.MULTILINE)]


@pytest.mark.parametrize(
    "words", [*WORDS, *(one for one in UNSEEN), '"quotes"', "to\nlinjer", "tab\tog\rretur"]
)
def test_words_of_a_case_are_words_in_every_report(call, home, words):
    page = report(call, home, of_case=words, form="html")
    assert shape(page) == shape(report(call, home, form="html"))
    table = report(call, home, of_case=words, form="markdown")
    assert not re.search(r"(?<!\\)<\w", table.replace("<small>", ""))
    assert headings(table) == headings(report(call, home, form="markdown"))
    for form in ("text", "markdown", "html", "json"):
        assert acting(report(call, home, of_case=words, form=form)) == []
    held = json.loads(report(call, home, of_case=words, form="json"))
    assert held["case"]["uger_med_uro"]["fra"] == words


@pytest.mark.parametrize("words", UNSEEN)
def test_a_sign_that_nobody_sees_is_refused_in_a_rule_set_and_not_shown(call, home, words):
    (home / "ord.bek").write_text(ruleset(words), encoding="utf-8")
    for form in ("text", "json", "sarif", "junit", "github", "gitlab", "azure"):
        ran = call("check", "ord.bek", "--no-proofs", "--format", form)
        assert ran.status == 1
        assert acting(ran.out) == []


@pytest.mark.parametrize("words", WORDS)
def test_a_rule_set_of_hostile_words_is_checked_tested_and_described(call, home, words):
    (home / "ord.bek").write_text(ruleset(words), encoding="utf-8")
    for arguments in (
        ["check", "ord.bek", "--no-proofs"],
        ["check", "ord.bek", "--no-proofs", "--format", "json"],
        ["test", "ord.bek", "--coverage"],
        ["test", "ord.bek", "--format", "json"],
        ["schema", "ord.bek"],
    ):
        ran = call(*arguments)
        assert ran.status in {0, 1}, ran.said
        assert acting(ran.said) == []


@pytest.mark.parametrize("words", WORDS)
def test_why_shows_words_as_words(call, home, words):
    text = report(call, home, of_rules=words, of_case=words, more=("--why", "møde_ved_uro"))
    assert acting(text) == []
