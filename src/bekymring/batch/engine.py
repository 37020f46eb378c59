"""How the rows of a source become answers: what a job needs of whoever works them out.

Takes how far a source is read; gives chunks of it, and what became of each, in order.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any, Final, Protocol

from attrs import frozen

from bekymring.api.decisions import Ruleset
from bekymring.batch.answers import AnswerTable
from bekymring.batch.dialect import DANISH
from bekymring.batch.lines import Lines, Place
from bekymring.batch.parquet import ParquetRows, RowParts
from bekymring.batch.pool import Pool
from bekymring.batch.reading import Raw
from bekymring.batch.work import Done, Form, Setup, work

CHUNK: Final = 100
Reader = Lines | ParquetRows
Chunks = Iterator[tuple[Any, Place]]
"""Some rows at a time, with how far that is; what a chunk is, only the engine knows."""


class Parts(Protocol):
    """What became of rows, as parts of a table."""

    def rows(self, done: Done) -> int:
        """Takes what became of a chunk; how many rows wait to become a part."""

    def part(self) -> bytes:
        """The bytes of a part: all rows that wait."""

    def drop(self) -> None:
        """Forgets the rows that wait."""


class Engine(Protocol):
    """Works out what becomes of rows."""

    @property
    def about(self) -> Mapping[str, object]:
        """What a job that goes on must find the same."""

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns of a table of answers."""

    def parts(self, about: Mapping[str, str]) -> Parts:
        """What writes a table of answers with types."""

    def chunks(self, reader: Reader) -> Chunks:
        """The rows of a source."""

    def results(self, chunks: Chunks) -> Generator[tuple[Done, Place], None, None]:
        """What became of each chunk, in order."""


@frozen
class ByRows:
    """The evaluator, one row at a time, in one process or several."""

    rules: Ruleset
    setup: Setup
    workers: int

    @property
    def about(self) -> Mapping[str, object]:
        """Nothing: what a decision is does not turn on who makes it."""
        return {}

    @property
    def header(self) -> Sequence[str]:
        """The columns of a table of answers."""
        return self._table.header

    @property
    def _table(self) -> AnswerTable:
        is_danish = self.setup.form is Form.CSV and self.setup.dialect == DANISH.name
        return AnswerTable(self.rules.kernel, danish=is_danish)

    def parts(self, about: Mapping[str, str]) -> Parts:
        """What writes the cells of rows as a table with types."""
        return RowParts(self._table, about)

    def chunks(self, reader: Reader) -> Chunks:
        """The rows of the source, some at a time."""
        return raw_chunks(reader, CHUNK)

    def results(self, chunks: Chunks) -> Generator[tuple[Done, Place], None, None]:
        """What became of each chunk, in order."""
        if self.workers == 1:
            for raws, place in chunks:
                yield work(self.rules, self.setup, raws), place
            return
        pool = Pool()
        try:
            pool.start(self.rules, self.setup, self.workers)
            yield from pool.results(chunks)
        finally:
            pool.stop()


def raw_chunks(reader: Reader, size: int) -> Iterator[tuple[tuple[Raw, ...], Place]]:
    """The rows of a source as they lie in it, so many at a time, with how far that is."""
    held: list[Raw] = []
    for row in reader:
        number = reader.read if isinstance(reader, ParquetRows) else reader.lines
        held.append(Raw(number, row))
        if len(held) == size:
            yield tuple(held), reader.place
            held = []
    if held:
        yield tuple(held), reader.place
