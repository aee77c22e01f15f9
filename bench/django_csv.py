"""`python -m bench.django_csv FILE [models]`: every figure in force as Django writes it: csv.writer over a queryset.

The columns are those of `khuyenhoc export`; names come from dictionaries. As tuples the query is as light as it can be; as
models, with what they belong to, it is what a queryset gives when nothing else is said.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from django.db.models import QuerySet


def main(target: Path, *, as_models: bool = False) -> None:
    django.setup()
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.returns.models import Cell, Collection
    from khuyenhoc.units.queries import unit_map

    indicators = {i.code: (i.label, i.unit) for i in read_catalogue().forms[0].typed}
    map_ = unit_map(Collection.objects.latest("period_ends").period_ends)
    units = {code: (map_.name(code), unit.level, map_.name(unit.parent or "")) for code, unit in map_.units.items()}
    cells = Cell.objects.filter(return_of__state="accepted", return_of__superseded_at=None, stated="value")
    cells = cells.filter(indicator__code__in=indicators)

    def lines() -> Iterator[tuple[Any, ...]]:
        for unit, indicator, period, value in (_models if as_models else _tuples)(cells):
            yield unit, *units[unit], indicator, *indicators[indicator], period, value, 1, 1

    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines())


def _tuples(cells: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    columns = ("return_of__unit__code", "indicator__code", "return_of__collection__period", "value")
    yield from cells.values_list(*columns).iterator(chunk_size=5000)


def _models(cells: QuerySet[Any]) -> Iterator[tuple[Any, ...]]:
    for cell in cells.select_related("indicator", "return_of__unit", "return_of__collection").iterator(chunk_size=5000):
        yield cell.return_of.unit.code, cell.indicator.code, cell.return_of.collection.period, cell.value


if __name__ == "__main__":
    main(Path(sys.argv[1]), as_models="models" in sys.argv[2:])
