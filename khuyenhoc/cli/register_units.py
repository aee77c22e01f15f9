"""`khuyenhoc registers units`: all units right below one stand on its list of communities of a year."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import office, unit_named
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot, write_json


def units(given: argparse.Namespace) -> int:
    """0 also where all of them stand there already."""
    from django.db import transaction

    from khuyenhoc.audit import clock
    from khuyenhoc.recognition.wholes.acts import put_units_on_list
    from khuyenhoc.recognition.wholes.queries import map_of_year, to_come, wholes_of

    if not (given.unit and given.year):
        raise CouldNot("Ghi cả đơn vị và năm, ví dụ: khuyenhoc registers units --unit 300 --year 2023.")
    unit, by = unit_named(given.unit), office(given.by)
    map_ = map_of_year(given.year, clock.today())
    lists = wholes_of(map_, unit.code)
    below = [
        one for one in lists if {u.code for u in one.units} != {unit.code}
    ] or lists  # itself where nothing is below
    if not below:
        raise CouldNot(f"Năm {given.year}, đơn vị {unit.code} không có đơn vị nào ngay bên dưới.")
    done = []
    with transaction.atomic():
        for wholes in below:
            coming = to_come(unit.code, wholes, given.year)
            put = coming.number and not given.dry_run
            step = put_units_on_list(by=by, unit=unit, year=given.year, scope=wholes.scope) if put else None
            done.append(
                {
                    "scope": wholes.scope, "units": len(wholes.units), "new": len(coming.new), "known": len(coming.known),
                    "gone": [entry.name for entry in coming.gone], "step": step and step.pk,
                }
            )  # fmt: skip
    found = {"unit": unit.code, "year": given.year, "lists": done, "dry_run": given.dry_run}
    if not write_json(given.json, found):
        _print(map_.name(unit.code), given.year, done, dry_run=given.dry_run)
    return DONE


def _print(unit: str, year: int, done: list[dict[str, Any]], *, dry_run: bool) -> None:
    from khuyenhoc.recognition.wholes.saying import whole_noun

    print(f"{unit}, danh sách cộng đồng học tập năm {year}:")
    for one in done:
        number = one["new"] + one["known"]
        what = f"{'sẽ đưa' if dry_run else 'đã đưa'} {number} vào danh sách" if number else "đã có đủ trong danh sách"
        from_before = f", trong đó {one['known']} từ danh sách trước" if one["known"] else ""
        print(f"  {whole_noun(one['scope'])}: {one['units']} trên bản đồ, {what}{from_before}")
        if one["gone"]:
            print(f"  không chuyển sang, vì không còn ngay bên dưới: {', '.join(one['gone'])}")
