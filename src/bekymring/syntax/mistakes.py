"""What can be wrong with the text of a rule file: codes and words of reading (BEK0xx) and of sentences (BEK1xx).

Each `Code` says what is found and what to write instead, in Danish and in English.
"""

from __future__ import annotations

from bekymring.diagnostics import Code, Severity, Words

MAX_FINDINGS = 100


def _code(
    number: str, slug: str, da: tuple[str, str], en: tuple[str, str], *, severity: Severity = Severity.ERROR
) -> Code:
    return Code(f"BEK{number}", slug, severity, Words(*da), Words(*en))


# --- reading ----------------------------------------------------------------------------------------------

FILE_TOO_LARGE = _code(
    "001",
    "file-too-large",
    ("Filen er større end {limit} byte og er ikke læst.", "Del reglerne i flere filer i samme mappe."),
    (
        "The file is larger than {limit} bytes and was not read.",
        "Split the rules into several files in the same folder.",
    ),
)
NOT_UTF8 = _code(
    "002",
    "not-utf8",
    (
        "Filen er ikke gemt som UTF-8: byte nummer {offset} er {byte}.",
        "Gem filen igen som UTF-8 i det program, den er skrevet i.",
    ),
    (
        "The file is not saved as UTF-8: byte number {offset} is {byte}.",
        "Save the file again as UTF-8 in the program it was written in.",
    ),
)
FORBIDDEN_CHARACTER = _code(
    "003",
    "forbidden-character",
    (
        "Her står et tegn, der ikke kan ses eller styrer teksten: {codepoint} ({name}).",
        "Slet tegnet; det er ofte kommet med, da teksten blev kopieret.",
    ),
    (
        "Here is a character that cannot be seen or that steers the text: {codepoint} ({name}).",
        "Delete it; it often comes along when text is copied.",
    ),
)
ODD_BLANK = _code(
    "004",
    "odd-blank",
    ("Her står et særligt mellemrum: {codepoint} ({name}).", "Skriv et almindeligt mellemrum i stedet."),
    ("Here is a special blank: {codepoint} ({name}).", "Write an ordinary space instead."),
)
NOT_COMPOSED = _code(
    "005",
    "not-composed",
    (
        "Filen skriver bogstaver som »å« med to tegn. De er læst som ét.",
        "Filen kan bruges, som den er; gem den i normalform C for at undgå denne bemærkning.",
    ),
    (
        "The file writes letters such as 'å' as two characters. They were read as one.",
        "The file can be used as it is; save it in normal form C to avoid this note.",
    ),
    severity=Severity.NOTE,
)
LETTER_NOT_IN_NAMES = _code(
    "006",
    "letter-not-in-names",
    (
        "Tegnet »{found}« ({codepoint}, {name}) kan ikke stå her.",
        "Navne skrives med a-z, æ, ø, å, tal og _; andre tegn kan kun stå i tekster med anførselstegn.",
    ),
    (
        "The character '{found}' ({codepoint}, {name}) cannot stand here.",
        "Names are written with a-z, æ, ø, å, digits and _; other characters stand only in quoted text.",
    ),
)
SIGN_WITHOUT_MEANING = _code(
    "008",
    "sign-without-meaning",
    (
        "Tegnet »{found}« ({codepoint}, {name}) har ingen betydning i en regel.",
        "Slet det, eller skriv det i en tekst med anførselstegn.",
    ),
    (
        "The sign '{found}' ({codepoint}, {name}) has no meaning in a rule.",
        "Delete it, or write it in quoted text.",
    ),
)
EMPTY_FILE = _code(
    "007",
    "empty-file",
    ("Filen er tom.", 'Begynd med regelsæt navn "titel" version 1.0, eller slet filen.'),
    ("The file is empty.", 'Begin with ruleset name "title" version 1.0, or delete the file.'),
)

# --- limits of a text -------------------------------------------------------------------------------------

