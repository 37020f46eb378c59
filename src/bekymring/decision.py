"""What follows for one case at one moment, and why. Docs: language reference, *A decision*.

Every part is frozen data in a fixed order (by name, then record). Nothing here is worded: `report` does that.
Record numbers count from 1, as in the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field

from bekymring.frozen import frozen
from bekymring.model.ruleset import Frequency, Modality, Unit
from bekymring.values import Truth

if TYPE_CHECKING:
    from fractions import Fraction

    from bekymring.case import Case
    from bekymring.model.ruleset import Ruleset

NOT_ASSESSED = "not_assessed"
"""Stands among the possible steps of a level for *not assessed*, which lies below every step."""


class Certainty(StrEnum):
    """The three groups of a decision."""

    HOLDS = "holds"
    """Gælder: certain."""
    HOLDS_UNLESS = "holds_unless"
    """Gælder indtil videre: its conditions are certain and only an exception is open."""
    DEPENDS = "depends"
    """Afhænger af svar."""


class State(StrEnum):
    """How far an obligation is met at the moment of assessment."""

    OPEN = "open"
    """No deadline is known for it (yet)."""
    NOT_YET_DUE = "not_yet_due"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done_late"
    DEPARTED_FROM = "departed_from"
    SET_ASIDE = "set_aside"
    """A default that a prohibition sets aside."""


class Firing(StrEnum):
    """What became of a rule for this case (or one of its records)."""

    FIRED = "fired"
    """Its conditions are certain, and no exception is possible."""
    FIRED_UNLESS = "fired_unless"
    """Its conditions are certain, and an exception is open."""
    POSSIBLE = "possible"
    NOT_MET = "not_met"
    EXCEPTED = "excepted"
    """Its conditions are certain or possible, and an exception is established."""
    OUTSIDE_PERIOD = "outside_period"


@frozen
class RuleOutcome:
    """What became of one rule, and the inputs that it turned on."""

    rule: str
    """The key in `Ruleset.rules`."""
    record: int | None
    firing: Firing
    when: Truth
    unless: Truth
    against: tuple[Truth, ...] = ()
    """For each *speaks against*, whether it holds."""
    facts: tuple[str, ...] = ()
    """Paths of the known inputs read, such as `fravær` or `underretning[2].modtagelse`; sorted."""
    open_facts: tuple[str, ...] = ()
    """Paths of the open inputs that its conditions read while undecided; sorted."""


@frozen
class OpenDuration:
    """A deadline whose start is not known (or does not apply): so long after what `anchor` names."""

    amount: Fraction | None
    unit: Unit | None
    anchor: str
    """The path or name of what starts it."""


@frozen
class DeadlineOutcome:
    """When an obligation is due. Instants are aware, in UTC, the last moment that is in time."""

    no_later_than: datetime | None = None
    """Earliest among certain rules whose start is known."""
    perhaps: datetime | None = None
    """Earliest among all possible rules and starts; None where nothing earlier is possible or none is known."""
    durations: tuple[OpenDuration, ...] = ()
    as_soon_as_possible: bool = False
    at_once: bool = False
    open_since: datetime | None = None
    """For what has no instant: since when the duty is known to be open, if the rules say from when."""
    two_readings: tuple[date, date] | None = None
    """Both readings of a deadline in working days without a calendar; the earlier one is taken."""


@frozen
class PeriodOutcome:
    """How far something is that must happen so many times in every period: of the period that runs."""

    frequency: Frequency
    begins: date | None = None
    """None where it is not known from when periods are counted."""
    ends: date | None = None
    """Its last day; until it has passed nothing is overdue for it."""
    least: int = 0
    """How often it was done in it, at least."""
    most: int | None = None
    """At most; None where that is not known."""


@frozen
class Obligation:
    """One modality of one action (of one record), with the join of its tails over rules of that modality or stronger."""

    modality: Modality
    certainty: Certainty
    deadline: DeadlineOutcome | None
    frequencies: tuple[Frequency, ...]
    bearers: tuple[str, ...]
    personally: bool
    departed_by: tuple[str, ...]
    """Roles that may depart from it."""
    rules: tuple[tuple[str, int | None], ...]
    """Keys (with record) of the rules that conclude it, certain ones first."""
    states: tuple[State, ...]
    """The states still possible, in the order of `State`."""
    periods: tuple[PeriodOutcome, ...] = ()
    """For what must happen so many times in every period: the periods that run."""


@frozen
class Ban:
    """A prohibition, or a power whose condition is not established."""

    certainty: Certainty
    rules: tuple[tuple[str, int | None], ...]
    instead: tuple[str, ...] = ()
    """The actions to take instead."""
    until_established: bool = False
    """True for *may only when*: banned until its condition is established."""


@frozen
class Blocked:
    """Something that must come first and is not done; blocked is not the same as not allowed."""

    first: str
    """An action or an assessment."""
    is_assessment: bool
    records: tuple[int, ...]
    """For a per-record first action, the records for which it is not done."""
    certainty: Certainty
    rules: tuple[tuple[str, int | None], ...]
    alternatives: tuple[str, ...] = ()
    """What may come first instead of `first`: one of all of them is enough."""

    @property
    def names(self) -> tuple[str, ...]:
        """What must come first: one name, or several of which one is enough."""
        return (self.first, *self.alternatives)


@frozen
class ActionOutcome:
    """What is said of one action, or of one (action, record)."""

    action: str
    record: int | None
    obligations: tuple[Obligation, ...]
    """By modality, strongest first; only those at least possible."""
    ban: Ban | None
    advised_against: Ban | None
    decide_whether: Obligation | None
    """A duty to decide whether; its modality is must."""
    blocked_by: tuple[Blocked, ...]
    decided_by: str | None
    """The highest role that must decide; None is *not settled*."""
    done_at: datetime | None
    """When it was done, if that is known and counts; a day is its end."""
    done: Truth
    exact: bool
    conflict: Certainty | None
    """Must and must not at once: certain, or possible."""
    perhaps_decided_by: str | None = None
    """A higher role that must decide if rules apply that are still open."""

    @property
    def strongest(self) -> Obligation | None:
        """The strongest obligation that holds (certain or until further notice), else the strongest possible one."""
        holding = [one for one in self.obligations if one.certainty is not Certainty.DEPENDS]
        return next(iter(holding or self.obligations), None)

    @property
    def modality(self) -> Modality | None:
        """The modality of the strongest obligation."""
        return self.strongest.modality if self.strongest else None

    @property
    def certainty(self) -> Certainty | None:
        """The certainty of the strongest obligation."""
        return self.strongest.certainty if self.strongest else None

    @property
    def deadline(self) -> DeadlineOutcome | None:
        """The deadline of the strongest obligation."""
        return self.strongest.deadline if self.strongest else None

    @property
    def states(self) -> tuple[State, ...]:
        """The states still possible for the strongest obligation."""
        return self.strongest.states if self.strongest else ()

    @property
    def bearers(self) -> tuple[str, ...]:
        """Who bears the strongest obligation."""
        return self.strongest.bearers if self.strongest else ()

    @property
    def instead(self) -> tuple[str, ...]:
        """What to do instead of a prohibited action."""
        return self.ban.instead if self.ban else ()


@frozen
class ActionGroup:
    """All that is said of one action: one outcome, or one for each record. The properties speak of the strongest."""

    each: tuple[ActionOutcome, ...]

    def of(self, record: int) -> ActionOutcome:
        """The outcome for a record, by its number from 1; KeyError where nothing is said of it."""
        for one in self.each:
            if one.record == record:
                return one
        raise KeyError(record)

    @property
    def _lead(self) -> ActionOutcome:
        def strength(one: ActionOutcome) -> tuple[bool, int, float]:
            held = one.certainty is not None and one.certainty is not Certainty.DEPENDS
            due = one.deadline.no_later_than if one.deadline else None
            return (
                not held,
                -(one.modality.rank if one.modality else -1),
                due.timestamp() if due else float("inf"),
            )

        return min(self.each, key=strength)

    @property
    def modality(self) -> Modality | None:
        """The strongest modality."""
        return self._lead.modality

    @property
    def certainty(self) -> Certainty | None:
        """Its certainty."""
        return self._lead.certainty

    @property
    def deadline(self) -> DeadlineOutcome | None:
        """The deadline of the strongest obligation that is due first."""
        return self._lead.deadline

    @property
    def states(self) -> tuple[State, ...]:
        """The states still possible for it."""
        return self._lead.states

    @property
    def bearers(self) -> tuple[str, ...]:
        """Who bears it."""
        return self._lead.bearers

    @property
    def decided_by(self) -> str | None:
        """The role that must decide."""
        return self._lead.decided_by

    @property
    def blocked_by(self) -> tuple[Blocked, ...]:
        """What must come first."""
        return self._lead.blocked_by

    @property
    def instead(self) -> tuple[str, ...]:
        """What to do instead."""
        return self._lead.instead


@frozen
class OwnAssessment:
    """The professional's own assessment of a level: the step, by whom and when; doubted where no reason is written."""

    step: str
    by: str
    doubted: bool
    better_than_rules: bool
    """Whether it is better than what the rules certainly point to: then its reason is asked for first."""


