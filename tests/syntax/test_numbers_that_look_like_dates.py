"""A number, a small word and a number of four digits is not a day."""

from fractions import Fraction

import pytest

from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.parse import parse


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
