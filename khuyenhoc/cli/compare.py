"""`khuyenhoc compare INDICATOR --unit CODE [--from PERIOD --to PERIOD] [--as-of DATE]`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot, write_json
from khuyenhoc.cli.why import exact
from khuyenhoc.vietnamese.periods import period_words


def execute(given: argparse.Namespace) -> int:
    """Prints a figure over the periods, with what of each change is growth, and the days on which the map was redrawn."""
    from khuyenhoc.documents.years import years_svg
    from khuyenhoc.rollups.stated import stated_periods
    from khuyenhoc.rollups.years import over_years, span

    as_of = map_day(given)
    periods = asked(lambda: span(stated_periods(), given.from_, given.to_), given.unit, "")
    if len(periods) < 2:
        raise CouldNot("Cần số liệu của ít nhất hai kỳ cùng loại. Nạp số liệu kỳ trước bằng “khuyenhoc history load”.")
    found = asked(lambda: over_years(given.indicator, given.unit, periods, as_of), given.unit, periods[-1])
    if given.svg:
        Path(given.svg).write_text(years_svg(found), encoding="utf-8")
    if not write_json(given.json, _as_json(found)):
        _print(found)
    return DONE


def _as_json(found: Any) -> dict[str, Any]:
    return {
        "indicator": found.indicator.code,
        "unit": found.unit.code,
        "name": found.unit.name,
        "as_of": found.as_of and found.as_of.isoformat(),
        "years": [
            {
                "period": year.period,
                "value": year.point and exact(year.point.value),
                "reported": year.point and year.point.reported,
                "units": year.point and year.point.units,
                "change": None if year.change is None else exact(year.change),
                "growth": None if year.growth is None else exact(year.growth),
                "border": exact(year.border),
                "reports": exact(year.reports),
                "revisions": exact(year.revisions),
            }
            for year in found.years
        ],
        "redrawn": [{"on": r.on.isoformat(), "before": r.before, "after": r.after} for r in found.redrawings],
        "synthetic": found.synthetic,
    }


def _print(found: Any) -> None:
    from khuyenhoc.documents.changes import figure, signed
    from khuyenhoc.documents.years import redrawing_words

    print(f"{found.indicator.label}, {found.unit.name} ({found.indicator.unit})")
    for year in found.years:
        value = figure(year.point.value, found.indicator) if year.point else "–"
        parts = [("tăng, giảm tại đơn vị", year.growth), ("địa giới", year.border), ("báo cáo", year.reports)]
        parts.append(("sửa báo cáo", year.revisions))
        said = "; ".join(f"{words} {signed(part, found.indicator)}" for words, part in parts if part)
        print(f"  {period_words(year.period):24} {value:>18}  {said}")
    for one in found.redrawings:
        print(f"  sắp xếp đơn vị {redrawing_words(one)}")
