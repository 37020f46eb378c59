"""A table of cases: its columns, and a row of it as a case.

Takes the names of the columns and a rule set; gives the `Table`, or everything that is wrong with the names. Then takes the cells of a
row and gives the case. Afterwards true: every column is what the caller knows a case by, a fact of the rule set, or a companion of
one; an empty cell is a question that was not asked. Docs: many cases, *Tables*.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from bekymring.batch.dialect import Dialect, State, read_cell
from bekymring.batch.rows import Id, Read, is_id, wrong_id
from bekymring.case import mistakes
from bekymring.case import row_mistakes as codes
from bekymring.case.forms import ASSESSMENT, DOUBT, NOT_HAPPENED, NOT_RELEVANT, ON
from bekymring.case.plain import MAX_FACTS, MAX_TEXT
from bekymring.case.records import near, not_collected
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.model.ruleset import Input, InputKind, Ruleset
from bekymring.model.types import Day, Instant, SetOf, Type

_MARKS: Final = {State.NOT_RELEVANT: NOT_RELEVANT, State.NOT_HAPPENED: NOT_HAPPENED}


@frozen
class Column:
    """One fact of the table: where its answer stands, and where what belongs to it."""

    name: str
    type_: Type
    is_assessment: bool
    at: int
    state: int | None
    parts: tuple[tuple[str, int], ...]
    """Of an assessment: by whom, when and why."""


@frozen
class Table:
    """The columns of a table, by what they mean."""

    width: int
    id_at: int | None
    id_name: str
    columns: tuple[Column, ...]
    records: tuple[tuple[str, int], ...]
    """Lists of records, which only a table with lists in its cells can hold."""


def answerable(ruleset: Ruleset) -> tuple[Input, ...]:
    """The facts that a column may be named after, in alphabetical order."""
    return tuple(one for _, one in sorted(ruleset.inputs.items()) if one.collected and not _is_fixed(one))


def _is_fixed(one: Input) -> bool:
    return one.kind is InputKind.PARAMETER and one.setting is not None


def _is_assessment(one: Input) -> bool:
    return one.kind in {InputKind.ASSESSMENT, InputKind.OWN_LEVEL}


def table_of(
    names: Sequence[str], ruleset: Ruleset, dialect: Dialect, *, id_name: str, with_records: bool = False
) -> Checked[Table]:
    """The table with these columns; no value where anything is wrong with them."""
    if len(names) > MAX_FACTS:
        limit = {"limit": str(MAX_FACTS)}
        return Checked(None, (Diagnostic(codes.TOO_MANY_COLUMNS, "$", limit),))
    composed = [unicodedata.normalize("NFC", name) for name in names]
    header = _Header(composed, ruleset, dialect, id_name, with_records)
    found = tuple(header.mistakes())
    columns = tuple(header.columns())
    records = tuple((name, at) for at, name in enumerate(composed) if name in ruleset.lists)
    if not (found or columns or records):
        found = (Diagnostic(codes.NO_COLUMNS, "$"),)
    if found:
        return Checked(None, found)
    return Checked(Table(len(names), header.id_at, id_name, columns, records))


@frozen
class _Header:
    names: Sequence[str]
    ruleset: Ruleset
    dialect: Dialect
    id_name: str
    with_records: bool

    @property
    def id_at(self) -> int | None:
        is_fact = self.id_name in self.ruleset.inputs or self.id_name in self.ruleset.lists
        return self.names.index(self.id_name) if self.id_name in self.names and not is_fact else None

    def columns(self) -> Iterator[Column]:
        places = {name: at for at, name in enumerate(self.names)}
        for one in answerable(self.ruleset):
            if one.name in places:
                ends = self.dialect.parts.items() if _is_assessment(one) else ()
                parts = [(part, places.get(f"{one.name}.{end}")) for end, part in ends]
                yield Column(
                    one.name,
                    one.type_,
                    _is_assessment(one),
                    places[one.name],
                    places.get(f"{one.name}.{self.dialect.state}"),
                    tuple((part, at) for part, at in parts if at is not None),
                )

    def mistakes(self) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        known = [one.name for one in answerable(self.ruleset)]
        for number, name in enumerate(self.names, 1):
            if name in seen:
                yield self._wrong(codes.COLUMN_TWICE, number)
            elif number - 1 != self.id_at:
                yield from self._column(name, number, known)
            seen.add(name)

    def _column(self, name: str, number: int, known: Sequence[str]) -> Iterator[Diagnostic]:
        base, _, end = name.partition(".")
        asked = self.ruleset.inputs.get(base)
        if name in self.ruleset.lists:
            if not self.with_records:
                yield self._wrong(codes.COLUMN_OF_RECORDS, number, name=name)
        elif asked is None or (end and end not in {self.dialect.state, *self.dialect.parts}):
            meant = near(name, self._meant(known))
            code = codes.COLUMN_UNKNOWN if meant is None else codes.COLUMN_MISTYPED
            yield self._wrong(code, number, **({} if meant is None else {"suggestion": meant}))
        elif not asked.collected:
            yield not_collected(asked, f"$.{base}")
        elif _is_fixed(asked):
            yield Diagnostic(mistakes.PARAMETER_FIXED, f"$.{base}")
        elif end and base not in self.names:
            yield self._wrong(codes.COLUMN_ALONE, number, name=base)
        elif end and end != self.dialect.state and not _is_assessment(asked):
            yield self._wrong(codes.COLUMN_PART, number, name=base)

    def _meant(self, known: Sequence[str]) -> tuple[str, ...]:
        companions = (f"{name}.{self.dialect.state}" for name in known if name in self.names)
        return (*known, *self.ruleset.lists, *companions, *([] if self.id_at is not None else [self.id_name]))

    def _wrong(self, code: Code, number: int, **args: str) -> Diagnostic:
        # WHY: by its number, for what stands in a first line may be a case and no name.
        return Diagnostic(code, f"$.?{number}", {"number": str(number), **args})


def read_cells(cells: Sequence[str], table: Table, dialect: Dialect) -> Read:
    """The case of a row of texts."""
    if len(cells) != table.width:
        expected = {"found": str(len(cells)), "expected": str(table.width)}
        return Read(None, None, (Diagnostic(codes.CELL_COUNT, "$", expected),))
    known = None if table.id_at is None else cells[table.id_at] or None
    found: list[Diagnostic] = []
    case: dict[str, object] = {}
    if not is_id(known):
        found.append(wrong_id(table.id_name))
        known = None
    for column in table.columns:
        read = _answer(cells, column, dialect)
        found.extend(read.diagnostics)
        if read.value is not None:
            case[column.name] = read.value[0]
    return Read(known, case, tuple(found))


_Held = tuple[object]
"""An answer in a box, so that *asked, not known* (null) is told from no answer."""


def _answer(cells: Sequence[str], column: Column, dialect: Dialect) -> Checked[_Held]:
    at, text = f"$.{column.name}", cells[column.at]
    if len(text) > MAX_TEXT:
        return Checked(None, (Diagnostic(codes.CELL_TOO_LONG, at, {"limit": str(MAX_TEXT)}),))
    said = "" if column.state is None else cells[column.state]
    read = read_cell(text, column.type_, at, dialect) if text else Checked[object](None)
    if read.diagnostics:
        return Checked(None, read.diagnostics)
    held = with_state(text != "", read.value, said, dialect)
    if held is None:
        return Checked(None, (_wrong_state(column, dialect),))
    return _assessed(held, [(part, cells[place]) for part, place in column.parts], column, dialect)


def with_state(is_given: bool, value: object, said: str, dialect: Dialect) -> tuple[object, ...] | None:  # noqa: FBT001 - the first half of an answer
    """An answer and the state beside it, in the form of a case file: a box, empty for not asked; None where they do not fit."""
    if said == "":
        return (value,) if is_given else ()
    state = dialect.states.get(said)
    if state is State.DOUBT:
        return ({DOUBT: value},) if is_given else None
    if state is None or is_given:
        return None
    return (None,) if state is State.NOT_KNOWN else ({_MARKS[state]: True},)


def _wrong_state(column: Column, dialect: Dialect) -> Diagnostic:
    others = ", ".join(word for word, one in dialect.states.items() if one is not State.DOUBT)
    words = {"name": column.name, "doubt": dialect.word(State.DOUBT), "others": others}
    return Diagnostic(codes.CELL_STATE, f"$.{column.name}.{dialect.state}", words)


def _assessed(
    held: tuple[object, ...], parts: Sequence[tuple[str, str]], column: Column, dialect: Dialect
) -> Checked[_Held]:
    said = {part: text for part, text in parts if text}
    if said and not held:
        held = (None,)
    if not said or not column.is_assessment:
        return Checked(held[:1] or None)  # type: ignore[arg-type]  # at most one
    if ON in said:
        has_hour = len(said[ON]) > len(dialect.day)
        day = read_cell(said[ON], Instant() if has_hour else Day(), f"$.{column.name}.{ON}", dialect)
        if day.diagnostics:
            return Checked(None, day.diagnostics)
        said[ON] = str(day.value)
    return Checked(({ASSESSMENT: held[0], **said},))


def read_values(values: Mapping[str, object], table: Table, dialect: Dialect) -> Read:
    """The case of a row of values, as a table with types holds them; null is a question that was not asked."""
    names = list(values)
    known = None if table.id_at is None else values[names[table.id_at]]
    case: dict[str, object] = {
        name: _filled(values[names[at]]) for name, at in table.records if values[names[at]] is not None
    }
    found: list[Diagnostic] = []
    id_: Id = known if is_id(known) else None  # type: ignore[assignment]  # just looked at
    if not is_id(known):
        found.append(wrong_id(table.id_name))
    for column in table.columns:
        given = values[names[column.at]]
        value = given if isinstance(column.type_, SetOf) else _filled(given)
        said = None if column.state is None else values[names[column.state]]
        held = with_state(value is not None, value, "" if said is None else str(said), dialect)
        parts = {
            part: values[names[place]] for part, place in column.parts if values[names[place]] is not None
        }
        if held is None:
            found.append(_wrong_state(column, dialect))
        elif parts:
            case[column.name] = {ASSESSMENT: held[0] if held else None, **parts}
        elif held:
            case[column.name] = held[0]
    return Read(id_, case, tuple(found))


def _filled(value: object) -> object:
    """A value without the nulls that stand in records for questions that were not asked."""
    if isinstance(value, Mapping):
        return {name: _filled(one) for name, one in value.items() if one is not None}
    return [_filled(one) for one in value] if isinstance(value, list) else value
