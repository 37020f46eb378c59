"""What becomes of a row, written: a line of JSON, or the cells of a table.

Takes a row; gives JSON-ready data, or one value a column. Afterwards true: a level never stands without its two bounds, whether they
are exact, and the rules that point to it; nothing is sorted. Docs: many cases, *Answers*.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from attrs import field, frozen

from bekymring.batch.dialect import Dialect
from bekymring.batch.rows import Row
from bekymring.calendar_dk import to_danish
from bekymring.decision import ActionOutcome, Decision, Firing, LevelOutcome
from bekymring.diagnostics import Diagnostic
from bekymring.model.ruleset import Ruleset
from bekymring.report.clean import escaped, line
from bekymring.report.json import Json, outcomes_to_dict

Refs = Iterable[tuple[str, int | None]]
Cell = str | int | bool | datetime | None
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}",
                  "\N{FULLWIDTH HYPHEN-MINUS}", "\N{FULLWIDTH COMMERCIAL AT}")  # fmt: skip
"""What makes a spreadsheet take a cell for a formula when it stands first."""
_OF_LEVELS: Final = ("least", "worst", "exact", "own", "because", "against")
_OF_ACTIONS: Final = (
    "modality", "certainty", "no_later_than", "perhaps", "state", "ban", "advised_against", "decide_whether", "waits_for", "because",
)  # fmt: skip
_CERTAIN: Final = frozenset({Firing.FIRED})


def json_line(data: Mapping[str, object]) -> bytes:
    """One line of JSON: sorted names, no blanks, UTF-8."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{escaped(text)}\n".encode()


def row_to_dict(row: Row, lang: str) -> dict[str, Json]:
    """A row as JSON-ready data: what follows for the case, or what is wrong with it."""
    told: dict[str, Json] = {"row": row.number, "id": row.id}
    if row.decision is None:
        return {**told, "errors": [_mistake(one, lang) for one in row.mistakes]}
    return {**told, "decision": outcomes_to_dict(row.decision)}


def _mistake(one: Diagnostic, lang: str) -> Json:
    told: dict[str, Json] = {
        "code": one.code.number,
        "name": one.code.slug,
        "message": one.message(lang),
        "help": one.help(lang),
    }
    if isinstance(one.at, str):
        return {"path": one.at, **told}
    return {"path": "$", "column": one.at.column, **told}


# --- tables -------------------------------------------------------------------------------------------------

_DANISH: Final = {
    "row": "linje", "id": "id", "errors": "fejl", "least": "mindst", "worst": "højest", "exact": "eksakt", "because": "fordi",
    "against": "taler_imod", "own": "egen_vurdering", "modality": "styrke", "certainty": "vished", "no_later_than": "senest",
    "perhaps": "måske_senest", "state": "tilstand", "ban": "forbud", "advised_against": "frarådes", "decide_whether": "tag_stilling", "waits_for": "venter_på", "missing": "mangler", "assessments": "vurderinger",
    "attention": "opmærksomhed", "overdue": "overskredet", "conflicts": "konflikter",
    "not_assessed": "ikke_vurderet", "may": "kan", "should": "bør", "must_by_default": "skal_som_udgangspunkt", "must": "skal",
    "holds": "gælder", "holds_unless": "gælder_indtil_videre", "depends": "afhænger_af_svar", "open": "åben",
    "not_yet_due": "fristen_løber", "done": "udført", "done_late": "udført_for_sent", "departed_from": "fraveget",
    "set_aside": "viger", "no rule points": "ingen regel peger", "may apply": "kan gælde", "until an exception": "indtil videre", "or": "eller",
}  # fmt: skip
"""The words of a Danish table; any other one is written in its English words."""


@frozen
class AnswerTable:
    """The columns of the answers of a rule set, in a fixed order: levels first, then actions, both by name."""

    ruleset: Ruleset = field(repr=False)
    danish: bool
    """Whether column names and words are Danish."""
    _levels: tuple[str, ...] = field(init=False, repr=False)
    _actions: tuple[str, ...] = field(init=False, repr=False)
    header: tuple[str, ...] = field(init=False, repr=False)
    """The names of the columns."""

    @_levels.default
    def _sorted_levels(self) -> tuple[str, ...]:
        return tuple(sorted(self.ruleset.levels))

    @_actions.default
    def _sorted_actions(self) -> tuple[str, ...]:
        return tuple(sorted(self.ruleset.actions))

    @header.default
    def _header(self) -> tuple[str, ...]:
        return (
            *map(self._word, ("row", "id", "errors")),
            *self._named(self._levels, _OF_LEVELS),
            *self._named(self._actions, _OF_ACTIONS),
            *map(self._word, ("overdue", "conflicts", "missing", "assessments", "attention")),
        )

    def cells(self, row: Row, lang: str) -> tuple[Cell, ...]:
        """One value a column; null where there is nothing to say."""
        if row.decision is None:
            return (row.number, row.id, mistakes_text(row.mistakes, lang), *[None] * (len(self.header) - 3))
        decision, told = row.decision, _Told(self, row.decision)
        return (
            row.number,
            row.id,
            None,
            *(cell for name in self._levels for cell in told.level(name)),
            *(cell for name in self._actions for cell in told.action(name)),
            _joined(
                name
                for name, group in decision.actions.items()
                if any("overdue" in one.states for one in group.each)
            ),
            _joined(name if record is None else f"{name}[{record}]" for name, record in decision.conflicts),
            _joined(one.fact for one in decision.missing),
            _joined(one.name for one in decision.assessments),
            _joined(one.point for one in decision.attention),
        )

    @property
    def instants(self) -> frozenset[str]:
        """The columns that hold instants and nothing else."""
        whole = [one for one in self._actions if self.ruleset.actions[one].per_record is None]
        return frozenset(self._named(whole, ("no_later_than", "perhaps")))

    @property
    def truths(self) -> frozenset[str]:
        """The columns that hold yes or no and nothing else."""
        whole = [name for name, one in self.ruleset.levels.items() if one.per_record is None]
        return frozenset(self._named(whole, ("exact",)))

    def _named(self, names: Iterable[str], parts: Sequence[str]) -> Iterator[str]:
        return (f"{name}.{self._word(part)}" for name in names for part in parts)

    def _word(self, word: str) -> str:
        return _DANISH[word] if self.danish else word

    def said(self, word: str) -> str:
        """A word of the outcomes, in the language of the table."""
        return _DANISH.get(word, word) if self.danish else word


