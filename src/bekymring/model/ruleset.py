"""What a rule set means: the kernel that evaluators, prover, checks and reports see.

True of every `Ruleset` (written as code in `invariants.py`): no unresolved name, no cycle, every expression
typed and linear, layers merged, synonyms and tables gone, each part with its `Origin`. Wording, order and
sugar are forgotten. Mappings are ordered by name.

Order on a scale is by *rank*: 0 is the best (or least intrusive, or weakest) step, whatever the written order.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from attrs import field

from bekymring.calendar_dk import Unit
from bekymring.frozen import frozen
from bekymring.source import Span
from bekymring.syntax.kinds import (
    ActionState,
    Aggregate,
    AllowedUse,
    CalendarPeriod,
    DeadlineKind,
    DemandKind,
    Direction,
    IndicatorKind,
    Pick,
    SourceKind,
    Worse,
)

if TYPE_CHECKING:
    from bekymring.model.types import Type
    from bekymring.syntax.document import Example
    from bekymring.values import Value

__all__ = [  # the closed words shared with what is written
    "ActionState",
    "Aggregate",
    "AllowedUse",
    "CalendarPeriod",
    "DeadlineKind",
    "DemandKind",
    "Direction",
    "IndicatorKind",
    "Pick",
    "SourceKind",
    "Unit",
    "Worse",
]


def _span() -> Span:
    return field(eq=False, repr=False, kw_only=True, factory=Span.nowhere)


@frozen
class Origin:
    """Where a part of a rule set comes from: the rule set (layer) that says it, and the place."""

    layer: str
    span: Span


# --- Expressions ------------------------------------------------------------------------------------------


@frozen
class Const:
    """A value written in the rules; a step of a scale or an alternative is its name."""

    value: Value
    span: Span = _span()


@frozen
class Ref:
    """An input: a fact, an assessment, a parameter, an observed indicator, or (by a level's name) the professional's own assessment."""

    name: str
    span: Span = _span()


@frozen
class Named:
    """A definition or a derived indicator, evaluated once for a case."""

    name: str
    span: Span = _span()


@frozen
class ThisField:
    """A field of the record that a per-record rule is read for."""

    name: str
    span: Span = _span()


@frozen
class ItemField:
    """A field of the record that a filter is tried on."""

    name: str
    span: Span = _span()


@frozen
class Moment:
    """The moment of assessment: an instant (or, of a whole day, its day)."""

    span: Span = _span()


@frozen
class AnsweredAt:
    """When a professional assessment was answered; has not happened while it is unanswered."""

    assessment: str
    list_: str | None = None
    """Of an assessment made for each record of a list, that list; the record is the one that the rule is read for."""
    span: Span = _span()


@frozen
class And:
    """Kleene conjunction of any number of conditions."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Or:
    """Kleene disjunction of any number of conditions."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Not:
    """Kleene negation; of a comparison with what does not apply it is true."""

    item: Expr
    span: Span = _span()


class Op(StrEnum):
    """Comparison operators of the kernel; `is not` is the negation of `eq`."""

    EQ = "eq"
    LT = "lt"
    LE = "le"
    GT = "gt"
    GE = "ge"


@frozen
class Compare:
    """Two values of one type compared; false when either does not apply. With `scale`, by rank on it.

    A day compared with an instant compares the instant's Danish day.
    """

    op: Op
    left: Expr
    right: Expr
    scale: str | None = None
    span: Span = _span()


@frozen
class InSet:
    """Whether a single value (alternative, step, number, day) is one of the constants."""

    item: Expr
    options: tuple[Value, ...]
    span: Span = _span()


@frozen
class SetCount:
    """How many of the named alternatives a set holds; a number."""

    item: Expr
    options: tuple[str, ...]
    span: Span = _span()


@frozen
class Count:
    """How many of the conditions hold; a number."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class RecordCount:
    """How many records of a list (not dated after the moment) meet the filter; a number."""

    list_: str
    where: Expr | None
    span: Span = _span()


@frozen
class RecordValue:
    """A field of the latest or earliest record that meets the filter; does not apply on none, unknown where ties disagree."""

    list_: str
    pick: Pick
    field_name: str
    where: Expr | None
    span: Span = _span()


@frozen
class RecordAggregate:
    """The largest, smallest or sum of a field over the records that meet the filter; largest and smallest of none do not apply."""

    list_: str
    aggregate: Aggregate
    field_name: str
    where: Expr | None
    span: Span = _span()


@frozen
class Sum:
    """A sum of numbers."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Times:
    """A number multiplied by a constant (exact)."""

    factor: Const
    item: Expr
    span: Span = _span()


class Distance(StrEnum):
    """In what a difference of two days is counted."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    AGE = "age"
    """Whole years by the birthday rule."""


@frozen
class Difference:
    """From `start` to `end`, in days, whole weeks, months or years; a number, negative when `end` is earlier."""

    distance: Distance
    start: Expr
    end: Expr
    span: Span = _span()


@frozen
class Shift:
    """A day or instant moved by one addition: `sign` is 1 (later) or -1 (earlier)."""

    anchor: Expr
    amount: Expr
    unit: Unit
    sign: int
    span: Span = _span()


@frozen
class PeriodStart:
    """The first day of the calendar period that holds a day, moved by `offset` periods."""

    period: CalendarPeriod
    of: Expr
    offset: int = 0
    span: Span = _span()


@frozen
class KnownTest:
    """Whether an input (or field) is known; only in rules for finding out and in attention."""

    item: Ref | ThisField
    known: bool
    span: Span = _span()


@frozen
class LevelIs:
    """The level that the rules point to, compared by rank: at least that bad (ge), at most (le), exactly (eq)."""

    level: str
    op: Op
    step: str
    this_record: bool = False
    """For a level kept per record, whether the record of the rule is meant; else the join over records."""
    span: Span = _span()


@frozen
class ActionIs:
    """A state or modality of an action; for a per-record action, of the record that the rule is read for."""

    action: str
    state: ActionState
    this_record: bool = False
    span: Span = _span()


Expr = (
    Const
    | Ref
    | Named
    | ThisField
    | ItemField
    | Moment
    | AnsweredAt
    | And
    | Or
    | Not
    | Compare
    | InSet
    | SetCount
    | Count
    | RecordCount
    | RecordValue
    | RecordAggregate
    | Sum
    | Times
    | Difference
    | Shift
    | PeriodStart
    | KnownTest
    | LevelIs
    | ActionIs
)


# --- Vocabulary -------------------------------------------------------------------------------------------


@frozen
class Period:
    """From a day to a day, both included; None is open."""

    start: date | None = None
    end: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Period()


@frozen
class Citation:
    """Who says so: a statute (`hjemmel`) or another source (`ifølge`), the place in it, and when it was read."""

    statute: bool
    source: str
    paragraph: str | None
    read: date | None
    span: Span = _span()


@frozen
class Law:
    """A statute with its period."""

    name: str
    title: str
    period: Period
    origin: Origin


@frozen
class ProfessionalSource:
    """A source that is not a statute."""

    name: str
    title: str
    kind: SourceKind
    origin: Origin


@frozen
class Step:
    """A step of a scale; `corresponds_to` is the step of the ladder that the scale is tied to."""

    name: str
    label: str
    corresponds_to: str | None = None
    only_after: tuple[str, ...] = ()
    """The assessments of which one must come first; none where nothing must."""


@frozen
class Scale:
    """Steps in order of rank: the first is the best, least intrusive or weakest."""

    name: str
    title: str
    direction: Direction
    steps: tuple[Step, ...]
    tied_to: str | None
    origin: Origin

    def rank(self, step: str) -> int:
        """The rank of a step; 0 is the best."""
        return next(rank for rank, one in enumerate(self.steps) if one.name == step)

    @property
    def names(self) -> tuple[str, ...]:
        """The steps' names by rank."""
        return tuple(one.name for one in self.steps)


@frozen
class Level:
    """An outcome on a scale. Below the lowest step lies *not assessed*, unless `otherwise` names a step."""

    name: str
    title: str
    scale: str
    per_record: str | None
    otherwise: str | None
    assessed_by: str | None
    origin: Origin

    @property
    def own_in(self) -> str | None:
        """The list whose records hold the professional's own assessment of it, one for each record."""
        return None if self.assessed_by is None else self.per_record


@frozen
class Role:
    """Who acts, decides or assesses; `rank` orders competence where the roles are ranked."""

    name: str
    label: str
    rank: int | None
    origin: Origin


@frozen
class Party:
    """Who can be asked or involved."""

    name: str
    label: str
    origin: Origin


class InputKind(StrEnum):
    """What kind of answer an input is."""

    FACT = "fact"
    ASSESSMENT = "assessment"
    PARAMETER = "parameter"
    OBSERVED = "observed"
    """An indicator that is observed directly: yes or no."""
    OWN_LEVEL = "own_level"
    """The professional's own assessment of a level, named as the level."""


@frozen
class Setting:
    """The value that a layer gave a parameter, and why."""

    value: Value
    reason: str
    citations: tuple[Citation, ...]
    origin: Origin


@frozen
class Input:
    """One thing that a case may tell: a fact, an assessment, a parameter, an observation."""

    name: str
    question: str
    type_: Type
    kind: InputKind
    origin: Origin
    answered_by: tuple[str, ...] = ()
    made_by: str | None = None
    weighs: tuple[tuple[str, bool], ...] = ()
    """What an assessment gives weight to: a text, or with True the name of an input or indicator."""
    protected: bool = False
    channels: tuple[str, ...] = ()
    """What a protected fact may matter for, by statute."""
    collected: bool = True
    confidential: bool = True
    worse: Worse | None = None
    relevant_when: Expr | None = None
    is_birth_date: bool = False
    measured_for: CalendarPeriod | None = None
    """Of a fact: an answer is for one period of the calendar, and says nothing of another."""
    setting: Setting | None = None
    citations: tuple[Citation, ...] = ()


@frozen
class RecordField:
    """A field of a record."""

    name: str
    question: str
    type_: Type
    origin: Origin
    answered_by: tuple[str, ...] = ()
    protected: bool = False
    collected: bool = True
    confidential: bool = True
    worse: Worse | None = None
    relevant_when: Expr | None = None
    """Reads other fields of the record as `ItemField`."""
    is_assessment: bool = False
    """Whether it is a professional assessment, made for each record."""
    made_by: str | None = None
    weighs: tuple[tuple[str, bool], ...] = ()
    """As of an `Input`."""
    citations: tuple[Citation, ...] = ()


@frozen
class RecordList:
    """A list of records; `dated_by` is the field that dates one (None: undated)."""

    name: str
    plural: str
    title: str
    fields: Mapping[str, RecordField]
    dated_by: str | None
    maximum: int
    origin: Origin


@frozen
class Indicator:
    """A documented condition of a kind; an observed one has no expression and is an input of the same name."""

    name: str
    label: str
    kind: IndicatorKind
    when: Expr | None
    citations: tuple[Citation, ...]
    origin: Origin


@frozen
class Definition:
    """A named expression: a condition or a number."""

    name: str
    label: str
    expr: Expr
    type_: Type
    origin: Origin


@frozen
class Done:
    """The date or instant on which an action was done, and the condition under which that counts."""

    at: Expr
    when: Expr | None


@frozen
class Action:
    """Something that someone does; `infinitive` completes the sentence "Kommunen skal …"."""

    name: str
    infinitive: str
    per_record: str | None
    origin: Origin
    bearer: str | None = None
    personally: bool = False
    involves: tuple[str, ...] = ()
    is_offer: bool = False
    is_decision: bool = False
    is_intervention: bool = False
    finds_out: bool = False
    done: Done | None = None
    """For a per-record action its fields are `ThisField`."""
    decided_by: str | None = None
    only_after: tuple[str, ...] = ()
    """As of a `Step`."""
    limits: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@frozen
class Measure:
    """A measure on a step of a ladder, with its target group."""

    name: str
    title: str
    scale: str
    step: str
    target_group: Expr | None
    origin: Origin
    bearer: str | None = None
    involves: tuple[str, ...] = ()
    is_offer: bool = False
    is_decision: bool = False
    is_intervention: bool = False
    decided_by: str | None = None
    only_after: tuple[str, ...] = ()
    """As of a `Step`."""
    limits: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


@frozen
class AttentionPoint:
    """Something to be aware of."""

    name: str
    text: str
    origin: Origin


@frozen
class Calendar:
    """Days that are not working days besides Sundays and public holidays."""

    name: str
    title: str
    weekdays: tuple[int, ...]
    days: tuple[tuple[int, int], ...]
    citations: tuple[Citation, ...]
    origin: Origin


@frozen
class Integrity:
    """What must hold between facts; a case that breaks it gets a finding and a decision."""

    label: str
    claim: Expr
    origin: Origin


# --- Rules ------------------------------------------------------------------------------------------------


class Modality(StrEnum):
    """The strength of an obligation, weakest first."""

    MAY = "may"
    SHOULD = "should"
    MUST_BY_DEFAULT = "must_by_default"
    MUST = "must"

    rank: int
    """0 for may, 3 for must."""

    def __init__(self, word: str) -> None:
        self.rank = ("may", "should", "must_by_default", "must").index(word)


@frozen
class DeadlineTerm:
    """`amount` `unit` after `anchor`; without amount and unit, the anchor's own day or instant."""

    anchor: Expr
    amount: Expr | None = None
    unit: Unit | None = None
    first_day_counts: bool = False


@frozen
class Deadline:
    """The earliest of the terms; of the kinds without an instant, no terms."""

    kind: DeadlineKind
    terms: tuple[DeadlineTerm, ...] = ()


@frozen
class Interval:
    """What recurs: at the latest so long after the last time, and first counted from `start`."""

    amount: Expr
    unit: Unit
    start: Expr | None


@frozen
class CountedPeriod:
    """Whole periods of so many days, weeks, months or years, one after the other from a day; that day is in the first."""

    amount: int
    unit: Unit


@frozen
class Frequency:
    """So many times in every calendar period, or in every whole period counted from the start of the duty."""

    times: int
    period: CalendarPeriod | CountedPeriod


@frozen
class Require:
    """An action gets a modality, with its tails."""

    action: str
    modality: Modality
    deadline: Deadline | None = None
    interval: Interval | None = None
    frequency: Frequency | None = None
    frequency_start: Expr | None = None
    """What a frequency is first counted from; the first whole period after it is the first that counts."""
    bearer: str | None = None
    personally: bool = False
    departed_by: str | None = None
    span: Span = _span()


@frozen
class Forbid:
    """`må ikke … i stedet …`; the route to take instead is then at least a may."""

    action: str
    instead: str | None
    span: Span = _span()


@frozen
class AdviseAgainst:
    """`bør ikke … i stedet …`; that the route which remains may be taken is a conclusion of its own beside it."""

    action: str
    instead: str | None = None
    span: Span = _span()


@frozen
class OnlyWhen:
    """`må kun ske når`: banned until the condition is established."""

    action: str
    condition: Expr
    span: Span = _span()


@frozen
class DecideWhether:
    """A duty to decide whether: of an action, or to make an assessment."""

    subject: str
    is_assessment: bool
    deadline: Deadline | None = None
    span: Span = _span()


@frozen
class Order:
    """`first` (an action or an assessment) comes before `then` actions, or before every other action that involves a party."""

    first: str
    is_assessment: bool
    then: tuple[str, ...] = ()
    involving: tuple[str, ...] = ()
    span: Span = _span()

    @property
    def names(self) -> tuple[str, ...]:
        """What comes first."""
        return (self.first,)


@frozen
class First:
    """What may come first: an action, or a professional assessment."""

    name: str
    is_assessment: bool


@frozen
class OneFirst:
    """One of several comes before `then` actions, or before every other action that involves a party; none of them is required by it.

    One that is kept for each record is of the record that the rule is read for, and so is what waits.
    """

    firsts: tuple[First, ...]
    """Two or more, by name."""
    then: tuple[str, ...] = ()
    involving: tuple[str, ...] = ()
    span: Span = _span()

    @property
    def names(self) -> tuple[str, ...]:
        """What comes first."""
        return tuple(one.name for one in self.firsts)


@frozen
class PointTo:
    """`peger det på position rød`."""

    level: str
    step: str
    span: Span = _span()


@frozen
class Competence:
    """`besluttes af <rolle>`; of an action or a measure."""

    subject: str
    role: str
    span: Span = _span()


@frozen
class Attend:
    """`vær opmærksom på`."""

    point: str
    span: Span = _span()


Ordering = Order | OneFirst
Conclusion = (
    Require | Forbid | AdviseAgainst | OnlyWhen | DecideWhether | Ordering | PointTo | Competence | Attend
)


@frozen
class AddedException:
    """An exception that another layer made to a rule that allows it."""

    name: str
    unless: Expr
    reason: str
    citations: tuple[Citation, ...]
    origin: Origin


@frozen
class Rule:
    """One rule (a table row is one too). It is read once, or once for each record of `per_record`.

    `measured_on` is the day by which `period` is judged (None: the moment). `unless` are its own exceptions,
    `exceptions` those that layers added; any of them being established takes the rule away.
    """

    name: str
    conclusions: tuple[Conclusion, ...]
    origin: Origin
    per_record: str | None = None
    period: Period = ALWAYS
    measured_on: Expr | None = None
    when: Expr | None = None
    """None: always."""
    unless: tuple[Expr, ...] = ()
    exceptions: tuple[AddedException, ...] = ()
    against: tuple[Expr, ...] = ()
    reason: str = ""
    considerations: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    locked: bool = False
    exceptions_allowed: bool = False
    table: str | None = None

    @property
    def has_statute(self) -> bool:
        """Whether the rule has a legal basis (`hjemmel`)."""
        return any(one.statute for one in self.citations)


@frozen
class TableRow:
    """A row of a table as a condition, and the rule it became; None for `intet krav`."""

    when: Expr
    rule: str | None
    origin: Origin


@frozen
class Table:
    """A decision table: kept for questions about gaps and overlaps; its rows are rules.

    A column that asks for a level is written as the level being its best step or worse.
    """

    name: str
    columns: tuple[Expr, ...]
    rows: tuple[TableRow, ...]
    origin: Origin


@frozen
class Waiver:
    """A named case that a demand does not speak of."""

    when: Expr
    reason: str


@frozen
class Demand:
    """A demand on the rules, to be proved. Outcomes are names of levels and actions; see `DemandKind` for the parts."""

    label: str
    kind: DemandKind
    origin: Origin
    subjects: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    any_level: bool = False
    when: Expr | None = None
    claims: tuple[Expr | Conclusion, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    unproved_because: str | None = None


@frozen
class ExampleCase:
    """An example as written; the room `examples` runs it."""

    label: str
    example: Example
    origin: Origin


@frozen
class Layer:
    """The head of one rule set: who answers for it, its approval, what it may be used for and does not cover."""

    name: str
    title: str
    version: str
    period: Period
    builds_on: tuple[str, ...]
    origin: Origin
    responsible: str = ""
    approved: date | None = None
    approved_by: str = ""
    revise_by: date | None = None
    allowed_uses: tuple[AllowedUse, ...] = (AllowedUse.SINGLE_CASES,)
    not_covered: tuple[str, ...] = ()
    unit_of_case: str = ""
    text_hash: str = ""
    """SHA-256 of its files' text."""


@frozen
class Ruleset:
    """A rule set with all that it builds on, ready to be evaluated. The last layer is the rule set itself."""

    layers: tuple[Layer, ...]
    laws: Mapping[str, Law]
    sources: Mapping[str, ProfessionalSource]
    scales: Mapping[str, Scale]
    levels: Mapping[str, Level]
    roles: Mapping[str, Role]
    parties: Mapping[str, Party]
    inputs: Mapping[str, Input]
    lists: Mapping[str, RecordList]
    indicators: Mapping[str, Indicator]
    definitions: Mapping[str, Definition]
    """Definitions and derived indicators, by name; `Named` refers to these."""
    actions: Mapping[str, Action]
    measures: Mapping[str, Measure]
    attention: Mapping[str, AttentionPoint]
    calendars: Mapping[str, Calendar]
    integrity: tuple[Integrity, ...]
    rules: Mapping[str, Rule]
    """By name; versions of one rule are keyed `name` and `name@start`, unique."""
    tables: Mapping[str, Table]
    demands: tuple[Demand, ...]
    examples: tuple[ExampleCase, ...]
    strata: tuple[tuple[str, ...], ...] = ()
    """Rule keys in evaluation order: a rule reads outcomes of earlier strata only."""

    @property
    def head(self) -> Layer:
        """The rule set's own layer."""
        return self.layers[-1]

    @property
    def name(self) -> str:
        """The rule set's own name."""
        return self.layers[-1].name

    @property
    def birth_date(self) -> Input | None:
        """The fact that is the child's date of birth, if one is declared."""
        return next((one for one in self.inputs.values() if one.is_birth_date), None)

    def assessed_each(self, assessment: str) -> str | None:
        """The list for each of whose records an assessment is made; None for one made once for the case."""
        if assessment in self.inputs:
            return None
        held = (one for one in self.lists.values() if assessment in one.fields)
        made = (one.name for one in held if one.fields[assessment].is_assessment)
        return next((one for one in made if not self.is_own_level(one, assessment)), None)

    def is_own_level(self, list_: str, field: str) -> bool:
        """Whether a field of a record is the professional's own assessment of a level that is kept for each record."""
        level = self.levels.get(field)
        return level is not None and level.own_in == list_

    def assessments(self) -> tuple[str, ...]:
        """The names of all professional assessments: of the case, then of records."""
        once = [name for name, one in self.inputs.items() if one.kind is InputKind.ASSESSMENT]
        fields = ((list_.name, one) for list_ in self.lists.values() for one in list_.fields.values())
        each = (
            one.name for list_, one in fields if one.is_assessment and not self.is_own_level(list_, one.name)
        )
        return (*once, *each)

    def measures_on(self, scale: str, step: str) -> tuple[Measure, ...]:
        """The measures on a step, and on the steps that it is tied to or that are tied to it."""
        own = self.scales[scale]
        places = {(scale, step), (own.tied_to, own.steps[own.rank(step)].corresponds_to)}
        places |= {
            (other.name, one.name)
            for other in self.scales.values()
            for one in other.steps
            if other.tied_to == scale and one.corresponds_to == step
        }
        return tuple(one for one in self.measures.values() if (one.scale, one.step) in places)
