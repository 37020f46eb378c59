"""A rule set while it is being put together, and the place from which an expression is read.

The draft is the only thing in this room that changes; it lives for one call of `lower` and never leaves it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field

from bekymring.diagnostics import Code, Diagnostic, Label
from bekymring.frozen import define, frozen
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.mistakes import NO_ARGUMENTS, declared_here, finding
from bekymring.model.resolve import WORDS, Declared, Kind, Names
from bekymring.model.suggest import closest, digits, meant
from bekymring.source import Span
from bekymring.syntax.document import Assessment, Name

MAX_SUGGESTIONS = 40
"""How many unknown names get a suggestion: looking for one reads every name."""


class Stop(Exception):  # noqa: N818 - not an error of the program: what was written is already reported
    """What is being read has a finding, or rests on something that has one; the rest of it is left."""


@define
class Draft:
    """What is known so far; the findings so far."""

    names: Names
    english: frozenset[str] = frozenset()
    """The files that are written in English."""
    findings: list[Diagnostic] = field(factory=list)
    laws: dict[str, rs.Law] = field(factory=dict)
    sources: dict[str, rs.ProfessionalSource] = field(factory=dict)
    scales: dict[str, rs.Scale] = field(factory=dict)
    levels: dict[str, rs.Level] = field(factory=dict)
    roles: dict[str, rs.Role] = field(factory=dict)
    parties: dict[str, rs.Party] = field(factory=dict)
    inputs: dict[str, rs.Input] = field(factory=dict)
    lists: dict[str, rs.RecordList] = field(factory=dict)
    list_names: dict[str, str] = field(factory=dict)
    """The list's own name, by singular and plural."""
    indicators: dict[str, rs.Indicator] = field(factory=dict)
    definitions: dict[str, rs.Definition] = field(factory=dict)
    actions: dict[str, rs.Action] = field(factory=dict)
    measures: dict[str, rs.Measure] = field(factory=dict)
    attention: dict[str, rs.AttentionPoint] = field(factory=dict)
    calendars: dict[str, rs.Calendar] = field(factory=dict)
    birth_date: str | None = None
    pending: set[str] = field(factory=set)
    """Definitions that are not read yet."""
    needed: str | None = None
    """The first of them that was asked for."""
    suggestions: int = 0
    broken: bool = False
    """Whether something is left out that reading the text has found fault with."""

    def report(self, diagnostic: Diagnostic) -> None:
        """Keeps a finding."""
        self.findings.append(diagnostic)

    def begin(self) -> int:
        """Starts an attempt: forgets what was needed, and gives how many findings there are."""
        self.needed = None
        return len(self.findings)

    def near(self, name: str, candidates: Iterable[str]) -> str | None:
        """The candidate that was probably meant."""
        self.suggestions += 1
        return closest(name, candidates) if self.suggestions <= MAX_SUGGESTIONS else None


