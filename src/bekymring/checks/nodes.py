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
    return (node for node, _ in _with_parts(root))


def texts(document: Document) -> Iterator[tuple[str, Span]]:
    """Every word, text and comment of a document, with the place of the smallest node that holds it."""
    for node, parts in _with_parts(document):
        span = getattr(node, "span", document.span)
        for part in parts:
            for text in _strings(part):
                yield text, span


def _with_parts(root: object) -> Iterator[tuple[object, list[object]]]:
    """Every node with what its fields hold."""
    # WHY: most of the time would go into asking the same classes for their fields again.
    names: dict[type, tuple[str, ...] | None] = {Span: None, str: None, tuple: None}
    waiting = [root]
    while waiting:
        one = waiting.pop()
        kind = type(one)
        if kind is tuple:
            waiting.extend(reversed(one))  # type: ignore[call-overload]
            continue
        if kind not in names:
            names[kind] = tuple(field.name for field in fields(kind)) if has(kind) else None
        own = names[kind]
        if own is not None:
            parts = [getattr(one, name) for name in own]
            yield one, parts
            waiting.extend(reversed(parts))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _strings(item)
