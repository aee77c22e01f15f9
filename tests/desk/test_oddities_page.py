"""Odd figures on their page: what, how much, against what, from where, how certain; and the reason that is written for them."""

from __future__ import annotations

import json
import re

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.cli.main import DONE, FINDINGS, build_parser
from khuyenhoc.cli.oddities import execute
from khuyenhoc.desk import oddities_page
from khuyenhoc.ledger.models import OddityAnswer
from khuyenhoc.returns.earlier.acts import load
from tests.desk.conftest import text_of
from tests.fixtures import CLEAN

PAGE = "/so-khac-thuong/300/?ky=2023"
CROWDED = {"MH21": 300, "MH22": 300, "MH23": 250}


@pytest.fixture
def crowded(accepted):
    return [accepted("11242", **CROWDED), accepted("11239", **CROWDED)]


def fields(response) -> dict[str, str]:
    """The hidden fields of the page, by name: what the reader has seen."""
    return dict(re.findall(r'name="(da-thay-[^"]+)" value="([^"]+)"', response.content.decode()))


def shown(html: str) -> set[str]:
    """The odd things that a page lists."""
    return set(re.findall(r'<li class="kh-check kh-check--\w+" id="([^"]+)"', html))


def told(*arguments: str) -> tuple[int, str]:
    given = build_parser().parse_args(["oddities", *arguments])
    return execute(given), given.period


def test_a_finding_says_everything_and_a_reason_is_kept_and_undone(officer, crowded, django_assert_max_num_queries):
    page = officer.get(PAGE)
    text = text_of(page)
    assert "Số cộng đồng không khớp dân số. Tổng số cộng đồng (thôn, khu dân cư): 600, tức dân số chia cho" in text
    assert "Rất có thể có số sai · 26,7 người · thấp nhất 100 người" in text
    assert "Nguồn: ước chừng 1.300 đến 1.500 thôn" in text
    assert "Có ở 3 đơn vị: xem từng đơn vị" in text
    sent = {**fields(page), "ly-do-S06-MH21": "Đếm cả nhóm nhỏ"}
    done = officer.post("/so-khac-thuong/300/ly-do/?ky=2023", sent, follow=True)
    said = text_of(done)
    assert "Đã ghi lý do cho 3 con số." in said
    assert "Lý do: Đếm cả nhóm nhỏ (Văn phòng Hội Khuyến học tỉnh," in said
    assert "(Huyện Thanh Miện)" not in text_of(officer.get("/so-lieu/11242/")), "marked no more"
    assert "Đã giải trình: “Đếm cả nhóm nhỏ”" in text_of(officer.get("/so-lieu/11242/"))
    with django_assert_max_num_queries(14):
        officer.get(PAGE)
    undo = re.search(r'action="(/so-khac-thuong/300/bo-ly-do/[^"]+)"', done.content.decode())[1].replace("&amp;", "&")
    assert "Có ở 3 đơn vị" in text_of(officer.post(undo, follow=True))
    assert OddityAnswer.objects.filter(taken_back_at=None).count() == 0


def test_a_reason_for_figures_that_were_not_seen_is_not_taken(officer, crowded, accepted):
    seen = fields(officer.get(PAGE))
    accepted("11245", **CROWDED)
    again = officer.post("/so-khac-thuong/300/ly-do/?ky=2023", {**seen, "ly-do-S06-MH21": "Đúng"})
    assert again.status_code == 409
    assert "Số liệu vừa thay đổi" in text_of(again)
    assert ">Đúng</textarea>" in again.content.decode()
    empty = officer.post("/so-khac-thuong/300/ly-do/?ky=2023", seen)
    assert "Ghi một câu vì sao con số này vẫn đúng." in text_of(empty)
    assert OddityAnswer.objects.count() == 0


