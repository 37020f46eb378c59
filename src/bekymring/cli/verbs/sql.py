"""`bekymring sql`: a rule set as one query over a table of many cases, to be run where the table lies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

import click

from bekymring.api import MomentError
from bekymring.batch.errors import BatchError
from bekymring.cli.files import moment, show
from bekymring.cli.rulesets import deciding
from bekymring.cli.screen import recoded
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.columns import ColumnsError, NotInColumns

DIALECTS = ("duckdb", "postgres", "spark")


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "sql",
        lang=lang,
        callback=run(lang),
        help=say("sql", lang),
        example='bekymring sql lige_hensyn --purpose "ledelsestilsyn" \\\n'
        "    --on 2026-03-06 --keep id\n"
        'bekymring sql lige_hensyn --purpose "ledelsestilsyn" \\\n'
        "    --on 2026-03-06 --dialect spark --table register.børn",
        params=[
            click.Argument(["ruleset"], metavar=say("a_ruleset", lang)),
            click.Option(["--purpose"], metavar=say("a_purpose", lang), help=say("purpose", lang)),
            click.Option(["--on"], metavar=say("a_moment", lang), help=say("on", lang)),
            click.Option(
                ["--dialect"], type=click.Choice(DIALECTS), default="duckdb", help=say("sql_dialect", lang)
            ),
            click.Option(
                ["--table"], metavar=say("a_table", lang), default="sager", help=say("sql_table", lang)
            ),
            _many("--keep", "a_column", lang),
            _many("--only", "a_name", lang),
            _many("--state", "a_column", lang),
            _many("--not-asked", "a_name", lang),
            click.Option(["--lists"], is_flag=True, help=say("sql_lists", lang)),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
        ],
    )


def _many(name: str, what: str, lang: str) -> click.Option:
    key = f"sql_{name.removeprefix('--').replace('-', '_')}"
    return click.Option([name], multiple=True, metavar=say(what, lang), help=say(key, lang))


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def sql(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
        ruleset: str,
        purpose: str | None,
        on: str | None,
        dialect: str,
        table: str,
        keep: tuple[str, ...],
        only: tuple[str, ...],
        state: tuple[str, ...],
        not_asked: tuple[str, ...],
        lists: bool,
        output: str | None,
    ) -> int:
        rules = deciding(ruleset, lang)
        names = [tuple(map(recoded, given)) for given in (keep, only, state, not_asked)]
        asked = {"on": moment(on, lang), "purpose": recoded(purpose or ""), "lists": lists}
        query = _writer(lang)
        made = partial(
            query, rules, dialect=dialect, table=recoded(table), keep=names[0], outcomes=names[1] or None
        )
        show(_said(partial(made, states=names[2], not_asked=names[3], **asked), lang), output, lang)
        return Status.FINE

    return sql


def _writer(lang: str) -> Callable[..., str]:
    """The writer of queries, where what it needs is installed."""
    if find_spec("sqlglot") is None:
        raise Stop(Status.UNREADABLE, say("sql_extra", lang))
    from bekymring.columns import sql

    return sql


def _said(made: Callable[[], str], lang: str) -> str:
    try:
        return made()
    except (BatchError, ColumnsError, MomentError, NotInColumns) as error:
        raise Stop(Status.UNREADABLE, error.words(lang)) from None
