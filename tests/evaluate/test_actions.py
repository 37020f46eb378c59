"""What is said of an action: modalities, prohibitions, competence, measures. Each row is one case (opdigtet)."""

import pytest

from bekymring.case import Departure
from bekymring.decision import Certainty, Firing, State
from bekymring.model import ruleset as m
from bekymring.values import Truth
from evaluate.build import (
    DAY,
    NOT_HAPPENED,
    action,
    all_,
    assessed,
    assessment,
    by,
    case,
    decided,
    default,
    definition,
    fact,
    integrity,
    level,
    may,
    measure,
    must,
    not_,
    own,
    point,
    records,
    role,
    rule,
    ruleset,
    scale,
    should,
    some,
    stands,
    this,
)

HOLDS, UNLESS, DEPENDS = Certainty.HOLDS, Certainty.HOLDS_UNLESS, Certainty.DEPENDS
MAY, SHOULD, DEFAULT, MUST = m.Modality
FACTS = (fact("a"), fact("b"), action("x"), action("y"))


def said(*rules, extra=()):
    return ruleset(*FACTS, *extra, *rules)


def only(decision, name="x"):
    group = decision.actions.get(name)
    return group.each[0] if group else None


def strengths(outcome):
    return {one.modality: one.certainty for one in outcome.obligations} if outcome else {}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param(
            {"a": True, "b": False},
            {MUST: HOLDS, SHOULD: HOLDS},
            id="a must is a should too, where a rule says should",
        ),
        pytest.param({"a": False, "b": False}, {SHOULD: HOLDS}, id="only the recommendation"),
        pytest.param({"b": False}, {MUST: DEPENDS, SHOULD: HOLDS}, id="certain below, open above"),
        pytest.param({"a": True}, {MUST: UNLESS, SHOULD: HOLDS}, id="until the exception is established"),
        pytest.param({"a": True, "b": True}, {SHOULD: HOLDS}, id="excepted"),
    ],
)
def test_modalities_join(answers, expected):
    rules = said(rule("pligt", must("x"), when="a", unless="b"), rule("råd", should("x")))
    assert strengths(only(decided(rules, case(**answers)))) == expected


@pytest.mark.parametrize(
    ("answers", "expected", "ban", "conflict"),
    [
        pytest.param(
            {"a": True, "b": True},
            {MUST: HOLDS, DEFAULT: HOLDS},
            HOLDS,
            HOLDS,
            id="a certain conflict is never resolved",
        ),
        pytest.param(
            {"a": True},
            {MUST: HOLDS, DEFAULT: HOLDS, SHOULD: DEPENDS, MAY: DEPENDS},
            DEPENDS,
            DEPENDS,
            id="a possible one",
        ),
        pytest.param(
            {"b": True, "a": False},
            {DEFAULT: HOLDS},
            HOLDS,
            None,
            id="may and should are taken away, a default stays",
        ),
        pytest.param(
            {"a": False, "b": False},
            {DEFAULT: HOLDS, SHOULD: HOLDS, MAY: HOLDS},
            None,
            None,
            id="no prohibition",
        ),
    ],
)
def test_prohibitions(answers, expected, ban, conflict):
    rules = said(
        rule("1", must("x"), when="a"), rule("2", default("x")), rule("3", should("x")), rule("4", may("x")),
        rule("5", m.Forbid("x", "y"), when="b"),
    )  # fmt: skip
    decision = decided(rules, case(**answers))
    outcome = only(decision)
    assert (strengths(outcome), outcome.conflict) == (expected, conflict)
    assert (outcome.ban.certainty if outcome.ban else None) is ban
    assert decision.conflicts == ((("x", None),) if conflict else ())
    assert strengths(only(decision, "y")) == ({MAY: ban} if ban else {})


@pytest.mark.parametrize(
    ("when", "answers", "ban"),
    [
        pytest.param(None, {"b": True}, None, id="established: no prohibition"),
        pytest.param(None, {"b": False}, HOLDS, id="not met: prohibited"),
        pytest.param(None, {}, UNLESS, id="open: prohibited until further notice"),
        pytest.param("a", {}, DEPENDS, id="the rule itself is open"),
        pytest.param("a", {"b": False}, DEPENDS, id="open whether it is prohibited"),
        pytest.param("a", {"a": False, "b": False}, None, id="the rule does not apply"),
    ],
)
def test_a_power_under_a_condition(when, answers, ban):
    more = {} if when is None else {"when": when}
    rules = said(rule("1", may("x")), rule("2", m.OnlyWhen("x", m.Ref("b")), **more))
    outcome = only(decided(rules, case(**answers)))
    assert (outcome.ban.certainty if outcome.ban else None) is ban
    assert outcome.ban is None or outcome.ban.until_established


def test_advice_against_is_shown_beside_a_recommendation():
    outcome = only(
        decided(said(rule("1", should("x")), rule("2", m.AdviseAgainst("x"), when="a")), case(a=True))
    )
    assert (strengths(outcome), outcome.advised_against.certainty) == ({SHOULD: HOLDS}, HOLDS)


def test_advice_against_names_the_routes_that_remain():
    rules = ruleset(
        *(action(name) for name in ("x", "y", "z")),
        fact("a"),
        rule("1", m.AdviseAgainst("x", "y")),
        rule("2", m.AdviseAgainst("x", "z"), when="a"),
    )
    said = {
        answer: decided(rules, case(a=answer)).actions["x"].each[0].advised_against
        for answer in (True, False)
    }
    assert {answer: one.instead for answer, one in said.items()} == {True: ("y", "z"), False: ("y",)}


def test_bearers_and_tails_join():
    rules = said(
        rule("1", must("x", bearer="leder", personally=True)),
        rule("2", default("x", bearer="rådgiver", departed_by="leder")),
    )
    strict, weak = only(decided(rules, case())).obligations
    assert (strict.bearers, strict.personally, strict.departed_by) == (("leder",), True, ())
    assert (weak.bearers, weak.departed_by, weak.rules) == (
        ("leder", "rådgiver"),
        ("leder",),
        (("1", None), ("2", None)),
    )


ROLES = (role("rådgiver", 0), role("teamleder", 1), role("chef", 2))


@pytest.mark.parametrize(
    ("answers", "decided_by", "perhaps"),
    [
        pytest.param({"a": False, "b": False}, "rådgiver", None, id="as declared"),
        pytest.param({"a": True, "b": True}, "chef", None, id="the highest role"),
        pytest.param({"a": True}, "teamleder", "chef", id="perhaps a higher one"),
    ],
)
def test_competence(answers, decided_by, perhaps):
    rules = ruleset(
        *ROLES, fact("a"), fact("b"), action("x", decided_by="rådgiver"), rule("0", may("x")),
        rule("1", m.Competence("x", "teamleder"), when="a"), rule("2", m.Competence("x", "chef"), when="b"),
    )  # fmt: skip
    outcome = only(decided(rules, case(**answers)))
    assert (outcome.decided_by, outcome.perhaps_decided_by) == (decided_by, perhaps)


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        pytest.param(case(udført=NOT_HAPPENED), (State.OPEN,), id="open"),
        pytest.param(case(), (State.OPEN, State.DONE), id="not said whether done"),
        pytest.param(
            case(Departure("x", None), udført=NOT_HAPPENED), (State.DONE,), id="a recorded departure decides"
        ),
    ],
)
def test_a_duty_to_decide_whether(answers, states):
    rules = ruleset(
        action("x", done="udført"), fact("udført", DAY), rule("1", m.DecideWhether("x", is_assessment=False))
    )
    outcome = only(decided(rules, answers))
    assert (outcome.obligations, outcome.decide_whether.states) == ((), states)


def test_a_duty_to_make_an_assessment_is_listed_with_it():
    rules = ruleset(assessment("vurdering"), rule("1", m.DecideWhether("vurdering", is_assessment=True)))
    (listed,) = decided(rules, case()).assessments
    assert (listed.name, listed.required.certainty, listed.required.states) == (
        "vurdering",
        HOLDS,
        (State.OPEN,),
    )
    assert decided(rules, case(vurdering=assessed(value=True))).assessments == ()


LADDER = scale("trin", "rådgivning", "støtte", "anbringelse")
MEASURES = (
    measure("samtaler", "trin", "rådgivning"),
    measure("kontaktperson", "trin", "støtte", target_group=m.Ref("a")),
    measure("plejefamilie", "trin", "anbringelse"),
)


