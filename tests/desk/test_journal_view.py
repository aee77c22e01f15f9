"""The journal in words: of everything for those who may see it, of one thing, and for no act without words."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.models import Event
from khuyenhoc.desk.journal import told
from khuyenhoc.desk.journal_words import ACTS, SUBJECTS
from khuyenhoc.returns import acts
from khuyenhoc.returns.reorganising import apply, keep_draft, undo
from tests.desk.conftest import text_of
from tests.house.tree import PACKAGE

NAMED = re.compile(r'(?:act=|_note\(|_journal(?:_all|_collection)?\([^)]*?, |Right\.\w+, )"([a-z]+(?:_[a-z]+)*)"')


def test_every_act_in_the_code_has_words():
    texts = [p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py")]
    found = {name for text in texts for name in NAMED.findall(text)}
    assert {"accept", "submit", "publish_article", "make_papers"} <= found
    assert found - set(ACTS) == set()


def test_the_latest_stands_first_with_names_and_words(officer, submitted):
    return_ = submitted("11242")
    text = text_of(officer.get("/nhat-ky/"))
    assert "Văn phòng Hội Khuyến học tỉnh Gửi báo cáo" in text
    assert f"báo cáo số liệu {return_.pk} Xã Thanh Tùng" in text
    assert text.index("Gửi báo cáo") < text.rindex("Nhận tệp")


def test_a_clock_that_is_behind_is_said(officer, submitted):
    submitted("11242")
    assert "Kiểm tra ngày giờ của máy chủ" not in text_of(officer.get("/nhat-ky/"))
    with clock.told(2031, 3, 5, 14, 30):
        record(by="a", unit="30", act="submit", subject=("return", 1))
    text = text_of(officer.get("/nhat-ky/"))
    assert "Kiểm tra ngày giờ của máy chủ" in text
    assert "05/03/2031 14:30" in text


def test_filters(officer, submitted):
    submitted("11242")
    text = text_of(officer.get("/nhat-ky/", {"viec": "submit", "loai": "return", "nguoi": "van-phong"}))
    assert "1 việc, mới nhất ở trên" in text
    assert "Không có việc nào như vậy" in text_of(officer.get("/nhat-ky/", {"nguoi": "khong-ai"}))


@pytest.mark.parametrize(
    ("role", "unit", "status"),
    [
        (Role.PROVINCE_LEADER, "30", 200),
        (Role.ADMINISTRATOR, "30", 200),
        (Role.DISTRICT_OFFICER, "300", 403),
        (Role.COMMUNE_SECRETARY, "11242", 403),
    ],
)
def test_who_may_read_it(at_desk, role, unit, status):
    client = at_desk(role, unit)
    assert client.get("/nhat-ky/").status_code == status
    assert client.get("/nhat-ky/collection/BC-NAM-2023/").status_code == status


def test_an_officer_of_a_part_sees_that_part_alone(at_desk, submitted):
    submitted("11242")
    submitted("10507")
    client = at_desk(Role.PROVINCE_LEADER, "300")
    text = text_of(client.get("/nhat-ky/"))
    assert "Xã Thanh Tùng" in text
    assert "Cẩm Thượng" not in text
    assert "Tạo tài khoản" not in text.partition("mới nhất ở trên")[2]


def test_the_journal_of_one_return(officer, submitted, office):
    return_ = submitted("11242")
    text = text_of(officer.get(f"/nhat-ky/return/{return_.pk}/"))
    assert text.index("Gửi báo cáo ") < text.index("Đọc số liệu từ tệp")
    assert f"Mở báo cáo số liệu {return_.pk}" in text


def test_a_thing_that_the_journal_does_not_know(officer, collection):
    response = officer.get("/nhat-ky/return/999/")
    assert response.status_code == 404
    assert "Nhật ký không có việc nào về thứ này." in text_of(response)


def test_reasons_go_to_their_own_sending_back(submitted, office):
    return_ = submitted("11242")
    for reason in ("lần một", "lần hai"):
        acts.send_back(by=office, return_=return_, remarks=[(None, reason)])
        acts.submit(by=office, return_=return_)
    events = Event.objects.filter(subject_id=str(return_.pk), act="send_back").order_by("sequence")
    assert [t.why for t in told(events, {"send_back": ["lần một", "lần hai"]})] == ["lần một", "lần hai"]


def test_a_strange_act_is_told_as_it_is(db):
    record(by="ai đó", unit="", act="something_new", subject=("thing", 1))
    found = told(Event.objects.all())[-1]
    assert (found.what, found.who, found.subject, found.url) == ("something_new", "ai đó", "thing 1", "")
    assert "thing" not in SUBJECTS


def test_a_plan_for_units_is_told_with_its_day_and_how_many(officer, collection, office):
    rows = [["Mã cũ", "Đơn vị mới"], ["11242", "xã Tùng Lâm"], ["11245", "xã Tùng Lâm"]]
    plan, _drawn = keep_draft(by=office, rows=rows, on=dt.date(2023, 7, 1), source="phụ lục")
    apply(by=office, plan=plan)
    undo(by=office, plan=plan)
    text = text_of(officer.get("/nhat-ky/"))
    said = "chưa ghi số quyết định, từ 01/07/2023: 1 đơn vị bắt đầu, 2 đơn vị kết thúc"
    assert text.count(said) == 3
    for act in ("Lập", "Áp dụng", "Hoàn tác"):
        assert f"{act} phương án sắp xếp đơn vị" in text
