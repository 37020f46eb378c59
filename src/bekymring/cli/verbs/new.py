"""`bekymring new NAME`: a small rule set that works, to start from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from bekymring.api.files import is_there
from bekymring.cli.files import file_name, make_folder, show, why_not
from bekymring.cli.rulesets import name_mistake
from bekymring.cli.screen import recoded, shown
from bekymring.cli.spoken import SpokenCommand
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
            click.Argument(["name"], metavar=say("a_name", lang)),
            click.Option(
                ["--in", "folder"], metavar=say("a_folder", lang), default=".", help=say("directory", lang)
            ),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def new(name: str, folder: str) -> int:
        name = recoded(name)
        mistake = name_mistake(name)
        if mistake:
            raise Stop(Status.UNREADABLE, say(mistake, lang, name=shown(name)))
        place = Path(folder) / file_name(name)
        if is_there(place) or place.is_symlink():
            raise Stop(Status.UNREADABLE, say("new_exists", lang, path=shown(str(place))))
        files = new_ruleset(name, lang=lang)
        try:
            make_folder(place, {file: text.encode() for file, text in files.items()})
        except (OSError, ValueError) as error:
            why = why_not(error, lang)
            raise Stop(
                Status.UNREADABLE, say("not_writable", lang, path=shown(str(place)), why=why)
            ) from None
        show(say("new_made", lang, path=shown(str(place))), None, lang)
        return Status.FINE

    return new
