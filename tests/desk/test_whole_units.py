"""Communes as communities at the desk: from one button to certificates; each commune sees its own alone."""

from __future__ import annotations

import datetime as dt
import io
import re

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.appraising import accept_own_points
from khuyenhoc.recognition.deciding.drafting import draft_decision
from khuyenhoc.recognition.enums import DecisionKind, Status
from khuyenhoc.recognition.keeping.registering import register
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.recognition.wholes.acts import put_units_on_list
from khuyenhoc.recognition.wholes.queries import own_standing
from khuyenhoc.returns.reorganising import redraw
from khuyenhoc.units.models import Unit
from khuyenhoc.units.planning import keep_draft
from tests.desk.conftest import text_of
from tests.merger import DAY, SHEET
from tests.recognition.criteria_for_tests import put_in_force
from tests.recognition.deciding_people import moved
from tests.recognition.wholes.conftest import SCOPE, communes, district, of_district
from tests.recognition.wholes.test_years import commune_set

__all__ = ["communes", "district", "of_district"]

VILLAGES, PLACE = "/so/300/cong-dong/2023/", "/so/300/cong-dong/2023/cap/commune/"
DECIDING = "/cong-nhan/300/cong-dong/2023/cap/commune/"


@pytest.fixture
def seat(of_district, signed_in):
    return signed_in(of_district)


@pytest.fixture
def waiting(of_district, communes):
    """Three communes that registered."""
    register(by=of_district, standings=[s.pk for s in communes[:3]], on=dt.date(2023, 3, 1))
    return communes[:3]


def test_one_button_puts_all_there_and_one_takes_them_back(seat, district):
    text = text_of(seat.get(VILLAGES))
    assert "Xã, thị trấn là cộng đồng học tập" in text
    page = seat.get(PLACE)
    assert "Đưa 17 đơn vị cấp xã vào danh sách năm 2023" in text_of(page)
    assert page.content.decode().count('class="govuk-button"') == 1
    answer = seat.post(f"{PLACE}dua-vao/", follow=True)
    text = text_of(answer)
    assert ("Đưa 17 đơn vị cấp xã vào danh sách." in text, "trên 17 đơn vị cấp xã" in text) == (True, True)
    assert "Chưa có chỉ số nào: không chấm điểm, công nhận theo biểu quyết và quyết định." in text
    again = seat.post(f"{PLACE}dua-vao/")
    assert (again.status_code, "đã có đủ các đơn vị" in text_of(again)) == (409, True)
    undo = re.search(r'kh-notice__undo" method="post" action="([^"]+)"', answer.content.decode())[1]
    assert "Đã hoàn tác" in text_of(seat.post(undo, follow=True))
    assert not Standing.objects.exists()


def test_statements_do_not_grow_with_the_units(seat, communes):
    seat.get(PLACE)
    with CaptureQueriesContext(connection) as asked:
        page = seat.get(PLACE)
    assert (page.status_code, len(asked)) == (200, 14)
    with CaptureQueriesContext(connection) as asked:
        page = seat.get("/so/300/", {"nam": "2023"})
    assert "Xã, thị trấn là cộng đồng học tập trên 17 đơn vị 17 0 0" in text_of(page)
    assert len(asked) == 10


@pytest.mark.parametrize("address", ["/so/300/gia-dinh/2023/cap/commune/", "/so/300/cong-dong/2023/cap/thon/"])
def test_no_such_list(seat, collection, address):
    assert seat.get(address).status_code == 404


