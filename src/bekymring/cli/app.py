"""The command itself: languages, aliases, usage mistakes in plain words, and the last line of defence.

`main` never lets a traceback or a value of a case reach the user; an internal error is said as such, status 70.
"""

from __future__ import annotations

import gc
import importlib
import signal
import sys
from collections.abc import Sequence

import click

from bekymring.cli.screen import put, put_error, recoded, shown
from bekymring.cli.spoken import Spoken, TooMuch, help_option
from bekymring.cli.status import Status, Stop
from bekymring.cli.verbs import ALIASES, VERBS
from bekymring.cli.words import say

_SELDOM = 50_000
"""How many new objects make Python look for circles."""
BEFORE_THE_VERB = ("--lang", "--traceback", "--version")


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
        name = recoded(cmd_name)
        module = VERBS.get(ALIASES.get(name, name))
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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words before the verb; every mistake knows where it was made."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as mistake:
            mistake.ctx = mistake.ctx or ctx
            raise

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb called; an unknown one ends the command with a suggestion."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            import difflib

            near = difflib.get_close_matches(recoded(name), [*VERBS, *ALIASES], 1)
            hint = say("did_you_mean", self.lang, name=near[0]) if near else ""
            raise Stop(
                Status.UNREADABLE, f"{say('no_such_verb', self.lang, name=shown(name))} {hint}".rstrip()
            )
        return super().resolve_command(ctx, args)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name of the command."""
        del ctx
        return [say("arguments", self.lang), say("verb", self.lang)]


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

            put(f"bekymring {VERSION}", lang)
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
    verb = error.ctx.info_name if error.ctx and error.ctx.parent else ""
    text = _mistake(error, lang)
    return f"{text.rstrip()}\n{say('usage_hint', lang, verb=shown(verb or '')).replace('  ', ' ')}"


def _mistake(error: click.UsageError, lang: str) -> str:
    match error:
        case TooMuch():
            return say("too_much", lang, name=shown(error.message))
        case click.NoSuchOption() if error.option_name in BEFORE_THE_VERB:
            return say("before_the_verb", lang, name=error.option_name)
        case click.NoSuchOption():
            near = say("did_you_mean", lang, name=error.possibilities[0]) if error.possibilities else ""
            return f"{say('no_such_option', lang, name=shown(error.option_name))} {near}"
        case click.BadOptionUsage():
            return _option_mistake(error, lang)
        case click.MissingParameter():
            name = error.param.human_readable_name if error.param else ""
            return say("missing", lang, name=name.rstrip("…"))
        case click.BadParameter() if isinstance(error.param and error.param.type, click.Choice):
            choices = ", ".join(error.param.type.choices)  # type: ignore[union-attr]
            return say("bad_value", lang, name=_called(error), hint=say("choices", lang, choices=choices))
        case click.BadParameter():
            return say("bad_value", lang, name=_called(error), hint="")
        case _:
            return say("not_understood", lang)


def _option_mistake(error: click.BadOptionUsage, lang: str) -> str:
    """An option without the value that it takes, or with one that it does not take."""
    name = error.option_name
    known = error.ctx.command.params if error.ctx else []
    is_flag = any(isinstance(one, click.Option) and one.is_flag for one in known if name in one.opts)
    return say("takes_no_value" if is_flag else "needs_value", lang, name=shown(name))


def _called(error: click.BadParameter) -> str:
    return max(error.param.opts, key=len) if error.param else ""


def _end(*_: object) -> None:
    # WHY: an exception, so that a file that is being written is taken away again.
    raise SystemExit(int(Status.ENDED))


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit status; never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        signal.signal(signal.SIGTERM, _end)
        # WHY: nearly all that a command builds lives until it ends, and looking through it for circles takes a tenth of the time.
        gc.set_threshold(_SELDOM)
    lang = _wanted_language(given)
    try:
        return int(build(lang).main(given, prog_name="bekymring", standalone_mode=False) or 0)
    except Stop as stop:
        if stop.message:
            put_error(stop.message)
        return int(stop.status)
    except click.exceptions.NoArgsIsHelpError as help_page:
        put_error(help_page.format_message())
        return Status.UNREADABLE
    except click.UsageError as mistake:
        put_error(_usage_mistake(mistake, lang))
        return Status.UNREADABLE
    except (click.Abort, KeyboardInterrupt):
        return Status.INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the last line of defence: no traceback, no value of a case
        from bekymring.api.errors import kind_of, trace

        if "--traceback" in given:
            put_error("\n".join(trace(fault)))
        put_error(say("internal", lang, kind=kind_of(fault)))
        return Status.INTERNAL