@frozen
class LevelOutcome:
    """What the rules point to on a level, or on one record of a level kept per record."""

    level: str
    record: int | None
    possible: tuple[str, ...]
    """The steps still possible by rank, best first; `NOT_ASSESSED` stands first where it is possible."""
    exact: bool
    own_assessment: OwnAssessment | None
    for_: tuple[tuple[str, int | None], ...]
    """Rules that point, certain and possible ones, strongest step first."""
    against: tuple[tuple[str, int | None, int], ...]
    """What speaks against: rule, record and which of its *speaks against* holds or may hold."""
    by_otherwise: bool = False
    """Whether the lowest possible step is there only because of the level's `ellers`."""

    @property
    def least(self) -> str:
        """The best step still possible, or `NOT_ASSESSED`."""
        return self.possible[0]

    @property
    def worst(self) -> str:
        """The worst step still possible, or `NOT_ASSESSED`."""
        return self.possible[-1]

    @property
    def decided(self) -> bool:
        """Whether only one step is possible."""
        return len(self.possible) == 1


@frozen
class AssessmentOutcome:
    """A professional assessment still to be made (or whose reason is missing)."""

    name: str
    """Its path: `alvorlig`, or of one made for each record, `underretning[2].akut_fare`."""
    reason_missing: bool
    required: Obligation | None
    """A duty to make it, if a rule says so."""
    settles: tuple[str, ...]
    """Names of the outcomes that its answer can settle."""


