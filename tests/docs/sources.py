"""From source to rule: what each statement of the sources became in a rule set, and the page that tells it.

Takes `tests/rulesets/sources/<rule set>.json`, one row a statement, and `kilder.json`, which names the sources.
Gives the rows as data, and docs/kilder.md. `tests/rulesets/test_sources.py` holds the rows against the rule sets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from attrs import frozen

from docs.pages import ROOT

FOLDER = ROOT / "tests" / "rulesets" / "sources"
CATALOGUE = FOLDER / "kilder.json"
PLACES = ("navne", "krav", "vurdering", "parameter", "dækker ikke", "README", "se")
"""Where a statement may be found; every row has at least one of them."""


@frozen
class Statement:
    """One thing that a source says, in words of our own, and where it is in the rule set."""

    id: str
    says: str
    places: Mapping[str, tuple[str, ...]]
    examples: tuple[str, ...]
    corrected: str


@frozen
class Source:
    """One source or part of the law: what it is called, and the numbers of what it says."""

    id: str
    title: str
    statements: tuple[str, ...]


def rulesets() -> tuple[str, ...]:
    """The rule sets that have a table, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json") if path != CATALOGUE))


def statements(ruleset: str) -> tuple[Statement, ...]:
    """The rows of one rule set, in the order they are written."""
    return tuple(_statement(row) for row in _read(FOLDER / f"{ruleset}.json")["udsagn"])


def sources() -> Mapping[str, Source]:
    """All sources by their number."""
    named = _read(CATALOGUE)["kilder"]
    return {id_: Source(id_, one["navn"], tuple(one["udsagn"])) for id_, one in named.items()}


def required(ruleset: str) -> tuple[str, ...]:
    """The numbers of the statements that a rule set must have a row for."""
    known = sources()
    asked = _read(CATALOGUE)["skal med"].get(ruleset, ())
    return tuple(one for id_ in asked for one in (known[id_].statements if id_ in known else (id_,)))


def page() -> str:
    """docs/kilder.md: one section a rule set, one table a source."""
    parts = [
        "# Fra kilde til regel",
        "",
        "Hvad kilderne siger, sætning for sætning med vores egne ord, og hvor det står i hvert regelsæt.",
        "Lavet ud fra `tests/rulesets/sources`; en prøve holder hvert navn op mod reglerne og siger til, når siden er forældet.",
        "",
        "Et udsagn står i en regel, et krav, en faglig vurdering eller et valg, som kommunen træffer (*fastsættes lokalt*).",
        "Det, reglerne ikke siger, står under *dækker ikke* med regelsættets egne ord.",
        "*Rettet* betyder, at kilden er forældet eller uenig med loven, og hvad der gælder i stedet.",
        "",
        "Numrene er vores egne: A er praksis, som kilderne beskriver, B er loven, C er redskaber, E er fælles ord, F og V er efterprøvning.",
        "Om regelsættene selv: [de medfølgende regelsæt](rulesets.md).",
    ]
    for name in rulesets():
        parts += ["", f"## {name}", *_section(statements(name))]
    return "\n".join(parts) + "\n"


def _section(rows: Iterable[Statement]) -> Iterator[str]:
    known = sources()
    owner = {one: source for source in known.values() for one in source.statements}
    for source, held in groupby(rows, lambda row: owner[row.id]):
        yield from (
            "",
            f"### {source.id}: {source.title}",
            "",
            "| nr. | kilden siger | hvor | vist i |",
            "|---|---|---|---|",
        )
        yield from (_row(one) for one in held)


def _row(one: Statement) -> str:
    where = "; ".join(_place(kind, told) for kind, told in one.places.items())
    says = f"{one.says} *Rettet:* {one.corrected}" if one.corrected else one.says
    shown = ", ".join(f"»{label}«" for label in one.examples) or "–"
    return f"| {one.id} | {says} | {where} | {shown} |".replace("\n", " ")


def _place(kind: str, told: tuple[str, ...]) -> str:
    names = ", ".join(f"`{name}`" for name in told)
    quoted = "; ".join(f"»{text}«" for text in told)
    match kind:
        case "navne":
            return names
        case "vurdering":
            return f"faglig vurdering: {names}"
        case "parameter":
            return f"fastsættes lokalt: {names}"
        case "se":
            return "se " + ", ".join(f"[{name}](#{name})" for name in told)
        case _:
            return f"{kind}: {quoted}"


def _statement(row: Mapping[str, object]) -> Statement:
    places = {kind: _texts(row[kind]) for kind in PLACES if kind in row}
    examples = _texts(row.get("eksempler", []))
    return Statement(str(row["id"]), str(row["siger"]), places, examples, str(row.get("rettet", "")))


def _texts(held: object) -> tuple[str, ...]:
    assert isinstance(held, list)
    return tuple(str(one) for one in held)


def _read(path: Path) -> dict[str, dict]:
    read: dict[str, dict] = json.loads(path.read_text(encoding="utf-8"))
    return read
