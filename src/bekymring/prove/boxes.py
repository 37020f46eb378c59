"""Boxes of cases: for each dimension a bit mask of its cells, and what a list of boxes leaves uncovered.

Takes boxes over numbered dimensions, with the mask of all cells of each; gives boxes.
Afterwards true: answers are exact over the cells. Every step is counted, and over the budget there is no answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import define

Box = Mapping[int, int]
"""By the number of a dimension, the cells that are in the box (never none); a dimension left out is free."""

Boxes = tuple[Box, ...]
"""The cases that lie in any of them: none in no box, all in `EVERYWHERE`."""

NOWHERE: Boxes = ()
EVERYWHERE: Boxes = ({},)

_FEW = 40
"""Of so many boxes, those inside another are left out."""


class OverBudgetError(Exception):
    """More steps than were allowed."""


@define
class Effort:
    """The steps that are left."""

    left: int

    def spend(self, steps: int = 1) -> None:
        """Counts steps, and ends what asks for more than there are."""
        self.left -= steps
        if self.left < 0:
            raise OverBudgetError


def meet(one: Box, other: Box) -> Box | None:
    """What lies in both boxes; None where nothing does."""
    if len(one) < len(other):
        one, other = other, one
    found = dict(one)
    for number, mask in other.items():
        held = found.get(number)
        both = mask if held is None else held & mask
        if not both:
            return None
        found[number] = both
    return found


def is_inside(inner: Box, outer: Box) -> bool:
    """Whether all of one box lies in the other."""
    for number, mask in outer.items():
        held = inner.get(number)
        if held is None or held & ~mask:
            return False
    return True


def all_of(parts: Sequence[Boxes], effort: Effort) -> Boxes:
    """What lies in every part."""
    found = EVERYWHERE
    # Few boxes first: what is empty shows early.
    for part in sorted(parts, key=len):
        effort.spend(len(found) * len(part))
        both = [meet(one, other) for one in found for other in part]
        found = _shorter([one for one in both if one is not None])
    return found


def any_of(parts: Sequence[Boxes], effort: Effort) -> Boxes:
    """What lies in any part."""
    found = [one for part in parts for one in part]
    effort.spend(len(found))
    return _shorter(found)


def _shorter(boxes: list[Box]) -> Boxes:
    """The same cases in fewer boxes, where that is seen at once."""
    if len(boxes) > _FEW:
        return tuple(boxes)
    kept: list[Box] = []
    for box in sorted(boxes, key=len):
        if not any(is_inside(box, one) for one in kept):
            kept.append(box)
    return tuple(kept)


def uncovered(regions: Boxes, covers: Boxes, full: Sequence[int], effort: Effort) -> Box | None:
    """A box of the regions that none of the covers touches; None where they cover all. `full` holds all cells of a dimension."""
    waiting: list[tuple[Box, Boxes]] = [(region, covers) for region in reversed(regions)]
    while waiting:
        region, near = waiting.pop()
        effort.spend(1 + len(near))
        narrowest: Box | None = None
        fewest = len(full) + 1
        kept: list[Box] = []
        for cover in near:
            rest = _sticking_out(region, cover, full)
            if rest is None:
                continue
            if rest == 0:
                break
            kept.append(cover)
            if rest < fewest:
                fewest, narrowest = rest, cover
        else:
            if narrowest is None:
                return region
            waiting.extend(_halves(region, narrowest, tuple(kept), full))
    return None


def _sticking_out(region: Box, cover: Box, full: Sequence[int]) -> int | None:
    """In how many dimensions a region sticks out of a cover; None where they do not meet."""
    number = 0
    for dimension, mask in cover.items():
        held = region.get(dimension)
        if held is None:
            number += mask != full[dimension]
        elif not held & mask:
            return None
        elif held & ~mask:
            number += 1
    return number


def _halves(
    region: Box, cover: Box, covers: Boxes, full: Sequence[int]
) -> tuple[tuple[Box, Boxes], tuple[Box, Boxes]]:
    """A region cut at a side of a cover, in the dimension that most covers speak of."""
    sides = [one for one, mask in cover.items() if region.get(one, full[one]) & ~mask]
    side = max(sides, key=lambda one: (sum(1 for other in covers if one in other), -one))
    held = region.get(side, full[side])
    inside, outside = held & cover[side], held & ~cover[side]
    # What lies outside is looked at first: it is where something may be left.
    return ({**region, side: inside}, covers), ({**region, side: outside}, covers)