NAME_TOO_LONG = _code(
    "010",
    "name-too-long",
    (
        "Navnet er på {length} tegn; et navn må højst være på {limit}.",
        "Vælg et kortere navn; forklaringen hører til i teksten.",
    ),
    (
        "The name has {length} characters; a name may have at most {limit}.",
        "Choose a shorter name; put the rest in the text.",
    ),
)
TEXT_TOO_LONG = _code(
    "011",
    "text-too-long",
    ("Teksten er på {length} tegn; en tekst må højst være på {limit}.", "Gør teksten kortere."),
    ("The text has {length} characters; a text may have at most {limit}.", "Make the text shorter."),
)
COMMENT_TOO_LONG = _code(
    "012",
    "comment-too-long",
    (
        "Kommentaren er på {length} tegn; en linje må højst være på {limit}.",
        "Del kommentaren på flere linjer.",
    ),
    (
        "The comment has {length} characters; a line may have at most {limit}.",
        "Split the comment over several lines.",
    ),
)
NUMBER_TOO_LARGE = _code(
    "013",
    "number-too-large",
    ("Tallet har for mange cifre.", "Højst 12 cifre før kommaet og 6 efter."),
    ("The number has too many digits.", "At most 12 digits before the decimal comma and 6 after it."),
)
NESTING_TOO_DEEP = _code(
    "014",
    "nesting-too-deep",
    (
        "Betingelsen har flere end {limit} lag af parenteser og »ikke«.",
        "Giv en del af den et navn med en definition.",
    ),
    (
        "The condition has more than {limit} layers of brackets and 'not'.",
        "Give a part of it a name with a definition.",
    ),
)
TOO_MANY_OPERANDS = _code(
    "015",
    "too-many-operands",
    ("Her står flere end {limit} led efter hinanden.", "Del dem med en definition."),
    ("Here are more than {limit} parts in a row.", "Split them with a definition."),
)
TOO_MANY_RULES = _code(
    "016",
    "too-many-rules",
    ("Filen har flere end {limit} regler.", "Del reglerne i flere regelsæt."),
    ("The file has more than {limit} rules.", "Split the rules into several rule sets."),
)
TOO_MANY_FACTS = _code(
    "017",
    "too-many-facts",
    ("Filen har flere end {limit} oplysninger.", "Del reglerne i flere regelsæt."),
    ("The file has more than {limit} facts.", "Split the rules into several rule sets."),
)
TOO_MANY_FINDINGS = _code(
    "018",
    "too-many-findings",
    ("Der er flere end {limit} fejl i filen; resten vises ikke.", "Ret de viste først."),
    ("There are more than {limit} mistakes in the file; the rest are not shown.", "Mend those shown first."),
)

# --- sentences --------------------------------------------------------------------------------------------

