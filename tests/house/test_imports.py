"""What importing the package costs and what it may bring along."""

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# Starts a Python of its own, notes every file opened, and prints what was loaded.
PROBE = """
import json, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
exec(sys.argv[1])
print(json.dumps({"modules": sorted(sys.modules), "opened": opened}))
"""
CODE = {".py", ".pyc", ".so", ".pyd"}
DEAR = {"click", "hypothesis", "lsprotocol", "pygls", "pytest", "z3"}


def probe(statement: str) -> tuple[set[str], list[str]]:
    """The libraries that a statement loads, and the files that are not code that it opens."""
    run = subprocess.run(
        [sys.executable, "-c", PROBE, statement], check=True, capture_output=True, text=True, encoding="utf-8"
    )
    seen = json.loads(run.stdout)
    opened = [path for path in seen["opened"] if not path.isdigit() and not CODE & set(Path(path).suffixes)]
    return {name.partition(".")[0] for name in seen["modules"]}, opened


def test_importing_the_package_loads_no_dear_library() -> None:
    modules, _ = probe("import bekymring")
    assert modules & DEAR == set()


def test_importing_the_package_opens_no_file_but_code() -> None:
    _, opened = probe("import bekymring")
    assert opened == []


def test_the_probe_sees_a_dear_library_and_an_opened_file(root: Path) -> None:
    modules, opened = probe(f"import click; open({str(root / 'LICENSE')!r}).close()")
    assert modules & DEAR == {"click"}
    assert opened == [str(root / "LICENSE")]


def imported(text: str) -> set[str]:
    """The first names of everything that a module imports, wherever in the module that happens."""
    nodes = list(ast.walk(ast.parse(text)))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_ = {
        node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level
    }
    return {name.partition(".")[0] for name in plain | from_}


def test_every_library_in_the_source_has_its_door(root: Path, project: dict[str, Any]) -> None:
    contracts = project["tool"]["importlinter"]["contracts"]
    doors = {name for contract in contracts for name in contract.get("protected_modules", ())}
    known = doors | {"attr", "attrs", "bekymring"} | set(sys.stdlib_module_names)
    strangers = {
        f"{path.relative_to(root)}: {name}"
        for path in (root / "src").rglob("*.py")
        for name in imported(path.read_text(encoding="utf-8")) - known
    }
    assert strangers == set()


@pytest.mark.parametrize("text", ["import x.y", "from x import y", "def f():\n    import x"])
def test_an_import_is_seen_wherever_it_stands(text: str) -> None:
    assert imported(text) == {"x"}
