"""`bekymring new NAME`: a small rule set that works, to start from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from bekymring.cli.app import SpokenCommand, shown
from bekymring.cli.files import show, write_whole
from bekymring.cli.rulesets import is_name
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.examples.template import new_ruleset


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "new",
        lang=lang,
        callback=run(lang),
        help=say("new", lang),
        example="bekymring new vores_skole",
        params=[
            click.Argument(["name"]),
            click.Option(["--in", "folder"], default=".", help=say("directory", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def new(name: str, folder: str) -> int:
        if not is_name(name):
            raise Stop(Status.UNREADABLE, say("new_bad_name", lang, name=shown(name)))
        place = Path(folder) / name
        if place.exists():
            raise Stop(Status.UNREADABLE, say("new_exists", lang, path=shown(str(place))))
        try:
            place.mkdir(parents=True)
        except OSError as error:
            why = error.strerror or "?"
            raise Stop(
                Status.UNREADABLE, say("not_writable", lang, path=shown(str(place)), why=why)
            ) from None
        for file, text in new_ruleset(name, lang=lang).items():
            write_whole(place / file, text.encode(), lang)
        show(say("new_made", lang, path=shown(str(place))), None, lang)
        return Status.FINE

    return new
