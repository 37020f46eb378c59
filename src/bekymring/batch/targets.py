"""Where answers are written: a file of lines, or a folder of Parquet parts.

Takes what became of chunks, in order; gives how much of it is safe on the disk. Afterwards true: what lies behind the last safe place
is cut away when the work ends early, so that whoever looks finds whole rows.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from attrs import define

from bekymring.batch.engine import Parts
from bekymring.batch.journal import Opener, keep_names
from bekymring.batch.work import Done

PART_ROWS: Final = 10_000
LINES_BETWEEN: Final = 1_000
"""Rows between two places at which lines are made safe."""


class Target(Protocol):
    """Where answers go."""

    @property
    def whole(self) -> int | None:
        """How many bytes of whole chunks were written; None where only what is safe counts."""

    def add(self, done: Done) -> bool:
        """Takes what became of a chunk; whether all so far should now be made safe."""

    def safe(self, *, last: bool = False) -> int:
        """Makes all so far safe on the disk; gives how much that is."""

    def cut(self, written: int) -> None:
        """Takes away what lies behind a place."""

    def close(self) -> None:
        """Lets go of it."""


@define
class LinesTarget:
    """A file of lines, open at its end."""

    file: BinaryIO
    size: int = 0
    rows: int = 0

    @classmethod
    def begun(cls, path: Path, head: bytes, opener: Opener) -> LinesTarget:
        """A new file with what stands before the rows; FileExistsError where there is one."""
        made = cls(opener(path, "xb"))
        try:
            made._write(head)
        except BaseException:
            made.close()
            path.unlink(missing_ok=True)
            raise
        return made

    @classmethod
    def resumed(cls, path: Path, written: int, opener: Opener) -> LinesTarget:
        """A file that holds so much, what lies behind it cut away; ValueError where it holds less."""
        made = cls(opener(path, "r+b"))
        if made.file.seek(0, io.SEEK_END) < written:
            made.close()
            raise ValueError("the answers are shorter than their journal says")
        made.cut(written)
        return made

    @property
    def whole(self) -> int | None:
        """The bytes of all lines so far."""
        return self.size

    def add(self, done: Done) -> bool:
        """Writes the lines of a chunk."""
        self._write(done.content)
        self.rows += done.totals.cases
        if self.rows < LINES_BETWEEN:
            return False
        self.rows = 0
        return True

    def safe(self, *, last: bool = False) -> int:
        """All lines, made safe."""
        del last
        self.file.flush()
        os.fsync(self.file.fileno())
        return self.size

    def cut(self, written: int) -> None:
        """Takes away what lies behind a place."""
        with contextlib.suppress(OSError):
            self.file.flush()  # WHY: what cannot be written is cut away below
        self.file.truncate(written)
        self.file.seek(written)
        self.size = written

    def close(self) -> None:
        """Closes the file; what could not be written was said before."""
        with contextlib.suppress(OSError):
            self.file.close()

    def _write(self, content: bytes) -> None:
        self.file.write(content)
        self.file.flush()
        self.size += len(content)


@define
class PartsTarget:
    """A folder of Parquet files of at least so many rows each; the last one may have fewer."""

    folder: Path
    made: Parts
    opener: Opener
    parts: int = 0
    waiting: int = 0
    """How many rows are no part yet."""

    @classmethod
    def begun(cls, folder: Path, made: Parts, opener: Opener) -> PartsTarget:
        """A new folder; FileExistsError where there is one."""
        folder.mkdir()
        keep_names(folder.parent)
        return cls(folder, made, opener)

    @classmethod
    def resumed(cls, folder: Path, written: int, made: Parts, opener: Opener) -> PartsTarget:
        """A folder that holds so many parts, what lies behind them taken away; ValueError where one is missing."""
        if not all((folder / _name(number)).is_file() for number in range(written)):
            raise ValueError("the answers have fewer parts than their journal says")
        target = cls(folder, made, opener)
        target.cut(written)
        return target

    @property
    def whole(self) -> int | None:
        """Nothing: the rows of a part that is not full are made again."""
        return None

    def add(self, done: Done) -> bool:
        """Keeps the rows of a chunk until there are enough for a part."""
        self.waiting = self.made.rows(done)
        return self.waiting >= PART_ROWS

    def safe(self, *, last: bool = False) -> int:
        """All rows so far as parts; a part with too few rows is only written when it is the last."""
        if self.waiting and (last or self.waiting >= PART_ROWS):
            self._part(self.made.part())
            self.waiting = 0
        return self.parts

    def cut(self, written: int) -> None:
        """Takes away the parts behind a place."""
        self.made.drop()
        self.waiting = 0
        self.parts = written
        for one in self.folder.iterdir():
            if one.name.startswith((".part-", "part-")) and one.name not in {
                _name(n) for n in range(written)
            }:
                one.unlink()

    def close(self) -> None:
        """Nothing is open between two parts."""

    def _part(self, content: bytes) -> None:
        path = self.folder / _name(self.parts)
        neighbour = path.with_name(f".{path.name}")
        try:
            with self.opener(neighbour, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            neighbour.replace(path)
            keep_names(self.folder)
        except BaseException:
            neighbour.unlink(missing_ok=True)
            raise
        self.parts += 1


def _name(number: int) -> str:
    return f"part-{number + 1:06}.parquet"
