"""A question about all cases that a rule set can describe: "is there a case such that …?".

A question is data: its kind, the names it speaks of, and its place. What it means is written in `ask`.
"""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from bekymring.source import Span


class Kind(StrEnum):
    """What is asked; `about` holds the names in the order given here."""

    ANY_CASE = "any_case"
    """Is there any case at all that meets what must hold between facts?"""
    DEMAND = "demand"
    """Does a case break this demand (its number in the rule set)?"""
    CONTRADICTION = "contradiction"
    """Is there a case where this action must and must not happen?"""
    PROTECTED = "protected"
    """Do two cases that differ in this protected fact alone get different outcomes?"""
    TABLE_GAP = "table_gap"
    """Is there a case that this table has no row for?"""
    TABLE_OVERLAP = "table_overlap"
    """Is there a case for two rows (table, row, row) at once?"""
    MEASURE_GAP = "measure_gap"
    """Is there a case that points to a step (level, step) on which no measure fits?"""
    RULE_FIRES = "rule_fires"
    """Is there a case in which this rule takes effect?"""
    EXCEPTION_HOLDS = "exception_holds"
    """Is there a case in which an exception (rule, place) takes a rule away that would else hold?"""
    INDICATOR_HOLDS = "indicator_holds"
    """Is there a case with this indicator?"""
    ROW_HOLDS = "row_holds"
    """Is there a case for this row (table, row)?"""
    STEP_REACHED = "step_reached"
    """Is there a case in which the rules leave this level at this step (level, step)?"""
    RULE_ADDS = "rule_adds"
    """Is there a case in which this rule says more than the other rules do?"""
    WORSENING = "worsening"
    """Does a case get a milder outcome when this fact (or field of a list) gets worse?"""
    LAYERS = "layers"
    """Is there a case where the rule set asks for less than what it builds on?"""
    FACT_MATTERS = "fact_matters"
    """Do two cases that differ in this fact alone get different outcomes?"""
    WIPED_OUT = "wiped_out"
    """Does a record added to this list take away a duty about another, let it fall due later, or count it as done?"""
    LEVEL_GAP = "level_gap"
    """Is there a case in which this level stays not assessed?"""
    ONLY_OTHERWISE = "only_otherwise"
    """Does this demand (its number) hold in a case only because a level has an `ellers`?"""
    ABOVE_STATUTE = "above_statute"
    """Is there a case where this intervention may happen only by what the rule set itself says without statute?"""
    DEADLINE_ORDER = "deadline_order"
    """Does a later start give an earlier deadline of this rule (conclusion, term), in any of its versions?"""
    DEADLINE_DAY = "deadline_day"
    """Does this deadline in working days (rule, conclusion, term) fall on a day that is none?"""


NO_CASE_WANTED = frozenset(
    {
        Kind.ANY_CASE,
        Kind.RULE_FIRES,
        Kind.EXCEPTION_HOLDS,
        Kind.INDICATOR_HOLDS,
        Kind.ROW_HOLDS,
        Kind.STEP_REACHED,
        Kind.RULE_ADDS,
        Kind.FACT_MATTERS,
    }
)
"""Of these only the answer is wanted: that there is a case is what the author hopes for."""


@frozen
class Question:
    """One question; `at` is the place in the rules that it comes from."""

    kind: Kind
    about: tuple[str, ...] = ()
    at: Span = field(eq=False, repr=False, kw_only=True, factory=Span.nowhere)

    @property
    def key(self) -> str:
        """The question as text; no two of a rule set are the same."""
        return " ".join((self.kind.value, *self.about))
