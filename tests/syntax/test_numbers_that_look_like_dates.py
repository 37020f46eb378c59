"""A number, a small word and a number of four digits is not a day."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

import pytest

from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.grammar import build_lark
from bekymring.syntax.parse import parse
from bekymring.syntax.tables import shared_tables
from bekymring.syntax.words import vocabularies, whole_grammar


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('oplysning x "Hvor mange?": heltal fra 0 til 1000', "da"),
        ('fact x "How many?": integer from 0 to 1000', "en"),
    ],
)
def test_bounds_up_to_four_digits_are_numbers(text, language):
    read = parse(Source("a.bek", text), language=language)
    assert not read.diagnostics
    (fact,) = read.value.declarations
    assert fact.type_ == doc.IntegerType(doc.Number(Fraction(0)), doc.Number(Fraction(1000)))


@pytest.mark.parametrize(
    ("text", "language"),
    [("definition d x er mellem 5 og 2000", "da"), ("definition d x is between 5 and 2000", "en")],
)
def test_a_range_up_to_four_digits_is_two_numbers(text, language):
    read = parse(Source("a.bek", text), language=language)
    assert not read.diagnostics
    (definition,) = read.value.declarations
    assert definition.expr == doc.Between(
        doc.NameRef(doc.Name("x")), doc.Number(Fraction(5)), doc.Number(Fraction(2000))
    )


def test_a_deadline_before_a_frequency_of_four_digits_is_not_part_of_a_day():
    text = 'regel r så skal h ske senest 0 mindst 1000 gange i hver måned fordi "f"'
    read = parse(Source("a.bek", text), language="da")
    assert not read.diagnostics
    (rule,) = read.value.declarations
    (said,) = rule.conclusions
    assert [one.anchor for one in said.deadline.terms] == [doc.Number(Fraction(0))]
    assert said.frequency.times == 1000


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_keyword_that_may_stand_between_two_numbers_is_read_as_a_month(language):
    between = _between_numbers()
    found = {
        word
        for word, phrases in vocabularies()[language].phrases.items()
        for phrase in phrases
        if phrase.words == (word,) and any(meaning.terminal in between for meaning in phrase.meanings)
    }
    assert found
    pattern = shared_tables().pattern
    assert {word for word in found if pattern.match(f"5 {word} 2000").lastgroup != "NUMBER"} == set()


def _between_numbers() -> set[str]:
    """The keywords that the grammar lets follow a number and be followed by one."""
    follows = _follows()
    return {one for one in follows["NUMBER"] if "NUMBER" in follows[one]} - {"NAME"}


def _follows() -> dict[str, set[str]]:
    """For each terminal, those that a sentence may hold next. Nothing in the grammar is empty."""
    rules = [
        (rule.origin.name, [one.name for one in rule.expansion])
        for rule in build_lark(whole_grammar(vocabularies()["da"])).rules
    ]
    assert all(parts for _, parts in rules)
    first, last = _ends(rules, 0), _ends(rules, -1)
    found = defaultdict(set)
    for _, parts in rules:
        for before, after in pairwise(parts):
            for one in last.get(before, {before}):
                found[one] |= first.get(after, {after})
    return found


def _ends(rules: list[tuple[str, list[str]]], place: int) -> dict[str, set[str]]:
    """For each production, the terminals that it may begin (0) or end (-1) with."""
    ends: dict[str, set[str]] = {name: set() for name, _ in rules}
    grows = True
    while grows:
        grows = False
        for name, parts in rules:
            more = ends.get(parts[place], {parts[place]}) - ends[name]
            grows = grows or bool(more)
            ends[name] |= more
    return ends
