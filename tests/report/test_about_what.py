"""A text speaks of concern only where the case is about a child, names what it rests on, and asks nobody what is to be chosen."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bekymring

RULES = """regelsæt sager "Sager (opdigtet)" version 1.0
    gælder fra 1. januar 2024
    sagens enhed er {unit}
kilde praksis "Praksis (opdigtet)" er praksisbeskrivelse
rolle rådgiver "rådgiveren"
part skole
skala vished "Vished" fra svagest til stærkest ingen, bekymring, mistanke
skala klasse "Klasse" fra bedst til værst først, senere
niveau rang "Klasse i køen" på skala klasse vurderes af rådgiver
fastsættes lokalt grænse "Hvor mange dage er mange?": heltal fra 1 til 9
    ifølge praksis ikke læst
oplysning tegn "Er der tegn på noget?": vished
    {direction}
oplysning dage "Hvor mange dage?": heltal fra 0 til 30
oplysning afsendt "Hvornår er brevet sendt?": dato
oplysning bilag "Er bilaget med?": ja/nej
oplysning andet "Er der andet at sige?": ja/nej
handling brev "sende brev"
    påhviler rådgiver
    udført den afsendt når bilag er ja
handling opkald "ringe"
    påhviler rådgiver
regel tegnet_ses
    når tegn er mindst bekymring
    så bør brev ske
    fordi "Det skal skrives"
    ifølge praksis ikke læst
regel mange_dage
    når dage er mindst grænse
    så peger det på rang senere
    så bør opkald ske
    fordi "Mange dage"
    ifølge praksis ikke læst
regel andet_mangler
    når andet er nej
    så bør opkald ske
    fordi "Andet"
    ifølge praksis ikke læst
"""


def told(tmp_path: Path, case: dict[str, object], *, unit: str = "barn", direction: str = "") -> str:
    written = RULES.format(unit=unit, direction=direction)
    (tmp_path / "sager.bek").write_text(written, encoding="utf-8")
    rules = bekymring.load(tmp_path / "sager.bek")
    decision = rules.evaluate(json.loads(json.dumps(case)), on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    return " ".join(decision.explain().split())


@pytest.mark.parametrize(
    "case", [{}, {"tegn": "mistanke", "dage": 3}, {"tegn": "ingen", "dage": 0, "andet": True}]
)
def test_an_application_is_neither_worried_about_nor_said_to_thrive(
    tmp_path: Path, case: dict[str, object]
) -> None:
    text = told(tmp_path, case, unit="ansøgning")
    for word in ("bekymring │", "Taler for bekymring", "barnet", "Barnets", "trives", "underrette"):
        assert word not in text
    assert "er ikke en vurdering af sagen i øvrigt." in text


def test_a_case_about_a_child_is(tmp_path: Path) -> None:
    text = told(tmp_path, {"tegn": "mistanke"})
    assert "Taler for bekymring" in text
    assert "er ikke en vurdering af, at barnet trives. Din egen pligt til at underrette gælder" in text


@pytest.mark.parametrize("direction", ["", "højere er værre"])
def test_a_doubt_speaks_for_concern_also_where_no_direction_is_said(tmp_path: Path, direction: str) -> None:
    text = told(tmp_path, {"tegn": "mistanke"}, direction=direction)
    assert "Der er lagt vægt på: Er der tegn på noget? mistanke" in text


def test_what_is_left_to_choose_is_asked_of_nobody(tmp_path: Path) -> None:
    text = told(tmp_path, {"dage": 4})
    assert "er ikke fastsat - Hvor mange dage er mange? Svaret har betydning for: »" in text


def test_what_an_own_rating_decides_is_not_said_to_be_itself(tmp_path: Path) -> None:
    text = told(tmp_path, {"dage": 4})
    assert "Rådgiveren: Klasse i køen." in text
    assert "Klasse i køen. Svaret har betydning for: »Klasse i køen«" not in text


def test_an_answer_that_says_whether_a_step_is_done_is_used(tmp_path: Path) -> None:
    text = told(tmp_path, {"tegn": "mistanke", "afsendt": "2026-03-05", "bilag": False})
    assert "Bør sende brev" in text
    assert "bygger på det: Er bilaget med?" not in text
    assert "bygger på det: Hvornår er brevet sendt?" not in text


def test_an_answer_that_nothing_rests_on_is_named(tmp_path: Path) -> None:
    text = told(tmp_path, {"tegn": "ingen", "afsendt": "2026-03-05", "andet": True})
    assert "bygger på det: Hvornår er brevet sendt?" in text
