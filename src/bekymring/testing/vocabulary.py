"""The words of a generated rule set: scales, facts, lists, actions.

Takes a source of choices and what is wanted; gives a `Vocabulary`.
Afterwards true: every name is declared once, every scale named by a fact or a level exists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from bekymring.model.ruleset import (
    Action,
    AttentionPoint,
    Calendar,
    CalendarPeriod,
    Citation,
    Direction,
    Input,
    InputKind,
    Level,
    Origin,
    Party,
    RecordField,
    RecordList,
    Role,
    Scale,
    Setting,
    Step,
)
from bekymring.model.types import Alternative, Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.source import Span
from bekymring.testing.draws import Draw, chance, pick, some


class Feature(StrEnum):
    """What a generated rule set may hold; leave some out to look at the rest."""

    NUMBERS = "numbers"
    DAYS = "days"
    INSTANTS = "instants"
    CHOICES = "choices"
    SETS = "sets"
    STEPS = "steps"
    RECORDS = "records"
    PER_RECORD = "per_record"
    PER_RECORD_LEVEL = "per_record_level"
    ASSESSMENTS = "assessments"
    ACTS = "acts"
    """Reading when an assessment was answered, as a date."""
    OWN_LEVELS = "own_levels"
    """Reading the professional's own assessment of a level."""
    PARAMETERS = "parameters"
    RELEVANCE = "relevance"
    DEFINITIONS = "definitions"
    SECOND_LEVEL = "second_level"
    OTHERWISE = "otherwise"
    OUTCOMES = "outcomes"
    """Reading levels and actions."""
    SOFT = "soft"
    """Rules that read soft outcomes, or a level otherwise than upward."""
    BANS = "bans"
    ONLY_WHEN = "only_when"
    DECIDE = "decide"
    ORDERS = "orders"
    DEADLINES = "deadlines"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    INTERVALS = "intervals"
    DONE = "done"
    COMPETENCE = "competence"
    ATTENTION = "attention"
    KNOWN_TESTS = "known_tests"
    MEASURES = "measures"
    EXCEPTIONS = "exceptions"
    LAYERS = "layers"
    PERIODS = "periods"
    INTEGRITY = "integrity"


EVERYTHING: Final = frozenset(Feature)


@frozen
class Options:
    """How large a generated rule set is, and what it may hold."""

    facts: int = 5
    rules: int = 6
    actions: int = 3
    depth: int = 2
    most_records: int = 4
    features: frozenset[Feature] = EVERYTHING

    def has(self, feature: Feature) -> bool:
        """Whether a feature is wanted."""
        return feature in self.features

    def without(self, *features: Feature) -> Options:
        """The same options with some features left out."""
        return Options(
            self.facts, self.rules, self.actions, self.depth, self.most_records, self.features - set(features)
        )


NATIONAL: Final = "landet"
LOCAL: Final = "kommunen"
ORIGIN: Final = Origin(NATIONAL, Span.nowhere("opdigtet.bek"))
BASE_DAY: Final = date(2026, 6, 15)
DAYS: Final = (
    BASE_DAY,
    *(BASE_DAY - timedelta(days=n) for n in (1, 2, 7, 14, 30, 90, 365)),
    *(BASE_DAY + timedelta(days=n) for n in (1, 7, 45)),
    date(2026, 3, 29),
    date(2026, 2, 28),
    date(2026, 1, 31),
    date(2024, 2, 29),
    date(2025, 10, 26),
)
HOURS: Final = (10, 0, 12, 21, 22, 23)


