"""`bekymring schema`: JSON Schema of a rule set's cases, or of decisions."""

from __future__ import annotations

import json
from collections.abc import Callable

import click

from bekymring.cli.files import show
from bekymring.cli.rulesets import usable
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.report.clean import escaped
from bekymring.report.schema import case_schema, decision_schema


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "schema",
        lang=lang,
        callback=run(lang),
        help=say("schema", lang),
        example="bekymring schema barnets_regler\nbekymring schema --decision",
        params=[
            click.Argument(["ruleset"], required=False, metavar=say("a_ruleset_perhaps", lang)),
            click.Option(["--decision"], is_flag=True, help=say("decision_schema", lang)),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def schema(ruleset: str | None, decision: bool, output: str | None) -> int:
        if decision:
            form = decision_schema()
        elif ruleset is not None:
            form = case_schema(usable(ruleset, lang))
        else:
            raise Stop(Status.UNREADABLE, say("missing", lang, name=say("a_ruleset", lang)))
        show(escaped(json.dumps(form, ensure_ascii=False, indent=2)), output, lang)
        return Status.FINE

    return schema
