"""The professional's own assessment of a level that is kept for each record (opdigtet)."""

from datetime import UTC, datetime

import pytest

from bekymring import RulesetError, load
from bekymring.model.mistakes import FIELD_THERE

RULES = """regelsæt prøve "Prøve" version "1"
lov prøvelov "Opdigtet lov"
rolle lærer "læreren"
skala stige "Stige" fra bedst til værst
    grøn "trivsel"
    gul "bekymring"
    rød "stærk bekymring"
hændelse runde flertal runder "Runde"
    dateret dag
    med
    felt dag "Hvilken dag?": dato
    felt uro "Var der uro?": ja/nej
niveau sted "Position i runden" på skala stige
    for hver runde
    vurderes af lærer
regel uro_er_gul for hver runde
    når uro af denne runde er ja
    så peger det på sted gul
    fordi "Uro er en bekymring"
    hjemmel prøvelov § 1 ikke læst
"""
MOMENT = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)


def rated(step, reason="Set i klassen"):
    return {"vurdering": step, "af": "lærer", "dato": "2026-03-03", "fordi": reason}


def round_(**more):
    return {"dag": "2026-03-02", "uro": False, **more}


@pytest.fixture(name="rules")
def _rules(tmp_path):
    (tmp_path / "r.bek").write_text(RULES, encoding="utf-8")
    return load(tmp_path / "r.bek")


@pytest.mark.parametrize(
    ("record", "steps", "is_better"),
    [
        (round_(sted=rated("gul")), ("gul",), False),
        (round_(uro=True, sted=rated("grøn")), ("gul",), True),
        (round_(uro=True, sted=rated("rød")), ("rød",), False),
        (round_(sted=rated("rød", reason="")), ("not_assessed", "rød"), False),
        (round_(uro=True), ("gul",), None),
        (round_(), ("not_assessed",), None),
    ],
    ids=["alone", "better than the rules", "worse than the rules", "without a reason", "not made", "nothing"],
)
def test_the_own_assessment_of_one_record_joins_the_level_of_that_record(rules, record, steps, is_better):
    decision = rules.evaluate({"runde": [round_(uro=True), record]}, on=MOMENT)
    first, second = decision.levels_each["sted"]
    assert (first.possible, first.own_assessment) == (("gul",), None)
    assert second.possible == steps
    own = second.own_assessment
    assert (None if own is None else own.better_than_rules) is is_better


def test_what_is_not_yet_assessed_is_listed_by_its_record(rules):
    decision = rules.evaluate({"runde": [round_(sted=rated("gul")), round_()]}, on=MOMENT)
    assert [one.name for one in decision.assessments] == ["runde[2].sted"]


def test_the_text_says_who_assessed_and_why(rules):
    decision = rules.evaluate({"runde": [round_(uro=True, sted=rated("grøn"))]}, on=MOMENT)
    text = decision.explain()
    assert "Den faglige vurdering af »Position i runden«" in text
    assert "Begrundelse: Set i klassen." in text


def test_a_decision_with_it_is_filed_and_made_again(rules):
    decision = rules.evaluate({"runde": [round_(sted=rated("gul"))]}, on=MOMENT)
    assert rules.replay(decision.to_json()) == ()


def test_the_part_of_a_case_that_is_known_keeps_it(rules):
    decision, left_out = rules.evaluate_known(
        {"runde": [round_(sted=rated("gul"), vejret="regn")]}, on=MOMENT
    )
    assert decision.levels_each["sted"][0].possible == ("gul",)
    assert left_out == ("runde.vejret",)


def test_a_field_may_not_bear_the_name_of_a_level_that_is_assessed_for_each_record(tmp_path):
    text = RULES.replace('felt uro "Var der uro?"', 'felt sted "Hvor?": ja/nej\n    felt uro "Var der uro?"')
    (tmp_path / "r.bek").write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as found:
        load(tmp_path / "r.bek")
    assert FIELD_THERE in {one.code for one in found.value.findings}
