"""A mapping sheet becomes a draft on a page, is looked at, applied and undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.units.models import Reorganisation, Unit
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import OTHERS_THAN_THE_OFFICE, text_of
from tests.merger import DAY, SHEET, year

__all__ = ["year"]


def send(client: Client, rows: list[list[str]] = SHEET, **typed: str):
    data = "\n".join(";".join(row) for row in rows).encode()
    form = {"ngay": "01/07/2025", "quyet_dinh": "1/NQ", **typed}
    return client.post("/sap-nhap/lap/", {"tep": SimpleUploadedFile("phu-luc.csv", data), **form})


def test_from_the_sheet_to_the_new_map_and_back(officer: Client, year: None) -> None:
    made = send(officer)
    plan = Reorganisation.objects.get()
    assert made.url == f"/sap-nhap/{plan.pk}/"
    assert (plan.on, plan.decision, plan.source, plan.state) == (DAY, "1/NQ", "phu-luc.csv", "draft")
    seen = text_of(officer.get(made.url))
    assert "2 đơn vị bắt đầu, 4 đơn vị kết thúc." in seen
    assert (
        "Thị trấn Thanh Miện, xã Thanh Tùng, xã Phạm Kha (một phần) → xã Thanh Miện Mới , thuộc tỉnh Hải Dương" in seen
    )
    assert "Huyện Thanh Miện → kết thúc, không có đơn vị kế tiếp" in seen
    assert "Mọi chỉ tiêu: tổng trước bằng tổng sau." in seen
    assert "Gia đình được công nhận gia đình học tập gia đình 1.234 1.234 30 bằng nhau" in seen
    assert (
        "Thị trấn Thanh Miện giao -95.500.000 Xã Thanh Tùng giao -95.500.000 Xã Thanh Miện Mới nhận 191.000.000" in seen
    )
    assert "Cộng 0 1 đơn vị chưa bàn giao, chờ phân bổ hoặc không có đơn vị nhận Xã Phạm Kha: 95.500.000 đồng" in seen
    assert officer.post(f"{made.url}ap-dung/").url == made.url
    after = text_of(officer.get(made.url))
    assert "Đã áp dụng: 2 đơn vị bắt đầu, 4 đơn vị kết thúc từ ngày 01/07/2025." in after
    assert "1.234 1.234 30 bằng nhau" in after
    assert "Xã Thanh Miện Mới nhận 191.000.000" in after
    assert "Ghi lại theo báo cáo hiện nay" not in after
    gave = "01/07/2025 giao cho Xã Thanh Miện Mới Năm 2023 Số dư quỹ cuối kỳ -95.500.000 đồng"
    assert gave in text_of(officer.get("/don-vi/11242/"))
    assert "11242" not in unit_map(DAY).units
    assert officer.post(f"{made.url}hoan-tac/").url == made.url
    assert "11242" in unit_map(DAY).units
    assert "Trạng thái: đã hoàn tác." in text_of(officer.get(made.url))
    assert list(Event.objects.order_by("-sequence").values_list("act", flat=True)[:3]) == [
        "undo_plan", "apply_plan", "draft_plan",
    ]  # fmt: skip
    assert "Số 1: 1/NQ" in text_of(officer.get("/sap-nhap/")) or f"Số {plan.pk}: 1/NQ" in text_of(
        officer.get("/sap-nhap/")
    )


@pytest.mark.parametrize(
    ("rows", "typed", "said"),
    [
        ([*SHEET, ["xã Thanh Tung", "huyện Thanh Miện", "xã Y", "", ""]], {}, "Dòng 7: "),
        (SHEET, {"ngay": "tháng bảy"}, "ví dụ 01/07/2025"),
        ([["Tên", "Số"], ["a", "1"]], {}, "Bảng phải có một dòng tiêu đề"),
        ([SHEET[0], ["xã Thanh Tùng", "huyện Thanh Miện", "giữ nguyên", "", ""]], {}, "không đổi gì trên bản đồ"),
    ],
)
def test_a_sheet_with_faults_is_told_of_by_line_and_not_kept(
    officer: Client, collection: object, rows: list[list[str]], typed: dict[str, str], said: str
) -> None:
    response = send(officer, rows, **typed)
    assert response.status_code == 409
    assert said in text_of(response)
    assert 'value="1/NQ"' in response.content.decode(), "what was typed stands"
    assert not Reorganisation.objects.exists()


def test_without_a_file(officer: Client, collection: object) -> None:
    assert "Chưa chọn tệp nào." in text_of(officer.post("/sap-nhap/lap/", {"ngay": "01/07/2025"}))


@pytest.mark.parametrize(("role", "unit"), OTHERS_THAN_THE_OFFICE)
def test_only_the_provinces_office_sees_and_draws_plans(
    at_desk: Callable[[Role, str], Client], officer: Client, role: Role, unit: str
) -> None:
    send(officer)
    plan, somebody = Reorganisation.objects.get(), at_desk(role, unit)
    assert somebody.get("/sap-nhap/").status_code == 403
    assert somebody.get(f"/sap-nhap/{plan.pk}/").status_code == 403
    assert send(somebody).status_code == 403
    assert somebody.post(f"/sap-nhap/{plan.pk}/ap-dung/").status_code == 403
    assert Reorganisation.objects.get().state == "draft"


def test_what_stands_in_the_way_of_undoing_is_said(officer: Client, collection: Collection) -> None:
    send(officer)
    plan = Reorganisation.objects.get()
    officer.post(f"/sap-nhap/{plan.pk}/ap-dung/")
    new = Unit.objects.get(versions__name="Thanh Miện Mới")
    collection.obligations.create(unit=new, due_on=collection.due_on)
    response = officer.post(f"/sap-nhap/{plan.pk}/hoan-tac/")
    assert response.status_code == 409
    assert "Gỡ ra trước rồi hoàn tác." in text_of(response)
    assert Reorganisation.objects.get().state == "applied"


def test_a_draft_of_a_map_that_has_changed_says_so(officer: Client, collection: object) -> None:
    send(officer)
    send(officer)
    first, second = Reorganisation.objects.order_by("pk")
    officer.post(f"/sap-nhap/{first.pk}/ap-dung/")
    text = text_of(officer.get(f"/sap-nhap/{second.pk}/"))
    assert "Phương án này không còn dùng được" in text
    assert "Áp dụng phương án này" not in text


def test_balances_that_were_revised_since_are_booked_anew(
    officer: Client, year: None, accept: Callable[..., Return]
) -> None:
    send(officer)
    plan = Reorganisation.objects.get()
    officer.post(f"/sap-nhap/{plan.pk}/ap-dung/")
    accept("11242", reason="Sửa số dư.", QK01=84_000_001, QK04=95_500_001)
    assert "Báo cáo đã sửa hoặc được chấp nhận thêm sau khi áp dụng." in text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert officer.post(f"/sap-nhap/{plan.pk}/so-du/").url == f"/sap-nhap/{plan.pk}/"
    seen = text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert "Đã ghi lại 2 lần bàn giao số dư theo báo cáo hiện nay." in seen
    assert "Xã Thanh Miện Mới nhận 191.000.001" in seen
    assert officer.post(f"/sap-nhap/{plan.pk}/so-du/").status_code == 409
