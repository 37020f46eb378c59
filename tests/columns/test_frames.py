"""Frames: what may be in a column, what is no answer, states beside values, and rows handed on."""

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from bekymring.columns import ColumnsError, decide_undecided, evaluate_frame, polars_expressions
from columns.rules import ON, loaded

ABSENT = "    når fravær er mindst 15 %\n    så peger det på farve gul\n    så skal samtale ske senest 14 dage efter modtaget"
BEATEN = "    når slag er ja\n    medmindre alder er mindst 15\n    så peger det på farve rød"
FILLED = {"slag": False, "fravær": 0, "alder": 3, "modtaget": date(2026, 6, 1)}
SCHEMA = {"slag": pl.Boolean, "fravær": pl.Decimal(9, 6), "alder": pl.Int16, "modtaget": pl.Date}


def said(folder, rows, *, schema=None, rules=(ABSENT, BEATEN), **asked):
    frame = pl.DataFrame([{**FILLED, **row} for row in rows], schema_overrides={**SCHEMA, **(schema or {})})
    given = {"not_asked": ["farve"], **ON, **asked}
    return evaluate_frame(loaded(folder, *rules), frame, **given).collect().to_dicts()


@pytest.mark.parametrize(
    ("fravær", "kind"),
    [
        (Decimal(15), pl.Decimal(9, 6)),
        (15, pl.Int32),
        (15.0, pl.Float64),
        (Decimal("14.999999"), pl.Decimal(9, 6)),
        (14.999999, pl.Float64),
        (14.9999999, pl.Float64),
        (0.1 + 0.2, pl.Float64),
        (float("nan"), pl.Float64),
        (float("inf"), pl.Float64),
        (101, pl.Int32),
        (-1, pl.Int32),
    ],
)
def test_a_number_is_exact_or_no_answer(tmp_path, fravær, kind):
    (row,) = said(tmp_path, [{"fravær": fravær}], schema={"fravær": kind})
    exact = str(fravær) in {"15", "15.0", "14.999999"}
    assert row["fravær.invalid"] is not exact
    assert row["r1.holds"] is ((fravær >= 15) if exact else None)


@pytest.mark.parametrize(
    ("column", "kind", "value"),
    [
        ("slag", pl.Int8, 1),
        ("alder", pl.Float64, 3.0),
        ("alder", pl.String, "3"),
        ("modtaget", pl.String, "2026-06-01"),
        ("modtaget", pl.Datetime, datetime(2026, 6, 1, tzinfo=UTC).replace(tzinfo=None)),
    ],
)
def test_a_column_of_another_kind_is_refused(tmp_path, column, kind, value):
    with pytest.raises(ColumnsError, match=column):
        said(tmp_path, [{column: value}], schema={column: kind})


def test_a_column_that_is_missing_is_refused(tmp_path):
    frame = pl.DataFrame([FILLED], schema_overrides=SCHEMA).drop("alder")
    with pytest.raises(ColumnsError, match="alder"):
        evaluate_frame(loaded(tmp_path, BEATEN), frame, not_asked=["farve"], **ON)


def test_levels_obligations_and_deadlines(tmp_path):
    known, open_ = said(tmp_path, [{"slag": True, "fravær": 20}, {"slag": None, "alder": None, "fravær": 20}])
    assert (known["farve.least"], known["farve.worst"], known["farve.exact"]) == ("rød", "rød", True)
    assert (open_["farve.least"], open_["farve.worst"], open_["farve.exact"]) == ("gul", "rød", False)
    assert (known["samtale.must"], known["samtale.must.by"]) == (True, date(2026, 6, 15))
    assert [name for name, value in open_.items() if name.endswith(".missing") and value] == [
        "alder.missing",
        "slag.missing",
    ]


def test_until_further_notice_is_told_from_what_depends(tmp_path):
    until, depends = said(tmp_path, [{"slag": True, "alder": None}, {"slag": None}])
    assert (until["r2.holds"], until["r2.unless"]) == (None, True)
    assert (depends["r2.holds"], depends["r2.unless"]) == (None, False)


