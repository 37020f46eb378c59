"""Why a rule fired or not, as it is printed."""

import re
from collections.abc import Callable
from pathlib import Path

import builders
import pytest

from bekymring.report.why import knows_rule, why

GOLDEN = Path(__file__).with_name("golden")
RULES = ("fravær_peger_på_gul", "undersøgelse_er_pligt", "kvittering_til_underretter")


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_explained_like_this(golden: Callable[[Path, str], None], rule: str, lang: str) -> None:
    golden(GOLDEN / f"why.{rule}.{lang}.txt", why(builders.decision(), rule, lang=lang))


def test_a_rule_that_is_not_there_is_said_not_to_be_with_the_nearest_name() -> None:
    said = why(builders.decision(), "fravær_peger_på_gult")
    assert "Der er ingen regel med navnet »fravær_peger_på_gult«" in said
    assert "Mente du: »fravær_peger_på_gul«?" in said


def test_a_rule_is_known_by_its_name() -> None:
    assert knows_rule(builders.decision(), "screening_altid")
    assert not knows_rule(builders.decision(), "screening_aldrig")


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_name_that_was_asked_for_is_inert(form: str) -> None:
    said = why(builders.decision(), "<script>alert(1)</script>\x1b[2J", form=form)
    assert "\x1b" not in said
    assert form == "text" or re.search(r"(?<!\\)<script", said) is None
