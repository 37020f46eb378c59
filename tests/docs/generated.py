"""The pages that are made of other files: the glossary of the keyword files, the index of the shipped rule sets.

Takes the keyword tables, or the descriptions that `bekymring list --format json` prints.
Gives the text of a page. `pytest tests/docs --update-golden` writes it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date

from bekymring.calendar_dk import format_date
from docs.pages import ROOT

Words = str | list[str]

TITLES = {
    "declarations": (
        "Declarations",
        "A declaration begins where one of these words starts a line. They are reserved as names.",
    ),
    "reserved": ("Reserved words", "They stand as names only in »…«."),
    "other": ("Also reserved", "Words that could be read in two ways if they were names."),
    "words": (
        "Words of clauses and sentences",
        "Keywords where they may stand, and free as names elsewhere.",
    ),
    "UNIT": ("Units", ""),
    "APART": ("Intervals", ""),
    "DIFFERENCE": ("Differences", ""),
    "PERIOD": ("Calendar periods", ""),
    "SHIFT": ("Before and after a day", ""),
    "PICK": ("The latest and the earliest record", ""),
    "AGGREGATE": ("Over a field of records", ""),
    "QUANTITY": ("Quantities", ""),
    "COMPARISON": ("Comparisons", ""),
    "CELL_COMPARISON": ("Comparisons in a cell", ""),
    "SCALE_SIDE": ("Sides of a step", ""),
    "KNOWN": ("Known or not", ""),
    "ACTION_STATE": ("What may be said of an action", ""),
    "EXPECTED_STATE": ("What an example may also expect", ""),
    "CERTAINTY": ("How certain", ""),
    "FITS": ("Whether a measure fits", ""),
    "GIVEN_STATE": ("States of an answer", ""),
    "PAIR_STATE": ("States of a field", ""),
    "CHILD_AGE": ("Ages", ""),
    "COUNT_OF_KIND": ("Counts of indicators", ""),
    "INDICATOR_KIND": ("Kinds of indicators", ""),
    "SOURCE_KIND": ("Kinds of sources", ""),
    "DIRECTION": ("Directions of a scale", ""),
    "WORSE": ("Which way is worse", ""),
    "USE": ("Uses of a rule set", ""),
    "ACTION_NATURE": ("Kinds of actions", ""),
    "SPEED": ("Deadlines without an instant", ""),
    "ALWAYS_ONE_OF": ("At least and exactly one", ""),
    "calendar": ("Months and weekdays", ""),
}


def glossary() -> str:
    """docs/glossary.md: every word of the rules, Danish and English, by the place it has in a sentence."""
    danish, english = _keywords("da"), _keywords("en")
    parts = [
        "# Glossary (ordene)",
        "",
        "Made of `grammar/keywords_da.toml` and `grammar/keywords_en.toml`; a test says when it is stale.",
        "Several words in a cell are read alike; the first is the one that is written.",
        "What they mean: [the language](language.md).",
    ]
    for name, rows in danish.items():
        if name == "everyday":
            continue  # they are not read
        parts += ["", *_section(name, rows, english[name])]
    return "\n".join(parts) + "\n"


def ruleset_index(
    descriptions: Sequence[Mapping[str, object]], found: Mapping[str, Mapping[str, object]]
) -> str:
    """docs/rulesets.md: what the shipped rule sets decide, on what they build, how far they were read, tried and proved."""
    parts = [
        "# De medfølgende regelsæt",
        "",
        "Lavet ud fra `bekymring list`, `test --coverage` og `check`; en prøve siger til, når siden er forældet.",
        "",
        "Ingen af dem er i brug, fordi de følger med: en kommune, der vil bruge et, godkender det selv og skriver det i hovedet.",
        "Henvisninger, der ikke er læst, står i hver beslutning som »ikke læst«.",
        "",
        "*Vist begge veje*: hvor mange regler, undtagelser og rækker eksemplerne prøver, både hvor de gælder, og hvor de ikke gør.",
        "*Krav*: hvad reglerne er bevist at holde i alle sager; *åbne*: spørgsmål, som hverken er bevist eller modbevist.",
        "",
        "| navn | hvad | bygger på | regler | eksempler | vist begge veje | krav | åbne | ikke læst |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_row(one, found[str(one["name"])]) for one in descriptions),
    ]
    for one in descriptions:
        parts += ["", *_described(one)]
    return "\n".join(parts) + "\n"


def _keywords(lang: str) -> Mapping[str, Mapping[str, Words]]:
    return tomllib.loads((ROOT / "grammar" / f"keywords_{lang}.toml").read_text(encoding="utf-8"))


def _section(name: str, danish: Mapping[str, Words], english: Mapping[str, Words]) -> list[str]:
    title, remark = TITLES[name]
    head = [
        f"## {title}",
        "",
        *([remark, ""] if remark else []),
        "| Danish | English | in the grammar |",
        "|---|---|---|",
    ]
    return [*head, *(f"| {_cell(danish[row])} | {_cell(english[row])} | `{row}` |" for row in danish)]


def _cell(words: Words) -> str:
    return ", ".join(f"`{word}`" for word in ([words] if isinstance(words, str) else words))


def _row(one: Mapping[str, object], found: Mapping[str, object]) -> str:
    name = one["name"]
    cells = (f"[{name}](#{name})", one["title"], ", ".join(_texts(one["builds_on"])) or "–")
    shown = f"{found['exercised']} af {found['parts']}" if found["parts"] else "–"
    counts = (
        one["rules"],
        one["examples"],
        shown,
        one["demands"],
        found["not_decided"],
        one["unread_citations"],
    )
    return f"| {' | '.join(map(str, (*cells, *counts)))} |"


def _described(one: Mapping[str, object]) -> list[str]:
    approved = f"Godkendt {_day(one['approved'])}" if one["approved"] else "Ikke godkendt af nogen kommune"
    lines = [f"## {one['name']}", "", f"{one['title']}, version {one['version']}.", ""]
    lines += [
        f"- Ansvarlig: {one['responsible']}. {approved}. Ses efter igen senest {_day(one['revise_by'])}."
    ]
    if sources := _texts(one["sources"]):
        lines += [f"- Bygger på teksterne: {'; '.join(sources)}."]
    lines += [f"- Dækker ikke: {text}." for text in _texts(one["not_covered"])]
    return [*lines, f"- [Om regelsættet](../rulesets/{one['name']}/README.md)"]


def _day(value: object) -> str:
    return format_date(date.fromisoformat(str(value)), "da")


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(text) for text in value]
