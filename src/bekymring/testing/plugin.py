"""The examples of rule sets as tests of pytest; found through the entry point `pytest11`.

Nothing is collected unasked: only files under the paths that the setting `bekymring_rulesets` names, and rule files
named on the command line. `--no-bekymring` collects none. Whoever has no rule files pays for this file alone.
"""

# INVARIANT: nothing of pytest or of the library is imported here; every run of pytest on the machine reads this file.
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

_SUFFIX = ".bek"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declares the settings."""
    group = parser.getgroup("bekymring", "examples of rule sets")
    group.addoption(
        "--no-bekymring", action="store_true", help="do not run the examples of rule sets as tests"
    )
    parser.addini(
        "bekymring_rulesets",
        type="paths",
        default=[],
        help="files and folders whose rule sets have their examples run as tests",
    )
    parser.addini("bekymring_lang", default="da", help="language of what a failed example says: da or en")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collects a rule set by the file that begins with its head."""
    config = parent.config
    if file_path.suffix != _SUFFIX or config.getoption("--no-bekymring"):
        return None
    if not _is_wanted(file_path, config):
        return None
    from bekymring.testing.collecting import collect

    return collect(file_path, parent)


def _is_wanted(file_path: Path, config: pytest.Config) -> bool:
    base = config.invocation_params.dir
    named = [base / argument.partition("::")[0] for argument in config.args]
    if file_path.resolve() in {place.resolve() for place in named}:
        return True
    places: list[Path] = config.getini("bekymring_rulesets")
    return any(file_path.resolve().is_relative_to(place.resolve()) for place in places)
