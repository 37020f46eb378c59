"""`bekymring check`: all findings of rule sets, and a status that a pipeline can act on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable, Sequence

import click

from bekymring.api import Reading, check_reading, read_all
from bekymring.api.catalogue import catalogue
from bekymring.cli.files import day, show
from bekymring.cli.rulesets import wanted_files
from bekymring.cli.screen import put_error, shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import counted, say
from bekymring.diagnostics import Diagnostic, Severity
from bekymring.report.findings import Look, findings_text, findings_to_dict
from bekymring.source import Source
from bekymring.syntax.mistakes import FILE_NOT_READABLE


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "check",
        lang=lang,
        callback=run(lang),
        help=say("check", lang),
        example="bekymring check rulesets/\nbekymring check mine_regler.bek --format json",
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar=say("paths_", lang)),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
            click.Option(["--on"], metavar=say("a_date", lang), help=say("on_check", lang)),
            click.Option(["--no-proofs"], is_flag=True, help=say("no_proofs", lang)),
            click.Option(["--select"], multiple=True, metavar=say("a_code", lang), help=say("select", lang)),
            click.Option(["--ignore"], multiple=True, metavar=say("a_code", lang), help=say("ignore", lang)),
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
        chosen, passed_over = _codes(select, lang), _codes(ignore, lang)
        readings = read_all(wanted_files(paths, lang))
        today = day(on, lang)
        found = _chosen(
            (one for reading in readings for one in check_reading(reading, today=today)), chosen, passed_over
        )
        if form == "json":
            show(json.dumps(findings_to_dict(found), ensure_ascii=False, indent=2), output, lang)
        else:
            show(_as_text(found, readings, lang, colour=output is None and sys.stdout.isatty()), output, lang)
        if any(one.code is FILE_NOT_READABLE for one in found):
            return Status.UNREADABLE
        if _fails(found, fail_on):
            return Status.FINDINGS
        if not no_proofs and _open_demands(readings):
            put_error(say("proofs_not_run", lang))
            return Status.NOT_PROVED
        return Status.FINE

    return check


def _codes(names: Sequence[str], lang: str) -> frozenset[str]:
    """The numbers of codes given by number or name, one or several (with commas) at a time."""
    known = catalogue()
    by_name = {name: number for number, code in known.items() for name in (number.lower(), code.slug)}
    wanted = [name.strip() for group in names for name in group.split(",")]
    for name in wanted:
        if name.lower() not in by_name:
            # WHY: a code that is mistyped would choose nothing, and nothing looks like a rule set without findings.
            raise Stop(Status.UNREADABLE, say("unknown_code", lang, code=shown(name)))
    return frozenset(by_name[name.lower()] for name in wanted)


def _chosen(
    found: Iterable[Diagnostic], select: Collection[str], ignore: Collection[str]
) -> tuple[Diagnostic, ...]:
    """The findings asked for, each once; an error cannot be left out, for it stops the rule set."""

    def wanted(one: Diagnostic) -> bool:
        number = one.code.number
        return one.is_error or ((not select or number in select) and number not in ignore)

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