@pytest.mark.parametrize(
    ("answers", "listed"),
    [
        pytest.param({"a": True, "b": False}, [("samtaler", True, Truth.TRUE), ("kontaktperson", False, Truth.TRUE)], id="lower steps are supplements"),
        pytest.param({"a": True}, [("samtaler", True, Truth.TRUE), ("kontaktperson", False, Truth.TRUE), ("plejefamilie", False, Truth.TRUE)], id="every step still possible"),
        pytest.param({"a": False, "b": False}, [], id="nothing is pointed to"),
        pytest.param({"b": True}, [("samtaler", True, Truth.TRUE), ("kontaktperson", True, Truth.UNKNOWN), ("plejefamilie", False, Truth.TRUE)], id="perhaps in the target group"),
    ],
)  # fmt: skip
def test_measures(answers, listed):
    rules = ruleset(
        LADDER, level("trin", "trin"), fact("a"), fact("b"), *MEASURES,
        rule("1", m.PointTo("trin", "støtte"), when="a"), rule("2", m.PointTo("trin", "anbringelse"), when="b"),
    )  # fmt: skip
    assert [
        (one.measure, one.supplement, one.fits) for one in decided(rules, case(**answers)).measures
    ] == listed


def test_a_ladder_of_ones_own_is_read_through_the_national_one():
    local = scale(
        "lokal", "lav", "høj", tied_to="trin", corresponds={"lav": "rådgivning", "høj": "anbringelse"}
    )
    rules = ruleset(
        LADDER, local, level("lokal", "lokal"), fact("a"), *MEASURES, rule("1", m.PointTo("lokal", "høj"))
    )
    assert [(one.measure, one.supplement) for one in decided(rules, case()).measures] == [
        ("samtaler", True), ("kontaktperson", True), ("plejefamilie", False),
    ]  # fmt: skip


def test_the_lowest_steps_of_a_ladder_of_ones_own_may_lie_below_the_national_one():
    local = scale("lokal", "almen", "høj", tied_to="trin", corresponds={"høj": "støtte"})
    rules = ruleset(
        LADDER, local, level("lokal", "lokal"), fact("a"), *MEASURES, measure("i skolen", "lokal", "almen"),
        rule("1", m.PointTo("lokal", "almen")), rule("2", m.PointTo("lokal", "høj"), when="a"),
    )  # fmt: skip
    assert [(one.measure, one.supplement) for one in decided(rules, case(a=False)).measures] == [
        ("i skolen", False)
    ]
    assert [(one.measure, one.supplement) for one in decided(rules, case(a=True)).measures] == [
        ("i skolen", True), ("samtaler", True), ("kontaktperson", False),
    ]  # fmt: skip


def test_steps_are_compared_on_one_ladder_at_a_time():
    local = scale(
        "lokal", "almen", "råd", "hjemme", "pleje", tied_to="trin",
        corresponds={"råd": "rådgivning", "hjemme": "støtte", "pleje": "anbringelse"},
    )  # fmt: skip
    rules = ruleset(
        LADDER, local, level("a lokal", "lokal"), level("trin", "trin"), fact("b"),
        measure("råd", "lokal", "råd"), measure("pleje", "lokal", "pleje"),
        rule("1", m.PointTo("a lokal", "hjemme")), rule("2", m.PointTo("trin", "støtte")),
    )  # fmt: skip
    assert [(one.measure, one.supplement) for one in decided(rules, case()).measures] == [("råd", True)]


def test_attention_takes_nothing_and_asks_for_nothing():
    rules = said(
        rule("1", m.Attend("tolk"), when="a"),
        rule("2", m.Attend("tolk"), when=not_("a")),
        extra=(point("tolk"),),
    )
    decision = decided(rules, case())
    assert [(one.point, one.certainty) for one in decision.attention] == [("tolk", DEPENDS)]
    assert decision.missing == ()
    assert decided(rules, case(a=True)).attention[0].certainty is HOLDS


def test_what_must_hold_between_facts_gives_a_finding_and_a_decision():
    rules = said(rule("1", must("x")), extra=(integrity("højst én", not_(all_("a", "b"))),))
    broken = decided(rules, case(a=True, b=True))
    assert (broken.broken_integrity, strengths(only(broken))) == (((0, Truth.FALSE),), {MUST: HOLDS})
    assert decided(rules, case(a=True)).broken_integrity == ((0, Truth.UNKNOWN),)
    assert decided(rules, case(a=False)).broken_integrity == ()


