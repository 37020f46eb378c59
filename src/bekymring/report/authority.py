"""Who says so: a statute requires, a local guideline or routine says, a source recommends. The three are never mixed."""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.model.ruleset import Citation, Modality, Rule, SourceKind
from bekymring.report.clean import shown
from bekymring.report.names import Names
from bekymring.report.plain import Line, joined, line_of, plain, strong
from bekymring.report.say import AND, Both, listed, lower_first
from bekymring.report.times import day_in_brief

LAW_REQUIRES = Both("Loven kræver", "The law requires")
LAW_ALLOWS = Both("Loven giver hjemmel", "The law gives the power")
LAW_ADVISES = Both("Anbefales på grundlag af loven", "Recommended on the basis of the law")
GUIDELINE = Both("Kommunens retningslinje", "The municipality's guideline")
GUIDANCE = Both("Myndighedernes vejledning", "The authorities' guidance")
TOOL = Both("Fagligt redskab", "Professional tool")
RESEARCH = Both("Forskning", "Research")
ROUTINE = Both("intern arbejdsgang", "internal routine")
RECOMMENDED = Both("Anbefales", "Recommended")

_OFFICIAL = frozenset({SourceKind.GUIDANCE, SourceKind.PRINCIPLE_DECISION, SourceKind.GUIDELINE})
"""What an authority has written for others to follow: guidance and guidelines behind one rule are called guidance."""

_READ = Both("læst {day}", "read {day}")
_NOT_READ = Both("ikke læst", "not read")


def cited(citation: Citation, names: Names) -> str:
    """A citation with its place and whether it was read."""
    return cited_all((citation,), names)


def cited_all(citations: Iterable[Citation], names: Names) -> str:
    """Citations with their places and whether they were read; places of one source read alike stand together."""
    groups: dict[tuple[str, str], list[Citation]] = {}
    for one in citations:
        groups.setdefault((names.source(one), _about(one, names)), []).append(one)
    return "; ".join(f"{_places(held, names)} ({about})" for (_, about), held in groups.items())


def _about(citation: Citation, names: Names) -> str:
    lang = names.lang
    read = (
        _NOT_READ.say(lang)
        if citation.read is None
        else _READ.say(lang, day=day_in_brief(citation.read, lang))
    )
    return ", ".join(part for part in (names.kind(citation), read) if part)


def _places(citations: list[Citation], names: Names) -> str:
    """One source with all the places in it that are cited."""
    paragraphs = [shown(one.paragraph) for one in citations if one.paragraph]
    return f"{names.source(citations[0])} {_as_law_lists(paragraphs, names.lang)}".rstrip()


def _as_law_lists(paragraphs: list[str], lang: str) -> str:
    """Paragraphs as the law lists them: a comma stands before *and* where the paragraphs hold commas."""
    said = listed(paragraphs, lang)
    *before, last = paragraphs or [""]
    joint = f" {AND.say(lang)} "
    return f"{', '.join(before)},{joint}{last}" if before and "," in before[-1] else said


def places(citations: Iterable[Citation], names: Names) -> str:
    """Statutes or sources with the places in them, each source once."""
    groups: dict[str, list[Citation]] = {}
    for one in citations:
        groups.setdefault(names.source(one), []).append(one)
    return listed([_places(held, names) for held in groups.values()], names.lang)


def statutes(rules: Iterable[Rule]) -> tuple[Citation, ...]:
    """The statutes that rules cite, each once."""
    return tuple(dict.fromkeys(one for rule in rules for one in rule.citations if one.statute))


def sources(rules: Iterable[Rule]) -> tuple[Citation, ...]:
    """The other sources that rules cite, each once."""
    return tuple(dict.fromkeys(one for rule in rules for one in rule.citations if not one.statute))


def basis(rules: Iterable[Rule], modality: Modality | None, names: Names) -> Line:
    """The authority behind a conclusion of several rules: law first, then what is local; None is a prohibition."""
    held = tuple(rules)
    by_law = tuple(one for one in held if one.has_statute)
    local = tuple(one for one in held if not one.has_statute)
    parts = []
    if by_law:
        parts.append(_with_those(_law_word(modality), (*statutes(by_law), *sources(by_law)), names))
    if local or not held:
        parts.append(_local(local, modality, names))
    return line_of(parts)


def _law_word(modality: Modality | None) -> Both:
    match modality:
        case Modality.MAY:
            return LAW_ALLOWS
        case Modality.SHOULD:
            return LAW_ADVISES
        case _:
            return LAW_REQUIRES


def _local(rules: tuple[Rule, ...], modality: Modality | None, names: Names) -> Line:
    citations = sources(rules)
    if modality is Modality.SHOULD:
        return _with_those(RECOMMENDED, citations, names)
    return _with_those(_local_word(citations, names), citations, names)


def _local_word(citations: tuple[Citation, ...], names: Names) -> Both:
    """What a conclusion without a statute rests on, by the kind of its sources."""
    kinds = {names.source_kind(one) for one in citations}
    if kinds == {SourceKind.GUIDELINE}:
        return GUIDELINE
    if kinds and kinds <= _OFFICIAL:
        return GUIDANCE
    if kinds == {SourceKind.TOOL}:
        return TOOL
    return RESEARCH if kinds == {SourceKind.RESEARCH} else ROUTINE


def _with_those(word: Both, citations: tuple[Citation, ...], names: Names) -> Line:
    said = word.say(names.lang)
    said = said[:1].upper() + said[1:]
    if not citations:
        return joined(strong(f"{said}."))
    return joined(strong(f"{said}: "), plain(cited_all(citations, names)), ".")


def in_prose(rules: Iterable[Rule], names: Names) -> str:
    """A statute with its place, `kommunens retningslinje (…)` or `intern arbejdsgang`: what a sentence of the reasons rests on."""
    held = tuple(rules)
    law = statutes(held)
    if law:
        return _in_a_sentence(places(law, names))
    cites = sources(held)
    said = lower_first(_local_word(cites, names).say(names.lang))
    return f"{said} ({places(cites, names)})" if cites else said


def _in_a_sentence(law: str) -> str:
    """A statute's name as it stands inside a sentence, with a small first letter; one in capitals keeps them."""
    return law if law[1:2].isupper() else lower_first(law)
