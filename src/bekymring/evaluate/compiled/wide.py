"""The function of a rule set with records, with assessments, sets or instants, or that is told in other forms than plain values.

Takes a rule set; gives a function from a dict, the day and the instant of the moment to which rules fire or may, for each record, or None for
a case with a mistake. Afterwards true: where it gives an answer the case is valid, and each rule that it speaks of stands as the reference
evaluator says under strong Kleene truth; rules that it does not speak of are left to the reference evaluator's functions.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from attrs import field

from bekymring.case import Answer, Case, RecordAnswers
from bekymring.case.answers import NO_ANSWER_ABOUT_RECORDS
from bekymring.decision import LevelOutcome
from bekymring.evaluate.compiled import nodes
from bekymring.evaluate.compiled.answers import MOST_INPUTS, Form, Listed, Lists, own_level
from bekymring.evaluate.compiled.checking import NOT_THERE, Days
from bekymring.evaluate.compiled.found import FIRED, NOT_MET, POSSIBLE, answer_of
from bekymring.evaluate.compiled.made import Functions, Made, Written
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.page import Asked
from bekymring.evaluate.compiled.spoken import Speaker
from bekymring.evaluate.compiled.written import NotCompiledError
from bekymring.evaluate.expressions import Fired
from bekymring.evaluate.obligations import Key
from bekymring.evaluate.outline import Outline
from bekymring.frozen import define
from bekymring.model.ruleset import ALWAYS, Input, InputKind, OnlyWhen, Rule, Ruleset
from bekymring.model.types import Choice, Day, Number, OnScale, YesNo

_MOST_RULES: Final = 2_000
_PLAIN: Final = frozenset({InputKind.FACT, InputKind.OBSERVED})


@define(eq=False)
class Wide:
    """The function of a rule set, and what its answers mean."""

    ruleset: Ruleset = field(repr=False)
    names: tuple[str, ...]
    """The inputs and the lists, in the order of the answers."""
    inputs: int
    """So many of them are inputs."""
    plain: tuple[tuple[str, int], ...]
    """Rules read once that have conditions and nothing else that decides whether they fire, with their bits."""
    each: tuple[tuple[str, int], ...]
    """The same of rules that are read for each record, with their places."""
    once: tuple[tuple[str, int], ...]
    """All that it speaks of and that are read once, with their bits."""
    every: tuple[tuple[str, int], ...]
    """All that it speaks of and that are read for each record, with their places."""
    left: frozenset[str]
    """The rules that the function does not speak of."""
    complete: Functions = field(repr=False)
    open_: Functions = field(repr=False)

    @staticmethod
    def given(day: date, instant: datetime) -> object:
        """What the function is given of a moment."""
        return day, instant

    def run(self, case: object, on: object) -> Any:
        """What is found in a case; None for one with a mistake."""
        return self.open_.whole.run(case, on)

    def case(self, answers: tuple[object, ...]) -> Case:
        """The case as the reference evaluator's own functions read it."""
        asked = self.ruleset.inputs
        facts = zip(self.names[: self.inputs], answers, strict=False)
        lists = zip(self.names[self.inputs :], answers[self.inputs :], strict=True)
        return Case(
            {
                name: one if isinstance(one, Answer) else answer_of(asked[name].type_, one)
                for name, one in facts
                if one is not NOT_THERE
            },
            {
                name: one
                for name, one in lists
                if isinstance(one, RecordAnswers) and one is not NO_ANSWER_ABOUT_RECORDS
            },
        )

    def settled(self, found: Any) -> dict[tuple[str, int | None], Fired]:
        """What became of the plain rules."""
        sure, possible, *_ = found
        records = found[5]
        return {
            **{(key, None): _stands(sure, possible, bit) for key, bit in self.plain},
            **{
                (key, number): _stands(records[place][0], records[place][1], 1 << number)
                for key, place in self.each
                for number in range(records[place][1].bit_length())
            },
        }

    def fires(self, found: Any) -> tuple[frozenset[Key], frozenset[Key]]:
        """The rules that it speaks of that surely fire, and those that possibly do, with the record."""
        sure, possible, *_ = found
        once = [(sure, possible, key, bit, None) for key, bit in self.once]
        each = [
            (*found[5][place], key, 1 << number, number or None)
            for key, place in self.every
            for number in range(found[5][place][1].bit_length())
        ]
        fires = ((key, number) for held, _, key, bit, number in (*once, *each) if held & bit)
        may = ((key, number) for held, able, key, bit, number in (*once, *each) if able & ~held & bit)
        return frozenset(fires), frozenset(may)

    def levels(self, _: object) -> dict[str, LevelOutcome] | None:
        """Levels are worked out with the rest."""
        return None

    def outline(self, _: object) -> Outline | None:
        """So is the outline."""
        return None


