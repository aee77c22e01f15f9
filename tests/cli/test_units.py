"""Units from the command line: a sheet becomes a plan, the plan a map, and back; on any day and over all days."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import xlsxwriter

from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS
from khuyenhoc.returns.reorganising import sheet_rows
from tests.cli.conftest import Run

SHEET = "Mã cũ;Đơn vị cũ;Đơn vị mới;Phạm vi\n11242;xã Thanh Tùng;xã Tùng Lâm;toàn bộ\n11245;;xã Tùng Lâm;\n"
PLAN = ("--date", "2025-07-01", "--decision", "1/NQ", "--json", "-")


@pytest.fixture
def sheet(tmp_path: Path) -> str:
    path = tmp_path / "phu-luc.csv"
    path.write_text(SHEET, encoding="utf-8")
    return str(path)


def test_from_sheet_to_map_and_back(run: Run, sheet: str) -> None:
    code, plan = run("plan", sheet, *PLAN)
    assert (code, plan["state"], plan["on"], plan["decision"]) == (DONE, "draft", "2025-07-01", "1/NQ")
    assert [(u["unit"], u["name"], u["from"]) for u in plan["begins"]] == [
        ("11242-2025", "xã Tùng Lâm", [{"unit": "11242", "whole": True}, {"unit": "11245", "whole": True}])
    ]
    assert [u["unit"] for u in plan["ends"]] == ["11242", "11245"]
    assert (plan["before"]["commune"], plan["after"]["commune"]) == (235, 234)

    assert plan["handing"]["owed"] == [
        {"collection": "BC-NAM-2023", "unit": code, "owed": True, "by": ["11242-2025"]} for code in ("11242", "11245")
    ]

    number = str(plan["plan"])
    assert run("apply", number, "--json", "-")[1]["state"] == "applied"
    code, tree = run("tree", "--unit", "300", "--as-of", "2025-07-01", "--json", "-")
    assert (code, tree["unit"], tree["name"], tree["level"]) == (DONE, "300", "huyện Thanh Miện", "district")
    assert {"unit": "11242-2025", "name": "xã Tùng Lâm", "level": "commune", "units": []} in tree["units"]
    _code, before = run("tree", "--unit", "300", "--as-of", "2025-06-30", "--json", "-")
    assert len(before["units"]) == len(tree["units"]) + 1

    _code, history = run("history", "thanh tung", "--json", "-")
    assert [(n["name"], n["to"], n["ended_as"]) for n in history["names"]] == [
        ("xã Thanh Tùng", "2025-07-01", "merged")
    ]
    assert history["names"][0]["ended_by"] == {"plan": int(number), "on": "2025-07-01", "decision": "1/NQ"}
    assert [u["unit"] for u in history["today"]] == ["11242-2025"]
    said = run("history", "11242")[1]
    assert "Xã Thanh Tùng, thuộc huyện Thanh Miện: từ ngày 01/01/2023 đến trước ngày 01/07/2025, theo 1/NQ" in said
    assert "Nhập vào xã Tùng Lâm (11242-2025), ngày 01/07/2025" in said
    assert run("tree", "--unit", "11242", "--as-of", "2025-07-01") == (
        COULD_NOT,
        "khuyenhoc: Ngày 01/07/2025 không có đơn vị mã 11242. Nay là: xã Tùng Lâm (11242-2025). Chọn ngày khác bằng --as-of.\n",
    )

    code, back = run("counter", number, "--date", "2026-01-01", "--json", "-")
    assert (code, [u["unit"] for u in back["begins"]], [u["unit"] for u in back["ends"]]) == (
        DONE, ["11242", "11245"], ["11242-2025"],
    )  # fmt: skip

    assert run("undo", number, "--json", "-") == (DONE, {"plan": int(number), "on": "2025-07-01", "state": "undone"})
    assert run("tree", "--unit", "300", "--as-of", "2025-07-01", "--json", "-")[1] == before


def test_what_must_be_answered_is_printed_with_its_line(run: Run, sheet: str) -> None:
    Path(sheet).write_text("Đơn vị cũ;Đơn vị mới\nxã Hồng Phong;xã Mới\n", encoding="utf-8")
    code, said = run("plan", sheet, "--date", "01/07/2025")
    assert code == FINDINGS
    assert "Phải trả lời: dòng 2: “xã Hồng Phong” là tên của 3 đơn vị" in said
    assert "11224  xã Hồng Phong" in said
    assert "Nên xem lại: Chưa ghi số quyết định" in said
    assert "chưa áp dụng được" in said


def test_the_preview_is_read_in_names(run: Run, sheet: str) -> None:
    said = run("plan", sheet, "--date", "2025-07-01", "--decision", "1/NQ")[1]
    assert "Kết thúc: xã Thanh Tùng (11242) → xã Tùng Lâm\n" in said
    assert "Phải nộp: Xã Thanh Tùng, năm 2023: xã Tùng Lâm gửi thay, đứng tên đơn vị cũ\n" in said
    assert "Bắt đầu: xã Tùng Lâm (11242-2025), thuộc huyện Thanh Miện\n" in said
    assert "Sau: Tỉnh, thành phố: 1; Huyện, thị xã, thành phố thuộc tỉnh: 12; Xã, phường, thị trấn: 234.\n" in said
    assert re.search(r"chưa áp dụng\. Áp dụng: khuyenhoc units apply \d+\n$", said)


def test_looking_alone_keeps_nothing(run: Run, sheet: str) -> None:
    assert run("plan", sheet, *PLAN, "--dry-run")[1]["plan"] is None
    assert run("apply", "1")[0] == COULD_NOT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tree", "--as-of", "2022-12-31"], "Chưa có bản đồ đơn vị của ngày 31/12/2022"),
        (["apply"], "còn thiếu một tham số"),
        (["counter", "--date", "2027-01-01"], "còn thiếu một tham số"),
        (["plan", "--date", "2025-07-01"], "Ghi tên tệp của bảng sắp xếp, hoặc --unit"),
        (["plan", "--date", "2025-06-30", "--unit", "30"], "Các ngày có sẵn: 01/12/2024, 01/07/2025"),
        (["plan", "phu-luc.csv"], "Thêm --date"),
        (["plan", "phu-luc.csv", "--date", "2025-07-01"], "Không có tệp “phu-luc.csv”"),
        (["plan", "phu-luc.csv", "--date", "hôm qua"], "“hôm qua” không phải là ngày"),
        (["counter", "9"], "Thêm --date"),
        (["apply", "9"], "Không có phương án số “9”"),
        (["undo", "một"], "Không có phương án số “một”"),
        (["history", "xã Không Có"], "Không tìm thấy tên nào như vậy"),
        (["history", "Hồng Phong"], "xã Hồng Phong (10654); xã Hồng Phong (11224)"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    code, printed = run(*arguments)
    assert code == COULD_NOT
    assert said in printed


def test_a_sheet_that_is_no_table_is_refused(run: Run, sheet: str) -> None:
    Path(sheet).write_text("Danh sách;hội viên\n1;2\n", encoding="utf-8")
    assert "dòng tiêu đề" in run("plan", sheet, *PLAN)[1]
    Path(sheet).write_bytes(b"%PDF-1.7 ...")
    assert run("plan", sheet, *PLAN)[0] == COULD_NOT


def test_merged_cells_say_the_same_on_each_row_and_codes_may_be_numbers() -> None:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data) as book:
        book.add_worksheet("Bìa").write_row(0, 0, ["Kèm theo nghị quyết"])
        sheet = book.add_worksheet("Phụ lục")
        sheet.write_row(0, 0, ["Mã cũ", "Đơn vị mới"])
        sheet.write_column(1, 0, [11242, 11245])
        sheet.merge_range(1, 1, 2, 1, "xã Tùng Lâm")
    assert sheet_rows(data.getvalue()) == [["Mã cũ", "Đơn vị mới"], ["11242", "xã Tùng Lâm"], ["11245", "xã Tùng Lâm"]]
