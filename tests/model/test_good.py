"""What is written well becomes the rule set that stands beside it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bekymring.model.invariants import broken_invariants
from bekymring.model.stored import as_data
from model.compiling import BELOW, HERE, compiled

GOOD = sorted((HERE / "good").glob("*.bek"))


def lean(data: Any) -> Any:
    """The data without what is not said (nothing, no, empty) and with plain values for words and numbers."""
    if isinstance(data, dict) and "is" in data:
        return lean(data["is"])
    if isinstance(data, dict):
        return {
            key: lean(one) for key, one in data.items() if key == "value" or one not in (None, "", [], False)
        }
    return [lean(one) for one in data] if isinstance(data, list) else data


def in_lines(held: Any) -> str:
    """A rule set as JSON, one declaration a line, without what the layer below says."""
    blocks = []
    for name, part in as_data(held, with_places=False).items():
        if isinstance(part, dict):
            rows = [f"  {json.dumps(lean(one), ensure_ascii=False)}" for one in part["is"] if _own(one[1])]
        elif isinstance(part, list):
            rows = [f"  {json.dumps(lean(one), ensure_ascii=False)}" for one in part if _own(one)]
        else:
            continue
        blocks.append(f' "{name}": [\n' + ",\n".join(rows) + "\n ]" if rows else f' "{name}": []')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _own(one: Any) -> bool:
    return not (isinstance(one, dict) and one.get("layer") == "bund")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_the_rule_set_is_the_one_beside_it(path: Path, golden: Callable[[Path, str], None]) -> None:
    text = path.read_text(encoding="utf-8")
    held = compiled(path.stem, {"bund": {"bund.bek": BELOW}, path.stem: {path.name: text}})
    assert broken_invariants(held.good) == ()
    golden(path.with_suffix(".ruleset.json"), in_lines(held.good))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_golden_file_is_json(path: Path) -> None:
    assert json.loads(path.with_suffix(".ruleset.json").read_text(encoding="utf-8"))["layers"]