@pytest.mark.parametrize("ending", [".tilstand", ".state"])
@pytest.mark.parametrize(
    ("word", "holds", "invalid"),
    [
        (None, True, False),
        ("known", True, False),
        ("tvivl", None, False),
        ("doubted", None, False),
        ("ikke_oplyst", None, False),
        ("ikke_relevant", False, True),
        ("kaffe", None, True),
    ],
)
def test_a_state_beside_a_value(tmp_path, ending, word, holds, invalid):
    name = f"fravær{ending}"
    (row,) = said(tmp_path, [{"fravær": 20, name: word}], schema={name: pl.String})
    assert (row["r1.holds"], row["fravær.invalid"]) == (holds, invalid)


def test_what_has_not_happened_sets_no_deadline_and_the_duty_stands(tmp_path):
    row = {"fravær": 20, "modtaget": None, "modtaget.tilstand": "ikke_sket"}
    (found,) = said(tmp_path, [row], schema={"modtaget.tilstand": pl.String})
    assert (found["samtale.must"], found["samtale.must.by"], found["modtaget.invalid"]) == (True, None, False)


def test_lists_say_what_the_columns_say(tmp_path):
    rows = [{}, {"slag": None}, {"slag": None, "fravær": None}, {"alder": 99}]
    found = said(tmp_path, rows, lists=True)
    for row in found:
        for what in ("missing", "invalid"):
            ending = f".{what}"
            named = [
                name.removesuffix(ending) for name, true in row.items() if name.endswith(ending) and true
            ]
            assert row[what] == named


def test_undecided_rows_are_handed_to_the_row_evaluator(tmp_path):
    both = (
        "    når slag er ja\n    så peger det på farve gul",
        "    når ikke (slag er ja)\n    så peger det på farve gul",
    )
    rules = loaded(tmp_path, *both)
    frame = pl.DataFrame({"slag": [None, True, None]}, schema={"slag": pl.Boolean})
    asked = {"not_asked": ["farve"], **ON}
    rough = evaluate_frame(rules, frame, **asked).collect()
    assert rough["farve.least"].to_list() == ["not_assessed", "gul", "not_assessed"]
    refined = {
        number: decision.levels["farve"].possible
        for number, decision in decide_undecided(rules, frame, **asked)
    }
    assert refined == {0: ("gul",), 2: ("gul",)}


def test_a_row_that_holds_no_answer_is_not_handed_on(tmp_path):
    frame = pl.DataFrame([{**FILLED, "slag": None, "alder": 99}], schema_overrides=SCHEMA)
    assert list(decide_undecided(loaded(tmp_path, ABSENT, BEATEN), frame, not_asked=["farve"], **ON)) == []


def test_expressions_of_polars_are_given_stage_by_stage(tmp_path):
    first, *others = polars_expressions(loaded(tmp_path, BEATEN), not_asked=["farve"], **ON)
    frame = pl.DataFrame([{**FILLED, "slag": True}], schema_overrides=SCHEMA).select(first)
    for stage in others:
        frame = frame.with_columns(stage)
    assert frame["farve.worst"].to_list() == ["rød"]


ORDERED = (
    "    når fravær er mindst 0 %\n    så skal samtale ske senest 30 dage efter modtaget",
    "    når slag er ja\n    så skal samtale ske senest 7 dage efter 1. juni 2026",
    "    så skal brev ske før samtale",
)


@pytest.mark.parametrize(
    ("slag", "modtaget", "by", "perhaps"),
    [
        (None, None, None, date(2026, 6, 8)),
        (None, date(2026, 6, 1), date(2026, 7, 1), date(2026, 6, 8)),
        (True, None, date(2026, 6, 8), None),
        (False, None, None, None),
    ],
)
def test_a_day_that_only_may_be_due_is_handed_on_as_such(tmp_path, slag, modtaget, by, perhaps):
    (row,) = said(tmp_path, [{"slag": slag, "modtaget": modtaget}], rules=ORDERED)
    for name in ("samtale", "brev"):
        assert (row[f"{name}.must"], row[f"{name}.must.by"], row[f"{name}.must.perhaps_by"]) == (
            True,
            by,
            perhaps,
        )
