"""Boxes of cells against every point tried one by one, and the budget."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.prove.boxes import (
    EVERYWHERE,
    NOWHERE,
    Effort,
    OverBudgetError,
    all_of,
    any_of,
    is_inside,
    meet,
    uncovered,
)

SIZES = (2, 3, 4, 2)
FULL = [(1 << size) - 1 for size in SIZES]
POINTS = tuple(product(*(range(size) for size in SIZES)))
BOX = st.fixed_dictionaries({}, optional={n: st.integers(1, full) for n, full in enumerate(FULL)})
BOXES = st.lists(BOX, max_size=7).map(tuple)


def inside(point, boxes):
    return any(all(mask >> point[number] & 1 for number, mask in box.items()) for box in boxes)


def points(boxes):
    return {point for point in POINTS if inside(point, boxes)}


@given(BOXES, BOXES)
def test_what_is_left_is_of_the_regions_and_of_no_cover(regions, covers) -> None:
    left = uncovered(regions, covers, FULL, Effort(10_000))
    expected = points(regions) - points(covers)
    if left is None:
        assert expected == set()
    else:
        assert points((left,)) != set()
        assert points((left,)) <= expected


@given(st.lists(BOXES, max_size=3))
def test_joined_boxes_hold_the_points_of_all_or_any(parts) -> None:
    every, some = all_of(parts, Effort(10_000)), any_of(parts, Effort(10_000))
    assert points(every) == set(POINTS).intersection(*(points(part) for part in parts))
    assert points(some) == set().union(*(points(part) for part in parts))


@given(BOX, BOX)
def test_two_boxes_meet_in_what_both_hold(one, other) -> None:
    both = meet(one, other)
    assert points(() if both is None else (both,)) == points((one,)) & points((other,))


@given(BOX, BOX)
def test_a_box_that_is_inside_another_has_no_point_besides(one, other) -> None:
    if is_inside(one, other):
        assert points((one,)) <= points((other,))


def test_no_box_holds_nothing_and_the_empty_box_everything() -> None:
    assert points(NOWHERE) == set()
    assert points(EVERYWHERE) == set(POINTS)
    assert uncovered(EVERYWHERE, NOWHERE, FULL, Effort(10)) == {}
    assert uncovered(EVERYWHERE, EVERYWHERE, FULL, Effort(10)) is None


def test_over_the_budget_there_is_no_answer() -> None:
    covers = tuple({one: 1, other: 2} for one in range(12) for other in range(12) if one != other)
    with pytest.raises(OverBudgetError):
        uncovered(EVERYWHERE, covers, [3] * 12, Effort(100))
