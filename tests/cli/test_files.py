"""Files, folders, links, devices and outputs: each answer is one plain sentence, and nothing is half written."""

import json
import os
import pathlib
import shutil

import pytest

MOMENT = ("--on", "2026-03-06")
EVALUATE = ("evaluate", "skole.bek", "sag.json", *MOMENT)
SMALL = """regelsæt {name} "{name} (opdigtet)" version 1.0
    gælder fra 1. januar 2026
    ansvarlig "Ingen"
    må bruges til enkeltsager
{below}
"""


def small(place, name, *below):
    place.parent.mkdir(parents=True, exist_ok=True)
    text = SMALL.format(name=name, below="".join(f"    bygger på {one}\n" for one in below))
    place.write_text(text, encoding="utf-8")


# --- outputs ------------------------------------------------------------------------------------------------


def test_an_output_that_is_there_is_replaced_whole_and_keeps_its_mode(call, home):
    (home / "svar.txt").write_text("x" * 100_000, encoding="utf-8")
    (home / "svar.txt").chmod(0o640)
    assert call(*EVALUATE, "--output", "svar.txt").said == ""
    assert (home / "svar.txt").read_text(encoding="utf-8") == call(*EVALUATE).out
    assert (home / "svar.txt").stat().st_mode & 0o777 == 0o640


def test_a_link_as_output_stays_a_link(call, home):
    (home / "mål").mkdir()
    (home / "svar.txt").symlink_to("mål/svar.txt")
    assert call(*EVALUATE, "--output", "svar.txt").status == 0
    assert (home / "svar.txt").is_symlink()
    assert (home / "mål" / "svar.txt").is_file()


