"""Small rule sets written out, for examples that a generator would take long to find."""

from datetime import UTC, date, datetime
from fractions import Fraction

from bekymring.case.answers import Answer, Case, FactState, RecordAnswers
from bekymring.model.ruleset import (
    Action,
    AttentionPoint,
    Const,
    Deadline,
    DeadlineKind,
    DeadlineTerm,
    Definition,
    Direction,
    Done,
    Input,
    InputKind,
    Layer,
    Level,
    Modality,
    Origin,
    Period,
    PointTo,
    RecordField,
    RecordList,
    Ref,
    Require,
    Role,
    Rule,
    Ruleset,
    Scale,
    Step,
    Unit,
)
from bekymring.model.types import Day, Instant, OnScale, YesNo
from bekymring.source import Span

HERE = Origin("opdigtet", Span.nowhere())
NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
STEPS = ("grøn", "gul", "rød")


def fact(name, type_=None, **traits):
    return Input(name, f"{name}?", type_ or YesNo(), InputKind.FACT, HERE, **traits)


def action(name, **traits):
    return Action(name, name, traits.pop("per_record", None), HERE, **traits)


def done(fact_name):
    return Done(Ref(fact_name), None)


def rule(name, *conclusions, when=None, **parts):
    return Rule(name, conclusions, HERE, when=when, **parts)


def points(step, level="position"):
    return PointTo(level, step)


def must(name, *terms, modality=Modality.MUST, **tails):
    deadline = Deadline(DeadlineKind.BY, terms) if terms else None
    return Require(name, modality, deadline=deadline, **tails)


def after(anchor, amount, unit=Unit.DAYS):
    return DeadlineTerm(anchor, Const(Fraction(amount)), unit)


def notifications(maximum=5):
    fields = {
        "alvorlig": RecordField("alvorlig", "alvorlig?", YesNo(), HERE),
        "modtaget": RecordField("modtaget", "modtaget?", Instant(), HERE),
        "vurderet": RecordField("vurderet", "vurderet?", Instant(), HERE),
    }
    return RecordList("underretning", "underretninger", "", fields, "modtaget", maximum, HERE)


def by_name(parts):
    return {one.name: one for one in sorted(parts, key=lambda one: one.name)}


def ruleset(*rules, facts=(), actions=(), definitions=(), lists=(), otherwise=None, strata=None):
    """A rule set over one level; `strata` groups the names of rules where some read what others conclude."""
    scale = Scale("position", "", Direction.BEST_TO_WORST, tuple(Step(s, s) for s in STEPS), None, HERE)
    level = Level("position", "", "position", None, otherwise, "rådgiver", HERE)
    own = Input("position", "position?", OnScale("position"), InputKind.OWN_LEVEL, HERE)
    layer = Layer("opdigtet", "", "1.0", Period(), (), HERE)
    return Ruleset(
        layers=(layer,),
        laws={},
        sources={},
        scales={"position": scale},
        levels={"position": level},
        roles=by_name((Role("leder", "", 1, HERE), Role("rådgiver", "", 0, HERE))),
        parties={},
        inputs=by_name((own, *facts)),
        lists=by_name(lists),
        indicators={},
        definitions=by_name(Definition(name, "", expr, YesNo(), HERE) for name, expr in definitions),
        actions=by_name(actions),
        measures={},
        attention=by_name((AttentionPoint("punkt", "", HERE),)),
        calendars={},
        integrity=(),
        rules=by_name(rules),
        tables={},
        demands=(),
        examples=(),
        strata=strata or (tuple(sorted(one.name for one in rules)),),
    )


def told(value):
    return Answer(FactState.KNOWN, value)


ASKED = Answer(FactState.ASKED)
NOT_HAPPENED = Answer(FactState.NOT_HAPPENED)


def case(facts=None, records=None, *, complete=True, departures=()):
    held = {} if records is None else {"underretning": RecordAnswers(tuple(records), complete)}
    return Case({name: told(value) for name, value in (facts or {}).items()}, held, departures)


def notification(day, hour=10, *, assessed=NOT_HAPPENED, serious=False):
    received = datetime(2026, 6, day, hour, tzinfo=UTC)
    return {"alvorlig": told(serious), "modtaget": told(received), "vurderet": assessed}


def june(day):
    return date(2026, 6, day)


DAY = Day()
