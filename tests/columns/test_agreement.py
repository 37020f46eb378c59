"""Columns say what the reference evaluator says, refinement off, on Polars and on DuckDB.

`python -m tests.columns.long --count 100000 --seed 0` compares for as long as wanted; docs/columns.md keeps the record.
"""

import pytest

from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, Engine, disagreements

SEEDS = 12


@pytest.mark.slow
@pytest.mark.parametrize("profile", range(len(PROFILES)))
def test_columns_agree_with_the_reference_evaluator(profile, tmp_path):
    engine = Engine.at(tmp_path)
    seeds = range(profile * SEEDS, (profile + 1) * SEEDS)
    found = {seed: disagreements(seeded(seed), PROFILES[profile], engine) for seed in seeds}
    assert {seed: wrong for seed, (_, wrong) in found.items() if wrong} == {}
    # WHY: rule sets that columns refuse compare nothing, and a run of nothing but those would be green.
    assert sum(compared for compared, _ in found.values()) > 300
