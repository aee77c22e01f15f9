"""`khuyenhoc figures --unit CODE --period YEAR`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import write_json
from khuyenhoc.vietnamese.periods import period_words


def execute(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.queries import figures

    found = asked(lambda: figures(given.unit, given.period), given.unit, given.period)
    form = books(given.period).form
    if not write_json(given.json, _as_json(found, form)):
        _print(found, form)
    return DONE


def _as_json(found: Any, form: Any) -> dict[str, Any]:
    return {
        "unit": found.unit.code,
        "period": found.period,
        "figures": dict(found.total),
        "shares": {code: _share(form.by_code[code], value) for code, value in found.share.items()},
        "flags": [{"indicator": f.indicator, "code": f.code, "message": f.message} for f in found.flags],
        "returns": {"owing": found.owing, "accepted": found.accepted, "signed": found.signed},
    }


def _share(indicator: Any, value: Any) -> str | None:
    from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

    if value is None:
        return None
    return format_percent(value) if indicator.unit == "%" else format_decimal(value, 2)


def _print(found: Any, form: Any) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    print(f"{found.unit.name}, {period_words(found.period)}: {found.accepted}/{found.owing} báo cáo đã được chấp nhận")
    for indicator in form.indicators:
        if indicator.is_derived:
            text = _share(indicator, found.share[indicator.code]) or "không tính được"
        else:
            total = found.total[indicator.code]
            text = "–" if total is None else format_count(total)
        print(f"  {indicator.code:6} {indicator.label:60} {text:>20} {indicator.unit}")
    for flag in found.flags:
        print(f"  ! {flag.indicator} {flag.message}{'' if flag.verified else ' (chưa kiểm chứng)'}")
