"""The page of the command line names every verb, alias and option."""

import re

import click
import pytest

from bekymring.cli.app import build
from bekymring.cli.verbs import ALIASES
from docs.pages import ROOT

PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
COMMAND = build("en")
CONTEXT = click.Context(COMMAND)
VERBS = {
    name: verb
    for name in COMMAND.list_commands(CONTEXT)
    if (verb := COMMAND.get_command(CONTEXT, name)) is not None
}


def test_the_table_holds_every_verb_with_its_danish_name() -> None:
    rows = dict(re.findall(r"^\| \[`([\w-]+)`\]\(#[\w-]+\) \| `([\w-]+)`", PAGE, re.MULTILINE))
    assert rows == {verb: alias for alias, verb in ALIASES.items()}
    assert set(rows) >= {name for name in VERBS if name not in ALIASES}


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_verb_has_a_section_that_runs_it(verb: str) -> None:
    section = PAGE.partition(f"\n## {verb}\n")[2].partition("\n## ")[0]
    assert re.search(rf"^\$ bekymring (--lang en )?{verb}\b", section, re.MULTILINE)


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_option_of_a_verb_is_named(verb: str) -> None:
    section = PAGE.partition(f"\n## {verb}\n")[2].partition("\n## ")[0]
    options = {flag for one in VERBS[verb].params if isinstance(one, click.Option) for flag in one.opts}
    assert {flag for flag in options - {"--help"} if flag not in section} == set()


def test_every_option_of_the_command_is_named() -> None:
    options = {flag for one in COMMAND.params if isinstance(one, click.Option) for flag in one.opts}
    assert {flag for flag in options if f"`{flag}`" not in PAGE} == set()
