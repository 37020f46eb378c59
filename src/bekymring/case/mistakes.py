"""The codes of everything that can be wrong with a case, with their words.

One value is one kind of finding. No word and no argument holds a value of a case: arguments are names, bounds
and alternatives that the rule set declares. Docs: `bekymring explain BEK5…`.
"""

from __future__ import annotations

from typing import Final

from bekymring.diagnostics import Code, Severity, Words


def _code(number: str, slug: str, *, da: tuple[str, str], en: tuple[str, str]) -> Code:
    return Code(number, slug, Severity.ERROR, Words(*da), Words(*en))


# --- the document as a whole --------------------------------------------------------------------------------

NOT_JSON: Final = _code(
    "BEK500",
    "case-not-json",
    da=(
        "Sagen kan ikke læses som JSON herfra.",
        'Skriv sagen som navne og svar i krøllede parenteser, fx {{"fravær": 12}}.',
    ),
    en=(
        "The case cannot be read as JSON from here on.",
        'Write the case as names and answers in braces, such as {{"fravær": 12}}.',
    ),
)
NOT_UTF8: Final = _code(
    "BEK501",
    "case-not-utf8",
    da=("Sagen er ikke skrevet i UTF-8 fra byte {offset}.", "Gem filen igen som UTF-8."),
    en=("The case is not written in UTF-8 from byte {offset} on.", "Save the file again as UTF-8."),
)
BYTE_ORDER_MARK: Final = _code(
    "BEK502",
    "case-byte-order-mark",
    da=(
        "Sagen begynder med et usynligt mærke (BOM), som JSON ikke må have.",
        "Gem filen igen som UTF-8 uden BOM.",
    ),
    en=(
        "The case begins with an invisible mark (BOM), which JSON must not have.",
        "Save the file again as UTF-8 without BOM.",
    ),
)
TRAILING_COMMA: Final = _code(
    "BEK503",
    "case-trailing-comma",
    da=("Der står et komma efter det sidste svar.", "Fjern kommaet."),
    en=("A comma stands after the last answer.", "Remove the comma."),
)
COMMENT: Final = _code(
    "BEK504",
    "case-comment",
    da=("Her står en bemærkning, og det kan JSON ikke have.", "Fjern bemærkningen."),
    en=("A comment stands here, and JSON cannot have one.", "Remove the comment."),
)
SECOND_DOCUMENT: Final = _code(
    "BEK505",
    "case-second-document",
    da=("Efter sagen står der mere.", "Lad filen holde én sag; flere sager evalueres med `bekymring batch`."),
    en=("More stands after the case.", "Let the file hold one case; for several use `bekymring batch`."),
)
EMPTY: Final = _code(
    "BEK506",
    "case-empty",
    da=("Der står ingen sag.", "Skriv {{}}, hvis der ikke er spurgt om noget endnu."),
    en=("No case is given.", "Write {{}} if nothing has been asked yet."),
)
NOT_AN_OBJECT: Final = _code(
    "BEK507",
    "case-not-an-object",
    da=(
        "Sagen skal være navne med svar.",
        'Skriv sagen i krøllede parenteser, fx {{"fravær": 12}}.',
    ),
    en=(
        "The case must be names with answers.",
        'Write the case in braces, such as {{"fravær": 12}}.',
    ),
)
TOO_LARGE: Final = _code(
    "BEK508",
    "case-too-large",
    da=("Sagen fylder mere end {limit} tegn.", "Del sagen, eller fjern det, reglerne ikke spørger om."),
    en=(
        "The case is longer than {limit} characters.",
        "Split the case, or remove what the rules do not ask about.",
    ),
)
TOO_DEEP: Final = _code(
    "BEK509",
    "case-too-deep",
    da=("Svarene ligger mere end {limit} lag inde i hinanden.", "Intet svar er så dybt. Skriv det enkelt."),
    en=(
        "The answers lie more than {limit} layers inside each other.",
        "No answer is that deep. Write it plainly.",
    ),
)
TOO_MANY_FACTS: Final = _code(
    "BEK510",
    "case-too-many-facts",
    da=("Sagen har mere end {limit} oplysninger.", "Fjern det, reglerne ikke spørger om."),
    en=("The case has more than {limit} facts.", "Remove what the rules do not ask about."),
)
DUPLICATE_NAME: Final = _code(
    "BEK511",
    "case-duplicate-name",
    da=("Navnet står flere gange.", "Lad det ene svar stå."),
    en=("The name stands more than once.", "Keep one of the answers."),
)
NAME_NOT_TEXT: Final = _code(
    "BEK512",
    "case-name-not-text",
    da=("Et navn i sagen er ikke en tekst.", "Skriv navnene, som regelsættet skriver dem."),
    en=("A name in the case is not a text.", "Write the names as the rule set writes them."),
)
STRANGE_OBJECT: Final = _code(
    "BEK513",
    "case-strange-object",
    da=(
        "Her står noget, som en sag ikke kan indeholde.",
        "Brug tekst, tal, true, false, null, lister og navne med svar.",
    ),
    en=(
        "Something stands here that a case cannot hold.",
        "Use text, numbers, true, false, null, lists and names with answers.",
    ),
)
BROKEN_TEXT: Final = _code(
    "BEK514",
    "case-broken-text",
    da=("Teksten indeholder et halvt tegn, som ikke kan gemmes.", "Skriv teksten igen."),
    en=("The text holds half a character, which cannot be stored.", "Write the text again."),
)
TEXT_TOO_LONG: Final = _code(
    "BEK515",
    "case-text-too-long",
    da=("Teksten er længere end {limit} tegn.", "Skriv den kortere, og henvis til dokumentet."),
    en=("The text is longer than {limit} characters.", "Write it shorter, and refer to the document."),
)
MORE_MISTAKES: Final = _code(
    "BEK519",
    "case-more-mistakes",
    da=("Sagen har {count} fejl mere, som ikke er vist.", "Ret de viste fejl, og prøv igen."),
    en=("The case has {count} more mistakes that are not shown.", "Mend the ones shown, and try again."),
)

