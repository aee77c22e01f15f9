"""A plan's decision with its kept copy, a plan for a day to come, and the counter-act of one that stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Reorganisation, UnitVersion
from khuyenhoc.units.queries import unit_map
from tests.desk.conftest import text_of
from tests.desk.test_plans_view import send
from tests.merger import BEFORE, DAY, year

__all__ = ["year"]

PDF = b"%PDF-1.7 copy of a decision"


def decide(client: Client, pk: int, scan: bytes = PDF, **typed: str):
    form = {"so": "1656/NQ-UBTVQH15", "ngay": "16/06/2025", "nguoi_ky": "Người Ký Mẫu", **typed}
    return client.post(f"/sap-nhap/{pk}/quyet-dinh/ghi/", {**form, "ban_chup": SimpleUploadedFile("qd.pdf", scan)})


def test_a_decision_comes_after_the_plan_was_applied_for_a_day_to_come(
    officer: Client, at_desk: Callable[..., Client], collection: Collection
) -> None:
    send(officer, quyet_dinh="")
    plan = Reorganisation.objects.get()
    with clock.told(2025, 6, 20):
        officer.post(f"/sap-nhap/{plan.pk}/ap-dung/")
        page = text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
        assert "Trạng thái: đã chấp nhận, có hiệu lực từ 01/07/2025." in page
        assert "Quyết định: chưa ghi số quyết định" in page
        assert ("11242" in unit_map(clock.today()).units, "11242" in unit_map(DAY).units) == (True, False)
    statuses = UnitVersion.objects.filter(began_by=plan).values_list("source_status", flat=True)
    assert {s.rpartition(": ")[2] for s in statuses} == {"chưa ghi số quyết định"}
    assert decide(officer, plan.pk, b"MZ a program").status_code == 409
    assert "phải là tệp PDF hoặc ảnh" in text_of(decide(officer, plan.pk, b"MZ a program"))
    assert "không phải là ngày" in text_of(decide(officer, plan.pk, ngay="tháng sáu"))
    assert decide(officer, plan.pk).url == f"/sap-nhap/{plan.pk}/"
    page = text_of(officer.get(f"/sap-nhap/{plan.pk}/"))
    assert "Quyết định: 1656/NQ-UBTVQH15, ngày 16/06/2025, người ký: Người Ký Mẫu. Bản chụp: qd.pdf" in page
    assert b"".join(officer.get(f"/sap-nhap/{plan.pk}/quyet-dinh/ban-chup/")) == PDF
    assert "chưa đối chiếu với văn bản gốc" in statuses.all()[0]
    event = Event.objects.get(act="set_decision")
    assert (event.unit, event.before["decision"], event.after["decision"]) == ("30", "", "1656/NQ-UBTVQH15")
    secretary = at_desk(Role.COMMUNE_SECRETARY, "11254")
    assert secretary.get(f"/sap-nhap/{plan.pk}/quyet-dinh/ban-chup/").status_code == 403
    assert decide(at_desk(Role.ADMINISTRATOR, "30"), plan.pk, so="2/NQ").url == f"/sap-nhap/{plan.pk}/"


def test_what_stands_is_turned_back_by_a_counter_act(officer: Client, year: None) -> None:
    before, listed = unit_map(BEFORE), officer.get("/sap-nhap/")
    assert "Sáp nhập đơn vị" in text_of(listed)
    send(officer)
    plan = Reorganisation.objects.get()
    draft = officer.post(f"/sap-nhap/{plan.pk}/phuong-an-nguoc/", {"tu_ngay": "01/01/2026"})
    assert "Chỉ lập được phương án ngược của phương án đã áp dụng." in text_of(draft)
    officer.post(f"/sap-nhap/{plan.pk}/ap-dung/")
    for day in ("", "01/07/2025"):
        refused = officer.post(f"/sap-nhap/{plan.pk}/phuong-an-nguoc/", {"tu_ngay": day})
        assert "sau ngày 01/07/2025" in text_of(refused)
    made = officer.post(f"/sap-nhap/{plan.pk}/phuong-an-nguoc/", {"tu_ngay": "01/01/2026"})
    counter = Reorganisation.objects.exclude(pk=plan.pk).get()
    assert (made.url, counter.reverses) == (f"/sap-nhap/{counter.pk}/", plan)
    page = text_of(officer.get(made.url))
    assert f"Phương án ngược của phương án số {plan.pk}" in page
    assert "4 đơn vị bắt đầu, 2 đơn vị kết thúc." in page
    assert "Mọi chỉ tiêu: tổng trước bằng tổng sau." in page
    officer.post(f"{made.url}ap-dung/")
    assert unit_map(counter.on).units == before.units
    assert {v.status for v in UnitVersion.objects.filter(began_by=counter, unit__code__in=("11242", "300"))} == {
        "re_established"
    }


@pytest.mark.parametrize("address", ["", "quyet-dinh/", "ban-giao/"])
def test_pages_of_a_plan_are_not_for_a_commune(secretary: Client, officer: Client, address: str) -> None:
    send(officer)
    assert secretary.get(f"/sap-nhap/{Reorganisation.objects.get().pk}/{address}").status_code == 403
