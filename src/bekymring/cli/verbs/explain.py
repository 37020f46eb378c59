"""`bekymring explain CODE`: what a finding means, why it matters, how to mend it."""

from __future__ import annotations

from collections.abc import Callable

import click

from bekymring.api.catalogue import explanation
from bekymring.cli.files import show
from bekymring.cli.screen import shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "explain",
        lang=lang,
        callback=run(lang),
        help=say("explain", lang),
        example="bekymring explain BEK201",
        params=[click.Argument(["code"], metavar=say("a_code", lang))],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def explain(code: str) -> int:
        text = explanation(code, lang=lang)
        if text is None:
            raise Stop(Status.UNREADABLE, say("unknown_code", lang, code=shown(code)))
        show(text, None, lang)
        return Status.FINE

    return explain
