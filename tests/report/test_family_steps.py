"""The family reads of every step with them that the rules ask for, and never that there is none while one is weighed."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import bekymring

RULES = """regelsæt skridt "Skridt (opdigtet)" version 1.0
    gælder fra 1. januar 2024
kilde praksis "Praksis (opdigtet)" er praksisbeskrivelse
rolle leder
part forældre
oplysning afholdt "Hvornår er mødet holdt?": dato
oplysning ønsket "Er mødet ønsket?": ja/nej
handling møde "holde møde"
    inddrager forældre
    udført den afholdt
handling notat "skrive et notat"
regel skridtet
    {when}
    så {then}
    fordi "Det er aftalt"
    ifølge praksis ikke læst
"""
NO_STEP = "Lige nu er der ikke noget skridt, hvor I skal være med."
UNDECIDED = "Vi har endnu ikke besluttet, hvad det næste skridt sammen med jer er."


def told(tmp_path: Path, then: str, *, when: str = "", case: dict[str, object] | None = None) -> str:
    (tmp_path / "skridt.bek").write_text(RULES.format(then=then, when=when), encoding="utf-8")
    rules = bekymring.load(tmp_path / "skridt.bek")
    given = json.loads(json.dumps(case or {"afholdt": {"ikke_sket": True}}))
    decision = rules.evaluate(given, on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    return " ".join(decision.explain(to="family").split())


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("skal møde ske", "Næste skridt er at holde møde."),
        (
            "skal møde som udgangspunkt ske kan fraviges af leder",
            "Næste skridt er som udgangspunkt at holde møde.",
        ),
        ("bør møde ske", UNDECIDED),
        ("kan møde ske", UNDECIDED),
        ("skal der tages stilling til møde", UNDECIDED),
        ("skal notat ske", NO_STEP),
    ],
)
def test_a_step_is_told_by_how_strongly_it_is_asked_for(tmp_path: Path, then: str, said: str) -> None:
    text = told(tmp_path, then)
    assert said in text
    assert sum(one in text for one in (NO_STEP, UNDECIDED, "Næste skridt")) == 1


def test_a_step_that_depends_on_an_answer_is_not_decided(tmp_path: Path) -> None:
    assert UNDECIDED in told(tmp_path, "skal møde ske", when="når ønsket er ja")


def test_a_step_that_is_done_is_no_step(tmp_path: Path) -> None:
    assert NO_STEP in told(tmp_path, "skal møde ske", case={"afholdt": "2026-03-02"})