@frozen
class _Told:
    """What one decision says, by columns."""

    table: AnswerTable
    decision: Decision = field(repr=False)
    firing: Mapping[tuple[str, int | None], Firing] = field(init=False, repr=False)

    @firing.default
    def _firing(self) -> Mapping[tuple[str, int | None], Firing]:
        return {(one.rule, one.record): one.firing for one in self.decision.rules}

    def level(self, name: str) -> tuple[Cell, ...]:
        if self.table.ruleset.levels[name].per_record is None:
            return self._level(self.decision.levels[name])
        each = [(one.record, self._level(one)) for one in self.decision.levels_each.get(name, ())]
        return self._each(each, len(_OF_LEVELS))

    def _level(self, one: LevelOutcome) -> tuple[Cell, ...]:
        said = self.table.said
        own = None if one.own_assessment is None else one.own_assessment.step
        because = self._reasons(one.for_) or said("no rule points")
        against = _joined(f"{rule} ({number + 1})" for rule, _, number in one.against)
        return (said(one.least), said(one.worst), one.exact, own, because, against)

    def action(self, name: str) -> tuple[Cell, ...]:
        group = self.decision.actions.get(name)
        if group is None:
            return (None,) * len(_OF_ACTIONS)
        if self.table.ruleset.actions[name].per_record is None:
            return self._action(group.each[0])
        return self._each([(one.record, self._action(one)) for one in group.each], len(_OF_ACTIONS))

    def _action(self, one: ActionOutcome) -> tuple[Cell, ...]:
        said, due, settle = self.table.said, one.deadline, one.decide_whether
        duties = (*one.obligations, *(() if settle is None else (settle,)))
        bans = [ban for ban in (one.ban, one.advised_against) if ban is not None]
        rules = dict.fromkeys(ref for part in (*duties, *bans) for ref in part.rules)
        return (
            None if one.modality is None else said(one.modality.value),
            None if one.certainty is None else said(one.certainty.value),
            None if due is None else due.no_later_than,
            None if due is None else due.perhaps,
            _joined(said(state.value) for state in one.states),
            None if one.ban is None else said(one.ban.certainty.value),
            None if one.advised_against is None else said(one.advised_against.certainty.value),
            None if settle is None else said(settle.certainty.value),
            _joined(f" {said('or')} ".join(blocked.names) for blocked in one.blocked_by),
            self._reasons(rules),
        )

    def _each(self, each: Sequence[tuple[int | None, tuple[Cell, ...]]], width: int) -> tuple[Cell, ...]:
        """The same columns for several records: each value behind the number of its record."""
        return tuple(
            _joined(f"{record}: {plain(cells[at])}" for record, cells in each if cells[at] is not None)
            for at in range(width)
        )

    def _reasons(self, rules: Refs) -> str | None:
        return _joined(self._reason(rule, record) for rule, record in rules)

    def _reason(self, rule: str, record: int | None) -> str:
        firing = self.firing.get((rule, record), Firing.FIRED)
        open_ = "until an exception" if firing is Firing.FIRED_UNLESS else "may apply"
        mark = "" if firing in _CERTAIN else f" ({self.table.said(open_)})"
        reason = self.table.ruleset.rules[rule].reason
        return f"{rule}{mark}: {reason}" if reason else f"{rule}{mark}"


def _joined(parts: Iterable[str]) -> str | None:
    return " | ".join(parts) or None


def mistakes_text(mistakes: Iterable[Diagnostic], lang: str) -> str:
    """Everything that is wrong with a row, in one cell."""
    each = (f"{_place(one)} {one.code.number}: {one.message(lang)} {one.help(lang)}" for one in mistakes)
    return " | ".join(each)


def _place(one: Diagnostic) -> str:
    return one.at if isinstance(one.at, str) else f"$ ({one.at.column})"


def plain(cell: Cell) -> str:
    """A value as text: an instant in UTC."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:%Y-%m-%dT%H:%M:%SZ}" if isinstance(cell, datetime) else str(cell)


def safe(cell: Cell, dialect: Dialect) -> str:
    """A value as a cell that no spreadsheet takes for a formula: what would begin one stands behind an apostrophe."""
    match cell:
        case None:
            return ""
        case bool():
            return dialect.yes if cell else dialect.no
        case int():
            return str(cell)
        case datetime():
            # WHY: a deadline that ends with its day ends a microsecond before the next; its last minute is shown.
            return f"{to_danish(cell):%d-%m-%Y %H:%M}" if dialect.danish_days else plain(cell)
        case _:
            text = line(cell)
            begins = (text.lstrip(), cell.lstrip(" "))
            return f"'{text}" if any(one.startswith(FORMULA) for one in begins) else text
