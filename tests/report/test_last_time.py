"""A duty that recurs, done at a time that is not known: the text says so in words. Rules and children are invented."""

from datetime import datetime
from pathlib import Path

import pytest

from bekymring.api import load

RULES = """
regelsæt tilsyn "Opdigtet tilsyn" version 1.0
    gælder fra 1. januar 2024
    må bruges til enkeltsager
rolle kommunen
kilde k "Opdigtet" er retningslinje
oplysning anbragt "Hvornår er barnet anbragt?": dato
oplysning besøgt "Hvornår er barnet besøgt?": dato
handling tilsyn "besøge barnet"
    påhviler kommunen
    udført den besøgt
regel hvor_tit
    så skal tilsyn ske {how_often} regnet fra anbragt
    fordi "Barnet skal ses"
    ifølge k læst 1. januar 2025
"""
MOMENT = datetime.fromisoformat("2026-03-07T09:15+01:00")


@pytest.mark.parametrize(
    ("how_often", "said"),
    [
        (
            "mindst 2 gange i hver periode på 12 måneder",
            "regnet fra sidste gang; hvornår det var, er ikke oplyst",
        ),
        ("med højst 6 måneders mellemrum", "6 måneder efter sidste gang; hvornår det var, er ikke oplyst"),
    ],
)
def test_a_last_time_that_is_not_known_is_said(tmp_path: Path, how_often: str, said: str) -> None:
    path = tmp_path / "tilsyn.bek"
    path.write_text(RULES.format(how_often=how_often), encoding="utf-8")
    text = load(path).evaluate({"anbragt": "2025-02-01"}, on=MOMENT).explain()
    assert said in " ".join(text.split())
