"""Every mistake of the tables is found on its line, and nothing else is."""

from pathlib import Path

import pytest

from bekymring.source import Source
from bekymring.syntax.parse import parse
from chunks import Chunk, read_folder


@pytest.mark.parametrize("chunk", read_folder(Path(__file__).parent / "bad"), ids=lambda chunk: chunk.label)
def test_the_chunk_has_the_findings_that_its_lines_say(chunk: Chunk) -> None:
    assert chunk.unmet(parse(Source(chunk.file, chunk.text)).diagnostics) == []