UNEXPECTED = _code(
    "101",
    "unexpected-word",
    ("»{found}« kan ikke stå her.", "Her kan stå: {expected}."),
    ("'{found}' cannot stand here.", "Here may stand: {expected}."),
)
UNFINISHED = _code(
    "102",
    "unfinished-declaration",
    ("»{declaration}« er ikke skrevet færdig.", "Her mangler: {expected}."),
    ("'{declaration}' is not finished.", "Here is missing: {expected}."),
)
MIXED_AND_OR = _code(
    "103",
    "mixed-and-or",
    (
        "»og« og »eller« står i samme betingelse uden parenteser, så den kan læses på to måder.",
        "Sæt parentes om det, der hører sammen: (a og b) eller c, eller a og (b eller c).",
    ),
    (
        "'and' and 'or' stand in one condition without brackets, so it can be read in two ways.",
        "Put brackets around what belongs together: (a and b) or c, or a and (b or c).",
    ),
)
CHAINED_COMPARISON = _code(
    "104",
    "chained-comparison",
    (
        "En sammenligning kan ikke fortsættes med »{found}«.",
        "Skriv to sammenligninger med »og« imellem, eller »er mellem a og b«.",
    ),
    (
        "A comparison cannot go on with '{found}'.",
        "Write two comparisons with 'and' between them, or 'is between a and b'.",
    ),
)
EQUALS_SIGN = _code(
    "105",
    "equals-sign",
    ("Tegnet »=« bruges ikke i regler.", "Skriv »er« i stedet."),
    ("The sign '=' is not used in rules.", "Write 'is' instead."),
)
DECIMAL_POINT = _code(
    "106",
    "decimal-point",
    ("Tallet »{found}« er skrevet med punktum.", "Skriv tallet med komma."),
    ("The number '{found}' is written with a point.", "Write it with a decimal comma."),
)
GLUED_NUMBER = _code(
    "107",
    "glued-number",
    (
        "Tal og ord er skrevet sammen i »{found}«.",
        "Sæt mellemrum mellem tallet og ordet; navne begynder med et bogstav.",
    ),
    (
        "Number and word are written together in '{found}'.",
        "Put a space between them; names begin with a letter.",
    ),
)
CAPITAL_KEYWORD = _code(
    "108",
    "capital-keyword",
    ("»{found}« er skrevet med store bogstaver.", "Skriv »{word}« med små bogstaver."),
    ("'{found}' is written in capitals.", "Write '{word}' in small letters."),
)
ISO_DATE = _code(
    "109",
    "machine-date",
    ("Datoen »{found}« er skrevet, som maskiner skriver den.", "Skriv den som i en lov: {written}."),
    ("The date '{found}' is written as machines write it.", "Write it as a law does: {written}."),
)
QUESTION_WITHOUT_MARK = _code(
    "110",
    "question-without-mark",
    (
        "Spørgsmålet slutter ikke med »?«.",
        "Skriv et helt spørgsmål, som en fagperson kan svare på, med »?« til sidst.",
    ),
    (
        "The question does not end in '?'.",
        "Write a whole question that a professional can answer, ending in '?'.",
    ),
)
UNCLOSED_TEXT = _code(
    "111",
    "unclosed-text",
    (
        "Et anførselstegn mangler på linjen: før teksten eller efter den.",
        'En tekst begynder og slutter med " på samme linje.',
    ),
    (
        "A quotation mark is missing on the line: before the text or after it.",
        'A text begins and ends with " on the same line.',
    ),
)
TEXT_GOES_ON = _code(
    "171",
    "text-goes-on",
    (
        "Teksten, der begynder på linje {line}, har intet anførselstegn, hvor den slutter.",
        'Sæt " efter tekstens sidste ord, på samme linje.',
    ),
    (
        "The text that begins on line {line} has no quotation mark where it ends.",
        'Put " after the last word of the text, on the same line.',
    ),
)
ANSWERS_ON_SCALE = _code(
    "172",
    "answers-on-scale",
    (
        "»{found}« siger, at et niveau ligger på en skala; her er det svarene, der er trin på den.",
        "Skriv skalaens navn alene:",
    ),
    (
        "'{found}' says that a level lies on a scale; here it is the answers that are its steps.",
        "Write the name of the scale alone:",
    ),
)
COLON_NOT_HERE = _code(
    "173",
    "colon-not-here",
    (
        "Et kolon står kun foran svarene på et spørgsmål og foran det, et krav kræver.",
        "Slet det. Et svar i et eksempel skrives med »er«: fravær er 12 %",
    ),
    (
        "A colon stands only before the answers to a question and before what a demand demands.",
        "Remove it. An answer in an example is written with 'is': fravær is 12 %",
    ),
)
LINE_BREAK_IN_TEXT = _code(
    "112",
    "line-break-in-text",
    ("Teksten går over flere linjer.", "Skriv den på én linje; den må være lang."),
    ("The text runs over several lines.", "Write it on one line; it may be long."),
)
EMPTY_CELL = _code(
    "113",
    "empty-cell",
    (
        "Feltet i tabellen er tomt.",
        "Skriv »uanset«, hvis alt gælder her, og »intet krav«, hvis intet skal ske.",
    ),
    (
        "The cell of the table is empty.",
        "Write 'whatever' if anything counts here, and 'no demand' if nothing follows.",
    ),
)
UNKNOWN_ANSWER = _code(
    "114",
    "unknown-answer-kind",
    (
        "»{found}« er ikke en måde at svare på.",
        "Skriv ja/nej, heltal fra 0 til 10, procent, dato, tidspunkt, en af (a, b) eller navnet på en skala.",
    ),
    (
        "'{found}' is not a way to answer.",
        "Write yes/no, integer from 0 to 10, percent, date, instant, one of (a, b) or the name of a scale.",
    ),
)
MISSING_REASON = _code(
    "115",
    "missing-reason",
    ("»{name}« har ingen begrundelse.", 'Tilføj: fordi "…"'),
    ("'{name}' gives no reason.", 'Add: because "…"'),
)
MISSING_THEN = _code(
    "116",
    "missing-then",
    ("Reglen »{name}« siger ikke, hvad der følger.", "Tilføj »så …«, fx: så skal <handling> ske"),
    ("The rule '{name}' does not say what follows.", "Add 'then …', such as: then must <action> happen"),
)
CLAUSE_TWICE = _code(
    "117",
    "clause-twice",
    (
        "»{clause}« står to gange.",
        "Behold det ene sted, eller saml betingelserne med og/eller og parenteser.",
    ),
    ("'{clause}' stands twice.", "Keep one, or join the conditions with and/or and brackets."),
)
CLAUSE_MISPLACED = _code(
    "118",
    "clause-misplaced",
    ("»{found}« hører ikke til i en »{declaration}« på dette sted.", "Her kan stå: {expected}."),
    ("'{found}' does not belong in this place of a '{declaration}'.", "Here may stand: {expected}."),
)
IMPOSSIBLE_DATE = _code(
    "119",
    "impossible-date",
    ("Dagen »{found}« findes ikke i kalenderen.", "Ret datoen."),
    ("The day '{found}' is not in the calendar.", "Correct the date."),
)
UNKNOWN_MONTH = _code(
    "120",
    "unknown-month",
    ("»{found}« er ikke en måned.", "Månederne er {months}."),
    ("'{found}' is not a month.", "The months are {months}."),
)
RESERVED_NAME = _code(
    "121",
    "reserved-name",
    (
        "Ordet »{found}« har en fast betydning og kan ikke uden videre være et navn.",
        "Vælg et andet navn, eller skriv det i vinkler: »{found}«.",
    ),
    (
        "The word '{found}' has a fixed meaning and cannot simply be a name.",
        "Choose another name, or write it in angle quotes: »{found}«.",
    ),
)
UNKNOWN_DECLARATION = _code(
    "122",
    "unknown-declaration",
    ("»{found}« begynder ikke noget, der kan stå i en regelfil.", "En linje kan begynde med: {expected}."),
    (
        "'{found}' does not begin anything that can stand in a rule file.",
        "A line may begin with: {expected}.",
    ),
)
HEADER_MISPLACED = _code(
    "123",
    "header-misplaced",
    ("»{found}« står ikke øverst i filen.", "Der er ét i en fil, og det står først."),
    ("'{found}' does not stand at the top of the file.", "There is one in a file, and it comes first."),
)
UNKNOWN_ESCAPE = _code(
    "124",
    "unknown-escape",
    ("»{found}« har ingen betydning i en tekst.", 'Efter \\ kan kun stå " eller \\.'),
    ("'{found}' has no meaning in a text.", 'Only " or \\ may follow a \\.'),
)
SCALE_WITHOUT_DIRECTION = _code(
    "125",
    "scale-without-direction",
    (
        "Skalaen »{name}« siger ikke, hvilken vej den går.",
        "Skriv fra bedst til værst, fra værst til bedst, fra mindst til mest indgribende, fra svagest til stærkest eller i rækkefølge.",
    ),
    (
        "The scale '{name}' does not say which way it goes.",
        "Write from best to worst, from worst to best, from least to most intrusive, from weakest to strongest or in order.",
    ),
)
SCALE_WITHOUT_STEPS = _code(
    "126",
    "scale-without-steps",
    ("Skalaen »{name}« har ingen trin.", 'Skriv trinene efter retningen, fx: grøn "Trivsel" gul "Bekymring"'),
    (
        "The scale '{name}' has no steps.",
        'Write the steps after its direction, such as: green "Thriving" yellow "Concern"',
    ),
)
LEVEL_WITHOUT_SCALE = _code(
    "127",
    "level-without-scale",
    ("Niveauet »{name}« siger ikke, hvilken skala det står på.", "Tilføj: på skala <navn>"),
    ("The level '{name}' does not say which scale it is on.", "Add: on scale <name>"),
)
UNKNOWN_WEEKDAY = _code(
    "128",
    "unknown-weekday",
    ("»{found}« er ikke en ugedag.", "Ugedagene er {weekdays}; en dato skrives som 24. december."),
    ("'{found}' is not a day of the week.", "The days are {weekdays}; a date is written as 24 December."),
)
TAIL_NOT_ALLOWED = _code(
    "129",
    "tail-not-allowed",
    (
        "»{tail}« kan ikke følge efter denne form for »{verb}«.",
        "Skriv det i en »så« for sig, eller fjern det.",
    ),
    ("'{tail}' cannot follow this form of '{verb}'.", "Write it in a 'then' of its own, or remove it."),
)
ALTERNATIVES_WITHOUT_ORDER = _code(
    "170",
    "alternatives-without-order",
    (
        "»a eller b« står her om en pligt, og en pligt handler om én ting ad gangen.",
        "Skal én af dem være sket, før noget andet sker, så skriv: så skal a eller b ske før y",
    ),
    (
        "'a or b' is said of a duty here, and a duty is about one thing at a time.",
        "If one of them must have happened before something else, write: then must a or b happen before y",
    ),
)
ALWAYS_ONLY_IN_DEMANDS = _code(
    "130",
    "always-only-in-demands",
    ("»{found}« står i en regel.", "Skriv »når«; »altid når« er et krav til reglerne."),
    ("'{found}' stands in a rule.", "Write 'when'; 'always when' is a demand on the rules."),
)
DATE_OUT_OF_RANGE = _code(
    "131",
    "date-out-of-range",
    ("Året {found} ligger uden for 1900-2199.", "Ret årstallet."),
    ("The year {found} lies outside 1900-2199.", "Correct the year."),
)
UNEVEN_ROW = _code(
    "132",
    "uneven-row",
    (
        "Rækken har {found} felter før det, der følger; tabellen har {wanted} kolonner.",
        "Skriv »uanset« i de felter, der ikke betyder noget.",
    ),
    (
        "The row has {found} cells before what follows; the table has {wanted} columns.",
        "Write 'whatever' in cells that do not matter.",
    ),
)
WHOLE_NUMBER = _code(
    "133",
    "whole-number-wanted",
    ("»{found}« er ikke et helt tal.", "Her skal stå et helt tal."),
    ("'{found}' is not a whole number.", "A whole number must stand here."),
)
IMPOSSIBLE_TIME = _code(
    "134",
    "impossible-time",
    ("Klokken kan ikke være {found}.", "Skriv fra kl. 0.00 til kl. 23.59."),
    ("The time cannot be {found}.", "Write from 0.00 to 23.59."),
)
AGE_IN_YEARS = _code(
    "135",
    "age-in-years",
    ("En alder siges i hele år, ikke i »{found}«.", "Skriv fx: barnet er fyldt 10 år"),
    (
        "An age is said in whole years, not in '{found}'.",
        "Write, for example: the child has reached 10 years",
    ),
)
NOT_AN_ACTION = _code(
    "136",
    "not-an-action",
    ("»{state}« kan kun siges om en handling.", "Skriv handlingens navn foran."),
    ("'{state}' can only be said of an action.", "Write the name of an action before it."),
)
SHARE_SIDE = _code(
    "137",
    "share-side",
    ("»{found}« kan ikke følge efter »udgør«.", "Skriv mindst, højst, over eller under."),
    ("'{found}' cannot follow 'makes up'.", "Write at least, at most, over or under."),
)
AT_LEAST_ONLY = _code(
    "138",
    "at-least-only",
    (
        "Hvor tit noget skal ske, siges med »mindst«, ikke »{found}«.",
        "Skriv fx: mindst 2 gange i hvert kalenderår",
    ),
    (
        "How often something happens is said with 'at least', not '{found}'.",
        "Write, for example: at least 2 times in each calendar year",
    ),
)
MAXIMUM_ONLY = _code(
    "139",
    "maximum-only",
    ("Hvor mange poster en liste kan have, siges med »højst«, ikke »{found}«.", "Skriv fx: højst 50"),
    (
        "How many records a list can have is said with 'at most', not '{found}'.",
        "Write, for example: at most 50",
    ),
)
MISSING_UNLESS = _code(
    "140",
    "missing-unless",
    ("Undtagelsen »{name}« siger ikke, hvornår den gælder.", "Tilføj: medmindre <betingelse>"),
    ("The exception '{name}' does not say when it applies.", "Add: unless <condition>"),
)
BRACKET_NOT_CLOSED = _code(
    "141",
    "bracket-not-closed",
    ("Parentesen bliver ikke lukket.", "Tilføj »)«, hvor det, der hører sammen, slutter."),
    ("The bracket is not closed.", "Add ')' where what belongs together ends."),
)
MISSING_THEN_WORD = _code(
    "142",
    "missing-then-word",
    ("Der mangler »så« foran »{found}«.", "Skriv: så {found} …"),
    ("'then' is missing before '{found}'.", "Write: then {found} …"),
)
POINT_IN_NAME = _code(
    "143",
    "point-in-name",
    ("Et felt nævnes ikke med punktum.", "Skriv »felt af denne liste«, fx: modtagelse af denne underretning"),
    (
        "A field is not named with a point.",
        "Write 'field of this list', such as: received of this notification",
    ),
)

