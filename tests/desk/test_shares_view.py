"""The pages on which figures of divided units are apportioned: one unit, a whole plan, the sheet, and the ways to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns.apportioning.acts import apportion
from khuyenhoc.returns.apportioning.models import Apportioning
from khuyenhoc.returns.apportioning.queries import waiting
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.rollups.queries import figures
from khuyenhoc.units.models import Reorganisation
from tests.desk.conftest import OTHERS_THAN_THE_OFFICE, text_of
from tests.merger import DAY, alone, filled, parts, redrawn, year

__all__ = ["alone", "parts", "redrawn", "year"]

PAGE = "/don-vi/11245/phan-bo/"
SAVE = f"{PAGE}luu/?ngay=2025-07-01&ky=2023"


def typed(parts: tuple[str, str], *shares: str, indicator: str = "MH03", **other: str) -> dict[str, str]:
    boxes = {f"so-{indicator}-{part}": text for part, text in zip(parts, shares, strict=True)}
    return {**boxes, "can_cu": "Biên bản (mẫu)", "da_thay": "0", **other}


def families(unit: str) -> int | None:
    return figures(unit, "2023", DAY).total["MH03"]


def test_from_the_units_page_to_the_shares_and_back(officer: Client, parts: tuple[str, str]) -> None:
    assert f"{PAGE}?ngay=2025-07-01" in officer.get("/don-vi/11245/").content.decode()
    seen = text_of(officer.get(PAGE))
    assert "Chia ngày 01/07/2025 cho: xã Thanh Miện Mới , xã Kha Mới ." in seen
    assert "Đã phân bổ 0/27 chỉ tiêu." in seen
    assert "28 chỉ tiêu giữ ở đơn vị cũ, không phân bổ" in seen
    saved = officer.post(SAVE, typed(parts, "18", "12"))
    assert saved.url == f"{PAGE}?ngay=2025-07-01&ky=2023"
    seen = text_of(officer.get(saved.url))
    assert "Đã phân bổ 1 chỉ tiêu của xã Phạm Kha." in seen
    assert "Đã phân bổ 1/27 chỉ tiêu." in seen
    assert "Biên bản (mẫu) 1 Văn phòng Hội Khuyến học tỉnh" in seen
    assert (families(parts[0]), families(parts[1])) == (1218, 12)
    assert "Gồm phần của" not in text_of(officer.get(f"/so-lieu/{parts[1]}/?ky=2023&ban-do=nay"))
    explained = text_of(officer.get(f"/giai-trinh/MH03/{parts[1]}/?ky=2023&ban-do=nay"))
    assert "phân bổ từ 30, theo Biên bản (mẫu) · người ghi: Văn phòng Hội Khuyến học tỉnh" in explained
    assert "Phần của xã Phạm Kha: đã phân bổ 1/27 chỉ tiêu, theo Biên bản (mẫu); còn lại chưa phân bổ." in explained
    act = Apportioning.objects.get()
    assert officer.get(f"/phan-bo/{act.pk}/").url == saved.url
    assert officer.post(f"/phan-bo/{act.pk}/hoan-tac/").url == saved.url
    assert families(parts[0]) == 1200
    assert officer.post(f"/phan-bo/{act.pk}/hoan-tac/").status_code == 409
    assert "đã hoàn tác" in text_of(officer.get(saved.url))
    journal = text_of(officer.get("/nhat-ky/"))
    assert "Phân bổ số liệu của đơn vị đã chia" in journal
    assert "năm 2023, theo Biên bản (mẫu)" in journal


def test_my_tasks_remind_of_it_until_it_is_done(
    officer: Client, office: User, collection: Collection, at_desk: Callable[[Role, str], Client], parts: tuple[str, str],
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:  # fmt: skip
    leader, step = at_desk(Role.PROVINCE_LEADER, "30"), "Phân bổ số liệu của 1 đơn vị đã chia"
    with clock.told(2025, 8, 1):
        assert step not in text_of(leader.get("/viec/"))
        seen, plan = officer.get("/viec/"), Reorganisation.objects.get()
        assert f"{step} Số liệu năm 2023 của các đơn vị chia ngày 01/07/2025" in text_of(seen)
        assert f'href="/sap-nhap/{plan.pk}/phan-bo/?ky=2023"' in seen.content.decode()
        with django_assert_num_queries(10):
            officer.get("/viec/")
        (one,) = waiting(collection, form_of(collection), plan.on)
        wanted = {i.code: {parts[0]: one.amounts[i.code], parts[1]: 0} for i in one.indicators}
        apportion(by=office, collection=collection, unit="11245", on=plan.on, wanted=wanted, reason="Biên bản (mẫu)")
        assert step not in text_of(officer.get("/viec/"))


def test_what_does_not_add_up_stands_as_it_was_typed_with_the_reason(officer: Client, parts: tuple[str, str]) -> None:
    refused = officer.post(SAVE, typed(parts, "18", "11"))
    assert refused.status_code == 409
    page = refused.content.decode()
    assert f'href="#so-MH03-{parts[0]}"' in page
    assert 'value="11"' in page
    assert "còn thiếu 1 so với 30 đã báo cáo" in text_of(refused)
    for shares, said in (
        (("18", "mười"), "không phải là số nguyên"),
        (("18", ""), "còn trống ô"),
        (("", ""), "Chưa ghi số nào"),
    ):
        refused = officer.post(SAVE, typed(parts, *shares))
        assert (refused.status_code, said in text_of(refused)) == (409, True)
    assert "theo căn cứ nào, ví dụ" in text_of(officer.post(SAVE, typed(parts, "18", "12", can_cu="")))
    assert not Apportioning.objects.exists()
    reckoned = officer.post(SAVE, typed(parts, "18", "", tinh="1"))
    assert reckoned.status_code == 200
    assert "gia đình 30 12" in text_of(reckoned)


def test_two_at_once(officer: Client, parts: tuple[str, str]) -> None:
    officer.post(SAVE, typed(parts, "18", "12"))
    refused = officer.post(SAVE, typed(parts, "20", "10"))
    assert (refused.status_code, "Vừa có người phân bổ" in text_of(refused)) == (409, True)
    assert families(parts[1]) == 12


def test_the_sheet_of_a_plan(officer: Client, parts: tuple[str, str]) -> None:
    plan = Reorganisation.objects.get()
    address = f"/sap-nhap/{plan.pk}/phan-bo/"
    assert address in officer.get(f"/sap-nhap/{plan.pk}/").content.decode()
    assert (
        "Xã Phạm Kha → xã Thanh Miện Mới, xã Kha Mới: 27 chỉ tiêu; phải hỏi về đơn vị nào: Đã thành lập Hội"
        in text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    )
    assert "Xã Phạm Kha xã Thanh Miện Mới, xã Kha Mới 0/27" in text_of(officer.get(address))
    sheet = officer.get(f"{address}bang.xlsx").content
    for value, status in ((11, 409), (12, 302)):
        file = SimpleUploadedFile("phan-bo.xlsx", filled(sheet, MH03=(18, value)))
        response = officer.post(f"{address}nap/?ky=2023", {"tep": file, "can_cu": "Biên bản (mẫu)"})
        assert response.status_code == status, text_of(response)
    assert families(parts[1]) == 12
    assert "1/27" in text_of(officer.get(address))
    assert officer.post(f"{address}nap/?ky=2023", {"can_cu": "x"}).status_code == 409


@pytest.mark.parametrize(("role", "unit"), OTHERS_THAN_THE_OFFICE)
def test_only_the_provinces_office_apportions(
    at_desk: Callable[[Role, str], Client], parts: tuple[str, str], role: Role, unit: str
) -> None:
    somebody, plan = at_desk(role, unit), Reorganisation.objects.get()
    assert somebody.get(PAGE).status_code == 403
    assert somebody.get(f"/sap-nhap/{plan.pk}/phan-bo/").status_code == 403
    assert somebody.get(f"/sap-nhap/{plan.pk}/phan-bo/bang.xlsx").status_code == 403
    assert somebody.post(SAVE, typed(parts, "18", "12")).status_code == 403
    assert PAGE not in somebody.get("/don-vi/11245/").content.decode()
    assert not Apportioning.objects.exists()


def test_what_there_is_not(officer: Client, redrawn: str) -> None:
    for address in ("/don-vi/11239/phan-bo/", "/don-vi/99999/phan-bo/", f"{PAGE}?ngay=2024-01-01", f"{PAGE}?ky=2031"):
        assert officer.get(address).status_code == 404, address
    assert "Không có số liệu nào phải phân bổ" in text_of(officer.get(PAGE))
    plan = Reorganisation.objects.get()
    assert "Không có số liệu nào phải phân bổ" in text_of(officer.get(f"/sap-nhap/{plan.pk}/phan-bo/"))
