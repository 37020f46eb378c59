"""The codes of rows: each can be explained, and a test of this folder shows each of them."""

from pathlib import Path

import pytest

from bekymring.api.catalogue import catalogue, explanation
from bekymring.case.row_mistakes import CODES

HERE = "".join(one.read_text(encoding="utf-8") for one in Path(__file__).parent.glob("test_*.py"))


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_a_code_is_in_the_catalogue_has_a_page_and_a_test(code):
    assert catalogue()[code.number] == code
    for lang in ("da", "en"):
        assert (explanation(code.slug, lang=lang) or "").startswith(f"# {code.number} {code.slug}\n")
    assert f'"{code.number}"' in HERE


def test_every_number_and_every_slug_is_used_once():
    assert len({one.number for one in CODES}) == len({one.slug for one in CODES}) == len(CODES) > 20
