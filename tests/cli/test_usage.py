"""Every mistake on the command line is said in plain words of the language of the call, status 2."""

import re

import pytest

from bekymring.cli.verbs import ALIASES, VERBS

ENGLISH = re.compile(
    r"\b(option|argument|usage|error|invalid|unexpected|requires|missing|does not|no such|try)\b",
    re.IGNORECASE,
)

MISTAKES = {
    # what is called, what is said of it in Danish and in English, and the help page that is named
    "a verb mistyped": (["chek"], "»chek« er ikke et af kommandoens udsagnsord. Mente du »check«?", '"chek"', None),
    "an alias mistyped": (["vurde"], "Mente du »vurder«?", 'Did you mean "vurder"?', None),
    "an empty verb": ([""], "»« er ikke et af", '"" is not', None),
    "no argument": (["evaluate"], "Der mangler noget: REGELSÆT.", "missing: RULESET.", "evaluate"),
    "one argument of two": (["evaluate", "skole.bek"], "mangler noget: SAG.", "missing: CASE.", "evaluate"),
    "no path": (["check"], "mangler noget: STI.", "missing: PATH.", "check"),
    "no path by the alias": (["tjek"], "mangler noget: STI.", "missing: PATH.", "tjek"),
    "no code": (["explain"], "mangler noget: KODE.", "missing: CODE.", "explain"),
    "no record": (["replay"], "mangler noget: SVAR.", "missing: RECORD.", "replay"),
    "no name": (["new"], "mangler noget: NAVN.", "missing: NAME.", "new"),
    "no rule set": (["schema"], "mangler noget: REGELSÆT.", "missing: RULESET.", None),
    "an unknown option": (["check", "--xyz", "a"], "Valget --xyz findes ikke her.", "no option --xyz", "check"),
    "a mistyped option": (["check", "--formt", "a"], "Mente du »--format«?", 'Did you mean "--format"?', "check"),
    "an unknown letter": (["check", "-x"], "Valget -x findes ikke her.", "no option -x", "check"),
    "an unknown option before": (["--xyz"], "Valget --xyz findes ikke her.", "no option --xyz", ""),
    "a Danish help": (["check", "--hjælp"], "Valget --hjælp findes ikke her.", "--hjælp", "check"),
    "the language too late": (["check", "a", "--lang", "en"], "--lang skal stå før udsagnsordet", "before", "check"),
    "a choice": (["test", "--format", "xml", "a"], "Vælg mellem text, json.", "Choose among text, json.", "test"),
    "a reader": (
        ["evaluate", "a", "b", "--to", "alle"],
        "Vælg mellem working-view, record, family.",
        "Choose among working-view, record, family.",
        "evaluate",
    ),
    "an option without its value": (["check", "a", "--output"], "Efter --output mangler", "after --output", "check"),
    "a date without its value": (["evaluate", "a", "b", "--on"], "Efter --on mangler", "after --on", "evaluate"),
    "a value too many": (["check", "--no-proofs=1", "a"], "--no-proofs står alene", "--no-proofs stands", "check"),
    "help with a value": (["list", "--help=1"], "--help står alene", "--help stands alone", "list"),
    "a word too many": (["list", "mere"], "»mere« er et ord for meget.", '"mere" is one word too many', "list"),
    "a third word": (["explain", "BEK201", "x"], "»x« er et ord for meget.", '"x" is one word', "explain"),
    "a hostile word": (["explain", "BEK201", "\x1b[2J"], "»�[2J« er et ord", '"�[2J" is one word', "explain"),
    "a hostile verb": (["\x1b]0;x\x07"], "»�]0;x�« er ikke", '"�]0;x�" is not', None),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_in_danish_without_english(call, mistake):
    given, danish, _, page = MISTAKES[mistake]
    ran = call(*given)
    assert (ran.status, ran.out) == (2, "")
    assert danish in ran.err
    said = ran.err
    for word in given:
        said = said.replace(word, "")
    assert ENGLISH.findall(said.replace("--format", "").replace("--output", "").replace("--help", "")) == []
    if page is not None:
        assert ran.err.endswith(f"\nSe bekymring {page} --help\n".replace("  ", " "))


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_said_in_english(call, mistake):
    given, _, english, page = MISTAKES[mistake]
    ran = call("--lang", "en", *given)
    assert (ran.status, ran.out) == (2, "")
    assert english in ran.err
    assert re.findall("[æøåÆØÅ]", ran.err.replace("--hjælp", "")) == []
    if page is not None:
        assert ran.err.endswith(f"\nSee bekymring {page} --help\n".replace("  ", " "))


@pytest.mark.parametrize("given", [["--lang"], ["--lang", "fr"], ["--lang=fr", "list"], ["--lang", ""]])
def test_an_unknown_language_is_refused_in_danish(call, given):
    ran = call(*given)
    assert (ran.status, ran.out) == (2, "")
    assert "--lang" in ran.err
    assert ran.err.endswith("Se bekymring --help\n")


def test_nothing_said_shows_the_help_and_is_a_mistake(call):
    ran = call()
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Brug: bekymring")


def test_a_very_long_word_is_cut(call):
    ran = call("x" * 10_000)
    assert ran.status == 2
    assert len(ran.err) < 300


def test_every_verb_has_a_danish_name():
    assert sorted(ALIASES.values()) == sorted(VERBS)


@pytest.mark.parametrize("alias", ALIASES)
def test_a_danish_name_is_the_same_verb(call, alias):
    danish, english = call(alias, "--help"), call(ALIASES[alias], "--help")
    assert danish.status == english.status == 0
    assert danish.out.splitlines()[1:] == english.out.splitlines()[1:]
    assert danish.out.startswith(f"Brug: bekymring {alias} ")


def test_a_name_typed_as_bytes_of_another_locale_is_understood(call):
    assert call("prøv".encode().decode("ascii", "surrogateescape"), "--help").status == 0
