"""The file system as a `Reader` of rule sets: the one place of the library that opens rule files.

A rule set lies in a folder of its own, or is one file. `bygger på x` is looked for beside the asking rule set
(`x.bek`, `x/`, and `../x/` where the asking one has a folder of its own), then along the search path, then among
those that ship. Links are followed first and compared afterwards: nothing outside the roots is read.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from bekymring.diagnostics import Checked, Diagnostic
from bekymring.frozen import frozen
from bekymring.resources import SUFFIX, ruleset_folder, ruleset_names
from bekymring.source import Source, Span

if TYPE_CHECKING:
    from bekymring.model.layers import RuleFile

MAX_DEPTH = 16
_MOST_LOOKED_AT = 1024 * 1024


class TooDeepError(OSError):
    """Rules that lie deeper than is looked."""


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
                    return self._same_place(place)
        shipped = ruleset_folder(name)
        return str(shipped) if shipped is not None else None

    def _same_place(self, place: Path) -> str:
        # WHY: the rule set asked for may be called otherwise (`.`), and a circle is seen by the place.
        # A file of it and its folder are one rule set.
        asked, here = Path(self.start).resolve(), place.resolve()
        return self.start if here in {asked, asked.parent if asked.is_file() else asked} else str(place)

    def _folders(self, asked_from: str) -> Iterator[Path]:
        here = Path(asked_from)
        home = here if here.is_dir() else here.parent
        yield home
        yield above(home)
        yield from self.search

    def _may_read(self, place: Path) -> bool:
        try:
            real = place.resolve()
            return any(real.is_relative_to(root.resolve()) for root in (*self.roots, *self.search))
        except (OSError, RuntimeError):
            # WHY: RuntimeError is how Python 3.11 and 3.12 say that links go in a circle.
            return False

    def _may_open(self, path: Path) -> bool:
        # WHY: what the caller named may be a link to anywhere, and an installation may ship links.
        return (
            str(path) == self.start or path.parent == ruleset_folder(path.parent.name) or self._may_read(path)
        )

    def read(self, place: str) -> Checked[tuple[RuleFile, ...]]:
        """The files of a place, in the order of their names."""
        read = list(self._files(_belonging(Path(place))))
        diagnostics = tuple(one for found in read for one in found.diagnostics)
        if any(found.value is None for found in read):
            return Checked(None, diagnostics)
        self._read[place] = tuple(found.value for found in read if found.value is not None)
        return Checked(self._read[place], diagnostics)

    def _files(self, paths: tuple[Path, ...]) -> Iterator[Checked[RuleFile]]:
        """As many files as are needed to say that there are too many, or too much text."""
        from bekymring.model.layers import MAX_FILES, MAX_TEXT, size

        text = 0
        for path in paths[: MAX_FILES + 1]:
            found = self._file(path)
            yield found
            text += size(found.value) if found.value is not None else 0
            if text > MAX_TEXT:
                return

    def files_of(self, place: str) -> tuple[RuleFile, ...]:
        """The files that were read of a place; none if it was not read."""
        return self._read.get(place, ())

    @property
    def sources(self) -> dict[str, Source]:
        """Every text that was read, by the name that messages use."""
        return {one.source.name: one.source for files in self._read.values() for one in files}

    def _file(self, path: Path) -> Checked[RuleFile]:
        # WHY: a stored rule set is found without the reader of rules.
        from bekymring.model.layers import RuleFile
        from bekymring.syntax.mistakes import FILE_NOT_READABLE
        from bekymring.syntax.parse import parse
        from bekymring.syntax.read import MAX_BYTES, read_source

        name = shown_path(path, self.shown_from)
        try:
            content = regular_bytes(path, limit=MAX_BYTES) if self._may_open(path) else None
        except (OSError, ValueError):
            content = None
        if content is None:
            return Checked(None, (Diagnostic(FILE_NOT_READABLE, Span.nowhere(name)),))
        source = read_source(name, content)
        if source.value is None:
            return Checked(None, source.diagnostics)
        document = parse(source.value)
        return Checked(RuleFile(source.value, document), source.diagnostics)

    def names(self, *, asked_from: str) -> tuple[str, ...]:
        """The names of the rule sets that can be found."""
        beside = {one for folder in self._folders(asked_from) for one in _names_in(folder)}
        return tuple(sorted(beside | set(ruleset_names())))


def holds_rules(place: Path) -> bool:
    """Whether a path is a file, or a folder with rule files in it."""
    try:
        return place.is_file() or bool(_rule_files(place))
    except (OSError, ValueError):
        return False


def above(folder: Path) -> Path:
    """The folder that a folder lies in, where its path does not say (`.`, `..`) found from the working directory."""
    return (
        folder.parent if folder.name not in {"", ".."} else Path(os.path.normpath(folder.absolute())).parent
    )


def shown_path(path: Path, base: Path) -> str:
    """What messages call a file: relative to a folder where it lies below it, with slashes."""
    full = path.absolute()
    return (full.relative_to(base) if full.is_relative_to(base) else path).as_posix()


def _rule_files(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.glob(f"*{SUFFIX}"))) if folder.is_dir() else ()


def _belonging(place: Path) -> tuple[Path, ...]:
    """The files of a folder; of a file, those of its folder where the folder is one rule set, else the file alone."""
    if place.is_dir():
        return _rule_files(place)
    if place.suffix != SUFFIX:
        return (place,)
    beside = _rule_files(place.parent)
    headed = [one for one in beside if _has_head(one)]
    return beside if len(headed) == 1 and place in beside else (place,)


_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?[ \t]*(?:regels\xc3\xa6t|ruleset)[ \t]", re.MULTILINE)


def _has_head(path: Path) -> bool:
    """Whether a line of a file begins as the head of a rule set does."""
    try:
        return _HEAD.search(regular_bytes(path, limit=_MOST_LOOKED_AT) or b"") is not None
    except (OSError, ValueError):
        return False


def _names_in(folder: Path) -> Iterator[str]:
    try:
        inside = tuple(folder.iterdir())
    except OSError:
        return
    for one in inside:
        if one.suffix == SUFFIX:
            yield one.stem
        elif _rule_files(one):
            yield one.name


def regular_bytes(path: Path, *, limit: int) -> bytes | None:
    """The bytes of a regular file (at most one over the limit), opened without waiting for a pipe; None if it is not one.

    Raises OSError or ValueError where it cannot be opened or read.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    mode = os.fstat(handle).st_mode
    if not stat.S_ISREG(mode):
        os.close(handle)
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        return None
    with os.fdopen(handle, "rb") as file:
        return file.read(limit + 1)


def is_there(place: Path) -> bool:
    """Whether something is at a path; no for a path that no file can have."""
    try:
        return place.exists()
    except (OSError, ValueError):
        return False


def find_rulesets(place: Path, *, depth: int = MAX_DEPTH) -> tuple[Path, ...]:
    """Every rule set at or below a path: a file, a folder with rule files, or folders of such.

    Raises OSError for a folder that cannot be opened: what was not looked at is never passed over.
    """
    if place.is_file():
        return (place,) if place.suffix == SUFFIX else ()
    if not place.is_dir():
        return ()
    if depth < 0:
        if any(place.rglob(f"*{SUFFIX}")):
            raise TooDeepError(errno.ENAMETOOLONG, "rules lie too deep", str(place))
        return ()
    found = [place] if _rule_files(place) else []
    for folder in sorted(one for one in place.iterdir() if one.is_dir() and not one.is_symlink()):
        if not folder.name.startswith("."):
            found += find_rulesets(folder, depth=depth - 1)
    return tuple(found)
