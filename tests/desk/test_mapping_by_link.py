"""Whoever sends by a one-time link shows how their own file is to be understood, and goes on to sending it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.returns.mapping.models import Layout
from khuyenhoc.returns.models import ReceivedFile, Return
from tests.desk.by_link import send
from tests.desk.conftest import text_of
from tests.desk.test_mapping_pages import next_link
from tests.returns.mapping import files


def test_from_an_unclear_file_to_its_draft(phone, at):
    response = send(phone, at, files.reworded())
    assert "Tệp vừa gửi có chỗ chưa rõ" in text_of(response)
    sheet = phone.get(next_link(response))
    told = phone.post(next_link(sheet), {"chi_tieu": "khac", "khac": "MH03"}, follow=True)
    done = phone.post(next_link(told), follow=True)
    assert next_link(done) == f"{at}ket-qua/"
    assert Return.objects.get().cells.get(indicator__code="MH03").value == 1800
    assert Layout.objects.get().unit.code == "11242"
    result = phone.get(f"{at}ket-qua/")
    assert "Tệp đọc được" in text_of(result)
    assert f"{at}doi-chieu/{Return.objects.get().file_id}/" in result.content.decode()


def test_a_link_opens_its_own_files_only(phone, at, officer):
    officer.post("/gui-tep/BC-NAM-2023/nhan/", {"files": [SimpleUploadedFile("bc.xlsx", files.reworded())]})
    response = phone.get(f"{at}doi-chieu/{ReceivedFile.objects.get().pk}/")
    assert (response.status_code, response["Location"]) == (302, at)


def test_a_sheet_that_names_nobody_is_the_links_units(phone, at):
    send(phone, at, files.nobodys())
    assert Return.objects.get().unit.code == "11242"
