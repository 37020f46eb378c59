"""Every mistake of the tables is found on its line, and nothing else is; what is clean becomes a rule set."""

from pathlib import Path

import pytest

from bekymring.model import mistakes
from bekymring.model.invariants import broken_invariants
from chunks import Chunk, read_chunks
from model.compiling import HERE, above, compiled

TABLES = ("names.bek", "values.bek", "records.bek", "outcomes.bek", "rules.bek")
CHUNKS = [chunk for table in TABLES for chunk in read_chunks(Path(HERE / table))]
ELSEWHERE = {"BEK203", "BEK229", "BEK236", "BEK258", *(f"BEK{number}" for number in range(280, 294))}


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.label)
def test_the_chunk_has_the_findings_that_its_lines_say(chunk: Chunk) -> None:
    found = above(chunk.text, name=chunk.file)
    assert chunk.unmet(found.findings) == []
    if not any(one.is_error for one in found.findings):
        assert broken_invariants(found.good) == ()


def test_every_code_of_the_room_is_in_a_table() -> None:
    shown = {one.code for chunk in CHUNKS for one in chunk.expected} | ELSEWHERE
    assert {code.number for code in mistakes.codes()} - shown == set()


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("chunk", [one for one in CHUNKS if one.expected], ids=lambda chunk: chunk.label)
def test_every_finding_can_be_worded(chunk: Chunk, lang: str) -> None:
    for one in above(chunk.text, name=chunk.file).findings:
        words = f"{one.message(lang)} {one.help(lang)}"
        assert "{" not in words
        assert not any(word in words.lower() for word in ("ugyldig", "syntaks", "syntax", "token", "type"))


def test_the_layer_below_is_a_rule_set_of_its_own() -> None:
    below = compiled("bund", {"bund": {"bund.bek": (HERE / "below.bek").read_text(encoding="utf-8")}})
    assert broken_invariants(below.good) == ()
    assert below.findings == ()
