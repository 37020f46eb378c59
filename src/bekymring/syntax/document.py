"""What somebody wrote: one frozen class for every construct of the language, names as strings, comments kept.

The shape follows the grammar. Nothing is resolved or typed here. Equality ignores places, so that
`parse(format(document)) == document` says that formatting kept the meaning. A declaration that could not be
read is `Broken`; a document that holds one never becomes a rule set.
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from attrs import field

from bekymring.calendar_dk import Unit
from bekymring.frozen import frozen
from bekymring.source import Span
from bekymring.syntax.kinds import (
    ActionState,
    Aggregate,
    AllowedUse,
    CalendarPeriod,
    Comparison,
    ConclusionKind,
    DeadlineKind,
    DemandKind,
    Direction,
    ExpectedCertainty,
    ExpectedState,
    IndicatorKind,
    Pick,
    Quantity,
    SourceKind,
    Worse,
)

__all__ = [  # the closed words, so that `document` says everything that can be written
    "ActionState",
    "Aggregate",
    "AllowedUse",
    "CalendarPeriod",
    "Comparison",
    "ConclusionKind",
    "DeadlineKind",
    "DemandKind",
    "Direction",
    "ExpectedCertainty",
    "ExpectedState",
    "IndicatorKind",
    "Pick",
    "Quantity",
    "SourceKind",
    "Unit",
    "Worse",
]


def _span() -> Span:
    return field(eq=False, repr=False, kw_only=True, factory=Span.nowhere)


@frozen
class Name:
    """A word of the author's, without the »…« that lets a reserved word stand as a name."""

    text: str
    span: Span = _span()


@frozen
class Labelled:
    """A name with what people call it: an alternative, a step, a role, a party."""

    name: Name
    label: str | None = None
    span: Span = _span()


# --- Literals and expressions -----------------------------------------------------------------------------


@frozen
class YesNo:
    """`ja` or `nej`."""

    value: bool
    span: Span = _span()


@frozen
class Number:
    """A number as written, exact; `percent` says that a percent sign stood behind it."""

    value: Fraction
    percent: bool = False
    span: Span = _span()


@frozen
class DateLiteral:
    """`1. januar 2024`."""

    value: date
    span: Span = _span()


@frozen
class InstantLiteral:
    """`1. januar 2024 kl. 9.00`, in Danish civil time (naive)."""

    value: datetime
    span: Span = _span()


@frozen
class MomentLiteral:
    """`vurderingsdagen`: the moment of assessment."""

    span: Span = _span()


@frozen
class NameRef:
    """A name standing for a value or a condition: fact, assessment, parameter, indicator, definition, field, step."""

    name: Name
    span: Span = _span()


@frozen
class Compare:
    """`left er mindst right` and its kin; comparisons do not chain."""

    left: Expr
    comparison: Comparison
    right: Expr
    span: Span = _span()


@frozen
class Between:
    """`x er mellem a og b`, both included."""

    left: Expr
    low: Expr
    high: Expr
    span: Span = _span()


@frozen
class OneOf:
    """`x er en af (a, b)`."""

    left: Expr
    options: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Contains:
    """`x indeholder a`, or `x indeholder mindst 1 af (a, b)`; for the first, `quantity` and `count` are None."""

    left: Expr
    options: tuple[Name, ...]
    quantity: Quantity | None = None
    count: int | None = None
    span: Span = _span()


@frozen
class And:
    """`a og b og …`."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Or:
    """`a eller b eller …`."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Not:
    """`ikke a`."""

    item: Expr
    span: Span = _span()


@frozen
class KOf:
    """`mindst 2 af (a, b, c)`."""

    quantity: Quantity
    count: int
    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class AllOf:
    """`alle af (a, b)`."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class NoneOf:
    """`ikke nogen af (a, b)`."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class CountOfKind:
    """`antal tegn på fare`: how many indicators of a kind hold; a number."""

    kind: IndicatorKind
    span: Span = _span()


@frozen
class CountOf:
    """`antal af (a, b, c)`: how many of the conditions hold; a number."""

    items: tuple[Expr, ...]
    span: Span = _span()


