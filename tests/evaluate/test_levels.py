"""What rules point to: each row is one case (opdigtet) and the steps still possible."""

from fractions import Fraction

import pytest

from bekymring.decision import NOT_ASSESSED, Certainty, Firing
from bekymring.model import ruleset as m
from evaluate.build import (
    NOT_RELEVANT,
    action,
    all_,
    any_,
    assessed,
    at_least,
    case,
    choice,
    decided,
    doubted,
    fact,
    ge,
    is_,
    item,
    level,
    must,
    not_,
    own,
    records,
    rule,
    ruleset,
    scale,
    some,
    this,
    whole,
)

SCALE = scale("position", "grøn", "gul", "rød")
LEVEL = level("position", "position", assessed_by="fagperson")
GUL, RØD, GRØN = (m.PointTo("position", step) for step in ("gul", "rød", "grøn"))
DOUBTED_YES = doubted(value=True)
FACTS = (fact("a"), fact("b"), own("position", "position"))


def rules_with(*rules, held=LEVEL):
    return ruleset(SCALE, held, *FACTS, *rules)


RULES = rules_with(
    rule("gul", GUL, when="a"),
    rule("rød", RØD, when="b"),
    rule("undtaget", RØD, when="a", unless="b"),
)


@pytest.mark.parametrize(
    ("answers", "possible"),
    [
        pytest.param({"a": False, "b": False}, (NOT_ASSESSED,), id="silence is not a verdict"),
        pytest.param({"a": False}, (NOT_ASSESSED, "rød"), id="an open rule can only raise"),
        pytest.param({"a": True, "b": True}, ("rød",), id="the worst step wins"),
        pytest.param({"a": True}, ("rød",), id="an exception that ends in the same step leaves nothing open"),
        pytest.param({}, (NOT_ASSESSED, "rød"), id="gul is in no completion: either b, or no exception"),
        pytest.param({"a": DOUBTED_YES, "b": False}, (NOT_ASSESSED, "rød"), id="a doubted answer is open"),
    ],
)
def test_rules_raise_a_level(answers, possible):
    assert decided(RULES, case(**answers)).levels["position"].possible == possible


@pytest.mark.parametrize(
    ("own_answer", "possible", "better"),
    [
        pytest.param(assessed("rød"), ("rød",), False, id="a worse assessment raises"),
        pytest.param(
            assessed("grøn"), ("gul",), True, id="a better one lowers nothing, and its reason is asked for"
        ),
        pytest.param(assessed("gul"), ("gul",), False, id="the same"),
        pytest.param(assessed("rød", reason=""), ("gul", "rød"), False, id="without a reason it is possible"),
        pytest.param(assessed("grøn", reason=""), ("gul",), True, id="better and without a reason"),
    ],
)
def test_the_professionals_own_assessment_only_raises(own_answer, possible, better):
    outcome = decided(rules_with(rule("gul", GUL)), case(position=own_answer)).levels["position"]
    assert outcome.possible == possible
    assert outcome.own_assessment.better_than_rules is better


@pytest.mark.parametrize(
    ("when", "answers", "possible"),
    [
        pytest.param("a", {}, ("grøn", "rød"), id="otherwise stands below what may be pointed to"),
        pytest.param("a", {"a": True}, ("rød",), id="and is left behind"),
    ],
)
def test_otherwise_is_where_a_level_starts(when, answers, possible):
    held = level("position", "position", otherwise="grøn")
    outcome = decided(ruleset(SCALE, held, *FACTS, rule("r", RØD, when=when)), case(**answers)).levels[
        "position"
    ]
    assert (outcome.possible, outcome.by_otherwise) == (possible, possible[0] == "grøn")


LIST = records("måling", dag=whole(), værdi=whole())
PER_RECORD = level("position", "position", per_record="måling")
PER_RECORD_RULE = rule("høj", RØD, per_record="måling", when=ge(this("værdi"), 50))


def test_a_level_concluded_per_record_is_joined():
    rules = ruleset(SCALE, level("position", "position"), LIST, PER_RECORD_RULE)
    answers = case(måling=some({"værdi": 60}, {"værdi": 10}))
    outcome = decided(rules, answers).levels["position"]
    assert (outcome.possible, outcome.for_) == (("rød",), (("høj", 1),))


def test_a_level_kept_per_record_is_not_joined():
    decision = decided(
        ruleset(SCALE, PER_RECORD, LIST, PER_RECORD_RULE), case(måling=some({"værdi": 60}, {"værdi": 10}, {}))
    )
    assert [one.possible for one in decision.levels_each["position"]] == [
        ("rød",),
        (NOT_ASSESSED,),
        (NOT_ASSESSED, "rød"),
    ]
    assert "position" not in decision.levels


def test_a_record_that_may_be_lacking_can_raise_a_joined_level():
    rules = ruleset(SCALE, level("position", "position"), LIST, PER_RECORD_RULE)
    decision = decided(rules, case(måling=some({"værdi": 10}, complete=False)))
    assert decision.levels["position"].possible == (NOT_ASSESSED, "rød")
    assert not decision.levels["position"].exact
    assert [one.fact for one in decision.missing] == ["måling[]"]
    assert ("høj", None, Firing.POSSIBLE) in [(one.rule, one.record, one.firing) for one in decision.rules]


