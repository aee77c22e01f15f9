"""A workbook in the official form, written for a test: the shape that needs no explaining."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from io import BytesIO

import xlsxwriter

from khuyenhoc.catalogue.loaders import read_catalogue
from tests.fixtures import CLEAN

FORM = read_catalogue().forms[0]
FIRST_ROW = 6
CREATED = dt.datetime(2023, 12, 15, 8, 30)
"""So that the same figures are the same bytes."""


def official(
    owner: str = "Hội Khuyến học xã Thanh Tùng, huyện Thanh Miện",
    *,
    year: str = "2023",
    title: str = "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC",
    figures: Mapping[str, object] | None = None,
    **changed: object,
) -> bytes:
    """The bytes of a workbook with one sheet "Báo cáo": STT, Mã, Chỉ tiêu, Đơn vị tính, Kết quả (column E)."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": CREATED})
    sheet = book.add_worksheet("Báo cáo")
    sheet.write(0, 0, owner)
    sheet.write(2, 0, f"{title} NĂM {year}")
    sheet.write_row(4, 0, ["STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kết quả"])
    stated = {**CLEAN, **(figures or {}), **changed}
    for row, i in enumerate(FORM.typed, start=FIRST_ROW - 1):
        sheet.write_row(row, 0, [row - FIRST_ROW + 2, i.code, i.label, i.unit])
        value = stated[i.code]
        if isinstance(value, str) and value.startswith("="):
            sheet.write_formula(row, 4, value, None, "#REF!")
        elif value is not None:
            sheet.write(row, 4, value)
    book.close()
    return data.getvalue()


def address(code: str) -> str:
    """Where `official` writes an indicator: "Báo cáo!E23"."""
    codes = [i.code for i in FORM.typed]
    return f"Báo cáo!E{FIRST_ROW + codes.index(code)}"
