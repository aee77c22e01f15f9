"""The tree of the whole country on a day, beside the same by a recursive statement written by hand. To hold: at most 100 ms.

The books: the demonstration's year in Hải Dương, the country of early 2025 around it, and all of it redrawn on 2025-07-01.
Measured besides, on the same books: a plan of the largest province that is drawn (at most 2 s) and applied (5 s), the page of a
unit (50 ms, 95 of 100), and figures on another map over those as then (1,3 times). These have no rival, so beside the seconds
by the clock stand those of the processor, which a busy machine does not change.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from statistics import median, quantiles
from typing import Any

from bench.harness import Contest, Work, process, seconds
from bench.workshop import KHUYENHOC, PROVINCE, YEAR, environment, installation, set_up

DAY, REDRAWN = "2025-06-30", "2025-07-01"
LARGEST = "38"
"""The province with the most units below it."""
COLUMNS = "u.code, v.level, v.kind, v.name, p.code, v.official_code"
IN_FORCE = "v.valid_from <= :on AND (v.valid_to IS NULL OR v.valid_to > :on)"
VERSIONS = "units_unitversion v JOIN units_unit u ON u.id = v.unit_id LEFT JOIN units_unit p ON p.id = v.parent_id"
BARE = f"SELECT {COLUMNS} FROM {VERSIONS} WHERE {IN_FORCE}"
RECURSIVE = f"""
WITH RECURSIVE tree (id, code, level, kind, name, parent, official, way) AS (
    SELECT v.unit_id, {COLUMNS}, u.code FROM {VERSIONS} WHERE {IN_FORCE} AND v.parent_id IS NULL
    UNION ALL
    SELECT v.unit_id, {COLUMNS}, t.way || '/' || u.code FROM tree t JOIN {VERSIONS} WHERE v.parent_id = t.id AND {IN_FORCE}
)
SELECT code, level, kind, name, parent, official FROM tree ORDER BY way
"""


@contextmanager
def contest() -> Iterator[Contest]:
    with installation("demo", "--no-serve") as home:
        env = environment(home)
        process(KHUYENHOC, "units", "plan", "--unit", PROVINCE, "--date", "2024-12-01", "--json", os.devnull, env=env)()
        process(KHUYENHOC, "units", "apply", "1", env=env)()
        country = (KHUYENHOC, "units", "load", "--country", "--as-of")
        process(*country, DAY, env=env, codes=(0, 1))()
        set_up(home, "full")
        note = _plan()
        process(*country, REDRAWN, env=env, codes=(0, 1))()
        note |= _pages() | _figures(env)
        database = sqlite3.connect(home / "khuyenhoc.sqlite3")
        assert sorted(_by_hand(database), key=str) == sorted(_tree(), key=str)
        yield Contest(
            ours=_tree,
            rivals={"recursive SQL": lambda: _by_hand(database)},
            limit=("bare SELECT", lambda: database.execute(BARE, {"on": DAY}).fetchall()),
            note=note,
        )
        database.close()


def _tree() -> list[Any]:
    """As `units tree` does it."""
    from khuyenhoc.units.queries import unit_map

    map_ = unit_map(dt.date.fromisoformat(DAY))
    return [unit for top in map_.children[None] for unit in map_.below(top)]


def _by_hand(database: sqlite3.Connection) -> list[Any]:
    from khuyenhoc.units.spec import UnitName

    return [UnitName(*row) for row in database.execute(RECURSIVE, {"on": DAY})]


def _plan() -> dict[str, Any]:
    """Seconds for drawing a plan of the largest province, and for applying it; nothing of it is kept."""
    from django.db import transaction

    from khuyenhoc.units.country import way
    from khuyenhoc.units.planning import apply, keep_draft, look_at

    sheet = way((LARGEST,))
    draws = [_took(partial(look_at, rows=sheet.rows, on=sheet.on)) for _turn in range(5)]
    with transaction.atomic():
        plan, _drawn = keep_draft(by="bench", rows=sheet.rows, on=sheet.on, source="bench")
        applied = _took(partial(apply, by="bench", plan=plan))
        transaction.set_rollback(True)
    rows = len(sheet.rows) - 1
    return {f"plan of {rows} rows": _shown(draws, median), f"apply of {rows} rows": _shown([applied], median)}


def _pages() -> dict[str, Any]:
    """The seconds within which 95 of 100 pages of units come, the second time that each is asked for."""
    from django.core.management import call_command
    from django.test import Client

    from khuyenhoc.access.models import User
    from khuyenhoc.units.country import EARLY, country

    os.environ["KHUYENHOC_HOSTS"] = "127.0.0.1"
    call_command("collectstatic", interactive=False, verbosity=0)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username="van-phong"))
    asked = [partial(_page, client, unit.code) for unit in country(EARLY, (PROVINCE,)).units]
    for ask in asked:
        ask()
    taken = [_took(ask) for ask in asked]
    return {f"95 of 100 of {len(asked)} pages": _shown(taken, lambda times: quantiles(times, n=20)[-1])}


def _page(client: Any, code: str) -> None:
    answer = client.get(f"/don-vi/{code}/")
    assert answer.status_code == 200, (code, answer.status_code)


def _figures(env: dict[str, str]) -> dict[str, Any]:
    """How many times as long figures on another map take, of the same province, each as a process."""
    command = (KHUYENHOC, "figures", "--unit", PROVINCE, "--period", YEAR, "--json", os.devnull)
    then, other = (process(*command, *more, env=env, codes=(0, 1)) for more in ((), ("--as-of", DAY)))
    pairs = [(seconds(then), seconds(other)) for _turn in range(7)]
    return {"figures on another map": round(median(o for _t, o in pairs) / median(t for t, _o in pairs), 2)}


def _took(work: Work) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    before = time.process_time()
    return seconds(work), time.process_time() - before


def _shown(taken: Sequence[tuple[float, float]], one: Callable[[Sequence[float]], float]) -> dict[str, float]:
    clock, processor = zip(*taken, strict=True)
    return {"clock": round(one(clock), 3), "processor": round(one(processor), 3)}
