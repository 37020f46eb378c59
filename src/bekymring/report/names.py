"""What people call the parts of a rule set: labels and questions, never a name with underscores.

Takes a rule set and a language; gives text that is safe to put in a sentence. Names that no label explains are
shown with blanks for underscores.
"""

from __future__ import annotations

from bekymring.frozen import frozen
from bekymring.model.ruleset import Citation, Input, InputKind, RecordField, Ruleset, SourceKind
from bekymring.model.types import Alternative, Choice, OnScale, SetOf, Type
from bekymring.report.clean import shown
from bekymring.report.paths import place_of
from bekymring.report.say import Both

_SOURCE_KINDS = {
    SourceKind.GUIDANCE: Both("vejledning", "guidance"),
    SourceKind.PRINCIPLE_DECISION: Both("principmeddelelse", "principle decision"),
    SourceKind.GUIDELINE: Both("retningslinje", "guideline"),
    SourceKind.DESCRIPTION_OF_PRACTICE: Both("praksisbeskrivelse", "description of practice"),
    SourceKind.TOOL: Both("redskab", "tool"),
    SourceKind.RESEARCH: Both("forskning", "research"),
}


def spoken(name: str) -> str:
    """A name as people say it."""
    return shown(name).replace("_", " ")


@frozen
class Names:
    """The labels of one rule set."""

    ruleset: Ruleset
    lang: str

    def action(self, name: str) -> str:
        """The infinitive of an action; of an assessment its question."""
        action = self.ruleset.actions.get(name)
        if action is not None:
            return shown(action.infinitive) or spoken(name)
        asked = self.assessment(name)
        if isinstance(asked, RecordField):
            return shown(asked.question) or spoken(name)
        return self.fact(name) if name in self.ruleset.inputs else self.measure(name)

    def assessment(self, name: str) -> Input | RecordField | None:
        """The professional assessment of a name or of a path such as `underretning[2].akut_fare`."""
        each = self.ruleset.assessed_each(name)
        one = self.ruleset.lists[each].fields[name] if each is not None else self.input_or_field(name)
        if isinstance(one, RecordField):
            return one if one.is_assessment else None
        return one if one is not None and one.kind is InputKind.ASSESSMENT else None

    def fact(self, name: str) -> str:
        """The question of an input, or the label of an observed indicator."""
        indicator = self.ruleset.indicators.get(name)
        if indicator is not None:
            return shown(indicator.label) or spoken(name)
        one = self.ruleset.inputs.get(name)
        if one is not None and one.kind is InputKind.OWN_LEVEL:
            return self.level(name)
        return (shown(one.question) if one is not None else "") or spoken(name)

    def named(self, name: str) -> str:
        """The label of a definition or an indicator."""
        for held in (self.ruleset.indicators, self.ruleset.definitions):
            if name in held and held[name].label:
                return shown(held[name].label)
        return spoken(name)

    def field(self, list_name: str, name: str) -> str:
        """The question of a field of a record."""
        one = self.ruleset.lists[list_name].fields.get(name) if list_name in self.ruleset.lists else None
        return (shown(one.question) if one is not None else "") or spoken(name)

    def level(self, name: str) -> str:
        """The title of a level."""
        one = self.ruleset.levels.get(name)
        return (shown(one.title) if one is not None else "") or spoken(name)

    def step(self, scale: str, name: str) -> str:
        """The label of a step, with its name where that says something else."""
        held = self.ruleset.scales.get(scale)
        label = next((shown(one.label) for one in held.steps if one.name == name), "") if held else ""
        said = spoken(name)
        if said.casefold() in label.casefold():
            return label
        return f"{said} ({label})" if label else said

    def outcome(self, name: str) -> str:
        """What a missing answer may settle: a level, an action, a measure or an assessment."""
        return self.level(name) if name in self.ruleset.levels else self.action(name)

    def role(self, name: str) -> str:
        """The label of a role or a party."""
        for held in (self.ruleset.roles, self.ruleset.parties):
            if name in held and held[name].label:
                return shown(held[name].label)
        return spoken(name)

    def measure(self, name: str) -> str:
        """The title of a measure."""
        one = self.ruleset.measures.get(name)
        return (shown(one.title) if one is not None else "") or spoken(name)

    def point(self, name: str) -> str:
        """The text of a point of attention."""
        one = self.ruleset.attention.get(name)
        return (shown(one.text) if one is not None else "") or spoken(name)

    def alternative(self, type_: Type, name: str) -> str:
        """The label of an alternative or a step."""
        match type_:
            case Choice(alternatives) | SetOf(alternatives):
                return _label(alternatives, name)
            case OnScale(scale):
                return self.step(scale, name)
            case _:
                return spoken(name)

    def source(self, citation: Citation) -> str:
        """A statute or a source by what it is called."""
        if citation.source in self.ruleset.laws:
            return self.law(citation.source)
        one = self.ruleset.sources.get(citation.source)
        return (shown(one.title) if one is not None else "") or spoken(citation.source)

    def law(self, name: str) -> str:
        """What a statute is called for short: its title up to the first comma, where no other begins the same."""
        shorts = {key: _short(one.title) or spoken(key) for key, one in self.ruleset.laws.items()}
        alone = list(shorts.values()).count(shorts[name]) == 1
        return shorts[name] if alone else shown(self.ruleset.laws[name].title)

    def kind(self, citation: Citation) -> str:
        """What a source that is not a statute is, such as a guideline; empty for a statute."""
        one = self.ruleset.sources.get(citation.source)
        return _SOURCE_KINDS[one.kind].say(self.lang) if one is not None else ""

    def source_kind(self, citation: Citation) -> SourceKind | None:
        """What kind of source a citation is of; None for a statute."""
        one = self.ruleset.sources.get(citation.source)
        return one.kind if one is not None else None

    def layer(self, name: str) -> str:
        """The title of a rule set."""
        return next((shown(one.title) for one in self.ruleset.layers if one.name == name), "") or spoken(name)

    def input_or_field(self, path: str) -> Input | RecordField | None:
        """What a path such as `fravær` or `underretning[2].modtagelse` names."""
        at = place_of(path)
        if at.number is None and not at.field:
            return self.ruleset.inputs.get(at.name)
        held = self.ruleset.lists.get(at.name)
        return held.fields.get(at.field) if held is not None else None


def _short(title: str) -> str:
    return shown(title).partition(",")[0].strip()


def _label(alternatives: tuple[Alternative, ...], name: str) -> str:
    label = next((shown(one.label) for one in alternatives if one.name == name), "")
    return label if label and label != shown(name) else spoken(name)
