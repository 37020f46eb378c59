"""What can be wrong with an example of a rule set (BEK6xx): what it names, what it gives, and what it expects.

Children in examples are invented, so these findings may show values. `{…_da}` and `{…_en}` are two wordings of one
argument; everything else stands in both languages unchanged.
"""

from __future__ import annotations

from typing import Final

from attrs import evolve

from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.source import Span


def _code(number: int, slug: str, da: tuple[str, str], en: tuple[str, str]) -> Code:
    return Code(f"BEK{number}", f"example-{slug}", Severity.ERROR, Words(*da), Words(*en))


def finding(code: Code, at: Span, **args: str) -> Diagnostic:
    """A finding of this room."""
    return Diagnostic(code, at, args)


def pointing(found: Diagnostic, *labels: Label) -> Diagnostic:
    """The finding with the other places that it speaks of."""
    return evolve(found, labels=labels)


# --- what is named ------------------------------------------------------------------------------------------

UNKNOWN_NAME: Final = _code(
    601,
    "unknown-name",
    ("»{name}« findes ikke. Her skal stå {wanted_da}.", "{hint_da}"),
    ("»{name}« does not exist. Here belongs {wanted_en}.", "{hint_en}"),
)
FOLLOWS_FROM_RULES: Final = _code(
    602,
    "follows-from-rules",
    (
        "»{name}« følger af reglerne og kan ikke gives i en sag.",
        "Giv de oplysninger, det følger af, eller skriv det under »forventes«.",
    ),
    (
        "»{name}« follows from the rules and cannot be given in a case.",
        "Give the facts that it follows from, or write it under »expected«.",
    ),
)
LEVEL_IS_GIVEN: Final = _code(
    603,
    "level-is-given",
    (
        "»{name}« er det, reglerne peger på. En sag kan kun have fagpersonens egen vurdering af det.",
        "Skriv »vurderet« foran, hvis det er den, der menes.",
    ),
    (
        "»{name}« is what the rules point to. A case can only hold the professional's own assessment of it.",
        "Write »assessed« before it if that is what is meant.",
    ),
)
NOT_COLLECTED: Final = _code(
    604,
    "not-collected",
    ("»{name}« indhentes ikke og kan ikke stå i en sag.", "Slet linjen."),
    ("»{name}« is not collected and cannot stand in a case.", "Delete the line."),
)
PARAMETER_FIXED: Final = _code(
    605,
    "parameter-fixed",
    ("»{name}« er fastsat i regelsættet og kan ikke stå i en sag.", "Slet linjen."),
    ("»{name}« is fixed by the rule set and cannot stand in a case.", "Delete the line."),
)

# --- what is given ------------------------------------------------------------------------------------------

DOES_NOT_FIT: Final = _code(
    610,
    "answer-does-not-fit",
    (
        "Svaret passer ikke til »{name}«.",
        "Her skal stå {wanted_da}. Er der spurgt, uden at nogen ved det, så skriv: {name} er ikke oplyst",
    ),
    (
        "The answer does not fit »{name}«.",
        "Here belongs {wanted_en}. If it was asked and nobody knows, write: {name} is not known",
    ),
)
GIVEN_TWICE: Final = _code(
    611,
    "given-twice",
    ("»{name}« er givet to gange i det samme eksempel.", "Slet den ene linje."),
    ("»{name}« is given twice in one example.", "Delete one of the lines."),
)
NEVER_IRRELEVANT: Final = _code(
    612,
    "never-irrelevant",
    (
        "Regelsættet siger ikke, hvornår »{name}« er relevant, så det er den altid.",
        "Skriv »er ikke oplyst«, eller sig »relevant når …«, hvor den er erklæret.",
    ),
    (
        "The rule set does not say when »{name}« is relevant, so it always is.",
        "Write »is not known«, or say »relevant when …« where it is declared.",
    ),
)
CANNOT_HAPPEN: Final = _code(
    613,
    "cannot-happen",
    (
        "Kun en dato eller et tidspunkt kan være »ikke sket«; det er »{name}« ikke.",
        "Her skal stå {wanted_da}.",
    ),
    ("Only a date or an instant can have »not happened«; »{name}« is neither.", "Here belongs {wanted_en}."),
)
NOT_AN_ASSESSMENT: Final = _code(
    614,
    "not-an-assessment",
    (
        "»{name}« er en oplysning og ikke en faglig vurdering; den har ikke nogen, der vurderer, og ingen begrundelse.",
        "Skriv svaret alene.",
    ),
    (
        "»{name}« is a fact and not a professional assessment; nobody assesses it, and it takes no reason.",
        "Write the answer alone.",
    ),
)
ROLE_MAY_NOT: Final = _code(
    615,
    "role-may-not",
    ("»{name}« foretages af »{role}«.", "Skriv den rolle, eller slet »vurderet af …«."),
    ("»{name}« is made by »{role}«.", "Write that role, or delete »assessed by …«."),
)
RECORD_NUMBERS: Final = _code(
    620,
    "record-numbers",
    (
        "»{list}« er nummereret {numbers}.",
        "Nummerér fra 1 uden huller; så er det klart, hvilken forventningerne mener.",
    ),
    (
        "»{list}« is numbered {numbers}.",
        "Number from 1 without gaps; then it is clear which one the expectations mean.",
    ),
)
TOO_MANY_RECORDS: Final = _code(
    621,
    "too-many-records",
    (
        "»{list}« kan højst have {limit}.",
        "Slet dem, der er for mange, eller skriv et højere »højst«, hvor den er erklæret.",
    ),
    (
        "»{list}« can have at most {limit}.",
        "Delete those that are too many, or allow more where it is declared.",
    ),
)
NONE_AND_SOME: Final = _code(
    622,
    "none-and-some",
    (
        "Her står, at der ingen er eller at de ikke er fuldstændige, men eksemplet siger andet om »{list}«.",
        "Slet den ene linje.",
    ),
    (
        "Here it says that there are none or that they are not complete, but the example says otherwise of »{list}«.",
        "Delete one of the lines.",
    ),
)
WHICH_RECORD: Final = _code(
    623,
    "which-record",
    ("»{name}« er for hver {list}, og her står ikke hvilken.", "Skriv nummeret: {written}"),
    ("»{name}« is for each {list}, and it is not said which.", "Write the number: {written}"),
)
NO_SUCH_RECORD: Final = _code(
    624,
    "no-such-record",
    (
        "Eksemplet har ikke {list} {number}.",
        "Numrene er dem, der står efter »{list}« i sagen; her er der {count}.",
    ),
    (
        "The example has no {list} {number}.",
        "The numbers are those behind »{list}« in the case; there are {count} here.",
    ),
)
OTHER_LIST: Final = _code(
    626,
    "other-list",
    (
        "»{name}« holdes for hver {list}, ikke for hver {written}.",
        "Skriv {name} af {list} og nummeret.",
    ),
    (
        "»{name}« is kept for each {list}, not for each {written}.",
        "Write {name} of {list} and the number.",
    ),
)
NOT_PER_RECORD: Final = _code(
    625,
    "not-per-record",
    ("»{name}« er ikke for hver hændelse.", "Slet »af …« og nummeret."),
    ("»{name}« is not for each record.", "Delete »of …« and the number."),
)

