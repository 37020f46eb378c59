"""Parquet in and out; the only module that knows polars.

Takes a file or rows of values; gives rows, or the bytes of a part. Afterwards true: a part depends on its rows alone; no more than some
thousand rows are held. Where polars is missing, the way to get it is said.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import define, field

from bekymring.batch.answers import AnswerTable, Cell, plain
from bekymring.batch.errors import BatchError
from bekymring.batch.lines import Place
from bekymring.batch.work import Done

if TYPE_CHECKING:
    from types import ModuleType

SLICE: Final = 5_000
_BLOCK: Final = 1 << 20


def polars() -> ModuleType:
    """The library, loaded now. Raises BatchError where it is missing."""
    try:
        import polars as pl
    except ImportError:
        raise BatchError(
            "Parquet læses og skrives med biblioteket polars, som ikke er installeret: pip install 'bekymring[batch]'. "
            "JSON-linjer og CSV virker uden.",
            "Parquet is read and written with the library polars, which is not installed: pip install 'bekymring[batch]'. "
            "JSON lines and CSV work without it.",
        ) from None
    return pl


@define
class ParquetRows:
    """The rows of a Parquet file, some thousand at a time."""

    path: Path
    names: tuple[str, ...]
    fingerprint: str = field(repr=False)
    read: int = 0

    @classmethod
    def opened(cls, path: Path) -> ParquetRows:
        """A file with its columns. Raises OSError where it cannot be opened, BatchError where it is no Parquet."""
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(_BLOCK):
                digest.update(block)
        pl = polars()
        try:
            names = tuple(pl.read_parquet_schema(path))
        except (pl.exceptions.PolarsError, OSError):
            raise BatchError(
                f"{path} er ikke en Parquet-fil, der kan læses. Gem den igen, eller sig, hvilken form den har: --input",
                f"{path} is not a Parquet file that can be read. Save it again, or say which form it has: --input",
            ) from None
        return cls(path, names, digest.hexdigest())

    @property
    def place(self) -> Place:
        """How far it was read, in rows."""
        return Place(self.read, self.read, self.fingerprint)

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        """Every row, by the names of its columns."""
        pl = polars()
        while True:
            frame = pl.scan_parquet(self.path).slice(self.read, SLICE).collect()
            for row in frame.iter_rows(named=True):
                self.read += 1
                yield row
            if frame.height < SLICE:
                return

    def skip(self, to: Place) -> bool:
        """Goes on to a place; whether the file is the one that was read then."""
        self.read = to.read
        return self.place == to


def rows_in(path: Path) -> int:
    """How many rows a Parquet file has."""
    pl = polars()
    return int(pl.scan_parquet(path).select(pl.len()).collect().item())


@define
class RowParts:
    """The cells of rows, kept until there are enough for a part."""

    table: AnswerTable
    about: Mapping[str, str]
    held: list[tuple[Cell, ...]] = field(factory=list, repr=False)

    def rows(self, done: Done) -> int:
        """Takes what became of a chunk; how many rows wait to become a part."""
        self.held.extend(done.values)
        return len(self.held)

    def part(self) -> bytes:
        """The bytes of a part: all rows that wait."""
        content = _frame_bytes(self.held, self.table, self.about)
        self.held = []
        return content

    def drop(self) -> None:
        """Forgets the rows that wait."""
        self.held = []


def _frame_bytes(rows: Sequence[tuple[Cell, ...]], table: AnswerTable, about: Mapping[str, str]) -> bytes:
    pl = polars()
    kinds: dict[str, Any] = dict.fromkeys(table.header, pl.String)
    kinds |= dict.fromkeys(table.instants, pl.Datetime("us", "UTC")) | dict.fromkeys(table.truths, pl.Boolean)
    kinds["row"] = pl.Int64
    made = [
        tuple(_typed(cell, kinds[name] is pl.String) for name, cell in zip(table.header, row, strict=True))
        for row in rows
    ]
    held = io.BytesIO()
    pl.DataFrame(made, schema=kinds, orient="row").write_parquet(held, metadata=dict(about))
    return held.getvalue()


def _typed(cell: Cell, as_text: bool) -> Cell:  # noqa: FBT001 - the column says so
    return plain(cell) if as_text and cell is not None else cell