@frozen
class Known:
    """`x er oplyst` (or, with `known` false, `x er ikke oplyst`)."""

    item: Expr
    known: bool
    span: Span = _span()


@frozen
class Add:
    """`a + b - c`: terms with their signs."""

    terms: tuple[tuple[bool, Expr], ...]
    """Each term with whether it is added (else subtracted)."""
    span: Span = _span()


@frozen
class Multiply:
    """`a * b`, one of which must be a constant."""

    left: Expr
    right: Expr
    span: Span = _span()


@frozen
class ShareOf:
    """`a udgør mindst 15 % af b`: a ratio against a constant, without division."""

    part: Expr
    comparison: Comparison
    percent: Number
    whole: Expr
    span: Span = _span()


@frozen
class Difference:
    """`antal dage fra a til b` (or whole months, whole years); a number."""

    unit: Unit
    start: Expr
    end: Expr
    span: Span = _span()


@frozen
class Shift:
    """`3 måneder efter a` or, with `later` false, `3 måneder før a`: one addition from the anchor."""

    amount: Expr
    unit: Unit
    later: bool
    anchor: Expr
    span: Span = _span()


@frozen
class ChildAge:
    """`barnet er fyldt 10 år [på datoen x]` or, with `reached` false, `barnet er under 15 år`."""

    years: int
    reached: bool
    on: Expr | None = None
    span: Span = _span()


@frozen
class RollingWindow:
    """`inden for de seneste 12 måneder`."""

    amount: int
    unit: Unit
    span: Span = _span()


@frozen
class CalendarWindow:
    """`i indeværende kvartal` or, with `previous`, `i forrige kvartal`."""

    period: CalendarPeriod
    previous: bool
    span: Span = _span()


Window = RollingWindow | CalendarWindow


@frozen
class InWindow:
    """`start er inden for de seneste 12 måneder`: a date tested against a window."""

    left: Expr
    window: Window
    span: Span = _span()


@frozen
class Records:
    """Records of one list: `underretninger hvor (…) inden for de seneste 12 måneder`; `list_` as written, singular or plural."""

    list_: Name
    where: Expr | None = None
    window: Window | None = None
    span: Span = _span()


@frozen
class ThereAre:
    """`der er mindst 3 underretninger …`; `der er ikke nogen underretninger` is at most 0."""

    quantity: Quantity
    count: int
    records: Records
    span: Span = _span()


@frozen
class AllRecords:
    """`alle underretninger … opfylder (…)`."""

    records: Records
    condition: Expr
    span: Span = _span()


@frozen
class NumberOfRecords:
    """`antal underretninger …`; a number."""

    records: Records
    span: Span = _span()


@frozen
class RecordRef:
    """`denne underretning`, `seneste opfølgning hvor (…)`, `tidligste støtteforløb`."""

    pick: Pick
    records: Records
    span: Span = _span()


@frozen
class FieldOf:
    """`modtagelse af denne underretning`."""

    field_name: Name
    record: RecordRef
    span: Span = _span()


@frozen
class FieldOver:
    """`største beløb af underretninger …`, `summen af dage af fraværsperioder …`."""

    aggregate: Aggregate
    field_name: Name
    records: Records
    span: Span = _span()


@frozen
class OwnAssessment:
    """`vurderet position`: the professional's own assessment of a level, alone."""

    level: Name
    span: Span = _span()


@frozen
class ActionIs:
    """`afslutning_af_undersøgelse er overskredet`, `x er udført`, `x skal ske`, `x må ikke ske`; `record` only for this record."""

    action: Name
    state: ActionState
    record: RecordRef | None = None
    span: Span = _span()


Expr = (
    YesNo
    | Number
    | DateLiteral
    | InstantLiteral
    | MomentLiteral
    | NameRef
    | Compare
    | Between
    | OneOf
    | Contains
    | And
    | Or
    | Not
    | KOf
    | AllOf
    | NoneOf
    | CountOfKind
    | CountOf
    | Known
    | Add
    | Multiply
    | ShareOf
    | Difference
    | Shift
    | ChildAge
    | InWindow
    | ThereAre
    | AllRecords
    | NumberOfRecords
    | FieldOf
    | FieldOver
    | OwnAssessment
    | ActionIs
)


