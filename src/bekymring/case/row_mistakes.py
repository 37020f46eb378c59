"""The codes of what can be wrong with cases given as rows, with their words: lines, columns and cells.

One value is one kind of finding. No word and no argument holds a value of a case. Docs: many cases, *What is wrong with a row*.
"""

from __future__ import annotations

from typing import Final

from bekymring.diagnostics import Code, Severity, Words


def _code(number: str, slug: str, *, da: tuple[str, str], en: tuple[str, str]) -> Code:
    return Code(number, slug, Severity.ERROR, Words(*da), Words(*en))


NOT_EVALUATED: Final = _code(
    "BEK576",
    "row-not-evaluated",
    da=(
        "Sagen kunne ikke vurderes: intern fejl i bekymring ({kind}). Det er vores fejl, ikke din.",
        "Send fejlen til os uden sagens indhold, og vurdér sagen i hånden.",
    ),
    en=(
        "The case could not be evaluated: internal error in bekymring ({kind}). The fault is ours, not yours.",
        "Send us the fault without the content of the case, and assess the case by hand.",
    ),
)
ROW_ID: Final = _code(
    "BEK577",
    "row-id",
    da=(
        "Det, sagen kendes på, skal være en tekst på højst {limit} tegn eller et helt tal.",
        "Skriv et nummer fra jeres eget system; helst et, der intet siger uden for det.",
    ),
    en=(
        "What the case is known by must be a text of at most {limit} characters or a whole number.",
        "Write a number of your own system, preferably one that means nothing outside it.",
    ),
)
ROW_EMPTY: Final = _code(
    "BEK578",
    "row-empty",
    da=("Linjen er tom.", "Fjern linjen, eller skriv sagen på den."),
    en=("The line is empty.", "Remove the line, or write the case on it."),
)
ROW_TOO_LONG: Final = _code(
    "BEK579",
    "row-too-long",
    da=("Linjen er længere end {limit} bytes.", "Skriv én sag på hver linje."),
    en=("The line is longer than {limit} bytes.", "Write one case on each line."),
)
HEADER_MISSING: Final = _code(
    "BEK580",
    "rows-header-missing",
    da=("Filen har ingen linje med navne.", "Skriv navnene på oplysningerne i den første linje."),
    en=("The file has no line of names.", "Write the names of the facts in the first line."),
)
HEADER_UNREADABLE: Final = _code(
    "BEK581",
    "rows-header-unreadable",
    da=(
        "Linjen med navne kan ikke læses.",
        "Gem filen igen som CSV i UTF-8, med almindelige linjeskift og uden linjeskift i navnene.",
    ),
    en=(
        "The line of names cannot be read.",
        "Save the file again as CSV in UTF-8, with ordinary line breaks and none inside the names.",
    ),
)
OTHER_DIALECT: Final = _code(
    "BEK582",
    "rows-other-dialect",
    da=(
        "Linjen med navne er ikke skrevet med »{delimiter}« mellem navnene.",
        "Skriv --dialect {other}, eller gem filen med »{delimiter}«.",
    ),
    en=(
        "The line of names is not written with »{delimiter}« between the names.",
        "Write --dialect {other}, or save the file with »{delimiter}«.",
    ),
)
COLUMN_UNKNOWN: Final = _code(
    "BEK583",
    "rows-column-unknown",
    da=(
        "Kolonne {number}: regelsættet har ingen oplysning med det navn.",
        "Fjern kolonnen, eller brug et navn fra regelsættet.",
    ),
    en=(
        "Column {number}: the rule set has no fact of that name.",
        "Remove the column, or use a name from the rule set.",
    ),
)
COLUMN_MISTYPED: Final = _code(
    "BEK584",
    "rows-column-mistyped",
    da=("Kolonne {number}: regelsættet har ingen oplysning med det navn.", "Mente du »{suggestion}«?"),
    en=("Column {number}: the rule set has no fact of that name.", "Did you mean »{suggestion}«?"),
)
COLUMN_TWICE: Final = _code(
    "BEK585",
    "rows-column-twice",
    da=("Kolonne {number} har samme navn som en kolonne før den.", "Lad den ene stå."),
    en=("Column {number} has the same name as one before it.", "Keep one of them."),
)
COLUMN_OF_RECORDS: Final = _code(
    "BEK586",
    "rows-column-of-records",
    da=(
        "Kolonne {number}: »{name}« er en liste af poster, og en celle kan kun have ét svar.",
        "Skriv sager med poster som JSON-linjer (eller Parquet med lister).",
    ),
    en=(
        "Column {number}: »{name}« is a list of records, and a cell has one answer only.",
        "Write cases with records as JSON lines (or Parquet with lists).",
    ),
)
COLUMN_ALONE: Final = _code(
    "BEK587",
    "rows-column-alone",
    da=(
        "Kolonne {number} hører til »{name}«, som ikke har nogen kolonne.",
        "Tilføj kolonnen »{name}«; dens celler kan være tomme.",
    ),
    en=(
        "Column {number} belongs to »{name}«, which has no column.",
        "Add the column »{name}«; its cells may be empty.",
    ),
)
COLUMN_PART: Final = _code(
    "BEK588",
    "rows-column-part",
    da=(
        "Kolonne {number}: »{name}« er en oplysning og ikke en faglig vurdering, så den har ikke den del.",
        "Fjern kolonnen; hvem der har sagt noget, kan stå i JSON-linjer.",
    ),
    en=(
        "Column {number}: »{name}« is a fact and not a professional assessment, so it has no such part.",
        "Remove the column; who said something can stand in JSON lines.",
    ),
)
TOO_MANY_COLUMNS: Final = _code(
    "BEK589",
    "rows-too-many-columns",
    da=("Der er mere end {limit} kolonner.", "Fjern det, reglerne ikke spørger om."),
    en=("There are more than {limit} columns.", "Remove what the rules do not ask about."),
)
NO_COLUMNS: Final = _code(
    "BEK590",
    "rows-no-columns",
    da=("Ingen kolonne er en oplysning i regelsættet.", "Skriv navnene på oplysningerne i den første linje."),
    en=("No column is a fact of the rule set.", "Write the names of the facts in the first line."),
)
CELL_COUNT: Final = _code(
    "BEK591",
    "row-cell-count",
    da=(
        "Linjen har {found} celler, og der er {expected} kolonner.",
        'Skriv én celle for hver kolonne, også når den er tom; sæt " om en tekst, der indeholder skilletegnet.',
    ),
    en=(
        "The line has {found} cells, and there are {expected} columns.",
        'Write one cell for every column, even an empty one; put " around a text that holds the separator.',
    ),
)
CELL_TOO_LONG: Final = _code(
    "BEK592",
    "row-cell-too-long",
    da=("Cellen er længere end {limit} tegn.", "Skriv den kortere, og henvis til dokumentet."),
    en=("The cell is longer than {limit} characters.", "Write it shorter, and refer to the document."),
)
CELL_CONTROL: Final = _code(
    "BEK593",
    "row-control-sign",
    da=(
        "Linjen indeholder et tegn, som en celle ikke kan have (NUL eller et ekstra linjeskift).",
        "Skriv cellen igen; hver sag står på én linje.",
    ),
    en=(
        "The line holds a sign that no cell can have (NUL, or a line break too many).",
        "Write the cell again; every case stands on one line.",
    ),
)
CELL_QUOTES: Final = _code(
    "BEK594",
    "row-quotes",
    da=(
        "Anførselstegnene på linjen passer ikke sammen.",
        'Sæt " om hele cellen, og skriv "" for et anførselstegn inde i den; hver sag står på én linje.',
    ),
    en=(
        "The quotation marks of the line do not match.",
        'Put " around the whole cell, and write "" for a mark inside it; every case stands on one line.',
    ),
)
CELL_YES_NO: Final = _code(
    "BEK595",
    "cell-yes-no",
    da=("Der skal stå {yes} eller {no}.", "Lad cellen være tom, hvis der ikke er spurgt."),
    en=("There must stand {yes} or {no}.", "Leave the cell empty if nobody asked."),
)
CELL_NUMBER: Final = _code(
    "BEK596",
    "cell-number",
    da=("Der skal stå et tal.", "Skriv det som {example}, uden mellemrum og uden tegn for tusinder."),
    en=(
        "There must stand a number.",
        "Write it as {example}, without blanks and without a sign for thousands.",
    ),
)
CELL_DAY: Final = _code(
    "BEK597",
    "cell-day",
    da=("Der skal stå en dato.", "Skriv den som {example}."),
    en=("There must stand a date.", "Write it as {example}."),
)
CELL_INSTANT: Final = _code(
    "BEK598",
    "cell-instant",
    da=("Der skal stå dato og klokkeslæt.", "Skriv det som {example}."),
    en=("There must stand a date and an hour.", "Write it as {example}."),
)
CELL_STATE: Final = _code(
    "BEK599",
    "cell-state",
    da=(
        "Tilstanden passer ikke til svaret i »{name}«.",
        "Skriv {doubt} ved et svar, der er tvivl om, og {others} ved en tom celle; ellers ingenting.",
    ),
    en=(
        "The state does not fit the answer in »{name}«.",
        "Write {doubt} beside an answer in doubt, and {others} beside an empty cell; otherwise nothing.",
    ),
)

CODES: Final = tuple(code for code in tuple(globals().values()) if isinstance(code, Code))
"""Every code of rows, by number."""
