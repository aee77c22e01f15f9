"""Spark counts as the other engines do, from the same expressions over the same files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.rollups.cluster import rows
from khuyenhoc.rollups.kept.verifying import verify
from khuyenhoc.rollups.kept.writing import keep
from khuyenhoc.rollups.plans.expressions import PLANS
from tests.rollups.hierarchies import case, together
from tests.rollups.test_engines import by_duckdb

OF = together([case(seed) for seed in range(120)])


@pytest.mark.parametrize("plan", PLANS)
def test_spark_gives_what_duckdb_gives(spark, plan: str) -> None:
    found = rows(spark, plan, OF.tables())
    assert found == by_duckdb(OF, plan)
    if plan == "corrected":
        assert OF.named(found) == OF.sums


def test_kept_copies_are_proven_on_spark(
    spark, collection: Collection, accept: Callable[..., Return], settings, tmp_path: Path
) -> None:
    settings.KEPT = tmp_path
    accept("11239", TT04=2**62)
    accept("11242", TT04=2**62)
    keep(collection=collection)
    accept("11245")
    (found,) = verify(spark=spark)
    assert (found.is_sound, found.changed) == (True, 1)
