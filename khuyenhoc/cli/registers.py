"""`khuyenhoc registers count|load|units|erase`: what the registers of a unit and of all below it say of a year; lists."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.register_lists import load
from khuyenhoc.cli.register_names import erase
from khuyenhoc.cli.register_units import units
from khuyenhoc.cli.running import CouldNot, write_json


def execute(given: argparse.Namespace) -> int:
    if given.action == "load":
        return load(given)
    if given.action == "erase":
        return erase(given)
    if given.action == "units":
        return units(given)
    if not (given.unit and given.year):
        raise CouldNot("Ghi cả đơn vị và năm, ví dụ: khuyenhoc registers count --unit 30 --year 2023.")
    return _count(given)


def _count(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.registers import register_counts

    as_of = map_day(given)
    found = asked(lambda: register_counts(given.unit, given.year, as_of), given.unit, str(given.year))
    models = {
        model.value: {"total": n.total, "registered": n.registered, "recognised": n.recognised}
        for model, n in found.items()
    }
    if not write_json(given.json, {"unit": given.unit, "year": given.year, "models": models}):
        _print(given.unit, given.year, found)
    return DONE


def _print(unit: str, year: int, found: Any) -> None:
    from khuyenhoc.units.history import versions
    from khuyenhoc.vietnamese.numbers import format_count, format_share
    from khuyenhoc.vietnamese.text import capitalised

    print(f"{capitalised(versions(unit)[-1].full_name)}, sổ mô hình học tập năm {year}:")
    for model, n in found.items():
        share = f", {format_share(n.recognised, n.total)} % được công nhận" if n.total else ""
        print(
            f"  {model.label:22} {format_count(n.total):>9} trong sổ, {format_count(n.registered):>9} đăng ký, "
            f"{format_count(n.recognised):>9} được công nhận{share}"
        )