# --- names --------------------------------------------------------------------------------------------------

UNKNOWN_FACT: Final = _code(
    "BEK520",
    "case-unknown-fact",
    da=(
        "Regelsættet har ingen oplysning med det navn.",
        "Fjern den, eller brug et navn fra regelsættet; `bekymring schema` viser dem.",
    ),
    en=(
        "The rule set has no fact of that name.",
        "Remove it, or use a name from the rule set; `bekymring schema` shows them.",
    ),
)
MISTYPED_FACT: Final = _code(
    "BEK521",
    "case-mistyped-fact",
    da=("Regelsættet har ingen oplysning med det navn.", "Mente du »{suggestion}«?"),
    en=("The rule set has no fact of that name.", "Did you mean »{suggestion}«?"),
)
UNKNOWN_FIELD: Final = _code(
    "BEK522",
    "case-unknown-field",
    da=("Listen »{list}« har intet felt med det navn.", "Brug et af: {names}."),
    en=("The list »{list}« has no field of that name.", "Use one of: {names}."),
)
MISTYPED_FIELD: Final = _code(
    "BEK523",
    "case-mistyped-field",
    da=("Listen »{list}« har intet felt med det navn.", "Mente du »{suggestion}«?"),
    en=("The list »{list}« has no field of that name.", "Did you mean »{suggestion}«?"),
)
UNKNOWN_PART: Final = _code(
    "BEK524",
    "case-unknown-part",
    da=("Et svar på denne form har ikke den del.", "Her kan stå: {names}."),
    en=("An answer of this form has no such part.", "It may have: {names}."),
)
NOT_COLLECTED: Final = _code(
    "BEK525",
    "case-fact-not-collected",
    da=("Denne oplysning indhentes ikke.", "Fjern den fra sagen."),
    en=("This fact is not to be collected.", "Remove it from the case."),
)
PARAMETER_FIXED: Final = _code(
    "BEK526",
    "case-parameter-fixed",
    da=("Værdien er fastsat i regelsættet og kan ikke stå i en sag.", "Fjern den fra sagen."),
    en=("The value is fixed by the rule set and cannot stand in a case.", "Remove it from the case."),
)
DERIVED: Final = _code(
    "BEK527",
    "case-derived-name",
    da=("»{name}« følger af reglerne og kan ikke besvares.", "Fjern det fra sagen."),
    en=("»{name}« follows from the rules and cannot be answered.", "Remove it from the case."),
)

# --- values -------------------------------------------------------------------------------------------------

