"""`bekymring format`: the canonical layout; a file is written only if its meaning is unchanged."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from bekymring.api.layout import format_text
from bekymring.cli.files import read_file, show, write_whole
from bekymring.cli.rulesets import rule_files
from bekymring.cli.screen import put_error, shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status
from bekymring.cli.words import say
from bekymring.report.findings import Look, findings_text


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "format",
        lang=lang,
        callback=run(lang),
        help=say("format", lang),
        example="bekymring format mine_regler/\nbekymring format --check rulesets/\nbekymring format --diff --to en mine_regler/",
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar=say("paths_", lang)),
            click.Option(["--check", "only_check"], is_flag=True, help=say("format_check", lang)),
            click.Option(["--diff"], is_flag=True, help=say("diff", lang)),
            click.Option(["--to"], type=click.Choice(["da", "en"]), help=say("to_language", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def layout(paths: Sequence[str], only_check: bool, diff: bool, to: str | None) -> int:
        status = Status.FINE
        lines: list[str] = []
        files = rule_files(paths, lang)
        for path in files:
            content = read_file(path, lang)
            result = format_text(str(path), content, to=to)
            if result.text is None:
                put_error(findings_text(result.diagnostics, result.sources, look=Look(lang)))
                put_error(say("not_formatted", lang, path=shown(str(path))))
                status = Status.UNREADABLE
            elif result.text.encode() != content:
                if diff:
                    lines += _difference(path, content.decode("utf-8", "replace"), result.text)
                elif not only_check:
                    write_whole(path, result.text.encode(), lang)
                lines.append(
                    say("would_change" if only_check or diff else "changed", lang, path=shown(str(path)))
                )
                status = max(status, Status.FINDINGS if only_check or diff else Status.FINE)
        if not lines and status is Status.FINE:
            word = "one_unchanged" if len(files) == 1 else "unchanged"
            lines.append(say(word, lang, count=len(files)))
        if lines:
            show("\n".join(lines), None, lang)
        return status

    return layout


def _difference(path: Path, before: str, after: str) -> list[str]:
    name = shown(str(path))
    return list(difflib.unified_diff(before.splitlines(), after.splitlines(), name, name, lineterm=""))
