"""What a rule set is, in a few lines: what it decides, who answers for it, its sources, its state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import meaning_hash

Description = Mapping[str, object]


def describe(ruleset: Ruleset) -> Description:
    """A rule set as JSON-ready facts about its own layer."""
    head = ruleset.head
    own = [rule for rule in ruleset.rules.values() if rule.origin.layer == head.name]
    cited = sorted({one.source for rule in own for one in rule.citations})
    unread = sum(one.read is None for rule in own for one in rule.citations)
    return {
        "name": head.name,
        "title": head.title,
        "version": head.version,
        "responsible": head.responsible,
        "approved": head.approved.isoformat() if head.approved else None,
        "revise_by": head.revise_by.isoformat() if head.revise_by else None,
        "builds_on": list(head.builds_on),
        "rules": len(own),
        "examples": sum(one.origin.layer == head.name for one in ruleset.examples),
        "demands": sum(one.origin.layer == head.name for one in ruleset.demands),
        "sources": [_title(ruleset, name) for name in cited],
        "unread_citations": unread,
        "not_covered": list(head.not_covered),
        "meaning_hash": meaning_hash(ruleset),
    }


def _title(ruleset: Ruleset, name: str) -> str:
    known = ruleset.laws.get(name) or ruleset.sources.get(name)
    return known.title if known else name


def shipped_text(rulesets: Sequence[Description], *, lang: str) -> str:
    """A few lines for each rule set."""
    return "\n\n".join(_paragraph(one, lang) for one in rulesets)


def _paragraph(one: Description, lang: str) -> str:
    danish = lang != "en"
    rules, examples = one["rules"], one["examples"]
    lines = [f"{one['name']} {one['version']}", f"  {one['title']}"]
    lines.append(
        f"  {rules} regler, {examples} eksempler" if danish else f"  {rules} rules, {examples} examples"
    )
    if one["builds_on"]:
        lines.append(("  bygger på " if danish else "  builds on ") + ", ".join(_texts(one["builds_on"])))
    if one["sources"]:
        lines.append(("  kilder: " if danish else "  sources: ") + "; ".join(_texts(one["sources"])))
    if one["unread_citations"]:
        count = one["unread_citations"]
        lines.append(f"  {count} henvisninger er ikke læst" if danish else f"  {count} citations not read")
    if one["approved"] is None:
        lines.append("  ikke godkendt af nogen kommune" if danish else "  not approved by any municipality")
    return "\n".join(lines)


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []
