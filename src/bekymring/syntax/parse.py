"""From text to `Document`: what was written, with every mistake of the file at once.

Takes: a `Source` whose characters were checked.
Gives: the document, and findings.
Afterwards true: every declaration either follows the grammar or is `Broken` with a finding; places are those of the
source; no text of the parser library reaches a message.

How it goes on after a mistake. The pieces of a file are cut where a word that begins a declaration starts a line,
and each part is read for itself. So a mistake costs the declaration it stands in and nothing else, and a part that
was repaired by guessing never exists. Inside a part a word becomes a keyword exactly where the grammar lets that
keyword stand, longest phrase first; else it is a name, unless it is reserved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from bekymring.diagnostics import Checked, Diagnostic, in_order
from bekymring.source import Source, Span
from bekymring.syntax import document as doc
from bekymring.syntax import mistakes
from bekymring.syntax.characters import odd_characters
from bekymring.syntax.explain import explain_start, explain_stop
from bekymring.syntax.habits import is_everyday
from bekymring.syntax.lex import BAD, quoted, runs
from bekymring.syntax.lexeme import Lexeme, Reading
from bekymring.syntax.sentence import Sentence
from bekymring.syntax.tables import END, shared_tables, shared_vocabularies
from bekymring.syntax.words import Vocabulary

_MAX_RULES, _MAX_FACTS, _MAX_NESTING = 10_000, 2_000, 64


def parse(source: Source, *, language: str | None = None) -> Checked[doc.Document]:
    """Reads a rule file; without `language` it is the one whose words open the declarations. See docs/language.md."""
    known = shared_vocabularies()
    reading = Reading(source.name, known[language or _spoken(source.text, known)])
    reading.findings.extend(odd_characters(source))
    comments: list[doc.Comment] = []
    parts = _parts(runs(source, reading, shared_tables(), comments), reading)
    read = [one for part in parts for one in _declarations(part, reading, source)]
    header = _header(read, reading)
    declarations = tuple(one for one in read if not isinstance(one, doc.Header))
    _check_numbers(declarations, reading)
    document = doc.Document(
        header,
        declarations,
        tuple(comments),
        reading.vocabulary.language,
        span=source.span(0, len(source.text)),
    )
    return Checked(document, _at_most(reading.findings))


def _spoken(text: str, known: Mapping[str, Vocabulary]) -> str:
    """The language of the first line that begins a declaration in one of them only; else the one with more of its words."""
    for line in text.split("\n"):
        words = line.split(maxsplit=4)[:4]
        spoken = [
            language
            for language, vocabulary in known.items()
            if any(tuple(words[:length]) in vocabulary.declarations for length in (1, 2, 3, 4))
        ]
        if len(spoken) == 1:
            return spoken[0]
    said = set(text.split())
    return max(known, key=lambda language: len(said & known[language].phrases.keys()))


def _parts(runs: Iterable[list[Lexeme]], reading: Reading) -> Iterator[Sequence[Lexeme]]:
    """The pieces, cut where words that begin a declaration start a line."""
    openers = reading.vocabulary.declarations
    part: list[Lexeme] = []
    for run in runs:
        if part and _opens(run, 0, openers):
            yield part
            part = run
        else:
            part += run
    if part:
        yield part


def _opens(lexemes: Sequence[Lexeme], index: int, openers: frozenset[tuple[str, ...]]) -> bool:
    if lexemes[index].kind != "WORD":
        return False
    words = tuple(one.text for one in lexemes[index : index + 4])
    return any(words[:length] in openers for length in (1, 2, 3, 4))


def _declarations(
    part: Sequence[Lexeme], reading: Reading, source: Source
) -> Iterator[doc.Header | doc.Declaration]:
    """What one part says: a declaration, or what is broken; two where a misspelt word hides a second."""
    if any(lexeme.kind == BAD for lexeme in part):
        yield _broken(part, source)
        return
    if not _opens(part, 0, reading.vocabulary.declarations):
        explain_start(part[0], reading)
        yield _broken(part, source)
        return
    if _too_deep(part, reading):
        yield _broken(part, source)
        return
    before = len(reading.findings)
    sentence = Sentence(part, reading, shared_tables())
    sentence.read()
    if sentence.stop is None:
        yield sentence.node
        return
    del reading.findings[before:]
    split = _misspelt_opener(sentence, reading)
    if split:
        yield from _declarations(part[:split], reading, source)
        explain_start(part[split], reading)
        yield _broken(part[split:], source)
        return
    explain_stop(sentence.stop, reading)
    yield _broken(part, source)


def _misspelt_opener(sentence: Sentence, reading: Reading) -> int:
    """Where a line begins with almost a word that begins a declaration, and the one before it is complete; else 0."""
    stop = sentence.stop
    if stop is None or stop.found is None or END not in stop.viable or not stop.found.first_on_line:
        return 0
    if stop.found.text in reading.vocabulary.phrases or is_everyday(stop):
        return 0
    firsts = sorted({words[0] for words in reading.vocabulary.declarations})
    return stop.index if get_close_matches(stop.found.text.lower(), firsts, n=1, cutoff=0.7) else 0


def _broken(part: Sequence[Lexeme], source: Source) -> doc.Broken:
    span: Span = part[0].span.to(part[-1].span)
    return doc.Broken(source.text[span.start : span.end].replace("\r\n", "\n"), span=span)


def _too_deep(part: Sequence[Lexeme], reading: Reading) -> bool:
    """Whether brackets and negations lie deeper than the limit; counted before anything is built of them."""
    negation = reading.vocabulary.word("NOT")
    # WHY: hardly any declaration has so many of both that they could lie too deep.
    if [one.kind for one in part].count("LPAR") + [one.text for one in part].count(negation) <= _MAX_NESTING:
        return False
    open_: list[int] = []
    depth = negations = 0
    for lexeme in part:
        if lexeme.kind == "LPAR":
            open_.append(1 + negations)
            depth += open_[-1]
            negations = 0
        elif lexeme.kind == "RPAR" and open_:
            depth -= open_.pop()
        negations = negations + 1 if lexeme.text == negation and lexeme.kind == "WORD" else 0
        if depth + negations > _MAX_NESTING:
            reading.add(mistakes.NESTING_TOO_DEEP, lexeme.span, {"limit": str(_MAX_NESTING)})
            return True
    return False


def _header(read: Sequence[doc.Header | doc.Declaration], reading: Reading) -> doc.Header | None:
    for index, one in enumerate(read):
        if isinstance(one, doc.Header) and index > 0:
            args = {"found": quoted(reading.vocabulary.word("HEADER"))}
            reading.add(mistakes.HEADER_MISPLACED, one.span, args)
    return read[0] if read and isinstance(read[0], doc.Header) else None


def _check_numbers(declarations: Sequence[doc.Declaration], reading: Reading) -> None:
    for wanted, limit, code in (
        (doc.Rule, _MAX_RULES, mistakes.TOO_MANY_RULES),
        (doc.Fact, _MAX_FACTS, mistakes.TOO_MANY_FACTS),
    ):
        found = [one for one in declarations if isinstance(one, wanted)]
        if len(found) > limit:
            reading.add(code, found[limit].span, {"limit": str(limit)})


def _at_most(findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    ordered = in_order(findings)
    if len(ordered) <= mistakes.MAX_FINDINGS:
        return ordered
    last = ordered[mistakes.MAX_FINDINGS]
    return (
        *ordered[: mistakes.MAX_FINDINGS - 1],
        Diagnostic(mistakes.TOO_MANY_FINDINGS, last.at, {"limit": str(mistakes.MAX_FINDINGS - 1)}),
    )
