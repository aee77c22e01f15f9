"""What commands share: the collection, the period and the unit that were asked for, or a sentence."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from khuyenhoc.cli.running import CouldNot
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.periods import period_of, period_words

T = TypeVar("T")


def asked(question: Callable[[], T], unit: str, period: str) -> T:
    """The question's answer. CouldNot for a period without figures, for a unit or indicator that is not there, and for what
    cannot be compared."""
    from khuyenhoc.rollups.books import NoSuchPeriod
    from khuyenhoc.rollups.changes import NotCalculable
    from khuyenhoc.rollups.why import NotOnMap

    try:
        return question()
    except NoSuchPeriod as error:
        raise _no_collection(error.args[0] if error.args else period) from error
    except NotOnMap as error:
        raise CouldNot(
            f"Đơn vị {error.unit} không có trên bản đồ {period_words(error.period)}. Chọn một bản đồ chung bằng --as-of."
        ) from error
    except NotCalculable as error:
        raise CouldNot(
            f"Không tính được: {period_words(error.period)} chưa có số liệu của đơn vị {unit}, hoặc mẫu số bằng 0."
        ) from error
    except KeyError as error:
        raise CouldNot(
            f"Không có {error.args[0]!r} trong {period_words(period)} (đơn vị {unit}). Kiểm tra lại mã."
        ) from error


def office(username: str | None) -> Any:
    """The account that stands in the journal, as `options.actor` asks for it. CouldNot where there is none."""
    from khuyenhoc.access.models import User
    from khuyenhoc.access.office import OFFICE

    found = User.objects.filter(username=username or OFFICE).first()
    if found is None:
        raise CouldNot(f"Không có tài khoản “{username or OFFICE}”. Chọn tài khoản khác bằng --by.")
    return found


def unit_named(code: str) -> Any:
    """The unit of a code. CouldNot where there is none."""
    from khuyenhoc.units.models import Unit

    found = Unit.objects.filter(code=code).first()
    if found is None:
        raise CouldNot(f"Không có đơn vị nào mã “{code}”. Kiểm tra lại mã.")
    return found


def read_file(path: Path) -> bytes:
    """What stands in a file that an argument names. CouldNot where there is none."""
    if not path.is_file():
        raise CouldNot(f"Không có tệp “{path}”. Kiểm tra lại đường dẫn.")
    return path.read_bytes()


def numbered(rows: Any, number: str) -> Any:
    """The one of these rows that has a number, as typed; None where there is none, or it is no number."""
    return rows.filter(pk=number).first() if number.isascii() and number.isdigit() else None


def day_of(text: str) -> dt.date:
    """The day that an argument names. CouldNot for what is no day."""
    from khuyenhoc.vietnamese.dates import parse_date

    if (day := parse_date(text)) is None:
        raise CouldNot(f"“{text}” không phải là ngày. Viết theo năm-tháng-ngày, ví dụ 2025-07-01.")
    return day


def day_or_none(text: str | None) -> dt.date | None:
    """The same of an argument that may be left out."""
    return day_of(text) if text else None


def map_day(given: argparse.Namespace) -> dt.date | None:
    """The day whose map `--as-of` asks for; None for the period's own. CouldNot for what is no day, or one without a map."""
    from khuyenhoc.units.history import mapped_since

    day = day_or_none(given.as_of)
    if day and (since := mapped_since()) and day < since:
        raise CouldNot(
            f"Chưa có bản đồ đơn vị của ngày {format_date(day)}. Bản đồ đầu tiên là của ngày {format_date(since)}."
        )
    return day


def collecting_unit(period: str) -> str:
    """The code of the unit that opened the period's collection."""
    from khuyenhoc.returns.models import Collection

    code = Collection.objects.filter(period=period).values_list("unit__code", flat=True).first()
    if code is None:
        raise _no_collection(period)
    return code


def _no_collection(period: str) -> CouldNot:
    if period_of(period) is None:
        return CouldNot(f"Không có kỳ “{period}”. Ghi 2023 (cả năm), 2023-6T (6 tháng đầu năm) hoặc 2023-Q1 (quý I).")
    return CouldNot(f"Chưa có đợt báo cáo nào của {period_words(period)}.")


def collection_named(code: str) -> Any:
    """The collection of that code. CouldNot, with those that there are, for another one."""
    from khuyenhoc.returns.models import Collection

    found = Collection.objects.select_related("unit", "form").filter(code=code).first()
    if found is None:
        known = ", ".join(Collection.objects.values_list("code", flat=True)) or "chưa có đợt nào"
        raise CouldNot(f"Không có đợt báo cáo “{code}”. Các đợt đang có: {known}.")
    return found
