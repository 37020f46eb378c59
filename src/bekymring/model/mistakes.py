"""Words for mistakes in names, answers, circles and layers: what is found, and what to write instead.

`{…_da}` and `{…_en}` are two wordings of one argument; everything else stands in both languages unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.source import Span

NO_ARGUMENTS: Final[Mapping[str, str]] = MappingProxyType({})


def _error(number: int, slug: str, da: tuple[str, str], en: tuple[str, str]) -> Code:
    return Code(f"BEK{number}", slug, Severity.ERROR, Words(*da), Words(*en))


def _warning(number: int, slug: str, da: tuple[str, str], en: tuple[str, str]) -> Code:
    return Code(f"BEK{number}", slug, Severity.WARNING, Words(*da), Words(*en))


def finding(
    code: Code,
    at: Span,
    *,
    labels: tuple[Label, ...] = (),
    suggestion: str = "",
    more: Mapping[str, str] = NO_ARGUMENTS,
    **args: object,
) -> Diagnostic:
    """A finding of this room, its arguments as text; `more` are arguments that are put together elsewhere."""
    texts = {name: str(value) for name, value in args.items()} | dict(more)
    return Diagnostic(code, at, texts, labels, suggestion)


def declared_here(at: Span, name: str) -> Label:
    """The label that points to an earlier declaration."""
    return Label(at, f"»{name}« er erklæret her", f"»{name}« is declared here")


# --- Names --------------------------------------------------------------------------------------------------

UNKNOWN_NAME: Final = _error(
    201,
    "unknown-name",
    ("»{name}« findes ikke. Her skal stå {wanted_da}.", "{hint_da}"),
    ("»{name}« does not exist. Here belongs {wanted_en}.", "{hint_en}"),
)
DECLARED_TWICE: Final = _error(
    202,
    "declared-twice",
    ("Navnet »{name}« er erklæret to gange.", "Giv den ene et andet navn; et navn står for én ting."),
    ("The name »{name}« is declared twice.", "Give one of them another name; a name stands for one thing."),
)
FROM_TWO_IMPORTS: Final = _error(
    203,
    "declared-by-two-imports",
    (
        "Navnet »{name}« er erklæret både i »{first}« og i »{second}«, som regelsættet bygger på.",
        "De to kan ikke bruges sammen, før den ene giver det et andet navn.",
    ),
    (
        "The name »{name}« is declared both in »{first}« and in »{second}«, which the rule set builds on.",
        "The two cannot be used together until one of them gives it another name.",
    ),
)
REDEFINED: Final = _error(
    204,
    "redefined-name",
    (
        "Navnet »{name}« er allerede erklæret i »{below}«, som regelsættet bygger på.",
        "Et regelsæt kan føje til det, det bygger på, men ikke lave det om. Brug et andet navn.",
    ),
    (
        "The name »{name}« is already declared in »{below}«, which the rule set builds on.",
        "A rule set may add to what it builds on, not change it. Use another name.",
    ),
)
CONFUSABLE: Final = _error(
    205,
    "confusable-names",
    (
        "Navnene »{name}« og »{other}« er til at forveksle.",
        "Giv den ene et navn, der ikke kan læses som det andet.",
    ),
    (
        "The names »{name}« and »{other}« are easily confused.",
        "Give one a name that cannot be read as the other.",
    ),
)
WRONG_KIND: Final = _error(
    206,
    "wrong-kind-of-name",
    ("»{name}« er {found_da}. Her skal stå {wanted_da}.", "{hint_da}"),
    ("»{name}« is {found_en}. Here belongs {wanted_en}.", "{hint_en}"),
)
UNKNOWN_ALTERNATIVE: Final = _error(
    207,
    "unknown-alternative",
    ("»{name}« er ikke et af svarene på »{fact}«.", "Svarene er {options}.{hint_da}"),
    ("»{name}« is not one of the answers to »{fact}«.", "The answers are {options}.{hint_en}"),
)
UNKNOWN_STEP: Final = _error(
    208,
    "unknown-step",
    ("»{name}« er ikke et trin på skalaen »{scale}«.", "Trinene er {options}.{hint_da}"),
    ("»{name}« is not a step of the scale »{scale}«.", "The steps are {options}.{hint_en}"),
)
UNKNOWN_FIELD: Final = _error(
    209,
    "unknown-field",
    ("»{name}« er ikke et felt i »{list}«.", "Felterne er {options}.{hint_da}"),
    ("»{name}« is not a field of »{list}«.", "The fields are {options}.{hint_en}"),
)
FIELD_OR_FACT: Final = _error(
    210,
    "field-or-fact",
    (
        "Inden i »hvor« kan »{name}« læses på to måder: som felt i »{list}« og som {other_da}.",
        "Giv feltet eller det andet et andet navn.",
    ),
    (
        "Inside a filter »{name}« can be read in two ways: as a field of »{list}« and as {other_en}.",
        "Give the field or the other another name.",
    ),
)
FIELD_THERE: Final = _error(
    271,
    "field-there",
    (
        "Hændelsen »{list}« har allerede et felt, der hedder »{name}«.",
        "Giv det nye et andet navn. Et felt, som andre har skrevet, kan læses, men ikke ændres.",
    ),
    (
        "The record »{list}« already has a field called »{name}«.",
        "Give the new one another name. A field that others have written can be read, but not changed.",
    ),
)
ASSESSED_EACH: Final = _error(
    272,
    "assessed-each",
    (
        "»{name}« vurderes for hver {list}. Her siges ikke, hvilken.",
        "Skriv »{name} af denne {list}« i en regel for hver {list}, eller tæl: der er mindst 1 {plural} hvor ({name} …).",
    ),
    (
        "»{name}« is assessed for each {list}. Here it is not said which one.",
        "Write »{name} of this {list}« in a rule for each {list}, or count: there are at least 1 {plural} where ({name} …).",
    ),
)
DUPLICATE_OPTION: Final = _error(
    211,
    "duplicate-option",
    ("»{name}« står to gange i den samme opregning.", "Slet det ene."),
    ("»{name}« stands twice in the same list.", "Delete one of them."),
)

# --- What can be said about what ----------------------------------------------------------------------------

NOT_A_CONDITION: Final = _error(
    212,
    "not-a-condition",
    (
        "»{name}« er {found_da} og ikke i sig selv en betingelse.",
        "Skriv, hvad svaret skal være: {written_da}",
    ),
    ("»{name}« is {found_en} and no condition by itself.", "Write what the answer must be: {written_en}"),
)
CANNOT_BE_COMPARED: Final = _error(
    213,
    "cannot-be-compared",
    ("{left_da} kan ikke sammenlignes med {right_da}.", "Sammenlign med {wanted_da}."),
    ("{left_en} cannot be compared with {right_en}.", "Compare with {wanted_en}."),
)
WRONG_COMPARISON: Final = _error(
    214,
    "wrong-comparison",
    ("»{word_da}« kan ikke siges om {left_da}.", "Skriv et af disse i stedet: {allowed_da}."),
    ("»{word_en}« cannot be said of {left_en}.", "Write one of these instead: {allowed_en}."),
)
NOT_A_NUMBER: Final = _error(
    215,
    "not-a-number",
    ("Her skal stå et tal, og der står {found_da}.", "Der kan kun regnes med tal."),
    ("Here belongs a number, and there stands {found_en}.", "Only numbers can be calculated with."),
)
NOT_A_DATE: Final = _error(
    216,
    "not-a-date",
    (
        "Her skal stå en dato eller et tidspunkt, og der står {found_da}.",
        "Nævn en oplysning eller et felt, der er en dato.",
    ),
    (
        "Here belongs a date or an instant, and there stands {found_en}.",
        "Name a fact or a field that is a date.",
    ),
)
NOT_LINEAR: Final = _error(
    217,
    "not-linear",
    (
        "To ukendte tal er ganget med hinanden.",
        "Gang kun med et fast tal; så kan reglerne bevises.",
    ),
    ("Two unknown numbers are multiplied.", "Multiply by a fixed number only; then the rules can be proved."),
)
PERCENT_MISMATCH: Final = _error(
    218,
    "percent-mismatch",
    (
        "Den ene side er i procent, den anden er ikke.",
        "Skriv procenttegn på begge sider eller på ingen af dem.",
    ),
    ("One side is a percentage, the other is not.", "Write a percent sign on both sides or on neither."),
)
UNIT_MISMATCH: Final = _error(
    219,
    "unit-mismatch",
    ("»{left}« og »{right}« er ikke den samme enhed.", "Omregn den ene ved at gange med et fast tal."),
    (
        "»{left}« and »{right}« are not the same unit.",
        "Convert one of them by multiplying by a fixed number.",
    ),
)
OUTSIDE_BOUNDS: Final = _error(
    220,
    "outside-bounds",
    (
        "{value} ligger uden for det, der kan svares: fra {low} til {high}.",
        "Ret tallet, eller ret grænserne, hvor de er erklæret.",
    ),
    (
        "{value} lies outside what can be answered: from {low} to {high}.",
        "Change the number, or the bounds where they are declared.",
    ),
)
NOT_WHOLE: Final = _error(
    221,
    "not-whole",
    ("{value} er ikke et helt tal.", "Her skal stå et helt tal."),
    ("{value} is not a whole number.", "Here belongs a whole number."),
)
HOURS_NEED_INSTANT: Final = _error(
    222,
    "hours-need-an-instant",
    (
        "Timer kan ikke regnes fra en dato uden klokkeslæt.",
        "Brug dage, eller lad oplysningen være et tidspunkt.",
    ),
    ("Hours cannot be counted from a date without a time of day.", "Use days, or make the fact an instant."),
)
CHAINED_SHIFT: Final = _error(
    223,
    "chained-shift",
    (
        "Der er lagt til to gange efter hinanden.",
        "Læg kun til én gang, regnet fra en oplysning, et felt eller en dato.",
    ),
    ("Something is added twice in a row.", "Add once only, counted from a fact, a field or a date."),
)
UNIT_NOT_HERE: Final = _error(
    224,
    "unit-not-here",
    ("{unit_da} kan ikke bruges her.", "Her kan bruges {allowed_da}."),
    ("{unit_en} cannot be used here.", "Here one can use {allowed_en}."),
)
SET_NEEDS_CONTAINS: Final = _error(
    225,
    "set-needs-contains",
    ("»{name}« kan have flere svar på én gang.", "Skriv: {written_da}"),
    ("»{name}« may have several answers at once.", "Write: {written_en}"),
)
CONTAINS_NEEDS_SET: Final = _error(
    226,
    "contains-needs-set",
    (
        "»indeholder« kan kun siges om en oplysning, der kan have flere svar.",
        "Skriv »er« eller »er en af (…)«.",
    ),
    (
        "»contains« can only be said of a fact that may have several answers.",
        "Write »is« or »is one of (…)«.",
    ),
)
BAD_COUNT: Final = _error(
    227,
    "bad-count",
    ("Der kan højst være {most}, og der kræves {count}.", "Ret tallet, så det kan forekomme."),
    ("There can be at most {most}, and {count} are asked for.", "Change the number so that it can occur."),
)
NOTHING_TO_COUNT: Final = _error(
    228,
    "nothing-to-count",
    (
        "Der er ingen indikatorer af den art at tælle.",
        "Erklær mindst én indikator af arten i regelsættet eller under det.",
    ),
    (
        "There are no indicators of that kind to count.",
        "Declare at least one indicator of the kind in the rule set or below it.",
    ),
)
TOO_DEEP: Final = _error(
    229,
    "too-deep",
    ("Udtrykket er for dybt: højst {limit} parenteser inden i hinanden.", "Del det op med en definition."),
    (
        "The expression is too deep: at most {limit} brackets inside each other.",
        "Split it with a definition.",
    ),
)
DATE_OUTSIDE: Final = _error(
    230,
    "date-outside-the-calendar",
    (
        "Datoen eller klokkeslættet findes ikke i kalenderen.",
        "Datoer går fra 1900 til 2199, klokkeslæt fra 1980 til 2099, og timen, der springes over om foråret, findes ikke.",
    ),
    (
        "The date or time of day does not exist in the calendar.",
        "Dates run from 1900 to 2199, times of day from 1980 to 2099, and the hour that is skipped in spring does not exist.",
    ),
)

# --- Records ------------------------------------------------------------------------------------------------

THIS_OUTSIDE: Final = _error(
    231,
    "this-record-outside-its-rule",
    (
        "»denne {list}« kan kun stå, hvor der siges »for hver {list}«.",
        "Skriv »for hver {list}« efter navnet, eller brug »seneste {list}«.",
    ),
    (
        "»this {list}« may stand only where »for each {list}« is said.",
        "Write »for each {list}« after the name, or use »latest {list}«.",
    ),
)
PER_RECORD_ELSEWHERE: Final = _error(
    232,
    "per-record-elsewhere",
    (
        "»{name}« gælder for hver {list} og kan kun stå i en regel for hver {list}.",
        "Skriv »for hver {list}« efter reglens navn.",
    ),
    (
        "»{name}« is kept for each {list} and may stand only in a rule for each {list}.",
        "Write »for each {list}« after the name of the rule.",
    ),
)
NAMED_TWICE_AS_FIRST: Final = _error(
    294,
    "named-twice-as-first",
    (
        "»{name}« står her to gange, og ét sted er nok.",
        "Nævn hver af dem, der kan komme først, én gang, og ikke det, der skal vente på dem.",
    ),
    (
        "»{name}« stands here twice, and once is enough.",
        "Name each of those that may come first once, and not what must wait for them.",
    ),
)
ALTERNATIVE_OF_EACH: Final = _error(
    295,
    "alternative-of-each",
    (
        "»{name}« føres for hver {list}, og her står det ikke, for hvilken {list} det skal være sket.",
        "Skriv reglen »for hver {list}«, og lad det, der skal vente, være en handling »for hver {list}«.",
    ),
    (
        "»{name}« is kept for each {list}, and here it does not say for which {list} it must have happened.",
        "Write the rule »for each {list}«, and let what must wait be an action »for each {list}«.",
    ),
)
NOBODY_ASSESSES: Final = _error(
    296,
    "nobody-assesses",
    (
        "Ingen er nævnt til selv at vurdere »{name}«, så der er ingen vurdering at læse.",
        "Skriv på niveauet: vurderes af <rolle>",
    ),
    (
        "Nobody is named to assess »{name}«, so there is no assessment to read.",
        "Write at the level: assessed by <role>",
    ),
)
NOT_PER_RECORD: Final = _error(
    233,
    "not-per-record",
    (
        "»{name}« gælder for hele sagen, ikke for en {list}.",
        "Slet »af …«, eller erklær den »for hver {list}«.",
    ),
    (
        "»{name}« is kept for the whole case, not for a {list}.",
        "Delete »of …«, or declare it »for each {list}«.",
    ),
)
IN_A_FILTER: Final = _error(
    234,
    "not-in-a-filter",
    (
        "{found_da} kan ikke stå inden i »hvor«.",
        "Et filter sammenligner felter i én post med faste værdier og oplysninger.",
    ),
    (
        "{found_en} cannot stand inside a filter.",
        "A filter compares the fields of one record with constants and facts.",
    ),
)
UNDATED_LIST: Final = _error(
    235,
    "undated-list",
    (
        "»{list}« har intet felt, der er en dato, og kan ikke ligge i en periode.",
        "Giv listen et felt med dato eller tidspunkt.",
    ),
    (
        "»{list}« has no field that is a date and cannot lie in a period.",
        "Give the list a field with a date or an instant.",
    ),
)

# --- Outcomes -----------------------------------------------------------------------------------------------

NO_BIRTH_DATE: Final = _error(
    236,
    "no-birth-date",
    (
        "Reglen spørger om barnets alder, men ingen oplysning er barnets fødselsdato.",
        "Erklær en oplysning, der er en dato, og skriv »er barnets fødselsdato« under den.",
    ),
    (
        "The rule asks for the child's age, but no fact is the child's date of birth.",
        "Declare a fact that is a date, and say that it is the child's date of birth.",
    ),
)
TWO_BIRTH_DATES: Final = _error(
    237,
    "two-birth-dates",
    ("Både »{name}« og »{other}« siges at være barnets fødselsdato.", "Behold det ved den ene."),
    ("Both »{name}« and »{other}« are said to be the child's date of birth.", "Keep it with one of them."),
)
KNOWN_NOT_HERE: Final = _error(
    238,
    "known-test-not-here",
    (
        "»er oplyst« kan kun stå i regler om handlinger til afklaring og om opmærksomhedspunkter.",
        "Lad betingelsen ude: en pligt venter aldrig på, at noget er oplyst; det gør kun dens frist.",
    ),
    (
        "»is known« may stand only in rules for actions that find out and for points of attention.",
        "Leave the condition out: a duty never waits for something to be known; only its deadline does.",
    ),
)
SCALE_NO_LEVEL: Final = _error(
    239,
    "scale-no-level",
    (
        "Ingen regel peger på et trin på skalaen »{name}«, og intet niveau bruger den.",
        "Erklær et niveau på skalaen, eller skriv navnet på den oplysning, der svares med den.",
    ),
    (
        "No rule points to a step of the scale »{name}«, and no level is on it.",
        "Declare a level on the scale, or write the name of the fact that is answered with it.",
    ),
)
SCALE_BEARS_LEVELS: Final = _error(
    240,
    "scale-bears-levels",
    ("»{name}« er en skala; niveauet hedder noget andet.", "Skriv niveauets navn: {levels}."),
    ("»{name}« is a scale; the level has another name.", "Write the name of the level: {levels}."),
)
CIRCULAR_DEFINITION: Final = _error(
    241,
    "circular-definition",
    ("Definitioner går i ring: {circle}.", "Lad den ene sige noget, der ikke afhænger af de andre."),
    (
        "Definitions go in a circle: {circle}.",
        "Let one of them say something that does not depend on the others.",
    ),
)
CIRCULAR_OUTCOMES: Final = _error(
    242,
    "circular-outcomes",
    (
        "Reglerne går i ring: {circle}.",
        "Lad en af reglerne bygge på oplysninger i stedet for på det, de andre når frem til.",
    ),
    (
        "The rules go in a circle: {circle}.",
        "Let one of the rules build on facts instead of on what the others conclude.",
    ),
)
FACTS_ONLY: Final = _error(
    243,
    "facts-only",
    (
        "Her kan kun stå oplysninger og faglige vurderinger; »{name}« er noget, reglerne når frem til.",
        "Skriv de oplysninger, det hviler på.",
    ),
    (
        "Here only facts and professional assessments may stand; »{name}« is something the rules conclude.",
        "Write the facts that it rests on.",
    ),
)
HARD_READS_SOFT: Final = _error(
    244,
    "hard-reads-soft",
    (
        "Reglen når frem til {what_da}, men bygger på »{name}«, som kan bortfalde, når noget værre kommer til.",
        "Byg på oplysninger, på »{name} … eller værre«, eller skriv »bør« eller »kan«.",
    ),
    (
        "The rule concludes {what_en}, but builds on »{name}«, which may give way when something worse is found.",
        "Build on facts, on »{name} … or worse«, or write »should« or »may«.",
    ),
)
READ_NEGATIVELY: Final = _error(
    245,
    "read-negatively",
    (
        "»{name}« kan ikke stå under »ikke«, »medmindre«, »højst« eller »præcis« her.",
        "Så ville en regel mere kunne fjerne en pligt. Vend sætningen om, eller skriv de oplysninger, det hviler på.",
    ),
    (
        "»{name}« cannot stand under »not«, »unless«, »at most« or »exactly« here.",
        "One more rule could then take a duty away. Turn the sentence round, or write the facts that it rests on.",
    ),
)
NOT_READABLE: Final = _error(
    246,
    "not-readable",
    (
        "»{name}« er til afklaring; ingen regel kan bygge på, om den skal ske.",
        "Byg på »{name} er udført« eller på de oplysninger, den skaffer.",
    ),
    (
        "»{name}« is for finding out; no rule can build on whether it must happen.",
        "Build on »{name} is done« or on the facts that it brings.",
    ),
)
TAIL_NOT_HERE: Final = _error(
    247,
    "tail-not-here",
    ("{tail_da} hører ikke til »{kind_da}«.", "{hint_da}"),
    ("{tail_en} does not belong to »{kind_en}«.", "{hint_en}"),
)
LEVEL_NEEDS_STEP: Final = _error(
    248,
    "level-needs-step",
    ("Niveauet »{name}« kan kun sammenlignes med et trin.", "Trinene er {options}."),
    ("The level »{name}« can only be compared with a step.", "The steps are {options}."),
)

# --- Rules, layers, law -------------------------------------------------------------------------------------

VERSIONS_OVERLAP: Final = _error(
    250,
    "versions-overlap",
    (
        "To udgaver af reglen »{name}« gælder på samme tid.",
        "Lad den ene slutte, før den anden begynder, eller giv dem hver sit navn.",
    ),
    (
        "Two versions of the rule »{name}« are in force at the same time.",
        "Let one end before the other starts, or give them different names.",
    ),
)
SET_TWICE: Final = _error(
    251,
    "parameter-set-twice",
    ("»{name}« er fastsat to gange.", "Behold den ene."),
    ("»{name}« is fixed twice.", "Keep one of them."),
)
CITES_WRONG: Final = _error(
    253,
    "cites-wrong-kind",
    ("»{name}« er {found_da}.", "Skriv »{word_da} {name}«; hjemmel er for lov, ifølge er for alt andet."),
    ("»{name}« is {found_en}.", "Write »{word_en} {name}«; statute and other sources are kept apart."),
)
READ_NOT_SAID: Final = _warning(
    254,
    "reading-not-said",
    ("Det siges ikke, om »{name}« er læst.", "Skriv »læst« og datoen, eller »ikke læst«."),
    ("It is not said whether »{name}« was read.", "Write »read« and the date, or »not read«."),
)
NOT_EXCEPTABLE: Final = _error(
    255,
    "exception-not-allowed",
    (
        "Reglen »{name}« i »{layer}« kan ikke undtages lokalt.",
        "Kun en regel, der siger »kan undtages lokalt«, kan undtages af et andet regelsæt.",
    ),
    (
        "The rule »{name}« in »{layer}« allows no local exception.",
        "Only a rule that says so can be excepted by another rule set.",
    ),
)
FORBIDS_DUTY: Final = _error(
    256,
    "forbids-what-must",
    (
        "Reglen spærrer for »{name}«, som skal ske efter »{below}«.",
        "Et regelsæt må ikke forbyde eller udskyde det, der er en pligt i det, det bygger på.",
    ),
    (
        "The rule bars »{name}«, which must happen by »{below}«.",
        "A rule set may not forbid or hold back what is a duty in what it builds on.",
    ),
)
MOVES_DUTY: Final = _error(
    257,
    "moves-personal-duty",
    ("»{name}« påhviler {bearer} personligt efter »{below}« og kan ikke flyttes.", "Slet »påhviler« her."),
    ("»{name}« rests on {bearer} personally by »{below}« and cannot be moved.", "Delete the bearer here."),
)
NAMED_AS_LAW: Final = _error(
    258,
    "named-as-law",
    (
        "Regelsættet bærer samme navn som loven »{name}«.",
        "Et regelsæt er ikke loven. Giv det et navn, der siger, hvis det er.",
    ),
    (
        "The rule set bears the name of the law »{name}«.",
        "A rule set is not the law. Give it a name that says whose it is.",
    ),
)
BOUNDS_REVERSED: Final = _error(
    260,
    "bounds-reversed",
    ("Grænserne går fra {low} til {high}; den første er den største.", "Byt om på dem."),
    ("The bounds run from {low} to {high}; the first is the larger.", "Swap them."),
)
PERIOD_REVERSED: Final = _error(
    261,
    "period-reversed",
    ("Perioden slutter, før den begynder.", "Byt om på datoerne."),
    ("The period ends before it starts.", "Swap the dates."),
)
LADDERS_DISAGREE: Final = _error(
    262,
    "ladders-disagree",
    (
        "Trinet »{step}« svarer ikke til et trin på »{scale}« i samme rækkefølge.",
        "Fra det første, der svarer til et trin, siger hvert trin det, og aldrig et lavere end trinet før.",
    ),
    (
        "The step »{step}« does not correspond to a step of »{scale}« in the same order.",
        "From the first that corresponds to a step, every step says so, and never a lower one than before.",
    ),
)
RANKED_TWICE: Final = _error(
    263,
    "roles-ranked-twice",
    ("Roller er stillet i rækkefølge to steder.", "Stil dem i én rækkefølge, så den højeste kan findes."),
    ("Roles are ranked in two places.", "Put them in one order, so that the highest can be found."),
)
NO_CALENDAR: Final = _warning(
    264,
    "working-days-without-calendar",
    (
        "Fristen er i hverdage, og ingen kalender siger, hvilke dage der ikke er hverdage.",
        "Erklær en kalender; indtil da vises den tidligste af to læsninger.",
    ),
    (
        "The deadline is in working days, and no calendar says which days are not.",
        "Declare a calendar; until then the earlier of two readings is shown.",
    ),
)
NO_START: Final = _warning(
    265,
    "interval-without-start",
    (
        "Det siges ikke, hvorfra første gang regnes.",
        "Skriv »regnet fra« og en dato; ellers får et barn, der aldrig er fulgt op, ingen frist.",
    ),
    (
        "It is not said from when the first time is counted.",
        "Say from which date; else a child never followed up has no due date.",
    ),
)
WORSE_DOES_NOT_FIT: Final = _error(
    266,
    "worse-does-not-fit",
    (
        "Det kan ikke siges om »{name}«, hvilken vej der er værre på den måde.",
        "Tal og skalaer har en højere ende, ja/nej har »ja er værre« og »nej er værre«.",
    ),
    (
        "Which way is worse cannot be said of »{name}« like that.",
        "Numbers and scales have a higher end, yes/no has yes and no.",
    ),
)
CIRCULAR_RELEVANCE: Final = _error(
    268,
    "circular-relevance",
    ("Oplysninger er relevante i ring: {circle}.", "Lad den ene altid være relevant."),
    ("Facts are relevant in a circle: {circle}.", "Let one of them always be relevant."),
)
NOT_ORDERED: Final = _error(
    269,
    "not-ordered",
    ("Der kan ikke siges »mere« om »{name}«.", "Nævn et tal, et ja/nej eller noget, der svares på en skala."),
    ("One cannot say »more« of »{name}«.", "Name a number, a yes/no or something answered on a scale."),
)
BAD_MAXIMUM: Final = _error(
    270,
    "bad-maximum",
    ("En liste kan holde fra 1 til {limit} poster.", "Ret tallet efter »højst«."),
    ("A list can hold from 1 to {limit} records.", "Change the number after »at most«."),
)

# --- Files and layers ---------------------------------------------------------------------------------------

RULESET_NOT_FOUND: Final = _error(
    280,
    "ruleset-not-found",
    (
        "Regelsættet »{name}« findes ikke.",
        "Det søges i samme mappe, i søgestien og blandt dem, der følger med.{hint_da}",
    ),
    (
        "The rule set »{name}« does not exist.",
        "It is looked for in the same folder, in the search path and among those that ship along.{hint_en}",
    ),
)
RULESET_CIRCLE: Final = _error(
    281,
    "rulesets-in-a-circle",
    ("Regelsæt bygger på hinanden i ring: {circle}.", "Slet det ene »bygger på«."),
    ("Rule sets build on each other in a circle: {circle}.", "Delete one of the imports."),
)
TOO_MANY_LAYERS: Final = _error(
    282,
    "too-many-layers",
    ("Regelsæt kan højst bygge {limit} lag op.", "Saml nogle af lagene."),
    ("Rule sets can be at most {limit} layers high.", "Join some of the layers."),
)
TOO_MANY_FILES: Final = _error(
    283,
    "too-many-files",
    ("Et regelsæt kan højst bestå af {limit} filer, dem det bygger på talt med.", "Saml nogle af filerne."),
    ("A rule set can have at most {limit} files, with those it builds on.", "Join some of the files."),
)
NO_HEAD: Final = _error(
    284,
    "no-head",
    ("Ingen af filerne begynder med »regelsæt«.", 'Skriv hovedet i en af dem: regelsæt navn "…" version 1.0'),
    ("None of the files starts with the head of a rule set.", "Write the head in one of them."),
)
TWO_HEADS: Final = _error(
    285,
    "two-heads",
    (
        "Mappen har flere regelsæt: {files} begynder hver med »regelsæt«.",
        "Giv hvert regelsæt sin mappe med de filer, der hører til det; eller nævn én fil ad gangen: {first}",
    ),
    (
        "The folder has several rule sets: {files} each begin with the head of one.",
        "Give each rule set its own folder with the files that belong to it; or name one file at a time: {first}",
    ),
)
TOO_MUCH_TEXT: Final = _error(
    292,
    "too-much-text",
    (
        "Et regelsæt kan højst fylde {limit} MiB, dem det bygger på talt med.",
        "Slet det, der ikke bruges, eller byg på færre regelsæt.",
    ),
    (
        "A rule set can hold at most {limit} MiB, with those it builds on.",
        "Delete what is not used, or build on fewer rule sets.",
    ),
)
FOLDERS_TOO_DEEP: Final = _error(
    293,
    "folders-too-deep",
    (
        "Der ligger regler mere end {limit} mapper nede, og dem er der ikke set efter.",
        "Nævn den mappe, de ligger i, eller flyt dem højere op.",
    ),
    (
        "There are rules more than {limit} folders down, and those were not looked at.",
        "Name the folder that they are in, or move them further up.",
    ),
)
OTHER_NAME: Final = _error(
    286,
    "other-name",
    (
        "Her søges »{name}«, men regelsættet på det sted hedder »{found}«.",
        "Lad mappe eller fil hedde som regelsættet.",
    ),
    (
        "»{name}« is looked for, but the rule set at that place is called »{found}«.",
        "Let the folder or file bear the name of the rule set.",
    ),
)
SAME_NAME_TWICE: Final = _error(
    287,
    "two-rulesets-of-one-name",
    (
        "To forskellige regelsæt hedder »{name}«: {first} og {second}.",
        "Behold det ene, eller giv det andet et andet navn.",
    ),
    (
        "Two different rule sets are called »{name}«: {first} and {second}.",
        "Keep one, or give the other another name.",
    ),
)
STORED_UNREADABLE: Final = _error(
    290,
    "stored-unreadable",
    ("Filen er ikke et gemt regelsæt, som dette program kan læse.", "Gem regelsættet igen fra dets tekst."),
    (
        "The file is not a stored rule set that this program can read.",
        "Store the rule set again from its text.",
    ),
)
STORED_NEWER: Final = _error(
    291,
    "stored-newer",
    (
        "Regelsættet er gemt af en nyere udgave af programmet (form {found}; her læses til og med {known}).",
        "Brug den nyere udgave, eller gem regelsættet igen.",
    ),
    (
        "The rule set was stored by a newer version of the program (form {found}; this one reads up to {known}).",
        "Use the newer version, or store the rule set again.",
    ),
)


def codes() -> tuple[Code, ...]:
    """Every code of this room, by number; what `explain` and SARIF list."""
    found = {one.number: one for one in globals().values() if isinstance(one, Code)}
    return tuple(found[number] for number in sorted(found))
