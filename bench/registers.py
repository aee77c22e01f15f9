"""Pages of registers over the 515.481 families of a province in five years: lists and searches, on from any place. To hold:
p95 50 ms.

The rival answers the same questions in SQL as one writes it first: LIKE and OFFSET. The limit is the question by keys in bare
SQLite. In the notes: what the registers of a province count (30 ms), and by a day; a list of
100.000 rows loaded (10 s) beside Polars and a bare `bulk_create`; what the demonstration with all registers takes.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import quantiles
from typing import Any

from bench.full_registers import BUILT, YEARS, home
from bench.harness import Contest, milliseconds, seconds
from bench.list_in import imported
from bench.workshop import set_up

WORDS = (
    "nguyen van",
    "tran thi hoa",
    "hung",
    "le duc uoc",
    "ng v h",
    "quach thi mai",
    "do",
    "khuc",
    "vu thi thu huong",
)
PAGES, DEEP = 120, 40
"""How many pages are asked for; how many pages into a list they begin at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """A page of the lists of units in a year: how many pages into it, of which words ("": all)."""

    units: tuple[str, ...]
    year: int
    pages: int
    words: str


@contextmanager
def contest() -> Iterator[Contest]:
    set_up(home())
    from khuyenhoc.recognition.calling import Key, key_of
    from khuyenhoc.recognition.enums import LearningModel
    from khuyenhoc.recognition.queries import Filters, page_of
    from khuyenhoc.units.queries import unit_map

    model = LearningModel.FAMILY
    questions = _questions(unit_map(dt.date(YEARS[-1], 12, 31)))
    bare = sqlite3.connect(BUILT / "khuyenhoc.sqlite3")
    after: dict[Question, Key | None] = {q: _before(q, page_of, key_of, Filters, model) for q in questions}

    def page(q: Question) -> None:
        page_of(q.units, model, q.year, Filters(words=q.words), after[q])

    def listed(q: Question) -> None:
        bare.execute(*_offset(q)).fetchall()

    def ours() -> None:
        for q in questions:
            page(q)

    def by_offset() -> None:
        for q in questions:
            listed(q)

    def by_key() -> None:
        for q in questions:
            bare.execute(*_by_key(q, after[q])).fetchall()

    each = [seconds(partial(page, q)) for q in questions]
    theirs = [seconds(partial(listed, q)) for q in questions]
    note = {"p95_ms": _p95(each), "rival_p95_ms": _p95(theirs), **_counts(), **imported()}
    yield Contest(ours, {"LIKE and OFFSET": by_offset}, ("bare SQLite by keys", by_key), note=note)


def _questions(map_: Any) -> list[Question]:
    """A third each over a commune, a district, the province; half of them for words."""
    chance = random.Random(6)
    places = [chance.choice(map_.lowest("30")) for _ in range(PAGES // 3)]
    places += [chance.choice(map_.children["30"]) for _ in range(PAGES // 3)] + ["30"] * (PAGES // 3)
    found = []
    for n, place in enumerate(places):
        units = tuple(u.code for u in map_.below(place, "commune"))
        words = chance.choice(WORDS) if n % 2 else ""
        found.append(Question(units, chance.choice(YEARS), 0 if words else chance.randrange(DEEP), words))
    return found


def _before(q: Question, page_of: Any, key_of: Any, filters: Any, model: Any) -> Any:
    """Where the page of a question begins."""
    after = None
    for _page in range(q.pages):
        if not (rows := page_of(q.units, model, q.year, filters(words=q.words), after)):
            break
        after = key_of(rows[-1])
    return after


_LISTED = (
    "FROM recognition_standing s JOIN recognition_entry e ON e.id = s.entry_id JOIN units_unit u ON u.id = s.unit_id"
    " WHERE s.year = ? AND s.model = 'family' AND s.status NOT IN ('moved_away', 'ended') AND u.code IN ({units})"
)


def _offset(q: Question) -> tuple[str, Sequence[Any]]:
    listed = _LISTED.format(units=", ".join("?" * len(q.units)))
    liked = [f"%{word}%" for word in q.words.split()]
    where = "".join(" AND e.search_name LIKE ?" for _ in liked)
    sql = f"SELECT s.id, e.name, s.status {listed}{where} ORDER BY u.code, e.village_id, e.number LIMIT 50 OFFSET ?"
    return sql, (q.year, *q.units, *liked, q.pages * 50)


def _by_key(q: Question, after: Any) -> tuple[str, Sequence[Any]]:
    """The page of one unit's list after a key; of words, the first fifty entries by the index of words."""
    if q.words:
        said = " ".join(f"{word}*" for word in q.words.split())
        sql = (
            "SELECT s.id, e.name, s.status FROM recognition_entry_words w CROSS JOIN recognition_standing s ON"
            " s.entry_id = w.rowid AND s.year = ? JOIN recognition_entry e ON e.id = s.entry_id"
            " WHERE recognition_entry_words MATCH ? AND s.model = 'family' ORDER BY w.rowid LIMIT 50"
        )
        return sql, (q.year, said)
    unit, village, number, _entry = after or (q.units[0], 0, 0, 0)
    sql = f"SELECT s.id, e.name, s.status {_LISTED.format(units='?')} AND (e.village_id, e.number) > (?, ?)"
    return f"{sql} ORDER BY e.village_id, e.number LIMIT 50", (q.year, unit, village, number)


def _p95(taken: Sequence[float]) -> float:
    return round(quantiles(taken, n=20)[-1] * 1000, 1)


def _counts() -> dict[str, float]:
    from khuyenhoc.recognition.queries import figures_on
    from khuyenhoc.rollups.registers import register_counts

    ends = dt.date(YEARS[-1], 12, 31)
    return {
        "count_ms": milliseconds(lambda: register_counts("30", YEARS[-1])),
        "count_of_a_day_ms": milliseconds(lambda: figures_on(YEARS[-1], ends), 3),
        "count_of_a_day_in_a_commune_ms": milliseconds(lambda: figures_on(YEARS[-1], ends, ["11242"])),
    }
