"""Typing a return by a one-time link: without an account, without cookies, up to the sending that uses the link up."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import verify
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.typing.queries import cell_values
from khuyenhoc.returns.typing.starting import begin
from khuyenhoc.units.models import Unit
from tests.desk.conftest import text_of
from tests.fixtures import CLEAN
from tests.workbooks import official


def post(phone, at, code, **changed):
    address = f"{at}nhap/phan/{code}/"
    html = phone.get(address).content.decode()
    seen = dict(re.findall(r'name="(da-\w+)" value="(\w+)"', html))
    return phone.post(address, {**seen, **changed})


def test_from_the_link_to_a_typed_and_submitted_return(phone, link, at, form):
    page = phone.get(at)
    assert f"{at}nhap/" in page.content.decode()
    assert "Bắt đầu nhập" in text_of(phone.get(f"{at}nhap/"))
    assert phone.post(f"{at}nhap/bat-dau/").url == f"{at}nhap/"
    assert phone.get(at).url == f"{at}nhap/"
    for section in form.sections:
        texts = {i.code: CLEAN[i.code] for i in form.typed if i.section == section.code}
        page = post(phone, at, section.code, tiep="1", **texts)
    assert page.url == f"{at}nhap/xem-lai/"
    assert "Gửi báo cáo" in text_of(phone.get(page.url))
    assert phone.get(f"{at}ket-qua/").url == f"{at}nhap/"
    assert phone.post(f"{at}gui-bao-cao/").url == f"{at}nhap/xem-lai/"
    assert phone.post(f"{at}nhap/gui/", {"gui": "1"}).url == f"{at}xong/"
    assert "Đã gửi báo cáo" in text_of(phone.get(f"{at}xong/"))
    assert phone.post(f"{at}nhap/gui/", {"gui": "1"}).url == f"{at}xong/"
    return_ = Return.objects.get()
    assert (return_.state, return_.submitted_by) == ("submitted", link.user)
    assert OneTimeLink.objects.get().used_at is not None
    told = [e.act for e in Event.objects.filter(by=link.user.username).order_by("sequence")]
    assert told == ["begin_typing", *["type_section"] * len(form.sections), "submit", "use_up_link"]
    assert verify()[1] is None


def test_nothing_needs_a_cookie_or_is_kept_by_others(phone, at):
    phone.post(f"{at}nhap/bat-dau/")
    page = phone.get(f"{at}nhap/phan/MH/")
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert page["Cache-Control"] == "no-store, private"
    assert len(page.content) < 60_000


def test_a_field_by_the_script_of_the_page(phone, at):
    phone.post(f"{at}nhap/bat-dau/")
    answer = phone.post(f"{at}nhap/phan/MH/MH03/", {"MH03": "1.520"}, headers={"HX-Request": "true"})
    assert 'id="o-MH03"' in answer.content.decode()
    assert cell_values(Return.objects.get())["MH03"].value == 1520


def test_a_file_with_errors_is_corrected_on_the_page(phone, at):
    file = SimpleUploadedFile("thanh-tung.xlsx", official(MH03=None))
    result = phone.post(f"{at}gui-tep/", {"tep": file}, follow=True)
    assert "Sửa ngay trên trang" in text_of(result)
    assert "số đã đọc từ tệp (bản 1)" in text_of(phone.get(f"{at}nhap/"))
    phone.post(f"{at}nhap/bat-dau/")
    post(phone, at, "MH", MH03="1800", tiep="1")
    assert phone.post(f"{at}nhap/gui/", {"gui": "1"}).url == f"{at}xong/"
    assert Return.objects.get(state="submitted").revision == 2


def test_what_the_secretary_began_goes_on_by_the_link(phone, at, person, collection):
    secretary = person("commune_secretary", "11242")
    return_ = begin(by=secretary, collection=collection, unit=Unit.objects.get(code="11242"))
    assert "Nhập tiếp số liệu trên trang" in text_of(phone.get(at))
    post(phone, at, "MH", MH03="1800", luu="1")
    assert cell_values(return_)["MH03"].value == 1800


@pytest.mark.parametrize(("revision", "leads"), [(2, "ket-qua/"), (1, "nhap/")])
def test_a_file_after_typing_waits_for_a_choice_with_a_reason(phone, at, revision, leads):
    phone.post(f"{at}nhap/bat-dau/")
    post(phone, at, "MH", MH03="1800", luu="1")
    phone.post(f"{at}gui-tep/", {"tep": SimpleUploadedFile("thanh-tung.xlsx", official())})
    assert f'class="govuk-button" href="{at}so-sanh/"' in phone.get(f"{at}nhap/").content.decode()
    assert phone.post(f"{at}nhap/gui/", {"gui": "1"}).status_code == 409
    assert phone.post(f"{at}nhap/bo/").status_code == 409
    chosen = Return.objects.get(revision=revision).pk
    phone.post(f"{at}so-sanh/chon/", {"chon": chosen, "ly_do": "Số đúng là bản này."})
    assert Return.objects.get(superseded_at=None).pk == chosen
    assert phone.get(at).url == f"{at}{leads}"


def test_the_reason_of_last_year_is_put_in_by_one_click(phone, at, link, collection, answered_last_year):
    answered_last_year("Công nhận cả gia đình đăng ký năm trước.")
    page = phone.post(
        f"{at}gui-tep/",
        {"tep": SimpleUploadedFile("thanh-tung.xlsx", official(MH02=1799, QK01=95_500_000, QK04=107_000_000))},
        follow=True,
    )
    assert "Lý do của năm 2022: Công nhận cả gia đình đăng ký năm trước." in text_of(page)
    number = next(f.pk for f in Finding.objects.filter(return_of__collection=collection, code="K03"))
    filled = phone.post(f"{at}gui-bao-cao/", {"nhu_cu": number})
    assert ">Công nhận cả gia đình đăng ký năm trước.</textarea>" in filled.content.decode()
    assert Return.objects.get(collection=collection).state == "draft"


def test_dropped_it_begins_anew(phone, at):
    phone.post(f"{at}nhap/bat-dau/")
    assert phone.post(f"{at}nhap/bo/").url == at
    assert "Nhập số liệu trên trang" in text_of(phone.get(at))
    assert not Return.objects.filter(withdrawn_at=None).exists()


def test_where_there_is_nothing_to_type_the_first_page_says_why(phone, at, office, draft):
    acts.submit(by=office, return_=draft("11242"))
    assert phone.get(f"{at}nhap/").url == at
    refused = phone.post(f"{at}nhap/bat-dau/")
    assert (refused.status_code, "đang chờ xem" in text_of(refused)) == (409, True)
    assert phone.get(f"{at}nhap/phan/MH/").url == f"{at}nhap/"


@pytest.mark.parametrize("path", ["nhap/", "nhap/phan/MH/", "nhap/xem-lai/", "nhap/gui/"])
def test_an_address_that_is_not_ours(phone, collection, path):
    assert phone.get(f"/l/{'A' * 22}/{path}").status_code == 404
