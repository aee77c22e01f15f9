"""`khuyenhoc why INDICATOR --unit CODE --from PERIOD --to PERIOD [--as-of DATE]`."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json
from khuyenhoc.vietnamese.periods import period_words


def execute(given: argparse.Namespace) -> int:
    """Prints the change with its contributions, the largest first; as JSON, they add up to the change exactly."""
    from khuyenhoc.documents.changes import sentence
    from khuyenhoc.documents.waterfall import waterfall_svg
    from khuyenhoc.rollups.why import why

    as_of = map_day(given)
    found = asked(lambda: why(given.indicator, given.unit, given.from_, given.to_, as_of), given.unit, given.to_)
    if given.svg:
        Path(given.svg).write_text(waterfall_svg(found), encoding="utf-8")
    if not write_json(given.json, _as_json(found, sentence(found))):
        _print(found, sentence(found))
    return DONE


def _as_json(change: Any, sentence: str) -> dict[str, Any]:
    return {
        "indicator": change.indicator.code,
        "unit": change.unit.code,
        "name": change.unit.name,
        "as_of": change.as_of and change.as_of.isoformat(),
        "from": _point(change.first),
        "to": _point(change.second),
        "change": exact(change.change),
        "sentence": sentence,
        "contributions": [
            {
                "unit": c.unit, "name": c.name, "cause": c.cause.value, "change": exact(c.change), "before": c.before,
                "after": c.after, "units": c.units,
            }
            for c in change.contributions
        ],
        "synthetic": change.synthetic,
    }  # fmt: skip


def _point(point: Any) -> dict[str, Any]:
    return {
        "period": point.period, "value": exact(point.value), "reported": point.reported, "units": point.units,
    }  # fmt: skip


def exact(value: Fraction) -> int | str:
    """A whole number as such; a share as "p/q", so that nothing is lost."""
    return value.numerator if value.denominator == 1 else str(value)


def _print(change: Any, sentence: str) -> None:
    from khuyenhoc.documents.changes import CAUSES, figure, signed

    print(f"{change.indicator.label}, {change.unit.name}")
    for point in (change.first, change.second):
        value = figure(point.value, change.indicator)
        print(
            f"  {period_words(point.period)}: {value} {change.indicator.unit} ({point.reported}/{point.units} đơn vị có số)"
        )
    print(sentence)
    for one in change.contributions:
        print(f"  {signed(one.change, change.indicator):>18}  {one.name} ({CAUSES[one.cause]})")
