"""A ground that only may hold is never said as one that holds."""

import json
from datetime import UTC, datetime
from pathlib import Path

import bekymring

RULES = """regelsæt drøftelser "Drøftelser (opdigtet)" version 1.0
    gælder fra 1. januar 2024
kilde aftale "Aftale (opdigtet)" er retningslinje
rolle leder
part forældre, skole
oplysning accept "Har forældrene sagt ja?": ja/nej
oplysning har_sag "Har barnet en sag?": ja/nej
handling drøftelse "drøfte barnet i teamet"
    påhviler leder
handling henvendelse "skrive til den, der har sagen"
    påhviler leder
regel kun_med_accept
    så må drøftelse kun ske når accept er ja
    fordi "Forældrene skal være med i det"
    ifølge aftale læst 1. januar 2024
regel ikke_ved_sag
    når har_sag er ja
    så må drøftelse ikke ske
        i stedet henvendelse
    fordi "Nye tegn hører til hos den, der har sagen"
    ifølge aftale læst 1. januar 2024
"""


def told(tmp_path: Path, case: dict[str, object]) -> str:
    (tmp_path / "drøftelser.bek").write_text(RULES, encoding="utf-8")
    rules = bekymring.load(tmp_path / "drøftelser.bek")
    decision = rules.evaluate(json.loads(json.dumps(case)), on=datetime(2026, 3, 6, 9, tzinfo=UTC))
    return " ".join(decision.explain().split())


def test_what_holds_and_what_only_may_hold_stand_apart(tmp_path: Path) -> None:
    text = told(tmp_path, {})
    assert "Må ikke ske endnu: drøfte barnet i teamet. Forældrene skal være med i det." in text
    assert "Er måske ikke tilladt: drøfte barnet i teamet. Nye tegn hører til hos den, der har sagen." in text
    assert "Må ikke ske: drøfte" not in text


def test_a_prohibition_that_holds_is_said_as_one(tmp_path: Path) -> None:
    text = told(tmp_path, {"har_sag": True})
    assert "Må ikke ske: drøfte barnet i teamet." in text
    assert "Gør i stedet dette: skrive til den, der har sagen." in text
    assert "Er måske ikke tilladt" not in text


def test_the_reasons_tell_a_step_that_waits_from_one_that_is_forbidden(tmp_path: Path) -> None:
    waiting = told(tmp_path, {"har_sag": False})
    assert "Efter kommunens retningslinje (Aftale (opdigtet)) må dette endnu ikke ske: drøfte" in waiting
    assert "må dette ikke ske:" not in waiting
    forbidden = told(tmp_path, {"har_sag": True, "accept": True})
    assert "Efter kommunens retningslinje (Aftale (opdigtet)) må dette ikke ske: drøfte" in forbidden
    assert "må dette endnu ikke ske:" not in forbidden
