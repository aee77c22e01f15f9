"""One merger or renaming in five questions, one a page; it ends in the preview as a sheet does."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client

from khuyenhoc.units.models import Reorganisation
from tests.desk.conftest import text_of

STEPS = "/sap-nhap/tung-buoc/"
MERGER = {
    "viec": "sap-nhap", "don_vi": ["xã Thanh Tùng, huyện Thanh Miện", "xã Phạm Kha, huyện Thanh Miện"], "ten": "xã Tùng Lâm",
    "ngay": "01/07/2025", "so": "1/NQ", "ngay_ky": "16/06/2025", "nguoi_ky": "Người Ký Mẫu",
}  # fmt: skip
RENAMING = {"viec": "doi-ten", "don_vi": ["xã Thanh Tùng"], "ten": "phường Thanh Tùng", "ngay": "1/7/2025"}


def test_five_questions_each_on_its_page_and_the_answers_looked_over(officer: Client, collection: object) -> None:
    assert "trả lời năm câu hỏi" in text_of(officer.get("/sap-nhap/"))
    given: list[tuple[str, str]] = []
    pages = [
        ("viec", ["viec"], "Quý vị cần làm việc gì?"), ("don-vi", ["don_vi"], "Những đơn vị nào nhập lại?"),
        ("ten", ["ten"], "Đơn vị mới tên là gì?"), ("ngay", ["ngay"], "Có hiệu lực từ ngày nào?"),
        ("quyet-dinh", ["so", "ngay_ky", "nguoi_ky"], "Theo quyết định nào?"),
    ]  # fmt: skip
    for number, (step, fields, question) in enumerate(pages, start=1):
        page = officer.get(f"{STEPS}{step}/?{urlencode(given)}")
        assert question in text_of(page), (step, text_of(page)[-600:])
        assert f"Câu {number} trong 5" in text_of(page)
        assert all(f'name="{name}"' in page.content.decode() for name, _value in given)
        empty = officer.get(f"{STEPS}{step}/?{urlencode([*given, ('tiep', '1')])}")
        assert (empty.status_code == 200) is (step != "quyet-dinh")
        given += [(f, v) for f in fields for v in (MERGER[f] if isinstance(MERGER[f], list) else [MERGER[f]])]
        onward = officer.get(f"{STEPS}{step}/?{urlencode([*given, ('tiep', '1')])}")
    assert onward.url.startswith(f"{STEPS}xem-lai/?")
    check = officer.get(onward.url)
    assert "xã Thanh Tùng, huyện Thanh Miện; xã Phạm Kha, huyện Thanh Miện" in text_of(check)
    made = officer.post(f"{STEPS}lap/", MERGER)
    plan = Reorganisation.objects.get()
    assert (made.url, plan.decision, str(plan.decided_on), plan.signer) == (
        f"/sap-nhap/{plan.pk}/", "1/NQ", "2025-06-16", "Người Ký Mẫu",
    )  # fmt: skip
    assert "Xã Thanh Tùng, xã Phạm Kha → xã Tùng Lâm" in text_of(officer.get(made.url))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({**RENAMING, "don_vi": ["xã Hồng Phong"]}, "“xã Hồng Phong” là tên của 3 đơn vị."),
        ({**RENAMING, "don_vi": ["xã Thanh Tung"]}, None),
        ({**RENAMING, "don_vi": ["xã Không Có"]}, "Không có đơn vị “xã Không Có” trên bản đồ"),
        ({**RENAMING, "ten": "xã Thanh Tùng"}, "Bảng này không đổi gì trên bản đồ đơn vị."),
        ({**RENAMING, "ten": "Tùng Lâm"}, "Ghi cả loại đơn vị trước tên, ví dụ “xã Tùng Lâm”."),
        ({**RENAMING, "ngay": "tháng bảy"}, "Ghi ngày theo ngày/tháng/năm"),
        ({**RENAMING, "ngay": "01/01/1999"}, "Chưa có bản đồ đơn vị của ngày 01/01/1999"),
        ({**RENAMING, "viec": "sap-nhap"}, "Ghi ít nhất hai đơn vị sẽ nhập lại."),
        ({**RENAMING, "ngay_ky": "hôm qua"}, "“hôm qua” không phải là ngày."),
        ({}, "Chọn việc cần làm"),
        (RENAMING, None),
    ],
)
def test_wrong_answers_are_told_of_where_they_were_given(
    officer: Client, collection: object, answers: dict[str, str], said: str | None
) -> None:
    made = officer.post(f"{STEPS}lap/", answers)
    assert (made.status_code, Reorganisation.objects.count()) == ((409, 0) if said else (302, 1))
    assert said is None or said in text_of(made)


def test_not_for_everybody(secretary: Client) -> None:
    assert [secretary.get(STEPS).status_code, secretary.get(f"{STEPS}la/").status_code] == [403, 403]
