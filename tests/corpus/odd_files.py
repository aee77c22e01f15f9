"""Files that are refused, or hold several: another period, no workbook, a ZIP."""

from __future__ import annotations

import io
import zipfile
from random import Random

from khuyenhoc.vietnamese.text import capitalised
from tests.corpus import layouts, writers
from tests.corpus.job import TYPED, Job
from tests.corpus.make import a_unit, expected, filled, finished, neighbours
from tests.corpus.odd_lines import PLAIN
from tests.corpus.parts import FORM, UNITS, Made, Page, Truth
from tests.corpus.places import bare, located


def other_period(random: Random, number: int, seed: int) -> Made:
    """Last year's title, half a year, another form."""
    one = filled(random, a_unit(random), PLAIN, seed)
    title = random.choice(
        [
            "BÁO CÁO TỔNG KẾT CÔNG TÁC KHUYẾN HỌC NĂM 2022",
            "Báo cáo công tác khuyến học 6 tháng đầu năm 2023",
            "Báo cáo kết quả khuyến học quý III năm 2023",
            "Mẫu BC-QUY: báo cáo số liệu năm 2023",
            "SỐ LIỆU KHUYẾN HỌC NĂM 2021",
            "Tổng hợp kết quả công tác khuyến học 9 tháng năm 2023",
        ]
    )
    head = [[f"Hội Khuyến học {one.unit.full_name}, {one.district.full_name}"], [title], []]
    body = [[n, FORM.by_code[c].label, FORM.by_code[c].unit, one.cell(c)] for n, c in enumerate(TYPED, start=1)]
    pages = [Page([*head, ["STT", "Chỉ tiêu", "ĐVT", "Kết quả"], *body])]
    return finished(random, number, pages, Truth("rejected", [], title))


def no_workbook(random: Random, number: int, seed: int) -> Made:
    """What is no workbook, or is broken."""
    whole = writers.xlsx([Page([["a"]])])
    name, data = random.choice(
        [
            ("bc.pdf", b"%PDF-1.7\n" + bytes(200)),
            ("anh.jpg", b"\xff\xd8\xff\xe0" + bytes(300)),
            ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(99)),
            ("rong.xlsx", b""),
            ("hong.xlsx", whole[: len(whole) // 2]),
            ("hong.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
            ("bc.docx", _zip({"word/document.xml": b"<w/>", "[Content_Types].xml": b""})),
            ("trang.xls", b"<html><table></table></html>"),
            (
                "khac.xlsx",
                writers.xlsx([Page([["Danh sách hội viên"], ["STT", "Họ và tên", "Năm sinh"], [1, "A", 1950]])]),
            ),
        ]
    )
    return Made(f"{number:04d} {name}", data, Truth("rejected", [], f"no workbook {name}"))


def _zip(parts: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def in_a_zip(random: Random, number: int, seed: int) -> Made:
    """Several workbooks in one ZIP, in folders, beside what systems leave there."""
    parts, returns = {"__MACOSX/._x": b"?", "Thumbs.db": b"?"}, []
    for n, unit in enumerate(neighbours(random, 3)):
        one = filled(random, unit, PLAIN, seed)
        pages = layouts.lines(Job(random, [one], PLAIN, lambda _: []))
        above = capitalised(UNITS[unit.parent or ""].full_name)
        parts[f"{above}/{unit.full_name}/bao cao {n}.xlsx"] = writers.xlsx(bare(pages))
        returns += located([expected(one)], pages)
    return Made(f"{number:04d} gui.zip", _zip(parts), Truth("read", returns, "a zip"))


def bad_zip(random: Random, number: int, seed: int) -> Made:
    """A ZIP that would lead out of its folder, holds another one, or is none."""
    inner = writers.xlsx([Page([["a"]])])
    parts = random.choice(
        [
            {"../ra ngoai.xlsx": inner},
            {"/etc/x.xlsx": inner},
            {"C:\\x.xlsx": inner},
            {"a.zip": _zip({"b.xlsx": inner})},
            {},
        ]
    )
    return Made(f"{number:04d} gui.zip", _zip(parts), Truth("rejected", [], f"a bad zip {list(parts)}"))
