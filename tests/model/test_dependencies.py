"""What rests on what: inputs, paths, constants and outcomes read, rules that conclude."""

from fractions import Fraction

import pytest

from bekymring.model import ruleset as rs
from bekymring.model.dependencies import (
    all_expressions,
    constants_compared,
    expressions_of,
    inputs_of_rule,
    inputs_read,
    nesting,
    outcomes_read,
    paths_read,
    rules_concluding,
    waiting_for,
    walk,
    walk_through,
)
from bekymring.model.type_of import setting_of, type_of
from bekymring.model.types import Number, YesNo
from model.compiling import BELOW, HERE, compiled


def held(name: str) -> rs.Ruleset:
    text = (HERE / "good" / f"{name}.bek").read_text(encoding="utf-8")
    return compiled(name, {"bund": {"bund.bek": BELOW}, name: {f"{name}.bek": text}}).good


UDTRYK, REGLER = held("udtryk"), held("regler")


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("d01", {"tolkebehov", "vold", "søskende"}),
        ("d10", {"venner", "fravær", "slag"}),
        ("d12", {"fravær", "grænse", "position"}),
        ("d13", {"alvorlig"}),
        ("d14", set()),
        ("d15", {"venner", "slag", "tolkebehov", "vold", "søskende", "fravær"}),
        ("d16", {"mødedag"}),
        ("d23", {"dage", "dage_borte"}),
    ],
)
def test_inputs_are_read_through_definitions(name: str, inputs: set[str]) -> None:
    assert inputs_read(UDTRYK.definitions[name].expr, UDTRYK.definitions) == inputs


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        (
            "d16",
            {
                "underretning[]",
                "underretning[].om_vold",
                "underretning[].svar",
                "underretning[].modtagelse",
                "mødedag",
            },
        ),
        ("d18", {"underretning[]", "underretning[].beløb", "underretning[].modtagelse"}),
        (
            "d19",
            {
                "underretning[]",
                "underretning[].beløb",
                "underretning[].modtagelse",
                "underretning[].svar",
                "mødedag",
            },
        ),
    ],
)
def test_paths_name_the_fields_of_records(name: str, paths: set[str]) -> None:
    assert paths_read(UDTRYK.definitions[name].expr, UDTRYK.definitions) == paths


def test_paths_of_a_per_record_rule_name_its_list() -> None:
    rule = REGLER.rules["for_hver"]
    found = {
        path
        for one in expressions_of(rule)
        for path in paths_read(one, REGLER.definitions, per_record=rule.per_record)
    }
    assert found == {
        "underretning[].om_vold",
        "underretning[].beløb",
        "underretning[].modtagelse",
        "tolkebehov",
        "venner",
    }


def test_constants_are_those_that_an_input_is_compared_with() -> None:
    exprs = [one.expr for one in UDTRYK.definitions.values()]
    assert constants_compared(exprs, UDTRYK.definitions, "søskende") == {
        Fraction(1),
        Fraction(2),
        Fraction(3),
    }
    assert constants_compared(exprs, UDTRYK.definitions, "fravær") == {Fraction(20)}
    assert constants_compared(exprs, UDTRYK.definitions, "vold") == {"mistanke", "ingen", "viden"}


def test_outcomes_are_read_with_their_sign() -> None:
    rise = rs.LevelIs("l", rs.Op.GE, "s")
    expr = rs.And((rise, rs.Not(rs.ActionIs("a", rs.ActionState.MUST)), rs.Named("n")))
    under = rs.Compare(rs.Op.LE, rs.Count((rs.ActionIs("b", rs.ActionState.MUST),)), rs.Const(Fraction(1)))
    named = rs.Definition("n", "n", under, YesNo(), REGLER.levels["position"].origin)
    found = {one.name: one.sign for one in outcomes_read(expr, {"n": named})}
    assert found == {"l": 1, "a": -1, "b": -1}
    assert {one.name: one.sign for one in outcomes_read(expr, {"n": named}, sign=-1)} == {
        "l": -1,
        "a": 1,
        "b": 1,
    }


def test_a_count_that_must_be_exact_turns_no_way() -> None:
    exact = rs.Compare(rs.Op.EQ, rs.Count((rs.LevelIs("l", rs.Op.GE, "s"),)), rs.Const(Fraction(1)))
    assert [one.sign for one in outcomes_read(exact, {})] == [0]


def test_rules_that_conclude_an_outcome_are_found() -> None:
    assert rules_concluding(REGLER, "opsøge") == ("guide.3", "haler", "imod")
    assert rules_concluding(REGLER, "position") == ("grundregel",)
    assert rules_concluding(REGLER, "samtale") == ("guide.2", "haler", "imod")


def test_what_waits_is_every_other_action_that_involves_a_party() -> None:
    order = rs.Order("samtale", is_assessment=False, then=("screene",), involving=("forældre", "barnet"))
    assert waiting_for(order, REGLER.actions) == ("møde", "screene")


def test_what_a_rule_reads_holds_its_tails() -> None:
    assert "født" in inputs_of_rule(REGLER.rules["haler"], REGLER.definitions)


def test_walking_meets_every_part_once_in_order() -> None:
    expr = rs.And((rs.Named("uro"), rs.Not(rs.Ref("x"))))
    assert [type(one).__name__ for one in walk(expr)] == ["And", "Named", "Not", "Ref"]
    through = [type(one).__name__ for one in walk_through(rs.Or((expr, rs.Named("uro"))), REGLER.definitions)]
    assert through.count("Compare") == 1
    assert nesting(expr) == 3


def test_every_expression_has_its_answers() -> None:
    plain = setting_of(UDTRYK)
    for one in UDTRYK.definitions.values():
        assert type_of(one.expr, plain) == one.type_
    assert type_of(UDTRYK.definitions["d22"].expr, plain) == Number(
        Fraction(0), Fraction(400), integer=True, unit="dage"
    )
    assert len(list(all_expressions(REGLER))) > len(REGLER.rules)


@pytest.mark.parametrize(
    "expr",
    [
        rs.Not(rs.Const(Fraction(1))),
        rs.And((rs.Ref("venner"), rs.Ref("mødedag"))),
        rs.Compare(rs.Op.EQ, rs.Ref("mødedag"), rs.Const(Fraction(1))),
        rs.Sum((rs.Ref("venner"),)),
        rs.Difference(rs.Distance.DAYS, rs.Ref("mødedag"), rs.Ref("dage")),
        rs.ThisField("modtagelse"),
        rs.SetCount(rs.Ref("vej"), ("a",)),
        rs.RecordAggregate("besøg", rs.Aggregate.SUM, "hvem", None),
        rs.Times(rs.Const(value=True), rs.Ref("dage")),
    ],
)
def test_what_does_not_fit_together_has_no_answers(expr: rs.Expr) -> None:
    with pytest.raises(TypeError):
        type_of(expr, setting_of(UDTRYK))
