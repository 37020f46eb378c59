"""Comments by which an author lets a finding stand, with the reason.

Takes: findings, the documents they are about, and the codes that could have been found.
Gives: the findings that are not silenced, and a finding for every comment that does not do what it says.
Afterwards true: no error is silenced, and no finding is silenced without a reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from bekymring.diagnostics import Code, Diagnostic, Severity, Words, in_order
from bekymring.frozen import frozen
from bekymring.source import Span
from bekymring.syntax.document import Document

WITHOUT_REASON = Code(
    "BEK390",
    "silencing-without-reason",
    Severity.WARNING,
    Words(
        "Her tillades {code} uden en grund.",
        "Skriv grunden efter kolon: # tillad {code}: <grund>. Uden grund vises fundet stadig.",
    ),
    Words(
        "{code} is allowed here without a reason.",
        "Write the reason after the colon: # allow {code}: <reason>. Without one the finding is still shown.",
    ),
)
OF_NOTHING = Code(
    "BEK391",
    "silencing-of-nothing",
    Severity.WARNING,
    Words(
        "Her tillades {code}, men der er intet fund med den kode på linjen.",
        "Fjern kommentaren, eller flyt den til linjen med fundet eller linjen over.",
    ),
    Words(
        "{code} is allowed here, but nothing with that code is found on the line.",
        "Remove the comment, or move it to the line of the finding or the line above.",
    ),
)
OF_ERROR = Code(
    "BEK392",
    "silencing-of-error",
    Severity.WARNING,
    Words(
        "{code} er en fejl og kan ikke tillades.",
        "Ret fejlen, og fjern kommentaren.",
    ),
    Words(
        "{code} is an error and cannot be allowed.",
        "Mend the error, and remove the comment.",
    ),
)
CODES = (WITHOUT_REASON, OF_NOTHING, OF_ERROR)

_SHAPE = re.compile(
    r"\s*(?:tillad|allow)\s+(?P<codes>BEK\d{3}(?:\s*(?:,|og|and)\s*BEK\d{3})*)\s*(?::\s*(?P<reason>.*))?",
    re.DOTALL,
)


@frozen
class _Silencing:
    """One code allowed by one comment, and the line that it speaks of."""

    code: str
    reason: str
    at: Span
    line: int


def silence(
    findings: Iterable[Diagnostic], documents: Iterable[Document], *, judged: Collection[str]
) -> tuple[Diagnostic, ...]:
    """The findings that stand; comments are held to the codes in `judged`, those that were looked for."""
    found = tuple(findings)
    comments = [one for document in documents for one in _silencings(document) if one.code in judged]
    silenced = {one for comment in comments if comment.reason for one in found if _is_meant(comment, one)}
    stand = (one for one in found if one not in silenced or one.is_error)
    return in_order((*stand, *(each for comment in comments for each in _judge(comment, found))))


def _judge(comment: _Silencing, found: tuple[Diagnostic, ...]) -> Iterator[Diagnostic]:
    meant = [one for one in found if _is_meant(comment, one)]
    args = {"code": comment.code}
    if not meant:
        yield Diagnostic(OF_NOTHING, comment.at, args)
    elif any(one.is_error for one in meant):
        yield Diagnostic(OF_ERROR, comment.at, args)
    elif not comment.reason:
        yield Diagnostic(WITHOUT_REASON, comment.at, args)


def _is_meant(comment: _Silencing, finding: Diagnostic) -> bool:
    at = finding.at
    return (
        isinstance(at, Span)
        and finding.code.number == comment.code
        and at.file == comment.at.file
        and at.line == comment.line
    )


def _silencings(document: Document) -> Iterator[_Silencing]:
    alone = {one.span.line for one in document.comments if one.own_line}
    for comment in document.comments:
        found = _SHAPE.fullmatch(comment.text)
        if found is None:
            continue
        line = comment.span.line
        while line in alone:  # a comment alone on its line speaks of the first line below that is not one
            line += 1
        reason = (found["reason"] or "").strip()
        for code in re.findall(r"BEK\d{3}", found["codes"]):
            yield _Silencing(code, reason, comment.span, line)
