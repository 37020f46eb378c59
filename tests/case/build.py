"""A rule set with an input of every kind, built by hand; children in these tests are invented (opdigtet)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import evolve

from bekymring.model.ruleset import (
    Action,
    CalendarPeriod,
    Const,
    Definition,
    Direction,
    Input,
    InputKind,
    Layer,
    Level,
    Origin,
    Period,
    RecordField,
    RecordList,
    Role,
    Ruleset,
    Scale,
    Setting,
    Step,
)
from bekymring.model.types import (
    Alternative,
    Choice,
    Day,
    Instant,
    Number,
    OnScale,
    SetOf,
    Type,
    YesNo,
)
from bekymring.source import Span

HERE = Origin("prøve", Span("prøve.bek", 10, 20, 3, 5, 3, 15))

YES_NO = YesNo()
WHOLE = Number(Fraction(0), Fraction(17), integer=True, unit="år")
PERCENT = Number(Fraction(0), Fraction(100), integer=False, percent=True)
DAY = Day()
INSTANT = Instant()
CHOICE = Choice((Alternative("lav", "Lav"), Alternative("middel", "Middel"), Alternative("høj", "Høj")))
SIGNS = SetOf(
    (Alternative("vold", "Vold"), Alternative("overgreb", "Overgreb"), Alternative("svigt", "Svigt"))
)
STEP = OnScale("farve")

TYPES: Mapping[str, Type] = {
    "anbragt": YES_NO,
    "alder": WHOLE,
    "andel": PERCENT,
    "født": DAY,
    "opdaget": INSTANT,
    "grad": CHOICE,
    "tegn": SIGNS,
    "trivsel": STEP,
}
"""One plain fact of every type."""


def asked(name: str, type_: Type, kind: InputKind = InputKind.FACT) -> Input:
    return Input(name, f"Hvad er {name}?", type_, kind, HERE)


def field_of(name: str, type_: Type) -> RecordField:
    return RecordField(name, f"Hvad er {name}?", type_, HERE)


def named(*parts):
    return {one.name: one for one in sorted(parts, key=lambda one: one.name)}


ALWAYS_TRUE = Const(value=True)

INPUTS = named(
    *(asked(name, type_) for name, type_ in TYPES.items()),
    evolve(asked("pause", YES_NO), relevant_when=ALWAYS_TRUE),
    evolve(asked("skole_slut", DAY), relevant_when=ALWAYS_TRUE),
    evolve(asked("kvartalsandel", PERCENT), measured_for=CalendarPeriod.QUARTER),
    evolve(asked("herkomst", CHOICE), collected=False),
    asked("uro", YES_NO, InputKind.OBSERVED),
    asked("åben_grænse", PERCENT, InputKind.PARAMETER),
    evolve(
        asked("fast_grænse", PERCENT, InputKind.PARAMETER),
        setting=Setting(Fraction(15), "Besluttet lokalt", (), HERE),
    ),
    evolve(asked("alvorlig", YES_NO, InputKind.ASSESSMENT), made_by="rådgiver"),
    evolve(asked("kendt_siden", INSTANT, InputKind.ASSESSMENT), made_by="rådgiver"),
    evolve(asked("årsager", SIGNS, InputKind.ASSESSMENT), relevant_when=ALWAYS_TRUE),
    evolve(asked("position", STEP, InputKind.OWN_LEVEL), made_by="rådgiver"),
)

NOTIFICATIONS = RecordList(
    "underretning",
    "underretninger",
    "Underretninger",
    named(
        field_of("modtagelse", INSTANT),
        field_of("fra_skole", YES_NO),
        field_of("beløb", PERCENT),
        field_of("slags", SIGNS),
        evolve(field_of("lukket", DAY), relevant_when=ALWAYS_TRUE),
        evolve(field_of("navn", CHOICE), collected=False),
    ),
    "modtagelse",
    3,
    HERE,
)
FOLLOW_UPS = RecordList("opfølgning", "opfølgninger", "Opfølgninger", {}, None, 200, HERE)


def ruleset(**changes) -> Ruleset:
    """The rule set of these tests, with parts exchanged."""
    layer = Layer(
        "prøve",
        "Prøveregler",
        "1.0",
        Period(),
        (),
        HERE,
        responsible="en opdigtet kommune",
        approved=date(2026, 1, 5),
        approved_by="chefen",
        revise_by=date(2026, 12, 31),
        not_covered=("søskende",),
        text_hash="a" * 64,
    )
    parts = {
        "layers": (layer,),
        "laws": {},
        "sources": {},
        "scales": named(
            Scale(
                "farve",
                "Farve",
                Direction.BEST_TO_WORST,
                (Step("grøn", "Grøn"), Step("gul", "Gul"), Step("rød", "Rød")),
                None,
                HERE,
            )
        ),
        "levels": named(Level("position", "Position", "farve", None, None, "rådgiver", HERE)),
        "roles": named(
            Role("rådgiver", "Rådgiver", 1, HERE),
            Role("leder", "Leder", 2, HERE),
            Role("lærer", "Lærer", None, HERE),
        ),
        "parties": {},
        "inputs": INPUTS,
        "lists": named(NOTIFICATIONS, FOLLOW_UPS),
        "indicators": {},
        "definitions": named(Definition("højt_fravær", "Højt fravær", ALWAYS_TRUE, YES_NO, HERE)),
        "actions": named(
            Action("samtale", "holde en samtale", None, HERE),
            Action("akutvurdering", "vurdere faren", "underretning", HERE),
        ),
        "measures": {},
        "attention": {},
        "calendars": {},
        "integrity": (),
        "rules": {},
        "tables": {},
        "demands": (),
        "examples": (),
    }
    return Ruleset(**{**parts, **changes})


RULES = ruleset()
