"""Verbs that speak the language of the call: help pages, headings, and mistakes that know where they were made."""

from __future__ import annotations

from collections.abc import Callable

import click

from bekymring.cli.screen import put
from bekymring.cli.words import say

WIDTH = 80
"""How wide help pages are."""


class TooMuch(click.UsageError):
    """A word too many stands on the line."""


class Lines(click.HelpFormatter):
    """Help pages with headings in the language of the call."""

    def __init__(self, lang: str) -> None:
        super().__init__(width=WIDTH)
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
            # WHY: as they stand, for a command broken over two lines could not be copied.
            lines = [say("example", self.lang), *(f"  {line}" for line in self.example.splitlines())]
            formatter.write_paragraph()
            formatter.write("\n".join(lines) + "\n")

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words on the line; every mistake knows its verb, and one word too many is a mistake of its own."""
        ctx.allow_extra_args = True
        try:
            super().parse_args(ctx, args)
        except click.UsageError as mistake:
            mistake.ctx = mistake.ctx or ctx
            raise
        if ctx.args:
            raise TooMuch(ctx.args[0], ctx)
        return ctx.args


def language(ctx: click.Context) -> str:
    """The language of the call."""
    spoken: str = getattr(ctx.find_root().command, "lang", "da")
    return spoken


def help_option(lang: str) -> click.Option:
    """`--help` with its own words in the language of the call."""

    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            put(ctx.get_help(), lang)
            ctx.exit()

    return click.Option(
        ["--help"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=say("help", lang)
    )