@pytest.mark.skipif(not pathlib.Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize(("device", "status"), [("/dev/null", 0), ("/dev/full", 2)])
def test_a_device_as_output_is_written_to_and_stays_a_device(call, home, device, status):
    link = home / "enhed"
    link.symlink_to(device)
    ran = call(*EVALUATE, "--output", str(link))
    assert (ran.status, ran.out) == (status, "")
    assert not pathlib.Path(device).is_file()
    assert ("ikke mere plads" in ran.err) == bool(status)


@pytest.mark.parametrize(
    "output", ["", "mappe", ".", "mangler/svar.txt", "sag.json/svar.txt", "i/ring", "a\0b", "x" * 300]
)
def test_an_output_that_cannot_be_is_refused_and_leaves_nothing(call, home, output):
    (home / "mappe").mkdir()
    (home / "i").mkdir()
    (home / "i" / "ring").symlink_to("ring")
    before = sorted(home.rglob("*"))
    ran = call(*EVALUATE, "--output", output)
    assert (ran.status, ran.out) == (2, "")
    assert "kan ikke skrives" in ran.err
    assert sorted(home.rglob("*")) == before


def test_a_write_that_fails_midway_leaves_the_old_file(call, home, monkeypatch):
    (home / "svar.txt").write_text("før", encoding="utf-8")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    ran = call(*EVALUATE, "--output", "svar.txt")
    assert ran.status == 2
    assert "der er ikke mere plads" in ran.err
    assert (home / "svar.txt").read_text(encoding="utf-8") == "før"
    assert sorted(one.name for one in home.iterdir()) == ["sag.json", "skole.bek", "svar.txt"]


# --- inputs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["check", "test", "format"])
@pytest.mark.parametrize(
    "path", ["", "a\0b", "x" * 300, "x/" * 3000, "skole.bek/x", "ring", "\udcff", "/dev/null"]
)
def test_a_path_that_cannot_be_is_refused(call, home, verb, path):
    (home / "ring").symlink_to("ring")
    ran = call(verb, path)
    assert (ran.status, ran.out) == (2, "")
    assert "Intern" not in ran.err


@pytest.mark.parametrize(
    "path", ["", "a\0b", "x" * 300, "ring", "/dev/null", "/dev/zero", "rør", ".", "mappe.bek"]
)
def test_a_rule_set_and_a_case_that_cannot_be_read_are_refused(call, home, path):
    (home / "ring").symlink_to("ring")
    (home / "mappe.bek").mkdir()
    os.mkfifo(home / "rør")
    for arguments in (["evaluate", path, "sag.json"], ["evaluate", "skole.bek", path]):
        ran = call(*arguments, *MOMENT)
        assert (ran.status, ran.out) == (2, "")
        assert "Intern" not in ran.err


NAMES = [
    "-x.bek",
    "linje\nskift.bek",
    "esc\x1b[2Jape.bek",
    "\x9b31m.bek",
    "højre\u202evenstre.bek",
    "a'\"; b.bek",
    "på.bek",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_name_is_read_and_shown_without_control_characters(call, home, name):
    (home / name).write_text("vrøvl\n", encoding="utf-8")
    for form in ("text", "json"):
        ran = call("check", "--format", form, "--", f"./{name}")
        assert ran.status == 1
        assert "BEK122" in ran.out
        assert not [sign for sign in ran.said if not sign.isprintable() and sign != "\n"]
    ran = call("check", "--", f"./{name}.findes_ikke")
    assert ran.status == 2
    assert not [sign for sign in ran.said if not sign.isprintable() and sign != "\n"]


def test_a_name_with_a_dash_after_two_dashes_is_a_path(call, home):
    shutil.copy(home / "skole.bek", home / "-x.bek")
    assert call("check", "--no-proofs", "--", "-x.bek").status == 0
    assert call("check", "-x.bek").status == 2


STRANGE = {
    "a folder": lambda place: place.mkdir(),
    "a pipe": os.mkfifo,
    "a link to nothing": lambda place: place.symlink_to("ingen"),
    "a link in a circle": lambda place: place.symlink_to(place.name),
    "a link to a device": lambda place: place.symlink_to("/dev/zero"),
    "a link out of the root": lambda place: place.symlink_to("/etc/passwd"),
    "a link to a folder": lambda place: place.symlink_to("/etc"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_folder_with_something_else_among_its_rule_files_cannot_be_read(call, home, kind):
    small(home / "regler" / "sæt" / "sæt.bek", "sæt")
    STRANGE[kind](home / "regler" / "sæt" / "andet.bek")
    for ran in (call("check", "regler"), call("evaluate", "regler/sæt", "sag.json", *MOMENT)):
        assert ran.status == 2, ran.said
        assert "BEK020" in ran.said
        assert "root:" not in ran.said


def test_a_link_inside_the_root_is_followed(call, home):
    small(home / "regler" / "fælles.txt", "sæt")
    (home / "regler" / "sæt").mkdir()
    (home / "regler" / "sæt" / "sæt.bek").symlink_to("../fælles.txt")
    assert call("evaluate", "regler/sæt", "tom.json", *MOMENT).err == "tom.json findes ikke.\n"
    (home / "tom.json").write_text("{}", encoding="utf-8")
    assert call("evaluate", "regler/sæt", "tom.json", *MOMENT).status == 0


def test_a_link_that_the_caller_names_is_followed(call, home):
    (home / "i").mkdir()
    (home / "i" / "genvej.bek").symlink_to("../skole.bek")
    assert call("test", "i/genvej.bek").status == 0


# --- layers -------------------------------------------------------------------------------------------------


def codes(call, *paths):
    ran = call("check", "--no-proofs", "--format", "json", *paths)
    return ran.status, {one["code"] for one in json.loads(ran.out)}


@pytest.mark.parametrize("start", ["regler/a", "./regler/a/", "regler/b/../a", "regler/a/a.bek"])
def test_a_circle_of_layers_is_named(call, home, start):
    small(home / "regler/a/a.bek", "a", "b")
    small(home / "regler/b/b.bek", "b", "a")
    ran = call("check", start)
    assert ran.status == 1
    assert "a → b → a" in ran.out


def test_a_circle_is_named_from_inside_the_folder(call, home, monkeypatch):
    small(home / "a/a.bek", "a", "b")
    small(home / "b/b.bek", "b", "a")
    monkeypatch.chdir(home / "a")
    ran = call("check", ".")
    assert ran.status == 1
    assert "a → b → a" in ran.out


@pytest.mark.parametrize("count", [16, 17])
def test_layers_are_built_16_high_and_no_higher(call, home, count):
    for number in range(1, count + 1):
        small(home / f"lag/l{number}.bek", f"l{number}", *([f"l{number - 1}"] if number > 1 else []))
    status, found = codes(call, f"lag/l{count}.bek")
    assert ("BEK280" in found or bool(found & {"BEK279", "BEK278", "BEK281", "BEK282", "BEK283"})) == (
        count > 16
    ), found
    assert call("schema", f"lag/l{count}.bek").status == (2 if count > 16 else 0), status


@pytest.mark.parametrize("count", [256, 257])
def test_a_rule_set_has_256_files_and_no_more(call, home, count):
    small(home / "mange/hoved.bek", "mange")
    for number in range(count - 1):
        (home / "mange" / f"f{number:03}.bek").write_text("# intet\n", encoding="utf-8")
    assert call("schema", "mange").status == (2 if count > 256 else 0)


@pytest.mark.parametrize(
    "name", ['"/etc/hostname"', "../../x", "~/x", "file:///x", "%2e%2e/", "x/y", ".skjult", "x.bek"]
)
def test_a_layer_is_named_and_never_a_path(call, home, name):
    small(home / "a.bek", "a", name)
    ran = call("check", "a.bek")
    assert ran.status == 1
    assert call("evaluate", "a.bek", "sag.json", *MOMENT).status == 2


def test_two_layers_of_one_name_are_told_apart(call, home):
    small(home / "regler/a/a.bek", "a", "b")
    small(home / "regler/b/b.bek", "a")
    assert call("check", "regler/a").status == 1


def test_a_folder_that_bears_the_name_of_a_shipped_rule_set_and_holds_no_rules_does_not_hide_it(call, home):
    (home / "egedal").mkdir()
    (home / "tom.json").write_text("{}", encoding="utf-8")
    assert call("evaluate", "egedal", "tom.json", *MOMENT).status == 0
