"""Counts, picks and sums over records: each row is one case (opdigtet) and what the condition is."""

from datetime import date
from fractions import Fraction

import pytest

from bekymring.model import ruleset as m
from bekymring.values import Truth
from evaluate.build import (
    DAY,
    NOT_HAPPENED,
    NOT_RELEVANT,
    ago,
    all_,
    case,
    choice,
    decided,
    earliest,
    fact,
    ge,
    is_,
    item,
    latest,
    le,
    level,
    not_,
    records,
    rule,
    ruleset,
    scale,
    some,
    whole,
)

TRUE, UNKNOWN, FALSE = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
LIST = records(
    "møde",
    "dag",
    dag=DAY,
    form=choice("formel", "uformel", "andet"),
    længde=whole(0, 50),
    næste=DAY,
    maximum=5,
)
MARCH = date(2026, 3, 1)
FEBRUARY = date(2026, 2, 1)
FORMEL, UFORMEL = {"dag": MARCH, "form": "formel"}, {"dag": FEBRUARY, "form": "uformel"}


def truth(condition, held, *extra):
    """The truth of a condition, before any completion is tried."""
    rules = ruleset(
        LIST,
        scale("p", "god", "dårlig"),
        level("p", "p"),
        *extra,
        rule("r", m.PointTo("p", "dårlig"), when=condition),
    )
    return decided(rules, case(møde=held), cap=1).rules[0].when


def at_least(number, where=None):
    return ge(m.RecordCount("møde", where), number)


def summed(number):
    return ge(m.RecordAggregate("møde", m.Aggregate.SUM, "længde", None), number)


def largest(number):
    return ge(m.RecordAggregate("møde", m.Aggregate.LARGEST, "længde", None), number)


def smallest(number):
    return ge(m.RecordAggregate("møde", m.Aggregate.SMALLEST, "længde", None), number)


IS_FORMEL = is_(item("form"), "formel")
RECENT = ge(item("dag"), ago(1))