@frozen
class MissingFact:
    """An answer that still matters."""

    fact: str
    """Its path: `fravær`, `underretning[2].modtagelse`, or `underretning[]` for records that may be lacking."""
    question: str
    asked: bool
    doubted: bool
    ask_of: tuple[str, ...]
    may_ask_now: bool
    """False where everyone who can answer must not be involved yet."""
    not_now_because: tuple[str, ...]
    """What must be done first: actions or assessments."""
    settles: tuple[str, ...]
    """Names of the levels and actions that its answer can settle, sorted."""
    weight: int
    """The largest number of steps and duties that one answer settles in the worst case."""
    asked_for: tuple[date, date] | None = None
    """Of what is measured for a period: the first and the last day of the one that is asked about."""
    given_through: date | None = None
    """Of an answer for another period: the last day that it is for."""
    not_now_before_one_of: tuple[tuple[str, ...], ...] = ()
    """Of each group, one must be done first."""


@frozen
class AttentionOutcome:
    """A point of attention."""

    point: str
    certainty: Certainty
    rules: tuple[tuple[str, int | None], ...]


@frozen
class MeasureOutcome:
    """A measure and whether the case meets its target group."""

    measure: str
    scale: str
    step: str
    fits: Truth
    supplement: bool
    """Whether it stands below every step still possible: a supplement, never "try lower first"."""
    decided_by: str | None
    perhaps_decided_by: str | None = None
    """A higher role that must decide if rules apply that are still open."""