# --- Types ------------------------------------------------------------------------------------------------


@frozen
class YesNoType:
    """`ja/nej`."""

    span: Span = _span()


@frozen
class IntegerType:
    """`heltal fra 0 til 120 enhed "år"`."""

    low: Number
    high: Number
    unit: str | None = None
    span: Span = _span()


@frozen
class DecimalType:
    """`decimaltal fra 0 til 10 enhed "timer"`."""

    low: Number
    high: Number
    unit: str | None = None
    span: Span = _span()


@frozen
class PercentType:
    """`procent`, 0 to 100 if no bounds are written."""

    low: Number | None = None
    high: Number | None = None
    span: Span = _span()


@frozen
class DateType:
    """`dato`."""

    span: Span = _span()


@frozen
class InstantType:
    """`tidspunkt`."""

    span: Span = _span()


@frozen
class ChoiceType:
    """`en af (a, b "med ord")`."""

    options: tuple[Labelled, ...]
    span: Span = _span()


@frozen
class SetType:
    """`flere af (a, b)`."""

    options: tuple[Labelled, ...]
    span: Span = _span()


@frozen
class ScaleTypeRef:
    """The name of a declared scale, such as `vished`."""

    scale: Name
    span: Span = _span()


Type = (
    YesNoType
    | IntegerType
    | DecimalType
    | PercentType
    | DateType
    | InstantType
    | ChoiceType
    | SetType
    | ScaleTypeRef
)


# --- Parts shared by declarations -------------------------------------------------------------------------


@frozen
class Citation:
    """`hjemmel lov STED læst D` or `ifølge kilde "afsnit" ikke læst`."""

    statute: bool
    """True for `hjemmel`, false for `ifølge`."""
    source: Name
    paragraph: str | None = None
    """The place in the law as written, blanks normalised; or the text locating a place in a source."""
    read: date | None = None
    """When the text was read; None is `ikke læst`."""
    read_said: bool = True
    """Whether the author said either; silence is a finding."""
    span: Span = _span()


@frozen
class Validity:
    """`gælder fra D til og med D`."""

    start: date | None = None
    end: date | None = None
    span: Span = _span()


@frozen
class FactTraits:
    """What may be said of a fact, a field or an assessment beside its question and type."""

    answered_by: tuple[Name, ...] = ()
    protected: bool = False
    may_matter_for: tuple[Name, ...] = ()
    """Channels of a protected fact: `må dog have betydning for a, b`."""
    not_collected: bool = False
    not_confidential: bool = False
    worse: Worse | None = None
    relevant_when: Expr | None = None
    is_birth_date: bool = False
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


# --- Declarations -----------------------------------------------------------------------------------------


@frozen
class Header:
    """`regelsæt navn "titel" version 1.0 …`."""

    name: Name
    title: str
    version: str
    validity: Validity | None = None
    builds_on: tuple[Name, ...] = ()
    responsible: str | None = None
    approved: date | None = None
    approved_by: str | None = None
    revise_by: date | None = None
    allowed_uses: tuple[AllowedUse, ...] = ()
    not_covered: tuple[str, ...] = ()
    unit_of_case: Name | None = None
    span: Span = _span()


@frozen
class Law:
    """`lov barnets_lov "…" gælder fra D`."""

    name: Name
    title: str
    validity: Validity | None = None
    span: Span = _span()


@frozen
class ProfessionalSource:
    """`kilde vive "…" er praksisbeskrivelse`."""

    name: Name
    title: str
    kind: SourceKind
    span: Span = _span()


@frozen
class Step:
    """One step of a scale, with the step of another ladder it corresponds to and the assessment it needs."""

    name: Name
    label: str | None = None
    corresponds_to: Name | None = None
    only_after: tuple[Name, ...] = ()
    """The assessments of which one is enough."""
    span: Span = _span()


@frozen
class Scale:
    """`skala position "…" fra bedst til værst …`; `tied_to` is the national ladder that its steps correspond to."""

    name: Name
    title: str
    direction: Direction
    steps: tuple[Step, ...]
    tied_to: Name | None = None
    assessed_by: Name | None = None
    span: Span = _span()


