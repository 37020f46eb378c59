"""Pages of the documents, cut into their fenced blocks; a page with other outputs in them is written back whole.

The first word behind the fence says what a block is; `key=value` behind it says how it is run:

- ```` ```bek ```` is a whole rule set, ```` ```bek med=x ```` completes the prelude `preludes/x.bek`;
- `fil=navn` writes the block into the page's folder, `tilføj=navn` adds it to a file there,
  `prøv=navn` adds it until the next console block has run, `erstat=navn` puts it in the place of the
  declaration there that begins with the same line;
- `fejl=BEK201` says that this finding is expected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PRELUDES = Path(__file__).with_name("preludes")
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
KINDS = frozenset({"bek", "console", "json", "python", "sh", "text", "toml", "yaml"})
KEYS = frozenset({"erstat", "fejl", "fil", "med", "prøv", "tilføj"})


@frozen
class Block:
    """One fenced block: what it is, how it is run, what stands in it, and where."""

    kind: str
    options: Mapping[str, str]
    text: str
    line: int
    start: int
    end: int
    """`start` and `end` are the places of the text in the page."""


def block_pages() -> list[Path]:
    """Every page whose blocks are run here; those of docs/checks have a test of their own."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [page for page in pages if page.parent != ROOT / "docs" / "checks"]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in FENCE.finditer(text):
        kind, *words = found[1].split() or [""]
        options = dict(word.partition("=")[::2] for word in words)
        line = text.count("\n", 0, found.start()) + 1
        yield Block(kind, options, found[2], line, found.start(2), found.end(2))


def rewritten(text: str, outputs: Mapping[int, str]) -> str:
    """The page with other texts in the blocks that start at the given places."""
    parts = []
    last = 0
    for block in blocks(text):
        if block.start in outputs:
            parts += [text[last : block.start], outputs[block.start]]
            last = block.end
    return "".join([*parts, text[last:]])


def prelude(name: str) -> str:
    """The hidden beginning of a fragment."""
    return (PRELUDES / f"{name}.bek").read_text(encoding="utf-8")
