"""The invariants see what breaks them."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve

from bekymring.model import ruleset as rs
from bekymring.model.invariants import broken_invariants
from bekymring.model.types import Number, OnScale
from model.compiling import BELOW, HERE, compiled

TEXT = (HERE / "good" / "regler.bek").read_text(encoding="utf-8")
HELD = compiled("regler", {"bund": {"bund.bek": BELOW}, "regler": {"regler.bek": TEXT}}).good


def with_rule(**fields: object) -> rs.Ruleset:
    return evolve(HELD, rules={**HELD.rules, "imod": evolve(HELD.rules["imod"], **fields)})


def with_input(name: str, **fields: object) -> rs.Ruleset:
    return evolve(HELD, inputs={**HELD.inputs, name: evolve(HELD.inputs[name], **fields)})


def concluding(one: rs.Conclusion) -> rs.Ruleset:
    return with_rule(conclusions=(one,))


CHANGES: dict[str, Callable[[], rs.Ruleset]] = {
    "no layer": lambda: evolve(HELD, layers=()),
    "layers upside down": lambda: evolve(HELD, layers=HELD.layers[::-1]),
    "a table out of order": lambda: evolve(HELD, actions=dict(reversed(HELD.actions.items()))),
    "a rule under another name": lambda: evolve(HELD, rules={**HELD.rules, "x": HELD.rules["imod"]}),
    "an unknown layer": lambda: with_rule(origin=rs.Origin("x", HELD.rules["imod"].origin.span)),
    "an unknown fact": lambda: with_rule(when=rs.Compare(rs.Op.EQ, rs.Ref("x"), rs.Const(value=True))),
    "an answer as a condition": lambda: with_rule(when=rs.Ref("venner")),
    "a number as a condition": lambda: with_rule(when=rs.Ref("dage")),
    "a junction of one": lambda: with_rule(when=rs.And((rs.Named("uro"),))),
    "a count of nothing": lambda: with_rule(when=rs.Compare(rs.Op.GE, rs.Count(()), rs.Const(Fraction(0)))),
    "a level over a step": lambda: with_rule(when=rs.LevelIs("position", rs.Op.GT, "gul")),
    "an unknown step": lambda: with_rule(when=rs.LevelIs("position", rs.Op.GE, "x")),
    "a record that is not here": lambda: with_rule(
        when=rs.ActionIs("vurdere", rs.ActionState.MUST, this_record=True)
    ),
    "an unknown definition": lambda: with_rule(when=rs.Named("x")),
    "an unknown action": lambda: concluding(rs.Require("x", rs.Modality.MUST)),
    "an action without its record": lambda: concluding(rs.Require("vurdere", rs.Modality.MUST)),
    "an unknown role": lambda: concluding(rs.Require("møde", rs.Modality.MUST, bearer="x")),
    "an unknown point": lambda: concluding(rs.Attend("x")),
    "an unknown step concluded": lambda: concluding(rs.PointTo("position", "x")),
    "an order before nothing": lambda: concluding(rs.Order("møde", is_assessment=False)),
    "a decision of an unknown role": lambda: concluding(rs.Competence("møde", "x")),
    "a citation of nothing": lambda: with_rule(citations=(rs.Citation(True, "x", None, None),)),  # noqa: FBT003
    "an unknown list": lambda: with_rule(per_record="x"),
    "bounds without room": lambda: with_input("dage", type_=Number(Fraction(2), Fraction(1), integer=True)),
    "an unknown scale": lambda: with_input("vold", type_=OnScale("x")),
    "two dates of birth": lambda: with_input("mødedag", is_birth_date=True),
    "a level without its own assessment": lambda: evolve(
        HELD, inputs={name: one for name, one in HELD.inputs.items() if name != "position"}
    ),
    "a stratum too few": lambda: evolve(HELD, strata=HELD.strata[1:]),
    "strata upside down": lambda: evolve(HELD, strata=HELD.strata[::-1]),
    "all in one stratum": lambda: evolve(HELD, strata=(tuple(sorted(HELD.rules)),)),
}


def test_a_rule_set_that_was_made_breaks_none() -> None:
    assert broken_invariants(HELD) == ()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_broken_one_is_seen(change: Callable[[], rs.Ruleset]) -> None:
    assert broken_invariants(change()) != ()
