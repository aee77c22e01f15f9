"""`khuyenhoc targets --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json

WORDS = {"exceeded": "vượt", "met": "đạt", "missed": "chưa đạt", "not_calculable": "chưa tính được"}


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.queries import targets

    as_of = map_day(given)
    reached = asked(lambda: targets(given.unit, given.period, as_of), given.unit, given.period)
    found = [_as_json(target) for target in reached]
    met = sum(t["verdict"] in ("met", "exceeded") for t in found)
    if not write_json(given.json, {"met": met, "of": len(found), "targets": found}):
        print(f"{met}/{len(found)} chỉ tiêu đạt hoặc vượt")
        for t in found:
            mark = " (số liệu mẫu)" if t["synthetic"] else ""
            actual = t["actual"] or "chưa tính được"
            print(f"  {t['code']:12} {t['title']:50} mức {t['value']} {t['unit_of_measure']}", end="")
            print(f", đạt {actual}: {WORDS[t['verdict']]}{mark}")
    return DONE


def _as_json(target: Any) -> dict[str, Any]:
    from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

    percent = target.unit_of_measure == "%"
    actual = target.actual
    text = None if actual is None else format_percent(actual) if percent else format_decimal(actual, 2)
    return {
        "code": target.code,
        "title": target.title,
        "value": None if target.value is None else f"{target.value.normalize():f}".replace(".", ","),
        "unit_of_measure": target.unit_of_measure,
        "actual": text,
        "verdict": target.verdict.value,
        "measure": target.measure,
        "synthetic": target.synthetic,
        "status": target.status,
        "source": target.source,
    }
