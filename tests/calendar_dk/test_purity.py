"""The calendar reads no clock, no setting, no file and no time zone of the machine."""

import ast
from pathlib import Path

import pytest

import bekymring.calendar_dk

ROOM = Path(bekymring.calendar_dk.__file__).parent
ALLOWED = {"attrs", "bekymring", "calendar", "collections", "datetime", "enum", "re", "types", "typing"}
CLOCKS = {"now", "today", "utcnow", "fromtimestamp", "utcfromtimestamp", "timestamp", "localtime", "open"}
FILES = sorted(ROOM.glob("*.py"))


def nodes(path):
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_imports_only_what_cannot_know_the_hour(path):
    plain = {alias.name for node in nodes(path) if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes(path) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in plain | named} <= ALLOWED


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_names_nothing_that_tells_the_hour(path):
    attributes = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
    names = {node.id for node in nodes(path) if isinstance(node, ast.Name)}
    assert not (attributes | names) & CLOCKS


def test_the_room_has_files_to_look_at():
    assert len(FILES) > 5
