"""The grammar worked out: what may be read in every state, and what each production takes, as plain data.

Takes: the text of the grammar and the names of the keywords.
Gives: the data that `tables.py` reads with; `python -m bekymring.syntax.grammar` prints it, which is `grammar/tables.json`.
Afterwards true: the grammar is read in one way; the same grammar gives the same text, whatever machine worked it out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lark import Lark, Token
from lark.grammar import Rule
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from bekymring.syntax.words import hash_of_grammar, vocabulary, whole_grammar

START = "declaration"
Row = Mapping[str, tuple[Any, Any]]
"""What Lark does in one state, by symbol: an action and where it leads."""


class _KeepOdd:
    """Keeps the terminals that no sentence of the grammar holds, so that what they find can be explained."""

    always_accept = ("COMMENT", "UNCLOSED", "ISO_DATE", "GLUED_NUMBER", "DOTTED_PERCENT", "ODD", "WORD")

    def process(self, stream: object) -> object:
        """Leaves the stream as it is."""
        return stream


class _NoLexer(Lexer):
    """Stands where Lark would make a lexer, which the tables do not need and which takes as long as a third of them."""

    def __init__(self, _conf: object) -> None:
        super().__init__()

    def lex(self, _lexer_state: object, _parser_state: object) -> Iterator[Token]:
        """Reads nothing: `lex.py` finds the pieces."""
        return iter(())


def build_lark(grammar: str, *, strict: bool = False) -> Lark:
    """Reads the grammar; `strict` refuses one that could be read in two ways and needs interegular."""
    return Lark(
        grammar,
        parser="lalr",
        lexer="basic" if strict else _NoLexer,
        start=START,
        strict=strict,
        postlex=_KeepOdd(),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def worked_out(grammar: str) -> dict[str, Any]:
    """What `grammar/tables.json` says of a grammar."""
    lark = build_lark(grammar)
    conf = lark.parse_interactive("").parser_state.parse_conf
    productions = sorted(lark.rules, key=_spelled)
    order = _order(conf.states, conf.start_state)
    numbers = {state: number for number, state in enumerate(order)}
    places = {rule: place for place, rule in enumerate(productions)}
    sets: dict[str, int] = {}
    states = [_state(conf.states[state], numbers, places, sets) for state in order]
    return {
        "grammar": hash_of_grammar(grammar),
        "pattern": _pattern(lark),
        "end": numbers[conf.end_state],
        "productions": [_production(rule) for rule in productions],
        "sets": list(sets),
        "states": states,
    }


def as_text(data: Mapping[str, Any]) -> str:
    """The data as JSON, a line for each production, set and state, so that a change of the grammar can be read off it."""
    parts = (f"{json.dumps(key)}: {_written(value)}" for key, value in data.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _written(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(json.dumps(one, separators=(",", ":")) for one in value) + "\n]"


def _spelled(rule: Rule) -> tuple[str, list[str], str]:
    return str(rule.origin.name), [str(symbol.name) for symbol in rule.expansion], rule.alias or ""


def _production(rule: Rule) -> list[Any]:
    """What it makes, of how many parts, by which builder, and which of its parts are lists that go on in its own.

    A builder of no name passes the only part on; one that begins with »_« makes a list.
    """
    origin, symbols, alias = _spelled(rule)
    passes = rule.options.expand1 and not alias
    if not symbols:
        raise ValueError(f"{origin} takes no part, and a builder asks where its parts stand")
    if passes and len(symbols) != 1:
        raise ValueError(f"{origin} passes on one part and has {len(symbols)}: {' '.join(symbols)}")
    lists = [place for place, name in enumerate(symbols) if name.startswith("_")]
    return [origin, len(symbols), "" if passes else alias or origin, lists]


def _order(states: Mapping[Any, Row], start: Any) -> Sequence[Any]:
    """The states in the order in which they are reached. Lark's own numbers may differ from one run to the next."""
    known = {start: None}
    waiting = [start]
    for state in waiting:
        for _, (action, onward) in sorted(states[state].items()):
            if action is Shift and onward not in known:
                known[onward] = None
                waiting.append(onward)
    return waiting


def _state(
    row: Row, numbers: Mapping[Any, int], places: Mapping[Rule, int], sets: dict[str, int]
) -> list[Any]:
    """Where terminals lead, which productions are complete before which set of them, and where productions lead."""
    onward = {
        str(name): numbers[argument] for name, (action, argument) in sorted(row.items()) if action is Shift
    }
    complete: dict[int, list[str]] = {}
    for name, (action, argument) in sorted(row.items()):
        if action is not Shift:
            complete.setdefault(places[argument], []).append(str(name))
    reductions = [
        [place, sets.setdefault(" ".join(names), len(sets))] for place, names in sorted(complete.items())
    ]
    terminals = {name: state for name, state in onward.items() if name.isupper()}
    return [terminals, reductions, {name: state for name, state in onward.items() if name not in terminals}]


def _pattern(lark: Lark) -> str:
    ordered = sorted(lark.terminals, key=lambda one: -one.priority)
    return "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in ordered)


if __name__ == "__main__":
    sys.stdout.write(as_text(worked_out(whole_grammar(vocabulary("da")))))
