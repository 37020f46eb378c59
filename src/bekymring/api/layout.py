"""Laying out a rule file: read, written, and read again to see that nothing but the layout changed."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field

from bekymring.diagnostics import Diagnostic
from bekymring.frozen import frozen
from bekymring.source import Source
from bekymring.syntax.format import format_source
from bekymring.syntax.read import read_source


@frozen
class Layout:
    """The text as it should stand, or None with the findings that stopped it."""

    text: str | None = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = field(factory=dict, repr=False)


def format_text(name: str, content: bytes, *, to: str | None = None) -> Layout:
    """The canonical layout of a rule file, in its own language or (`to`) with the words of `da` or `en`."""
    source = read_source(name, content)
    if source.value is None:
        return Layout(None, source.diagnostics)
    made = format_source(source.value, to=to)
    return Layout(made.value, made.diagnostics, {name: source.value})