@frozen
class OrderOutcome:
    """Something that must come before other actions, whether or not any of them is concluded."""

    first: str
    """An action or an assessment."""
    is_assessment: bool
    then: tuple[str, ...]
    """The actions named."""
    involving: tuple[str, ...]
    """The parties whose involvement must wait."""
    blocks: tuple[str, ...]
    """Every declared action that is blocked while the first is not certainly done."""
    certainty: Certainty
    done: Truth
    """Whether the first (of several: one of them) is done; for a per-record action: for all records for which it is required."""
    rules: tuple[tuple[str, int | None], ...]
    alternatives: tuple[str, ...] = ()
    """As of what is `Blocked`."""

    @property
    def names(self) -> tuple[str, ...]:
        """What must come first: one name, or several of which one is enough."""
        return (self.first, *self.alternatives)


@frozen
class CitationOutcome:
    """A citation behind the decision, with whether and when it was read."""

    statute: bool
    source: str
    paragraph: str | None
    read: date | None
    layer: str


@frozen
class Fingerprint:
    """What a decision was made from."""

    ruleset: str
    version: str
    text_hash: str
    meaning_hash: str
    program: str


@frozen
class Decision:
    """What a rule set says about one case at one moment. A person decides; this shows the reasons."""

    ruleset: Ruleset = field(repr=False)
    case: Case = field(repr=False)
    moment: datetime
    """Aware, in UTC; of a whole day, its end."""
    whole_day: bool
    conflicts: tuple[tuple[str, int | None], ...]
    """(action, record) with must and must not at once; certain ones first."""
    actions: Mapping[str, ActionGroup]
    """Only actions about which something is at least possible."""
    levels: Mapping[str, LevelOutcome]
    """By name; for a level kept per record the join is not made: see `levels_each`."""
    levels_each: Mapping[str, tuple[LevelOutcome, ...]]
    """Levels kept per record, an outcome a record."""
    orders: tuple[OrderOutcome, ...]
    assessments: tuple[AssessmentOutcome, ...]
    missing: tuple[MissingFact, ...]
    attention: tuple[AttentionOutcome, ...]
    measures: tuple[MeasureOutcome, ...]
    broken_integrity: tuple[tuple[int, Truth], ...]
    """Index into `Ruleset.integrity`, with FALSE where it is certainly broken."""
    rules: tuple[RuleOutcome, ...]
    """Every rule (and record), in the order of keys."""
    citations: tuple[CitationOutcome, ...]
    fingerprint: Fingerprint
    refinement_cap: int
    """The cap on completions that was used."""

    def _with(self, certainty: Certainty, *, at_least: Modality) -> tuple[ActionOutcome, ...]:
        return tuple(
            one
            for group in self.actions.values()
            for one in group.each
            if any(o.certainty is certainty and o.modality.rank >= at_least.rank for o in one.obligations)
        )

    @property
    def required(self) -> tuple[ActionOutcome, ...]:
        """Actions that must happen (certainly, or until an exception is established), defaults included."""
        held = (*self._with(Certainty.HOLDS, at_least=Modality.MUST_BY_DEFAULT),)
        return held + tuple(
            one
            for one in self._with(Certainty.HOLDS_UNLESS, at_least=Modality.MUST_BY_DEFAULT)
            if one not in held
        )

    @property
    def recommended(self) -> tuple[ActionOutcome, ...]:
        """Actions whose strongest obligation that holds is *should*."""
        return tuple(
            one
            for group in self.actions.values()
            for one in group.each
            if one.modality is Modality.SHOULD and one.certainty is not Certainty.DEPENDS
        )

    @property
    def not_allowed(self) -> tuple[ActionOutcome, ...]:
        """Actions that must not happen, or not yet: certain, or until a condition is established."""
        return tuple(
            one
            for group in self.actions.values()
            for one in group.each
            if one.ban is not None and one.ban.certainty is not Certainty.DEPENDS
        )