@frozen
class Level:
    """`niveau position "…" på skala s [for hver x] [ellers trin]`."""

    name: Name
    title: str
    scale: Name
    per_record: Name | None = None
    otherwise: Name | None = None
    assessed_by: Name | None = None
    span: Span = _span()


@frozen
class Roles:
    """`rolle a, b "…", c [fra mindst til mest kompetence]`."""

    roles: tuple[Labelled, ...]
    ranked: bool = False
    span: Span = _span()


@frozen
class Parties:
    """`part barnet, forældre, netværk "…"`: who can be asked and who can be involved."""

    parties: tuple[Labelled, ...]
    span: Span = _span()


@frozen
class Fact:
    """`oplysning x "…?": type …`."""

    name: Name
    question: str
    type_: Type
    traits: FactTraits = FactTraits()
    measured_for: CalendarPeriod | None = None
    """`opgøres for hvert kvartal`: an answer is for one period, and for no other."""
    span: Span = _span()


@frozen
class Assessment:
    """`faglig vurdering x "…?": type [for hver h] lægger vægt på … foretages af …`."""

    name: Name
    question: str
    type_: Type
    weighs: tuple[str | Name, ...] = ()
    made_by: Name | None = None
    traits: FactTraits = FactTraits()
    per_record: Name | None = None
    """The list for each of whose records it is made."""
    span: Span = _span()


@frozen
class Parameter:
    """`fastsættes lokalt x "…?": type`."""

    name: Name
    question: str
    type_: Type
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


@frozen
class Setting:
    """`fastsat x til værdi, værdi fordi "…"`: a layer fixes a parameter."""

    parameter: Name
    values: tuple[Expr, ...]
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


@frozen
class Integrity:
    """`forudsætning "…": når a så gælder b` or, without a condition, `forudsætning "…": b`."""

    label: str
    when: Expr | None
    claim: Expr
    span: Span = _span()


@frozen
class RecordField:
    """`felt modtagelse "…?": tidspunkt`."""

    name: Name
    question: str
    type_: Type
    traits: FactTraits = FactTraits()
    span: Span = _span()


@frozen
class RecordList:
    """`hændelse underretning flertal underretninger "…" [dateret f] [højst n] med felt …`."""

    name: Name
    plural: Name
    title: str
    fields: tuple[RecordField, ...]
    dated_by: Name | None = None
    maximum: int | None = None
    span: Span = _span()


@frozen
class RecordAddition:
    """`hændelse underretning også med felt …`: fields that a layer adds to a list below it."""

    list_: Name
    fields: tuple[RecordField, ...]
    span: Span = _span()


@frozen
class Indicator:
    """`indikator x "…" er et tegn på mistrivsel [når …]`; without a condition it is observed directly."""

    name: Name
    label: str
    kind: IndicatorKind
    when: Expr | None = None
    traits: FactTraits = FactTraits()
    span: Span = _span()


@frozen
class Definition:
    """`definition x ["…"] <udtryk>`."""

    name: Name
    label: str | None
    expr: Expr
    span: Span = _span()


@frozen
class Done:
    """`udført den <dato> [når <betingelse>]`."""

    at: Expr
    when: Expr | None = None
    span: Span = _span()


@frozen
class ActionTraits:
    """What may be said of an action or a measure."""

    bearer: Name | None = None
    personally: bool = False
    involves: tuple[Name, ...] = ()
    is_offer: bool = False
    is_decision: bool = False
    is_intervention: bool = False
    finds_out: bool = False
    """`er til afklaring`: rules for it may ask whether a fact is known."""
    done: Done | None = None
    decided_by: Name | None = None
    only_after: tuple[Name, ...] = ()
    """The assessments of which one is enough."""
    limits: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


@frozen
class Action:
    """`handling x "<navnemåde>" [for hver underretning] …`."""

    name: Name
    infinitive: str
    per_record: Name | None = None
    traits: ActionTraits = ActionTraits()
    span: Span = _span()


