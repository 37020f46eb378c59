"""`bekymring test`: the rule sets' own examples, and what none of them exercises."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import click

from bekymring.cli.files import show
from bekymring.cli.rulesets import reading_of, wanted_files
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.diagnostics import has_errors
from bekymring.examples.run import own_examples, run_examples
from bekymring.model.ruleset import Ruleset
from bekymring.report.clean import escaped
from bekymring.report.examples import examples_text, examples_to_dict
from bekymring.report.findings import Look, findings_text


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "test",
        lang=lang,
        callback=run(lang),
        help=say("test", lang),
        example="bekymring test rulesets/\nbekymring test mine_regler/ --coverage",
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar=say("paths_", lang)),
            click.Option(["--coverage"], is_flag=True, help=say("coverage", lang)),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def test(paths: Sequence[str], coverage: bool, form: str, output: str | None) -> int:
        reports = []
        for path in wanted_files(paths, lang):
            reading = reading_of(str(path), lang)
            if reading.ruleset is None or has_errors(reading.diagnostics):
                raise Stop(
                    Status.UNREADABLE,
                    findings_text(reading.diagnostics, reading.sources, look=Look(lang)),
                )
            if _has_rules(reading.ruleset) and not own_examples(reading.ruleset):
                raise Stop(Status.UNREADABLE, say("no_examples", lang, name=reading.ruleset.name))
            reports.append((reading, run_examples(reading.ruleset)))
        if not any(report.results for _, report in reports):
            raise Stop(Status.UNREADABLE, say("no_examples", lang, name=reports[0][1].ruleset))
        if form == "json":
            show(
                escaped(
                    json.dumps(
                        examples_to_dict([report for _, report in reports]), ensure_ascii=False, indent=2
                    )
                ),
                output,
                lang,
            )
        else:
            text = "\n".join(
                examples_text(report, reading.sources, lang=lang, with_coverage=coverage)
                for reading, report in reports
                if report.results
            )
            show(text, output, lang)
        return Status.FINDINGS if any(report.failed for _, report in reports) else Status.FINE

    return test


def _has_rules(ruleset: Ruleset) -> bool:
    """Whether a rule set says anything itself: a vocabulary has nothing to try."""
    return any(one.origin.layer == ruleset.name for one in ruleset.rules.values())
