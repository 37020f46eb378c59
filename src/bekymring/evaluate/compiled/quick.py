"""A rule set as Python functions, for cases in which every fact is given as a plain value or not at all.

Takes a rule set; gives functions from a dict and the day of the moment to what was read and which rules fire or may, or None where the rule
set holds what is not compiled here. A function gives None for any case that is not of its kind.
Afterwards true: where a function gives an answer, the case is valid, and each rule stands as the reference evaluator says under strong
Kleene truth. Whoever is given None reads the case with the reference evaluator's own functions, which find every mistake.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from attrs import field

from bekymring.evaluate.compiled import nodes, sides
from bekymring.evaluate.compiled.checking import Reader
from bekymring.evaluate.compiled.found import Ladder, Quick
from bekymring.evaluate.compiled.made import Functions, Made, Written
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.sides import Sides
from bekymring.evaluate.compiled.turning import NotFollowedError, Turning
from bekymring.evaluate.compiled.written import NotCompiledError, Writer
from bekymring.evaluate.obligations import Key
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.frozen import define
from bekymring.model.ruleset import ALWAYS, Expr, Input, InputKind, OnlyWhen, PointTo, Rule, Ruleset

_MOST_RULES: Final = 10_000


def quick_of(ruleset: Ruleset) -> Quick | None:
    """The functions of a rule set; None where it holds what is not compiled here."""
    try:
        return _quick(ruleset)
    except NotCompiledError:
        return None


def _quick(ruleset: Ruleset) -> Quick:
    if ruleset.lists or len(ruleset.rules) > _MOST_RULES or not ruleset.strata:
        raise NotCompiledError
    inputs = (one for _, one in sorted(ruleset.inputs.items()))
    asked = tuple(one for one in inputs if one.kind in {InputKind.FACT, InputKind.OBSERVED})
    if not asked or not all(one.collected for one in asked):
        raise NotCompiledError
    source, other = (_Source(ruleset, asked, may_be_open=one) for one in (False, True))
    complete = source.compiler()
    if complete is None:
        raise NotCompiledError
    bits = complete.bits
    against = sum(bit for key, bit in bits.items() if ruleset.rules[key].against)
    return Quick(
        ruleset=ruleset,
        names=tuple(one.name for one in asked),
        rules=tuple(bits),
        against=against,
        ladders=tuple(_ladders(ruleset, bits, complete.writer.pointing)),
        plain=tuple(_plain(ruleset, bits)),
        complete=source.functions(),
        open_=other.functions(),
    )


@define(eq=False)
class _Source:
    """Where the functions come from: written when one of them is first used."""

    ruleset: Ruleset
    asked: tuple[Input, ...]
    may_be_open: bool
    written: list[_Compiler | None] = field(factory=list)
    """Once it is known: what wrote them, or None where there can be none."""

    def functions(self) -> Functions:
        """The function from a case to what is found; and the same in two, so that what was read can be kept."""
        whole, read, decide = (Made(partial(self._part, part)) for part in ("whole", "read", "decide"))
        return Functions(whole, read, decide, self.is_followed)

    def compiler(self) -> _Compiler | None:
        """What has written the functions."""
        # WHY: other threads may be writing too; each writes its own, and all write the same.
        if not self.written:
            made = _Compiler(self.ruleset, self.asked, self.may_be_open)
            try:
                made.write()
            except NotCompiledError:
                self.written.append(None)
            else:
                self.written.append(made)
        return self.written[0]

    def is_followed(self) -> bool:
        """Whether it is followed what undecided rules turn on."""
        made = self.compiler()
        return made is not None and (made.turning is not None or not self.may_be_open)

    def _part(self, part: str) -> Written | None:
        made = self.compiler()
        if made is None:
            return None
        return nodes.module_of(made.statements(part), ("c", "d")), made.constants.held


@define(eq=False)
class _Compiler:
    """One of the two functions: for complete cases, or for those in which facts may be open."""

    ruleset: Ruleset
    asked: tuple[Input, ...]
    may_be_open: bool
    constants: Constants = field(factory=Constants)
    bits: dict[str, int] = field(init=False)
    """By rule, its bit."""
    body: list[ast.stmt] = field(factory=list)
    reader: Reader = field(init=False)
    writer: Writer = field(init=False)
    turning: Turning | None = field(init=False, default=None)
    """None where it is not followed what undecided rules turn on."""

    @bits.default
    def _bits(self) -> dict[str, int]:
        return {key: 1 << place for place, key in enumerate(sorted(self.ruleset.rules))}

    @reader.default
    def _reader(self) -> Reader:
        return Reader(self.ruleset, self.constants, self.may_be_open)

    @writer.default
    def _writer(self) -> Writer:
        return Writer(self.ruleset, self.constants, self.reader.facts, self.body, self.may_be_open)

    def write(self) -> None:
        """Writes all statements."""
        self.reader.read(self.asked)
        if self.may_be_open:
            self.turning = Turning(self.writer, self.reader.open_bits())
        self.body += [nodes.assign(nodes.constant(0), *self._masks)]
        for key in [key for stratum in self.ruleset.strata for key in stratum]:
            self._rule(key, self.ruleset.rules[key])

    @property
    def _masks(self) -> tuple[str, ...]:
        """Sure and possible rules, and what undecided ones turn on."""
        return ("s", "p", "w") if self.may_be_open else ("s",)

    def statements(self, part: str) -> list[ast.stmt]:
        """The statements of the whole function, or of one of the two that do the same in two steps."""
        values = nodes.group(map(nodes.load, self.reader.values))
        names = (*self.reader.values, *self.reader.ends, *(("u",) if self.may_be_open else ()))
        masks = ("s", "p", "w", "u") if self.may_be_open else ("s", "s")
        found = [*map(nodes.load, masks), *([] if self.may_be_open else [_NOTHING, _NOTHING]), values]
        left = nodes.leave(nodes.group(found))
        match part:
            case "read":
                return [*self.reader.body, nodes.leave(nodes.group(map(nodes.load, names)))]
            case "decide":
                return [nodes.unpack(nodes.load("c"), names), *self.body, left]
            case _:
                return [*self.reader.body, *self.body, left]

    def _rule(self, key: str, rule: Rule) -> None:
        if rule.per_record is not None or rule.measured_on is not None:
            raise NotCompiledError
        bit = self.bits[key]
        exceptions = (*rule.unless, *(one.unless for one in rule.exceptions))
        held = [] if rule.when is None else [self.writer.truth(rule.when)]
        held += [sides.negated(self.writer.truth(one)) for one in exceptions]
        if rule.period != ALWAYS:
            in_force = nodes.call(self.constants.name(rule.period.holds_on), nodes.load("d"))
            held.insert(0, sides.one(in_force))
        conditions = (*(() if rule.when is None else (rule.when,)), *exceptions)
        self._fires(sides.all_hold(held), bit, conditions)
        self.writer.written.add(key)
        for one in rule.conclusions:
            if isinstance(one, PointTo):
                steps = self.writer.pointing.setdefault(one.level, {})
                steps[one.step] = steps.get(one.step, 0) | bit

    def _fires(self, held: Sides, bit: int, conditions: Iterable[Expr]) -> None:
        if not self.may_be_open:
            self.body.append(nodes.when(held.sure, nodes.raised("s", bit)))
        elif held.is_one:
            self.body.append(nodes.when(held.sure, nodes.raised("s", bit), nodes.raised("p", bit)))
        else:
            fires = nodes.when(held.sure, nodes.raised("s", bit), otherwise=self._turns_on(conditions))
            self.body.append(nodes.when(held.possible, nodes.raised("p", bit), fires))

    def _turns_on(self, conditions: Iterable[Expr]) -> list[ast.stmt]:
        if self.turning is None:
            return []
        try:
            return self.turning.of_rule(conditions)
        except NotFollowedError:
            self.turning = None
            return []


_NOTHING: Final = nodes.constant(0)


def _plain(ruleset: Ruleset, bits: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for key, bit in bits.items():
        rule = ruleset.rules[key]
        limited = any(isinstance(one, OnlyWhen) for one in rule.conclusions)
        if rule.period == ALWAYS and not (rule.unless or rule.exceptions or limited):
            yield key, bit


def _ladders(
    ruleset: Ruleset, bits: Mapping[str, int], pointing: Mapping[str, Mapping[str, int]]
) -> Iterator[Ladder]:
    for name, level in sorted(ruleset.levels.items()):
        scale = ruleset.scales[level.scale]
        otherwise = UNASSESSED if level.otherwise is None else scale.rank(level.otherwise)
        steps = pointing.get(name, {}).items()
        rungs = sorted(((scale.rank(step), pointers) for step, pointers in steps), reverse=True)
        held = tuple((rank, pointers, tuple(_keys(bits, pointers))) for rank, pointers in rungs)
        yield Ladder(name, otherwise, scale.names, held)


def _keys(bits: Mapping[str, int], pointers: int) -> Iterator[tuple[int, Key]]:
    for key, bit in sorted(bits.items()):
        if pointers & bit:
            yield bit, (key, None)
