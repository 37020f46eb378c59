"""Counts, picks and sums over the records of a list, under doubt.

Takes one row a record that is seen (and one for records that may be lacking); gives a bound.
Afterwards true: whatever the open filters, dates and fields turn out to be, the result lies within the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from attrs import evolve

from bekymring.evaluate.bounds import ABSENT, Bound, Ordered, Range, given, key, presence, union
from bekymring.frozen import frozen
from bekymring.model.ruleset import Aggregate, Pick
from bekymring.values import Truth, all_of


@frozen
class Row:
    """One record as a condition sees it; `times` is more than one for records that may be lacking."""

    number: int
    holds: Truth
    """Whether it is there and meets the filter."""
    dated: Bound
    value: Bound
    times: int = 1


def counted(rows: Iterable[Row]) -> Range:
    """How many records meet the filter."""
    held = tuple(rows)
    certain = sum(1 for row in held if row.holds is Truth.TRUE)
    possible = sum(row.times for row in held if row.holds.is_possible)
    return Range(Fraction(certain), Fraction(possible))


def candidates(rows: Iterable[Row], pick: Pick) -> tuple[Row, ...]:
    """The records that can be the latest (or earliest) one."""
    possible = [row for row in rows if row.holds.is_possible]
    least = [one.dated for one in possible if one.holds is Truth.TRUE and isinstance(one.dated, Range)]
    if not least:
        return tuple(possible)
    if pick is Pick.LATEST:
        edge = max((one.low for one in least), key=key)
        return tuple(row for row in possible if not isinstance(row.dated, Range) or row.dated.high >= edge)  # type: ignore[operator]  # dates of one list are of one kind
    edge = min((one.high for one in least), key=key)
    return tuple(row for row in possible if not isinstance(row.dated, Range) or row.dated.low <= edge)  # type: ignore[operator]  # as above


def picked(rows: Iterable[Row], pick: Pick, *, reads_the_date: bool) -> Bound:
    """A field of the latest (or earliest) record; among ties, one of the values they say. Of none it is absent."""
    able = candidates(rows, pick)
    certain = [row for row in able if row.holds is Truth.TRUE]
    found = given(union([row.value for row in able]), Truth.TRUE if certain else Truth.UNKNOWN)
    dates = [row.dated for row in certain if isinstance(row.dated, Range)]
    if not reads_the_date or not dates or not isinstance(found, Range):
        return found
    if pick is Pick.LATEST:
        return evolve(found, low=max((one.low for one in dates), key=key))
    return evolve(found, high=min((one.high for one in dates), key=key))


def aggregated(rows: Iterable[Row], aggregate: Aggregate) -> Bound:
    """The largest, smallest or summed field."""
    if aggregate is Aggregate.SUM:
        return _summed([row for row in rows if row.holds.is_possible])
    # A record whose field does not apply says nothing of the largest or smallest.
    valued = [evolve(row, holds=all_of((row.holds, presence(row.value)))) for row in rows]
    outermost: Callable[..., Ordered] = max if aggregate is Aggregate.LARGEST else min
    return _outermost(
        [row for row in valued if row.holds.is_possible], outermost, largest=aggregate is Aggregate.LARGEST
    )


def _outermost(rows: Sequence[Row], outermost: Callable[..., Ordered], *, largest: bool) -> Bound:
    ranges = [row.value for row in rows if isinstance(row.value, Range)]
    certain = [row.value for row in rows if row.holds is Truth.TRUE and isinstance(row.value, Range)]
    if not ranges:
        return ABSENT
    if not certain:
        return Range(
            min((r.low for r in ranges), key=key), max((r.high for r in ranges), key=key), maybe_absent=True
        )
    low = outermost(r.low for r in (certain if largest else ranges))
    high = outermost(r.high for r in (ranges if largest else certain))
    return Range(low, high)


def _summed(rows: Sequence[Row]) -> Bound:
    low = high = Fraction(0)
    maybe_absent = False
    for row in rows:
        here = presence(row.value)
        if row.holds is Truth.TRUE and here is Truth.FALSE:
            return ABSENT
        maybe_absent = maybe_absent or here is not Truth.TRUE
        if isinstance(row.value, Range):
            least, most = Fraction(row.value.low), Fraction(row.value.high)  # type: ignore[arg-type]  # only numbers are summed
            certain = row.holds is Truth.TRUE
            low += least if certain else row.times * min(least, Fraction(0))
            high += most if certain else row.times * max(most, Fraction(0))
    return Range(low, high, maybe_absent)
