"""The parser itself: what may be read in every state, and what is built of a production that is complete.

Takes: `grammar/tables.json`, or the grammar itself where that file was not made of it.
Gives: `shared_tables()` and `shared_vocabularies()`, shared by all readings and threads.
Afterwards true: the tables are those of the grammar as it stands; nothing of one reading is kept in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from types import ModuleType
from typing import Any

from attrs import field

from bekymring.frozen import frozen
from bekymring.resources import grammar_text
from bekymring.syntax import build_actions, build_declarations, build_examples, build_expressions, build_rules
from bekymring.syntax.words import Vocabulary, hash_of_grammar, vocabularies, whole_grammar

END = "$END"
START_STATE = 0
_BUILDERS: tuple[ModuleType, ...] = (
    build_expressions,
    build_declarations,
    build_actions,
    build_rules,
    build_examples,
)
Build = Callable[[list[Any]], Any]
Production = tuple[int, str, Build | None]


@frozen(eq=False)
class Tables:
    """What the grammar became: a pattern for the smallest pieces, and for every state what may be read in it."""

    pattern: re.Pattern[str]
    actions: Sequence[Mapping[str, int]] = field(repr=False)
    """By state and terminal: the next state; or, below nought, `~place` of a production that is complete."""
    gotos: Sequence[Mapping[str, int]] = field(repr=False)
    """By state and production: the next state."""
    productions: Sequence[Production] = field(repr=False)
    """How many parts a production takes, its name, and what is built of them; nothing is built of an only part."""
    end: int
    pieces: re.Pattern[str] = field(init=False, repr=False)
    """The pattern with the blanks before a piece, so that blanks are no pieces of their own."""
    settled: Sequence[Production | None] = field(init=False, repr=False)
    """By state: the production that is complete there whatever comes next."""

    @pieces.default
    def _pieces(self) -> re.Pattern[str]:
        # WHY: what is left at the end of the text is blanks or nothing; without the last part they would be tried from every place.
        return re.compile(rf"[ \t\r\n]*+(?:{self.pattern.pattern}|\Z)")

    @settled.default
    def _settled(self) -> Sequence[Production | None]:
        return tuple(self._complete(row) for row in self.actions)

    def _complete(self, row: Mapping[str, int]) -> Production | None:
        found = set(row.values())
        place = found.pop() if len(found) == 1 else 0
        # WHY: a declaration is at its end only where its text is.
        return self.productions[~place] if place < 0 and row.keys() != {END} else None


def builders() -> Mapping[str, Build]:
    """The functions that build the document, by the name of their production."""
    return {
        name: function
        for module in _BUILDERS
        for name, function in vars(module).items()
        if not name.startswith("_") and getattr(function, "__module__", "") == module.__name__
    }


def tables_of(data: Mapping[str, Any]) -> Tables:
    """The tables in the form that reading walks through; `data` is what `grammar.py` works out."""
    known = builders()
    sets = [names.split(" ") for names in data["sets"]]
    actions: list[Mapping[str, int]] = []
    for terminals, complete, _ in data["states"]:
        row = dict(terminals)
        for place, names in complete:
            row.update(dict.fromkeys(sets[names], ~place))
        actions.append(row)
    return Tables(
        re.compile(data["pattern"]),
        tuple(actions),
        tuple(gotos for _, _, gotos in data["states"]),
        tuple(
            (size, origin, _build(name, places, known)) for origin, size, name, places in data["productions"]
        ),
        data["end"],
    )


def _build(name: str, places: Sequence[int], known: Mapping[str, Build]) -> Build | None:
    """What is built of a production; parts that are lists go on in the list of parts."""
    if not name:
        return None
    build = _listed if name.startswith("_") else known[name]
    if not places:
        return build
    first, lists = places[0], frozenset(places)

    def spliced(parts: list[Any]) -> Any:
        # WHY: a list that comes first is gone on with and not copied, so that a long list costs no more a part.
        whole: list[Any] = parts[0] if first == 0 else parts[:first]
        for place in range(first or 1, len(parts)):
            if place in lists:
                whole += parts[place]
            else:
                whole.append(parts[place])
        return build(whole)

    return spliced


def _listed(parts: list[Any]) -> list[Any]:
    return parts


def tables_for(grammar: str) -> Mapping[str, Any]:
    """The tables that lie beside the grammar, if they were made of it; else they are worked out now."""
    stored: dict[str, Any] = json.loads(grammar_text("tables.json"))
    if stored["grammar"] == hash_of_grammar(grammar):
        return stored
    # WHY: only somebody who changes the grammar gets here, so nobody else pays for lark.
    from bekymring.syntax.grammar import worked_out

    return worked_out(grammar)


class _Shared:
    """Holds the tables of this process."""

    lock = Lock()
    tables: Tables | None = None
    words: Mapping[str, Vocabulary] | None = None


# WHY: making the tables takes longer than reading a rule set, and they are never changed; so this is the one lazily
# filled holder of the package.
def shared_tables() -> Tables:
    """The tables of this process, made at the first call."""
    grammar = "" if _Shared.tables else whole_grammar(shared_vocabularies()["da"])
    with _Shared.lock:
        if _Shared.tables is None:
            _Shared.tables = tables_of(tables_for(grammar))
        return _Shared.tables


def shared_vocabularies() -> Mapping[str, Vocabulary]:
    """The words of every language, read at the first call."""
    with _Shared.lock:
        if _Shared.words is None:
            _Shared.words = vocabularies()
        return _Shared.words
