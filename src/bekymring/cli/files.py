"""Reading and writing of files for the verbs: every failing system call becomes one plain sentence and a status."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from bekymring.api.files import regular_bytes
from bekymring.calendar_dk import CalendarError, parse_iso_date, parse_iso_instant
from bekymring.cli.screen import put, shown
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import WORDS, say

CASE_LIMIT = 1 << 20
RECORD_LIMIT = 1 << 26
"""A record holds its case and everything that was said about it."""


def read_case_bytes(path: str, lang: str) -> bytes:
    """The bytes of a case file, or of standard input for `-`; at most one byte over the limit is read."""
    if path != "-":
        return read_file(Path(path), lang)
    try:
        # WHY: a program may be started without any standard input at all.
        return sys.stdin.buffer.read(CASE_LIMIT + 1) if sys.stdin is not None else b""
    except (OSError, ValueError):
        raise Stop(Status.UNREADABLE, say("no_input", lang)) from None


def read_file(path: Path, lang: str, *, limit: int = CASE_LIMIT) -> bytes:
    """The bytes of a regular file, opened without waiting, at most one byte over the limit."""
    if not path.parts or "\0" in str(path):
        raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(str(path)) or "»«"))
    try:
        content = regular_bytes(path, limit=limit)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error, lang) from None
    if content is None:
        why = say("not_regular", lang)
        raise Stop(Status.UNREADABLE, say("not_readable", lang, path=shown(str(path)), why=why))
    return content


def _unreadable(path: Path, error: Exception, lang: str) -> Stop:
    name = shown(str(path))
    if isinstance(error, FileNotFoundError):
        return Stop(Status.UNREADABLE, say("not_found", lang, path=name))
    if isinstance(error, IsADirectoryError):
        return Stop(Status.UNREADABLE, say("is_folder", lang, path=name))
    return Stop(Status.UNREADABLE, say("not_readable", lang, path=name, why=why_not(error, lang)))


def why_not(error: Exception, lang: str) -> str:
    """What the system said of a failing call, in the words of the language where they are known."""
    name = errno.errorcode.get(getattr(error, "errno", None) or 0, "")
    return say(name, lang) if name in WORDS else getattr(error, "strerror", None) or say("bad_path", lang)


def write_whole(path: Path, content: bytes, lang: str) -> None:
    """Writes a file so that it is there whole or as it was before: a neighbour is written, then moved into place."""
    if not path.parts:
        raise Stop(Status.UNREADABLE, say("not_writable", lang, path="»«", why=say("bad_path", lang)))
    try:
        target = path.resolve()
        if target.exists() and not (target.is_file() or target.is_dir()):
            # WHY: a device or a pipe takes bytes; moving a file into its place would take it away from everybody.
            _write_through(target, content)
        else:
            _write_beside(target, content)
    except (OSError, ValueError, RuntimeError) as error:
        # WHY: RuntimeError is how Python 3.11 and 3.12 say that links go in a circle.
        name = shown(str(path)) if path.parts else "»«"
        raise Stop(
            Status.UNREADABLE, say("not_writable", lang, path=name, why=why_not(error, lang))
        ) from None


def _write_through(target: Path, content: bytes) -> None:
    with os.fdopen(os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)), "wb") as file:
        file.write(content)


def _write_beside(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".bekymring-")
    neighbour = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        neighbour.chmod(_mode_for(target))
        neighbour.replace(target)
    except BaseException:
        neighbour.unlink(missing_ok=True)
        raise


def _mode_for(target: Path) -> int:
    if target.exists():
        return target.stat().st_mode & 0o7777
    return 0o666 & ~_umask()


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def file_name(name: str) -> str:
    """A name as the system takes it: in UTF-8, whatever the locale."""
    return os.fsdecode(name.encode("utf-8"))


def make_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Makes a folder with its files, whole or not at all: a neighbour is filled, then moved into place."""
    place.parent.mkdir(parents=True, exist_ok=True)
    import shutil
    import tempfile

    neighbour = Path(tempfile.mkdtemp(dir=place.parent, prefix=".bekymring-"))
    try:
        for name, content in files.items():
            (neighbour / file_name(name)).write_bytes(content)
        neighbour.chmod(0o777 & ~_umask())
        neighbour.rename(place)
    except BaseException:
        shutil.rmtree(neighbour, ignore_errors=True)
        raise


def show(text: str, output: str | None, lang: str) -> None:
    """Prints a text as UTF-8, or writes it to the file asked for."""
    if output is None:
        put(text, lang)
    else:
        content = text if text.endswith("\n") else f"{text}\n"
        write_whole(Path(output), content.encode("utf-8", "replace"), lang)


def moment(text: str | None, lang: str) -> date | datetime:
    """The moment of assessment that the caller gave."""
    if text is None:
        raise Stop(Status.UNREADABLE, say("needs_moment", lang))
    found = parse_iso_date(text)
    if found is not None:
        return found
    try:
        instant = parse_iso_instant(text)
    except CalendarError:
        instant = None
    if instant is None:
        raise Stop(Status.UNREADABLE, say("bad_moment", lang))
    return instant


def day(text: str | None, lang: str) -> date | None:
    """A date that the caller may have given."""
    if text is None:
        return None
    found = parse_iso_date(text)
    if found is None:
        raise Stop(Status.UNREADABLE, say("bad_moment", lang))
    return found
