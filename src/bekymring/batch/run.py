"""One job of many cases, from a source to a file of answers.

Takes a rule set and a `Job`; writes the answers and the journal beside them, and gives the totals. Afterwards true: the answers stand
in the order of the cases; a bad case is a row of its own; whatever ends the work early leaves whole rows, and a resumed job leaves the
bytes that an undisturbed one would have left. Docs: many cases.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, cast

from attrs import evolve, field, frozen

from bekymring.api.decisions import Ruleset, checked_moment
from bekymring.batch.answers import json_line
from bekymring.batch.dialect import DANISH, DIALECTS
from bekymring.batch.engine import ByRows, Chunks, Engine, Parts, Reader
from bekymring.batch.errors import BatchError
from bekymring.batch.journal import FORM, KIND, Journal, Opener, State, journal_path
from bekymring.batch.lines import Lines, Place
from bekymring.batch.parquet import ParquetRows, polars, rows_in
from bekymring.batch.pool import MOST_WORKERS
from bekymring.batch.purpose import Purpose, purpose_of
from bekymring.batch.reading import BYTE_ORDER_MARK, CsvLines, JsonLines, Source, Values, cells_of
from bekymring.batch.table import Table, answerable, table_of
from bekymring.batch.targets import LinesTarget, PartsTarget, Target
from bekymring.batch.totals import Totals
from bekymring.batch.work import Form, Setup, csv_line
from bekymring.case import row_mistakes as codes
from bekymring.diagnostics import Checked, Diagnostic
from bekymring.report.json import made_from, rule_texts

Progress = Callable[[int, float | None], None]
"""Is told how many cases are done, and how much of the source that is, from 0 to 1, where that is known."""


@frozen
class Job:
    """What is to be done."""

    cases: Path | BinaryIO = field(repr=False)
    """A file, or an open stream of bytes (JSON lines or CSV)."""
    output: Path
    purpose: str | None
    on: date | datetime
    given_as: Form = Form.JSONL
    form: Form = Form.JSONL
    dialect: str = DANISH.name
    """Of CSV, in and out: `da` or `en`."""
    id_name: str = "id"
    workers: int = 1
    resume: bool = False
    lang: str = "da"


def open_file(path: Path, mode: str) -> BinaryIO:
    """Opens a file for bytes."""
    return cast("BinaryIO", path.open(mode))


MakeEngine = Callable[[Ruleset, Job, Setup, Reader], Engine]
"""Chooses how the rows of a job are worked out."""


def by_rows(rules: Ruleset, job: Job, setup: Setup, reader: Reader) -> Engine:
    """The evaluator, one row at a time."""
    del reader
    return ByRows(rules, setup, job.workers)


def run_batch(
    rules: Ruleset,
    job: Job,
    *,
    opener: Opener = open_file,
    progress: Progress | None = None,
    engine: MakeEngine = by_rows,
) -> Totals:
    """Puts every case of a source to a rule set; gives the totals. Docs: many cases.

    Raises BatchError where the job cannot be done, MomentError for a moment that cannot be used, OSError where a file cannot be read or
    written; then, as after KeyboardInterrupt, what is written is whole and `resume` goes on with it.
    """
    purpose = purpose_of(job.purpose, rules.kernel)
    checked_moment(job.on, rules.kernel)
    if not 1 <= job.workers <= MOST_WORKERS:
        raise BatchError(
            f"--workers er et tal fra 1 til {MOST_WORKERS}.",
            f"--workers is a number from 1 to {MOST_WORKERS}.",
        )
    if job.form is Form.PARQUET:
        polars()
    with contextlib.ExitStack() as stack:
        reader = stack.enter_context(_opened(job))
        setup = Setup(_source(reader, rules, job), job.form, job.dialect, job.on, job.lang)
        works = engine(rules, job, setup, reader)
        about = _about(rules, job, purpose, (setup, works))
        return _Run(rules, job, works, Journal(job.output, about, opener), reader, progress).whole()


# --- what it reads ------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _opened(job: Job) -> Iterator[Reader]:
    if job.given_as is Form.PARQUET:
        if not isinstance(job.cases, Path):
            raise BatchError("Parquet læses fra en fil.", "Parquet is read from a file.")
        yield ParquetRows.opened(job.cases)
    elif isinstance(job.cases, Path):
        with job.cases.open("rb") as stream:
            yield Lines(stream)
    else:
        yield Lines(job.cases)


def _source(reader: Reader, rules: Ruleset, job: Job) -> Source:
    """What the rows of the source are. Of CSV its first line is read. Raises BatchError where its columns do not fit."""
    if isinstance(reader, ParquetRows):
        return Values(_checked(_table(reader.names, rules, job, with_records=True), rules), job.dialect)
    if job.given_as is Form.JSONL:
        return JsonLines(job.id_name)
    return CsvLines(_checked(_first_line(reader, rules, job), rules), job.dialect)


def _table(names: Sequence[str], rules: Ruleset, job: Job, *, with_records: bool = False) -> Checked[Table]:
    dialect = DIALECTS[job.dialect]
    return table_of(names, rules.kernel, dialect, id_name=job.id_name, with_records=with_records)


def _first_line(reader: Lines, rules: Ruleset, job: Job) -> Checked[Table]:
    first, dialect = next(iter(reader), b""), DIALECTS[job.dialect]
    line = None if first is None else first.removeprefix(BYTE_ORDER_MARK)
    if line is not None and not line.strip():
        return Checked(None, (Diagnostic(codes.HEADER_MISSING, "$"),))
    cells = Checked[tuple[str, ...]](None) if line is None else cells_of(line, dialect)
    if cells.value is None:
        return Checked(None, (Diagnostic(codes.HEADER_UNREADABLE, "$"),))
    read = _table(cells.value, rules, job)
    other = next(one for one in DIALECTS.values() if one is not dialect)
    if read.value is None and len(cells.value) == 1 and other.delimiter in cells.value[0]:
        words = {"delimiter": dialect.delimiter, "other": other.name}
        return Checked(None, (Diagnostic(codes.OTHER_DIALECT, "$", words),))
    return read


def _checked(read: Checked[Table], rules: Ruleset) -> Table:
    if read.value is not None:
        return read.value
    names = ", ".join(one.name for one in answerable(rules.kernel))
    raise BatchError(
        f"Kolonnerne passer ikke til regelsættet »{rules.name}«, som har disse oplysninger: {names}",
        f'The columns do not fit the rule set "{rules.name}", which has these facts: {names}',
        read.diagnostics,
    )


# --- what it is about ---------------------------------------------------------------------------------------


def _about(rules: Ruleset, job: Job, purpose: Purpose, how: tuple[Setup, Engine]) -> Mapping[str, object]:
    """What stands once for all rows: rules, moment, purpose, forms."""
    made = made_from(rules.evaluate({}, on=job.on))
    source, engine = how[0].source, how[1]
    columns = [] if isinstance(source, JsonLines) else _columns(source.table)
    given = {"form": job.given_as.value, "dialect": job.dialect, "id": job.id_name, "columns": columns}
    return {
        "program": made["program"],
        "ruleset": made["ruleset"],
        "moment": {"at": made["moment"], "whole_day": made["whole_day"]},
        "refinement_cap": made["refinement_cap"],
        "purpose": {"use": purpose.use.value, "text": purpose.text},
        "input": given,
        "output": {"form": job.form.value, "dialect": job.dialect, **engine.about},
        "lang": job.lang,
    }


def _columns(table: Table) -> list[list[object]]:
    """The places of the columns, for a job that goes on must find them where they were."""
    facts: list[list[object]] = [
        [one.name, one.at, one.state, *map(list, one.parts)] for one in table.columns
    ]
    return [["", table.id_at], *facts, *([name, at] for name, at in table.records)]


# --- how it runs --------------------------------------------------------------------------------------------


@frozen
class _Run:
    rules: Ruleset
    job: Job
    engine: Engine
    journal: Journal
    reader: Reader
    progress: Progress | None
    _size: int | None = field(init=False)

    @_size.default
    def _known_size(self) -> int | None:
        return None if self.progress is None else _size_of(self.job)

    def whole(self) -> Totals:
        """The job from where it stands to its end."""
        state = State(self.reader.place)
        if self.job.resume:
            state = self.journal.read()
            if state.complete:
                return state.totals
            if not self.reader.skip(state.place):
                raise _other_cases(self.job.output)
        chunks = self.engine.chunks(self.reader)
        first = next(chunks, None)
        if first is None and not state.totals.cases:
            raise BatchError("Der er ingen sager i filen.", "There are no cases in the file.")
        target = self._target(state)
        try:
            return self._written(target, state, _with(first, chunks))
        finally:
            target.close()

    def _target(self, state: State) -> Target:
        output, opener = self.job.output, self.journal.opener
        if self.job.resume:
            return self._resumed(state)
        _must_be_free(output)
        self.journal.write(state)
        try:
            if self.job.form is Form.PARQUET:
                return PartsTarget.begun(output, self._parts, opener)
            return LinesTarget.begun(output, self._head(), opener)
        except BaseException:
            self.journal.path.unlink(missing_ok=True)
            raise

    def _resumed(self, state: State) -> Target:
        output, opener = self.job.output, self.journal.opener
        try:
            if self.job.form is Form.PARQUET:
                return PartsTarget.resumed(output, state.written, self._parts, opener)
            # WHY: a job that ended before its first rows were safe begins again behind its head.
            return LinesTarget.resumed(output, state.written or len(self._head()), opener)
        except ValueError:
            raise BatchError(
                f"{output} er kortere, end den var. Slet den og {self.journal.path}, og kør uden --resume.",
                f"{output} is shorter than it was. Delete it and {self.journal.path}, and run without --resume.",
            ) from None

    @property
    def _parts(self) -> Parts:
        about = json_line({"kind": KIND, "form": FORM, **self.journal.about}).decode().rstrip()
        return self.engine.parts({"bekymring": about})

    def _head(self) -> bytes:
        """What stands before the rows: of JSON lines what the job is about, of CSV the names of the columns."""
        if self.job.form is Form.JSONL:
            about = {"kind": KIND, "form": FORM, **self.journal.about}
            return json_line({**about, "rules": rule_texts(self.rules.kernel)})
        delimiter = DIALECTS[self.job.dialect].delimiter
        return BYTE_ORDER_MARK + csv_line(self.engine.header, delimiter)

    def _written(self, target: Target, state: State, chunks: Chunks) -> Totals:
        # WHY: each state is put in the place of the one before in one step, so that an interruption finds one or the other.
        state = safe = evolve(state, written=target.safe())
        results = self.engine.results(chunks)
        try:
            for done, place in results:
                is_enough = target.add(done)
                state = State(place, target.whole or safe.written, state.totals + done.totals)
                if is_enough:
                    state = safe = self._safe(target, state)
                self._tell(state)
            return self._safe(target, evolve(state, complete=True)).totals
        except BaseException:
            results.close()
            self._settle(target, safe if target.whole is None else evolve(state, complete=False), safe)
            raise

    def _safe(self, target: Target, state: State) -> State:
        state = evolve(state, written=target.safe(last=state.complete))
        self.journal.write(state)
        return state

    def _settle(self, target: Target, state: State, safe: State) -> None:
        """Leaves whole rows: all of them if their place can still be noted, otherwise those up to the last one that was."""
        try:
            target.cut(state.written)
            target.safe()
            self.journal.write(state)
        except OSError:
            with contextlib.suppress(OSError):
                target.cut(safe.written)

    def _tell(self, state: State) -> None:
        if self.progress is not None:
            size = self._size
            self.progress(state.totals.cases, state.place.read / size if size else None)


def _with(first: tuple[object, Place] | None, rest: Chunks) -> Chunks:
    if first is not None:
        yield first
    yield from rest


def _size_of(job: Job) -> int | None:
    """How much there is to read, in bytes or rows, where that is known."""
    if not isinstance(job.cases, Path):
        return None
    return rows_in(job.cases) if job.given_as is Form.PARQUET else job.cases.stat().st_size


def _must_be_free(output: Path) -> None:
    journal = journal_path(output)
    if journal.exists() and (output.exists() or output.is_symlink()):
        raise BatchError(
            f"{output} findes allerede. Fortsæt med --resume, eller vælg et andet navn; den er ikke rørt.",
            f"{output} exists already. Go on with --resume, or choose another name; it was not touched.",
        )
    if output.exists() or output.is_symlink():
        raise BatchError(
            f"{output} findes allerede og er ikke rørt. Vælg et andet navn.",
            f"{output} exists already and was not touched. Choose another name.",
        )


def _other_cases(output: Path) -> BatchError:
    return BatchError(
        f"{output} er begyndt med andre sager: det, der allerede er besvaret, er ikke det samme. Intet er ændret.",
        f"{output} was begun with other cases: what is answered already is not the same. Nothing was changed.",
    )
