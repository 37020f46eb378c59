"""No use beyond single cases without the head's leave and a stated purpose."""

from datetime import date

import pytest

import bekymring
from batch.conftest import CASES
from bekymring.batch import BatchError, decide_rows
from bekymring.batch.purpose import purpose_of

ON = date(2026, 3, 6)


@pytest.mark.parametrize(
    ("stated", "use"),
    [
        ("ledelsestilsyn", "supervision"),
        ("Ledelsestilsyn: stikprøve i marts", "supervision"),
        ("  simulering   af ny praksis ", "simulation"),
        ("supervision, spring", "supervision"),
        ("simulation", "simulation"),
    ],
)
def test_a_purpose_names_the_use(rules, stated, use):
    found = purpose_of(stated, rules.kernel)
    assert (found.use.value, found.text) == (use, " ".join(stated.split()))


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "",
        "  ",
        "\n",
        "enkeltsager",
        "vi vil gerne se",
        "ikke ledelsestilsyn",
        "ledelsestilsynet",
        "simulering " * 60,
    ],
)
def test_anything_else_is_refused_with_what_to_write(rules, stated):
    with pytest.raises(BatchError) as refused:
        decide_rows(rules, [], purpose=stated, on=ON)
    assert '--purpose "ledelsestilsyn: ' in refused.value.words("da")
    assert '--purpose "supervision: ' in refused.value.words("en")


def test_a_rule_set_for_single_cases_is_refused_whatever_is_stated():
    with pytest.raises(BatchError) as refused:
        decide_rows(bekymring.load("egedal"), CASES, purpose="ledelsestilsyn", on=ON)
    assert "må kun bruges til enkeltsager" in str(refused.value)
    assert "må bruges til enkeltsager, ledelsestilsyn" in refused.value.words("da")
    assert "may be used for single cases, supervision" in refused.value.words("en")


def test_a_use_that_the_head_does_not_name_is_refused():
    favrskov = bekymring.load("favrskov")
    assert purpose_of("ledelsestilsyn", favrskov.kernel).use.value == "supervision"
    with pytest.raises(BatchError):
        purpose_of("simulering", favrskov.kernel)


def test_a_moment_that_cannot_be_is_refused_before_any_case(rules):
    with pytest.raises(bekymring.MomentError):
        decide_rows(rules, CASES, purpose="ledelsestilsyn", on=date(1999, 1, 1))
