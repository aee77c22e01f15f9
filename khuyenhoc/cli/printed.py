"""`khuyenhoc printed --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.pins import where_printed

    found = [_as_json(one) for one in asked(lambda: where_printed(given.unit, given.period), given.unit, given.period)]
    changed = sum(one["now"] != one["printed"] for of in found for one in of["moved"])
    if not write_json(given.json, {"changed": changed, "prints": found}):
        print(f"{len(found)} văn bản, bài viết có in số liệu; {changed} con số nay đã khác")
        for of in found:
            print(f"  {of['name']} ({of['at'][:10]}): {of['pins']} con số")
            for one in of["moved"]:
                print(f"    {one['indicator']} {one['name']}: đã in {one['printed']}, nay {one['now']}")
    return FINDINGS if changed else DONE


def _as_json(one: Any) -> dict[str, Any]:
    moved = [
        {"unit": m.unit.code, "name": m.unit.name, "indicator": m.indicator, "printed": m.printed, "now": m.now}
        for m in one.moved
    ]
    printed = one.printed
    return {
        "kind": str(printed.kind), "subject": printed.subject, "name": printed.name, "at": printed.at.isoformat(),
        "books": printed.books, "pins": one.pins, "moved": moved,
    }  # fmt: skip
