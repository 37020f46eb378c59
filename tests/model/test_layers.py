"""Which rule sets belong together, and what a layer may not do to those below."""

from collections.abc import Mapping

import pytest

from bekymring.model.invariants import broken_invariants
from bekymring.model.layers import MAX_FILES, MAX_LAYERS, MAX_TEXT, MemoryReader, gather
from model.compiling import compiled, file_of, layers_of


def head(name: str, *below: str, title: str = "") -> str:
    builds = f"    bygger på {', '.join(below)}\n" if below else ""
    return f'regelsæt {name} "{title or name}" version 1.0\n{builds}'


def one_file_each(texts: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {name: {f"{name}.bek": text} for name, text in texts.items()}


def test_layers_stand_lowest_first_and_each_once() -> None:
    diamond = one_file_each(
        {"top": head("top", "a", "b"), "a": head("a", "c"), "b": head("b", "c"), "c": head("c")}
    )
    found = layers_of("top", diamond)
    assert found.diagnostics == ()
    assert [one.name for one in found.value or ()] == ["c", "a", "b", "top"]


def test_files_without_a_head_belong_to_the_one_with_it() -> None:
    found = compiled(
        "a", {"a": {"a.bek": head("a"), "b.bek": "rolle x\n", "c.bek": 'handling y "gøre"\n    påhviler x\n'}}
    )
    assert list(found.good.actions) == ["y"]
    assert found.good.actions["y"].origin.span.file == "c.bek"


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        ({"a": head("a", "b")}, ["BEK280"]),
        ({"a": head("a", "b"), "b": head("b", "c"), "c": head("c", "b")}, ["BEK281"]),
        ({"a": head("a", "a")}, ["BEK281"]),
        ({"a": "rolle x\n"}, ["BEK284"]),
        ({"a": head("a", "b"), "b": head("other")}, ["BEK286"]),
    ],
)
def test_what_is_wrong_among_files_is_found(texts: dict[str, str], codes: list[str]) -> None:
    found = layers_of("a", one_file_each(texts))
    assert [one.code.number for one in found.diagnostics] == codes
    assert found.value is None


def test_a_circle_is_named() -> None:
    texts = {"a": head("a", "b"), "b": head("b", "c"), "c": head("c", "b")}
    (found,) = layers_of("a", one_file_each(texts)).diagnostics
    assert found.arguments["circle"] == "b → c → b"


def test_two_heads_in_one_folder_are_found() -> None:
    (found,) = layers_of("a", {"a": {"a.bek": head("a"), "b.bek": head("b")}}).diagnostics
    assert found.code.number == "BEK285"
    assert "»a.bek«, »b.bek«" in found.message()
    assert found.help("en").endswith("name one file at a time: a.bek")


def test_a_near_name_is_suggested() -> None:
    (found,) = layers_of(
        "a", one_file_each({"a": head("a", "landsregel"), "landsregler": head("landsregler")})
    ).diagnostics
    assert "»landsregler«" in found.help("da")


def test_two_rule_sets_of_one_name_are_found() -> None:
    class Elsewhere(MemoryReader):
        def find(self, name: str, *, asked_from: str) -> str | None:
            return "c2" if (name, asked_from) == ("c", "b") else super().find(name, asked_from=asked_from)

    files = {"a": head("a", "b", "c"), "b": head("b", "c"), "c": head("c"), "c2": head("c", title="En anden")}
    reader = Elsewhere({name: (file_of(f"{name}.bek", text),) for name, text in files.items()})
    assert [one.code.number for one in gather("a", reader).diagnostics] == ["BEK287"]


@pytest.mark.parametrize(("height", "codes"), [(MAX_LAYERS, []), (MAX_LAYERS + 1, ["BEK282"])])
def test_layers_have_a_limit(height: int, codes: list[str]) -> None:
    texts = {f"l{number}": head(f"l{number}", f"l{number + 1}") for number in range(height - 1)}
    texts[f"l{height - 1}"] = head(f"l{height - 1}")
    assert [one.code.number for one in layers_of("l0", one_file_each(texts)).diagnostics] == codes


@pytest.mark.parametrize(("count", "codes"), [(MAX_FILES, []), (MAX_FILES + 1, ["BEK283"])])
def test_files_have_a_limit(count: int, codes: list[str]) -> None:
    parts = {f"part{number}.bek": f"rolle r{number}\n" for number in range(count - 1)}
    found = layers_of("a", {"a": {"a.bek": head("a"), **parts}})
    assert [one.code.number for one in found.diagnostics] == codes


LINES = f"# {'x' * 97}\n"


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["BEK292"])])
def test_text_has_a_limit(more: int, codes: list[str]) -> None:
    start = head("a")
    long = LINES * 10_000
    left = MAX_TEXT - len(start.encode("utf-8")) - 4 * len(long) + more
    rest = f"{LINES * (left // len(LINES))}{'#' * (left % len(LINES))}"
    files = {"a.bek": start, "rest.bek": rest, **{f"part{number}.bek": long for number in range(4)}}
    assert [one.code.number for one in layers_of("a", {"a": files}).diagnostics] == codes


def test_the_text_of_the_layers_below_counts() -> None:
    below = {f"b{number}": head(f"b{number}") + LINES * 10_000 for number in range(5)}
    found = layers_of("a", one_file_each({"a": head("a", *below), **below}))
    assert [one.code.number for one in found.diagnostics] == ["BEK292"]


