"""Names to declarations: one table of every name that the layers declare, and who may see it.

Takes layers, lowest first; gives the table with what is wrong in it.
Afterwards true: a name stands for one thing, and a layer sees its own names and those below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import pairwise

from bekymring.diagnostics import Diagnostic
from bekymring.frozen import frozen
from bekymring.model import mistakes
from bekymring.model.layers import LayerDocuments
from bekymring.model.mistakes import declared_here, finding
from bekymring.source import Span
from bekymring.syntax import document as doc


class Kind(StrEnum):
    """What a name can stand for."""

    LAW = "law"
    SOURCE = "source"
    SCALE = "scale"
    LEVEL = "level"
    ROLE = "role"
    PARTY = "party"
    FACT = "fact"
    ASSESSMENT = "assessment"
    PARAMETER = "parameter"
    RECORD_LIST = "record_list"
    INDICATOR = "indicator"
    DEFINITION = "definition"
    ACTION = "action"
    MEASURE = "measure"
    ATTENTION = "attention"
    CALENDAR = "calendar"
    RULE = "rule"
    EXCEPTION = "exception"
    TABLE = "table"


WORDS: Mapping[Kind, tuple[str, str]] = {
    Kind.LAW: ("en lov", "a law"),
    Kind.SOURCE: ("en kilde", "a source"),
    Kind.SCALE: ("en skala", "a scale"),
    Kind.LEVEL: ("et niveau", "a level"),
    Kind.ROLE: ("en rolle", "a role"),
    Kind.PARTY: ("en part", "a party"),
    Kind.FACT: ("en oplysning", "a fact"),
    Kind.ASSESSMENT: ("en faglig vurdering", "a professional assessment"),
    Kind.PARAMETER: ("noget, der fastsættes lokalt", "a local parameter"),
    Kind.RECORD_LIST: ("en hændelse", "a list of records"),
    Kind.INDICATOR: ("en indikator", "an indicator"),
    Kind.DEFINITION: ("en definition", "a definition"),
    Kind.ACTION: ("en handling", "an action"),
    Kind.MEASURE: ("en indsats", "a measure"),
    Kind.ATTENTION: ("et opmærksomhedspunkt", "a point of attention"),
    Kind.CALENDAR: ("en kalender", "a calendar"),
    Kind.RULE: ("en regel", "a rule"),
    Kind.EXCEPTION: ("en undtagelse", "an exception"),
    Kind.TABLE: ("en tabel", "a table"),
}
"""How a message calls each, in Danish and in English."""

INPUTS = frozenset({Kind.FACT, Kind.ASSESSMENT, Kind.PARAMETER})


@frozen
class Declared:
    """One name with what declares it, and in which layer (counted from the lowest)."""

    name: str
    kind: Kind
    node: object
    layer: int
    at: Span


@frozen
class Names:
    """Every declared name. `unreadable` are words of declarations that could not be read: nothing is said about them."""

    by_name: Mapping[str, Declared]
    layers: tuple[str, ...]
    below: tuple[frozenset[int], ...]
    """For each layer, itself and the layers that it builds on, however far down."""
    unreadable: frozenset[str]

    def find(self, name: str, layer: int) -> Declared | None:
        """What a name stands for as a layer sees it."""
        found = self.by_name.get(name)
        return found if found is not None and found.layer in self.below[layer] else None

    def of_kind(self, layer: int, kinds: frozenset[Kind] | None = None) -> tuple[str, ...]:
        """The names of some kinds (None: of all) that a layer sees, sorted."""
        seen = self.below[layer]
        return tuple(
            sorted(
                name
                for name, one in self.by_name.items()
                if one.layer in seen and (kinds is None or one.kind in kinds)
            )
        )


def declare(layers: tuple[LayerDocuments, ...]) -> tuple[Names, tuple[Diagnostic, ...]]:
    """The table of names, and what is wrong in it: doublets, redefinitions, names that are easily confused."""
    below = _below(layers)
    table: dict[str, Declared] = {}
    findings: list[Diagnostic] = []
    unreadable: set[str] = set()
    for index, layer in enumerate(layers):
        for document in layer.documents:
            for one in document.declarations:
                if isinstance(one, doc.Broken):
                    words = one.text.replace(",", " ").replace(":", " ").replace("-", " ").split()
                    # WHY: a name written in two words is one mistake, not one wherever it is used as well.
                    unreadable.update(words, map("_".join, pairwise(words)))
                for declared in _declared(one, index):
                    earlier = table.setdefault(declared.name, declared)
                    if earlier is not declared and not _same_thing(earlier, declared):
                        findings.append(_doublet(earlier, declared, layers, below))
    names = Names(table, tuple(one.name for one in layers), below, frozenset(unreadable))
    return names, (*findings, *_confusable(table))


def _below(layers: tuple[LayerDocuments, ...]) -> tuple[frozenset[int], ...]:
    places = {layer.place: index for index, layer in enumerate(layers)}
    found: list[frozenset[int]] = []
    for index, layer in enumerate(layers):
        # INVARIANT: a layer stands above all that it builds on, so what it builds on is already there.
        seen = {index}.union(*(found[places[place]] for place in layer.below))
        found.append(frozenset(seen))
    return tuple(found)


_KIND_OF: Mapping[type, Kind] = {
    doc.Law: Kind.LAW,
    doc.ProfessionalSource: Kind.SOURCE,
    doc.Scale: Kind.SCALE,
    doc.Level: Kind.LEVEL,
    doc.Fact: Kind.FACT,
    doc.Assessment: Kind.ASSESSMENT,
    doc.Parameter: Kind.PARAMETER,
    doc.Indicator: Kind.INDICATOR,
    doc.Definition: Kind.DEFINITION,
    doc.Action: Kind.ACTION,
    doc.Measure: Kind.MEASURE,
    doc.AttentionPoint: Kind.ATTENTION,
    doc.Calendar: Kind.CALENDAR,
    doc.Rule: Kind.RULE,
    doc.RuleException: Kind.EXCEPTION,
    doc.Table: Kind.TABLE,
}


def _declared(node: doc.Declaration, layer: int) -> Iterator[Declared]:
    match node:
        case doc.Roles(roles=many):
            yield from (Declared(one.name.text, Kind.ROLE, one, layer, one.name.span) for one in many)
        case doc.Parties(parties=many):
            yield from (Declared(one.name.text, Kind.PARTY, one, layer, one.name.span) for one in many)
        case doc.RecordList(name=name, plural=plural):
            yield Declared(name.text, Kind.RECORD_LIST, node, layer, name.span)
            if plural.text != name.text:
                yield Declared(plural.text, Kind.RECORD_LIST, node, layer, plural.span)
        case (
            doc.RecordAddition()
            | doc.Setting()
            | doc.Integrity()
            | doc.Demand()
            | doc.Example()
            | doc.Broken()
        ):
            return
        case _:
            yield Declared(node.name.text, _KIND_OF[type(node)], node, layer, node.name.span)


def _same_thing(earlier: Declared, later: Declared) -> bool:
    # Rules of one name in one layer are versions of one rule; whether their periods are disjoint is judged with them.
    return earlier.kind is later.kind is Kind.RULE and earlier.layer == later.layer


def _doublet(
    earlier: Declared,
    later: Declared,
    layers: tuple[LayerDocuments, ...],
    below: tuple[frozenset[int], ...],
) -> Diagnostic:
    labels = (declared_here(earlier.at, earlier.name),)
    if earlier.layer == later.layer:
        return finding(mistakes.DECLARED_TWICE, later.at, labels=labels, name=later.name)
    first = layers[earlier.layer].name
    if earlier.layer in below[later.layer]:
        return finding(mistakes.REDEFINED, later.at, labels=labels, name=later.name, below=first)
    second = layers[later.layer].name
    args = {"name": later.name, "first": first, "second": second}
    return finding(mistakes.FROM_TWO_IMPORTS, later.at, labels=labels, more=args)


_LOOKALIKES = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "_": None, "0": "o", "1": "l", "I": "l"}
)


def outline(name: str) -> str:
    """What a name looks like at a glance: names of one outline are easily confused."""
    # WHY: twice, because the capital I looks like an l and its small letter does not.
    return name.translate(_LOOKALIKES).casefold().translate(_LOOKALIKES)


def _confusable(table: Mapping[str, Declared]) -> Iterator[Diagnostic]:
    seen: dict[str, Declared] = {}
    for name in sorted(table, key=lambda one: (table[one].layer, table[one].at.start, one)):
        declared = table[name]
        other = seen.setdefault(outline(name), declared)
        if other is not declared and other.node is not declared.node:
            labels = (declared_here(other.at, other.name),)
            yield finding(mistakes.CONFUSABLE, declared.at, labels=labels, name=name, other=other.name)
