"""The file system as a `Reader` of rule sets: the one place of the library that opens rule files.

A rule set lies in a folder of its own, or is one file. `bygger på x` is looked for beside the asking rule set
(`x.bek`, `x/`, and `../x/` where the asking one has a folder of its own), then along the search path, then among
those that ship. Links are followed first and compared afterwards: nothing outside the roots is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from bekymring.diagnostics import Checked, Diagnostic
from bekymring.model.layers import RuleFile
from bekymring.resources import SUFFIX, ruleset_folder, ruleset_names
from bekymring.source import Source
from bekymring.syntax.mistakes import FILE_NOT_READABLE
from bekymring.syntax.parse import parse
from bekymring.syntax.read import MAX_BYTES, read_source

MAX_DEPTH = 16


@frozen
class FolderReader:
    """Reads rule sets below the roots, the search path and the shipped folder, and remembers what it read."""

    start: str
    """The place of the rule set asked for."""
    roots: tuple[Path, ...]
    search: tuple[Path, ...] = ()
    shown_from: Path = field(factory=Path.cwd)
    """Paths below this folder are shown relative to it."""
    _read: dict[str, tuple[RuleFile, ...]] = field(factory=dict, init=False, repr=False, eq=False)

    def find(self, name: str, *, asked_from: str) -> str | None:
        """The place of a rule set by its name; the one asked for when nobody asks from anywhere."""
        if not asked_from:
            return self.start
        if not name or Path(name).name != name or name.startswith("."):
            return None
        for folder in self._folders(asked_from):
            for place in (folder / name, folder / f"{name}{SUFFIX}"):
                if self._may_read(place) and (place.is_file() or _rule_files(place)):
                    return str(place)
        shipped = ruleset_folder(name)
        return str(shipped) if shipped is not None else None

    def _folders(self, asked_from: str) -> Iterator[Path]:
        here = Path(asked_from)
        home = here if here.is_dir() else here.parent
        yield home
        yield home.parent
        yield from self.search

    def _may_read(self, place: Path) -> bool:
        real = place.resolve()
        return any(real.is_relative_to(root.resolve()) for root in (*self.roots, *self.search))

    def read(self, place: str) -> Checked[tuple[RuleFile, ...]]:
        """The files of a place, in the order of their names."""
        path = Path(place)
        files = _rule_files(path) if path.is_dir() else (path,)
        read = [self._file(one) for one in files]
        diagnostics = tuple(one for found in read for one in found.diagnostics)
        if any(found.value is None for found in read):
            return Checked(None, diagnostics)
        self._read[place] = tuple(found.value for found in read if found.value is not None)
        return Checked(self._read[place], diagnostics)

    def files_of(self, place: str) -> tuple[RuleFile, ...]:
        """The files that were read of a place; none if it was not read."""
        return self._read.get(place, ())

    @property
    def sources(self) -> dict[str, Source]:
        """Every text that was read, by the name that messages use."""
        return {one.source.name: one.source for files in self._read.values() for one in files}

    def _file(self, path: Path) -> Checked[RuleFile]:
        name = shown_path(path, self.shown_from)
        content = _regular_bytes(path)
        if content is None:
            return Checked(None, (Diagnostic(FILE_NOT_READABLE, name),))
        source = read_source(name, content)
        if source.value is None:
            return Checked(None, source.diagnostics)
        document = parse(source.value)
        return Checked(RuleFile(source.value, document), source.diagnostics)

    def names(self, *, asked_from: str) -> tuple[str, ...]:
        """The names of the rule sets that can be found."""
        beside = {one for folder in self._folders(asked_from) for one in _names_in(folder)}
        return tuple(sorted(beside | set(ruleset_names())))


def shown_path(path: Path, base: Path) -> str:
    """What messages call a file: relative to a folder where it lies below it, with slashes."""
    full = path.absolute()
    return (full.relative_to(base) if full.is_relative_to(base) else path).as_posix()


def _rule_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob(f"*{SUFFIX}"))) if folder.is_dir() else ()


def _names_in(folder: Path) -> Iterator[str]:
    if not folder.is_dir():
        return
    for one in folder.iterdir():
        if one.suffix == SUFFIX:
            yield one.stem
        elif _rule_files(one):
            yield one.name


def _regular_bytes(path: Path) -> bytes | None:
    """The bytes of a regular file (at most one over the limit), opened without waiting for a pipe; None if it is not one."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError):
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
        try:
            return file.read(MAX_BYTES + 1)
        except OSError:
            return None


def find_rulesets(place: Path, *, depth: int = MAX_DEPTH) -> tuple[Path, ...]:
    """Every rule set at or below a path: a file, a folder with rule files, or folders of such."""
    if place.is_file():
        return (place,) if place.suffix == SUFFIX else ()
    if not place.is_dir() or depth < 0:
        return ()
    found = [place] if _rule_files(place) else []
    for folder in sorted(one for one in place.iterdir() if one.is_dir() and not one.is_symlink()):
        if not folder.name.startswith("."):
            found += find_rulesets(folder, depth=depth - 1)
    return tuple(found)
