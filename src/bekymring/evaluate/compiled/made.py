"""Functions that are made of syntax trees: walked at first, compiled once they are used often.

Takes modules of one function each; gives what the function gives. Afterwards true: walked or compiled, the answer is the same.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import field

from bekymring.evaluate.compiled import nodes
from bekymring.evaluate.compiled.walking import walked
from bekymring.frozen import define, frozen

_OFTEN: Final = 3
"""From so many cases on, compiling pays."""


Written = tuple[ast.Module, Mapping[str, object]]
"""A module of one function, and its constants."""


@define(eq=False)
class Made:
    """One function; where none can be written, it gives None for every case."""

    write: Callable[[], Written | None] = field(repr=False)
    uses: int = 0
    """How often it was used, about: other threads may be counting too."""
    run: Callable[..., Any] = field(init=False, repr=False)

    @run.default
    def _run(self) -> Callable[..., Any]:
        return self._first

    def _first(self, *given: object) -> object:
        self.uses += 1
        if self.uses < _OFTEN:
            written = self.write()
            return None if written is None else walked(*written, given)
        return self.compiled()(*given)

    def compiled(self) -> Callable[..., Any]:
        """The function, compiled."""
        if self.run == self._first:
            written = self.write()
            self.run = _nothing if written is None else nodes.function_of(*written)
        return self.run


def _nothing(*_: object) -> None:
    return None


@frozen(eq=False)
class Functions:
    """From a case to what is found; and the same in two steps, so that what was read can be kept."""

    whole: Made
    read: Made
    decide: Made
    is_followed: Callable[[], bool]
    """Whether it is followed what undecided rules turn on."""
