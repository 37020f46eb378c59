"""What the shipped rule sets were found to be: how much of each its examples show, and which of its proofs are open.

Finding out takes minutes, so it is written down in `docs/rulesets.json`, beside the hash of what each rule set meant then.
Takes what `bekymring check` and `bekymring test` print as JSON. `make index` writes it down; the gate says when it has changed.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "docs" / "rulesets.json"
NOT_DECIDED, ACCEPTED = "BEK490", "BEK491"

Standing = Mapping[str, Mapping[str, object]]


def standing(
    listed: Sequence[Mapping[str, object]],
    tested: Sequence[Mapping[str, object]],
    found: Sequence[Mapping[str, object]],
) -> Standing:
    """What is written down of each rule set."""
    coverage = {one["ruleset"]: one["coverage"] for one in tested}
    return {
        str(one["name"]): {
            "meaning_hash": one["meaning_hash"],
            "parts": _of(coverage, one, "parts"),
            "exercised": _of(coverage, one, "exercised"),
            "not_decided": _count(found, NOT_DECIDED, str(one["name"])),
            "accepted": _count(found, ACCEPTED, str(one["name"])),
        }
        for one in listed
    }


def _of(coverage: Mapping[object, object], one: Mapping[str, object], key: str) -> object:
    held = coverage.get(one["name"])
    return held[key] if isinstance(held, Mapping) else 0


def _count(found: Sequence[Mapping[str, object]], code: str, name: str) -> int:
    places = [one["at"] for one in found if one["code"] == code]
    return sum(isinstance(at, Mapping) and f"rulesets/{name}/" in str(at["file"]) for at in places)


def written(held: Standing) -> str:
    """The text of the record."""
    return json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def asked(*words: str) -> list[Mapping[str, object]]:
    """What the program prints as JSON; findings and open proofs are no failure here."""
    program = Path(sys.executable).with_name("bekymring")
    done = subprocess.run([program, *words, "--format", "json"], check=False, capture_output=True, cwd=ROOT)
    answer = json.loads(done.stdout)
    assert isinstance(answer, list)
    return answer


def main(arguments: Sequence[str]) -> int:
    """Writes the record, or with `--check FOUND TESTED` compares it with what the gate has just been told."""
    listed = asked("list")
    if arguments[:1] == ["--check"]:
        found, tested = (json.loads(Path(one).read_text(encoding="utf-8")) for one in arguments[1:])
        now = written(standing(listed, tested, found))
        if now == RECORD.read_text(encoding="utf-8"):
            return 0
        sys.stderr.write("docs/rulesets.json is not what was found now; write it anew: make index\n")
        return 1
    now = written(standing(listed, asked("test", "--coverage", "rulesets"), asked("check", "rulesets")))
    RECORD.write_text(now, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
