"""What a layer sets is the same in every row; what no layer sets is told by the table, and unknown in each row that does not."""

from datetime import date

import polars as pl
import pytest

import bekymring
from bekymring.columns import ColumnsError, decide_undecided, evaluate_frame
from columns.rules import HEAD, ON, TAIL

RULES = (
    "    når antal_uger er mindst uger\n    så peger det på farve gul",
    "    når antal_uger er mindst 30\n    så peger det på farve rød",
    "    når antal_uger er mindst 1\n    så skal samtale ske senest uger uger efter modtaget",
)
SCHEMA = {"antal_uger": pl.Int64, "uger": pl.Int64, "modtaget": pl.Date}
ASKED = {"not_asked": ["farve"], **ON}


@pytest.fixture
def rules(tmp_path):
    facts = 'oplysning antal_uger "I hvor mange uger?": heltal fra 0 til 52 enhed "uger"\n'
    facts += 'fastsættes lokalt uger "Efter hvor mange uger?": heltal fra 1 til 4 enhed "uger"\n'
    text = (
        HEAD + facts + "".join(f"\nregel r{number}\n{rule}\n{TAIL}" for number, rule in enumerate(RULES, 1))
    )
    (tmp_path / "prøve.bek").write_text(text, encoding="utf-8")
    return bekymring.load(tmp_path / "prøve.bek")


def frame(*rows):
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_a_parameter_that_no_layer_sets_is_a_column(rules):
    found = evaluate_frame(
        rules,
        frame(
            (3, 2, date(2026, 6, 1)), (3, 4, date(2026, 6, 1)), (3, None, date(2026, 6, 1)), (9, None, None)
        ),
        **ASKED,
    ).collect()
    assert found["r1.holds"].to_list() == [True, False, None, True]
    assert found["uger.missing"].to_list() == [False, False, True, False]
    assert found["samtale.must.by"].to_list() == [date(2026, 6, 15), date(2026, 6, 29), None, None]


def test_a_parameter_that_is_only_forgotten_is_an_error(rules):
    with pytest.raises(ColumnsError, match="uger"):
        evaluate_frame(rules, frame((3, 2, None)).drop("uger"), **ASKED)
    asked = {**ASKED, "not_asked": ["farve", "uger"]}
    found = evaluate_frame(rules, frame((3, 2, None), (4, 2, None)).drop("uger"), **asked).collect()
    # At most four weeks: what no row is told of is unknown in each, between the bounds of the parameter.
    assert found["r1.holds"].to_list() == [None, True]


def test_the_row_evaluator_is_told_the_parameter_too(rules):
    rows = frame((3, None, date(2026, 6, 1)), (3, 2, date(2026, 6, 1)))
    assert {
        number: one.levels["farve"].possible for number, one in decide_undecided(rules, rows, **ASKED)
    } == {0: ("not_assessed", "gul")}


def test_a_value_outside_the_bounds_of_a_parameter_is_no_answer(rules):
    found = evaluate_frame(rules, frame((3, 9, None)), **ASKED).collect()
    assert (found["uger.invalid"].to_list(), found["r1.holds"].to_list()) == ([True], [None])
