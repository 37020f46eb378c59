"""Whether columns say what the reference evaluator says before it refines its bounds: on generated rule sets and cases."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import polars as pl
from attrs import evolve, frozen

from bekymring.calendar_dk import end_of_day
from bekymring.case import Answer, Case, FactState
from bekymring.columns.frames import worked_out
from bekymring.columns.in_sql import Dialect, query
from bekymring.columns.inputs import STATES
from bekymring.columns.program import Program, program_of
from bekymring.columns.refusal import NotInColumns
from bekymring.decision import Certainty
from bekymring.evaluate.current import case_at
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.measures import attention, broken_integrity
from bekymring.evaluate.missing import matters
from bekymring.evaluate.openness import openness_of
from bekymring.evaluate.outcomes import action_stands
from bekymring.evaluate.plan import plan_of
from bekymring.evaluate.refine import refine
from bekymring.evaluate.working import work_out
from bekymring.model.ruleset import (
    ActionState,
    Conclusion,
    DeadlineTerm,
    InputKind,
    Ref,
    Ruleset,
    Unit,
)
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, YesNo
from bekymring.testing.cases import CaseOptions, make_case, make_moment, make_value
from bekymring.testing.draws import Draw, chance, pick
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import EVERYTHING, Feature, Options
from bekymring.values import SetValue, Truth

UNKNOWN = (0, 5, 20, 50)
"""Of a hundred answers, so many are open."""
PARAMETER_STATES = (*(FactState.KNOWN,) * 4, FactState.DOUBTED)
NEVER = frozenset(
    {
        Feature.RECORDS,
        Feature.PER_RECORD,
        Feature.PER_RECORD_LEVEL,
        Feature.ACTS,
        Feature.INTERVALS,
        Feature.WORKING_DAYS,
        Feature.MEASURES,
    }
)
"""What columns refuse."""
PROFILES = (
    Options(facts=6, rules=8, features=EVERYTHING - NEVER),
    Options(facts=4, rules=6, depth=3, features=EVERYTHING - NEVER - {Feature.HOURS, Feature.INSTANTS}),
    Options(facts=8, rules=10, features=EVERYTHING - NEVER - {Feature.DEADLINES, Feature.DAYS}),
)
POLARS = {YesNo: pl.Boolean, Day: pl.Date, Instant: pl.Datetime("us", "UTC"), SetOf: pl.List(pl.String)}


# --- A case as a row --------------------------------------------------------------------------------------


def readable(case: Case, ruleset: Ruleset, moment: datetime) -> Case:
    """The case as it stands at the moment, without what a row cannot hold: sets of which parts are open, departures, and doubt about nothing."""
    facts = {}
    for name, answer in case_at(ruleset, case, moment).facts.items():
        held = answer.value
        whole = isinstance(held, SetValue) and held.certain != held.possible
        facts[name] = evolve(answer, value=SetValue.known(held.certain)) if whole else answer
    return Case(facts, {}, ())


def with_parameters(draw: Draw, case: Case, ruleset: Ruleset) -> Case:
    """The case with answers to some of the open parameters, which a generated case leaves to the layers."""
    open_ = (
        one for one in ruleset.inputs.values() if one.kind is InputKind.PARAMETER and one.setting is None
    )
    told = {
        one.name: Answer(pick(draw, PARAMETER_STATES), make_value(draw, one.type_, ruleset))
        for one in open_
        if chance(draw, 60)
    }
    return evolve(case, facts={**case.facts, **told})


def with_lengths(draw: Draw, ruleset: Ruleset) -> Ruleset:
    """The rule set with some spans of time as long as a fact or parameter says, and hours counted from days too."""
    lengths = [
        name
        for name, one in ruleset.inputs.items()
        if isinstance(one.type_, Number) and one.relevant_when is None and one.type_.low >= 0
    ]
    rules = {
        name: evolve(one, conclusions=tuple(_lengths(draw, one.conclusions, lengths)))
        for name, one in ruleset.rules.items()
    }
    return evolve(ruleset, rules=rules)


def _lengths(draw: Draw, conclusions: tuple[Conclusion, ...], lengths: list[str]) -> Iterator[Conclusion]:
    for one in conclusions:
        deadline = getattr(one, "deadline", None)
        if deadline is None:
            yield one
        else:
            terms = tuple(_length(draw, term, lengths) for term in deadline.terms)
            yield evolve(one, deadline=evolve(deadline, terms=terms))


def _length(draw: Draw, term: DeadlineTerm, lengths: list[str]) -> DeadlineTerm:
    if term.amount is None or not chance(draw, 35):
        return term
    unit = Unit.HOURS if chance(draw, 25) else term.unit
    amount = Ref(pick(draw, lengths)) if lengths and chance(draw, 60) else term.amount
    return evolve(term, amount=amount, unit=unit, first_day_counts=term.first_day_counts and chance(draw, 30))


def row_of(case: Case, ruleset: Ruleset) -> dict[str, object]:
    row: dict[str, object] = {}
    for name, one in ruleset.inputs.items():
        if one.setting is not None:
            continue
        answer = case.answer(name)
        row[name] = None if answer.value is None else plain(answer.value)
        row[f"{name}{STATES[1]}"] = answer.state.value
    return row


def plain(value: object) -> object:
    match value:
        case SetValue():
            return sorted(value.certain)
        case Fraction():
            return (
                int(value)
                if value.denominator == 1
                else Decimal(value.numerator) / Decimal(value.denominator)
            )
        case _:
            return value


def frame_of(rows: list[dict[str, object]], ruleset: Ruleset) -> pl.DataFrame:
    schema: dict[str, object] = {}
    for name, one in ruleset.inputs.items():
        if one.setting is None:
            schema[name] = column_type(one.type_)
            schema[f"{name}{STATES[1]}"] = pl.String
    return pl.DataFrame(rows, schema=schema, orient="row")


def column_type(type_: object) -> object:
    match type_:
        case Number(integer=True):
            return pl.Int64
        case Number():
            return pl.Decimal(20, 6)
        case Choice() | OnScale():
            return pl.String
        case _:
            return POLARS[type(type_)]


# --- What the evaluator says, as a row --------------------------------------------------------------------


def truth_of(certainty: Certainty | None) -> bool | None:
    return {None: False, Certainty.HOLDS: True}.get(certainty)


def said(name: str, outcome: object) -> Iterator[tuple[str, object]]:
    certainty = None if outcome is None else outcome.certainty
    yield name, truth_of(certainty)
    yield f"{name}.unless", certainty is Certainty.HOLDS_UNLESS
    due = getattr(outcome, "deadline", None)
    yield f"{name}.by", due and due.no_later_than
    yield f"{name}.perhaps_by", due and due.perhaps


def expected(ruleset: Ruleset, case: Case, moment: datetime) -> dict[str, object]:
    """What the reference evaluator says, refinement off, under the names of columns; more than any program gives."""
    facts = facts_of(ruleset, case, moment)
    plan = plan_of(facts)
    openness = openness_of(work_out(Reading(facts), plan, plan.order), plan)
    refined = refine(openness, cap=0)
    found: dict[str, object] = {}
    for one in refined.levels.values():
        found |= {
            f"{one.level}.least": one.least,
            f"{one.level}.worst": one.worst,
            f"{one.level}.exact": one.decided,
        }
    for one in refined.actions.values():
        by_modality = {held.modality.value: held for held in one.obligations}
        for modality in ("must", "must_by_default", "should", "may"):
            found.update(said(f"{one.action}.{modality}", by_modality.get(modality)))
        if (one.action, one.record) in openness.reading.duties:
            duty = openness.reading.duties[one.action, one.record]
            for state in (ActionState.OVERDUE, ActionState.DONE_LATE):
                stands = action_stands(state, one, duty)
                found[f"{one.action}.{state.value}"] = {Truth.TRUE: True, Truth.FALSE: False}.get(stands)
        found.update(said(f"{one.action}.must_not", one.ban))
        found.update(said(f"{one.action}.should_not", one.advised_against))
        found.update(said(f"{one.action}.decide_whether", one.decide_whether))
    points = {one.point: one for one in attention(openness.reading, refined.rules)}
    for point in ruleset.attention:
        found.update(said(f"{point}.attention", points.get(point)))
    for node, fired in refined.rules.items():
        found[f"{node.name}.holds"] = truth_of(fired.certainty)
        found[f"{node.name}.unless"] = fired.certainty is Certainty.HOLDS_UNLESS
    found["missing"] = missing(openness, refined)
    broken = [place for place, holds in broken_integrity(openness.reading) if holds is Truth.FALSE]
    found["broken"] = [ruleset.integrity[place].label for place in broken]
    found["invalid"] = []
    found |= {f"{name}.missing": name in found["missing"] for name in ruleset.inputs}
    found |= {f"{name}.invalid": False for name in ruleset.inputs}
    found |= {f"{place + 1}.broken": place in broken for place in range(len(ruleset.integrity))}
    return found


def missing(openness: object, refined: object) -> list[str]:
    inputs = openness.reading.facts.ruleset.inputs
    asked = matters(evolve(openness, dates={}), refined, ())
    return sorted(
        name for name in asked if inputs[name].collected and inputs[name].kind is not InputKind.OWN_LEVEL
    )


def same(value: object, column: object) -> bool:
    if isinstance(column, datetime):
        return value == column.astimezone(UTC)
    if isinstance(column, date):
        return isinstance(value, datetime) and value == end_of_day(column)
    return value == column


# --- The engines ------------------------------------------------------------------------------------------


def by_polars(program: Program, frame: pl.DataFrame) -> list[dict[str, object]]:
    return worked_out(program, frame.lazy(), ()).collect().to_dicts()


def by_duckdb(program: Program, frame: pl.DataFrame, engine: "Engine") -> list[dict[str, object]]:
    frame.write_parquet(engine.rows)
    asked = query(program, "rows", dialect=Dialect.DUCKDB)
    engine.connection.execute(f"CREATE OR REPLACE VIEW rows AS SELECT * FROM read_parquet('{engine.rows}')")  # noqa: S608
    engine.connection.execute(f"COPY ({asked}) TO '{engine.found}' (FORMAT parquet)")
    return pl.read_parquet(engine.found).to_dicts()


@frozen
class Engine:
    """A database in memory, with files for what goes in and comes out."""

    folder: Path
    connection: duckdb.DuckDBPyConnection

    @classmethod
    def at(cls, folder: Path) -> "Engine":
        connection = duckdb.connect()
        connection.execute("SET threads = 1")
        return cls(folder, connection)

    @property
    def rows(self) -> Path:
        return self.folder / "rows.parquet"

    @property
    def found(self) -> Path:
        return self.folder / "found.parquet"


def differences(wanted: Mapping[str, object], found: Mapping[str, object]) -> list[str]:
    return [
        f"{name}: {wanted[name]!r} but {value!r}"
        for name, value in found.items()
        if not same(wanted[name], value)
    ]


def drawn(
    draw: Draw, options: Options, *, cases: int
) -> tuple[Program, pl.DataFrame, list[dict[str, object]]] | None:
    """A program, a frame of cases with every share of open answers, and what is to be said of each; None where refused."""
    ruleset = with_lengths(draw, make_ruleset(draw, options))
    when = make_moment(draw)
    moment = end_of_day(when.day) if when.whole_day else when.instant
    states = [name for name in row_of(Case({}, {}), ruleset) if name.endswith(STATES)]
    try:
        program = program_of(ruleset, moment, states=states, lists=True)
    except NotInColumns:
        return None
    asked = [(unknown, chance(draw, 70)) for unknown in UNKNOWN for _ in range(cases)]
    held = [
        with_parameters(
            draw,
            readable(
                make_case(draw, ruleset, CaseOptions(unknown, departures=False, doubt=doubt)), ruleset, moment
            ),
            ruleset,
        )
        for unknown, doubt in asked
    ]
    frame = frame_of([row_of(one, ruleset) for one in held], ruleset)
    return program, frame, [expected(ruleset, one, moment) for one in held]


def disagreements(draw: Draw, options: Options, engine: Engine, *, cases: int = 25) -> tuple[int, list[str]]:
    """How many cases were compared by both engines, and what differs."""
    made = drawn(draw, options, cases=cases)
    if made is None:
        return 0, []
    program, frame, wanted = made
    wrong: list[str] = []
    for name, rows in (("polars", by_polars(program, frame)), ("duckdb", by_duckdb(program, frame, engine))):
        for number, (row, said_) in enumerate(zip(rows, wanted, strict=True)):
            wrong += [f"{name} {number}: {one}" for one in differences(said_, row)]
    return len(wanted), wrong
