"""Findings as a JUnit report: a suite for each rule set, a test case for each finding of it.

Takes rule sets with their findings and the severities that count; gives the report as XML.
Afterwards true: the report fails exactly where the check does, a rule set without anything that counts has a test
case that passes, and the text is well-formed XML whatever the rules say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from bekymring.diagnostics import Severity
from bekymring.report.found import Found, relative
from bekymring.report.say import Both

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_FINE = Both("Intet fund, der tæller", "Nothing found that counts")
_PLACE = Both("{file}, linje {line}", "{file}, line {line}")
_KNOWN_BY = 8
"""How much of a fingerprint keeps two test cases apart."""


def junit_report(
    rulesets: Mapping[str, Sequence[Found]], *, counted: Collection[Severity], lang: str = "da"
) -> str:
    """The report; `rulesets` are the findings by the path of the rule set."""
    from xml.etree.ElementTree import Element, indent, tostring

    root = Element("testsuites", {"name": "bekymring check"})
    root.extend(_suite(relative(place), found, counted, lang) for place, found in rulesets.items())
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    indent(root)
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _suite(name: str, found: Sequence[Found], counted: Collection[Severity], lang: str) -> Element:
    from xml.etree.ElementTree import Element

    failing = sum(1 for one in found if one.severity in counted)
    cases = [_case(name, one, counted, lang) for one in found]
    if not failing:
        cases.insert(0, Element("testcase", {"classname": name, "name": _FINE.say(lang)}))
    totals = {"tests": len(cases), "failures": failing, "errors": 0, "skipped": 0}
    suite = Element("testsuite", {"name": name, **{key: str(value) for key, value in totals.items()}})
    suite.extend(cases)
    return suite


def _case(suite: str, one: Found, counted: Collection[Severity], lang: str) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    # WHY: readers take two cases of one name for the same, and a line number would make a moved one look new.
    name = f"{one.title} {one.fingerprint[:_KNOWN_BY]}"
    case = Element("testcase", {"classname": suite, "name": name, "file": one.path, "line": str(one.line)})
    text = f"{_PLACE.say(lang, file=one.path, line=one.line)}: {one.text(lang)}"
    if one.severity in counted:
        SubElement(case, "failure", {"type": one.severity.value, "message": one.message(lang)}).text = text
    else:
        SubElement(case, "system-out").text = text
    return case
