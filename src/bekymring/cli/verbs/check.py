"""`bekymring check`: all findings of rule sets, and a status that a pipeline can act on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence

import click

from bekymring.api import Reading, check_reading, prove_reading, read_all
from bekymring.api.catalogue import catalogue
from bekymring.api.reading import all_findings
from bekymring.checks.overdue_revision import CODE as OVERDUE
from bekymring.checks.proofs import Proofs
from bekymring.cli.baselines import known_findings, write_known
from bekymring.cli.files import day, show
from bekymring.cli.looked import Form, Looked, rendered
from bekymring.cli.proved import Proving, examples_of, said_of_proofs
from bekymring.cli.rulesets import wanted_files
from bekymring.cli.screen import put_error, shown
from bekymring.cli.spoken import SpokenCommand
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import counted, say
from bekymring.diagnostics import Diagnostic, Severity
from bekymring.report.baseline import baseline_summary, judge, renewed
from bekymring.syntax.mistakes import FILE_NOT_READABLE

PROOFS = "BEK4"
"""How the numbers of what only the proofs find begin."""


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
                type=click.Choice([one.value for one in Form]),
                default="text",
                help=say("format_option", lang),
            ),
            click.Option(["--output"], metavar=say("a_file", lang), help=say("output", lang)),
            click.Option(["--on"], metavar=say("a_date", lang), help=say("on_check", lang)),
            click.Option(["--no-proofs"], is_flag=True, help=say("no_proofs", lang)),
            click.Option(["--as-examples"], is_flag=True, help=say("as_examples", lang)),
            click.Option(["--select"], multiple=True, metavar=say("a_code", lang), help=say("select", lang)),
            click.Option(["--ignore"], multiple=True, metavar=say("a_code", lang), help=say("ignore", lang)),
            click.Option(
                ["--fail-on"],
                type=click.Choice(["error", "warning"]),
                default="warning",
                help=say("fail_on", lang),
            ),
            click.Option(["--baseline"], metavar=say("a_file", lang), help=say("baseline", lang)),
            click.Option(["--write-baseline"], metavar=say("a_file", lang), help=say("write_baseline", lang)),
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
        as_examples: bool,
        select: Sequence[str],
        ignore: Sequence[str],
        fail_on: str,
        baseline: str | None,
        write_baseline: str | None,
    ) -> int:
        chosen, passed_over = _codes(select, lang), _codes(ignore, lang)
        entries = known_findings(baseline, write_baseline, lang)
        readings = read_all(wanted_files(paths, lang))
        today = day(on, lang)
        skips = no_proofs or (bool(chosen) and not any(one.startswith(PROOFS) for one in chosen))
        proofs = tuple(Proofs() for _ in readings) if skips else _proved(readings, lang)
        looked = Looked(
            tuple(
                (
                    one,
                    all_findings(
                        _chosen(check_reading(one, today=today), chosen, passed_over),
                        _chosen(proved.found, chosen, passed_over),
                    ),
                )
                for one, proved in zip(readings, proofs, strict=True)
            )
        )
        found = looked.found
        view = looked.view(
            paths,
            _asked(
                chosen,
                passed_over,
                on_a_day=today is not None,
                proved=not (skips or any(one.undecided for one in proofs)),
            ),
        )
        if write_baseline is not None:
            entries = renewed(found, entries, view)
            write_known(write_baseline, entries, lang)
        judged = judge(found, entries, view)
        counts = _counts(fail_on)
        colour = output is None and sys.stdout.isatty()
        text = rendered(Form(form), looked, judged, counts=counts, lang=lang, colour=colour)
        if as_examples:
            text = examples_of(proofs, lang)
        elif form == Form.TEXT:
            text = f"{text.rstrip()}\n{said_of_proofs(proofs, lang)}".rstrip()
        show(text, output, lang)
        if form != Form.TEXT and (known := baseline_summary(judged, lang=lang)):
            put_error(known)
        if any(one.finding.code is FILE_NOT_READABLE for one in found):
            return Status.UNREADABLE
        if any(one.is_faulty for one in proofs):
            return Status.INTERNAL
        if any(one.severity in counts for one in judged.new):
            return Status.FINDINGS
        if undecided := sum(one.undecided for one in proofs):
            put_error(say("proofs_undecided", lang, count=counted(undecided, "questions", lang)))
            return Status.NOT_PROVED
        return Status.FINE

    return check


def _proved(readings: Iterable[Reading], lang: str) -> tuple[Proofs, ...]:
    """The proofs of each rule set, with a line on a terminal while they last."""
    watch = Proving.on_terminal(lang)
    try:
        return tuple(prove_reading(one, watch=watch) for one in readings)
    finally:
        if watch is not None:
            watch.close()


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


def _counts(fail_on: str) -> frozenset[Severity]:
    return frozenset({Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING})


def _asked(
    select: Collection[str], ignore: Collection[str], *, on_a_day: bool, proved: bool
) -> frozenset[str]:
    """The codes that this check would have found: what it does not ask about is not gone."""
    every = {number for number in catalogue() if proved or not number.startswith(PROOFS)}
    every -= set() if on_a_day else {OVERDUE.number}
    return frozenset((every & set(select) if select else every) - set(ignore))
