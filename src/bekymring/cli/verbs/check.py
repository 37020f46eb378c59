"""`bekymring check`: all findings of rule sets, and a status that a pipeline can act on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence

import click

from bekymring.api import Reading, check_reading, read_all
from bekymring.cli.app import SpokenCommand
from bekymring.cli.files import day, show
from bekymring.cli.rulesets import wanted_files
from bekymring.cli.status import Status
from bekymring.cli.words import counted, say
from bekymring.diagnostics import Diagnostic, Severity
from bekymring.report.findings import Look, findings_text, findings_to_dict
from bekymring.source import Source


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "check",
        lang=lang,
        callback=run(lang),
        help=say("check", lang),
        example="bekymring check rulesets/\nbekymring check mine_regler.bek --format json",
        params=[
            click.Argument(["paths"], nargs=-1, required=True),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(["--output"], help=say("output", lang)),
            click.Option(["--on"], help=say("on_check", lang)),
            click.Option(["--no-proofs"], is_flag=True, help=say("no_proofs", lang)),
            click.Option(["--select"], multiple=True, help=say("select", lang)),
            click.Option(["--ignore"], multiple=True, help=say("ignore", lang)),
            click.Option(
                ["--fail-on"],
                type=click.Choice(["error", "warning"]),
                default="warning",
                help=say("fail_on", lang),
            ),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def check(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
        paths: Sequence[str],
        form: str,
        output: str | None,
        on: str | None,
        no_proofs: bool,
        select: Sequence[str],
        ignore: Sequence[str],
        fail_on: str,
    ) -> int:
        readings = read_all(wanted_files(paths, lang))
        today = day(on, lang)
        found = _chosen(
            (one for reading in readings for one in check_reading(reading, today=today)), select, ignore
        )
        if form == "json":
            show(json.dumps(findings_to_dict(found), ensure_ascii=False, indent=2), output, lang)
        else:
            show(_as_text(found, readings, lang, colour=output is None and sys.stdout.isatty()), output, lang)
        if _fails(found, fail_on):
            return Status.FINDINGS
        if not no_proofs and _open_demands(readings):
            click.echo(say("proofs_not_run", lang), err=True)
            return Status.NOT_PROVED
        return Status.FINE

    return check


def _chosen(
    found: Iterable[Diagnostic], select: Sequence[str], ignore: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """The findings asked for, each once; an error that stops a rule set cannot be ignored away."""

    def wanted(one: Diagnostic) -> bool:
        named = {one.code.number, one.code.slug}
        return (not select or bool(named & set(select))) and (one.is_error or not named & set(ignore))

    return tuple(dict.fromkeys(one for one in found if wanted(one)))


def _sources(readings: Sequence[Reading]) -> dict[str, Source]:
    return {name: source for reading in readings for name, source in reading.sources.items()}


def _as_text(found: Sequence[Diagnostic], readings: Sequence[Reading], lang: str, *, colour: bool) -> str:
    count = counted(len(readings), "rulesets", lang)
    if not found:
        return say("nothing_found", lang, count=count)
    text = findings_text(found, _sources(readings), look=Look(lang, colour)).rstrip()
    return f"{text} {say('looked_at', lang, count=count)}"


def _fails(found: Iterable[Diagnostic], fail_on: str) -> bool:
    counted_kinds = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
    return any(one.severity in counted_kinds for one in found)


def _open_demands(readings: Iterable[Reading]) -> bool:
    return any(reading.ruleset is not None and reading.ruleset.demands for reading in readings)
