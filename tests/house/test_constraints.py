"""constraints.txt and pyproject.toml say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


@pytest.fixture(scope="module")
def pins(root: Path) -> dict[str, tuple[Requirement, int]]:
    """Every pin with the number of its hashes."""
    found: dict[str, tuple[Requirement, int]] = {}
    name = ""
    for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        if HASH.fullmatch(line):
            requirement, hashes = found[name]
            found[name] = requirement, hashes + 1
        else:
            requirement = Requirement(line.removesuffix("\\").rstrip())
            name = canonicalize_name(requirement.name)
            assert name not in found
            found[name] = requirement, 0
    return found


@pytest.fixture(scope="module")
def requirements(project: dict[str, Any]) -> list[Requirement]:
    extras = project["project"]["optional-dependencies"].values()
    lines = [*project["project"]["dependencies"], *(line for extra in extras for line in extra)]
    return [Requirement(line) for line in (*lines, *project["build-system"]["requires"])]


def test_every_requirement_is_pinned_within_its_bounds(
    pins: dict[str, tuple[Requirement, int]], requirements: list[Requirement]
) -> None:
    for wanted in requirements:
        pin, _ = pins[canonicalize_name(wanted.name)]
        [exact] = pin.specifier
        assert exact.operator == "=="
        assert wanted.specifier.contains(exact.version), f"{pin} is not within {wanted}"


def test_every_pin_has_hashes(pins: dict[str, tuple[Requirement, int]]) -> None:
    assert [name for name, (_, hashes) in pins.items() if hashes == 0] == []


def test_run_time_needs_three_libraries(project: dict[str, Any]) -> None:
    names = {Requirement(line).name for line in project["project"]["dependencies"]}
    assert names == {"attrs", "click", "lark"}


def test_compiled_libraries_are_pinned_for_other_machines_too(
    pins: dict[str, tuple[Requirement, int]],
) -> None:
    """One archive for each system and processor: far more than the one that fits this machine."""
    for name in ("mypy", "ruff", "z3-solver"):
        assert pins[name][1] > 5
