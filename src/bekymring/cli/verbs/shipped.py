"""`bekymring list`: the rule sets that ship with the package."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from bekymring.api import read_ruleset, shipped_names
from bekymring.cli.files import show
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status
from bekymring.cli.words import say
from bekymring.report.clean import escaped
from bekymring.report.shipped import describe, shipped_text


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "list",
        lang=lang,
        callback=run(lang),
        help=say("list", lang),
        example="bekymring list",
        params=[
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=say("format_option", lang),
            ),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def shipped(form: str) -> int:
        rulesets = [
            describe(reading.ruleset)
            for name in shipped_names()
            if (reading := read_ruleset(name)) is not None and reading.ruleset is not None
        ]
        if form == "json":
            show(escaped(json.dumps(rulesets, ensure_ascii=False, indent=2)), None, lang)
        else:
            show(shipped_text(rulesets, lang=lang), None, lang)
        return Status.FINE

    return shipped