@frozen
class Measure:
    """`indsats x "…" på <skala> <trin> målgruppe når … …`."""

    name: Name
    title: str
    scale: Name
    step: Name
    target_group: Expr | None = None
    traits: ActionTraits = ActionTraits()
    span: Span = _span()


@frozen
class AttentionPoint:
    """`opmærksomhedspunkt x "…"`."""

    name: Name
    text: str
    span: Span = _span()


@frozen
class Calendar:
    """`kalender x "…" uden lørdag, 24. december …`: days that are not working days besides Sundays and public holidays."""

    name: Name
    title: str
    weekdays: tuple[int, ...] = ()
    """0 is Monday."""
    days: tuple[tuple[int, int], ...] = ()
    """(month, day)."""
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


# --- Conclusions ------------------------------------------------------------------------------------------


@frozen
class DeadlineTerm:
    """`24 timer efter x`, `7 dage regnet fra og med x`, or a bare date (then amount and unit are None)."""

    anchor: Expr
    amount: Expr | None = None
    unit: Unit | None = None
    first_day_counts: bool = False
    span: Span = _span()


@frozen
class Deadline:
    """The deadline of a duty; several terms are `på det tidligste af`."""

    kind: DeadlineKind
    terms: tuple[DeadlineTerm, ...] = ()
    span: Span = _span()


@frozen
class Interval:
    """`mindst hver 3. måned regnet fra x` or, with `between` true, `med højst 6 ugers mellemrum regnet fra x`."""

    amount: Expr
    unit: Unit
    start: Expr | None = None
    between: bool = False
    span: Span = _span()


@frozen
class CountedPeriod:
    """`hver periode på 12 måneder`: whole periods, one after the other from a day."""

    amount: int
    unit: Unit
    span: Span = _span()


@frozen
class Frequency:
    """`mindst 2 gange i hvert kalenderår regnet fra x`, `mindst 2 gange i hver periode på 12 måneder regnet fra x`."""

    times: int
    period: CalendarPeriod | CountedPeriod
    start: Expr | None = None
    span: Span = _span()


@frozen
class Involving:
    """`enhver handling der inddrager forældre, netværk`."""

    parties: tuple[Name, ...]
    span: Span = _span()


@frozen
class Subject:
    """`svar` or `svar af denne henvendelse`: an action or an assessment, of a record where one is named."""

    name: Name
    record: RecordRef | None = None
    span: Span = _span()


@frozen
class Conclusion:
    """One `så …`: a kind, what it speaks of, and the tails that the kind allows."""

    kind: ConclusionKind
    subject: Name
    """An action, an assessment (decide whether, before), a level (points to), a measure (decided by), an attention point."""
    record: RecordRef | None = None
    alternatives: tuple[Subject, ...] = ()
    """For `before`: what may come first instead of the subject; one of all of them is enough."""
    deadline: Deadline | None = None
    interval: Interval | None = None
    frequency: Frequency | None = None
    before: Subject | Involving | None = None
    """For `before` and, as a tail of decide whether, what the subject must come before."""
    condition: Expr | None = None
    """For `may_only_when`."""
    step: Name | None = None
    """For `points_to`."""
    role: Name | None = None
    """For `decided_by`."""
    instead: Name | None = None
    departed_by: Name | None = None
    """`kan fraviges af <rolle>`."""
    bearer: Name | None = None
    """`påhviler <rolle>` as a tail of this conclusion."""
    personally: bool = False
    span: Span = _span()


@frozen
class Rule:
    """`regel x [for hver y] [gælder fra …] [målt på …] [når …] medmindre … taler imod når … så … fordi … hjemmel …`."""

    name: Name
    conclusions: tuple[Conclusion, ...]
    per_record: Name | None = None
    validity: Validity | None = None
    measured_on: Expr | None = None
    when: Expr | None = None
    unless: tuple[Expr, ...] = ()
    against: tuple[Expr, ...] = ()
    reason: str | None = None
    considerations: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    locked: bool = False
    """`kan ikke fraviges lokalt`."""
    exceptions_allowed: bool = False
    """`kan undtages lokalt`."""
    span: Span = _span()