@frozen
class Scope:
    """From where something is read: the layer, the record a rule is read for, the list a filter is tried on."""

    draft: Draft
    layer: int
    per_record: str | None = None
    item_list: str | None = None
    knows: bool = False
    """Whether `er oplyst` may stand here."""
    any_record: bool = False
    """Whether a per-record outcome may be named without its record, as demands do."""
    depth: int = 0

    def report(
        self,
        code: Code,
        at: Span,
        *,
        labels: tuple[Label, ...] = (),
        suggestion: str = "",
        more: Mapping[str, str] = NO_ARGUMENTS,
        **args: object,
    ) -> None:
        """Keeps a finding and goes on."""
        self.draft.report(finding(code, at, labels=labels, suggestion=suggestion, more=more, **args))

    def stop(
        self,
        code: Code,
        at: Span,
        *,
        labels: tuple[Label, ...] = (),
        suggestion: str = "",
        more: Mapping[str, str] = NO_ARGUMENTS,
        **args: object,
    ) -> Stop:
        """Keeps a finding; gives what is to be raised, so that what is being read is left."""
        self.report(code, at, labels=labels, suggestion=suggestion, more=more, **args)
        return Stop()

    def wording(self, at: Span, da: str, en: str) -> str:
        """What to write at a place, in the language of its file."""
        return en if at.file in self.draft.english else da

    def inside(self, list_: str) -> Scope:
        """The scope inside a filter over a list."""
        return evolve(self, item_list=list_)

    # --- names ---

    def declared(self, name: Name, kinds: frozenset[Kind], wanted: tuple[str, str] | None = None) -> Declared:
        """What a name stands for, where that is one of some kinds; else a finding."""
        found = self.draft.names.find(name.text, self.layer)
        if found is None:
            raise self.unknown(name, kinds, wanted)
        if found.kind not in kinds:
            raise self.wrong_kind(name, found, kinds, wanted)
        return found

    def unknown(self, name: Name, kinds: frozenset[Kind], wanted: tuple[str, str] | None = None) -> Stop:
        """A name that nothing declares; silent where an unreadable declaration may have declared it."""
        if name.text in self.draft.names.unreadable:
            return Stop()
        near = self.draft.near(name.text, self.draft.names.of_kind(self.layer, kinds))
        labels: tuple[Label, ...] = ()
        if near is not None:
            labels = (declared_here(self.draft.names.by_name[near].at, near),)
        hint = meant(near, otherwise=_instead(kinds, name.text))
        da, en = wanted or words_of(kinds)
        args = {"name": name.text, "wanted_da": da, "wanted_en": en, **hint}
        return self.stop(mistakes.UNKNOWN_NAME, name.span, labels=labels, suggestion=near or "", more=args)

    def wrong_kind(
        self, name: Name, found: Declared, kinds: frozenset[Kind], wanted: tuple[str, str] | None = None
    ) -> Stop:
        """A name that stands for something else than what belongs here."""
        is_, en_is = WORDS[found.kind]
        da, en = wanted or words_of(kinds)
        near = self.draft.near(name.text, self.draft.names.of_kind(self.layer, kinds))
        args = {
            "name": name.text,
            "found_da": is_,
            "found_en": en_is,
            "wanted_da": da,
            "wanted_en": en,
            **meant(near),
        }
        labels = (declared_here(found.at, name.text),)
        return self.stop(mistakes.WRONG_KIND, name.span, labels=labels, suggestion=near or "", more=args)

    def name_of(self, name: Name | None, *kinds: Kind) -> str | None:
        """The name, where it stands for one of some kinds; None (with a finding) where it does not, or for None."""
        if name is None:
            return None
        try:
            return self.declared(name, frozenset(kinds)).name
        except Stop:
            return None

    def names_of(self, names: tuple[Name, ...], *kinds: Kind) -> tuple[str, ...]:
        """The names that stand for one of some kinds, each once; the others are findings."""
        found = (self.name_of(one, *kinds) for one in names)
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def record_list(self, name: Name) -> rs.RecordList:
        """The list that a singular or plural name stands for."""
        self.declared(name, frozenset({Kind.RECORD_LIST}))
        own = self.draft.list_names.get(name.text)
        if own is None or own not in self.draft.lists:
            raise Stop
        return self.draft.lists[own]

    def fields(self, list_: str) -> Mapping[str, rs.RecordField]:
        """The fields of a list that rules of this layer read by name: its own and those of the layers below, no own levels."""
        names, held = self.draft.names, self.draft.lists[list_]
        seen = {names.layers[one] for one in names.below[self.layer]}
        own = {one.name for one in self.draft.levels.values() if one.own_in == list_}
        return {
            name: one for name, one in held.fields.items() if one.origin.layer in seen and name not in own
        }

    def assessed_each(self, name: Name) -> rs.RecordList | None:
        """The list for each of whose records an assessment of this name is made; None for any other name."""
        found = self.draft.names.find(name.text, self.layer)
        written = found.node if found is not None else None
        if not isinstance(written, Assessment) or written.per_record is None:
            return None
        return self.record_list(written.per_record)

    def origin(self, at: Span) -> rs.Origin:
        """Where something in this layer stands."""
        return rs.Origin(self.draft.names.layers[self.layer], at)


def words_of(kinds: Iterable[Kind]) -> tuple[str, str]:
    """What a message calls one of several kinds."""
    ordered = sorted(set(kinds), key=list(Kind).index)
    return (
        " eller ".join(WORDS[one][0] for one in ordered),
        " or ".join(WORDS[one][1] for one in ordered),
    )


_ANSWERS = (
    "Skriv ja/nej, heltal fra 0 til 10, procent, dato, tidspunkt, en af (a, b) eller navnet på en skala.",
    "Write yes/no, integer from 0 to 10, percent, date, instant, one of (a, b) or the name of a scale.",
)


def _instead(kinds: frozenset[Kind], name: str) -> tuple[str, str]:
    """What to write in place of a name that nothing declares and that looks like no other."""
    number = digits(name) if Kind.FACT in kinds else None
    if number is not None:
        return (
            f"Er det et tal, så skriv det med cifre: {number}",
            f"If it is a number, write it in digits: {number}",
        )
    if kinds == {Kind.SCALE}:
        return _ANSWERS
    forms = [
        form
        for kind, form in (
            (Kind.FACT, f'oplysning {name} "…?": ja/nej'),
            (Kind.ACTION, f'handling {name} "…"'),
            (Kind.PARTY, f'part {name} "…"'),
            (Kind.ROLE, f'rolle {name} "…"'),
            (Kind.LAW, f'lov {name} "…"'),
            (Kind.SOURCE, f'kilde {name} "…" er vejledning'),
            (Kind.ATTENTION, f'opmærksomhedspunkt {name} "…"'),
            (Kind.ASSESSMENT, f'faglig vurdering {name} "…?": ja/nej'),
        )
        if kind in kinds
    ][: 2 if Kind.FACT not in kinds else 1]
    if not forms:
        return "Erklær det, eller ret navnet.", "Declare it, or correct the name."
    return (
        f"Ret navnet, eller erklær det: {' / '.join(forms)}",
        f"Correct the name, or declare it: {' / '.join(forms)}",
    )