NOT_MEASURED: Final = _code(
    629,
    "not-measured-for-a-period",
    (
        "»{name}« opgøres ikke for en periode.",
        "Slet »opgjort til og med …«, eller skriv i oplysningen fx: opgøres for hvert kvartal",
    ),
    (
        "»{name}« is not measured for a period.",
        "Delete »measured to the end of …«, or write in the fact, for example: measured for each quarter",
    ),
)

# --- the moment and the shape of an expectation -------------------------------------------------------------

MOMENT_OUTSIDE_CALENDAR: Final = _code(
    630,
    "moment-outside-calendar",
    (
        "Vurderingsdagen findes ikke i kalenderen.",
        "Datoer går fra 1900 til 2199, klokkeslæt fra 1980 til 2099, og timen, der springes over om foråret, findes ikke.",
    ),
    (
        "The moment of assessment does not exist in the calendar.",
        "Dates run from 1900 to 2199, times of day from 1980 to 2099, and the hour that is skipped in spring does not exist.",
    ),
)
MOMENT_OUTSIDE_PERIOD: Final = _code(
    631,
    "moment-outside-period",
    (
        "Regelsættet »{ruleset}« gælder ikke på vurderingsdagen.",
        "Vælg en dag, hvor det gælder, eller ret »gælder fra … til og med …«.",
    ),
    (
        "The rule set »{ruleset}« is not valid on the day of assessment.",
        "Choose a day on which it is, or change »valid from … to the end of …«.",
    ),
)
CERTAINTY_NOT_HERE: Final = _code(
    632,
    "certainty-not-here",
    (
        "»{state_da}« har hverken »indtil videre« eller »afhængigt af svar«.",
        "Slet de ord, eller skriv, hvad der gælder.",
    ),
    (
        "»{state_en}« takes neither »until further notice« nor »depending on answers«.",
        "Delete those words, or write what holds.",
    ),
)
DEADLINE_NOT_HERE: Final = _code(
    633,
    "deadline-not-here",
    ("»{state_da}« har ingen frist.", "Slet »senest …«, eller skriv den pligt, som fristen hører til."),
    (
        "»{state_en}« has no deadline.",
        "Delete »no later than …«, or write the duty that the deadline belongs to.",
    ),
)

# --- what the rules say instead -----------------------------------------------------------------------------

NOT_MET: Final = _code(
    650,
    "not-met",
    (
        "Forventet: {expected_da}. Reglerne siger: {found_da}.",
        "{open_da}Ret reglerne, hvis eksemplet har ret; ret eksemplet, hvis reglerne har ret.{rules_da}",
    ),
    (
        "Expected: {expected_en}. The rules say: {found_en}.",
        "{open_en}Change the rules if the example is right; change the example if the rules are.{rules_en}",
    ),
)

CODES: Final = tuple(one for one in globals().copy().values() if isinstance(one, Code))
"""Every code of this room, for `bekymring explain`."""
