"""A professional assessment made for each record, and orders between what is kept for each record (opdigtet)."""

from datetime import date
from fractions import Fraction

import pytest

from bekymring.decision import Certainty, State
from bekymring.model import ruleset as m
from bekymring.model.types import YesNo
from bekymring.values import Truth
from evaluate.build import (
    DAY,
    NOT_HAPPENED,
    action,
    assessed,
    before,
    by,
    case,
    count,
    decided,
    item,
    level,
    must,
    records,
    rule,
    ruleset,
    scale,
    should,
    some,
    this,
)
from evaluate.build import ORIGIN as HERE

HOLDS, UNLESS, DEPENDS = Certainty.HOLDS, Certainty.HOLDS_UNLESS, Certainty.DEPENDS
ACUTE = m.RecordField(
    "akut", "Er det akut?", YesNo(), HERE, is_assessment=True, made_by="rådgiver", weighs=(("Alder", False),)
)
LIST = records("underretning", "dag", dag=DAY, svaret=DAY, akut=ACUTE)
EACH = {"per_record": "underretning"}
YES = assessed(value=True, on=date(2026, 3, 3))
NO = assessed(value=False, on=date(2026, 3, 3))
UNREASONED = assessed(value=True, on=date(2026, 3, 3), reason="")
ANY_ACUTE = m.Compare(m.Op.EQ, item("akut"), m.Const(value=True))
IS_ACUTE = m.Compare(m.Op.EQ, this("akut"), m.Const(value=True))

RULES = ruleset(
    LIST,
    scale("stige", "grøn", "rød"),
    level("position", "stige"),
    action("se_til", "underretning", done=m.AnsweredAt("akut", "underretning")),
    action("svar", "underretning", done=this("svaret")),
    action("hent", "underretning"),
    rule("hent", must("hent"), m.PointTo("position", "rød"), when=IS_ACUTE, **EACH),
    rule("se", must("se_til", by(7, anchor=this("dag"))), **EACH),
    rule("svar", should("svar"), must("svar"), **EACH),
    rule("først", before("akut", "svar", is_assessment=True), **EACH),
    rule(
        "tag_stilling",
        m.DecideWhether("akut", is_assessment=True, deadline=by(2, anchor=this("dag"))),
        **EACH,
    ),
)


def records_of(*answers, complete=True):
    held = [
        {"dag": date(2026, 3, 2), "svaret": NOT_HAPPENED, **({"akut": one} if one else {})} for one in answers
    ]
    return case(underretning=some(*held, complete=complete))


def of(decision, name, number=1):
    return next((one for one in decision.actions[name].each if one.record == number), None)


@pytest.mark.parametrize(
    ("answer", "hent", "state", "blocked"),
    [
        pytest.param(YES, HOLDS, State.DONE, [], id="yes, with a reason"),
        pytest.param(NO, None, State.DONE, [], id="no"),
        pytest.param(None, DEPENDS, State.NOT_YET_DUE, [HOLDS], id="not made"),
        pytest.param(UNREASONED, DEPENDS, None, [UNLESS], id="without a reason"),
    ],
)
def test_it_counts_as_any_assessment_does(answer, hent, state, blocked):
    decision = decided(RULES, records_of(answer))
    outcome = of(decision, "hent") if "hent" in decision.actions else None
    assert (outcome.obligations[0].certainty if outcome else None) == hent
    states = of(decision, "se_til").obligations[0].states
    assert (states[0] if len(states) == 1 else None) is state
    assert [one.certainty for one in of(decision, "svar").blocked_by] == blocked


def test_each_record_has_its_own():
    decision = decided(RULES, records_of(YES, None, UNREASONED))
    listed = [(one.name, one.reason_missing, one.required.certainty) for one in decision.assessments]
    assert listed == [
        ("underretning[3].akut", True, HOLDS),
        ("underretning[2].akut", False, HOLDS),
    ]
    assert {one.record: bool(one.blocked_by) for one in decision.actions["svar"].each} == {
        1: False, 2: True, 3: True,
    }  # fmt: skip
    (waiting,) = of(decision, "svar", 2).blocked_by
    assert (waiting.first, waiting.is_assessment, waiting.records) == ("akut", True, (2,))
    assert not any("akut" in one.fact for one in decision.missing)


def test_it_is_required_no_later_than_what_waits_for_it():
    (one, *_) = decided(RULES, records_of(None)).assessments
    assert one.required.modality is m.Modality.MUST
    assert one.required.deadline.no_later_than is not None


def test_a_count_reads_it_and_an_order_without_a_record_waits_for_all():
    rules = ruleset(
        LIST,
        action("møde"),
        action("samle"),
        rule(
            "tæl",
            must("samle"),
            when=m.Compare(m.Op.GE, count("underretning", ANY_ACUTE), m.Const(Fraction(2))),
        ),
        rule("møde", must("møde")),
        rule("først", before("akut", "møde", is_assessment=True)),
    )
    decision = decided(rules, records_of(YES, None))
    assert of(decision, "samle", None).obligations[0].certainty is DEPENDS
    assert [one.records for one in of(decision, "møde", None).blocked_by] == [(2,)]
    assert [one.name for one in decision.assessments] == ["underretning[2].akut"]
    told = decided(rules, records_of(YES, YES))
    assert of(told, "møde", None).blocked_by == ()
    assert of(told, "samle", None).obligations[0].certainty is HOLDS


@pytest.mark.parametrize("per_record", [None, "underretning"])
def test_of_two_that_are_kept_for_each_record_one_waits_for_the_same_record(per_record):
    rules = ruleset(
        records("underretning", "dag", dag=DAY, set_=DAY, svaret=DAY),
        action("se", "underretning", done=this("set_")),
        action("svar", "underretning", done=this("svaret")),
        rule("se", must("se"), **EACH),
        rule("svar", must("svar"), **EACH),
        rule("først", before("se", "svar"), per_record=per_record),
    )
    old = {"dag": date(2026, 3, 1), "set_": date(2026, 3, 2), "svaret": NOT_HAPPENED}
    new = {"dag": date(2026, 3, 5), "set_": NOT_HAPPENED, "svaret": NOT_HAPPENED}
    decision = decided(rules, case(underretning=some(old, new)))
    assert of(decision, "svar", 1).blocked_by == ()
    assert [(one.first, one.records) for one in of(decision, "svar", 2).blocked_by] == [("se", (2,))]
    assert [one.done for one in decision.orders] == [Truth.FALSE]
