"""A workbook of ours by the version of the form before: read by its signature, and told in one sentence."""

from __future__ import annotations

import pytest
from msgspec import structs

from khuyenhoc.catalogue.loaders import shipped_form
from khuyenhoc.catalogue.versions import VersionMapSpec
from khuyenhoc.returns.identity import Seal
from khuyenhoc.returns.intake import versions
from khuyenhoc.returns.intake.pipeline import read_file
from khuyenhoc.returns.intake.versions import version_note
from khuyenhoc.returns.workbook.template import workbook
from tests.fixtures import CLEAN
from tests.returns.workbook.filling import COLLECTION, KEY, content, filled

BEFORE, NOW = shipped_form("BC-NAM", "2023"), shipped_form("BC-NAM", "2025")
ALL = {i.code for i in NOW.typed}
BEGIN = (
    "Tệp này làm theo biểu mẫu phiên bản 2023, đợt này dùng phiên bản 2025; số liệu được chuyển sang các dòng tương ứng"
)
REWORDED = (
    "kể cả dòng đổi tên: “Đã thành lập Hội Khuyến học xã, phường, thị trấn” thành “Đã thành lập Hội Khuyến học xã, phường, "
    "đặc khu”, “Giấy khen của Hội cấp dưới” thành “Giấy khen của Hội cấp xã”"
)


def test_nothing_is_told_of_the_forms_own_version():
    assert version_note("", NOW, ALL) == ""


def test_what_went_where_and_that_nothing_is_to_do():
    assert version_note("2023", NOW, ALL) == f"{BEGIN}, {REWORDED}; không thiếu chỉ tiêu nào, không phải làm gì thêm."


def test_what_is_missing_is_named_and_what_to_do():
    text = version_note("2023", NOW, ALL - {"KT04", "TH01"})
    assert "Giấy khen" not in text.partition("còn thiếu")[0]
    labels = ", ".join(i.label for i in NOW.typed if i.code in ("KT04", "TH01"))
    assert f"còn thiếu 2 chỉ tiêu ({labels})" in text
    assert text.endswith("tải biểu mẫu của đợt này, ghi các chỉ tiêu ấy rồi gửi lại, hoặc sửa trên trang.")


def test_what_is_gone_is_named(monkeypatch):
    less = replace_lines(NOW, without={"KT01"})
    gone = VersionMapSpec(
        code="BC-NAM", before="2023", after="2025", dropped=("KT01",), status="unverified", source="thử"
    )
    monkeypatch.setattr(versions, "version_maps", lambda: (gone,))
    label = BEFORE.by_code["KT01"].label
    assert f"không lấy dòng không còn trong biểu mẫu: {label}" in version_note("2023", less, ALL - {"KT01"})


def replace_lines(form, without):
    return structs.replace(form, indicators=tuple(i for i in form.indicators if i.code not in without))


@pytest.mark.parametrize("stated", ["2019", "2030"])
def test_a_version_that_nobody_knows_is_told_all_the_same(stated):
    text = version_note(stated, NOW, ALL)
    assert text.startswith(
        f"Tệp này làm theo biểu mẫu phiên bản {stated}, đợt này dùng phiên bản 2025; số liệu được chuyển"
    )


def test_the_workbook_itself_is_read_with_its_note(index):
    data = filled(workbook(content()), CLEAN)
    reading = read_file(data, NOW, index, "2023", "x.xlsx", seal=Seal(KEY, COLLECTION))
    (found,) = reading.returns
    assert (reading.outcome, found.unit, found.note) == ("read", "11242", version_note("2023", NOW, ALL))
    assert {code: cell.value for code, cell in found.cells.items() if code in CLEAN} == CLEAN
