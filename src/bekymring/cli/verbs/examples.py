"""`bekymring test`: the rule sets' own examples, and what none of them exercises."""

from __future__ import annotations

from collections.abc import Sequence

import click

from bekymring.cli.app import SpokenCommand
from bekymring.cli.files import show
from bekymring.cli.rulesets import reading_of, wanted_files
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.diagnostics import has_errors
from bekymring.examples import run_examples
from bekymring.report.examples import examples_json, examples_text
from bekymring.report.findings import findings_text


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "test",
        lang=lang,
        callback=run(lang),
        help=say("test", lang),
        example="bekymring test rulesets/\nbekymring test egedal --coverage",
        params=[
            click.Argument(["paths"], nargs=-1, required=True),
            click.Option(["--coverage"], is_flag=True, help=say("coverage", lang)),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(["--output"], help=say("output", lang)),
        ],
    )


def run(lang: str) -> object:
    """The verb's action in one language."""

    def test(paths: Sequence[str], coverage: bool, form: str, output: str | None) -> int:
        reports = []
        for path in wanted_files(paths, lang):
            reading = reading_of(str(path), lang)
            if reading.ruleset is None or has_errors(reading.diagnostics):
                raise Stop(
                    Status.UNREADABLE,
                    findings_text(reading.diagnostics, reading.sources, lang=lang, colour=False),
                )
            if not any(one.origin.layer == reading.ruleset.name for one in reading.ruleset.examples):
                raise Stop(Status.UNREADABLE, say("no_examples", lang, name=reading.ruleset.name))
            reports.append((reading, run_examples(reading.ruleset)))
        if form == "json":
            show(examples_json([report for _, report in reports]), output, lang)
        else:
            text = "\n".join(
                examples_text(report, reading.sources, lang=lang, coverage=coverage)
                for reading, report in reports
            )
            show(text, output, lang)
        return Status.FINDINGS if any(report.failed for _, report in reports) else Status.FINE

    return test
