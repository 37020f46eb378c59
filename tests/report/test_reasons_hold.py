"""A duty that holds is explained by the rules that hold, never by one that only may. Rules and children are invented."""

from datetime import datetime
from pathlib import Path

# ruff: noqa: FBT001 - a yes or no is the value itself
import pytest

from bekymring.api import load

RULES = """
regelsæt to_grunde "To grunde til samme skridt" version 1.0
    gælder fra 1. januar 2024
    må bruges til enkeltsager
lov loven "En opdigtet lov" gælder fra 1. januar 2024
rolle kommunen
oplysning sikkert "Er det sikre på plads?": ja/nej
oplysning åbent "Er det åbne på plads?": ja/nej
handling møde "holde møde"
    påhviler kommunen
regel den_sikre
    når sikkert er ja
    så skal møde ske
    fordi "Den sikre grund"
    hovedhensyn "Det sikre hensyn"
    hjemmel loven § 1 læst 22. november 2026
regel den_åbne
    når åbent er ja
    så skal møde ske
    fordi "Den åbne grund"
    hovedhensyn "Det åbne hensyn"
    hjemmel loven § 2 læst 22. november 2026
"""
MOMENT = datetime.fromisoformat("2026-03-07T09:15+01:00")
OPEN = ("Den åbne grund", "Det åbne hensyn", "§ 2")


@pytest.mark.parametrize(
    ("case", "shown"),
    [
        ({"sikkert": True}, False),
        ({"sikkert": True, "åbent": None}, False),
        ({"sikkert": True, "åbent": True}, True),
    ],
)
def test_a_reason_is_printed_when_its_rule_holds(
    tmp_path: Path, case: dict[str, bool | None], shown: bool
) -> None:
    path = tmp_path / "to_grunde.bek"
    path.write_text(RULES, encoding="utf-8")
    said = load(path).evaluate(case, on=MOMENT).explain(to="record")
    assert "Den sikre grund" in said
    assert [one in said for one in OPEN] == [shown] * 3
