"""Names of files and folders."""

from __future__ import annotations

import pytest

from khuyenhoc.demo.workbooks.names import folder_of, name_for, short_kind
from khuyenhoc.demo.workbooks.sending import Marks, read_sending
from khuyenhoc.units.spec import UnitName

THANH_TUNG = UnitName("11251", "commune", "xã", "Thanh Tùng", "300")
TRAN_PHU = UnitName("10528", "commune", "phường", "Trần Phú", "288")
THANH_MIEN = UnitName("300", "district", "huyện", "Thanh Miện", "30")


@pytest.mark.parametrize(
    ("unit", "template", "name"),
    [
        (THANH_TUNG, "BC {plain_kind} {plain_name} 2023{plain_mark}.xlsx", "BC xa Thanh Tung 2023 (sua).xlsx"),
        (TRAN_PHU, "Bao cao nam 2023 - {short} {name}{mark}.xlsx", "Bao cao nam 2023 - P. Trần Phú (sửa).xlsx"),
        (TRAN_PHU, "bc_2023_{slug}{slug_mark}.xlsx", "bc_2023_tran_phu_sua.xlsx"),
    ],
)
def test_a_corrected_file_says_so_in_its_own_spelling(unit: UnitName, template: str, name: str) -> None:
    assert name_for(template, unit, read_sending().corrected_marks[0]) == name
    assert "sua" not in name_for(template, unit, Marks())


def test_a_district_has_a_folder_in_each_round() -> None:
    assert folder_of(read_sending(), THANH_MIEN, 2) == "vong-2/Huyện Thanh Miện"


def test_kinds_are_shortened_as_on_envelopes() -> None:
    assert [short_kind(u) for u in (THANH_TUNG, TRAN_PHU, THANH_MIEN)] == ["Xã", "P.", "H."]
    assert short_kind(UnitName("1", "commune", "đặc khu", "Côn Đảo", None)) == "Đặc khu"
