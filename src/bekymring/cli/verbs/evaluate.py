"""`bekymring evaluate`: one case, one decision with its reasons."""

from __future__ import annotations

import sys
from collections.abc import Callable

import click

from bekymring.api import CaseError, Decision, MomentError
from bekymring.cli.files import moment, read_case_bytes, show
from bekymring.cli.rulesets import deciding
from bekymring.cli.screen import recoded, shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.report.findings import Look, findings_text


def command(lang: str) -> click.Command:
    """The verb in one language."""
    return SpokenCommand(
        "evaluate",
        lang=lang,
        callback=run(lang),
        help=say("evaluate", lang),
        example="bekymring evaluate barnets_regler sag.json --on 2026-03-06T15:40\n"
        "bekymring evaluate egedal sag.json --on 2026-03-06 --why gul_position",
        params=[
            click.Argument(["ruleset"], metavar=say("a_ruleset", lang)),
            click.Argument(["case"], metavar=say("a_case", lang)),
            click.Option(["--on"], metavar=say("a_moment", lang), help=say("on", lang)),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json", "markdown", "html"]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(
                ["--to", "reader"],
                type=click.Choice(["working-view", "record", "family"]),
                default="working-view",
                help=say("to_view", lang),
            ),
            click.Option(["--known-only"], is_flag=True, help=say("known_only", lang)),
            click.Option(["--why"], metavar=say("a_rule", lang), help=say("why", lang)),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def evaluate(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
        ruleset: str,
        case: str,
        on: str | None,
        form: str,
        reader: str,
        known_only: bool,
        why: str | None,
        output: str | None,
    ) -> int:
        rules = deciding(ruleset, lang)
        when = moment(on, lang)
        content = read_case_bytes(case, lang)
        try:
            if known_only:
                decision, left_out = rules.evaluate_known(content, on=when, name=shown(case))
                _tell(left_out, rules.name, lang)
            else:
                decision = rules.evaluate_text(content, on=when, name=shown(case))
        except CaseError as error:
            raise Stop(
                Status.UNREADABLE,
                findings_text(error.mistakes, look=Look(lang), case_name=shown(case)).rstrip(),
            ) from None
        except MomentError as error:
            raise Stop(Status.UNREADABLE, error.words(lang)) from None
        if why is not None:
            text = decision.why(recoded(why), lang=lang)
            if text is None:
                raise Stop(Status.UNREADABLE, say("every_why", lang, name=shown(why)))
            show(text, output, lang)
            return Status.FINE
        show(_written(decision, form, lang, reader.replace("-", "_")), output, lang)
        return Status.FINE

    return evaluate


def _tell(left_out: tuple[str, ...], name: str, lang: str) -> None:
    """Which answers were not heard; by their names, never by what they say."""
    if left_out:
        said = say(
            "left_out", lang, n=str(len(left_out)), name=shown(name), names=", ".join(map(shown, left_out))
        )
        print(said, file=sys.stderr)


def _written(decision: Decision, form: str, lang: str, reader: str) -> str:
    match form:
        case "json":
            return decision.to_json().decode()
        case "markdown":
            return decision.to_markdown(lang=lang, to=reader)
        case "html":
            return decision.to_html(lang=lang, to=reader)
        case _:
            return decision.explain(lang=lang, to=reader)
