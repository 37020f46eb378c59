"""The one layout of a rule file, in Danish or in English.

Takes: a `Source`.
Gives: its text as it should stand, with all comments; or no text, with the findings that stopped it.
Afterwards true: the text says exactly what the file said. It was read again, and its declarations and comments are
the same; laying it out once more changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import evolve

from bekymring.diagnostics import Checked, Diagnostic, has_errors
from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax import format_declarations as declarations
from bekymring.syntax import format_examples as examples
from bekymring.syntax import format_rules as rules
from bekymring.syntax import mistakes
from bekymring.syntax.format_comments import Laid, Top, with_comments
from bekymring.syntax.format_lines import Line
from bekymring.syntax.format_words import Writer
from bekymring.syntax.parse import parse
from bekymring.syntax.read import read_source
from bekymring.syntax.tables import shared_vocabularies
from bekymring.syntax.words import Meaning, Vocabulary


def format_source(source: Source, *, to: str | None = None) -> Checked[str]:
    """The layout of a rule file, in its own language or in `to`. See docs/language.md."""
    read = parse(source)
    if read.value is None or has_errors(read.diagnostics):
        return Checked(None, read.diagnostics)
    document = read.value
    words = shared_vocabularies()
    written, wanted = words[document.language], words[to or document.language]
    writer = Writer(wanted, _said_as_neuter(source.text, written))
    laid = [_laid(writer, one) for one in _tops(document)]
    refused = Checked[str](None, (*read.diagnostics, Diagnostic(mistakes.LAYOUT_WOULD_CHANGE, document.span)))
    if any(one.again != one.declaration for one in laid):
        return refused
    text = with_comments(source, document, laid, (written, wanted))
    if not _says_the_same(document, text):
        return refused
    return Checked(text, read.diagnostics)


def format_document(document: doc.Document, *, to: str | None = None) -> str:
    """A document as text, without comments."""
    writer = Writer(shared_vocabularies()[to or document.language])
    return "\n".join(f"{_laid(writer, one).text}\n" for one in _tops(document))


def _laid(w: Writer, top: Top) -> Laid:
    """The lines of a declaration, with more names in »…« if it would not be read as itself."""
    bare = _laid_by(w, top)
    return bare if bare.again == top else _laid_by(evolve(w, careful=_words_of_keywords(w.vocabulary)), top)


def _words_of_keywords(vocabulary: Vocabulary) -> frozenset[str]:
    return frozenset(word for rows in vocabulary.phrases.values() for one in rows for word in one.words)


def _laid_by(w: Writer, top: Top) -> Laid:
    lines = tuple(lines_of(w, top))
    text = "\n".join(map(str, lines))
    read = parse(Source("", text), language=w.vocabulary.language)
    tops = _tops(read.value) if read.value and not has_errors(read.diagnostics) else ()
    return Laid(top, tops[0] if len(tops) == 1 else None, lines)


def _tops(document: doc.Document) -> tuple[Top, ...]:
    return (*(() if document.header is None else (document.header,)), *document.declarations)


def lines_of(w: Writer, top: Top) -> Iterable[Line]:
    """The lines of a declaration, without comments."""
    return _LAYOUTS[type(top)](w, top)


def _broken(_: Writer, d: doc.Broken) -> Iterator[Line]:
    yield from (Line(0, line) for line in d.text.split("\n"))


_LAYOUTS: Mapping[type, Callable[[Writer, Any], Iterator[Line]]] = {
    doc.Header: declarations.header,
    doc.Law: declarations.law,
    doc.ProfessionalSource: declarations.professional_source,
    doc.Scale: declarations.scale,
    doc.Level: declarations.level,
    doc.Roles: declarations.roles,
    doc.Parties: declarations.parties,
    doc.Fact: declarations.fact,
    doc.Assessment: declarations.assessment,
    doc.Parameter: declarations.parameter,
    doc.Setting: declarations.setting,
    doc.Integrity: declarations.integrity,
    doc.RecordList: declarations.record_list,
    doc.RecordAddition: declarations.record_addition,
    doc.Indicator: declarations.indicator,
    doc.Definition: declarations.definition,
    doc.Action: declarations.action,
    doc.Measure: declarations.measure,
    doc.AttentionPoint: declarations.attention_point,
    doc.Calendar: declarations.calendar,
    doc.Rule: rules.rule,
    doc.RuleException: rules.rule_exception,
    doc.Table: rules.table,
    doc.Demand: rules.demand,
    doc.Example: examples.example,
    doc.Broken: _broken,
}


def _said_as_neuter(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The names that the author wrote behind `hvert` or `dette`."""
    openers = [
        forms[-1]
        for forms in (vocabulary.forms[Meaning(one)] for one in ("FOR_EACH", "THIS"))
        if len(forms) > 1
    ]
    words = text.split()
    said = " ".join(words)
    return frozenset(
        after.split(" ", 1)[0].strip("»«,().|")
        for opener in openers
        for after in said.split(f" {opener} ")[1:]
        if after
    )


def _says_the_same(document: doc.Document, text: str) -> bool:
    """Whether a text is read as the same declarations with the same comments."""
    source = read_source("", text.encode()).value
    again = None if source is None else parse(source)
    if again is None or again.value is None or has_errors(again.diagnostics):
        return False
    said = again.value
    return (said.header, said.declarations, _texts(said)) == (
        document.header,
        document.declarations,
        _texts(document),
    )


def _texts(document: doc.Document) -> list[str]:
    return sorted(one.text for one in document.comments)
