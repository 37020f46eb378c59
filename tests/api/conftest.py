"""One rule set with every kind of fact, and cases of it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import bekymring

SKOLE = Path(__file__).parents[1] / "cli" / "data" / "skole.bek"
ENKEL = Path(__file__).parent / "data" / "enkel.bek"
"""Rules whose cases can be so plain that the quick way of evaluation takes them."""
DAY = date(2026, 3, 6)
INSTANT = datetime(2026, 3, 6, 8, 0, tzinfo=UTC)
CASES = (
    {},
    {"uger_med_uro": 5, "bemærket": "2026-03-02", "mødt": {"ikke_sket": True}},
    {"uger_med_uro": {"tvivl": 5}, "fravær": "12.5", "støtte": {"logopæd": None, "lektiehjælp": True}},
    {"henvendelse": [{"modtaget": "2026-03-05T12:00"}, {"modtaget": None}], "går_i_skole": False},
    {"henvendelse": {"poster": [{"modtaget": "2026-03-01T12:00"}], "komplet": False}},
    {"bekymrende": {"vurdering": True, "af": "lærer", "fordi": "opdigtet"}, "sfo_timer": {"ikke_relevant": True}},
    {"uger_med_uro": 4, "bemærket": "2026-02-01", "mødt": "2026-03-01", "støtte": ["ingen"]},
)  # fmt: skip


@pytest.fixture(scope="session")
def rules() -> bekymring.Ruleset:
    return bekymring.load(SKOLE)
