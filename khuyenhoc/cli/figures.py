"""`khuyenhoc figures --unit CODE --period YEAR`, and `khuyenhoc figures verify`."""

from __future__ import annotations

import argparse
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot, write_json
from khuyenhoc.vietnamese.periods import period_words


def execute(given: argparse.Namespace) -> int:
    if given.action == "verify":
        from khuyenhoc.cli.kept import verify

        return verify(given)
    if not (given.unit and given.period):
        raise CouldNot("Ghi cả đơn vị và kỳ, ví dụ: khuyenhoc figures --unit 30 --period 2023.")
    if given.figure:
        from khuyenhoc.cli.one_figure import show

        return show(given)
    return _show(given)


def _show(given: argparse.Namespace) -> int:
    from khuyenhoc.rollups.books import books
    from khuyenhoc.rollups.queries import figures

    as_of = map_day(given)
    found = asked(lambda: figures(given.unit, given.period, as_of), given.unit, given.period)
    kept = books(given.period, as_of)
    apart = {"unallocated": kept.unallocated(given.unit), "kept": kept.kept(given.unit)}
    if not write_json(given.json, _as_json(found, kept.form, apart if as_of else {})):
        _print(found, kept.form, apart)
    return DONE


def _as_json(found: Any, form: Any, apart: dict[str, dict[str, int]]) -> dict[str, Any]:
    return {
        "unit": found.unit.code,
        "period": found.period,
        "figures": dict(found.total),
        "stated": {code: found.counted.get(code, 0) for code in found.total},
        "shares": {code: share_text(form.by_code[code], value) for code, value in found.share.items()},
        "flags": [{"indicator": f.indicator, "code": f.code, "message": f.message} for f in found.flags],
        "returns": {"owing": found.owing, "accepted": found.accepted, "signed": found.signed},
        **apart,
    }


def share_text(indicator: Any, value: Any) -> str | None:
    from khuyenhoc.vietnamese.numbers import format_decimal, format_percent

    if value is None:
        return None
    return format_percent(value) if indicator.unit == "%" else format_decimal(value, 2)


def _print(found: Any, form: Any, apart: dict[str, dict[str, int]]) -> None:
    from khuyenhoc.vietnamese.numbers import format_count

    print(f"{found.unit.name}, {period_words(found.period)}: {found.accepted}/{found.owing} báo cáo đã được chấp nhận")
    for indicator in form.indicators:
        if indicator.is_derived:
            text = share_text(indicator, found.share[indicator.code]) or "không tính được"
        else:
            total = found.total[indicator.code]
            text = "–" if total is None else format_count(total)
            if total is not None and (stated := found.counted.get(indicator.code, 0)) < found.owing:
                text += f" ({stated}/{found.owing} đơn vị)"
            for words, values in (("chưa phân bổ", apart["unallocated"]), ("giữ ở đơn vị cũ", apart["kept"])):
                if value := values.get(indicator.code):
                    text += f" ({words} {format_count(value)})"
        print(f"  {indicator.code:6} {indicator.label:60} {text:>20} {indicator.unit}")
    for flag in found.flags:
        print(f"  ! {flag.indicator} {flag.message}{'' if flag.verified else ' (chưa kiểm chứng)'}")
