"""Whole lists of units from the command line: a file, a province's ground, and the proof that nothing is lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from khuyenhoc.audit.models import Event
from khuyenhoc.cli.main import COULD_NOT, DONE, FINDINGS
from khuyenhoc.units.models import Unit, UnitVersion
from tests.cli.conftest import Run

LIST = "Mã;Đơn vị;Mã cấp trên\n98;tỉnh Thử;\n980;huyện Một;98\n19742;xã Trùng Mã;980\n"
JSON = ("--json", "-")


@pytest.fixture
def listing(tmp_path: Path) -> str:
    path = tmp_path / "don-vi.csv"
    path.write_text(LIST, encoding="utf-8")
    return str(path)


def levels(tree: dict[str, Any]) -> Counter[str]:
    return Counter({tree["level"]: 1}) + sum((levels(unit) for unit in tree["units"]), Counter())


def test_the_ground_of_a_province_is_loaded_carried_on_and_checked(run: Run) -> None:
    code, said = run("load", "--country", "--unit", "46", "--as-of", "2025-06-30", "--dry-run", *JSON)
    assert (code, said["added"], said["dry_run"], Unit.objects.filter(code="46").exists()) == (DONE, 143, True, False)
    code, said = run("load", "--country", "--unit", "46", "--as-of", "2025-06-30", *JSON)
    assert (code, said["added"], said["standing"], said["plan"]) == (DONE, 143, 0, None)
    code, said = run("load", "--country", "--unit", "46", "--as-of", "2025-07-01", *JSON)
    assert (code, said["added"], said["standing"]) == (DONE, 0, 143)
    assert said["plan"]["on"] == "2025-07-01"
    assert run("load", "--country", "--unit", "46", *JSON)[1]["plan"] is None, "again: done already"
    assert [act for act in Event.objects.values_list("act", flat=True) if act == "load_units"] == ["load_units"]

    before = run("tree", "--unit", "46", "--as-of", "2025-06-30", *JSON)[1]
    after = run("tree", "--unit", "46", "--as-of", "2025-07-01", *JSON)[1]
    assert (levels(before), levels(after)) == (
        {"province": 1, "district": 9, "commune": 133},
        {"province": 1, "commune": 40},
    )
    whole = run("tree", "--as-of", "2025-06-30", *JSON)[1]
    assert [unit["unit"] for unit in whole["units"]] == ["30", "46"]
    assert before in whole["units"]


def test_the_proof_is_read_in_numbers_and_finds_what_stands_on_no_level(run: Run) -> None:
    code, said = run("check")
    assert (code, said.splitlines()[-1]) == (
        DONE,
        "Đúng: không đơn vị nào mất, không đơn vị nào tính hai lần, bản đồ ngày nào cũng là một cây.",
    )
    assert "248 đơn vị (Tỉnh, thành phố: 1; Huyện, thị xã, thành phố thuộc tỉnh: 12; Xã, phường, thị trấn: 235)" in said
    UnitVersion.objects.filter(unit__code="11242").update(parent=Unit.objects.get(code="11245"))
    code, proof = run("check", *JSON)
    assert (code, proof["holds"], len(proof["maps"][0]["faults"])) == (FINDINGS, False, 1)
    assert "Chưa đúng: 1 chỗ" in run("check")[1]


def test_a_file_is_loaded_as_a_whole_or_not_at_all(run: Run, listing: str) -> None:
    code, said = run("load", listing, "--since", "2025-01-01", *JSON)
    assert (code, said["added"], said["notes"]) == (DONE, 3, [])
    version = UnitVersion.objects.get(unit__code="19742")
    assert (version.level, version.full_name, version.parent.code) == ("commune", "xã Trùng Mã", "980")
    assert version.source == "don-vi.csv"
    Path(listing).write_text(f"{LIST}981;huyện Hai;98\n;xã Không Mã;981\n", encoding="utf-8")
    code, said = run("load", listing, "--since", "2025-01-01")
    assert (code, said) == (
        COULD_NOT,
        "khuyenhoc: Chưa nạp gì, bảng còn 1 chỗ phải sửa:\ndòng 6: xã Không Mã chưa có mã. Ghi mã chính thức.\n",
    )
    assert not Unit.objects.filter(code="981").exists()
    assert run("load", listing, "--since", "2025-01-01", "--dry-run")[0] == COULD_NOT

    # Cồn Cỏ becomes a commune with a code that the file has given to another one: neither its ground nor its plan is kept.
    units = Unit.objects.count()
    code, said = run("load", "--country", "--unit", "44", "--as-of", "2025-07-01")
    assert code == COULD_NOT
    assert "Không có gì bị thay đổi" in said
    assert "Mã chính thức 19742 được ghi cho nhiều đơn vị" in said
    assert Unit.objects.count() == units


def test_what_stands_and_is_called_otherwise_is_told(run: Run, listing: str) -> None:
    Path(listing).write_text("Mã;Đơn vị\n30;tỉnh Hải Đông\n", encoding="utf-8")
    code, said = run("load", listing, "--since", "2023-01-01")
    assert (code, said.splitlines()[0]) == (FINDINGS, "Đã nạp 0 đơn vị; 1 đơn vị đã có sẵn, giữ như sổ.")
    assert "dòng 2: Mã 30: bảng ghi tỉnh Hải Đông, sổ đang ghi tỉnh Hải Dương. Giữ như sổ." in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["load"], "Ghi một trong hai"),
        (["load", "x.csv", "--country"], "Ghi một trong hai"),
        (["load", "x.csv"], "Thêm --since"),
        (["load", "x.csv", "--since", "2025-01-01"], "Không có tệp “x.csv”"),
        (["load", "--country", "--unit", "30"], "Không có đơn vị cấp cao nhất nào mã 30 trên bản đồ ngày 01/07/2025"),
        (["load", "--country", "--as-of", "mai"], "“mai” không phải là ngày"),
        (["load", "--country", "--unit", "46", "--by", "ai-do"], "Không có tài khoản “ai-do”"),
    ],
)
def test_what_cannot_be_loaded_is_said_in_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    code, printed = run(*arguments)
    assert code == COULD_NOT
    assert said in printed


def test_a_plan_can_be_drawn_from_the_sheet_that_we_hold(run: Run) -> None:
    code, plan = run("plan", "--unit", "30", "--date", "2024-12-01", "--dry-run", *JSON)
    assert (code, plan["can_be_applied"], plan["before"]["commune"], plan["after"]["commune"]) == (DONE, True, 235, 207)
