"""What rests on the same ground is said in one sentence, the law comes first, and a source is called what it is."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bekymring

RULES = """regelsæt samlet "Samlet (opdigtet)" version 1.0
    gælder fra 1. januar 2024
lov børneloven "Børneloven (opdigtet)" gælder fra 1. januar 2024
kilde grundlaget "Grundlaget (opdigtet)" er {kind}
rolle rådgiver "rådgiveren"
part forældre, skole
oplysning begyndt "Hvornår begyndte det?": dato
oplysning skal_mødes "Skal der holdes møde?": ja/nej
faglig vurdering alvor "Er det alvorligt?": ja/nej
    foretages af rådgiver
faglig vurdering varighed "Varer det ved?": ja/nej
    foretages af rådgiver
handling andet_møde "holde møde"
    påhviler rådgiver
handling møde "afklare sagen"
    påhviler rådgiver
handling brev "sende brev"
    påhviler rådgiver
handling besked "sende besked"
    påhviler rådgiver
handling vej "ringe"
    påhviler rådgiver
regel vurderinger
    så skal der tages stilling til alvor
    så skal der tages stilling til varighed
    fordi "Det vurderes af et menneske"
    ifølge grundlaget læst 1. januar 2024
regel efter_loven
    så skal møde ske
    fordi "Det skal afklares"
    hjemmel børneloven § 1 læst 1. januar 2024
regel intet_skriftligt
    så må brev ikke ske
        i stedet vej
    så må besked ikke ske
        i stedet vej
    fordi "Det kan læses af andre"
    hjemmel børneloven § 2 læst 1. januar 2024
regel frist
    når skal_mødes er ja
    så skal andet_møde ske senest 1. maj 2026
    så skal andet_møde ske senest 14 dage efter begyndt
    fordi "Det skal ikke trække ud"
    hjemmel børneloven § 3 læst 1. januar 2024
"""


def told(tmp_path: Path, case: dict[str, object], kind: str = "vejledning") -> str:
    (tmp_path / "samlet.bek").write_text(RULES.format(kind=kind), encoding="utf-8")
    rules = bekymring.load(tmp_path / "samlet.bek")
    decision = rules.evaluate(json.loads(json.dumps(case)), on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    return " ".join(decision.explain().split())


def test_assessments_of_one_rule_stand_in_one_line_with_who_makes_them(tmp_path: Path) -> None:
    text = told(tmp_path, {})
    assert "Skal tage stilling til: Er det alvorligt? · Varer det ved? (vurdering) Hvem: rådgiveren" in text
    assert "skal rådgiveren tage stilling til: Er det alvorligt? · Varer det ved?" in text
    assert text.count("Det vurderes af et menneske.") == 2


def test_an_assessment_that_is_made_is_not_asked_for_with_the_others(tmp_path: Path) -> None:
    made = {"vurdering": True, "af": "rådgiver", "dato": "2026-03-05", "fordi": "Det er set (opdigtet)"}
    text = told(tmp_path, {"alvor": made})
    assert "Skal tage stilling til: Varer det ved?" in text
    assert "Er det alvorligt? · Varer det ved?" not in text


def test_what_the_law_requires_comes_before_what_a_source_says(tmp_path: Path) -> None:
    text = told(tmp_path, {})
    assert text.index("Skal afklare sagen") < text.index("Skal tage stilling til: Er det alvorligt?")


def test_what_one_section_forbids_is_one_sentence(tmp_path: Path) -> None:
    text = told(tmp_path, {})
    assert "Efter børneloven (opdigtet) § 2 må dette ikke ske: sende besked; sende brev." in text


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("vejledning", "Myndighedernes vejledning"),
        ("principmeddelelse", "Myndighedernes vejledning"),
        ("retningslinje", "Kommunens retningslinje"),
        ("redskab", "Fagligt redskab"),
        ("forskning", "Forskning"),
        ("praksisbeskrivelse", "Intern arbejdsgang"),
    ],
)
def test_a_source_is_called_what_it_is(tmp_path: Path, kind: str, called: str) -> None:
    assert f"Grundlag: {called}: Grundlaget (opdigtet)" in told(tmp_path, {}, kind)


def test_a_day_that_may_come_earlier_is_said_as_such(tmp_path: Path) -> None:
    text = told(tmp_path, {"skal_mødes": True})
    assert "måske tidligere: 14 dage efter »Hvornår begyndte det?«, der ikke er oplyst" in text


def test_what_only_may_be_asked_for_names_the_known_day_alone(tmp_path: Path) -> None:
    text = told(tmp_path, {})
    assert "senest: fredag 1. maj 2026 (der er 56 dage tilbage); fristen afhænger af svar" in text


def test_a_source_is_not_named_again_in_the_next_sentence(tmp_path: Path) -> None:
    again = RULES + (
        "regel flere_vurderinger\n    så skal vej ske\n"
        '    fordi "Det er aftalt"\n    ifølge grundlaget læst 1. januar 2024\n'
    )
    (tmp_path / "samlet.bek").write_text(again.format(kind="retningslinje"), encoding="utf-8")
    decision = bekymring.load(tmp_path / "samlet.bek").evaluate({}, on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    text = " ".join(decision.explain().split())
    assert "Efter kommunens retningslinje (Grundlaget (opdigtet)) skal rådgiveren" in text
    assert "Efter samme kilde skal rådgiveren" in text
    assert text.count("Efter børneloven (opdigtet) § 1 skal") == 1


def test_a_source_is_named_again_after_another(tmp_path: Path) -> None:
    between = RULES + (
        'kilde andet_grundlag "Andet grundlag (opdigtet)" er retningslinje\n'
        "regel andet\n    så skal vej ske\n"
        '    fordi "Det er aftalt"\n    ifølge andet_grundlag læst 1. januar 2024\n'
        "regel tredje\n    så må andet_møde ikke ske i stedet møde\n"
        '    fordi "Det er aftalt"\n    ifølge grundlaget læst 1. januar 2024\n'
    )
    (tmp_path / "samlet.bek").write_text(between.format(kind="retningslinje"), encoding="utf-8")
    decision = bekymring.load(tmp_path / "samlet.bek").evaluate({}, on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    text = " ".join(decision.explain().split())
    assert text.count("Efter kommunens retningslinje (Grundlaget (opdigtet))") == 2
    assert "samme kilde" not in text


def test_a_statute_is_named_every_time(tmp_path: Path) -> None:
    assert "Efter samme kilde" not in told(tmp_path, {"skal_mødes": True})
