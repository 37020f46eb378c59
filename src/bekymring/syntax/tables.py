"""The parser itself: the grammar made into tables, once, when a rule file is first read.

Takes: the text of the grammar.
Gives: `lexer_and_states()`, shared by all readings and threads.
Afterwards true: the grammar was accepted without a conflict; nothing of one reading is kept in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from types import SimpleNamespace

from lark import Lark

from bekymring.resources import grammar_text
from bekymring.syntax import build_declarations, build_examples, build_expressions, build_rules
from bekymring.syntax.words import Vocabulary, terminals, vocabularies


_BUILDERS = (build_expressions, build_declarations, build_rules, build_examples)


class _KeepOdd:
    """Lets the lexer hand over what no sentence of the grammar holds, so that it can be explained."""

    always_accept = ("COMMENT", "UNCLOSED", "ISO_DATE", "GLUED_NUMBER", "ODD", "WORD")

    def process(self, stream: object) -> object:
        """Leaves the stream as it is: words become keywords later, when it is known what may stand there."""
        return stream


def build_parser(*, strict: bool = False) -> Lark:
    """Makes the parser; `strict` refuses a grammar that could be read in two ways and needs interegular."""
    callbacks = SimpleNamespace(**{
        name: function
        for module in _BUILDERS
        for name, function in vars(module).items()
        if getattr(function, "__module__", "") == module.__name__ and not name.startswith("_")
    })
    return Lark(
        f"{grammar_text('bekymring.lark')}\n%declare NAME {' '.join(terminals())}\n",
        parser="lalr",
        lexer="basic",
        start="declaration",
        strict=strict,
        postlex=_KeepOdd(),
        transformer=callbacks,
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


class _Shared:
    """Holds the one parser of this process."""

    lock = Lock()
    parser: Lark | None = None
    words: Mapping[str, Vocabulary] | None = None


def shared_parser() -> Lark:
    """The parser of this process, made at the first call."""
    # WHY: making the tables takes longer than reading a rule set, and a Lark object without postlex state may be
    # shared between threads; so this is the one lazily filled holder of the package.
    with _Shared.lock:
        if _Shared.parser is None:
            _Shared.parser = build_parser()
        return _Shared.parser


def shared_vocabularies() -> Mapping[str, Vocabulary]:
    """The words of every language, read at the first call."""
    with _Shared.lock:
        if _Shared.words is None:
            _Shared.words = vocabularies()
        return _Shared.words
