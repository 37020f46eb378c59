"""The closed words of the language: every place in a sentence where one of a few words stands.

They are shared by what is written and by what is meant, and stand apart so that a program that only evaluates
need not load the classes of everything that can be written.
"""

from __future__ import annotations

from enum import StrEnum


class Comparison(StrEnum):
    """How two values are compared; every word form and sign of one meaning is one member."""

    IS = "is"
    IS_NOT = "is_not"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    OVER = "over"
    UNDER = "under"
    OR_WORSE = "or_worse"
    OR_BETTER = "or_better"
    OR_MORE_INTRUSIVE = "or_more_intrusive"
    OR_LESS_INTRUSIVE = "or_less_intrusive"
    WORSE = "worse"
    BETTER = "better"
    MORE_INTRUSIVE = "more_intrusive"
    LESS_INTRUSIVE = "less_intrusive"
    SAME = "same"
    NOT_SAME = "not_same"
    BEFORE = "before"
    AFTER = "after"
    ON_OR_BEFORE = "on_or_before"
    ON_OR_AFTER = "on_or_after"


class Quantity(StrEnum):
    """`mindst`, `højst`, `præcis`."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


class IndicatorKind(StrEnum):
    """What an indicator is a sign of."""

    SIGN_OF_NOT_THRIVING = "sign_of_not_thriving"
    SIGN_OF_THRIVING = "sign_of_thriving"
    SIGN_OF_DANGER = "sign_of_danger"
    SIGN_OF_SAFETY = "sign_of_safety"
    RISK_FACTOR = "risk_factor"
    PROTECTIVE_FACTOR = "protective_factor"


class CalendarPeriod(StrEnum):
    """Periods of the calendar that a window may name."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"


class Pick(StrEnum):
    """Which record of a list."""

    THIS = "this"
    LATEST = "latest"
    EARLIEST = "earliest"


class Aggregate(StrEnum):
    """How a field is taken over records."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    SUM = "sum"


class ActionState(StrEnum):
    """What a condition may ask about an action."""

    DONE = "done"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    MUST = "must"
    MUST_BY_DEFAULT = "must_by_default"
    SHOULD = "should"
    MAY = "may"
    MUST_NOT = "must_not"


class Direction(StrEnum):
    """In which order the steps of a scale are written."""

    BEST_TO_WORST = "best_to_worst"
    WORST_TO_BEST = "worst_to_best"
    LEAST_TO_MOST_INTRUSIVE = "least_to_most_intrusive"
    WEAKEST_TO_STRONGEST = "weakest_to_strongest"
    IN_ORDER = "in_order"


class Worse(StrEnum):
    """Which direction of a fact is worse."""

    HIGHER = "higher"
    LOWER = "lower"
    YES = "yes"
    NO = "no"


class AllowedUse(StrEnum):
    """What a rule set may be used for."""

    SINGLE_CASES = "single_cases"
    SUPERVISION = "supervision"
    SIMULATION = "simulation"


class SourceKind(StrEnum):
    """What a professional source is."""

    GUIDANCE = "guidance"
    PRINCIPLE_DECISION = "principle_decision"
    GUIDELINE = "guideline"
    DESCRIPTION_OF_PRACTICE = "description_of_practice"
    TOOL = "tool"
    RESEARCH = "research"


class DeadlineKind(StrEnum):
    """The forms of a deadline."""

    BY = "by"
    """`senest 24 timer efter x`, `senest x`, `senest på det tidligste af (…)`."""
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    AT_ONCE = "at_once"
    SAME_DAY = "same_day"
    """`samme dag som x`."""


class ConclusionKind(StrEnum):
    """What a rule concludes; one word form each in both languages."""

    MUST = "must"
    MUST_BY_DEFAULT = "must_by_default"
    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MAY = "may"
    MAY_ONLY_WHEN = "may_only_when"
    MUST_NOT = "must_not"
    DECIDE_WHETHER = "decide_whether"
    BEFORE = "before"
    POINTS_TO = "points_to"
    DECIDED_BY = "decided_by"
    ATTENTION = "attention"


class DemandKind(StrEnum):
    """What may be demanded of the rules."""

    ALWAYS = "always"
    """`altid når <betingelse> så/gælder …`."""
    NEVER_BETTERS = "never_betters"
    """`mere x mildner aldrig y`."""
    NO_INFLUENCE = "no_influence"
    """`x har ingen betydning for y, z` / `for noget niveau`."""
    NEVER_BOTH = "never_both"
    """`aldrig både a og b` / `aldrig samtidig (…, …)`."""
    AT_LEAST_ONE = "at_least_one"
    """`altid mindst én af (…)`."""
    EXACTLY_ONE = "exactly_one"
    """`altid præcis én af (…)`."""


class ExpectedState(StrEnum):
    """What an example may expect of an action."""

    MUST = "must"
    MUST_BY_DEFAULT = "must_by_default"
    SHOULD = "should"
    SHOULD_NOT = "should_not"
    MAY = "may"
    MAY_ONLY_WHEN = "may_only_when"
    """`må endnu ikke ske`: the power's condition is open or not met."""
    MUST_NOT = "must_not"
    DECIDE_WHETHER = "decide_whether"
    OPEN = "open"
    NOT_YET_DUE = "not_yet_due"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    DEPARTED_FROM = "departed_from"
    SET_ASIDE = "set_aside"
    BLOCKED = "blocked"
    NOT_BLOCKED = "not_blocked"
    NOT_CONCLUDED = "not_concluded"
    """`har intet krav`: nothing is concluded about it, not even possibly."""


class ExpectedCertainty(StrEnum):
    """How certain an example expects it to be."""

    HOLDS = "holds"
    HOLDS_UNLESS = "holds_unless"
    """`gælder indtil videre`."""
    DEPENDS = "depends"
    """`afhænger af svar`."""
