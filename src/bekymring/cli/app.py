"""The command itself: languages, aliases, usage mistakes in plain words, and the last line of defence.

`main` never lets a traceback or a value of a case reach the user; an internal error is said as such, status 70.
"""

from __future__ import annotations

import difflib
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Sequence

import click

from bekymring.cli.status import Status, Stop
from bekymring.cli.verbs import ALIASES, VERBS
from bekymring.cli.words import say

QUOTED = 120
"""How much of a caller's word is shown."""


class Lines(click.HelpFormatter):
    """Help pages with headings in the language of the call."""

    def __init__(self, lang: str) -> None:
        super().__init__(width=100)
        self.lang = lang

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line, introduced in the language."""
        super().write_usage(prog, args, prefix or say("usage", self.lang) + " ")

    def write_heading(self, heading: str) -> None:
        """A heading in the language."""
        words = {"Options": "options", "Commands": "commands"}
        super().write_heading(say(words[heading], self.lang) if heading in words else heading)


class Spoken(click.Context):
    """A context whose help pages speak the language of the call."""

    def make_formatter(self) -> click.HelpFormatter:
        """The formatter of the language."""
        return Lines(language(self))


class SpokenCommand(click.Command):
    """A verb with a Danish or English help page, and an example at its end."""

    context_class = Spoken

    def __init__(
        self,
        name: str,
        *,
        lang: str,
        callback: Callable[..., object],
        help: str,  # noqa: A002 - click's own word
        params: list[click.Parameter],
        example: str = "",
    ) -> None:
        super().__init__(
            name,
            callback=callback,
            params=[*params, help_option(lang)],
            help=help,
            options_metavar=say("arguments", lang),
            add_help_option=False,
        )
        self.lang = lang
        self.example = example

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The example at the end of the page."""
        del ctx
        if self.example:
            formatter.write_paragraph()
            formatter.write_text(say("example", self.lang))
            with formatter.indentation():
                for line in self.example.splitlines():
                    formatter.write_text(line)


class Verbs(click.Group):
    """The verbs with their Danish aliases; an unknown one gets a suggestion."""

    context_class = Spoken
    lang = "da"

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of their table."""
        del ctx
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb by its name or alias, loaded now."""
        del ctx
        module = VERBS.get(ALIASES.get(cmd_name, cmd_name))
        if module is None:
            return None
        made: click.Command = importlib.import_module(f"bekymring.cli.verbs.{module}").command(self.lang)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with their aliases, said without loading them."""
        del ctx
        danish = {verb: alias for alias, verb in ALIASES.items()}
        with formatter.section("Commands"):
            formatter.write_dl([(f"{verb}, {danish[verb]}", say(verb, self.lang)) for verb in VERBS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb called; an unknown one ends the command with a suggestion."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = difflib.get_close_matches(name, [*VERBS, *ALIASES], 1)
            hint = say("did_you_mean", self.lang, name=near[0]) if near else ""
            raise Stop(
                Status.UNREADABLE, f"{say('no_such_verb', self.lang, name=shown(name))} {hint}".rstrip()
            )
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name of the command."""
        del ctx
        return [say("arguments", self.lang), say("verb", self.lang)]


def shown(text: str) -> str:
    """A word of the caller's with control characters taken out and cut to a readable length."""
    clean = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return clean if len(clean) <= QUOTED else clean[: QUOTED - 1] + "…"


def language(ctx: click.Context) -> str:
    """The language of the call."""
    root = ctx.find_root().command
    return root.lang if isinstance(root, Verbs) else "da"


def help_option(lang: str) -> click.Option:
    """`--help` with its own words in the language of the call."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=say("help", lang)
    )


def build(lang: str) -> Verbs:
    """The whole command in one language."""
    group = Verbs(name="bekymring", help=say("app", lang), add_help_option=False, no_args_is_help=True)
    group.lang = lang
    group.params += [
        click.Option(["--lang"], type=click.Choice(["da", "en"]), expose_value=False, help=say("lang", lang)),
        click.Option(["--traceback"], is_flag=True, expose_value=False, help=say("traceback", lang)),
        version_option(lang),
        help_option(lang),
    ]
    return group


def version_option(lang: str) -> click.Option:
    """`--version`."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from bekymring.version import VERSION

            click.echo(f"bekymring {VERSION}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help=say("version", lang),
    )


def _wanted_language(arguments: Sequence[str]) -> str:
    """The language, read before anything else so that even usage mistakes are said in it."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return "en" if argument == "--lang=en" else "da"
        if argument == "--lang":
            return "en" if list(arguments[index + 1 : index + 2]) == ["en"] else "da"
        if not argument.startswith("-"):
            break
    return "da"


def _usage_mistake(error: click.UsageError, lang: str) -> str:
    """A usage mistake in plain words."""
    match error:
        case click.NoSuchOption():
            text = say("no_such_option", lang, name=shown(error.option_name))
        case click.MissingParameter():
            text = say("missing", lang, name=error.param.human_readable_name if error.param else "")
        case click.BadParameter() if isinstance(error.param and error.param.type, click.Choice):
            choices = ", ".join(error.param.type.choices)  # type: ignore[union-attr]
            text = say("bad_value", lang, name=_called(error), hint=say("choices", lang, choices=choices))
        case click.BadParameter():
            text = say("bad_value", lang, name=_called(error), hint="")
        case _:
            text = shown(error.format_message())
    verb = error.ctx.info_name if error.ctx and error.ctx.parent else ""
    return f"{text.rstrip()}\n{say('usage_hint', lang, verb=verb or '').replace('  ', ' ')}"


def _called(error: click.BadParameter) -> str:
    return max(error.param.opts, key=len) if error.param else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status; never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    lang = _wanted_language(given)
    try:
        result = build(lang).main(given, prog_name="bekymring", standalone_mode=False)
        sys.stdout.flush()
        return int(result or 0)
    except Stop as stop:
        if stop.message:
            click.echo(stop.message, err=True)
        return int(stop.status)
    except click.exceptions.NoArgsIsHelpError as help_page:
        click.echo(help_page.format_message(), err=True)
        return Status.UNREADABLE
    except click.UsageError as mistake:
        click.echo(_usage_mistake(mistake, lang), err=True)
        return Status.UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # WHY: the reader (`| head`) has gone; nothing more can be said to it, and the interpreter must not try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Status.FINE
    except Exception as fault:  # noqa: BLE001 - the last line of defence: no traceback, no value of a case
        if "--traceback" in given:
            traceback.print_exception(fault)
        click.echo(say("internal", lang, kind=type(fault).__name__), err=True)
        return Status.INTERNAL