YES_NO_EXPECTED: Final = _code(
    "BEK530",
    "case-yes-no-expected",
    da=(
        "Der skal stå ja eller nej.",
        "Skriv true eller false uden anførselstegn, eller null for ikke oplyst.",
    ),
    en=("There must stand yes or no.", "Write true or false without quotation marks, or null for not known."),
)
INTEGER_EXPECTED: Final = _code(
    "BEK531",
    "case-integer-expected",
    da=("Der skal stå et helt tal.", "Skriv det med cifre alene og uden anførselstegn, fx 12."),
    en=(
        "There must stand a whole number.",
        "Write it with digits only and without quotation marks, such as 12.",
    ),
)
NUMBER_EXPECTED: Final = _code(
    "BEK532",
    "case-number-expected",
    da=("Der skal stå et tal.", 'Skriv det med punktum foran decimalerne, fx 12.5 eller "12.5".'),
    en=("There must stand a number.", 'Write it with a point before the decimals, such as 12.5 or "12.5".'),
)
NUMBER_FORM: Final = _code(
    "BEK533",
    "case-number-form",
    da=(
        "Tallet har flere cifre, end reglerne kan regne med, eller er skrevet med eksponent.",
        "Skriv det med højst 12 cifre og 6 decimaler.",
    ),
    en=(
        "The number has more digits than the rules can reckon with, or is written with an exponent.",
        "Write it with at most 12 digits and 6 decimals.",
    ),
)
OUT_OF_BOUNDS: Final = _code(
    "BEK534",
    "case-out-of-bounds",
    da=("Tallet ligger uden for grænserne.", "Skriv et tal fra {low} til {high}."),
    en=("The number lies out of bounds.", "Write a number from {low} to {high}."),
)
NOT_FINITE: Final = _code(
    "BEK535",
    "case-not-finite",
    da=("Der står ikke et tal, der kan regnes med.", "Skriv tallet, eller null for ikke oplyst."),
    en=("What stands here is no number to reckon with.", "Write the number, or null for not known."),
)
DAY_EXPECTED: Final = _code(
    "BEK536",
    "case-day-expected",
    da=("Der skal stå en dato fra 1900 til 2199.", 'Skriv den som "2026-03-06".'),
    en=("There must stand a date from 1900 to 2199.", 'Write it as "2026-03-06".'),
)
DAY_WITH_HOUR: Final = _code(
    "BEK537",
    "case-day-with-hour",
    da=(
        "Der skal stå en dato alene. Der står også et klokkeslæt.",
        'Skriv datoen i Danmark, fx "2026-03-06".',
    ),
    en=(
        "There must stand a date alone. An hour stands there too.",
        'Write the Danish date, such as "2026-03-06".',
    ),
)
INSTANT_EXPECTED: Final = _code(
    "BEK538",
    "case-instant-expected",
    da=("Der skal stå dato og klokkeslæt.", "Skriv fx 2026-03-06T15:40 (dansk tid) eller 2026-03-06T14:40Z."),
    en=(
        "There must stand a date and an hour.",
        "Write for instance 2026-03-06T15:40 (Danish time) or 2026-03-06T14:40Z.",
    ),
)
INSTANT_LACKS_HOUR: Final = _code(
    "BEK539",
    "case-instant-lacks-hour",
    da=(
        "Der skal stå dato og klokkeslæt, fx 2026-03-06T15:40. Der står kun en dato.",
        "Tilføj klokkeslættet.",
    ),
    en=(
        "There must stand a date and an hour, such as 2026-03-06T15:40. Only a date stands there.",
        "Add the hour.",
    ),
)
INSTANT_SKIPPED: Final = _code(
    "BEK540",
    "case-instant-skipped",
    da=(
        "Klokkeslættet fandtes ikke den nat, fordi uret blev stillet frem.",
        "Skriv den time, der faktisk var, eller tilføj forskellen til UTC, fx +01:00.",
    ),
    en=(
        "That hour did not exist that night, because the clock went forward.",
        "Write the hour it really was, or add the offset from UTC, such as +01:00.",
    ),
)
INSTANT_OUTSIDE: Final = _code(
    "BEK541",
    "case-instant-outside",
    da=("Tidspunktet ligger uden for 1980 til 2099.", "Skriv et tidspunkt i de år."),
    en=("The instant lies outside 1980 to 2099.", "Write an instant in those years."),
)
INSTANT_LACKS_OFFSET: Final = _code(
    "BEK542",
    "case-instant-lacks-offset",
    da=("Tidspunktet fra programmet siger ikke, hvilken tid det er i.", "Giv det en tidszone, fx UTC."),
    en=(
        "The instant that the program gave does not say which time it is in.",
        "Give it a time zone, such as UTC.",
    ),
)
ALTERNATIVE_EXPECTED: Final = _code(
    "BEK543",
    "case-alternative-expected",
    da=("Der skal stå ét af svarene.", "Skriv et af disse i anførselstegn: {names}."),
    en=("There must stand one of the answers.", "Write one of these in quotation marks: {names}."),
)
SET_EXPECTED: Final = _code(
    "BEK544",
    "case-set-expected",
    da=(
        "Der skal stå en liste af svar.",
        'Skriv fx ["{first}"], eller {{"{first}": null}}, hvis et af svarene er uvist.',
    ),
    en=(
        "There must stand a list of answers.",
        'Write for instance ["{first}"], or {{"{first}": null}} if one of the answers is open.',
    ),
)
SET_STRANGER: Final = _code(
    "BEK545",
    "case-set-unknown-alternative",
    da=("Det er ikke et af svarene.", "Skriv nogle af disse: {names}."),
    en=("That is none of the answers.", "Write some of these: {names}."),
)
SET_TWICE: Final = _code(
    "BEK546",
    "case-set-twice",
    da=("Det samme svar står flere gange.", "Lad det stå én gang."),
    en=("The same answer stands more than once.", "Keep it once."),
)
SET_ANSWER: Final = _code(
    "BEK547",
    "case-set-answer",
    da=("Der skal stå true, false eller null.", "Skriv null, hvis det er uvist, om svaret gælder."),
    en=("There must stand true, false or null.", "Write null if it is open whether the answer holds."),
)
TEXT_EXPECTED: Final = _code(
    "BEK548",
    "case-text-expected",
    da=("Der skal stå en tekst.", "Skriv den i anførselstegn."),
    en=("There must stand a text.", "Write it in quotation marks."),
)
DAY_OR_INSTANT_EXPECTED: Final = _code(
    "BEK549",
    "case-day-or-instant-expected",
    da=("Der skal stå en dato, gerne med klokkeslæt.", 'Skriv fx "2026-03-06" eller "2026-03-06T15:40".'),
    en=("There must stand a date, or a date and an hour.", 'Write "2026-03-06" or "2026-03-06T15:40".'),
)

