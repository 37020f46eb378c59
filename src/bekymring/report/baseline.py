"""Known findings: a file that lets an old rule set start green, so that only what is new counts.

Takes findings with fingerprints and the entries of such a file; gives what is new, what is known, what is gone.
Afterwards true: an error that stops a rule set is never known; a broken guarantee may be, refuted by a child or seen by reading, and
is named each time; notes need not be known, for they do not count; an entry is gone only if this check looked where it was found.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from bekymring.checks.demand_broken import CODE as DEMAND_BROKEN
from bekymring.checks.protected_fact_decides import CODE as PROTECTED_DECIDES
from bekymring.checks.protected_fact_matters import CODE as PROTECTED_MATTERS
from bekymring.diagnostics import Severity
from bekymring.frozen import frozen
from bekymring.report.found import Found, relative
from bekymring.report.say import Both, listed

FORMAT = 1
"""The shape of the file; it rises when a reader of the older shape would misread a newer one."""
_FORMAT_KEY = "bekymring_baseline"
_FIELDS = ("fingerprint", "code", "file")
_NAMED = 5
_REFUTED = frozenset({DEMAND_BROKEN.number, PROTECTED_DECIDES.number, PROTECTED_MATTERS.number})
"""Errors of rules that can be read and used: they break a promise, and an old rule set may have made it in vain."""

_KNOWN = Both("kendte fund: {n} ({codes})", "known findings: {n} ({codes})")
_GONE = Both("Kendt fund, der ikke er mere: {which}.", "Known finding that is no more: {which}.")
_GONE_MANY = Both(
    "Kendte fund, der ikke er mere ({n}): {which}.", "Known findings that are no more ({n}): {which}."
)
_RENEW = Both(
    "Fjern det fra filen med --write-baseline, så det ikke kan komme igen uset.",
    "Take it out of the file with --write-baseline, so that it cannot come back unseen.",
)
_ACCEPTED = Both(
    "Kendt og ikke rettet: {path}, linje {line}: {message} {code}",
    "Known and not mended: {path}, line {line}: {message} {code}",
)
_IN = Both("{code} i {file}", "{code} in {file}")
_MORE = Both("{n} til", "{n} more")


@frozen(order=True)
class Entry:
    """One known finding: where it is, what it is, and the fingerprint that decides."""

    file: str
    code: str
    fingerprint: str


@frozen
class View:
    """What a check looked at: places, less those that could not be read to the end, and which codes it asked about."""

    places: tuple[str, ...]
    unread: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    def holds(self, entry: Entry) -> bool:
        """Whether a finding would have been seen if it were still there."""
        inside = any(_lies_in(entry.file, place) for place in self.places)
        return (
            inside
            and not any(_lies_in(entry.file, place) for place in self.unread)
            and entry.code in self.codes
        )


@frozen
class Judged:
    """Findings that count as new, those that are known, and the entries that are gone."""

    new: tuple[Found, ...]
    known: tuple[Found, ...] = ()
    gone: tuple[Entry, ...] = ()


def read_baseline(text: str) -> tuple[Entry, ...] | None:
    """The entries of a file; None where it is something else, or of a later shape."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if (
        not isinstance(data, dict)
        or data.get(_FORMAT_KEY) != FORMAT
        or not isinstance(data.get("findings"), list)
    ):
        return None
    entries = [_entry(one) for one in data["findings"]]
    return None if None in entries else tuple(sorted({one for one in entries if one is not None}))


def _entry(data: object) -> Entry | None:
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str) for name in _FIELDS):
        return None
    return Entry(relative(data["file"]), data["code"], data["fingerprint"])


def baseline_text(entries: Iterable[Entry]) -> str:
    """The file that holds the entries: sorted, one a line, so that a change is easy to read."""
    lines = [
        "    " + json.dumps({name: getattr(one, name) for name in _FIELDS}, ensure_ascii=False)
        for one in sorted(entries)
    ]
    findings = "[\n{}\n  ]".format(",\n".join(lines)) if lines else "[]"
    return f'{{\n  "{_FORMAT_KEY}": {FORMAT},\n  "findings": {findings}\n}}\n'


def judge(found: Iterable[Found], entries: Iterable[Entry], view: View) -> Judged:
    """What is new, known and gone."""
    known_by = {one.fingerprint: one for one in entries}
    new: list[Found] = []
    known: list[Found] = []
    for one in found:
        (known if _may_be_known(one) and one.fingerprint in known_by else new).append(one)
    there = {one.fingerprint for one in known}
    gone = sorted(one for print_, one in known_by.items() if print_ not in there and view.holds(one))
    return Judged(tuple(new), tuple(known), tuple(gone))


def renewed(found: Iterable[Found], entries: Iterable[Entry], view: View) -> tuple[Entry, ...]:
    """The entries to write: what may be known of this check, and of the earlier ones what it did not look at."""
    now = {Entry(one.path, one.number, one.fingerprint) for one in found if _may_be_known(one)}
    return tuple(sorted(now | {one for one in entries if not view.holds(one)}))


def baseline_summary(judged: Judged, *, lang: str = "da") -> str:
    """`kendte fund: 3 (BEK301, BEK312)`, each refuted guarantee, and what is gone; empty where there is none of it."""
    lines = []
    if judged.known:
        codes = ", ".join(sorted({one.number for one in judged.known}))
        lines.append(_KNOWN.say(lang, n=len(judged.known), codes=codes))
        lines += [
            _ACCEPTED.say(lang, path=one.path, line=one.line, message=one.message(lang), code=one.number)
            for one in judged.known
            if one.number in _REFUTED
        ]
    if judged.gone:
        said = _GONE if len(judged.gone) == 1 else _GONE_MANY
        lines.append(said.say(lang, n=len(judged.gone), which=_which(judged.gone, lang)))
        lines.append(_RENEW.say(lang))
    # WHY: a pipeline reads its log for commands, and a file may be called anything.
    return "\n".join(lines).replace("##", "# #")


def _which(gone: Sequence[Entry], lang: str) -> str:
    counts = Counter(_IN.say(lang, code=one.code, file=one.file) for one in gone)
    named = [text if n == 1 else f"{text} ({n})" for text, n in counts.items()]
    more = len(named) - _NAMED
    return listed(named[:_NAMED] + ([_MORE.say(lang, n=more)] if more > 0 else []), lang)


def _may_be_known(one: Found) -> bool:
    return one.severity is Severity.WARNING or one.number in _REFUTED


def _lies_in(file: str, place: str) -> bool:
    return place in {".", file} or file.startswith(f"{place}/")
