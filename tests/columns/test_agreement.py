"""Columns say what the reference evaluator says, refinement off, on Polars and on DuckDB: 30,000 generated cases in the gate.

`python -m tests.columns.long --count 100000 --seed 0` compares for as long as wanted; docs/columns.md keeps the record.
"""

import pytest

from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, UNKNOWN, Engine, disagreements

CASES = 100
"""Of every share of open answers, so many cases a rule set."""
RULESETS = 7
"""So many rule sets a block."""
BLOCKS = 12
WANTED = 30_000


@pytest.mark.slow
@pytest.mark.parametrize("block", range(BLOCKS))
def test_columns_agree_with_the_reference_evaluator(block, tmp_path):
    engine, profile = Engine.at(tmp_path), PROFILES[block % len(PROFILES)]
    seeds = range(block * RULESETS, (block + 1) * RULESETS)
    found = {seed: disagreements(seeded(seed), profile, engine, cases=CASES) for seed in seeds}
    assert {seed: wrong for seed, (_, wrong) in found.items() if wrong} == {}
    # WHY: rule sets that columns refuse compare nothing, and a run of nothing but those would be green.
    assert sum(compared for compared, _ in found.values()) >= WANTED / BLOCKS
    assert CASES * len(UNKNOWN) * RULESETS * BLOCKS >= WANTED