@pytest.fixture
def leaping(officer, accepted, office):
    """Nearly every figure of two communes is ten times that of the year before."""
    changes = {code: value // 10 for code, value in CLEAN.items() if value >= 200 and not code.startswith("QK0")}
    rows = "".join(f"2022;{unit};{code};{value}\n" for unit in ("11242", "11239") for code, value in changes.items())
    for unit in ("11242", "11239"):
        accepted(unit)
    load(by=office, data=f"period;unit;indicator;value\n{rows}".encode(), name="2022.csv")


def test_many_are_shown_some_at_a_time_and_units_on_a_page_of_their_own(officer, leaping, monkeypatch):
    monkeypatch.setattr(oddities_page, "ON_A_PAGE", 5)
    monkeypatch.setattr(oddities_page, "UNITS_ON_A_PAGE", 1)
    first, html = officer.get(PAGE), officer.get(PAGE).content.decode()
    assert len(shown(html)) == 5
    assert len(first.content) < 60_000, "a page that stands ready however many are odd"
    (key, *_others) = re.findall(r'dieu=(S09-\w+)"', html)
    assert "?ky=2023&amp;trang=2" in html
    others = officer.get(f"{PAGE}&trang=2").content.decode()
    assert not shown(html) & shown(others)
    one = officer.get(f"{PAGE}&dieu={key}")
    assert "Từng đơn vị Thị trấn Thanh Miện : " in text_of(one)
    assert "Từ 1 đến 1 trong 2 đơn vị" in text_of(one)
    assert "Từng đơn vị Xã Thanh Tùng : " in text_of(officer.get(f"{PAGE}&dieu={key}&trang=2"))
    assert 'href="/so-khac-thuong/300/?ky=2023"' in one.content.decode(), "the way back"
    reasoned = officer.get(f"{PAGE}&dieu=S09-KHONG").content.decode()
    assert shown(reasoned) == shown(html), "what has its reason by now is in the list"


def test_a_reason_is_given_and_taken_back_on_the_page_where_it_stands(officer, leaping, monkeypatch):
    monkeypatch.setattr(oddities_page, "ON_A_PAGE", 2)
    one = f"{PAGE}&dieu=S09-HV01"
    sent = {**fields(officer.get(one)), "ly-do-S09-HV01": ""}
    refused = officer.post("/so-khac-thuong/300/ly-do/?ky=2023&dieu=S09-HV01", sent)
    assert "Từng đơn vị" in text_of(refused)
    done = officer.post("/so-khac-thuong/300/ly-do/?ky=2023&dieu=S09-HV01", sent | {"ly-do-S09-HV01": "Đã đếm lại"})
    assert done.url == "/so-khac-thuong/300/?ky=2023"
    html = officer.get(f"{PAGE}&trang=2").content.decode()
    taken = dict(re.findall(r'<input type="hidden" name="(dieu|ly_do|da-thay)" value="([^"]+)"', html))
    back = "/so-khac-thuong/300/bo-ly-do/?ky=2023&trang=2"
    assert officer.post(back, taken | {"da-thay": "khác"}).status_code == 409
    assert officer.post(back, {}).status_code == 409
    assert officer.post(back, taken).url == "/so-khac-thuong/300/?ky=2023&trang=2"
    assert OddityAnswer.objects.filter(taken_back_at=None).count() == 0
    assert OddityAnswer.objects.count() == 2


def test_who_may_only_look_and_who_may_not(at_desk, leader, crowded):
    assert "textarea" not in leader.get(PAGE).content.decode()
    assert at_desk(Role.COMMUNE_SECRETARY, "11242").get(PAGE).status_code == 403
    assert "Không có số nào cần hỏi lại" in text_of(leader.get("/so-khac-thuong/288/?ky=2023"))


def test_the_command_says_the_same(crowded, officer, capsys):
    assert told("--unit", "300", "--period", "2023", "--json", "-")[0] == FINDINGS
    found = json.loads(capsys.readouterr().out)
    assert found["open"] == found["found"] == len(found["oddities"])
    first = next(one for one in found["oddities"] if one["indicator"] == "MH21")
    assert (first["unit"], first["rule"], first["certainty"], first["verified"]) == ("300", "S06", "likely", False)
    assert told("--unit", "300", "--period", "2023")[0] == FINDINGS
    assert "      rất có thể có số sai; " in capsys.readouterr().out
    assert told("--unit", "288", "--period", "2023")[0] == DONE
    assert "0 số khác thường" in capsys.readouterr().out
