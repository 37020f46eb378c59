"""A stream of bytes, line by line, within a limit; and how far it was read.

Takes a binary stream; gives each line with its number. Afterwards true: no more than one line is held, however long it is; the
place says how many bytes were read, and their fingerprint, so that a later run can tell whether it reads the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from attrs import define, field, frozen

from bekymring.case.plain import MAX_SIZE

LONGEST_LINE: Final = MAX_SIZE
_BLOCK: Final = 1 << 16


@frozen
class Place:
    """How far a stream was read: bytes (of Parquet rows), lines, and the fingerprint of all that."""

    read: int = 0
    lines: int = 0
    fingerprint: str = field(default="", repr=False)


@define
class Lines:
    """The lines of a stream. A line over the limit is given as None."""

    stream: BinaryIO
    read: int = 0
    lines: int = 0
    _hash: hashlib._Hash = field(factory=hashlib.sha256, repr=False)

    @property
    def place(self) -> Place:
        """How far it was read."""
        return Place(self.read, self.lines, self._hash.hexdigest())

    def __iter__(self) -> Iterator[bytes | None]:
        """Every line, without its end."""
        while written := self._some(LONGEST_LINE + 2):
            line: bytes | None = written.removesuffix(b"\n").removesuffix(b"\r")
            if not written.endswith(b"\n") and len(written) > LONGEST_LINE:
                line = None
                while (rest := self._some(_BLOCK)) and not rest.endswith(b"\n"):
                    pass
            self.lines += 1
            yield line

    def skip(self, to: Place) -> bool:
        """Reads on to a place; whether all up to there is what it was then."""
        while self.read < to.read:
            block = self.stream.read(min(_BLOCK, to.read - self.read))
            if not block:
                return False
            self._seen(block)
        self.lines = to.lines
        return self.place == to

    def _some(self, most: int) -> bytes:
        written = self.stream.readline(most)
        self._seen(written)
        return written

    def _seen(self, written: bytes) -> None:
        self.read += len(written)
        self._hash.update(written)