def instant_on(day: date, hour: int) -> datetime:
    """Gives an instant by its day and hour in UTC."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


STEPS: Final = {
    "position": (Direction.BEST_TO_WORST, ("grøn", "gul", "rød")),
    "vished": (Direction.WEAKEST_TO_STRONGEST, ("ingen", "bekymring", "mistanke", "viden")),
    "trappe": (Direction.LEAST_TO_MOST_INTRUSIVE, ("råd", "støtte", "anbringelse")),
}
ALTERNATIVES: Final = tuple(Alternative(name, name) for name in ("skole", "sundhed", "politi", "andre"))


@frozen
class Vocabulary:
    """The declared words; `order` lists levels and actions so that each reads only what stands before it."""

    options: Options
    scales: dict[str, Scale]
    levels: dict[str, Level]
    roles: dict[str, Role]
    parties: dict[str, Party]
    inputs: dict[str, Input]
    lists: dict[str, RecordList]
    actions: dict[str, Action]
    attention: dict[str, AttentionPoint]
    calendars: dict[str, Calendar]
    order: tuple[str, ...]
    recurring: frozenset[str]
    """Actions that have intervals instead of deadlines."""

    def names(self, scale: str) -> tuple[str, ...]:
        """The steps of a scale by rank."""
        return self.scales[scale].names


def fact_types(options: Options) -> tuple[tuple[str, Type], ...]:
    """The types that facts may have, with the stem of their names."""
    number: tuple[tuple[str, Type], ...] = (
        ("tal", Number(Fraction(0), Fraction(10), integer=True, unit="gange")),
        ("procent", Number(Fraction(0), Fraction(100), integer=False, percent=True)),
    )
    return (
        ("ja", YesNo()),
        ("ja", YesNo()),
        *(number if options.has(Feature.NUMBERS) else ()),
        *((("dag", Day()),) if options.has(Feature.DAYS) else ()),
        *((("tid", Instant()),) if options.has(Feature.INSTANTS) else ()),
        *((("valg", Choice(ALTERNATIVES[:3])),) if options.has(Feature.CHOICES) else ()),
        *((("flere", SetOf(ALTERNATIVES)),) if options.has(Feature.SETS) else ()),
        *(
            (("trin", OnScale("position")), ("vished_om", OnScale("vished")))
            if options.has(Feature.STEPS)
            else ()
        ),
    )


def _scales() -> dict[str, Scale]:
    return {
        name: Scale(name, name, direction, tuple(Step(s, s) for s in steps), None, ORIGIN)
        for name, (direction, steps) in STEPS.items()
    }


def _levels(draw: Draw, options: Options) -> dict[str, Level]:
    otherwise = options.has(Feature.OTHERWISE)

    def level(name: str, scale: str, per_record: str | None = None) -> Level:
        lowest = STEPS[scale][1][0] if otherwise and per_record is None and chance(draw, 30) else None
        return Level(name, name, scale, per_record, lowest, "rådgiver", ORIGIN)

    made = [level("position", "position"), level("indsatstrin", "trappe")]
    if options.has(Feature.SECOND_LEVEL):
        made.append(level("tidligere_position", "position"))
    if options.has(Feature.PER_RECORD_LEVEL) and options.has(Feature.PER_RECORD):
        made.append(level("tyngde", "position", "underretning"))
    return {one.name: one for one in sorted(made, key=lambda one: one.name)}


def _fact(draw: Draw, number: int, options: Options, kind: InputKind) -> Input:
    stem, type_ = pick(draw, fact_types(options))
    name = f"{stem}_{number}" if kind is InputKind.FACT else f"vurdering_{number}"
    made_by = "rådgiver" if kind is InputKind.ASSESSMENT else None
    asked_of = some(draw, ("barnet", "forældre", "skole"), 0, 2) if kind is InputKind.FACT else ()
    measured = pick(draw, tuple(CalendarPeriod)) if kind is InputKind.FACT and chance(draw, 12) else None
    return Input(
        name, f"{name}?", type_, kind, ORIGIN, answered_by=asked_of, made_by=made_by, measured_for=measured
    )


def _parameter(draw: Draw, number: int) -> Input:
    type_ = Number(Fraction(1), Fraction(4), integer=True, unit="uger")
    setting = None
    if chance(draw, 60):
        setting = Setting(Fraction(draw.integer(1, 4)), "opdigtet grund", (), Origin(LOCAL, Span.nowhere()))
    name = f"grænse_{number}"
    return Input(name, f"{name}?", type_, InputKind.PARAMETER, ORIGIN, setting=setting)


def _inputs(draw: Draw, options: Options, levels: dict[str, Level]) -> dict[str, Input]:
    made = [_fact(draw, n, options, InputKind.FACT) for n in range(1, options.facts + 1)]
    if options.has(Feature.ASSESSMENTS):
        made += [_fact(draw, n, options, InputKind.ASSESSMENT) for n in range(1, draw.integer(0, 2) + 1)]
    if options.has(Feature.PARAMETERS):
        made += [_parameter(draw, n) for n in range(1, draw.integer(0, 2) + 1)]
    made.append(Input("tegn_set", "tegn_set?", YesNo(), InputKind.OBSERVED, ORIGIN))
    for level in levels.values():
        if level.per_record is None:
            type_ = OnScale(level.scale)
            own = Input(level.name, f"{level.name}?", type_, InputKind.OWN_LEVEL, ORIGIN, made_by="rådgiver")
            made.append(own)
    return {one.name: one for one in sorted(made, key=lambda one: one.name)}


EACH: Final = "vurdering_af_hver"
"""The professional assessment that is made for each record, where a rule set has one."""


def _lists(draw: Draw, options: Options) -> dict[str, RecordList]:
    if not options.has(Feature.RECORDS):
        return {}
    dating: Type = Instant() if options.has(Feature.INSTANTS) and chance(draw, 60) else Day()
    wanted: list[tuple[str, Type]] = [("alvorlig", YesNo()), ("modtaget", dating), ("afsluttet", Day())]
    if options.has(Feature.NUMBERS):
        wanted.append(("antal", Number(Fraction(0), Fraction(5), integer=True, unit="børn")))
    if options.has(Feature.CHOICES):
        wanted.append(("afsender", Choice(ALTERNATIVES[:3])))
    if options.has(Feature.STEPS):
        wanted.append(("sikkerhed", OnScale("vished")))
    fields = {name: RecordField(name, f"{name}?", type_, ORIGIN) for name, type_ in sorted(wanted)}
    if options.has(Feature.ASSESSMENTS) and chance(draw, 40):
        fields[EACH] = RecordField(EACH, f"{EACH}?", YesNo(), ORIGIN, is_assessment=True, made_by="rådgiver")
    most = draw.integer(2, options.most_records)
    made = {
        "underretning": RecordList("underretning", "underretninger", "", fields, "modtaget", most, ORIGIN)
    }
    if chance(draw, 30):
        plain = {"skole": RecordField("skole", "skole?", YesNo(), ORIGIN)}
        made["netværksmøde"] = RecordList("netværksmøde", "netværksmøder", "", plain, None, 2, ORIGIN)
    return dict(sorted(made.items()))


def with_own_levels(lists: Mapping[str, RecordList], levels: Mapping[str, Level]) -> Mapping[str, RecordList]:
    """Gives the lists with the own assessment of every level that is kept for each record; no rule reads it by name."""
    made = dict(lists)
    for level in levels.values():
        if level.own_in is not None and level.own_in in made:
            by, type_ = level.assessed_by, OnScale(level.scale)
            own = RecordField(level.name, f"{level.name}?", type_, ORIGIN, is_assessment=True, made_by=by)
            held = made[level.own_in]
            fields = dict(sorted({**held.fields, own.name: own}.items()))
            made[level.own_in] = evolve(held, fields=fields)
    return made


def _action(draw: Draw, name: str, *, per_record: str | None, parties: bool) -> Action:
    involves = some(draw, ("barnet", "forældre"), 0, 2) if parties else ()
    decided_by = "leder" if chance(draw, 15) else None
    return Action(
        name, f"gøre {name}", per_record, ORIGIN, bearer="rådgiver", involves=involves, decided_by=decided_by
    )


def _actions(draw: Draw, options: Options) -> dict[str, Action]:
    made = [
        _action(draw, f"handling_{n}", per_record=None, parties=options.has(Feature.ORDERS))
        for n in range(1, options.actions + 1)
    ]
    if options.has(Feature.PER_RECORD) and options.has(Feature.RECORDS):
        made += [
            _action(
                draw, f"pr_underretning_{n}", per_record="underretning", parties=options.has(Feature.ORDERS)
            )
            for n in range(1, draw.integer(1, 2) + 1)
        ]
    if options.has(Feature.SOFT):
        made.append(_action(draw, "følge_1", per_record=None, parties=False))
    if options.has(Feature.KNOWN_TESTS):
        made.append(Action("afklare", "afklare", None, ORIGIN, finds_out=True))
    return {one.name: one for one in sorted(made, key=lambda one: one.name)}


def _shuffled(draw: Draw, names: tuple[str, ...]) -> tuple[str, ...]:
    left = list(names)
    return tuple(left.pop(draw.integer(0, len(left) - 1)) for _ in names)


def make_vocabulary(draw: Draw, options: Options) -> Vocabulary:
    """Gives the words of a rule set; expressions (relevance, done) are added later."""
    levels = _levels(draw, options)
    actions = _actions(draw, options)
    cite: tuple[Citation, ...] = ()
    calendar = Calendar("kalender", "kalender", (5,), ((6, 5), (12, 24)), cite, ORIGIN)
    recurring = options.has(Feature.INTERVALS)
    return Vocabulary(
        options=options,
        scales=dict(sorted(_scales().items())),
        levels=levels,
        roles={
            name: Role(name, name, rank, ORIGIN)
            for rank, name in ((1, "leder"), (0, "rådgiver"), (2, "udvalg"))
        },
        parties={name: Party(name, name, ORIGIN) for name in ("barnet", "forældre", "skole")},
        inputs=_inputs(draw, options, levels),
        lists=_lists(draw, options),
        actions=actions,
        attention={name: AttentionPoint(name, name, ORIGIN) for name in ("punkt_1", "punkt_2")},
        calendars={"kalender": calendar} if options.has(Feature.WORKING_DAYS) and chance(draw, 60) else {},
        order=_shuffled(draw, (*levels, *actions)),
        recurring=frozenset(name for name in actions if recurring and chance(draw, 20)),
    )
