"""What a path of a decision names: an answer, an answer about one record, or a field of any record.

Takes texts such as `fravær`, `underretning[2].modtagelse`, `underretning[]` and `underretning.modtagelse`; gives their parts.
"""

from __future__ import annotations

from bekymring.frozen import frozen


@frozen
class Place:
    """The parts of a path."""

    name: str
    """Of the answer, or of the list."""
    field: str
    """Of a record; empty for an answer and for a list as such."""
    number: int | None
    """Of the record; 0 for one that the case may lack, None where no record is named."""


def place_of(path: str) -> Place:
    """The parts of a path."""
    head, _, field_name = path.partition(".")
    name, bracket, number = head.partition("[")
    return Place(name, field_name, int(number.rstrip("]") or 0) if bracket else None)
