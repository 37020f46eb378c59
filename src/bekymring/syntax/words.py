"""The words of the rules in one language: which keyword a word or a phrase may be, and how a keyword is written.

Takes: the two word tables of the grammar.
Gives: a `Vocabulary` for a language.
Afterwards true: a word that is reserved in one language is reserved in both, so that no translation turns a name
into a keyword.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field

from bekymring.frozen import frozen
from bekymring.resources import grammar_text

LANGUAGES = ("da", "en")
_NO_KEYWORDS = ("calendar", "other", "everyday")
_BEFORE_A_VALUE = ("IS", "OR", "AND")
# What a source is stands after its text, where nothing is compared, so »er retningslinje« leaves »retningslinje« free.
_AFTER_A_TEXT = "SOURCE_KIND"


@frozen
class Meaning:
    """A terminal of the grammar and, for a family, which member of it the word stands for."""

    terminal: str
    key: str = ""


@frozen
class Phrase:
    """One or several words that stand for a keyword together, with everything they may mean."""

    words: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@frozen
class Vocabulary:
    """The words of one language."""

    language: str
    phrases: Mapping[str, tuple[Phrase, ...]] = field(repr=False)
    """By first word; the longest first."""
    written: Mapping[Meaning, str] = field(repr=False)
    """How a keyword is written: the first word form of its row."""
    forms: Mapping[Meaning, tuple[str, ...]] = field(repr=False)
    """All word forms of a keyword, in the order of its row."""
    declarations: frozenset[tuple[str, ...]] = field(repr=False)
    """What begins a declaration when it starts a line."""
    openers: tuple[str, ...] = field(repr=False)
    """How each of them is written, in the order of the table."""
    reserved: frozenset[str] = field(repr=False)
    """Single words, of both languages, that stand as a name only in »…«."""
    months: Mapping[str, int] = field(repr=False)
    weekdays: Mapping[str, int] = field(repr=False)
    month_names: tuple[str, ...] = field(repr=False)
    weekday_names: tuple[str, ...] = field(repr=False)
    neuter: tuple[str, ...] = field(repr=False)
    """How nouns end that take the neuter form of a keyword."""
    forbids: str
    """The word that a prohibition begins with."""
    restricts: str
    """The word that a power under a condition begins with."""
    everyday: Mapping[tuple[str, ...], Meaning] = field(repr=False)
    """Words that people write for a keyword and that are not read; the longest first."""

    def word(self, terminal: str, key: str = "") -> str:
        """How a keyword is written; `key` names the member of a family."""
        return self.written[Meaning(terminal, key)]

    def terminals(self) -> tuple[str, ...]:
        """The terminals that words stand for, the same in every language."""
        return tuple(dict.fromkeys(meaning.terminal for meaning in self.forms))

    def name(self, text: str) -> str:
        """A name as it must be written: in »…« if it is a reserved word."""
        return f"»{text}«" if text in self.reserved else text


def vocabulary(language: str) -> Vocabulary:
    """The words of a language, read anew from its table."""
    return vocabularies()[language]


def vocabularies() -> Mapping[str, Vocabulary]:
    """The words of every language."""
    tables = {language: tomllib.loads(grammar_text(f"keywords_{language}.toml")) for language in LANGUAGES}
    reserved = frozenset(word for table in tables.values() for word in _reserved(table))
    return {language: _vocabulary(language, table, reserved) for language, table in tables.items()}


def whole_grammar(known: Vocabulary) -> str:
    """The grammar with the terminals that words stand for, in the order of their table."""
    return f"{grammar_text('bekymring.lark')}\n%declare NAME {' '.join(known.terminals())}\n"


def hash_of_grammar(grammar: str) -> str:
    """SHA-256 of a whole grammar: how tables made of it are known again."""
    return hashlib.sha256(grammar.encode("utf-8")).hexdigest()


def _forms(entry: str | list[str]) -> tuple[str, ...]:
    return (entry,) if isinstance(entry, str) else tuple(entry)


def _rows(table: Mapping[str, Any]) -> Iterable[tuple[Meaning, tuple[str, ...]]]:
    for section, rows in table.items():
        if section in _NO_KEYWORDS:
            continue
        for row, entry in rows.items():
            yield (Meaning(section, row) if section.isupper() else Meaning(row)), _forms(entry)


def _reserved(table: Mapping[str, Any]) -> Iterable[str]:
    yield from table["other"]["reserved"]
    rows = tuple(_rows(table))
    for section in ("declarations", "reserved"):
        for entry in table[section].values():
            yield from (form for form in _forms(entry) if " " not in form)
    # WHY: »er udført« is one keyword where a value may stand, so an alternative called udført needs its »…«.
    openers = {form for meaning, forms in rows if meaning.terminal in _BEFORE_A_VALUE for form in forms}
    for meaning, forms in rows:
        for form in forms if meaning.terminal != _AFTER_A_TEXT else ():
            match form.split():
                case [first, second] if first in openers:
                    yield second
                case _:
                    continue


def _vocabulary(language: str, table: Mapping[str, Any], reserved: frozenset[str]) -> Vocabulary:
    meanings: dict[tuple[str, ...], list[Meaning]] = {}
    known_forms = dict(_rows(table))
    for meaning, forms in known_forms.items():
        for form in forms:
            meanings.setdefault(tuple(form.split()), []).append(meaning)
    by_first: dict[str, list[Phrase]] = {}
    for words, known in meanings.items():
        by_first.setdefault(words[0], []).append(Phrase(words, tuple(known)))
    months, weekdays = table["calendar"]["months"], table["calendar"]["weekdays"]
    return Vocabulary(
        language=language,
        phrases={first: tuple(sorted(rows, key=lambda p: -len(p.words))) for first, rows in by_first.items()},
        written={meaning: forms[0] for meaning, forms in known_forms.items()},
        forms=known_forms,
        declarations=frozenset(tuple(f.split()) for e in table["declarations"].values() for f in _forms(e)),
        openers=tuple(_forms(entry)[0] for entry in table["declarations"].values()),
        reserved=reserved,
        months={month.lower(): number for number, month in enumerate(months, start=1)},
        weekdays={day.lower(): number for number, day in enumerate(weekdays)},
        month_names=tuple(months),
        weekday_names=tuple(weekdays),
        neuter=tuple(table["other"]["neuter"]),
        forbids=table["other"]["forbids"],
        restricts=table["other"]["restricts"],
        everyday=_everyday(table["everyday"]),
    )


def _everyday(rows: Mapping[str, list[str]]) -> Mapping[tuple[str, ...], Meaning]:
    said = {tuple(form.split()): Meaning(*row.split(".")) for row, forms in rows.items() for form in forms}
    return dict(sorted(said.items(), key=lambda one: -len(one[0])))
