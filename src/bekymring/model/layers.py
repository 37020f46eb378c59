"""Which documents belong together.

Takes a rule set (by name, or as one file) and a reader; gives its layers, lowest first, each with its files.
Afterwards true: every layer has one head, each stands once and above all that it builds on, and no circle is left.

This room opens no files: a `Reader` finds rule sets and reads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Protocol

from attrs import field

from bekymring.diagnostics import Checked, Diagnostic, in_order
from bekymring.frozen import define, frozen
from bekymring.model import mistakes
from bekymring.model.mistakes import finding
from bekymring.model.suggest import closest, meant
from bekymring.source import Source, Span
from bekymring.syntax.document import Broken, Document, Header, Name

MAX_LAYERS = 16
"""How high rule sets may be built on each other."""
MAX_FILES = 256
"""How many files a rule set may have, with those it builds on."""
MAX_TEXT = 4 * 1024 * 1024
"""How many bytes of text a rule set may have, with those it builds on."""
_MIB = 1024 * 1024


@frozen
class RuleFile:
    """One rule file: its text and what was read of it, with the findings of reading."""

    source: Source
    document: Checked[Document]


class Reader(Protocol):
    """Finds rule sets by name and reads their files. Docs: language reference, *Layers*."""

    def find(self, name: str, *, asked_from: str) -> str | None:
        """The place of a rule set: beside the asking place, then along the search path, then among the shipped ones.

        `asked_from` is a place that this reader gave, or empty. None where there is no such rule set.
        """

    def read(self, place: str) -> Checked[tuple[RuleFile, ...]]:
        """The files of a place in the order of their names: one file, or those of a folder that belong together.

        A file with a head is read with the files without a head in its folder.
        """

    def names(self, *, asked_from: str) -> tuple[str, ...]:
        """The names of the rule sets that can be found, for suggestions."""


@frozen
class LayerDocuments:
    """One rule set as written: its head, its files, where it lies, and the hash of its text."""

    name: str
    place: str
    header: Header
    documents: tuple[Document, ...]
    text_hash: str
    below: tuple[str, ...] = ()
    """The places of the rule sets that it builds on, as written."""

    @property
    def is_broken(self) -> bool:
        """Whether a declaration in it could not be read."""
        return any(isinstance(one, Broken) for document in self.documents for one in document.declarations)


@frozen
class MemoryReader:
    """A reader whose rule sets are given; a rule set of one file or of several, by name."""

    rulesets: Mapping[str, tuple[RuleFile, ...]]

    def find(self, name: str, *, asked_from: str) -> str | None:
        """The name itself, where it is one of those given."""
        del asked_from
        return name if name in self.rulesets else None

    def read(self, place: str) -> Checked[tuple[RuleFile, ...]]:
        """The files that were given."""
        return Checked(tuple(sorted(self.rulesets[place], key=lambda one: one.source.name)))

    def names(self, *, asked_from: str) -> tuple[str, ...]:
        """The names that were given."""
        del asked_from
        return tuple(sorted(self.rulesets))


def gather(start: str | RuleFile, reader: Reader) -> Checked[tuple[LayerDocuments, ...]]:
    """The layers of a rule set, lowest first; None where a head is missing, a rule set is not found, or a limit is passed."""
    walk = _Walk(reader)
    match start:
        case str():
            _asked(walk, Name(start), asked_from="", path=())
        case RuleFile():
            walk.files += 1
            walk.text += size(start)
            _place(walk, start.source.name, Checked((start,)), path=())
    diagnostics = in_order(walk.diagnostics)
    return Checked(None if walk.failed else tuple(walk.done.values()), diagnostics)


@define
class _Walk:
    """What is known while the layers are followed."""

    reader: Reader
    done: dict[str, LayerDocuments] = field(factory=dict)
    by_name: dict[str, str] = field(factory=dict)
    diagnostics: list[Diagnostic] = field(factory=list)
    files: int = 0
    text: int = 0
    failed: bool = False

    def fail(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)
        self.failed = True


@frozen
class _OnPath:
    name: str
    place: str


def _asked(walk: _Walk, name: Name, *, asked_from: str, path: tuple[_OnPath, ...]) -> str | None:
    place = walk.reader.find(name.text, asked_from=asked_from)
    if place is None:
        near = closest(name.text, walk.reader.names(asked_from=asked_from))
        walk.fail(finding(mistakes.RULESET_NOT_FOUND, name.span, more=meant(near, lead=" "), name=name.text))
        return None
    if place in {one.place for one in path}:
        circle = [one.name for one in path[[one.place for one in path].index(place) :]]
        walk.fail(finding(mistakes.RULESET_CIRCLE, name.span, circle=" → ".join([*circle, name.text])))
        return None
    if place in walk.done:
        return place
    if len(path) >= MAX_LAYERS:
        walk.fail(finding(mistakes.TOO_MANY_LAYERS, name.span, limit=MAX_LAYERS))
        return None
    files = walk.reader.read(place)
    walk.files += len(files.value or ())
    if walk.files > MAX_FILES:
        walk.fail(finding(mistakes.TOO_MANY_FILES, name.span, limit=MAX_FILES))
        return None
    walk.text += sum(map(size, files.value or ()))
    if walk.text > MAX_TEXT:
        walk.fail(finding(mistakes.TOO_MUCH_TEXT, name.span, limit=MAX_TEXT // _MIB))
        return None
    return _place(walk, place, files, path=path, name=name)


def _place(
    walk: _Walk,
    place: str,
    files: Checked[tuple[RuleFile, ...]],
    *,
    path: tuple[_OnPath, ...],
    name: Name | None = None,
) -> str | None:
    walk.diagnostics += files.diagnostics
    if files.value is None:
        walk.failed = True
        return None
    header = _head(walk, place, files.value)
    if header is None:
        walk.failed = True
        return None
    if name is not None and header.name.text != name.text and path:
        walk.fail(finding(mistakes.OTHER_NAME, name.span, name=name.text, found=header.name.text))
    other = walk.by_name.setdefault(header.name.text, place)
    if other != place:
        found = {"name": header.name.text, "first": other, "second": place}
        walk.fail(finding(mistakes.SAME_NAME_TWICE, header.name.span, more=found))
        return None
    here = (*path, _OnPath(header.name.text, place))
    below = tuple(_asked(walk, one, asked_from=place, path=here) for one in header.builds_on)
    walk.done[place] = LayerDocuments(
        header.name.text,
        place,
        header,
        tuple(one.document.value for one in files.value if one.document.value is not None),
        text_hash(one.source for one in files.value),
        tuple(one for one in below if one is not None),
    )
    return place


def _head(walk: _Walk, place: str, files: tuple[RuleFile, ...]) -> Header | None:
    for one in files:
        walk.diagnostics += one.document.diagnostics
        if one.document.value is None:
            walk.failed = True
    documents = [one.document.value for one in files if one.document.value is not None]
    heads = [one.header for one in documents if one.header is not None]
    match heads:
        case [header]:
            return header
        case []:
            if not walk.failed:
                at = documents[0].span if documents else Span.nowhere(place)
                walk.fail(finding(mistakes.NO_HEAD, at))
            return None
        case _:
            names = [f"»{PurePosixPath(one.span.file).name}«" for one in heads]
            args = {"files": ", ".join(names), "first": heads[0].span.file}
            walk.fail(finding(mistakes.TWO_HEADS, heads[1].span, more=args))
            return None


def size(file: RuleFile) -> int:
    """How many bytes the text of a file is."""
    return len(file.source.text.encode("utf-8"))


def text_hash(sources: Iterable[Source]) -> str:
    """SHA-256 of the files' text, in the order of their names (names left out)."""
    held = sorted(sources, key=lambda one: one.name)
    sha = hashlib.sha256()
    for one in held:
        text = one.text.encode("utf-8")
        sha.update(len(text).to_bytes(8, "big"))
        sha.update(text)
    return sha.hexdigest()
