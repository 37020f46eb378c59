"""Periods in words: what must happen so many times in each, and what is measured for one. The children are invented (opdigtet)."""

from datetime import date
from pathlib import Path

import pytest

from bekymring.api import Ruleset, load
from bekymring.model.ruleset import CalendarPeriod, CountedPeriod, Unit
from bekymring.report.times import every, period_of

RULES = """
regelsæt prøve "Prøve" version 1.0
    gælder fra 1. januar 2024
lov l "L"
part skole "skolen"
rolle leder "lederen"
oplysning begyndt "Hvornår begyndte det?": dato
    kan oplyses af skole
oplysning fravær "Hvor stor en del af dagene er barnet fraværende?": procent
    opgøres for hvert kvartal
    kan oplyses af skole
hændelse besøg flertal besøgene "Besøg" dateret dag med
    felt dag "Hvornår var besøget?": dato
    felt talt "Blev der talt med barnet?": ja/nej
handling tilsyn "besøge barnet"
    påhviler leder
    udført den dag af seneste besøg hvor (talt er ja)
handling møde "holde et møde"
    påhviler leder
regel r
    så skal tilsyn ske mindst 2 gange i hver periode på 12 måneder regnet fra begyndt
    fordi "Barnet skal ses"
    hjemmel l § 1 ikke læst
regel s
    når fravær er mindst 15 %
    så skal møde ske
    fordi "Fravær skal drøftes"
    hjemmel l § 2 ikke læst
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Ruleset:
    path: Path = tmp_path_factory.mktemp("periods") / "prøve.bek"
    path.write_text(RULES, encoding="utf-8")
    return load(path)


def text(rules: Ruleset, case: dict[str, object], lang: str) -> str:
    return " ".join(rules.evaluate(case, on=date(2026, 3, 6)).explain(lang=lang).split())


ONE = {"dag": "2025-09-02", "talt": True}
TWO = {"dag": "2025-10-02", "talt": True}
OPEN = {"dag": "2025-10-02"}


@pytest.mark.parametrize(
    ("visits", "danish", "english"),
    [
        pytest.param([], "endnu ikke udført i den periode, der slutter torsdag 30. april 2026", "not yet done in the period that ends Thursday 30 April 2026", id="none"),
        pytest.param([ONE], "udført 1 gang i den periode", "done once in the period", id="one"),
        pytest.param([ONE, TWO], "udført 2 gange i den periode", "done 2 times in the period", id="two"),
        pytest.param([ONE, OPEN], "udført mellem 1 og 2 gange i den periode", "done between 1 and 2 times in the period", id="one, and one of which it is open"),
    ],
)  # fmt: skip
def test_how_far_the_period_that_runs_is(rules, visits, danish, english):
    case: dict[str, object] = {"begyndt": "2025-05-01", "besøg": visits}
    said = text(rules, case, "da")
    assert "mindst 2 gange i hver periode på 12 måneder" in said
    assert danish in said
    told = text(rules, case, "en")
    assert "at least 2 times in every period of 12 months" in told
    assert english in told


def test_while_it_is_not_known_from_when_nothing_is_said_of_a_period(rules):
    said = text(rules, {"besøg": [ONE]}, "da")
    assert "mindst 2 gange i hver periode på 12 måneder" in said
    assert "i den periode, der slutter" not in said


def test_a_figure_of_another_quarter_is_asked_for_anew_and_named(rules):
    case: dict[str, object] = {"fravær": {"værdi": 18, "til_og_med": "2025-12-12"}}
    said = text(rules, case, "da")
    assert "er barnet fraværende? (1. kvartal 2026) (svaret i sagen gælder 4. kvartal 2025)" in said
    assert (
        "Oplyst for en anden periode og derfor ikke regnet med: Hvor stor en del af dagene er barnet fraværende? (4. kvartal 2025)"
        in said
    )
    told = text(rules, case, "en")
    assert "(quarter 1 of 2026) (the answer in the case is for quarter 4 of 2025)" in told
    assert "Told for another period and therefore not counted:" in told


def test_a_figure_of_this_quarter_is_told_as_one(rules):
    said = text(rules, {"fravær": {"værdi": 18, "til_og_med": "2026-03-05"}}, "da")
    assert "er barnet fraværende? (1. kvartal 2026) 18 %" in said
    assert "anden periode" not in said


def test_what_is_kept_can_be_decided_again(rules):
    decision = rules.evaluate({"fravær": {"værdi": 18, "til_og_med": "2025-12-12"}}, on=date(2026, 3, 6))
    assert rules.replay(decision.to_json(include_case=True)) == ()


@pytest.mark.parametrize(
    ("period", "day", "danish", "english"),
    [
        (CalendarPeriod.MONTH, date(2024, 2, 29), "februar 2024", "February 2024"),
        (CalendarPeriod.QUARTER, date(2025, 12, 31), "4. kvartal 2025", "quarter 4 of 2025"),
        (CalendarPeriod.QUARTER, date(2026, 1, 1), "1. kvartal 2026", "quarter 1 of 2026"),
        (CalendarPeriod.YEAR, date(2026, 6, 1), "2026", "2026"),
        (CalendarPeriod.SCHOOL_YEAR, date(2026, 7, 31), "skoleåret 2025/26", "the school year 2025/26"),
        (CalendarPeriod.SCHOOL_YEAR, date(1999, 8, 1), "skoleåret 1999/00", "the school year 1999/00"),
    ],
)
def test_a_period_has_a_name(period, day, danish, english):
    assert (period_of(period, day, "da"), period_of(period, day, "en")) == (danish, english)


@pytest.mark.parametrize(
    ("period", "danish", "english"),
    [
        (CalendarPeriod.MONTH, "hver kalendermåned", "every calendar month"),
        (CalendarPeriod.YEAR, "hvert kalenderår", "every calendar year"),
        (CountedPeriod(12, Unit.MONTHS), "hver periode på 12 måneder", "every period of 12 months"),
        (CountedPeriod(1, Unit.WEEKS), "hver periode på 1 uge", "every period of 1 week"),
    ],
)
def test_every_period_is_said_with_its_gender(period, danish, english):
    assert (every(period, "da"), every(period, "en")) == (danish, english)