@pytest.mark.parametrize(
    ("rules", "answers", "possible"),
    [
        pytest.param(
            [rule("r1", GUL, when="a"), rule("r2", GUL, when=not_("a"))], {}, ("gul",), id="A or not A"
        ),
        pytest.param([rule("r", RØD, when=all_("a", not_("a")))], {}, (NOT_ASSESSED,), id="A and not A"),
        pytest.param(
            [rule("r1", GUL, when=any_("a", "b")), rule("r2", RØD, when=all_(not_("a"), not_("b")))],
            {},
            ("gul", "rød"),
            id="two rules that cover all",
        ),
        pytest.param(
            [rule("r1", GUL, when=all_("a", "b")), rule("r2", GUL, when=all_("a", not_("b")))],
            {"a": True},
            ("gul",),
            id="two rules that cover all once a is known",
        ),
    ],
)
def test_what_all_completions_agree_on_is_certain(rules, answers, possible):
    outcome = decided(rules_with(*rules), case(**answers)).levels["position"]
    assert (outcome.possible, outcome.exact) == (possible, True)


def test_an_impossible_rule_is_not_met_and_asks_for_nothing():
    decision = decided(rules_with(rule("r", RØD, when=all_("a", not_("a")))), case())
    assert decision.missing == ()
    assert [one.firing for one in decision.rules] == [Firing.NOT_MET]


def test_beyond_the_cap_the_wider_bound_is_given_and_said_not_to_be_exact():
    rules = rules_with(rule("r1", GUL, when="a"), rule("r2", GUL, when=not_("a")), rule("r3", RØD, when="b"))
    assert decided(rules, case(), cap=4).levels["position"].possible == ("gul", "rød")
    narrow = decided(rules, case(), cap=2).levels["position"]
    assert (narrow.possible, narrow.exact) == (("gul", "rød"), False)
    widest = decided(rules, case(), cap=1).levels["position"]
    assert (widest.possible, widest.exact) == ((NOT_ASSESSED, "gul", "rød"), False)


def test_a_condition_on_a_level_follows_the_refined_level():
    rules = ruleset(
        SCALE, LEVEL, *FACTS, action("møde"),
        rule("r1", GUL, when="a"), rule("r2", RØD, when=not_("a")), rule("r3", must("møde"), when=at_least("position", "gul")),
    )  # fmt: skip
    assert decided(rules, case()).actions["møde"].certainty is Certainty.HOLDS


@pytest.mark.parametrize(
    ("op", "possible_answers", "fires"),
    [
        pytest.param(
            m.Op.LE, {"a": False, "b": False}, Firing.NOT_MET, id="not assessed is not green or better"
        ),
        pytest.param(m.Op.EQ, {"a": True, "b": False}, Firing.FIRED, id="exactly"),
        pytest.param(m.Op.GE, {"b": True}, Firing.FIRED, id="or worse"),
        pytest.param(m.Op.EQ, {"b": True}, Firing.NOT_MET, id="worse is not exactly"),
    ],
)
def test_reading_a_level(op, possible_answers, fires):
    rules = ruleset(
        SCALE, LEVEL, *FACTS, action("møde"), rule("1", GUL, when="a"), rule("2", RØD, when="b"),
        rule("3", m.Require("møde", m.Modality.SHOULD), when=m.LevelIs("position", op, "gul")),
    )  # fmt: skip
    assert {one.rule: one.firing for one in decided(rules, case(**possible_answers)).rules}["3"] is fires


def test_what_speaks_against_is_listed_and_lowers_nothing():
    rules = rules_with(rule("gul", GUL, when="a", against=(m.Ref("b"),)))
    outcome = decided(rules, case(a=True, b=True)).levels["position"]
    assert (outcome.possible, outcome.against) == (("gul",), (("gul", None, 0),))
    assert decided(rules, case(a=True, b=False)).levels["position"].against == ()


RELEVANT = ruleset(
    SCALE,
    level("position", "position"),
    fact("har_skole"),
    fact("fravær", whole(), relevant_when=m.Ref("har_skole")),
    rule("lavt", GUL, when=not_(ge("fravær", 15))),
    rule("under", RØD, when=m.Compare(m.Op.LT, m.Ref("fravær"), m.Const(Fraction(15)))),
)


@pytest.mark.parametrize(
    ("answers", "possible"),
    [
        pytest.param({"har_skole": False}, ("gul",), id="not at least 15, and not under 15 either"),
        pytest.param({"fravær": NOT_RELEVANT}, ("gul",), id="said in the case"),
        pytest.param({"har_skole": True, "fravær": 3}, ("rød",), id="it applies"),
        pytest.param({"har_skole": True}, (NOT_ASSESSED, "rød"), id="it applies and is open"),
        pytest.param({}, (NOT_ASSESSED, "gul", "rød"), id="open whether it applies"),
    ],
)
def test_a_comparison_with_what_does_not_apply_is_false_and_its_negation_true(answers, possible):
    assert decided(RELEVANT, case(**answers)).levels["position"].possible == possible


def test_alternatives_that_no_condition_mentions_are_one_cell():
    wide = fact("trin", choice(*(f"t{number}" for number in range(2000))))
    rules = ruleset(
        SCALE,
        level("position", "position"),
        wide,
        rule("r1", GUL, when=is_("trin", "t1")),
        rule("r2", GUL, when=not_(is_("trin", "t1"))),
    )
    outcome = decided(rules, case(), cap=2).levels["position"]
    assert (outcome.possible, outcome.exact) == (("gul",), True)


def test_a_filter_sees_one_record_at_a_time():
    where = all_(ge(item("værdi"), 10), m.Compare(m.Op.LE, item("værdi"), m.Const(Fraction(20))))
    rules = ruleset(
        SCALE, level("position", "position"), LIST, rule("r", RØD, when=ge(m.RecordCount("måling", where), 1))
    )
    assert decided(rules, case(måling=some({"værdi": 5}, {"værdi": 30}))).levels["position"].possible == (
        NOT_ASSESSED,
    )
    assert decided(rules, case(måling=some({"værdi": 15}))).levels["position"].possible == ("rød",)
