"""`khuyenhoc figures --figure MH04`: one figure, across units, or over periods."""

from __future__ import annotations

import argparse
from fractions import Fraction
from typing import Any

from khuyenhoc.cli.asking import asked, map_day
from khuyenhoc.cli.main import DONE
from khuyenhoc.cli.running import CouldNot, write_json


def show(given: argparse.Namespace) -> int:
    from khuyenhoc.catalogue.formula import FormulaError
    from khuyenhoc.rollups.algebra.periods import NotOverTime
    from khuyenhoc.rollups.algebra.queries import Asking, NoSuchLevel

    asking = Asking(map_day(given), given.with_submitted)
    answer = _across if given.across is not None else _over if given.since else _one
    try:
        found, lines = asked(lambda: answer(given, asking), given.unit, given.period)
    except NoSuchLevel as error:
        raise CouldNot(
            f"Dưới {given.unit} không có cấp “{error.args[0]}”. Các cấp: {', '.join(error.args[1])}."
        ) from error
    except NotOverTime as error:
        raise CouldNot(
            f"Không cộng được qua các kỳ: {error}. Chọn một chỉ tiêu, và các kỳ không trùng nhau."
        ) from error
    except FormulaError as error:
        raise CouldNot(
            f"“{given.figure}” không tính được vì đơn vị tính không khớp hoặc viết sai. Chỉ cộng, trừ số đếm cùng đơn vị tính; "
            "tỷ lệ là số đếm chia cho số đếm, ví dụ “MH03 / MH01 * 100”."
        ) from error
    if not write_json(given.json, {"figure": given.figure, "unit": given.unit, "period": given.period, **found}):
        print("\n".join(lines))
    return DONE


def _one(given: argparse.Namespace, asking: Any) -> tuple[dict[str, Any], list[str]]:
    from khuyenhoc.rollups.algebra.queries import value

    found = value(given.figure, given.unit, given.period, asking)
    return _as_json(found), [_line(found)]


def _across(given: argparse.Namespace, asking: Any) -> tuple[dict[str, Any], list[str]]:
    from khuyenhoc.rollups.algebra.orders import quartiles, ranked
    from khuyenhoc.rollups.algebra.queries import below, value

    whole = value(given.figure, given.unit, given.period, asking)
    values = below(given.figure, given.unit, given.period, given.across or None, asking)
    books, middle = asking.books(given.period), quartiles(values)
    order = ranked(values)
    names = ("least", "lower", "median", "upper", "greatest")
    cuts = {name: _text(getattr(middle, name), whole.measure) for name in names} if middle else None
    lines = [
        _line(whole),
        *(f"  {one.rank or '–':>4} {books.unit(one.unit).name:40} {_line(one.value)}" for one in order),
    ]
    if cuts:
        lines.append(f"  trung vị {cuts['median']}, tứ phân vị {cuts['lower']} và {cuts['upper']}")
    rows = [{"rank": one.rank, "unit": one.unit, **_as_json(one.value)} for one in order]
    return {**_as_json(whole), "quartiles": cuts, "units": rows}, lines


def _over(given: argparse.Namespace, asking: Any) -> tuple[dict[str, Any], list[str]]:
    from khuyenhoc.rollups.algebra.periods import Change
    from khuyenhoc.rollups.algebra.queries import over_periods, series

    periods = _periods(given.since, given.period)
    values = series(given.figure, given.unit, periods, asking)
    spanned = over_periods(given.figure, given.unit, periods, asking)
    change = Change(*(list(values.values())[n] for n in (0, -1)))
    difference, growth = _text(change.difference, spanned.value.measure), _text(change.growth, "%")
    lines = [f"  {period.words:24} {_line(one)}" for period, one in values.items()]
    lines += [
        f"qua {spanned.stated}/{spanned.periods} kỳ có số: {_line(spanned.value)}",
        f"thay đổi từ kỳ đầu đến kỳ cuối: {difference or 'không tính được'}{f' ({growth} %)' if growth else ''}",
    ]
    found = {
        "over_periods": {**_as_json(spanned.value), "periods": spanned.periods, "periods_stated": spanned.stated},
        "change": {"difference": difference, "growth_percent": growth},
        "periods": {period.code: _as_json(one) for period, one in values.items()},
    }
    return found, lines


def _periods(since: str, until: str) -> list[str]:
    from khuyenhoc.vietnamese.periods import period_of, periods_through

    first, last = period_of(since), period_of(until)
    try:
        if first and last:
            return [period.code for period in periods_through(first, last)]
    except ValueError:
        pass
    raise CouldNot(
        f"Không có các kỳ từ “{since}” đến “{until}”. Ghi hai kỳ cùng loại, kỳ đầu trước, ví dụ 2021 và 2023."
    )


def _as_json(value: Any) -> dict[str, Any]:
    covered = value.coverage
    counts = {"stated": covered.stated, "owing": covered.owing, "complete": covered.is_complete}
    return {"value": _text(value.value, value.measure), "measure": value.measure, "coverage": counts}


def _line(value: Any) -> str:
    text = _text(value.value, value.measure)
    return f"{text or 'không tính được'} {value.measure if text else ''} ({value.coverage.words})"


def _text(value: int | Fraction | None, measure: str) -> str | None:
    from khuyenhoc.vietnamese.numbers import format_count, format_decimal, format_percent

    if value is None:
        return None
    if value == int(value) and measure != "%":
        return format_count(int(value))
    return format_percent(value) if measure == "%" else format_decimal(value, 2)
