"""Figures of a divided commune apportioned from the command line: the sheet out, back, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from khuyenhoc.cli.main import COULD_NOT, DONE
from tests.cli.conftest import Run
from tests.merger import SHEET, alone, filled, redrawn, year

__all__ = ["alone", "redrawn", "year"]


@pytest.mark.usefixtures("year")
def test_from_the_sheet_to_the_shares_and_back(run: Run, tmp_path: Path, redrawn: str, alone: str) -> None:
    path = tmp_path / "phan-bo.xlsx"
    code, said = run("apportion", "--period", "2023", "--out", str(path))
    assert (code, said.startswith("Đã ghi bảng của 1 đơn vị ra ")) == (DONE, True)
    path.write_bytes(filled(path.read_bytes(), MH03=(18, 11)))
    code, shown = run("apportion", str(path), "--period", "2023", "--reason", "Biên bản (mẫu)", "--json", "-")
    assert (code, shown["apportioned"], len(shown["faults"])) == (COULD_NOT, [], 1)
    path.write_bytes(filled(path.read_bytes(), MH03=(18, 12)))
    assert run("apportion", str(path), "--period", "2023", "--dry-run") == (DONE, "Bảng đúng, chưa lưu.\n")
    assert run("apportion", str(path), "--period", "2023")[0] == COULD_NOT, "by what?"
    code, shown = run("apportion", str(path), "--period", "2023", "--reason", "Biên bản (mẫu)", "--json", "-")
    (made,) = shown["apportioned"]
    assert (code, made["unit"], made["figures"]) == (DONE, "11245", {"MH03": {redrawn: 18, alone: 12}})
    code, shown = run("apportion", "11245", "--period", "2023", "--json", "-")
    (one,) = shown["units"]
    assert (one["done"], one["figures"]["MH03"], "HV01" in one["left"]) == (["MH03"], 30, True)
    assert "đã phân bổ 1/27 chỉ tiêu" in run("apportion", "--period", "2023")[1]
    assert run("apportion", str(made["number"]), "--undo", "--json", "-")[1]["taken_back"] is True
    assert run("apportion", "11245", "--period", "2023", "--json", "-")[1]["units"][0]["done"] == []


@pytest.mark.usefixtures("year")
def test_a_plan_says_what_it_leaves_to_be_apportioned_and_what_it_hands_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "phu-luc.csv"
    path.write_text("\n".join(";".join(row) for row in SHEET), encoding="utf-8")
    arguments = ("plan", str(path), "--date", "2025-07-01", "--dry-run")
    _code, shown = run(*arguments, "--json", "-")
    (one,) = shown["apportion"]
    assert (one["unit"], len(one["left"]), one["ask"]) == ("11245", 27, ["TC01", "HV05", "TT01", "TT02", "TH04"])
    assert [(t["indicator"], t["from"], t["amount"]) for t in shown["balances"]] == [
        ("QK04", "11239", 95_500_000), ("QK04", "11242", 95_500_000),
    ]  # fmt: skip
    assert [(p["from"], p["amount"]) for p in shown["balances_pending"]] == [("11245", 95_500_000)]
    said = run(*arguments)[1]
    assert (
        "Phải phân bổ: xã Phạm Kha (11245) → xã Thanh Miện Mới, xã Kha Mới: 27 chỉ tiêu, trong đó phải hỏi TC01" in said
    )
    assert "Bàn giao số dư QK04: 2 lần, 191.000.000 đồng; bên giao bằng bên nhận." in said


@pytest.mark.usefixtures("year")
def test_what_cannot_be_done(run: Run, redrawn: str) -> None:
    for arguments, said in (
        (("11239", "--period", "2023"), "không bị chia"),
        (("11245",), "Thêm --period"),
        (("11245", "--period", "2019"), "Chưa có đợt báo cáo"),
        (("99", "--undo"), "Không có lần phân bổ số “99”"),
    ):
        code, text = run("apportion", *arguments)
        assert (code, said in text) == (COULD_NOT, True), text
