"""The decision of the empty case at a moment, as far as its sheets.

Takes a shape, and the facts of an empty case; gives a `Blank`. Afterwards true: it holds nothing of any case.
"""

from __future__ import annotations

from bekymring.evaluate.compiled.base import openness_base, work_out_base
from bekymring.evaluate.compiled.kept import Blank
from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.compiled.sheets import Cutting, tighten
from bekymring.evaluate.compiled.told import Told
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import Facts


def blank_of(told: Told, shape: Shape, facts: Facts, *, cap: int) -> Blank:
    """Decides the empty case."""
    openness = openness_base(work_out_base(Reading(facts), shape), shape)
    cutting = Cutting(shape, openness.reading)
    tight = tighten(openness, cutting, cap=cap)
    return Blank(told, shape, openness, tight, cutting.found)
