"""`bekymring replay RECORD`: evaluates a recorded decision again and says whether it is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from bekymring.api import ReplayError
from bekymring.api.replay import replay_record
from bekymring.cli.files import RECORD_LIMIT, read_file, show
from bekymring.cli.rulesets import usable
from bekymring.cli.screen import shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "replay",
        lang=lang,
        callback=run(lang),
        help=say("replay", lang),
        example="bekymring evaluate egedal sag.json --on 2026-03-06 --format json > svar.json\nbekymring replay svar.json",
        params=[
            click.Argument(["record"], metavar=say("a_record", lang)),
            click.Option(["--ruleset"], metavar=say("a_ruleset", lang), help=say("replay_ruleset", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def replay(record: str, ruleset: str | None) -> int:
        content = read_file(Path(record), lang, limit=RECORD_LIMIT)
        try:
            differences = replay_record(content, rules=usable(ruleset, lang) if ruleset else None)
        except ReplayError as error:
            raise Stop(Status.UNREADABLE, say(f"replay_{error.why}", lang, path=shown(record))) from None
        if not differences:
            show(say("replay_same", lang), None, lang)
            return Status.FINE
        show("\n".join([say("replay_differs", lang), *(f"  {one}" for one in differences)]), None, lang)
        return Status.FINDINGS

    return replay
