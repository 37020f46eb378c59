"""Cases of the rule set in `build.py`, as objects and as data: every form, every type."""

from datetime import UTC, date, datetime
from fractions import Fraction

from hypothesis import strategies as st
from tests.case.build import INPUTS, NOTIFICATIONS

from bekymring.case import Answer, Case, Departure, FactState, Provenance, RecordAnswers
from bekymring.case.forms import Question
from bekymring.model.ruleset import InputKind
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, YesNo
from bekymring.values import SetValue

STEPS = ("grøn", "gul", "rød")
ROLES = ("rådgiver", "leder")
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
INSTANTS = st.datetimes(datetime(1980, 1, 1), datetime(2099, 12, 30)).map(
    lambda instant: instant.replace(microsecond=0, tzinfo=UTC)
)


def values(type_):
    match type_:
        case YesNo():
            return st.booleans()
        case Number(low, high, True):
            return st.integers(int(low), int(high)).map(Fraction)
        case Number(low, high):
            return st.integers(int(low * 10**6), int(high * 10**6)).map(lambda n: Fraction(n, 10**6))
        case Day():
            return DAYS
        case Instant():
            return INSTANTS
        case Choice():
            return st.sampled_from(type_.names)
        case OnScale():
            return st.sampled_from(STEPS)
        case SetOf():
            halves = st.sets(st.sampled_from(type_.names))
            return st.tuples(halves, halves).map(
                lambda both: SetValue(frozenset(both[0]), frozenset(both[0] | both[1]))
            )


PROVENANCES = st.none() | st.builds(
    Provenance, TEXT, st.none() | DAYS, TEXT, st.none() | st.booleans()
).filter(lambda one: one != Provenance())


@st.composite
def answers(draw, question: Question):
    states = [FactState.KNOWN, FactState.ASKED, FactState.DOUBTED]
    states += [FactState.NOT_RELEVANT] if question.may_be_irrelevant else []
    states += [FactState.NOT_HAPPENED] if isinstance(question.type_, Day | Instant) else []
    state = draw(st.sampled_from(states))
    value = draw(values(question.type_)) if state in {FactState.KNOWN, FactState.DOUBTED} else None
    provenance = draw(PROVENANCES)
    through = draw(st.none() | DAYS) if question.is_measured else None
    if not question.is_assessment:
        return Answer(state, value, provenance, through=through)
    needs_reason = state not in {FactState.ASKED, FactState.DOUBTED}
    reason = draw(TEXT.filter(str.strip) if needs_reason else TEXT)
    by = draw(st.sampled_from(("", *ROLES)))
    return Answer(state, value, provenance, by, draw(st.none() | DAYS | INSTANTS), reason)


def some_of(strategies):
    """A mapping with any of the names, in the order of names."""
    return st.fixed_dictionaries({}, optional=strategies).map(lambda held: dict(sorted(held.items())))


ASKED = {
    name: one
    for name, one in INPUTS.items()
    if one.collected and not (one.kind is InputKind.PARAMETER and one.setting)
}
FACTS = some_of({name: answers(Question.of(one)) for name, one in ASKED.items()})
ITEMS = some_of(
    {name: answers(Question.of(one)) for name, one in NOTIFICATIONS.fields.items() if one.collected}
)
LISTS = some_of(
    {
        "underretning": st.builds(
            lambda items, complete: RecordAnswers(tuple(items), complete=complete),
            st.lists(ITEMS, max_size=3),
            st.booleans(),
        )
    }
)


@st.composite
def cases(draw):
    records = draw(LISTS)
    count = len(records["underretning"].items) if records else 0
    written = TEXT.filter(str.strip)
    whole = st.builds(Departure, st.just("samtale"), st.none(), st.sampled_from(ROLES), written)
    each = st.builds(
        Departure, st.just("akutvurdering"), st.integers(1, max(count, 1)), st.sampled_from(ROLES), written
    )
    held = draw(st.lists(whole | each if count else whole, max_size=3))
    in_order = sorted(held, key=lambda one: (one.action, one.record or 0, one.by, one.reason))
    return Case(draw(FACTS), records, tuple(in_order))


# --- data that may or may not be a case ---------------------------------------------------------------------

WRITTEN = [
    None, True, False, 0, 3, 17, 18, 100, 101, -1, "0", "12.5", "x", "", "lav", "grøn", "vold", "rådgiver", "leder",
    "lærer", "2026-03-06", "2026-03-06T15:40", "samtale", "akutvurdering", 1.5,
]  # fmt: skip
WORDS = [
    "tvivl", "ikke_relevant", "ikke_sket", "værdi", "vurdering", "fra", "dato", "dokument", "partshørt", "af", "fordi",
    "til_og_med", "poster", "komplet", "handling", "post", "vold", "overgreb", "modtagelse", "fra_skole", "lukket", "navn",
]  # fmt: skip
SHAPES = st.recursive(
    st.sampled_from(WRITTEN),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=5,
)
DATA = st.dictionaries(
    st.sampled_from([*INPUTS, "underretning", "fravigelser", "ukendt"]), SHAPES, min_size=1, max_size=2
)
