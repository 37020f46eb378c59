"""The codes of this room can be told apart and explained."""

import pytest

from bekymring.api.catalogue import catalogue, explanation
from bekymring.diagnostics import Code
from bekymring.examples.mistakes import CODES


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_a_code_is_in_the_catalogue_and_has_a_page(code: Code) -> None:
    assert catalogue()[code.number] == code
    for lang in ("da", "en"):
        assert (explanation(code.slug, lang=lang) or "").startswith(f"# {code.number} {code.slug}\n")


def test_every_number_and_every_slug_is_used_once() -> None:
    assert len({one.number for one in CODES}) == len({one.slug for one in CODES}) == len(CODES) > 0
