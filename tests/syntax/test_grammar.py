"""The grammar is read in one way, both word tables fit it, and its builders are neither too few nor too many."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bekymring.resources import grammar_text
from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.grammar import as_text, build_lark, worked_out
from bekymring.syntax.parse import parse
from bekymring.syntax.tables import _BUILDERS, builders, shared_tables, tables_for
from bekymring.syntax.words import LANGUAGES, Meaning, vocabularies, whole_grammar

GOOD = Path(__file__).parent / "good"
GRAMMAR = whole_grammar(vocabularies()["da"])
TABLES = {language: tomllib.loads(grammar_text(f"keywords_{language}.toml")) for language in LANGUAGES}


def test_the_grammar_builds_without_a_conflict() -> None:
    assert build_lark(GRAMMAR, strict=True).rules


def test_every_keyword_is_used_and_every_terminal_is_known() -> None:
    lark = build_lark(GRAMMAR)
    used = {symbol.name for rule in lark.rules for symbol in rule.expansion if symbol.is_term}
    signs = {one.name for one in lark.terminals}
    spoken = set(vocabularies()["da"].terminals())
    assert spoken - used == set()
    assert used - spoken - signs == {"NAME"}


def test_the_tables_beside_the_grammar_are_those_it_gives() -> None:
    # WHY: one value, so that a failure is one line and no comparison of two long files.
    are_those = grammar_text("tables.json") == as_text(worked_out(GRAMMAR))
    assert are_those, "the grammar has changed: run `make tables`"


def test_tables_of_another_grammar_are_not_read_with() -> None:
    other = f"{GRAMMAR}// changed\n"
    given, made = tables_for(GRAMMAR), tables_for(other)
    assert given["grammar"] != made["grammar"] == worked_out(other)["grammar"]
    assert {**given, "grammar": ""} == {**made, "grammar": ""}


def test_both_languages_have_the_same_rows() -> None:
    rows = [
        {(section, row) for section, entries in table.items() for row in entries} for table in TABLES.values()
    ]
    assert rows[0] == rows[1]


def test_every_production_has_its_builder_and_no_builder_is_idle() -> None:
    productions = {rule.alias or str(rule.origin.name) for rule in build_lark(GRAMMAR).rules}
    inlined = {
        "declaration",
        "moment",
        "literal",
        "expr",
        "operand",
        "predicate",
        "sum",
        "factor",
        "product_or_factor",
    }
    wanted = {one for one in productions if not one.startswith("_")} - inlined
    assert wanted - builders().keys() == set()
    assert builders().keys() - productions == set()


def test_no_builder_stands_in_two_modules() -> None:
    names = [
        name
        for module in _BUILDERS
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_with_two_meanings_never_has_both_in_one_place(language: str) -> None:
    clashes = set()
    doubled = [
        [meaning.terminal for meaning in phrase.meanings]
        for phrases in vocabularies()[language].phrases.values()
        for phrase in phrases
        if len(phrase.meanings) > 1
    ]
    for actions in shared_tables().actions:
        # Only where both can be taken in at once; elsewhere the stack decides, and `may_stand` looks at it.
        taken = {name for name, action in actions.items() if action >= 0}
        clashes |= {tuple(one) for one in doubled if len(taken & set(one)) > 1}
    assert clashes == set()


def test_reserved_words_are_the_same_in_both_languages() -> None:
    known = vocabularies()
    assert known["da"].reserved == known["en"].reserved


@pytest.mark.parametrize(
    "word",
    [
        "ingen",
        "dato",
        "trin",
        "position",
        "form",
        "start",
        "barnet",
        "dag",
        "år",
        "by",
        "til",
        "fra",
        "kan",
        "part_i",
        "retningslinje",
        "vejledning",
    ],
)
def test_everyday_words_are_free_as_names(word: str) -> None:
    assert word not in vocabularies()["da"].reserved


# Where a name may stand; every free keyword is put into every place.
PLACES = (
    'oplysning {} "Hvad?": ja/nej',
    'oplysning a "Hvad?": en af ({}, b "B")',
    'oplysning a "Hvad?": flere af (b, {})',
    'oplysning a "Hvad?": ja/nej kan oplyses af b, {}',
    'hændelse h flertal {} "H" dateret f med felt f "Hvad?": dato',
    'hændelse {} flertal hh "H" med felt f "Hvad?": dato',
    'hændelse h flertal hh "H" med felt {} "Hvad?": dato ikke fortrolig felt g "Hvad?": dato',
    'skala s "S" fra bedst til værst a {} b',
    'skala s "S" i rækkefølge {}, b, {}',
    "rolle a, {}",
    'kilde {} "K" er retningslinje',
    'lov {} "L" gælder fra 1. maj 2024',
    'part {} "P", b',
    "definition {} a er b",
    "definition d {} er b",
    "definition d a er {}",
    "definition d a er {} og b er {}",
    "definition d {} og {}",
    "definition d ikke ({} eller b)",
    "definition d a er mindst {}",
    "definition d a er {} eller værre",
    "definition d alle af ({}, b)",
    "definition d {} + 1 er over 2 * {}",
    "definition d der er mindst 1 {} hvor ({} er b) inden for de seneste 2 uger",
    "definition d {} af denne {} er før vurderingsdagen",
    "definition d alle {} opfylder ({})",
    'handling {} "h" påhviler {} inddrager a, {} besluttes af {}',
    'handling h "h" udført den {} når {} er ja',
    'regel {} når a så skal {} ske fordi "f"',
    'regel r når {} er ja medmindre {} så må {} ikke ske i stedet {} fordi "f"',
    'regel r så skal {} ske senest 3 dage efter {} kan fraviges af {} fordi "f"',
    'regel r så skal {} ske før {} fordi "f"',
    'regel r så peger det på {} {} fordi "f"',
    'regel r så besluttes {} af {} fordi "f"',
    'regel r så vær opmærksom på {} fordi "f" hjemmel {} ikke læst',
    'tabel t | når {} | så | | {}, b | bør {} ske | fordi "f"',
    'krav til reglerne "K": {} har ingen betydning for {}, b',
    'krav til reglerne "K": aldrig både {} og {}',
    'eksempel "E" i en sag hvor {} er {} b er ja vurderet 1. maj 2024 forventes {} er {} {} skal ske',
    'eksempel "E" i en sag hvor {} 1 har {} ja, b {} vurderet 1. maj 2024 forventes der mangler {}',
)

ENGLISH_PLACES = (
    'fact {} "Hvad?": yes/no',
    'fact a "Hvad?": one of ({}, b "B")',
    'fact a "Hvad?": several of (b, {})',
    'fact a "Hvad?": yes/no can be given by b, {}',
    'record h plural {} "H" dated by f with field f "Hvad?": date',
    'record {} plural hh "H" with field f "Hvad?": date',
    'record h plural hh "H" with field {} "Hvad?": date not confidential field g "Hvad?": date',
    'scale s "S" from best to worst a {} b',
    'scale s "S" in order {}, b, {}',
    "roles a, {}",
    'source {} "K" is guidance',
    'law {} "L" valid from 1 May 2024',
    'parties {} "P", b',
    "definition {} a is b",
    "definition d {} is b",
    "definition d a is {}",
    "definition d a is {} and b is {}",
    "definition d {} and {}",
    "definition d not ({} or b)",
    "definition d a is at least {}",
    "definition d a is {} or worse",
    "definition d all of ({}, b)",
    "definition d {} + 1 is over 2 * {}",
    "definition d there are at least 1 {} where ({} is b) within the last 2 weeks",
    "definition d {} of this {} is before the day of assessment",
    "definition d all {} satisfy ({})",
    'action {} "h" falls to {} involves a, {} decided by {}',
    'action h "h" done on {} when {} is yes',
    'rule {} when a then must {} happen because "f"',
    'rule r when {} is yes unless {} then must {} not happen instead {} because "f"',
    'rule r then must {} happen no later than 3 days after {} may be departed from by {} because "f"',
    'rule r then must {} happen before {} because "f"',
    'rule r then it points to {} {} because "f"',
    'rule r then is decided {} of {} because "f"',
    'rule r then be aware of {} because "f" statute {} not read',
    'table t | when {} | then | | {}, b | should {} happen | because "f"',
    'demand on the rules "K": {} has no influence on {}, b',
    'demand on the rules "K": never both {} and {}',
    'example "E" in a case where {} is {} b is yes assessed 1 May 2024 expected {} is {} {} must happen',
    'example "E" in a case where {} 1 has {} yes, b {} assessed 1 May 2024 expected missing are {}',
)
EVERY_PLACE = (*((place, "da") for place in PLACES), *((place, "en") for place in ENGLISH_PLACES))


def _free_words(language: str) -> list[str]:
    known = vocabularies()[language]
    single = set(known.phrases)
    parts = {word for phrases in known.phrases.values() for phrase in phrases for word in phrase.words}
    return sorted((single | parts) - known.reserved)


def _names(node: Any) -> Iterator[str]:
    match node:
        case doc.Name(text=text):
            yield text
        case tuple():
            for one in node:
                yield from _names(one)
        case _ if hasattr(node, "__attrs_attrs__"):
            for one in node.__attrs_attrs__:
                yield from _names(getattr(node, one.name))


@pytest.mark.parametrize(("place", "language"), EVERY_PLACE)
def test_a_free_word_is_a_name_in_every_place(place: str, language: str) -> None:
    wrong = []
    plain = sorted(
        _names(parse(Source("x", place.replace("{}", "navnet")), language=language).value.declarations)
    )
    assert "navnet" in plain
    for word in _free_words(language):
        checked = parse(Source("x", place.replace("{}", word)), language=language)
        names = sorted(_names(checked.value.declarations))
        if checked.diagnostics or names != sorted(word if one == "navnet" else one for one in plain):
            wrong.append(word)
    assert wrong == []


@pytest.mark.parametrize(("place", "language"), EVERY_PLACE)
def test_a_reserved_word_is_a_name_in_quotes_and_else_refused(place: str, language: str) -> None:
    wrong = []
    for word in sorted(vocabularies()["da"].reserved):
        quoted = parse(Source("x", place.replace("{}", f"»{word}«")), language=language)
        bare = parse(Source("x", place.replace("{}", word)), language=language)
        if quoted.diagnostics or word not in _names(quoted.value.declarations):
            wrong.append((word, "quoted"))
        if not bare.diagnostics and word in _names(bare.value.declarations):
            wrong.append((word, "bare"))
    assert wrong == []


def test_a_keyword_is_written_so_that_it_is_read_as_itself() -> None:
    for known in vocabularies().values():
        for meaning, word in known.written.items():
            words = tuple(word.split())
            phrase = next(one for one in known.phrases[words[0]] if one.words == words)
            assert meaning in phrase.meanings
        assert known.word("UNIT", "hours") == known.written[Meaning("UNIT", "hours")]