def test_the_way_to_a_decision_its_papers_and_what_the_public_reads(seat, of_district, waiting, client):
    pk = [s.pk for s in waiting]
    text = text_of(seat.get(f"{PLACE}hop/"))
    assert "3 mục đã đăng ký cộng đồng học tập cấp xã chờ biểu quyết" in text
    assert "Tạo liên kết cho trưởng thôn" not in text
    held = {"ngay": "12/11/2023", "du": "15", "chu_tri": "Vũ Văn Chủ"}
    assert "Thị trấn Thanh Miện" in text_of(seat.get(f"{PLACE}hop/phieu/", held))
    votes = {f"t-{pk[0]}": "15", f"t-{pk[1]}": "15", f"t-{pk[2]}": "2"}
    page = seat.post(f"{PLACE}hop/ghi/", {**held, **votes}, follow=True)
    assert "Hội nghị đề nghị 2/3 đơn vị" in text_of(page)
    minutes = pdf_text(seat.get(re.search(r'href="([^"]+bien-ban\.pdf)"', page.content.decode())[1]))
    assert "HỘI KHUYẾN HỌC HUYỆN THANH MIỆN" in minutes
    assert "tại huyện Thanh Miện, hội nghị bình xét cộng đồng học tập cấp xã năm 2023" in minutes
    assert ("Tên đơn vị" in minutes, names_a_village(minutes)) == (True, False)
    seat.post(f"{DECIDING}tham-dinh/nhan/", {"tat-ca": f"{pk[0]},{pk[1]}", "ca-loat": "1"})
    text = text_of(seat.get(f"{DECIDING}quyet-dinh/"))
    assert ("Công nhận 2 đơn vị cấp xã đủ điều kiện" in text, names_a_village(text)) == (True, False)
    seat.post(f"{DECIDING}quyet-dinh/lap/", {"da-xem": f"{pk[0]},{pk[1]}"})
    made = Decision.objects.get()
    one = f"/cong-nhan/quyet-dinh/{made.pk}/"
    seat.post(f"{one}luu/", {"ban_hanh": "association", "so": "9/QĐ-HKH", "ngay": "20/12/2023", "noi": ""})
    paper = pdf_text(seat.get(f"{one}van-ban.pdf"))
    assert "Công nhận 2 đơn vị cấp xã đạt “cộng đồng học tập cấp xã” năm 2023" in paper
    assert ("25/2023/TT-BGDĐT" in paper, "Xã Thanh Tùng" in paper, names_a_village(paper)) == (True, True, False)
    seat.post(f"{one}ban-hanh/xong/")
    assert statuses(pk) == [Status.RECOGNISED, Status.RECOGNISED, Status.REFUSED]
    seat.post(f"{one}cong-bo/")
    assert "Đó là: thị trấn Thanh Miện và xã Thanh Tùng." in text_of(seat.get(f"{one}loa/"))
    answer = seat.post(f"{one}giay/lap/", follow=True)
    assert "Đã lập 2 giấy công nhận, có mã xác minh. In từng giấy hoặc in cả đợt." in text_of(answer)
    certificate = pdf_text(seat.get(f"{one}giay/in/", {"muc": pk[1]}))
    assert "Xã Thanh Tùng huyện Thanh Miện, tỉnh Hải Dương Đạt danh hiệu CỘNG ĐỒNG HỌC TẬP CẤP XÃ" in certificate
    public = text_of(client.get("/da-cong-nhan/300/2023/"))
    assert "Cộng đồng học tập cấp xã: 2 đơn vị cấp xã" in public
    assert "Xã Thanh Tùng" in public
    text = text_of(seat.get("/so/300/", {"nam": "2023"}))
    assert "Xã, thị trấn là cộng đồng học tập trên 17 đơn vị 17 3 2" in text
    assert "Cộng đồng học tập chưa có danh sách" in text, "villages have none"


def names_a_village(text):
    return re.search(r"(?i)\bthôn\b", text) is not None


def statuses(rows):
    return [s.status for s in Standing.objects.filter(pk__in=rows).order_by("pk")]


