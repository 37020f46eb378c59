"""The parser itself: the grammar made into tables, once, when a rule file is first read.

Takes: the text of the grammar and of the word tables.
Gives: `shared_tables()` and `shared_vocabularies()`, shared by all readings and threads.
Afterwards true: the grammar was accepted; nothing of one reading is kept in the tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from types import ModuleType
from typing import Any

from attrs import field, frozen
from lark import Lark, Token
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift

from bekymring.resources import grammar_text
from bekymring.syntax import build_actions, build_declarations, build_examples, build_expressions, build_rules
from bekymring.syntax.words import Vocabulary, terminals, vocabularies

END = "$END"
_BUILDERS: tuple[ModuleType, ...] = (
    build_expressions,
    build_declarations,
    build_actions,
    build_rules,
    build_examples,
)


@frozen(eq=False)
class Reduction:
    """What the parser does when a production is complete: how many parts it takes, and what is built of them."""

    size: int
    build: Callable[[list[Any]], Any]
    origin: str


@frozen(eq=False)
class Tables:
    """What the grammar became: a pattern for the smallest pieces, and for every state what may be read in it."""

    pattern: re.Pattern[str]
    actions: Sequence[Mapping[str, int | Reduction]] = field(repr=False)
    """By state and terminal: the next state, or a production that is complete."""
    gotos: Sequence[Mapping[str, int]] = field(repr=False)
    """By state and production: the next state."""
    start: int
    end: int


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


class _Builders:
    """The functions that build the document, by the name of their production."""

    def __init__(self) -> None:
        for module in _BUILDERS:
            for name, function in vars(module).items():
                if not name.startswith("_") and getattr(function, "__module__", "") == module.__name__:
                    setattr(self, name, function)


def build_lark(*, strict: bool = False) -> Lark:
    """Reads the grammar; `strict` refuses one that could be read in two ways and needs interegular."""
    return Lark(
        f"{grammar_text('bekymring.lark')}\n%declare NAME {' '.join(terminals())}\n",
        parser="lalr",
        lexer="basic" if strict else _NoLexer,
        start="declaration",
        strict=strict,
        postlex=_KeepOdd(),
        transformer=_Builders(),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def tables_of(lark: Lark) -> Tables:
    """The tables of a grammar, in the form that reading walks through."""
    conf = lark.parse_interactive("").parser_state.parse_conf
    # WHY: str() because Lark's names are tokens, which compare slowly.
    callbacks: Mapping[Any, Any] = conf.callbacks
    reductions: dict[Any, Reduction] = {
        rule: Reduction(len(rule.expansion), build, str(rule.origin.name))
        for rule, build in callbacks.items()
    }
    actions: list[dict[str, int | Reduction]] = []
    gotos: list[dict[str, int]] = []
    for number in range(len(conf.states)):
        known = conf.states[number]
        actions.append(
            {
                str(name): argument if action is Shift else reductions[argument]
                for name, (action, argument) in known.items()
                if name.isupper()
            }
        )
        gotos.append({str(name): argument for name, (_, argument) in known.items() if not name.isupper()})
    ordered = sorted(lark.terminals, key=lambda one: -one.priority)
    pattern = "|".join(f"(?P<{one.name}>{one.pattern.to_regexp()})" for one in ordered)
    return Tables(re.compile(pattern), tuple(actions), tuple(gotos), conf.start_state, conf.end_state)


class _Shared:
    """Holds the tables of this process."""

    lock = Lock()
    tables: Tables | None = None
    words: Mapping[str, Vocabulary] | None = None


# WHY: making the tables takes longer than reading a rule set, and they are never changed; so this is the one lazily
# filled holder of the package.
def shared_tables() -> Tables:
    """The tables of this process, made at the first call."""
    with _Shared.lock:
        if _Shared.tables is None:
            _Shared.tables = tables_of(build_lark())
        return _Shared.tables


def shared_vocabularies() -> Mapping[str, Vocabulary]:
    """The words of every language, read at the first call."""
    with _Shared.lock:
        if _Shared.words is None:
            _Shared.words = vocabularies()
        return _Shared.words