# --- forms of an answer -------------------------------------------------------------------------------------

NEVER_IRRELEVANT: Final = _code(
    "BEK550",
    "case-never-irrelevant",
    da=(
        "Regelsættet siger ikke, hvornår oplysningen er relevant, så den er det altid.",
        "Skriv svaret, eller null for ikke oplyst.",
    ),
    en=(
        "The rule set does not say when the fact is relevant, so it always is.",
        "Write the answer, or null for not known.",
    ),
)
CANNOT_HAPPEN: Final = _code(
    "BEK551",
    "case-cannot-happen",
    da=("Kun en dato eller et tidspunkt kan være »ikke sket«.", "Skriv svaret, eller null for ikke oplyst."),
    en=("Only a date or an instant can be »not happened«.", "Write the answer, or null for not known."),
)
MARK_NOT_TRUE: Final = _code(
    "BEK552",
    "case-mark-not-true",
    da=("Her kan kun stå true.", "Skriv true, eller skriv selve svaret i stedet."),
    en=("Only true can stand here.", "Write true, or write the answer itself instead."),
)
DOUBT_WITHOUT_VALUE: Final = _code(
    "BEK553",
    "case-doubt-without-value",
    da=("Tvivlen mangler det, der er tvivl om.", "Skriv det svar, der er tvivl om, eller null alene."),
    en=("The doubt lacks what is in doubt.", "Write the answer that is in doubt, or null alone."),
)
UNKNOWN_FORM: Final = _code(
    "BEK554",
    "case-unknown-form",
    da=(
        "Et svar kan ikke skrives sådan.",
        "Skriv svaret alene, eller brug en af formerne {names}.",
    ),
    en=("An answer cannot be written like this.", "Write the answer alone, or use one of the forms {names}."),
)
NOT_AN_ASSESSMENT: Final = _code(
    "BEK555",
    "case-not-an-assessment",
    da=(
        "Dette er en oplysning og ikke en faglig vurdering.",
        'Skriv svaret alene, eller {{"værdi": …, "fra": …}}.',
    ),
    en=(
        "This is a fact and not a professional assessment.",
        'Write the answer alone, or {{"værdi": …, "fra": …}}.',
    ),
)
REASON_MISSING: Final = _code(
    "BEK556",
    "case-reason-missing",
    da=(
        "Vurderingen siger »ikke relevant« eller »ikke sket« uden en begrundelse.",
        'Skriv den med {{"vurdering": …, "fordi": "…"}}, eller null for ikke vurderet.',
    ),
    en=(
        "The assessment says »does not apply« or »has not happened« without a reason.",
        'Write it with {{"vurdering": …, "fordi": "…"}}, or null for not assessed.',
    ),
)
UNKNOWN_ROLE: Final = _code(
    "BEK557",
    "case-unknown-role",
    da=("Regelsættet har ingen rolle med det navn.", "Skriv en af: {names}."),
    en=("The rule set has no role of that name.", "Write one of: {names}."),
)
ROLE_MAY_NOT: Final = _code(
    "BEK558",
    "case-role-may-not-assess",
    da=("Den rolle kan ikke lave denne vurdering.", "Den laves af »{role}« eller en rolle over den."),
    en=("That role cannot make this assessment.", "It is made by »{role}« or a role above it."),
)

