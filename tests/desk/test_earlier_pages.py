"""Earlier years on pages: looked at first, loaded whole, taken back whole, and shown beside the cells of a return."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from khuyenhoc.access.enums import Role
from khuyenhoc.returns.earlier.models import HistoricFigure, HistoricLoad
from tests.desk.conftest import text_of

PAGE = "/so-lieu-ky-truoc/"
GOOD = "kỳ;đơn vị;chỉ tiêu;giá trị\n2022;11242;HV01;1.400\n2022;11242;KT01;không có\n2022;11239;HV01;900\n"


def look(client, text, name="2022.csv", source="Báo cáo 2022"):
    return client.post(f"{PAGE}xem-truoc/", {"tep": SimpleUploadedFile(name, text.encode()), "nguon": source})


def token(response):
    return re.search(r'name="tep" value="([^"]+)"', response.content.decode())[1]


def load(client, text=GOOD):
    return client.post(f"{PAGE}nap/", {"tep": token(look(client, text))}, follow=True)


def test_an_empty_page_says_how_things_get_here(officer, collection):
    text = text_of(officer.get(PAGE))
    assert "Chưa nạp tệp nào" in text
    assert "Dòng đầu ghi tên cột" in text


def test_a_table_is_looked_at_before_anything_is_stored(officer, collection):
    text = text_of(look(officer, GOOD))
    assert "Sẽ nạp 3 số của 2 đơn vị. Nguồn: Báo cáo 2022." in text
    assert "Năm 2022: 3 số của 2 đơn vị" in text
    assert "Xã Thanh Tùng" in text
    assert not HistoricLoad.objects.exists()


def test_then_it_is_loaded_and_can_be_taken_back(officer, collection):
    response = load(officer)
    assert "Đã nạp 3 số của 2 đơn vị từ tệp 2022.csv." in text_of(response)
    made = HistoricLoad.objects.get()
    assert f'action="{PAGE}{made.pk}/hoan-tac/"' in response.content.decode()
    text = text_of(officer.post(f"{PAGE}{made.pk}/hoan-tac/", follow=True))
    assert "Đã hoàn tác lần nạp tệp 2022.csv." in text
    assert not HistoricFigure.objects.filter(withdrawn_at=None).exists()
    again = officer.post(f"{PAGE}{made.pk}/hoan-tac/")
    assert again.status_code == 409
    assert "đã được hoàn tác rồi" in text_of(again)


def test_every_line_that_is_wrong_stands_on_the_page_and_there_is_no_button(officer, collection):
    response = look(officer, GOOD + "2022;99999;HV01;1\n2022;11242;HV02;1,234\n")
    text = text_of(response)
    assert "Có 2 chỗ cần sửa" in text
    assert "Dòng 5: Không có đơn vị nào mã 99999" in text
    assert "Dòng 6: “1,234” đọc được theo hai cách" in text
    assert "Còn 2 dòng phải sửa. Chưa nạp gì" in text
    assert 'name="tep" value=' not in response.content.decode()


def test_of_very_many_faults_the_first_are_shown_and_the_rest_counted(officer, collection):
    text = text_of(look(officer, GOOD + "2022;99999;HV01;1\n" * 150))
    assert text.count("Không có đơn vị nào mã 99999") == 100
    assert "Còn 50 dòng nữa phải sửa" in text


def test_a_table_that_has_become_wrong_since_is_not_loaded(officer, collection):
    first = token(look(officer, GOOD))
    load(officer, GOOD.replace("1.400", "1.500"))
    response = officer.post(f"{PAGE}nap/", {"tep": first})
    assert "khác với 1.400 trong tệp" in text_of(response)
    assert HistoricLoad.objects.count() == 1


@pytest.mark.parametrize("data", [{"tep": "abc"}, {}])
def test_a_preview_that_is_not_ours_is_refused(officer, collection, data):
    response = officer.post(f"{PAGE}nap/", data)
    assert response.status_code == 409
    assert "Trang xem trước đã cũ" in text_of(response)


def test_what_is_no_table_is_said_and_the_source_stays_typed(officer, collection):
    response = look(officer, "%PDF-1.7", "a.pdf")
    assert response.status_code == 409
    assert "không phải là bảng CSV" in text_of(response)
    assert 'value="Báo cáo 2022"' in response.content.decode()
    assert "Chưa chọn tệp nào" in text_of(officer.post(f"{PAGE}xem-truoc/"))


def test_villages_come_in_on_the_same_page(officer, collection):
    text = text_of(look(officer, "đơn vị;số thôn;từ ngày\n11242;9;01/07/2023\n", "thon.csv", ""))
    assert "Từ ngày 01/07/2023: số thôn của 1 đơn vị" in text


@pytest.mark.parametrize(("role", "unit"), [(Role.COMMUNE_SECRETARY, "11242"), (Role.DISTRICT_OFFICER, "300")])
def test_others_do_not_load(at_desk, collection, role, unit):
    client = at_desk(role, unit)
    assert client.get(PAGE).status_code == 403
    assert "Nạp số liệu các kỳ trước" not in text_of(client.get("/gui-tep/BC-NAM-2023/"))


def test_the_way_there_is_on_the_page_of_uploads(officer, collection):
    assert f'href="{PAGE}"' in officer.get("/gui-tep/BC-NAM-2023/").content.decode()


def test_before_a_collection_is_open_the_page_says_what_comes_first(officer, collection):
    collection.obligations.all().delete()
    collection.delete()
    response = officer.get(PAGE)
    assert response.status_code == 404
    assert "Mở đợt báo cáo rồi nạp" in text_of(response)


def test_it_stands_in_the_journal_in_words(officer, collection):
    load(officer)
    text = text_of(officer.get("/nhat-ky/"))
    assert "Nạp số liệu kỳ trước" in text
    assert officer.get(f"{PAGE}{HistoricLoad.objects.get().pk}/").url == PAGE


# Beside the cells of a return


def test_the_period_before_stands_beside_each_cell_with_its_source(officer, draft, collection):
    load(officer)
    return_ = draft("11242")
    page = officer.get(f"/bao-cao/{return_.pk}/")
    assert "Số liệu kỳ trước (năm 2022), nguồn: Báo cáo 2022." in text_of(page)
    cells = re.findall(r'data-label="Kỳ trước" class="kh-num kh-soft">([^<]*)<', page.content.decode())
    assert ("1.400" in cells, "không có" in cells, "–" in cells) == (True, True, True)


def test_where_nothing_is_known_there_is_no_column(officer, draft):
    assert "Kỳ trước" not in text_of(officer.get(f"/bao-cao/{draft('11242').pk}/"))
