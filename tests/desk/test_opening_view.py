"""Opening a collection on a page: what is proposed, what is typed over it, what it changes, who will owe, the button."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.opening.models import Plan
from khuyenhoc.units.models import UnitVersion
from tests.desk.conftest import text_of

CHOOSE = "/dot/mo/"
YEAR = f"{CHOOSE}BC-NAM/2024/"
FIELDS = {"ngay-mo": "01/11/2024", "han-nop": "20/12/2024", "nhac-truoc": "14, 3", "nhac-sau": "3", "huong-dan": ""}


@pytest.fixture(autouse=True)
def january():
    with clock.told(2024, 1, 5):
        yield


def looked_at(response):
    return re.search(r'name="da-xem" value="([0-9a-f]{16})"', response.content.decode())[1]


def names(response):
    return re.findall(r"<li>([^<]+)</li>", response.content.decode().partition('class="kh-names"')[2])


def test_periods_that_can_be_opened_are_offered_with_their_form(officer, collection, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        text = text_of(officer.get(CHOOSE))
    assert "Báo cáo tổng kết công tác khuyến học năm 2024" in text
    assert "Báo cáo công tác khuyến học 6 tháng đầu năm 2024" in text
    assert "Báo cáo công tác khuyến học quý I năm 2024" in text
    assert "Báo cáo tổng kết công tác khuyến học năm 2023" not in text
    assert "chưa kiểm chứng nghĩa là biểu mẫu chưa đối chiếu được với biểu mẫu chính thức; vẫn mở đợt" in text


def test_the_next_one_is_the_obvious_step_and_the_others_stand_by_kind(officer, collection):
    text = text_of(officer.get(CHOOSE))
    step, year, half, quarter, over = (
        text.index(words)
        for words in ("Đợt tiếp theo Báo cáo tổng kết công tác khuyến học năm 2024", "Cả năm", "6 tháng đầu năm Báo cáo",
                      "Quý Báo cáo", "Kỳ đã qua, chưa mở")
    )  # fmt: skip
    assert step < year < half < quarter < over


def test_the_board_and_the_list_lead_there(officer, collection):
    assert f'href="{CHOOSE}"' in officer.get("/dot/BC-NAM-2023/").content.decode()


def test_it_is_filled_in_from_last_year_and_says_what_is_otherwise(officer, collection, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = officer.get(YEAR)
    html, text = page.content.decode(), text_of(page)
    assert 'name="ngay-mo" value="01/11/2024"' in html
    assert 'name="han-nop" value="20/12/2024"' in html
    assert "Điền sẵn theo đợt năm 2023" in text
    assert (
        "Khác đợt năm 2023 Ngày nhắc trước: không nhắc nay: trước hạn 14 ngày, trước hạn 3 ngày, quá hạn 3 ngày" in text
    )
    assert "Mở đợt cho 235 đơn vị" in text
    assert len(names(page)) == 235


def test_the_next_version_of_the_form_is_shown_line_by_line(officer, collection):
    text = text_of(officer.get(f"{CHOOSE}BC-NAM/2025/"))
    assert "Phiên bản biểu mẫu trước: 2023 nay: 2025" in text
    assert "Chỉ tiêu đổi tên" in text
    assert "Giấy khen của Hội cấp dưới → Giấy khen của Hội cấp xã" in text


def test_kinds_narrow_who_owes_and_a_name_is_found_without_accents(officer, collection):
    page = officer.post(YEAR, {**FIELDS, "loai": ["thị trấn"], "tim": "thanh mien", "viec": "xem"})
    assert names(page) == ["Thị trấn Thanh Miện"]
    text = text_of(page)
    assert "Loại đơn vị phải nộp trước: mọi loại nay: thị trấn" in text
    assert "đơn vị không còn phải nộp" in text
    assert Collection.objects.count() == 1


def test_who_did_not_owe_last_time_is_named(officer, collection):
    collection.obligations.filter(unit__code="11242").delete()
    assert "1 đơn vị lần trước không phải nộp Xã Thanh Tùng" in text_of(officer.get(YEAR))


def test_what_was_looked_at_is_opened(officer, collection):
    page = officer.post(YEAR, {**FIELDS, "huong-dan": "Ghi theo sổ đăng ký.", "viec": "xem"})
    data = {**FIELDS, "huong-dan": "Ghi theo sổ đăng ký.", "viec": "mo", "da-xem": looked_at(page)}
    answer = officer.post(YEAR, data, follow=True)
    assert answer.redirect_chain[-1][0] == "/dot/BC-NAM-2024/"
    assert "Đã mở đợt báo cáo năm 2024 cho 235 đơn vị." in text_of(answer)
    assert Plan.objects.get().reminders == [-14, -3, 3]
    assert "Lần nhắc tiếp theo trong kế hoạch: Thứ sáu, ngày 6/12/2024." in text_of(answer)
    assert "Ghi theo sổ đăng ký." in text_of(officer.get("/gui-tep/BC-NAM-2024/"))
    assert officer.get(YEAR).status_code == 404


@pytest.mark.parametrize("shown", ["", "0123456789abcdef"])
def test_what_was_not_looked_at_is_shown_first(officer, collection, shown):
    page = officer.get(YEAR)
    data = {**FIELDS, "han-nop": "25/12/2024", "viec": "mo", "da-xem": shown or looked_at(page)}
    answer = officer.post(YEAR, data)
    assert answer.status_code == 409
    assert "Nội dung đã khác phần xem trước" in text_of(answer)
    assert 'name="han-nop" value="25/12/2024"' in answer.content.decode()
    assert Collection.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"han-nop": "01/10/2024"}, "Hạn nộp phải sau ngày mở đợt."),
        ({"han-nop": "31/02/2024"}, "Hạn nộp: ghi một ngày có thật, ví dụ 20/12/2024."),
        ({"ngay-mo": ""}, "Ngày mở đợt: ghi một ngày có thật, ví dụ 20/12/2024."),
        ({"nhac-truoc": "hai tuần"}, "ghi số ngày, cách nhau bằng dấu phẩy"),
        ({"nhac-sau": "400"}, "nhiều nhất 90 ngày"),
        ({"loai": ["huyện"], "da-xem": "-"}, "Không có đơn vị nào phải nộp"),
        ({"huong-dan": "x" * 2001}, "Hướng dẫn dài quá"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_opened(officer, collection, change, said):
    answer = officer.post(YEAR, {**FIELDS, "viec": "mo", **change})
    assert (answer.status_code, said in text_of(answer)) == (409, True)
    assert Collection.objects.count() == 1


@pytest.mark.parametrize("role", [Role.PROVINCE_LEADER, Role.EDITOR])
def test_who_may_not_open_is_told_so(at_desk, collection, role):
    client = at_desk(role, "30")
    assert client.get(CHOOSE).status_code == 403
    assert client.post(YEAR, {**FIELDS, "viec": "mo"}).status_code == 403
    assert Collection.objects.count() == 1


@pytest.mark.parametrize("end", ["BC-NAM/2023/", "BC-NAM/1999/", "BC-LA/2024/", "BC-QUY/2024/"])
def test_what_cannot_be_opened_is_not_there(officer, collection, end):
    assert officer.get(f"{CHOOSE}{end}").status_code == 404


def test_a_unit_that_ends_before_the_period_does_opens_no_collection_of_it(officer, collection):
    UnitVersion.objects.filter(unit__code="30").update(valid_to=dt.date(2024, 7, 1))
    page = officer.get(YEAR)
    assert page.status_code == 404
    assert "đợt báo cáo do đơn vị kế thừa mở" in text_of(page)


def test_a_quarter_is_called_by_its_words(officer, collection):
    page = officer.get(f"{CHOOSE}BC-QUY/2024-Q1/")
    officer.post(f"{CHOOSE}BC-QUY/2024-Q1/", {
        **FIELDS, "ngay-mo": "16/03/2024", "han-nop": "10/04/2024", "viec": "mo", "da-xem": looked_at(page)
    })  # fmt: skip
    assert "Báo cáo công tác khuyến học quý I năm 2024" in text_of(officer.get("/dot/BC-QUY-2024-Q1/"))
    assert "quý I năm 2024" in text_of(officer.get("/dot/"))


def test_two_units_of_one_name_are_told_apart(officer, collection):
    shown = names(officer.post(YEAR, {**FIELDS, "viec": "xem", "tim": "hung dao"}))
    assert "Xã Hưng Đạo, huyện Tứ Kỳ" in shown
    assert "Xã Hưng Đạo, thành phố Chí Linh" in shown
    assert "Phường Trần Hưng Đạo" in shown
