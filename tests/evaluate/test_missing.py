"""Which answers still matter: each row is one case (opdigtet) and the paths asked for, in order."""

from datetime import date

import pytest

from bekymring.model import ruleset as m
from evaluate.build import (
    ASKED,
    DAY,
    NOT_HAPPENED,
    action,
    all_,
    any_,
    assessed,
    assessment,
    by,
    case,
    choice,
    decided,
    doubted,
    fact,
    ge,
    is_,
    level,
    lt,
    may,
    must,
    not_,
    own,
    parameter,
    point,
    records,
    rule,
    ruleset,
    scale,
    should,
    some,
    stands,
    this,
    whole,
)

GUL, RØD = m.PointTo("p", "gul"), m.PointTo("p", "rød")
PARTS = (
    scale("p", "grøn", "gul", "rød"),
    level("p", "p", assessed_by="rådgiver"),
    own("p", "p"),
    *(fact(name) for name in "abcd"),
    fact("alder", whole(0, 25)),
    fact("start", DAY),
    fact("udført", DAY),
    fact("herkomst", choice("x", "y"), collected=False),
    parameter("grænse", whole(0, 25), 10),
    assessment("skøn"),
    action("x"),
    action("y"),
    action("frist", done="udført"),
    point("punkt"),
)


def asked(*rules, answers=None):
    return [
        (one.fact, one.weight) for one in decided(ruleset(*PARTS, *rules), case(**(answers or {}))).missing
    ]


@pytest.mark.parametrize(
    ("rules", "answers", "expected"),
    [
        pytest.param([rule("1", must("x"), when="a")], {}, [("a", 1)], id="one answer settles one duty"),
        pytest.param([rule("1", must("x"), when="a")], {"a": True}, [], id="nothing is open"),
        pytest.param([rule("1", must("x"), when=all_("a", "b"))], {"a": False}, [], id="it cannot matter any more"),
        pytest.param([rule("1", must("x"), when=all_("a", "b"))], {}, [("a", 0), ("b", 0)], id="in the worst case an answer settles nothing"),
        pytest.param([rule("1", RØD, when="b"), rule("2", GUL, when="a")], {"b": True}, [], id="a step that is passed asks for nothing"),
        pytest.param([rule("1", RØD, when=any_("a", not_("a")))], {}, [], id="settled whatever the answer"),
        pytest.param([rule("1", RØD, when="a"), rule("2", must("x"), when="a"), rule("3", must("y"), when="b")], {}, [("a", 2), ("b", 1)], id="the weightiest first"),
        pytest.param([rule("1", must("x"), when="a"), rule("2", must("y"), when=not_("a")), rule("3", must("frist"), when="b")], {"udført": date(2026, 3, 1)}, [("a", 2), ("b", 1)], id="both answers settle both"),
        pytest.param([rule("1", must("x"), when=is_("herkomst", "x"))], {}, [], id="what is not collected is not asked"),
        pytest.param([rule("1", must("x"), when=ge("alder", "grænse"))], {}, [("alder", 1)], id="a parameter that is set is not asked"),
        pytest.param([rule("1", must("x"), when=all_(ge("alder", 10), lt("alder", 10)))], {}, [], id="no age is both"),
        pytest.param([rule("1", m.Attend("punkt"), when="a")], {}, [], id="attention asks for nothing"),
        pytest.param([rule("1", must("x"), when="skøn")], {}, [], id="assessments are listed apart"),
        pytest.param([rule("1", must("frist", by(7, anchor="start")))], {"udført": NOT_HAPPENED}, [("start", 0)], id="a start of a deadline"),
        pytest.param([rule("1", may("frist"))], {}, [], id="what may be done is not asked after"),
        pytest.param([rule("1", should("frist"))], {}, [("udført", 0)], id="whether it is done"),
        pytest.param([rule("1", must("frist", by(7, anchor="start")), when="a")], {"a": False}, [], id="the start of no duty"),
        pytest.param([rule("1", m.OnlyWhen("x", m.Ref("a"))), rule("2", may("x"))], {}, [("a", 2)], id="what a power hangs on"),
        pytest.param([rule("1", must("x"), unless="a")], {}, [("a", 1)], id="an exception"),
    ],
)  # fmt: skip
def test_missing_answers(rules, answers, expected):
    assert asked(*rules, answers=answers) == expected


def test_what_the_case_said_of_an_open_answer_is_told():
    rules = ruleset(*PARTS, rule("1", must("x"), when=any_("a", "b", "c")))
    found = {
        one.fact: (one.asked, one.doubted)
        for one in decided(rules, case(a=ASKED, b=doubted(value=True))).missing
    }
    assert found == {"a": (True, False), "b": (False, True), "c": (False, False)}


def test_an_answer_beyond_the_cap_is_asked_for_while_the_outcome_is_open():
    rules = ruleset(*PARTS, rule("1", must("x"), when=all_("a", "b", "c")))
    assert [one.fact for one in decided(rules, case(), cap=2).missing] == ["a", "b", "c"]
    settled = ruleset(*PARTS, rule("1", must("x"), when=any_(not_("a"), "a", "b")))
    assert [one.fact for one in decided(settled, case(), cap=2).missing] == []


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, [("p", False, ("p",)), ("skøn", False, ("x",))], id="by weight, then name"),
        pytest.param(
            {"skøn": assessed(value=True, reason="")},
            [("skøn", True, ("x",)), ("p", False, ("p",))],
            id="a missing reason first",
        ),
        pytest.param({"skøn": assessed(value=True), "p": assessed("gul")}, [], id="made"),
    ],
)
def test_assessments_still_to_be_made(answers, expected):
    rules = ruleset(*PARTS, rule("1", RØD, when="a"), rule("2", must("x"), when=all_("skøn", "b")))
    found = decided(rules, case(**answers)).assessments
    assert sorted((one.name, one.reason_missing, one.settles) for one in found) == sorted(expected)
    assert [one.name for one in found if one.reason_missing] == [
        name for name, missing, _ in expected if missing
    ]


def test_a_level_that_nobody_is_named_to_assess_is_not_listed():
    rules = ruleset(
        scale("p", "god", "dårlig"),
        level("p", "p"),
        own("p", "p"),
        fact("a"),
        rule("1", m.PointTo("p", "dårlig"), when="a"),
    )
    assert decided(rules, case()).assessments == ()


def test_fields_are_asked_for_by_record():
    rules = ruleset(
        records("møde", dag=DAY, alvor=whole()), action("x", "møde"),
        rule("1", must("x"), per_record="møde", when=ge(this("alvor"), 5)),
    )  # fmt: skip
    decision = decided(rules, case(møde=some({"alvor": 7}, {}, {"alvor": ASKED})))
    assert [(one.fact, one.question, one.asked) for one in decision.missing] == [
        ("møde[2].alvor", "alvor?", False),
        ("møde[3].alvor", "alvor?", True),
    ]


def test_a_duty_that_another_reads_is_settled_with_it():
    rules = ruleset(
        *PARTS, rule("1", must("x"), when="a"), rule("2", must("y"), when=stands("x", m.ActionState.MUST))
    )
    (found,) = decided(rules, case()).missing
    assert (found.settles, found.weight) == (("x", "y"), 2)
