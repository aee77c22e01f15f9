"""The board: 235 units in few statements, found, sorted, paged, taken away, signed."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.reviewing.acts import mark_seen
from tests.desk.conftest import text_of

BOARD = "/dot/BC-NAM-2023/"
ROW = re.compile(r'<th scope="row">(?:<a [^>]+>)?([^<]+)')


def names(response):
    table = response.content.decode().partition('id="bang"')[2]
    return ROW.findall(table)


def test_235_units_take_twelve_statements(officer, office, submitted, collection, django_assert_num_queries):
    mark_seen(by=office, collection=collection, up_to=0)
    submitted("11242")
    with django_assert_num_queries(12):
        response = officer.get(BOARD, {"so_dong": "tat-ca"})
    assert len(names(response)) == 235


def test_the_page_says_where_what_and_the_next_step(officer, submitted):
    submitted("11242")
    text = text_of(officer.get(BOARD))
    assert "Hội Khuyến học tỉnh Hải Dương · Năm 2023" in text
    assert "235 đơn vị phải nộp. Hạn nộp: 20/12/2023." in text
    assert "Tiếp tục xem 1 báo cáo chờ duyệt" in text
    assert "234 99,6 %" in text


@pytest.mark.parametrize("size", [("", 50), ("100", 100), ("tat-ca", 235), ("vô nghĩa", 50)])
def test_rows_on_a_page(officer, collection, size):
    assert len(names(officer.get(BOARD, {"so_dong": size[0]}))) == size[1]


def test_the_second_page_goes_on_where_the_first_ended(officer, collection):
    every = names(officer.get(BOARD, {"so_dong": "tat-ca"}))
    assert names(officer.get(BOARD, {"trang": "2"})) == every[50:100]
    assert names(officer.get(BOARD, {"trang": "99"})) == every[200:]


@pytest.mark.parametrize("text", ["thanh mien", "Thanh Miện", unicodedata.normalize("NFD", "Thanh Miện")])
def test_a_unit_is_found_however_it_is_typed(officer, collection, text):
    assert names(officer.get(BOARD, {"q": text})) == ["Thị trấn Thanh Miện"]


def test_filters_go_together(officer, submitted):
    submitted("11242")
    assert names(officer.get(BOARD, {"trang_thai": "submitted", "huyen": "300", "dau": "late"})) == ["Xã Thanh Tùng"]
    assert names(officer.get(BOARD, {"trang_thai": "submitted", "huyen": "288"})) == []


def test_nothing_found_says_what_to_try(officer, collection):
    assert "Không có đơn vị nào như vậy" in text_of(officer.get(BOARD, {"q": "xyz"}))


def test_a_column_sorts_and_the_heading_says_so(officer, draft):
    draft("11242", MH11=20)
    response = officer.get(BOARD, {"xep": "-errors"})
    assert names(response)[0] == "Xã Thanh Tùng"
    assert 'aria-sort="descending"' in response.content.decode()


def test_htmx_is_given_the_table_alone(officer, collection):
    response = officer.get(BOARD, {"q": "thanh mien"}, headers={"HX-Request": "true"})
    assert response.content.decode().lstrip().startswith('<section id="bang"')
    assert names(response) == ["Thị trấn Thanh Miện"]
    assert "HX-Request" in response["Vary"]


def test_going_back_in_the_browser_gives_the_whole_page(officer, collection):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in officer.get(BOARD, headers=headers).content.decode()


def test_a_commune_sees_its_own_row(secretary, submitted):
    submitted("10507")
    response = secretary.get(BOARD)
    assert names(response) == ["Xã Thanh Tùng"]
    assert "Cẩm Thượng" not in text_of(response)


def test_a_district_sees_those_below_it(at_desk):
    assert len(names(at_desk(Role.DISTRICT_OFFICER, "300").get(BOARD))) == 17


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
def test_who_may_see_no_return_is_told_so(at_desk, role):
    response = at_desk(role, "30").get(BOARD)
    assert response.status_code == 403
    assert "không có quyền xem báo cáo" in text_of(response)


def test_an_unknown_collection(officer, collection):
    response = officer.get("/dot/BC-NAM-1900/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in text_of(response)


def test_one_collection_is_opened_at_once_and_none_says_how_one_comes(officer, collection):
    assert officer.get("/dot/").url == BOARD
    collection.obligations.all().delete()
    Collection.objects.all().delete()
    assert "Chưa mở đợt báo cáo nào" in text_of(officer.get("/dot/"))


def test_the_table_is_taken_away_as_csv(officer, submitted):
    submitted("11242")
    response = officer.get(f"{BOARD}tai/csv/", {"trang_thai": "submitted"})
    assert response["Content-Disposition"] == 'attachment; filename="bang-theo-doi-bc-nam-2023.csv"'
    header, row = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert row[:6] == ["11242", "Xã Thanh Tùng", "Huyện Thanh Miện", "Đã gửi", "20/12/2023", row[5]]
    assert len(header) == len(row) == 11


@pytest.mark.parametrize(("kind", "status"), [("xlsx", 200), ("pdf", 404)])
def test_kinds_of_tables(officer, collection, kind, status):
    assert officer.get(f"{BOARD}tai/{kind}/").status_code == status


def test_on_to_the_first_that_waits_or_back_to_the_board(officer, submitted, collection):
    assert officer.get(f"{BOARD}xem-tiep/").url == BOARD
    return_ = submitted("11242")
    assert officer.get(f"{BOARD}xem-tiep/").url == f"/bao-cao/{return_.pk}/?lan-luot"


def test_signing_says_before_what_it_will_do_and_then_does_it(leader, accepted):
    returns = [accepted("11242"), accepted("10507")]
    page = leader.get(f"{BOARD}ky-duyet/")
    assert "Ký duyệt 2 báo cáo" in text_of(page)
    shown = re.search(r'name="bao_cao" value="([^"]+)"', page.content.decode())[1]
    late = accepted("10510")
    answer = leader.post(f"{BOARD}ky-duyet/xong/", {"bao_cao": shown}, follow=True)
    assert "Đã ký duyệt 2 báo cáo." in text_of(answer)
    assert set(Return.objects.filter(state="signed")) == set(returns)
    assert Return.objects.get(pk=late.pk).state == "accepted"


def test_only_the_leader_signs(officer, accepted):
    return_ = accepted("11242")
    assert officer.get(f"{BOARD}ky-duyet/").status_code == 403
    officer.post(f"{BOARD}ky-duyet/xong/", {"bao_cao": str(return_.pk)})
    assert Return.objects.get().state == "accepted"


def test_nothing_to_sign_says_so(leader, collection):
    assert "Không có báo cáo nào chờ ký duyệt" in text_of(leader.get(f"{BOARD}ky-duyet/"))


def test_after_the_end_no_file_is_asked_for(officer, office, collection):
    acts.close_collection(by=office, collection=collection)
    assert "Gửi tệp" not in text_of(officer.get(BOARD)).replace("Gửi tệp Số liệu", "")
