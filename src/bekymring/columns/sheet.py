"""The columns that are worked out, each once, in stages: a stage reads the table (the first) or earlier stages.

Takes forms with names; gives columns to be read by later forms.
Afterwards true: names are unique, and each column stands in the earliest stage that it can.
"""

from __future__ import annotations

from attrs import define, field

from bekymring.columns.form import Column, Form, Given, Kind, columns_of


@define
class Sheet:
    """What is worked out so far."""

    stages: list[dict[str, Form]] = field(factory=lambda: [{}])
    place: dict[str, int] = field(factory=dict)

    def read(self, name: str, form: Form, kind: Kind) -> Column:
        """A column of the first stage, which alone reads the table itself."""
        self.place[name] = 0
        self.stages[0][name] = form
        return Column(name, kind)

    def add(self, name: str, form: Form, kind: Kind) -> Form:
        """A column by its name; a constant or a column that is there already stands for itself."""
        return form if isinstance(form, Given | Column) else self.put(name, form, kind)

    def put(self, name: str, form: Form, kind: Kind) -> Column:
        """A column by its name, whatever it is."""
        assert name not in self.place, "a name stands for one column"
        stage = 1 + max((self.place[one.name] for one in columns_of(form)), default=0)
        while len(self.stages) <= stage:
            self.stages.append({})
        self.stages[stage][name] = form
        self.place[name] = stage
        return Column(name, kind)
