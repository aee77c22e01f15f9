"""`khuyenhoc export --indicator CODE --unit CODE [--below [LEVEL]] [--from PERIOD --to PERIOD] --out FILE`, or `--view`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import asked, day_or_none, office
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.progress import progress
from khuyenhoc.cli.running import CouldNot, write_json


def execute(given: argparse.Namespace) -> int:
    """Figures of many units, indicators and periods as a file, or as JSON."""
    from khuyenhoc.desk.explorer.taking import table_of, taken
    from khuyenhoc.documents.taking.files import WRITERS
    from khuyenhoc.rollups.explorer.queries import answer
    from khuyenhoc.vietnamese.numbers import format_count

    view, target = _view(given), Path(given.out) if given.out else None
    kinds = ", ".join(f".{kind}" for kind in WRITERS)
    if target and target.suffix.removeprefix(".") not in WRITERS:
        raise CouldNot(f"Tên tệp phải kết thúc bằng một trong: {kinds}. Ví dụ: --out so-lieu.xlsx.")
    if not target and not given.json:
        raise CouldNot("Ghi --out TỆP (xlsx, csv hoặc parquet), hoặc --json - để in ra màn hình.")
    found = asked(lambda: answer(view.question()), ", ".join(view.units), view.last)
    table = table_of(found, view)
    if target is None:
        write_json(given.json, {"view": view.query, **_rows(table)})
        return DONE
    made = taken(by=office(given.by).username, view=view, table=table, path=target, progress=progress("Đã ghi", "dòng"))
    if not write_json(given.json, {"view": view.query, "file": str(target), "rows": made.rows, "sha256": made.sha256}):
        print(f"Đã ghi {format_count(made.rows)} dòng vào {target}.")
    return DONE


def _view(given: argparse.Namespace) -> Any:
    """What is asked for. CouldNot where it is neither said by arguments nor by an address."""
    from khuyenhoc.desk.explorer.view import View, each, view_of
    from khuyenhoc.documents.taking.figures import Shape
    from khuyenhoc.rollups.explorer.queries import RIGHT_BELOW

    if given.view:
        view = view_of(given.view)
    else:
        below = RIGHT_BELOW if given.below == "" else given.below or ""
        as_of = day_or_none(given.as_of)
        view = View(
            each(given.indicator or ()), each(given.unit or ()), below, given.from_ or "", given.to_ or "",
            as_of.isoformat() if as_of else "", Shape(given.columns),
        )  # fmt: skip
    if not view.indicators or not view.units:
        raise CouldNot(
            "Ghi ít nhất một chỉ tiêu và một đơn vị: khuyenhoc export --indicator MH03 --unit 30 --out a.xlsx."
        )
    return view


def _rows(table: Any) -> dict[str, Any]:
    """Counts as numbers, shares as text, for no program to make them inexact."""
    from decimal import Decimal

    rows = [list(row) for batch in table.batches() for row in zip(*(c.to_pylist() for c in batch.columns), strict=True)]
    shown = [[f"{v.normalize():f}" if isinstance(v, Decimal) else v for v in row] for row in rows]
    return {"columns": [column.heading for column in table.columns], "rows": shown}
