"""Generated rule sets: kernels that a checked rule file could have become.

Takes a source of choices and `Options`; gives a `Ruleset`.
Afterwards true: what `model/invariants.py` says of every rule set.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import evolve

from bekymring.model.reading import reads_of, strata
from bekymring.model.ruleset import (
    Action,
    Compare,
    Const,
    Definition,
    Done,
    Expr,
    Indicator,
    IndicatorKind,
    Input,
    InputKind,
    Integrity,
    Layer,
    Measure,
    Named,
    Not,
    Op,
    Period,
    Pick,
    RecordValue,
    Ref,
    Ruleset,
)
from bekymring.model.types import Choice, Day, Instant, Number, Type, YesNo
from bekymring.testing.conclusions import Definitions, hard_outcomes, make_rule
from bekymring.testing.draws import Draw, chance, pick
from bekymring.testing.expressions import Readable, Writer, input_scope, is_yes
from bekymring.testing.vocabulary import (
    LOCAL,
    NATIONAL,
    ORIGIN,
    STEPS,
    Feature,
    Options,
    Vocabulary,
    make_vocabulary,
    with_own_levels,
)

NUMBER_OF_CONDITIONS: Final = Number(Fraction(-8), Fraction(8), integer=False)


def _relevance(draw: Draw, vocabulary: Vocabulary) -> dict[str, Input]:
    """Says of some facts when they apply, in terms of facts that come before them."""
    made: dict[str, Input] = {}
    before: list[Input] = []
    for one in vocabulary.inputs.values():
        simple = [b for b in before if isinstance(b.type_, YesNo | Choice)]
        apply = vocabulary.options.has(Feature.RELEVANCE) and one.kind is InputKind.FACT
        if apply and simple and chance(draw, 25):
            made[one.name] = evolve(one, relevant_when=_simple(draw, pick(draw, simple)))
        else:
            made[one.name] = one
        if one.kind is InputKind.FACT:
            before.append(one)
    return made


def _simple(draw: Draw, fact: Input) -> Expr:
    ref = Ref(fact.name)
    if isinstance(fact.type_, Choice):
        return Compare(Op.EQ, ref, Const(pick(draw, fact.type_.names)))
    return is_yes(ref) if chance(draw, 60) else Not(is_yes(ref))


def _done(draw: Draw, vocabulary: Vocabulary) -> dict[str, Action]:
    """Says of some actions when they were done."""
    if not vocabulary.options.has(Feature.DONE):
        return vocabulary.actions
    made: dict[str, Action] = {}
    for name, action in vocabulary.actions.items():
        record = vocabulary.lists.get(action.per_record or "")
        scope = evolve(input_scope(vocabulary), this=record)
        writer = Writer(draw, vocabulary, scope)
        days = writer.of_type(Day, Instant)
        if not days or not chance(draw, 70):
            made[name] = action
            continue
        when = writer.truth(0) if chance(draw, 25) else None
        made[name] = evolve(action, done=Done(_done_at(draw, writer) or pick(draw, days)[0], when))
    return made


def _done_at(draw: Draw, writer: Writer) -> RecordValue | None:
    """The date of the latest of some records, which also tells how often it was done."""
    dated = [one for one in writer.vocabulary.lists.values() if one.dated_by is not None]
    if not dated or not chance(draw, 35):
        return None
    list_ = pick(draw, dated)
    assert list_.dated_by is not None, "one with a date was picked"
    return RecordValue(list_.name, Pick.LATEST, list_.dated_by, writer.filter(list_))


def _definitions(
    draw: Draw, vocabulary: Vocabulary
) -> tuple[dict[str, Definition], dict[str, Indicator], Definitions]:
    """Gives definitions and derived indicators, each reading only those before it."""
    made: dict[str, Definition] = {}
    indicators: dict[str, Indicator] = {}
    plain: list[Readable] = []
    reading: list[tuple[int, Expr]] = []
    number = draw.integer(0, 3) if vocabulary.options.has(Feature.DEFINITIONS) else 0
    for n in range(1, number + 1):
        scope = evolve(input_scope(vocabulary), named=tuple(plain))
        place = 0
        if vocabulary.options.has(Feature.OUTCOMES) and chance(draw, 30):
            place = draw.integer(1, len(vocabulary.order))
            scope = evolve(scope, outcomes=hard_outcomes(vocabulary, place, None))
        name, expr, type_ = f"begreb_{n}", *_meaning(draw, Writer(draw, vocabulary, scope), place)
        if type_ == YesNo() and chance(draw, 40):
            name = f"tegn_{n}"
            kind = IndicatorKind.SIGN_OF_DANGER
            indicators[name] = Indicator(name, name, kind, expr, (), ORIGIN)
        made[name] = Definition(name, name, expr, type_, ORIGIN)
        if place:
            reading.append((place, Named(name)))
        else:
            plain.append((Named(name), type_))
    return (
        dict(sorted(made.items())),
        dict(sorted(indicators.items())),
        Definitions(tuple(plain), tuple(reading)),
    )


def _meaning(draw: Draw, writer: Writer, place: int) -> tuple[Expr, Type]:
    if place == 0 and chance(draw, 30):
        return writer.number(), NUMBER_OF_CONDITIONS
    return writer.truth(writer.vocabulary.options.depth - 1), YesNo()


def _layers(options: Options) -> tuple[Layer, ...]:
    national = Layer(NATIONAL, "Opdigtet", "1.0", Period(), (), ORIGIN)
    if not options.has(Feature.LAYERS):
        return (national,)
    return (national, Layer(LOCAL, "Opdigtet kommune", "1.0", Period(), (NATIONAL,), ORIGIN))


def _measures(draw: Draw, vocabulary: Vocabulary) -> dict[str, Measure]:
    if not vocabulary.options.has(Feature.MEASURES):
        return {}
    made = {}
    for n in (1, 2):
        group = Writer(draw, vocabulary, input_scope(vocabulary)).truth(1) if chance(draw, 70) else None
        made[f"indsats_{n}"] = Measure(
            f"indsats_{n}", "Indsats", "trappe", pick(draw, STEPS["trappe"][1]), group, ORIGIN
        )
    return made


def make_ruleset(draw: Draw, options: Options | None = None) -> Ruleset:
    """Gives a rule set."""
    options = options or Options()
    words = make_vocabulary(draw, options)
    words = evolve(words, inputs=_relevance(draw, words))
    words = evolve(words, actions=_done(draw, words))
    definitions, indicators, readable = _definitions(draw, words)
    observed = Indicator("tegn_set", "tegn_set", IndicatorKind.SIGN_OF_NOT_THRIVING, None, (), ORIGIN)
    number = draw.integer(1, options.rules)
    rules = {f"regel_{n:02}": make_rule(draw, words, readable, f"regel_{n:02}") for n in range(1, number + 1)}
    claims: tuple[Integrity, ...] = ()
    if options.has(Feature.INTEGRITY) and chance(draw, 30):
        claims = (Integrity("sammenhæng", Writer(draw, words, input_scope(words)).truth(1), ORIGIN),)
    strata_, circles = strata(rules, words.actions, reads_of(rules, definitions))
    assert not circles, "rules conclude about outcomes that stand after all that they read"
    return Ruleset(
        layers=_layers(options),
        laws={},
        sources={},
        scales=words.scales,
        levels=words.levels,
        roles=words.roles,
        parties=words.parties,
        inputs=words.inputs,
        lists=with_own_levels(words.lists, words.levels),
        indicators=dict(sorted({**indicators, "tegn_set": observed}.items())),
        definitions=definitions,
        actions=words.actions,
        measures=_measures(draw, words),
        attention=words.attention,
        calendars=words.calendars,
        integrity=claims,
        rules=rules,
        tables={},
        demands=(),
        examples=(),
        strata=strata_,
    )
