"""Every node of a document, for questions about how something was written.

Takes: a document.
Gives: its nodes, and its texts with their places.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields, has

from bekymring.source import Span
from bekymring.syntax.document import Document


def nodes(root: object) -> Iterator[object]:
    """A node and every node below it, in written order."""
    if isinstance(root, tuple):
        for item in root:
            yield from nodes(item)
    elif has(type(root)) and not isinstance(root, Span):
        yield root
        for field in fields(type(root)):  # type: ignore[arg-type]
            yield from nodes(getattr(root, field.name))


def texts(document: Document) -> Iterator[tuple[str, Span]]:
    """Every word, text and comment of a document, with the place of the smallest node that holds it."""
    for node in nodes(document):
        span = getattr(node, "span", document.span)
        for field in fields(type(node)):  # type: ignore[arg-type]
            for text in _strings(getattr(node, field.name)):
                yield text, span


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
