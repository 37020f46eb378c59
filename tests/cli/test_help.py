"""Every help page reads well on a narrow screen, in both languages, and its example works."""

import re
import shlex

import pytest

from bekymring.cli.verbs import VERBS

PAGES = [(lang, verb) for lang in ("da", "en") for verb in VERBS]


def page(call, lang, *verb):
    ran = call("--lang", lang, *verb, "--help")
    assert (ran.status, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize(("lang", "verb"), PAGES)
def test_a_page_fits_80_columns(call, lang, verb):
    text = page(call, lang, verb)
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert not re.search(r"\bTEXT\b|\.\.\.", text)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_first_page_fits_80_columns_and_names_every_verb(call, lang):
    text = page(call, lang)
    assert [line for line in text.splitlines() if len(line) > 80] == []
    assert [verb for verb in VERBS if f"\n  {verb}, " not in text] == []


@pytest.mark.parametrize(("lang", "verb"), PAGES)
def test_a_page_is_in_one_language(call, lang, verb):
    usage, options, example = {
        "da": ("Brug: ", "Valg:", "Eksempel:"),
        "en": ("Usage: ", "Options:", "Example:"),
    }[lang]
    text = page(call, lang, verb)
    assert text.startswith(f"{usage}bekymring {verb} ")
    assert f"\n{options}\n" in text
    assert f"\n{example}\n" in text
    if lang == "en":
        head = text.partition("\nExample:")[0]
        assert re.findall("[æøåÆØÅ]", head) == []


@pytest.mark.parametrize("verb", VERBS)
def test_the_example_of_a_page_works(call, home, verb):
    """The files that an example names are there, as whoever copies it has them."""
    (home / "rulesets").mkdir()
    (home / "rulesets" / "skole.bek").write_bytes((home / "skole.bek").read_bytes())
    (home / "sag.json").write_text("{}", encoding="utf-8")
    (home / "sager.jsonl").write_text("{}\n", encoding="utf-8")
    (home / "sager.csv").write_text("tolkens_alder\n30\n", encoding="utf-8")
    assert call("new", "mine_regler").status == 0
    (home / "mine_regler.bek").write_bytes((home / "skole.bek").read_bytes())
    lines = page(call, "da", verb).partition("Eksempel:\n")[2].replace("\\\n", "").splitlines()
    commands = [shlex.split(line) for line in lines if line.strip()]
    assert commands
    for program, *arguments in commands:
        assert program == "bekymring"
        words, _, target = "\0".join(arguments).partition("\0>\0")
        ran = call(*words.split("\0"))
        assert ran.status in {0, 1, 3}, (arguments, ran.err)
        if target:
            (home / target).write_text(ran.out, encoding="utf-8")