@pytest.mark.parametrize(
    ("condition", "held", "expected"),
    [
        pytest.param(at_least(2), some(FORMEL, UFORMEL), TRUE, id="counted"),
        pytest.param(at_least(3), some(FORMEL, UFORMEL), FALSE, id="complete, so there are no more"),
        pytest.param(at_least(3), some(FORMEL, UFORMEL, complete=False), UNKNOWN, id="there may be more"),
        pytest.param(at_least(6), some(FORMEL, UFORMEL, complete=False), FALSE, id="but never more than the maximum"),
        pytest.param(at_least(1, IS_FORMEL), some({"dag": MARCH}), UNKNOWN, id="an open field"),
        pytest.param(at_least(1, IS_FORMEL), some({"dag": MARCH}, FORMEL), TRUE, id="settled by another record"),
        pytest.param(at_least(1, all_(IS_FORMEL, not_(IS_FORMEL))), some(complete=False), UNKNOWN, id="open before completions are tried"),
        pytest.param(at_least(1, RECENT), some(FORMEL), TRUE, id="within a month"),
        pytest.param(at_least(1, RECENT), some(UFORMEL), FALSE, id="before it"),
        pytest.param(at_least(1, RECENT), some({"form": "formel"}), UNKNOWN, id="a day up to the moment"),
        pytest.param(at_least(1), some({"dag": date(2026, 3, 10)}), FALSE, id="after the moment it is not seen"),
        pytest.param(at_least(1), some({"dag": NOT_HAPPENED}), FALSE, id="not happened"),
        pytest.param(at_least(1), some({"dag": date(2026, 3, 9)}), TRUE, id="the day of the moment is seen"),
        pytest.param(at_least(1, ge(item("næste"), MARCH)), some({"dag": MARCH, "næste": date(2026, 4, 1)}), FALSE, id="a later day in another field has not happened"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(FORMEL, UFORMEL), TRUE, id="the latest"),
        pytest.param(is_(earliest("møde", "form"), "formel"), some(FORMEL, UFORMEL), FALSE, id="the earliest"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(), FALSE, id="of none it does not apply"),
        pytest.param(not_(is_(latest("møde", "form"), "formel")), some(), TRUE, id="and its negation is true"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(FORMEL, {**UFORMEL, "dag": MARCH}), UNKNOWN, id="a tie that disagrees"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(FORMEL, FORMEL), TRUE, id="a tie that agrees"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(FORMEL, {"form": "uformel"}), UNKNOWN, id="one whose day is open"),
        pytest.param(is_(latest("møde", "form"), "formel"), some(FORMEL, complete=False), UNKNOWN, id="one may be lacking"),
        pytest.param(ge(latest("møde", "dag"), MARCH), some(FORMEL, complete=False), TRUE, id="a lacking one can only be later"),
        pytest.param(le(earliest("møde", "dag"), MARCH), some(FORMEL, complete=False), TRUE, id="or earlier"),
        pytest.param(is_(latest("møde", "form", RECENT), "uformel"), some(FORMEL, UFORMEL), FALSE, id="the latest that meets the filter"),
        pytest.param(summed(10), some({"dag": MARCH, "længde": 4}, {"dag": MARCH, "længde": 6}), TRUE, id="sum"),
        pytest.param(summed(10), some({"dag": MARCH, "længde": 4}, {"dag": MARCH}), UNKNOWN, id="a sum with an open field"),
        pytest.param(summed(10), some({"dag": MARCH, "længde": 12}, complete=False), TRUE, id="a sum can only grow"),
        pytest.param(summed(1), some({"dag": MARCH, "længde": NOT_RELEVANT}), FALSE, id="a sum with what does not apply"),
        pytest.param(summed(0), some(), TRUE, id="a sum of none is nothing"),
        pytest.param(largest(10), some({"dag": MARCH, "længde": 12}, {"dag": MARCH}), TRUE, id="largest"),
        pytest.param(largest(10), some({"dag": MARCH, "længde": 2}, {"dag": MARCH}), UNKNOWN, id="largest with an open field"),
        pytest.param(largest(0), some(), FALSE, id="largest of none does not apply"),
        pytest.param(largest(10), some({"dag": MARCH, "længde": 12}, complete=False), TRUE, id="a lacking record cannot make the largest less"),
        pytest.param(smallest(10), some({"dag": MARCH, "længde": 12}, complete=False), UNKNOWN, id="but the smallest"),
        pytest.param(smallest(10), some({"dag": MARCH, "længde": 12}, {"dag": MARCH, "længde": 3}), FALSE, id="smallest"),
    ],
)  # fmt: skip
def test_records(condition, held, expected):
    assert truth(condition, held) is expected


def test_a_list_that_the_case_does_not_mention_is_empty_and_incomplete():
    rules = ruleset(
        LIST,
        scale("p", "god", "dårlig"),
        level("p", "p"),
        rule("r", m.PointTo("p", "dårlig"), when=at_least(1)),
    )
    decision = decided(rules, case())
    assert decision.rules[0].when is UNKNOWN
    assert [(one.fact, one.question) for one in decision.missing] == [("møde[]", "møde")]


def test_a_filter_may_compare_with_a_fact():
    condition = at_least(1, ge(item("længde"), "grænse"))
    held = some({"dag": MARCH, "længde": 20})
    assert truth(condition, held, fact("grænse", whole(0, 10))) is TRUE
    assert truth(condition, held, fact("grænse", whole(0, 30))) is UNKNOWN


def test_a_share_is_exact_at_the_threshold():
    whole_days = fact("skoledage", whole(0, 400))
    share = ge(
        m.Times(m.Const(Fraction(100)), m.Ref("fravær")), m.Times(m.Const(Fraction(28)), m.Ref("skoledage"))
    )
    rules = ruleset(
        whole_days,
        fact("fravær", whole(0, 400)),
        scale("p", "god", "dårlig"),
        level("p", "p"),
        rule("r", m.PointTo("p", "dårlig"), when=share),
    )
    assert [decided(rules, case(fravær=days, skoledage=25)).rules[0].when for days in (6, 7)] == [FALSE, TRUE]