def pdf_text(answer):
    assert answer.status_code == 200
    pages = pypdf.PdfReader(io.BytesIO(b"".join(answer))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_commune_registers_scores_itself_and_sees_no_other(seat, communes, at_desk, phone):
    CriteriaSet.objects.filter(scope=SCOPE).delete()
    put_in_force(commune_set())
    own, other = at_desk(Role.COMMUNE_SECRETARY, "11242"), at_desk(Role.COMMUNE_SECRETARY, "11245")
    pk = own_standing("11242", 2023).pk
    text = text_of(own.get("/so/11242/", {"nam": "2023"}))
    assert "Xã Thanh Tùng: cộng đồng học tập cấp xã năm 2023 Chưa đăng ký Trong danh sách của huyện Thanh Miện." in text
    for address in (PLACE, DECIDING, f"/so/muc/{own_standing('11242', 2023).entry_id}/"):
        assert own.get(address).status_code == 403
    refused = own.post(f"{PLACE}dua-vao/")
    assert (refused.status_code, own.post(f"{PLACE}viec/", {"viec": "dang-ky", "muc": pk}).status_code) == (403, 403)
    for act in ("dang-ky", "cham"):
        assert other.post(f"/so/don-vi/{pk}/{act}/").status_code == 403
    early = own.post(f"/so/don-vi/{pk}/cham/")
    assert (early.status_code, "Đăng ký trước" in text_of(early)) == (409, True)
    assert "Tự chấm điểm" in text_of(own.post(f"/so/don-vi/{pk}/dang-ky/", follow=True))
    assert "đã đăng ký rồi" in text_of(own.post(f"/so/don-vi/{pk}/dang-ky/"))
    assert own.get(f"/so/don-vi/{pk}/cham/", follow=True).redirect_chain[-1][0] == "/so/11242/?nam=2023"
    link = own.post(f"/so/don-vi/{pk}/cham/").headers["Location"]
    assert "Bắt đầu chấm điểm" in text_of(phone.get(link)), "without an account, by the link"
    for code in ("C1", "C2"):
        phone.post(f"{link}cham/{code}/luu/", {"diem": "9"})
    assert "Gửi điểm cho cấp trên" in text_of(phone.get(f"{link}xem-lai/"))
    text = text_of(phone.post(f"{link}gui/", follow=True))
    assert ("Tự chấm được 18 điểm" in text, names_a_village(text)) == (True, False)
    assert "Tự chấm 18 điểm." in text_of(own.get("/so/11242/", {"nam": "2023"}))
    said = text_of(at_desk(Role.PROVINCE_OFFICER, "30").get("/nhat-ky/")), text_of(seat.get(PLACE))
    assert "người có liên kết riêng Tự chấm điểm" in said[0]
    assert "1 đơn vị cấp xã tự chấm điểm người có liên kết riêng ·" in said[1]
    assert [text for text in said if "tự đăng ký bằng mã QR" in text] == [], "nobody scanned one"


def test_an_entry_of_a_unit_has_no_name_to_be_typed_or_erased(seat, waiting):
    entry = waiting[1].entry_id
    text = text_of(seat.get(f"/so/muc/{entry}/"))
    handed = seat.post(f"/so/lien-ket-rieng/{waiting[1].pk}/cap/")
    assert "Liên kết riêng của Xã Thanh Tùng" in text_of(handed)
    assert ("Xã Thanh Tùng" in text, "Sửa tên" in text, "Xóa tên" in text) == (True, False, False)
    answer = seat.post(f"/so/muc/{entry}/sua/", {"ten": "Xã Khác"})
    assert (answer.status_code, "lấy theo danh mục đơn vị" in text_of(answer)) == (409, True)


def test_what_waits_is_among_the_tasks_of_its_officer(seat, waiting):
    assert "3 đơn vị cấp xã chờ họp bình xét" in text_of(seat.get(DECIDING))


def test_those_on_the_list_are_taken_away_and_searched(seat, communes):
    assert "Xã Thanh Tùng" in text_of(seat.get(PLACE, {"tu": "thanh tung"}))
    assert seat.get(f"{PLACE}tai/csv/").status_code == 200
    assert "Không có đơn vị nào chờ họp" in text_of(seat.get(f"{PLACE}in/"))
    own = Standing.objects.filter(pk__in=[s.pk for s in communes])
    seat.post(f"{PLACE}viec/", {"viec": "dang-ky", "muc": [communes[0].pk]})
    assert own.filter(status=Status.REGISTERED).count() == 1


def test_the_list_of_a_district_that_ended_is_still_read(of_district, district, at_desk):
    with clock.told(2025, 3, 1):
        put_units_on_list(by=of_district, unit=district, year=2025, scope=SCOPE)
    plan, _drawn = keep_draft(by="test", rows=SHEET, on=DAY, source="phụ lục thử", decision="1/NQ")
    redraw(by="test", plan=plan)
    reader = at_desk(Role.PROVINCE_OFFICER, "30")
    text = text_of(reader.get("/so/300/", {"nam": "2025"}))
    assert "là cộng đồng học tập không còn trên bản đồ đơn vị 3 0 0" in text, "the others went to the province"
    text = text_of(reader.get("/so/300/cong-dong/2025/cap/commune/"))
    assert ("Xã Thanh Tùng không còn trên bản đồ đơn vị" in text, "Đưa tất cả" in text) == (True, False)
    text = text_of(reader.get("/so/30/cong-dong/2025/cap/commune/"))
    assert ("Trong danh sách 14 trên 16 đơn vị cấp xã" in text, "Đưa 2 đơn vị cấp xã" in text) == (True, True)


def test_a_root_writes_down_who_decided_on_it(office, signed_in):
    step = put_units_on_list(by=office, unit=Unit.objects.get(code="30"), year=2023, scope="province")
    rows = list(Standing.objects.filter(step=step))
    moved(office, rows, Status.REGISTERED, Status.PROPOSED)
    accept_own_points(by=office, standings=[s.pk for s in rows])
    made = draft_decision(by=office, kind=DecisionKind.RECOGNISE, chosen={s.pk: "" for s in rows})
    client, one = signed_in(office), f"/cong-nhan/quyet-dinh/{made.pk}/"
    assert "ghi cơ quan cấp trên đã ban hành quyết định" in text_of(client.get(one))
    client.post(f"{one}luu/", {"ban_hanh": "association", "so": "9/QĐ", "ngay": "20/12/2023", "noi": ""})
    refused = client.post(f"{one}ban-hanh/xong/")
    assert (refused.status_code, "không tự công nhận mình" in text_of(refused)) == (409, True)
    assert client.get(f"{one}van-ban.docx").status_code == 200
