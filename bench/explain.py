"""Where MH03 of a country with ten thousand communes comes from: one level of the tree, in a warm process. To hold: 300 ms.

`province_ms`: the whole tree of a province down to its cells, 100 ms. `first_ms`: a country's first question after an act, when
its books are read anew from the kept copies. The rival writes the tree of all units by hand over all cells of the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness import Contest, milliseconds
from bench.workshop import set_up

CELLS = """
SELECT u.code, c.value FROM returns_cell c JOIN catalogue_indicator i ON i.id = c.indicator_id
JOIN returns_return r ON r.id = c.return_of_id JOIN units_unit u ON u.id = r.unit_id
WHERE i.code = 'MH03' AND r.collection_id = %s AND r.state IN ('accepted', 'signed') AND r.superseded_at IS NULL
"""


@contextmanager
def contest() -> Iterator[Contest]:
    with TemporaryDirectory(prefix="khuyenhoc-bench-") as folder:
        set_up(Path(folder))
        from bench.country_books import TOP, YEAR, fill

        collection, _office = fill()
        from django.db import connection

        from khuyenhoc.rollups.books import _books, books
        from khuyenhoc.rollups.kept.writing import keep
        from khuyenhoc.rollups.queries import explain

        keep(collection=collection)
        period = str(YEAR)
        map_ = books(period).map
        province = map_.children[TOP][0]

        def by_sql() -> object:
            with connection.cursor() as cursor:
                cursor.execute(CELLS, [collection.pk])
                totals: dict[str, int] = {}
                for unit, value in cursor.fetchall():
                    for above in map_.lineage(unit):
                        totals[above] = totals.get(above, 0) + value
            return totals

        def first() -> object:
            _books.cache_clear()
            return explain("MH03", TOP, period, one_level=True)

        yield Contest(
            ours=lambda: explain("MH03", TOP, period, one_level=True),
            rivals={"all cells by SQL": by_sql},
            limit=("journal's head", lambda: books(period)),
            note={
                "communes": len(collection.obligations.values_list("pk")),
                "province_ms": milliseconds(lambda: explain("MH03", province, period)),
                "first_ms": milliseconds(first),
            },
        )
        connection.close()
