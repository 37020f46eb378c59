"""A value is taken in its written forms and no other, on the first call and on the quick way of the calls after it."""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.api.conftest import ENKEL

import bekymring

NUMBERS = (
    0,
    1,
    -1,
    3,
    52,
    53,
    10**6,
    10**400,
    3.0,
    3.9,
    1e300,
    float("nan"),
    float("inf"),
    Decimal(3),
    Decimal("NaN"),
    Fraction(3),
)
TEXTS = (
    "",
    " ",
    "true",
    "false",
    "ja",
    "nej",
    "0",
    "1",
    "3",
    "3,5",
    "3.5",
    "1e3",
    "NaN",
    "logopæd",
    "Logopæd",
    "logopæd ",
    "gul",
    "2026-03-02",
    "2026-02-30",
    "2026-3-2",
    "2026-03-02T12:00",
    "0000-00-00",
    "\x00",
    "x" * 5000,
    "\ud800",
)
OTHERS = (
    True,
    False,
    None,
    [],
    {},
    (),
    set(),
    frozenset({"logopæd"}),
    ["logopæd"],
    ["logopæd", "logopæd"],
    ["x"],
    [None],
    [[]],
    {"logopæd": True},
    {"logopæd": 1},
    {"x": True},
    {"tvivl": 3},
    {"tvivl": None},
    {"værdi": 3},
    {"værdi": None},
    {"værdi": {"tvivl": 3}},
    {"ikke_sket": True},
    {"ikke_sket": False},
    {"ikke_relevant": True},
    {"ikke_relevant": 1},
    date(2026, 3, 2),
    datetime(2026, 3, 2),
    b"3",
    object(),
    int,
    ...,
)
WHOLE = {"uger": 3, "andel": 12, "ro": True, "sted": "skole", "bemærket": "2026-03-02", "trivsel": "grøn"}
ON = date(2026, 3, 6)


class Whole(int):
    """A number of the caller's own class."""


def outcome(rules, case, on):
    try:
        return rules.evaluate(case, on=on).to_json()
    except bekymring.CaseError as error:
        return tuple((one.code.slug, one.at) for one in error.mistakes)


@pytest.fixture(scope="module")
def warm():
    """Rules that have been used so often that whole plain cases take the quick way."""
    rules = bekymring.load(ENKEL)
    for _ in range(5):
        rules.evaluate(WHOLE, on=ON)
    return rules


def test_a_whole_plain_case_takes_the_quick_way(warm):
    decision = warm.evaluate(WHOLE, on=ON)
    assert object.__getattribute__(decision, "_waiting")
    assert decision.to_json() == outcome(bekymring.load(ENKEL), WHOLE, ON)


@pytest.mark.parametrize("fact", WHOLE)
def test_the_quick_way_takes_and_refuses_what_the_full_reading_does(warm, fact):
    differing = []
    for value in (*NUMBERS, *TEXTS, *OTHERS, Whole(3)):
        case = {**WHOLE, fact: value}
        # WHY: another moment object each time, so that nothing made ready before is used.
        slow = outcome(warm, case, date(2026, 3, 6))
        warm.evaluate(WHOLE, on=ON)
        quick = outcome(warm, case, ON)
        if quick != slow:
            differing.append((value, quick, slow))
    assert differing == []


@pytest.mark.parametrize(
    "case", [{}, {"uger": 3}, {**WHOLE, "x": 1}, {**WHOLE, "uger ": 1}, {**WHOLE, "fravigelser": []}]
)
def test_a_case_with_more_or_fewer_names_is_decided_the_same(warm, case):
    warm.evaluate(WHOLE, on=ON)
    assert outcome(warm, case, ON) == outcome(bekymring.load(ENKEL), case, ON)


TAKEN = {
    "ro": (True, False, None),
    "uger": (0, 1, 3, 52, None),
    "andel": (0, 1, 3, 52, 53, 3.0, 3.9, "0", "1", "3", "3.5", None),
    "bemærket": ("2026-03-02", None),
    "sted": ("skole", "hjemme", None),
    "trivsel": ("grøn", "gul", "rød", None),
}  # fmt: skip


@pytest.mark.parametrize("fact", TAKEN)
def test_what_is_taken_is_this_and_no_more(fact, warm):
    plain = (*NUMBERS[:12], *TEXTS, "skole", "hjemme", "grøn", "rød", True, False, None, [], {})
    found = {repr(value) for value in plain if isinstance(outcome(warm, {**WHOLE, fact: value}, ON), bytes)}
    assert found == {repr(one) for one in TAKEN[fact]}
