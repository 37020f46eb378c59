"""The file beside the answers that says what they are answers to, and how far they are whole.

Takes what a job is about and its state; gives JSON, written whole or not at all, and reads it back.
Afterwards true: the answers are whole up to the place that the last journal names, whatever happened after it.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from attrs import field, frozen

from bekymring.batch.errors import BatchError
from bekymring.batch.lines import Place
from bekymring.batch.totals import Totals
from bekymring.report.clean import escaped

Opener = Callable[[Path, str], BinaryIO]
"""Opens a file, as `open` does with a mode for bytes."""
KIND: Final = "bekymring.batch"
FORM: Final = 1
SUFFIX: Final = ".run.json"

_CALLED: Final = {
    "program": ("programmet", "the program"),
    "ruleset": ("reglerne", "the rules"),
    "purpose": ("formålet", "the purpose"),
    "moment": ("tidspunktet", "the moment"),
    "input": ("sagernes form eller kolonner", "the form or the columns of the cases"),
    "output": ("svarenes form", "the form of the answers"),
    "lang": ("sproget", "the language"),
}


@frozen
class State:
    """How far a job has come."""

    place: Place = Place()
    """How far the cases were read."""
    written: int = 0
    """Bytes, or parts, of the answers."""
    totals: Totals = Totals()
    complete: bool = False


@frozen
class Journal:
    """The journal of a job: what it is about, and where it is kept."""

    output: Path
    about: Mapping[str, object] = field(repr=False)
    opener: Opener = field(repr=False)

    @property
    def path(self) -> Path:
        """The file beside the answers."""
        return journal_path(self.output)

    def write(self, state: State) -> None:
        """Writes how far the job has come, whole or not at all."""
        place = state.place
        # WHY: what tells whether the same cases are read again is dropped when nobody needs it any more.
        reading = {} if state.complete else {"lines": place.lines, "fingerprint": place.fingerprint}
        data = {
            "kind": KIND,
            "form": FORM,
            **self.about,
            "complete": state.complete,
            "read": {"amount": place.read, **reading},
            "written": state.written,
            "totals": state.totals.stored(),
        }
        text = escaped(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))
        neighbour = self.path.with_name(f".{self.path.name}.new")
        try:
            with self.opener(neighbour, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            neighbour.replace(self.path)
            keep_names(self.path.parent)
        except BaseException:
            neighbour.unlink(missing_ok=True)
            raise

    def read(self) -> State:
        """The state that was written. Raises BatchError where there is none, or it is that of another job."""
        data = _data(self.path)
        for name, called in _CALLED.items():
            if data.get(name) != self.about.get(name):
                raise _another(self.output, called)
        try:
            amount = data["read"]
            place = Place(amount["amount"], amount.get("lines", 0), amount.get("fingerprint", ""))
            return State(place, data["written"], Totals.of_stored(data["totals"]), data["complete"] is True)
        except (KeyError, TypeError, ValueError):
            raise _unreadable(self.path) from None


def keep_names(folder: Path) -> None:
    """Makes the names of files in a folder safe on the disk, where the system can."""
    # WHY: a file that is safe and a name that is not are a loss all the same when the power goes.
    flag = getattr(os, "O_DIRECTORY", None)
    if flag is None:
        return
    opened = os.open(folder, os.O_RDONLY | flag)
    try:
        os.fsync(opened)
    except OSError as error:
        # WHY: some file systems keep names by themselves and refuse to be asked.
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(opened)


def journal_path(output: Path) -> Path:
    """Where the journal of some answers lies."""
    return output.with_name(f"{output.name}{SUFFIX}")


def _data(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise BatchError(
            f"Der er intet at fortsætte: {path} findes ikke. Kør uden --resume.",
            f"There is nothing to go on with: {path} does not exist. Run without --resume.",
        ) from None
    except ValueError:
        raise _unreadable(path) from None
    if not isinstance(data, dict) or data.get("kind") != KIND or data.get("form") != FORM:
        raise _unreadable(path)
    return data


def _unreadable(path: Path) -> BatchError:
    return BatchError(
        f"{path} er ikke skrevet af denne udgave af bekymring. Slet den og svarene, og kør igen.",
        f"{path} was not written by this version of bekymring. Delete it and the answers, and run again.",
    )


def _another(output: Path, called: tuple[str, str]) -> BatchError:
    return BatchError(
        f"{output} er begyndt med noget andet: {called[0]} er ikke det samme. Kør, som det blev begyndt, eller vælg et andet navn.",
        f"{output} was begun with something else: {called[1]} is not the same. Run as it was begun, or choose another name.",
    )
