"""`khuyenhoc targets --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json
from khuyenhoc.theme.states import LOOKS, key_of


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.targets.queries import target_sheet

    as_of = map_day(given)
    sheet = asked(lambda: target_sheet(given.unit, given.period, as_of), given.unit, given.period)
    form = books(given.period, as_of).form
    own, national = ([_as_json(told, form) for told in of] for of in (sheet.own, sheet.national))
    met = sum(told.result.is_reached for told in sheet.own)
    if not write_json(given.json, {"met": met, "of": len(own), "targets": own, "national": national}):
        print(f"{met}/{len(own)} chỉ tiêu đạt hoặc vượt")
        _print(own)
        print("Chỉ tiêu chung của cả nước")
        _print(national)
    return DONE


def _print(found: list[dict[str, Any]]) -> None:
    for t in found:
        mark = " (số liệu mẫu)" if t["synthetic"] else ""
        aimed = "mức chưa rõ" if t["value"] is None else f"mức {t['value']} {t['unit_of_measure']}"
        print(f"  {t['code']:12} {t['title']:50} {aimed}", end="")
        print(f", đạt {t['actual'] or 'chưa tính được'}: {str(LOOKS[key_of(t['verdict'])].text).lower()}{mark}")
        if need := t["needs"]:
            _print_need(need)


def _print_need(need: dict[str, Any]) -> None:
    """ "còn thiếu 1.204 gia đình (MH03); 12 đơn vị bên dưới chưa đạt, …"; nothing where nothing is lacking."""
    from khuyenhoc.vietnamese.numbers import format_count

    own = (
        f"còn thiếu {format_count(need['count'])} {need['measured_in']} ({need['indicator']})" if need["count"] else ""
    )
    lacking = f"{format_count(need['count_below'])} {need['measured_in']}"
    below = f"{need['units']} đơn vị bên dưới chưa đạt, cộng lại thiếu {lacking}" if need["units"] else ""
    if own or below:
        print(f"      {'; '.join(filter(None, (own, below)))}")


def _as_json(told: Any, form: Any) -> dict[str, Any]:
    target, need, pace = told.result, told.need, told.pace
    return {
        "code": target.code,
        "title": target.title,
        "value": None if target.value is None else f"{target.value.normalize():f}".replace(".", ","),
        "unit_of_measure": target.unit_of_measure,
        "actual": _exact(target.actual, target),
        "verdict": target.verdict.value,
        "comparator": "at_most" if target.at_most else "at_least",
        "distance": _exact(target.distance, target),
        "needs": need and {
            "indicator": need.indicator, "measured_in": form.by_code[need.indicator].unit,
            "count": need.count, "units": len(need.below), "count_below": need.count_below,
            "below": {short.unit.code: short.count for short in need.below},
        },
        "pace": {
            "points": {period: _exact(value, target) for period, value in pace.points}, "gained": _exact(pace.gained, target),
            "expected": _exact(pace.expected, target), "yearly": _exact(pace.yearly, target), "ahead": pace.ahead,
        },
        "by": target.by, "instrument": target.instrument, "group": target.group, "shared_from": target.shared_from,
        "measure": target.measure,
        "synthetic": target.synthetic,
        "status": target.status,
        "source": target.source,
    }  # fmt: skip


def _exact(value: Any, target: Any) -> str | None:
    from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

    if value is None:
        return None
    return format_percent(value) if target.unit_of_measure == "%" else format_decimal(value, 2)
