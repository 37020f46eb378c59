"""Compares columns on Spark SQL, in a local session, with the reference evaluator: `make spark`.

Spark comes from an environment of its own under build/ and needs Java 17; everything else is that of the project.
"""

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import polars as pl
from attrs import frozen
from pyspark.sql import SparkSession

from bekymring.columns.in_sql import Dialect, query
from bekymring.columns.program import Program
from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, differences, drawn

CASES = 50


@frozen
class Spark:
    """A local session, with files for what goes in and comes out."""

    session: SparkSession
    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Spark":
        made = (
            SparkSession.builder.master("local[2]")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .getOrCreate()
        )
        made.sparkContext.setLogLevel("ERROR")
        return cls(made, folder)

    def rows(self, program: Program, frame: pl.DataFrame) -> list[dict[str, object]]:
        source = self.folder / "rows.parquet"
        frame.write_parquet(source)
        self.session.read.parquet(str(source)).createOrReplaceTempView("rows")
        found = self.session.sql(query(program, "rows", dialect=Dialect.SPARK))
        target = self.folder / "found"
        found.coalesce(1).write.mode("overwrite").parquet(str(target))
        return pl.read_parquet(target / "*.parquet").to_dicts()


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rulesets", type=int, default=3, help="how many rule sets to compare")
    asked.add_argument("--seed", type=int, default=0, help="the first seed")
    given = asked.parse_args()
    compared, different, seed, used = 0, 0, given.seed, 0
    with tempfile.TemporaryDirectory() as folder:
        spark = Spark.at(Path(folder))
        while used < given.rulesets:
            made = drawn(seeded(seed), PROFILES[seed % len(PROFILES)], cases=CASES)
            if made is not None:
                program, frame, wanted = made
                found = spark.rows(program, frame)
                wrong = [
                    one for row, said in zip(found, wanted, strict=True) for one in differences(said, row)
                ]
                compared, different, used = compared + len(wanted), different + bool(wrong), used + 1
                if wrong:
                    print(f"seed {seed}: {wrong[:3]}", flush=True)  # noqa: T201 - a program for the terminal
            seed += 1
        version = spark.session.version
        spark.session.stop()
    print(f"{compared} cases of {used} rule sets compared on Spark {version}, {different} with a difference")  # noqa: T201
    return min(1, different)


if __name__ == "__main__":
    sys.exit(main())
