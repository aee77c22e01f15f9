"""The same answer from kept totals, equal to the scan. To hold: 30 ms, 70 times as quick as SQLite with a covering index.

`books`: the same in the product, at ten thousand communes. `changed_ms`: totals of all units where 64 communes have changed;
`keeping_ms`: what an acceptance costs more than without the triggers that note it (20 ms); `copying_ms`: making the copies anew.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.harness import Contest, milliseconds
from bench.national import country
from bench.workshop import set_up

if TYPE_CHECKING:
    from khuyenhoc.access.models import User
    from khuyenhoc.returns.models import Collection, Return

TURNS = 60


@contextmanager
def contest() -> Iterator[Contest]:
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        set_up(Path(folder))
        from django.db import connection

        of_product = books()
        connection.close()
    with country() as found:
        yield Contest(
            ours=found.kept,
            rivals={**found.rivals, "our own scan": found.scan},
            limit=("DuckDB by hand, all rows", found.by_hand),
            note={**found.note, "books": of_product},
        )


def books() -> dict[str, Any]:
    """Milliseconds in the product. ValueError where the copies are not what the cells say."""
    from bench.country_books import fill
    from khuyenhoc.returns.models import Return
    from khuyenhoc.rollups.kept.verifying import verify
    from khuyenhoc.rollups.kept.writing import MANY, keep

    collection, office = fill()
    copying = milliseconds(lambda: keep(collection=collection), 3)
    returns = list(Return.objects.select_related("collection", "unit").order_by("pk")[:MANY])
    keeping = cost_of_keeping(office, returns)
    changed = milliseconds(lambda: _totals(collection))
    if not all(one.is_sound for one in verify()):
        raise ValueError("the copies say something else than the cells")
    return {"changed_ms": changed, "copying_ms": copying, **keeping}


def _totals(collection: Collection) -> object:
    from khuyenhoc.rollups.kept.reading import stated
    from khuyenhoc.units.queries import unit_map

    map_ = unit_map(collection.period_ends)
    return stated(collection).totals([(c, a) for c in map_.units for a in map_.lineage(c)], map_)


def cost_of_keeping(by: User, returns: list[Return]) -> dict[str, float]:
    """An acceptance with the triggers and without, in turns, each return taken back in between."""
    from django.db import connection

    from khuyenhoc.returns import acts
    from khuyenhoc.returns.keeping import triggers

    taken: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(TURNS):
        noted = bool(turn % 2)
        with connection.schema_editor() as editor:
            (triggers.create if noted else triggers.drop)(None, editor)
        return_ = acts.take_back_acceptance(by=by, return_=returns[turn % len(returns)])
        start = time.perf_counter()
        acts.accept(by=by, return_=return_)
        taken[noted].append(time.perf_counter() - start)
        with connection.schema_editor() as editor:
            triggers.drop(None, editor)
    with connection.schema_editor() as editor:
        triggers.create(None, editor)
    for return_ in returns:  # so that each of them has changed since, and is noted
        acts.accept(by=by, return_=acts.take_back_acceptance(by=by, return_=return_))
    with_, without = (median(taken[noted]) * 1000 for noted in (True, False))
    return {"acceptance_ms": round(with_, 2), "keeping_ms": round(with_ - without, 2)}
