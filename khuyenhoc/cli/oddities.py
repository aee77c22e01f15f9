"""`khuyenhoc oddities --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE, FINDINGS
from khuyenhoc.cli.running import write_json


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.oddities.queries import oddities

    as_of = map_day(given)
    flags = asked(lambda: oddities(given.unit, given.period, as_of), given.unit, given.period)
    kept = books(given.period, as_of)
    found = [{"name": kept.unit(flag.unit).name, **_as_json(flag)} for flag in flags]
    waiting = sum(one["answer"] is None for one in found)
    if not write_json(given.json, {"found": len(found), "open": waiting, "oddities": found}):
        print(f"{len(found)} số khác thường, {waiting} chưa có lý do")
        for one in found:
            _print(one)
    return FINDINGS if waiting else DONE


def _as_json(flag: Any) -> dict[str, Any]:
    answer = flag.answer and {
        "reason": flag.answer.reason, "by": flag.answer.by, "on": flag.answer.on and flag.answer.on.isoformat(),
    }  # fmt: skip
    return {
        "unit": flag.unit, "indicator": flag.indicator, "rule": flag.code, "title": flag.title, "message": flag.message,
        "amount": flag.amount, "against": flag.against, "certainty": flag.certainty, "source": flag.source,
        "verified": flag.verified, "cause": flag.cause, "answer": answer,
    }  # fmt: skip


def _print(one: dict[str, Any]) -> None:
    from khuyenhoc.desk.oddities_page import CERTAINTY

    certainty = str(CERTAINTY[one["certainty"]]).lower()
    print(f"  {one['rule']} {one['unit']} {one['name']}: {one['message']}")
    mark = "" if one["verified"] else " (chưa kiểm chứng)"
    print(f"      {certainty}; {one['amount']}; {one['against']}; nguồn: {one['source']}{mark}")
    if one["answer"]:
        print(f"      lý do: {one['answer']['reason']}")
