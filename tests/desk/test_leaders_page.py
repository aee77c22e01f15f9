"""The leaders' page: figures with a year before, targets and marks; the best and those in need; and its link."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import OneTimeLink
from khuyenhoc.audit import clock
from khuyenhoc.rollups.figures import UnitRef
from khuyenhoc.rollups.leaders import Ranked, leaders, ranked
from tests.aimed import aim
from tests.desk.conftest import text_of

PAGE = "/lanh-dao/30/?ky=2023"


@pytest.fixture
def year(collection, accept):
    aim(collection, accept, MH21=100, MH22=100, MH23=90)


def test_a_year_on_one_page(leader, year, django_assert_max_num_queries):
    leader.get(PAGE)
    with django_assert_max_num_queries(12):
        page = leader.get(PAGE)
    text = text_of(page)
    assert "Tỷ lệ gia đình học tập 82,54 % 5.200 / 6.300 gia đình Chưa đạt chỉ tiêu 85 %" in text
    assert "Chưa có đủ số năm 2022 để so." in text
    assert "Bình quân quỹ trên người dân 11.938 đồng/người" in text
    assert re.search(r"\d/8 chỉ tiêu đạt và vượt \(chỉ tiêu mẫu\)", text)
    assert "Làm tốt nhất Thành phố Hải Dương" in text
    assert "Cần giúp Huyện Thanh Miện" in text
    assert "Số cần hỏi lại" in text
    assert 'aria-label="Tỷ lệ gia đình học tập: Thành phố Hải Dương 90,5\N{NO-BREAK SPACE}%' in page.content.decode()
    assert "Tổng số cộng đồng (thôn, khu dân cư): 300" in text


def test_the_best_and_those_in_need_share_no_unit():
    units = [Ranked(UnitRef(str(n), f"Xã {n}", "commune", "30"), n, 8, Fraction(n, 8)) for n in range(5)]
    best, in_need = ranked(units)
    assert [r.unit.code for r in best] == ["4", "3"]
    assert [r.unit.code for r in in_need] == ["0", "1"]
    assert ranked(units[:1]) == ((), ())


def test_before_anything_is_accepted(leader, collection):
    text = text_of(leader.get(PAGE))
    assert "Chưa có báo cáo nào trong 235 báo cáo phải nộp được chấp nhận." in text
    assert "Gửi trang này" not in text
    assert leaders("30", "2023").best == ()


def test_a_link_opens_the_page_and_nothing_else_until_it_ends(leader, officer, year):
    made = leader.post("/lanh-dao/30/lien-ket/?ky=2023", {"ngay": "7"}, follow=True)
    path = re.search(r"readonly>[^<]*?(/xem/[a-z2-9]+/)<", made.content.decode())[1]
    anybody = Client()
    seen = anybody.get(path)
    assert (seen.status_code, seen["Cache-Control"], "noindex" in seen["X-Robots-Tag"]) == (
        200,
        "no-store, private",
        True,
    )
    text = text_of(seen)
    assert "82,54 % 5.200 / 6.300 gia đình" in text
    assert "/so-lieu/" not in seen.content.decode()
    assert "/lanh-dao/" not in seen.content.decode()
    assert anybody.get(path.replace("/xem/", "/l/")).status_code == 410, "it sends no return"
    (link,) = OneTimeLink.objects.all()
    assert not link.user.roles.exists()
    assert link.purpose == "lanh-dao/2023"
    with clock.told(*(dt.date.today() + dt.timedelta(days=9)).timetuple()[:3]):
        late = anybody.get(path)
    assert (late.status_code, "đã hết hạn" in text_of(late)) == (410, True)
    assert "Đã thu hồi liên kết." in text_of(officer.post("/lanh-dao/30/thu-hoi/?ky=2023", follow=True))
    assert anybody.get(path).status_code == 410
    assert anybody.get("/xem/khongphaimacuatoi/").status_code == 404
    assert officer.post("/lanh-dao/30/lien-ket/?ky=2023", {"ngay": "999"}).status_code == 409


def test_who_may_not_make_a_link(at_desk, year):
    editor = at_desk(Role.EDITOR, "30")
    assert "Gửi trang này" not in text_of(editor.get(PAGE))
    assert editor.post("/lanh-dao/30/lien-ket/?ky=2023", {"ngay": "7"}).status_code == 409
