"""`bekymring batch`: many cases, one decision each, for a rule set that allows it and a stated purpose."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import click

from bekymring.api import MomentError, Ruleset
from bekymring.batch import BatchError, Form, Job, run_batch
from bekymring.batch.run import MakeEngine, by_rows
from bekymring.cli.files import moment, why_not
from bekymring.cli.progress import Progress
from bekymring.cli.rulesets import deciding
from bekymring.cli.screen import put, recoded, shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.totals import totals_text
from bekymring.cli.words import say
from bekymring.columns.refusal import ColumnsError, NotInColumns

ENGINES = ("rows", "columns")
ENDINGS = {
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".csv": Form.CSV,
    ".parquet": Form.PARQUET,
}


def command(lang: str) -> click.Command:
    """The verb in one language."""
    forms = click.Choice([one.value for one in Form])
    return SpokenCommand(
        "batch",
        lang=lang,
        callback=run(lang),
        help=say("batch", lang),
        example='bekymring batch lige_hensyn sager.jsonl --purpose "ledelsestilsyn" \\\n'
        "    --on 2026-03-06 --output svar.jsonl\n"
        'bekymring batch lige_hensyn sager.csv --purpose "simulering: ny praksis" \\\n'
        "    --on 2026-03-06 --output svar.csv",
        params=[
            click.Argument(["ruleset"], metavar=say("a_ruleset", lang)),
            click.Argument(["cases"], metavar=say("some_cases", lang)),
            click.Option(["--purpose"], metavar=say("a_purpose", lang), help=say("purpose", lang)),
            click.Option(["--on"], metavar=say("a_moment", lang), help=say("on", lang)),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("batch_output", lang)),
            click.Option(["--format", "form"], type=forms, help=say("batch_format", lang)),
            click.Option(["--input", "given_as"], type=forms, help=say("batch_input", lang)),
            click.Option(
                ["--dialect"], type=click.Choice(["da", "en"]), default="da", help=say("batch_dialect", lang)
            ),
            click.Option(
                ["--id", "id_name"], metavar=say("a_name", lang), default="id", help=say("batch_id", lang)
            ),
            click.Option(
                ["--workers"], metavar=say("a_number", lang), default="1", help=say("batch_workers", lang)
            ),
            click.Option(["--resume"], is_flag=True, help=say("batch_resume", lang)),
            click.Option(
                ["--engine"], type=click.Choice(ENGINES), default="rows", help=say("batch_engine", lang)
            ),
            click.Option(["--refine"], is_flag=True, help=say("batch_refine", lang)),
            click.Option(
                ["--only"], multiple=True, metavar=say("a_name", lang), help=say("batch_only", lang)
            ),
        ],
    )


def run(lang: str) -> Callable[..., int]:
    """The verb's action in one language."""

    def batch(  # noqa: PLR0913, PLR0917 - click hands over one parameter an option
        ruleset: str,
        cases: str,
        purpose: str | None,
        on: str | None,
        output: str | None,
        form: str | None,
        given_as: str | None,
        dialect: str,
        id_name: str,
        workers: str,
        resume: bool,
        engine: str,
        refine: bool,
        only: tuple[str, ...],
    ) -> int:
        rules = deciding(ruleset, lang)
        works = _engine(engine, refine, tuple(map(recoded, only)), lang)
        target = _output(output, lang)
        job = Job(
            cases=_cases(cases, lang),
            output=target,
            purpose=None if purpose is None else recoded(purpose),
            on=moment(on, lang),
            given_as=Form(given_as) if given_as else ENDINGS.get(Path(cases).suffix.lower(), Form.JSONL),
            form=Form(form) if form else ENDINGS.get(target.suffix.lower(), Form.JSONL),
            dialect=dialect,
            id_name=recoded(id_name),
            workers=int(workers) if workers.isascii() and workers.isdigit() and len(workers) < 6 else 0,  # noqa: PLR2004 - more digits are no number of processes
            resume=resume,
            lang=lang,
        )
        return _run(rules, job, works, lang)

    return batch


def _engine(name: str, refine: bool, only: tuple[str, ...], lang: str) -> MakeEngine:
    """How the rows are worked out."""
    if name == "rows":
        for option, is_given in (("--refine", refine), ("--only", bool(only))):
            if is_given:
                raise Stop(Status.UNREADABLE, say("batch_of_columns", lang, option=option))
        return by_rows
    if find_spec("polars") is None:
        raise Stop(Status.UNREADABLE, say("sql_extra", lang))
    from bekymring.columns.many import by_columns

    return by_columns(refine=refine, only=only)


def _run(rules: Ruleset, job: Job, engine: MakeEngine, lang: str) -> int:
    progress = Progress.on_terminal(lang)
    try:
        totals = run_batch(rules, job, progress=progress, engine=engine)
    except NotInColumns as error:
        raise Stop(Status.UNREADABLE, f"{error.words(lang)}\n{say('batch_in_rows', lang)}") from None
    except (BatchError, ColumnsError, MomentError) as error:
        raise Stop(Status.UNREADABLE, shown_lines(error.words(lang))) from None
    except KeyboardInterrupt:
        raise Stop(Status.INTERRUPTED, say("batch_stopped", lang, path=shown(str(job.output)))) from None
    except (OSError, ValueError) as error:
        raise _unusable(error, job, lang) from None
    finally:
        if progress is not None:
            progress.close()
    put(totals_text(totals, rules.kernel, lang, output=shown(str(job.output))), lang)
    if totals.faults:
        return Status.INTERNAL
    return Status.UNREADABLE if totals.errors else Status.FINE


def shown_lines(text: str) -> str:
    """A message of several lines without control characters."""
    return "\n".join(
        "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in line)
        for line in text.split("\n")
    )


def _output(output: str | None, lang: str) -> Path:
    if output is None:
        raise Stop(Status.UNREADABLE, say("batch_needs_output", lang))
    path = Path(output)
    if not path.name or "\0" in output:
        raise Stop(
            Status.UNREADABLE,
            say("not_writable", lang, path=shown(output) or "»«", why=say("bad_path", lang)),
        )
    return path


def _cases(cases: str, lang: str) -> Path | BinaryIO:
    if cases == "-":
        if sys.stdin is None:
            raise Stop(Status.UNREADABLE, say("no_input", lang))
        return sys.stdin.buffer
    path = Path(cases)
    if not cases or "\0" in cases or not _is_there(path):
        raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(cases) or "»«"))
    if path.is_dir():
        raise Stop(Status.UNREADABLE, say("is_folder", lang, path=shown(cases)))
    if not path.is_file():
        raise Stop(
            Status.UNREADABLE, say("not_readable", lang, path=shown(cases), why=say("not_regular", lang))
        )
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _unusable(error: Exception, job: Job, lang: str) -> Stop:
    """A file that cannot be read or written; of the answers, what is there is whole."""
    named = getattr(error, "filename", None)
    why = why_not(error, lang)
    if isinstance(job.cases, Path) and named == str(job.cases):
        return Stop(Status.UNREADABLE, say("not_readable", lang, path=shown(str(job.cases)), why=why))
    return Stop(Status.UNREADABLE, say("batch_not_written", lang, path=shown(str(job.output)), why=why))
