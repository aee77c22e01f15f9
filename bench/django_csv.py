"""`python -m bench.django_csv FILE`: every figure in force as Django writes it: csv.writer over a queryset's rows.

The columns are those of `khuyenhoc export`; names come from dictionaries, so that the query is as light as it can be.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django


def main(target: Path) -> None:
    django.setup()
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.returns.models import Cell, Collection
    from khuyenhoc.units.queries import unit_map

    indicators = {i.code: (i.label, i.unit) for i in read_catalogue().forms[0].typed}
    map_ = unit_map(Collection.objects.latest("period_ends").period_ends)
    units = {code: (map_.name(code), unit.level, map_.name(unit.parent or "")) for code, unit in map_.units.items()}
    cells = Cell.objects.filter(return_of__state="accepted", return_of__superseded_at=None, stated="value")
    cells = cells.filter(indicator__code__in=indicators)
    rows = cells.values_list("return_of__unit__code", "indicator__code", "return_of__collection__period", "value")

    def lines() -> Iterator[tuple[Any, ...]]:
        for unit, indicator, period, value in rows.iterator(chunk_size=5000):
            yield unit, *units[unit], indicator, *indicators[indicator], period, value, 1, 1

    with target.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