@frozen
class RuleException:
    """`undtagelse x fra regel y medmindre … fordi … ifølge …`: a layer excepts a rule that allows it."""

    name: Name
    rule: Name
    unless: Expr
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    span: Span = _span()


# --- Tables -----------------------------------------------------------------------------------------------


@frozen
class Whatever:
    """`uanset`: any value."""

    span: Span = _span()


@frozen
class CellIs:
    """A condition cell such as `gul`, `mindst 3`, `rød eller værre`; several options are joined by comma: any of them."""

    comparison: Comparison
    options: tuple[Expr, ...]
    span: Span = _span()


Cell = Whatever | CellIs


@frozen
class TableRow:
    """One row: a cell a column, and the conclusions; none is `intet krav`."""

    cells: tuple[Cell, ...]
    conclusions: tuple[Conclusion, ...]
    span: Span = _span()


@frozen
class Table:
    """`tabel x …`: rules in another dress, one a row, all sharing reason and sources."""

    name: Name
    columns: tuple[Expr, ...]
    rows: tuple[TableRow, ...]
    per_record: Name | None = None
    validity: Validity | None = None
    reason: str | None = None
    considerations: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    locked: bool = False
    exceptions_allowed: bool = False
    span: Span = _span()


# --- Demands on the rules ---------------------------------------------------------------------------------


@frozen
class Waiver:
    """`bortset fra når … fordi "…"`."""

    when: Expr
    reason: str
    span: Span = _span()


@frozen
class Demand:
    """`krav til reglerne "…": …`."""

    label: str
    kind: DemandKind
    subjects: tuple[Name, ...] = ()
    """The facts of no influence and never betters; empty otherwise."""
    outcomes: tuple[Name, ...] = ()
    """The levels and actions spoken of; empty with `any_level` or with `claims`."""
    any_level: bool = False
    when: Expr | None = None
    claims: tuple[Expr | Conclusion, ...] = ()
    """For always: what must follow; for never both and at least/exactly one: conditions instead of names."""
    waivers: tuple[Waiver, ...] = ()
    unproved_because: str | None = None
    span: Span = _span()


# --- Examples ---------------------------------------------------------------------------------------------


@frozen
class GivenDoubt:
    """`er måske x`: a value given in doubt."""

    value: Expr
    span: Span = _span()


@frozen
class GivenUnknown:
    """`er ikke oplyst`: asked, not known."""

    span: Span = _span()


@frozen
class GivenNotRelevant:
    """`er ikke relevant`."""

    span: Span = _span()


@frozen
class GivenNotHappened:
    """`er ikke sket`."""

    span: Span = _span()


@frozen
class GivenSet:
    """`er a, b [og måske c]`: a set of alternatives; an empty one is `er tom`."""

    certain: tuple[Name, ...]
    possible: tuple[Name, ...] = ()
    span: Span = _span()


@frozen
class GivenAssessment:
    """`er x [vurderet af <rolle>] [den D] [fordi "…"]`: an answer to a professional assessment, with its reason."""

    value: Expr
    by: Name | None = None
    on: date | datetime | None = None
    reason: str | None = None
    span: Span = _span()


Given = Expr | GivenDoubt | GivenUnknown | GivenNotRelevant | GivenNotHappened | GivenSet | GivenAssessment


@frozen
class GivenFact:
    """`x er <værdi>` in an example, or `x af underretning 1 er <værdi>` for a field of a record."""

    name: Name
    given: Given
    own_assessment: bool = False
    """`vurderet position er gul`: the professional's own assessment of a level."""
    number: int | None = None
    list_: Name | None = None
    """The list whose record `number` is, as written."""
    through: date | None = None
    """`opgjort til og med D`: the last day that the answer is for."""
    span: Span = _span()


@frozen
class GivenRecord:
    """`underretning 1 har modtagelse …, afsender …`."""

    list_: Name
    number: int
    values: tuple[tuple[Name, Given], ...]
    span: Span = _span()


@frozen
class GivenNoRecords:
    """`der er ingen underretninger`: the list is complete and empty."""

    list_: Name
    span: Span = _span()


