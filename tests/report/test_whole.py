"""From a rule file and a case file to the text: all rooms together. Rules and children are invented."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bekymring.api import load
from bekymring.api.decisions import Decision

WHOLE = Path(__file__).with_name("whole")
MOMENT = datetime.fromisoformat("2026-03-07T09:15+01:00")
PLACE = re.compile(r"\S*modtagelse\.bek")
MADE_FROM = re.compile(r"· (indhold|content)\s+[0-9a-f]+\s+·\s+bekymring\s+\S+")


def decided(case: str) -> Decision:
    rules = load(WHOLE / "modtagelse.bek")
    return rules.evaluate(json.loads((WHOLE / f"{case}.json").read_text(encoding="utf-8")), on=MOMENT)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("to", ["working_view", "record", "family"])
@pytest.mark.parametrize("case", ["sara", "tom"])
def test_a_case_is_explained_like_this(
    golden: Callable[[Path, str], None], case: str, to: str, lang: str
) -> None:
    said = decided(case).explain(lang=lang, to=to)
    golden(WHOLE / f"{case}.{to}.{lang}.txt", MADE_FROM.sub(r"· \1 … · bekymring …", said))


@pytest.mark.parametrize(
    "rule", ["vurdering_inden_24_timer", "risikovurdering_først", "genvurdering_når_støtte_er_i_gang"]
)
def test_a_rule_is_explained_like_this(golden: Callable[[Path, str], None], rule: str) -> None:
    said = decided("sara").why(rule) or ""
    golden(WHOLE / f"sara.why.{rule}.da.txt", PLACE.sub("modtagelse.bek", said))


def test_a_rule_for_each_record_is_explained_for_records_that_the_case_may_lack(
    golden: Callable[[Path, str], None],
) -> None:
    said = decided("tom").why("vurdering_inden_24_timer") or ""
    golden(WHOLE / "tom.why.vurdering_inden_24_timer.da.txt", PLACE.sub("modtagelse.bek", said))


def test_no_answer_of_the_case_is_lost_on_the_way() -> None:
    said = decided("sara").explain()
    for shown in ("6. marts 2026 kl. 15.40", "i dag kl. 15.40", "bekymring (rådgiver, 7. marts 2026)"):
        assert shown.casefold() in " ".join(said.split()).casefold()


@pytest.mark.parametrize("case", ["sara", "tom"])
def test_the_text_of_one_case_fits_two_pages(case: str) -> None:
    lines_on_a_page = 66
    assert decided(case).explain().count("\n") <= 2 * lines_on_a_page