def _stands(sure: int, possible: int, bit: int) -> Fired:
    return FIRED if sure & bit else POSSIBLE if possible & bit else NOT_MET


def _nothing() -> None:
    return None


def _is_not() -> bool:
    return False


def wide_of(ruleset: Ruleset) -> Wide | None:
    """The function of a rule set; None where nothing of it can be compiled."""
    collected = [one for _, one in sorted(ruleset.inputs.items()) if _may_be_told(one)]
    if len(ruleset.inputs) > MOST_INPUTS or len(ruleset.rules) > _MOST_RULES or not ruleset.strata:
        return None
    source = _Source(ruleset, tuple(collected))
    compiler = source.compiler()
    if compiler is None or not compiler.speaker.written:
        return None
    rules, spoken = ruleset.rules, compiler.speaker.written
    plain = [key for key in sorted(spoken) if _is_plain(rules[key])]
    return Wide(
        ruleset=ruleset,
        names=(*(one.name for one in collected), *ruleset.lists),
        inputs=len(collected),
        plain=tuple((key, compiler.once[key]) for key in plain if key in compiler.once),
        each=tuple((key, compiler.each[key]) for key in plain if key in compiler.each),
        once=tuple((key, bit) for key, bit in compiler.once.items() if key in spoken),
        every=tuple((key, place) for key, place in compiler.each.items() if key in spoken),
        left=frozenset(rules) - spoken,
        complete=Functions(Made(_nothing), Made(_nothing), Made(_nothing), _is_not),
        open_=source.functions(),
    )


def _may_be_told(asked: Input) -> bool:
    return asked.collected and not (asked.kind is InputKind.PARAMETER and asked.setting is not None)


def _is_plain(rule: Rule) -> bool:
    limited = any(isinstance(one, OnlyWhen) for one in rule.conclusions)
    return rule.period == ALWAYS and not (rule.unless or rule.exceptions or limited)


@define(eq=False)
class _Source:
    """Where the functions come from."""

    ruleset: Ruleset
    asked: tuple[Input, ...]
    written: list[_Compiler] = field(factory=list)

    def compiler(self) -> _Compiler | None:
        """What has written the functions."""
        if not self.written:
            made = _Compiler(self.ruleset, self.asked)
            made.write()
            self.written.append(made)
        return self.written[0]

    def functions(self) -> Functions:
        """The function from a case to what is found; and the same in two."""
        whole, read, decide = (Made(partial(self._part, part)) for part in ("whole", "read", "decide"))
        return Functions(whole, read, decide, _is_not)

    def _part(self, part: str) -> Written | None:
        made = self.compiler()
        return (
            None
            if made is None
            else (nodes.module_of(made.statements(part), ("c", "d")), made.constants.held)
        )