def test_reading_modalities_means_that_strength_or_more():
    read = {
        "må": m.ActionState.MAY,
        "bør": m.ActionState.SHOULD,
        "som_udgangspunkt": m.ActionState.MUST_BY_DEFAULT,
        "skal": m.ActionState.MUST,
    }
    rules = said(
        rule("0", default("x")),
        *(rule(name, should("y"), when=stands("x", state)) for name, state in read.items()),
    )
    firings = {one.rule: one.firing for one in decided(rules, case()).rules}
    assert {name for name, firing in firings.items() if firing is Firing.FIRED} == {
        "0",
        "må",
        "bør",
        "som_udgangspunkt",
    }


def test_a_prohibition_can_be_read():
    rules = said(
        rule("0", m.Forbid("x", None), when="a"),
        rule("1", must("y"), when=stands("x", m.ActionState.MUST_NOT)),
    )
    assert strengths(only(decided(rules, case(a=True)), "y")) == {MUST: HOLDS}
    assert strengths(only(decided(rules, case()), "y")) == {MUST: DEPENDS}


def test_actions_of_a_record_read_that_record_alone():
    rules = ruleset(
        records("sag", dag=DAY, alvor=m.RecordField("alvor", "?", fact("a").type_, fact("a").origin)),
        action("x", "sag"),
        action("y", "sag"),
        rule("1", must("x"), per_record="sag", when=this("alvor")),
        rule("2", must("y"), per_record="sag", when=stands("x", m.ActionState.MUST, this_record=True)),
    )
    decision = decided(rules, case(sag=some({"alvor": True}, {"alvor": False})))
    assert [one.record for one in decision.actions["y"].each] == [1]


def test_citations_only_of_what_fires_or_may():
    cited = (m.Citation(True, "lov", "1", None),)  # noqa: FBT003 - statute
    rules = said(
        rule("1", must("x"), citations=cited),
        rule("2", must("y"), when="a", citations=(m.Citation(False, "kilde", None, None),)),  # noqa: FBT003 - no statute
    )
    assert [one.source for one in decided(rules, case(a=False)).citations] == ["lov"]
    assert [one.source for one in decided(rules, case()).citations] == ["lov", "kilde"]


def test_a_rule_says_what_it_read_and_what_is_open():
    rules = said(
        rule("1", must("x"), when=all_("a", m.Named("begge"))), extra=(definition("begge", all_("a", "b")),)
    )
    (outcome,) = decided(rules, case(a=True)).rules
    assert (outcome.firing, outcome.facts, outcome.open_facts) == (Firing.POSSIBLE, ("a",), ("b",))


def test_a_decision_is_the_same_whatever_the_order_of_declarations():
    parts = (
        *FACTS,
        rule("1", must("x"), when="a"),
        rule("2", m.Forbid("x", "y"), when="b"),
        rule("3", should("y")),
    )
    first, second = (decided(ruleset(*given), case(a=True)) for given in (parts, reversed(parts)))
    assert (first.actions, first.rules, first.missing) == (second.actions, second.rules, second.missing)


def test_the_professionals_assessment_read_alone_is_open_until_it_is_made():
    rules = ruleset(
        scale("p", "grøn", "rød"), level("p", "p", assessed_by="rådgiver"), own("p", "p"), action("x"),
        rule("1", should("x"), when=m.Compare(m.Op.GE, m.Ref("p"), m.Const("rød"), "p")),
    )  # fmt: skip
    assert strengths(only(decided(rules, case()))) == {SHOULD: DEPENDS}
    assert [one.name for one in decided(rules, case()).assessments] == ["p"]
    assert strengths(only(decided(rules, case(p=assessed("rød"))))) == {SHOULD: HOLDS}


def test_a_measure_can_be_said_to_be_allowed():
    rules = ruleset(
        LADDER,
        fact("a"),
        *MEASURES,
        rule("1", may("samtaler")),
        rule("2", m.Competence("samtaler", "chef")),
        *ROLES,
    )
    decision = decided(rules, case())
    assert strengths(only(decision, "samtaler")) == {MAY: HOLDS}
    assert {one.measure: one.decided_by for one in decision.measures}["samtaler"] == "chef"


def test_deadlines_of_a_decision_to_make():
    rules = ruleset(
        fact("start", DAY),
        action("x"),
        rule("1", m.DecideWhether("x", is_assessment=False, deadline=by(7, anchor="start"))),
    )
    assert only(decided(rules, case())).decide_whether.deadline.durations[0].anchor == "start"
    assert [one.fact for one in decided(rules, case()).missing] == ["start"]