@frozen
class GivenIncomplete:
    """`underretninger er ikke fuldstændige`: the list may lack records."""

    list_: Name
    span: Span = _span()


@frozen
class GivenDeparture:
    """`fraviget <handling> [af underretning 1] [vurderet af <rolle>] fordi "…"`."""

    action: Name
    number: int | None
    by: Name | None
    reason: str
    list_: Name | None = None
    """The list whose record `number` is, as written."""
    span: Span = _span()


GivenLine = GivenFact | GivenRecord | GivenNoRecords | GivenIncomplete | GivenDeparture


@frozen
class ExpectAction:
    """`akutvurdering af underretning 1 er overskredet`, `x skal ske senest <instant>`, `x skal ske afhængigt af svar`."""

    action: Name
    state: ExpectedState
    number: int | None = None
    certainty: ExpectedCertainty = ExpectedCertainty.HOLDS
    by: DateLiteral | InstantLiteral | None = None
    """The latest moment expected, for a duty with a deadline."""
    list_: Name | None = None
    """The list whose record `number` is, as written."""
    span: Span = _span()


@frozen
class ExpectLevel:
    """`position er gul`, `position er gul eller rød` (the set still possible), `position er ikke vurderet`."""

    level: Name
    possible: tuple[Name, ...]
    """Empty: not assessed."""
    not_assessed_possible: bool = False
    number: int | None = None
    list_: Name | None = None
    """The list whose record `number` is, as written."""
    span: Span = _span()


@frozen
class ExpectMissing:
    """`der mangler x, y`: the facts that still matter hold these."""

    facts: tuple[Name, ...]
    exactly: bool = False
    """`der mangler præcis x, y`; with no facts, `der mangler intet`."""
    span: Span = _span()


@frozen
class ExpectAttention:
    """`vær opmærksom på x`."""

    point: Name
    span: Span = _span()


@frozen
class ExpectConflict:
    """`modstrid om x`."""

    action: Name
    span: Span = _span()


@frozen
class ExpectMeasure:
    """`indsatsen x passer`, `passer måske`, `passer ikke`."""

    measure: Name
    fits: str
    """`yes`, `perhaps` or `no`."""
    span: Span = _span()


@frozen
class ExpectDecidedBy:
    """`x besluttes af <rolle>`."""

    subject: Name
    role: Name
    span: Span = _span()


@frozen
class ExpectIntegrity:
    """`forudsætningen "…" er brudt`."""

    label: str
    span: Span = _span()


@frozen
class ExpectRule:
    """`reglen x gælder`, `gælder ikke`, `gælder måske`."""

    rule: Name
    fires: str
    """`yes`, `perhaps` or `no`."""
    span: Span = _span()


Expectation = (
    ExpectAction
    | ExpectLevel
    | ExpectMissing
    | ExpectAttention
    | ExpectConflict
    | ExpectMeasure
    | ExpectDecidedBy
    | ExpectIntegrity
    | ExpectRule
)


@frozen
class Example:
    """`eksempel "…" i en sag hvor … vurderet <moment> forventes …`."""

    label: str
    given: tuple[GivenLine, ...]
    moment: DateLiteral | InstantLiteral
    expectations: tuple[Expectation, ...]
    span: Span = _span()


@frozen
class Broken:
    """A declaration that could not be read; its findings stand beside the document."""

    text: str
    span: Span = _span()


Declaration = (
    Law
    | ProfessionalSource
    | Scale
    | Level
    | Roles
    | Parties
    | Fact
    | Assessment
    | Parameter
    | Setting
    | Integrity
    | RecordList
    | RecordAddition
    | Indicator
    | Definition
    | Action
    | Measure
    | AttentionPoint
    | Calendar
    | Rule
    | RuleException
    | Table
    | Demand
    | Example
    | Broken
)


@frozen
class Comment:
    """`# …` with its place; `own_line` says that nothing else stands on the line."""

    text: str
    """Without the number sign and the blank behind it."""
    own_line: bool
    span: Span = _span()


@frozen
class Document:
    """One rule file as written. A file without a header is a part of the rule set whose folder it lies in."""

    header: Header | None
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...] = ()
    language: str = "da"
    span: Span = _span()