NOT_MEASURED: Final = _code(
    "BEK559",
    "case-not-measured-for-a-period",
    da=("Svaret opgøres ikke for en periode.", "Fjern »til_og_med«."),
    en=("The answer is not measured for a period.", "Remove »til_og_med«."),
)

# --- records and departures ---------------------------------------------------------------------------------

RECORDS_EXPECTED: Final = _code(
    "BEK560",
    "case-records-expected",
    da=(
        "Der skal stå en liste.",
        'Skriv [{{…}}, {{…}}], eller {{"poster": […], "komplet": false}}, hvis der kan være flere.',
    ),
    en=(
        "There must stand a list.",
        'Write [{{…}}, {{…}}], or {{"poster": […], "komplet": false}} if there may be more.',
    ),
)
RECORD_EXPECTED: Final = _code(
    "BEK561",
    "case-record-expected",
    da=("Hver post på listen skal være felter med svar.", "Skriv felterne i krøllede parenteser: {names}."),
    en=("Each record of the list must be fields with answers.", "Write the fields in braces: {names}."),
)
TOO_MANY_RECORDS: Final = _code(
    "BEK562",
    "case-too-many-records",
    da=("Listen har flere poster, end regelsættet tillader.", "Den kan have højst {maximum}."),
    en=("The list has more records than the rule set allows.", "It can have at most {maximum}."),
)
RECORDS_PART_MISSING: Final = _code(
    "BEK563",
    "case-records-part-missing",
    da=("Listen mangler »{part}«.", 'Skriv {{"poster": […], "komplet": false}} eller true.'),
    en=("The list lacks »{part}«.", 'Write {{"poster": […], "komplet": false}} or true.'),
)
DEPARTURES_EXPECTED: Final = _code(
    "BEK570",
    "case-departures-expected",
    da=(
        "Fravigelser skal være en liste.",
        'Skriv [{{"handling": "…", "fordi": "…", "af": "…"}}].',
    ),
    en=("Departures must be a list.", 'Write [{{"handling": "…", "fordi": "…", "af": "…"}}].'),
)
DEPARTURE_PART_MISSING: Final = _code(
    "BEK571",
    "case-departure-part-missing",
    da=("Fravigelsen mangler »{part}«.", "Skriv, hvad der fraviges, hvorfor og af hvem."),
    en=("The departure lacks »{part}«.", "Write what is departed from, why and by whom."),
)
UNKNOWN_ACTION: Final = _code(
    "BEK572",
    "case-unknown-action",
    da=("Regelsættet har ingen handling med det navn.", "Skriv en af: {names}."),
    en=("The rule set has no action of that name.", "Write one of: {names}."),
)
DEPARTURE_WITHOUT_RECORD: Final = _code(
    "BEK573",
    "case-departure-without-record",
    da=("Handlingen gælder hver post på listen »{list}«.", 'Tilføj postens nummer, fx "post": 1.'),
    en=(
        "The action holds for each record of the list »{list}«.",
        'Add the number of the record, such as "post": 1.',
    ),
)
DEPARTURE_RECORD: Final = _code(
    "BEK574",
    "case-departure-record",
    da=(
        "Sagen har ikke den post, som fravigelsen nævner.",
        "Skriv et tal fra 1 til {count}, talt i sagens rækkefølge.",
    ),
    en=(
        "The case lacks the record that the departure names.",
        "Write a number from 1 to {count}, in the order of the case.",
    ),
)
DEPARTURE_HAS_RECORD: Final = _code(
    "BEK575",
    "case-departure-has-record",
    da=("Handlingen gælder hele sagen og ikke en enkelt post.", "Fjern »post«."),
    en=("The action holds for the whole case and not for one record.", "Remove »post«."),
)

CODES: Final = tuple(code for code in tuple(globals().values()) if isinstance(code, Code))
"""Every code of this room, by number."""
