"""How single words are written: keywords in the form that fits, names, numbers, days and texts.

Takes: the words of a language.
Gives: a `Writer` that the rest of the layout asks.
Afterwards true: what is written here is read again as itself, in the same place.

The forms of a row in the word tables stand in one order: for one or many, many first; for the gender of what follows,
the common form first. `within the last` has many, neuter, common.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from attrs import field

from bekymring.frozen import frozen
from bekymring.syntax import document as doc
from bekymring.syntax.tables import shared_tables
from bekymring.syntax.words import Meaning, Vocabulary

_NEUTER_UNITS = frozenset({doc.Unit.YEARS})
_MOST_DECIMALS = 12
_COMMON_PERIODS = frozenset({doc.CalendarPeriod.MONTH})


@frozen
class Writer:
    """Writes the words of one file in one language."""

    vocabulary: Vocabulary = field(repr=False)
    neuter: frozenset[str] = frozenset()
    """Names of lists that take the neuter form, because the author wrote it."""
    careful: frozenset[str] = frozenset()
    """Words that are written in »…« as names: all words of keywords, where a bare name would be read as one."""

    def word(self, terminal: str, key: str = "") -> str:
        """A keyword in its first form."""
        return self.vocabulary.word(terminal, key)

    def last_form(self, terminal: str) -> str:
        """A keyword in its last form, such as the English `by` for `of`."""
        return self.vocabulary.forms[Meaning(terminal)][-1]

    def short_form(self, terminal: str) -> str:
        """A keyword in its shortest form, such as `gælder` for `så gælder`."""
        return min(self.vocabulary.forms[Meaning(terminal)], key=len)

    def unit(self, unit: doc.Unit, *, one: bool, terminal: str = "UNIT") -> str:
        """A unit of time, for one or for many."""
        forms = self.vocabulary.forms[Meaning(terminal, unit.value)]
        return forms[-1] if one else forms[0]

    def within(self, terminal: str, amount: int, unit: doc.Unit) -> str:
        """`inden for de seneste 12 måneder`, `inden for det seneste år`."""
        forms = self.vocabulary.forms[Meaning(terminal)]
        if amount != 1:
            return f"{forms[0]} {amount} {self.unit(unit, one=False)}"
        form = forms[0] if len(forms) == 1 else forms[1 if unit in _NEUTER_UNITS else 2]
        return f"{form} {self.unit(unit, one=True)}"

    def every(self, unit: doc.Unit) -> str:
        """`mindst hver`, `mindst hvert`."""
        forms = self.vocabulary.forms[Meaning("EVERY")]
        return forms[-1] if unit in _NEUTER_UNITS else forms[0]

    def times_in_each(self, times: int, period: doc.CalendarPeriod) -> str:
        """`2 gange i hvert kalenderår`; the row has many and one, in Danish each of them neuter and common."""
        forms = self.vocabulary.forms[Meaning("TIMES_IN_EACH")]
        half = len(forms) // 2
        of_number = forms[half:] if times == 1 else forms[:half]
        form = of_number[-1] if period in _COMMON_PERIODS else of_number[0]
        return f"{times} {form} {self.word('PERIOD', period.value)}"

    def times_in_each_period_of(self, times: int) -> str:
        """`2 gange i hver periode på`; the row has many and one."""
        forms = self.vocabulary.forms[Meaning("TIMES_IN_EACH_PERIOD_OF")]
        return f"{times} {forms[-1] if times == 1 else forms[0]}"

    def measured_for_each(self, period: doc.CalendarPeriod) -> str:
        """`opgøres for hvert kvartal`, `opgøres for hver måned`; the row has neuter and common."""
        forms = self.vocabulary.forms[Meaning("MEASURED_FOR_EACH")]
        form = forms[-1] if period in _COMMON_PERIODS else forms[0]
        return f"{form} {self.word('PERIOD', period.value)}"

    def for_each(self, record: doc.Name) -> str:
        """`for hver underretning`, `for hvert støtteforløb`."""
        return f"{self._agreeing('FOR_EACH', record)} {self.name(record)}"

    def this(self, record: doc.Name) -> str:
        """`denne underretning`, `dette støtteforløb`."""
        return f"{self._agreeing('THIS', record)} {self.name(record)}"

    def _agreeing(self, terminal: str, noun: doc.Name) -> str:
        forms = self.vocabulary.forms[Meaning(terminal)]
        neuter = noun.text in self.neuter or noun.text.endswith(self.vocabulary.neuter or ("\0",))
        return forms[-1] if neuter else forms[0]

    def name(self, name: doc.Name) -> str:
        """A name; in »…« where the bare word would be read as something else."""
        bare = _is_one(name.text, "WORD") and name.text not in self.vocabulary.reserved
        return name.text if bare and name.text not in self.careful else f"»{name.text}«"

    def step(self, name: doc.Name) -> str:
        """The name of a step, which may be a number."""
        return name.text if _is_one(name.text, "NUMBER") else self.name(name)

    def names(self, names: Iterable[doc.Name]) -> tuple[str, ...]:
        """Several names."""
        return tuple(self.name(one) for one in names)

    def labelled(self, one: doc.Labelled) -> str:
        """A name with what people call it."""
        return joined(self.name(one.name), None if one.label is None else quoted(one.label))

    def day(self, day: date) -> str:
        """`1. januar 2024`."""
        return f"{self.ordinal(day.day)} {self.vocabulary.month_names[day.month - 1]} {day.year}"

    def ordinal(self, number: int) -> str:
        """A number that counts on, as a day of a month does."""
        return f"{number}." if self.vocabulary.language == "da" else f"{number}"

    def moment(self, moment: date | datetime) -> str:
        """A day, or a day with a time: `1. januar 2024 kl. 9.00`."""
        if not isinstance(moment, datetime):
            return self.day(moment)
        at = "kl." if self.vocabulary.language == "da" else "at"
        return f"{self.day(moment)} {at} {moment.hour}.{moment.minute:02}"

    def version(self, version: str) -> str:
        """A version, in quotation marks if it is not all numbers."""
        bare = _is_one(version, "DOTTED") or _is_one(version, "NUMBER")
        return version if bare else quoted(version)

    def place(self, citation: doc.Citation) -> str | None:
        """The place of a citation: a paragraph as the law writes it, else a text."""
        if citation.paragraph is None:
            return None
        even = " ".join(citation.paragraph.split())
        bare = even == citation.paragraph and _is_one(citation.paragraph, "PARAGRAPH")
        return citation.paragraph if bare else quoted(citation.paragraph)


def number(value: doc.Number) -> str:
    """A number with decimal comma, exactly."""
    sign = "-" if value.value < 0 else ""
    whole, rest = divmod(abs(value.value), 1)
    decimals = ""
    # WHY: what was read has few decimals; a number that none can write exactly ends here and is refused later.
    while rest and len(decimals) < _MOST_DECIMALS:
        digit, rest = divmod(rest * 10, 1)
        decimals += str(digit)
    return f"{sign}{whole}{',' if decimals else ''}{decimals}{' %' if value.percent else ''}"


def quoted(text: str) -> str:
    """A text in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def joined(*parts: str | None) -> str:
    """The parts that are there, with a blank between them."""
    return " ".join(part for part in parts if part is not None)


def listed(parts: Iterable[str]) -> str:
    """Parts with comma and blank between them."""
    return ", ".join(parts)


def _is_one(text: str, terminal: str) -> bool:
    """Whether a text is read as one piece of a kind."""
    found = shared_tables().pattern.match(text)
    return found is not None and found.end() == len(text) and found.lastgroup == terminal
