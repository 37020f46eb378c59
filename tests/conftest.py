"""What every test may use: the Hypothesis profiles and the golden files."""

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# WHY: the gate shares two cores with other work, so a slow moment says nothing about the code under test.
settings.register_profile(
    "gate",
    deadline=None,
    max_examples=60,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("deep", settings.get_profile("gate"), max_examples=3000)
settings.load_profile("gate")  # another one with --hypothesis-profile


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the program says now into the golden files; read the difference before you commit it",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the file that holds what is expected, or rewrites that file."""
    update: bool = request.config.getoption("--update-golden")

    def compare(path: Path, text: str) -> None:
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        if not path.is_file():
            pytest.fail(f"{path} is missing; make it with --update-golden and read it before you commit it")
        expected = path.read_bytes().decode("utf-8")
        if expected != text:
            lines = unified_diff(expected.splitlines(True), text.splitlines(True), str(path), "now")  # noqa: FBT003 - positional in difflib
            pytest.fail("".join(lines) + "\nrewrite with --update-golden if this is meant", pytrace=False)

    return compare