# --- sentences as people say them elsewhere -----------------------------------------------------------------

EVERYDAY_WORD = _code(
    "144",
    "everyday-word",
    ("»{found}« er ikke et af reglernes ord.", "Skriv »{word}« i stedet."),
    ("'{found}' is not one of the words of the rules.", "Write '{word}' instead."),
)
NAME_IN_PARTS = _code(
    "145",
    "name-in-parts",
    (
        "»{found}« kan ikke være ét navn.",
        "Skriv det i ét ord med understreg: {written}. Er det to navne, mangler der et ord imellem.",
    ),
    (
        "'{found}' cannot be one name.",
        "Write it as one word with an underscore: {written}. If it is two names, a word is missing between them.",
    ),
)
NAME_NOT_TEXT = _code(
    "146",
    "name-not-text",
    (
        "Her skal stå et navn, ikke en tekst i anførselstegn.",
        "Et navn er ét ord uden anførselstegn, fx sen_kontakt.",
    ),
    (
        "A name belongs here, not a quoted text.",
        "A name is one word without quotation marks, such as late_contact.",
    ),
)
TEXT_EXPECTED = _code(
    "147",
    "text-expected",
    ("Her skal stå en tekst i anførselstegn.", 'Sæt " før og efter teksten.'),
    ("A text in quotation marks belongs here.", 'Put " before and after the text.'),
)
MISSING_BECAUSE = _code(
    "148",
    "missing-because",
    ("Der mangler »fordi« foran teksten.", 'Skriv: fordi "…"'),
    ("'because' is missing before the text.", 'Write: because "…"'),
)
CURLED_QUOTE = _code(
    "149",
    "curled-quotation-mark",
    (
        "Anførselstegnet »{found}« er sat af et skriveprogram og kan ikke læses her.",
        'Skriv det lige anførselstegn " i begge ender.',
    ),
    (
        "The quotation mark '{found}' was put there by a word processor and cannot be read here.",
        'Write the straight quotation mark " at both ends.',
    ),
)
ORDER_AFTER_THEN = _code(
    "150",
    "order-after-then",
    (
        "Efter »så« står »skal«, »bør«, »kan«, »må« eller »peger det på« først.",
        "Skriv: {written}",
    ),
    ("After 'then' comes 'must', 'should', 'may' or 'it points to' first.", "Write: {written}"),
)
ACTION_EXPECTED = _code(
    "151",
    "action-expected",
    ("Efter »{verb}« står navnet på en handling.", "Skriv: {written}"),
    ("After '{verb}' comes the name of an action.", "Write: {written}"),
)
MISSING_HAPPEN = _code(
    "152",
    "missing-happen",
    (
        "Efter »{found}« mangler »{happen}«.",
        "Skriv: {written}. Handlingen nævnes med det navn, den er erklæret med, i ét ord.",
    ),
    (
        "After '{found}' the word '{happen}' is missing.",
        "Write: {written}. The action is called by the name it is declared with, in one word.",
    ),
)
MUST_AND_NOT = _code(
    "153",
    "must-and-not",
    (
        "»{found}« siger ikke klart, om det er forbudt, umuligt eller bare ikke nødvendigt.",
        "Er det forbudt, så skriv: {written}. Er det ikke nødvendigt, så slet linjen.",
    ),
    (
        "'{found}' does not say clearly whether it is forbidden, impossible or only not needed.",
        "If it is forbidden, write: {written}. If it is not needed, delete the line.",
    ),
)
LEVEL_AND_STEP = _code(
    "154",
    "level-and-step",
    ("Her står kun det ene af niveau og trin.", "Skriv begge: så peger det på <niveau> <trin>"),
    ("Only one of level and step stands here.", "Write both: then it points to <level> <step>"),
)
DEADLINE_FORM = _code(
    "155",
    "deadline-form",
    (
        "Fristen kan ikke læses.",
        "Skriv, hvad den regnes fra: senest 7 dage efter <en dato i sagen>. Uden dato: snarest muligt, straks, samme dag.",
    ),
    (
        "The deadline cannot be read.",
        "Write what it is counted from: no later than 7 days after <a date of the case>. Without a date: as soon as possible, at once, the same day.",
    ),
)
DATE_FORM = _code(
    "156",
    "date-form",
    ("Datoen er ikke skrevet helt ud.", "Skriv dag, måned med bogstaver og år, fx 2. januar 2026."),
    ("The date is not written out.", "Write day, month in letters and year, such as 2 January 2026."),
)
CLOCK_FORM = _code(
    "157",
    "clock-form",
    ("Klokkeslættet er ikke skrevet helt ud.", "Skriv det efter datoen med timer og minutter, fx kl. 9.00."),
    ("The time is not written out.", "Write it after the date with hours and minutes, such as at 9.00."),
)
UNIT_AFTER_NUMBER = _code(
    "158",
    "unit-after-number",
    ("»{found}« kan ikke stå efter tallet.", "Skriv kun tallet; enheden står ved spørgsmålet."),
    (
        "'{found}' cannot stand after the number.",
        "Write the number alone; its unit stands with the question.",
    ),
)
WRONG_JOIN = _code(
    "159",
    "wrong-join",
    ("»{found}« kan ikke stå imellem disse to.", "Skriv »{word}« i stedet."),
    ("'{found}' cannot stand between these two.", "Write '{word}' instead."),
)
COMMENT_SIGN = _code(
    "160",
    "comment-sign",
    ("En linje kan ikke begynde med »{found}«.", "Er det en bemærkning til læseren, så skriv # foran."),
    ("A line cannot begin with '{found}'.", "If it is a remark to the reader, write # before it."),
)
STOP_AT_END = _code(
    "161",
    "full-stop",
    ("Der står et punktum, som ikke skal være der.", "Slet det; linjer i en regel slutter uden punktum."),
    ("There is a full stop that should not be there.", "Delete it; lines of a rule end without one."),
)
MISSING_BEFORE = _code(
    "162",
    "missing-before",
    ("Der mangler noget foran »{found}«.", "Skriv først: {expected}"),
    ("Something is missing before '{found}'.", "Write first: {expected}"),
)
BOUNDS_MISSING = _code(
    "163",
    "bounds-missing",
    ("»{found}« siger ikke, hvad det mindste og det største svar er.", "Skriv fx: {written}"),
    ("'{found}' does not say what the smallest and the largest answer are.", "Write, for example: {written}"),
)
PARAGRAPH_SIGN = _code(
    "164",
    "paragraph-sign",
    ("Paragraffen er skrevet uden paragraftegn.", "Skriv den som i loven, med paragraftegnet foran tallet:"),
    (
        "The section of the law is written without its sign.",
        "Write it as the law does, with the sign before the number:",
    ),
)
PERIOD_WITHOUT_START = _code(
    "165",
    "period-without-start",
    (
        "Der står ikke, fra hvilken dag perioderne tælles.",
        "Skriv til sidst: regnet fra <dag>. Følger de kalenderen, så skriv fx: mindst 2 gange i hvert kalenderår",
    ),
    (
        "It does not say from which day the periods are counted.",
        "Write at the end: counted from <day>. If they follow the calendar, write: at least 2 times in each calendar year",
    ),
)
PERIOD_OF_WHOLE_DAYS = _code(
    "166",
    "period-of-whole-days",
    (
        "Noget kan ikke tælles i perioder på {found}.",
        "Skriv et antal dage, uger, måneder eller år, fx: mindst 2 gange i hver periode på 12 måneder regnet fra start",
    ),
    (
        "Nothing can be counted in periods of {found}.",
        "Write a number of days, weeks, months or years, for example: at least 2 times in each period of 12 months counted from start",
    ),
)

LAYOUT_WOULD_CHANGE = _code(
    "021",
    "layout-would-change",
    (
        "Filen er ikke lagt ud på ny: den nye tekst ville ikke blive læst som den gamle.",
        "Filen er uændret. Sæt navne, der ligner faste ord, i vinkler »…«, eller del filen i mindre.",
    ),
    (
        "The file was not laid out anew: the new text would not be read as the old one.",
        "The file is unchanged. Put names that look like fixed words in angle quotes »…«, or split the file.",
    ),
)
FILE_NOT_READABLE = _code(
    "020",
    "file-not-readable",
    ("Filen kan ikke læses.", "Kontrollér, at den findes, er en almindelig fil, og at du må åbne den."),
    ("The file cannot be read.", "Check that it exists, is an ordinary file, and that you may open it."),
)

CODES: tuple[Code, ...] = tuple(value for value in vars().copy().values() if isinstance(value, Code))
