"""Pages of a return whose unit keeps a register of families: 19 of 21 registered, 18 recognised."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from khuyenhoc.recognition.models import Standing
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Return
from khuyenhoc.returns.typing.queries import cell_values
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.units.models import Unit
from tests.registers import listed

COMMUNE = "11242"
SMALL = {"MH01": 21, "MH02": 19, "MH03": 18}


@pytest.fixture
def register(office):
    return listed(office, COMMUNE, 21, 19, 18)


def shown(client, return_):
    return client.get(reverse("desk:return", args=[return_.pk])).content.decode()


def take(client, return_, **typed):
    return client.post(
        reverse("desk:take_from_register", args=[return_.pk]), {"mo_hinh": "family", **typed}, follow=True
    )


def test_what_fits_is_said(register, draft, secretary):
    page = shown(secretary, draft(COMMUNE, **SMALL))
    assert "khớp với sổ" in page
    assert reverse("desk:register_list", args=[COMMUNE, "family", 2023]) in page
    assert "Dùng số của sổ" not in page


def test_what_differs_stands_side_by_side_until_one_is_chosen(register, draft, secretary):
    return_ = draft(COMMUNE, **SMALL | {"MH03": 17})
    page = shown(secretary, return_)
    assert '<td class="kh-num">17</td><td class="kh-num"><strong>18</strong></td>' in page
    refused = take(secretary, return_)
    assert refused.status_code == 409
    assert "Ghi một câu vì sao dùng số của sổ" in refused.content.decode()
    taken = take(secretary, return_, vi_sao="Tệp sót một gia đình.").content.decode()
    assert "Đã lấy số của sổ vào báo cáo" in taken
    assert "lấy từ sổ" in taken
    assert "Lấy số của sổ vào báo cáo" in taken  # in the return's history
    assert cell_values(return_)["MH03"].value == 18
    undo = reverse("desk:put_back_figures", args=[return_.pk, "family"])
    assert undo in taken
    assert "Đã trả lại số trước khi lấy từ sổ" in secretary.post(undo, follow=True).content.decode()
    assert cell_values(return_)["MH03"].value == 17
    assert secretary.post(undo).status_code == 409


def test_the_register_moves_between_sending_and_accepting(register, draft, secretary, office, leader):
    return_ = draft(COMMUNE, **SMALL)
    take(secretary, return_, vi_sao="Theo sổ.")
    acts.submit(by=office, return_=Return.objects.get(pk=return_.pk))
    Standing.objects.filter(step=register, status="listed").update(status="ended", left_on=dt.date(2023, 12, 1))
    page = shown(secretary, return_)
    assert "sổ đã thay đổi sau khi báo cáo lấy số" in page
    assert "Lấy lại từ sổ" in page
    assert "Lấy lại từ sổ" not in shown(leader, return_)
    take(secretary, return_)
    assert cell_values(return_)["MH01"].value == 19
    acts.accept(by=office, return_=Return.objects.get(pk=return_.pk))
    assert take(secretary, return_).status_code == 409


def test_typing_begins_with_the_figures_of_the_register(register, collection, office, secretary):
    return_ = begin(by=office, collection=collection, unit=Unit.objects.get(code=COMMUNE))
    address = reverse("desk:type_section", args=[collection.code, COMMUNE, "MH"])
    page = secretary.get(address).content.decode()
    assert page.count("lấy từ sổ, tính đến hết ngày 31/12/2023; không phải nhập.") == 3
    secretary.post(address, {"da-MH03": "", "MH03": "17"})
    page = secretary.get(address).content.decode()
    assert "Trong sổ của đơn vị: 18" in page
    secretary.post(address, {"lay_so": "MH03"})
    assert (cell_values(return_)["MH03"].value, cell_values(return_)["MH03"].at) == (18, "Sổ!MH03")