def test_one_file_may_be_given_in_place_of_a_name() -> None:
    reader = MemoryReader({"b": (file_of("b.bek", head("b")),)})
    found = gather(file_of("a.bek", head("a", "b")), reader)
    assert [one.name for one in found.value or ()] == ["b", "a"]


# --- names ---


def test_a_name_from_two_imports_is_found() -> None:
    texts = {"a": head("a", "b", "c"), "b": head("b") + "rolle x\n", "c": head("c") + "rolle x\n"}
    found = compiled("a", one_file_each(texts))
    assert found.codes == ["BEK203"]
    assert found.ruleset is None


def test_a_layer_does_not_see_what_only_stands_beside_it() -> None:
    texts = {
        "a": head("a", "b", "c"),
        "b": head("b") + "rolle x\n",
        "c": head("c") + 'handling y "gøre"\n    påhviler x\n',
    }
    assert compiled("a", one_file_each(texts)).codes == ["BEK201"]


@pytest.mark.parametrize(
    ("top", "codes"),
    [
        (head("loven"), ["BEK258"]),
        (head("a", title="En lov"), ["BEK258"]),
        (head("a"), []),
    ],
)
def test_a_rule_set_does_not_bear_the_name_of_a_law(top: str, codes: list[str]) -> None:
    name = top.split()[1]
    assert compiled(name, one_file_each({name: top + 'lov loven "En lov"\n'})).codes == codes


def test_age_without_a_date_of_birth_is_found() -> None:
    text = head("a") + "definition x barnet er fyldt 10 år\n"
    assert compiled("a", one_file_each({"a": text})).codes == ["BEK236"]


def test_a_count_of_a_kind_counts_the_writers_layer_and_those_below() -> None:
    indicator = 'indikator {} "Et tegn" er et tegn på fare\n'
    texts = {
        "a": head("a", "b") + indicator.format("oppe") + "definition to antal tegn på fare er mindst 2\n",
        "b": head("b") + indicator.format("nede") + "definition et antal tegn på fare er mindst 1\n",
    }
    found = compiled("a", one_file_each(texts)).good
    counted = {name: len(found.definitions[name].expr.left.items) for name in ("et", "to")}
    assert counted == {"et": 1, "to": 2}


def test_what_cannot_be_read_gives_no_rule_set() -> None:
    found = compiled("a", one_file_each({"a": head("a") + "rolle\n"}))
    assert found.ruleset is None
    assert found.findings


# --- fields that a layer adds ---

LIST = 'hændelse brev flertal breve "Brev" dateret dag med\n    felt dag "Hvilken dag?": dato\n'
ADDED = 'hændelse brev også med\n    felt {} "Hvad?": ja/nej\n'


def test_a_layer_adds_fields_to_a_list_and_changes_nothing_of_it() -> None:
    texts = {"a": head("a", "b") + ADDED.format("kendt"), "b": head("b") + LIST}
    list_ = compiled("a", one_file_each(texts)).good.lists["brev"]
    assert list(list_.fields) == ["dag", "kendt"]
    assert list_.dated_by == "dag"
    assert [one.origin.layer for one in (list_, *list_.fields.values())] == ["b", "b", "a"]


def test_the_layer_below_does_not_see_what_is_added() -> None:
    reads = "definition x der er mindst 1 brev hvor (kendt er ja)\n"
    texts = {"a": head("a", "b") + ADDED.format("kendt"), "b": head("b") + LIST + reads}
    assert compiled("a", one_file_each(texts)).codes == ["BEK209"]


def test_two_layers_side_by_side_do_not_add_one_field() -> None:
    texts = {
        "a": head("a", "b", "c"),
        "b": head("b", "d") + ADDED.format("kendt"),
        "c": head("c", "d") + ADDED.format("kendt"),
        "d": head("d") + LIST,
    }
    assert compiled("a", one_file_each(texts)).codes == ["BEK271"]


def test_a_layer_adds_an_assessment_of_each_record() -> None:
    made = (
        'rolle leder\nfaglig vurdering alvor "Er det alvorligt?": ja/nej for hver brev foretages af leder\n'
    )
    texts = {"a": head("a", "b") + made, "b": head("b") + LIST}
    found = compiled("a", one_file_each(texts)).good
    field = found.lists["brev"].fields["alvor"]
    assert (field.is_assessment, field.made_by, found.assessed_each("alvor")) == (True, "leder", "brev")
    assert broken_invariants(found) == ()


@pytest.mark.parametrize(
    ("rule", "suggestion"),
    [
        ('rule r\n    when x\n    then should y happen\n    because "Test"\n', "x is yes"),
        ('regel r\n    når x\n    så bør y ske\n    fordi "Prøve"\n', "x er ja"),
        ('rule r\n    when y\n    then should y happen\n    because "Test"\n', "y must happen"),
        ('rule r\n    when s is a\n    then should y happen\n    because "Test"\n', "s contains a"),
    ],
)
def test_what_to_write_instead_is_in_the_language_of_the_file(rule: str, suggestion: str) -> None:
    words = 'oplysning x "Er det?": ja/nej\noplysning s "Hvilke?": flere af (a, b)\nhandling y "gøre"\n'
    found = compiled("a", {"a": {"a.bek": head("a") + words, "b.bek": rule}}).findings
    assert [one.suggestion for one in found] == [suggestion]