@define(eq=False)
class _Compiler:
    """Writes the statements."""

    ruleset: Ruleset
    asked: tuple[Input, ...]
    constants: Constants = field(factory=Constants)
    once: dict[str, int] = field(init=False)
    each: dict[str, int] = field(init=False)
    reading: list[ast.stmt] = field(factory=list)
    held: dict[str, Asked] = field(factory=dict)
    values: list[str] = field(factory=list)
    """The numbered names of the answers."""
    ends: list[str] = field(factory=list)
    """Those of their ends."""
    days: Days = field(factory=Days)
    speaker: Speaker = field(init=False)

    @once.default
    def _once(self) -> dict[str, int]:
        keys = (key for key, rule in sorted(self.ruleset.rules.items()) if rule.per_record is None)
        return {key: 1 << place for place, key in enumerate(keys)}

    @each.default
    def _each(self) -> dict[str, int]:
        keys = (key for key, rule in sorted(self.ruleset.rules.items()) if rule.per_record is not None)
        return {key: place for place, key in enumerate(keys)}

    @speaker.default
    def _speaker(self) -> Speaker:
        rows = {name: f"r{place}" for place, name in enumerate(self.ruleset.lists)}
        return Speaker(self.ruleset, self.constants, self.held, rows, self.once, self.each)

    def write(self) -> None:
        """Writes all statements."""
        self._read()
        for stratum in self.ruleset.strata:
            for key in stratum:
                try:
                    self.speaker.rule(key)
                except NotCompiledError:
                    continue

    def statements(self, part: str) -> list[ast.stmt]:
        """The statements of the whole function, or of one of the two that do the same in two steps."""
        names = (*self.values, *self.ends, "u", "t")
        each = [nodes.group((nodes.load(f"s{one}"), nodes.load(f"p{one}"))) for one in self.each.values()]
        answers = nodes.group(map(nodes.load, self.values))
        found = (
            nodes.load("s"),
            nodes.load("p"),
            nodes.constant(0),
            nodes.load("u"),
            answers,
            nodes.group(each),
        )
        decided = [*self._before(), *self.speaker.top, nodes.leave(nodes.group(found))]
        match part:
            case "read":
                return [*self.reading, nodes.leave(nodes.group(map(nodes.load, names)))]
            case "decide":
                return [nodes.unpack(nodes.load("c"), names), *decided]
            case _:
                return [*self.reading, *decided]

    def _before(self) -> Iterator[ast.stmt]:
        """The moment, the rows, and nothing found yet."""
        yield nodes.unpack(nodes.load("d"), ("d", "m"))
        lists = tuple(self.ruleset.lists)
        if lists:
            held = nodes.group(map(nodes.load, self.values[len(self.asked) :]))
            rows = nodes.call(self.constants.name(Lists(self.ruleset, lists)), held, nodes.load("m"))
            yield nodes.unpack(rows, self.speaker.rows.values())
        each = (f"{letter}{number}" for number in self.each.values() for letter in "sp")
        yield nodes.assign(nodes.constant(0), "s", "p", *each)

    # --- reading ----------------------------------------------------------------------------------------

    def _read(self) -> None:
        names = (*(one.name for one in self.asked), *self.ruleset.lists)
        marks = self.constants.name(dict.fromkeys(names, NOT_THERE))
        self.reading.append(nodes.assign(ast.BinOp(marks, ast.BitOr(), nodes.load("c")), "c"))
        self.reading.append(nodes.assign(nodes.constant(0), "u", "t"))
        length = nodes.call(self.constants.name(len), nodes.load("c"))
        self.reading.append(_left_if(nodes.compare(length, ast.NotEq(), nodes.constant(len(names)))))
        for asked in self.asked:
            self._input(asked)
        for name in self.ruleset.lists:
            [value] = self._value()
            written = nodes.item(nodes.load("c"), nodes.constant(name))
            self.reading.append(
                nodes.assign(nodes.call(self.constants.name(Listed(self.ruleset, name)), written), value)
            )
            self.reading.append(_left_if(nodes.compare(nodes.load(value), ast.Is(), nodes.constant(None))))

    def _value(self) -> tuple[str]:
        name = f"v{len(self.values)}"
        self.values.append(name)
        return (name,)

    def _input(self, asked: Input) -> None:
        bit, [value] = 1 << len(self.values), self._value()
        form = Form(self.ruleset, asked, bit)
        ends = tuple(f"{letter}{len(self.values) - 1}" for letter in "lh"[: form.width])
        self.ends += ends
        self.held[asked.name] = Asked(asked.type_, ends, bit)
        self.reading.append(nodes.assign(nodes.item(nodes.load("c"), nodes.constant(asked.name)), value))
        opened = self._is_open(form, value, ends, otherwise=self._in_a_form(form, asked, value, ends))
        known = self._known(asked, value, ends) if asked.kind in _PLAIN else None
        self.reading.append(opened if known is None else nodes.when(known[0], *known[1], otherwise=[opened]))

    def _is_open(
        self, form: Form, value: str, ends: tuple[str, ...], *, otherwise: list[ast.stmt]
    ) -> ast.stmt:
        held, there = form.open_
        marks = (nodes.constant(None), self.constants.name(NOT_THERE))
        is_open = nodes.some_hold(nodes.compare(nodes.load(value), ast.Is(), mark) for mark in marks)
        opened = [nodes.assign(self.constants.name(end), name) for end, name in zip(held, ends, strict=True)]
        opened.append(nodes.raised("u", form.bit))
        if not there:
            opened.append(nodes.raised("t", form.bit))
        return nodes.when(is_open, *opened, otherwise=otherwise)

    def _in_a_form(self, form: Form, asked: Input, value: str, ends: tuple[str, ...]) -> list[ast.stmt]:
        read = nodes.assign(nodes.call(self.constants.name(form), nodes.load(value)), "x")
        wrong = nodes.compare(nodes.load("x"), ast.Is(), nodes.constant(None))
        if asked.kind is InputKind.OWN_LEVEL:
            wrong = nodes.some_hold((wrong, nodes.call(self.constants.name(own_level), nodes.load("x"))))
        taken = nodes.unpack(nodes.load("x"), (value, *ends, "y", "z"))
        bits = [nodes.joined(name, nodes.load(more)) for name, more in (("u", "y"), ("t", "z"))]
        return [read, _left_if(wrong), taken, *bits]

    def _known(
        self, asked: Input, value: str, ends: tuple[str, ...]
    ) -> tuple[ast.expr, list[ast.stmt]] | None:
        """Whether it is a plain value as it should be, and then its ends; None where values of the type are read in their form."""
        held, type_ = nodes.load(value), asked.type_
        match type_:
            case YesNo():
                is_right = nodes.some_hold(
                    nodes.compare(held, ast.Is(), one) for one in (nodes.yes(), nodes.no())
                )
                options: Mapping[object, object] = {one: frozenset({one}) for one in (True, False)}
            case Choice() | OnScale():
                names = type_.names if isinstance(type_, Choice) else self.ruleset.scales[type_.scale].names
                options = {one: frozenset({one}) for one in names}
                is_right = nodes.all_hold(
                    (
                        self._is_a(held, str),
                        nodes.compare(held, ast.In(), self.constants.name(frozenset(names))),
                    )
                )
            case Number(low=low, high=high):
                least, largest = self.constants.number(low), self.constants.number(high)
                is_right = nodes.all_hold(
                    (self._is_a(held, int), nodes.chain(ast.LtE(), least, held, largest))
                )
                return is_right, [nodes.assign(held, *ends)]
            case Day():
                day = nodes.item(self.constants.name(self.days), held)
                wrong = _left_if(nodes.compare(nodes.load(ends[0]), ast.Is(), nodes.constant(None)))
                return self._is_a(held, str), [nodes.assign(day, *ends, value), wrong]
            case _:
                return None
        return is_right, [nodes.assign(nodes.item(self.constants.name(options), held), *ends)]

    def _is_a(self, held: ast.expr, kind: type) -> ast.expr:
        return nodes.compare(nodes.call(self.constants.name(type), held), ast.Is(), self.constants.name(kind))


_LEFT: Final = nodes.leave(nodes.constant(None))


def _left_if(wrong: ast.expr) -> ast.stmt:
    return nodes.when(wrong, _LEFT)
