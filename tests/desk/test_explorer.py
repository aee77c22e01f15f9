"""Looking figures up: the address is the view, which is kept, sent and taken away, each for who may see it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.models import Event
from khuyenhoc.desk.explorer.taking import folder_of
from khuyenhoc.desk.progress import Stage, told
from khuyenhoc.desk.views import explorer_files
from khuyenhoc.ledger.models import SavedView
from khuyenhoc.returns.earlier.acts import load
from tests.desk.conftest import DISTRICT, SECRETARY, text_of
from tests.merger import redrawn, year

__all__ = ["redrawn", "year"]
PAGE = "/tra-cuu/"
VIEW = "chi-tieu=MH03&don-vi=300&duoi=%2A&tu=2022&den=2023&cot=ky"


@pytest.fixture(autouse=True)
def after_the_merger(settings, tmp_path) -> Iterator[None]:
    settings.PAPERS = tmp_path / "papers"
    with clock.told(2026, 1, 31):
        yield


@pytest.fixture
def years(year: None, office: User, redrawn: str) -> str:
    rows = "".join(f"2022;{unit};MH03;{n}\n" for unit, n in (("11239", 900), ("11242", 200), ("11254", 4)))
    load(by=office, data=f"period;unit;indicator;value\n{rows}".encode(), name="2022.csv")
    return redrawn


def test_it_begins_with_ones_own_units_and_its_address_says_all(
    officer: Client, at_desk: Callable[[Role, str], Client], years: str, django_assert_max_num_queries
) -> None:
    first = officer.get(PAGE)
    assert (first.status_code, unquote(first["Location"])) == (
        302,
        f"{PAGE}?chi-tieu=MH03&don-vi=30&duoi=*&tu=2022&den=2023&cot=ky",
    )
    secretary = unquote(at_desk(*SECRETARY).get(PAGE)["Location"])
    assert secretary == f"{PAGE}?chi-tieu=MH03&don-vi=11242&tu=2022&den=2023&cot=ky"
    officer.get(f"{PAGE}?{VIEW}")
    with django_assert_max_num_queries(30):
        response = officer.get(f"{PAGE}?{VIEW}&xep=-2023")
    text, html = text_of(response), response.content.decode()
    assert "Huyện Thanh Miện 1.104 1.234 thiếu 13" in text
    assert (
        text.index("Thị trấn Thanh Miện 900 1.000")
        < text.index("Xã Thanh Tùng 200 200")
        < text.index("Xã Phạm Kha – 30")
    )
    assert 'href="/giai-trinh/MH03/11239/?ky=2023"' in html
    assert (
        f"http://testserver{PAGE}?chi-tieu=MH03&amp;don-vi=300&amp;duoi=%2A&amp;tu=2022&amp;den=2023&amp;xep=-2023&amp;cot=ky"
        in html
    )
    drawn = officer.get(f"{PAGE}hinh.svg?{VIEW}&xep=-2023&bang=0")
    assert (drawn["Content-Type"], "1.000" in drawn.content.decode()) == ("image/svg+xml", True)
    assert officer.get(f"{PAGE}hinh.svg?{VIEW}&bang=9").status_code == 404


def test_turned_round_on_another_map_and_of_one_unit(officer: Client, years: str) -> None:
    text = text_of(officer.get(f"{PAGE}?chi-tieu=MH03&chi-tieu=MH04&don-vi=30&duoi=%2A&cot=chi-tieu&ban-do=nay"))
    assert text.index("Năm 2023") < text.index("Xã Thanh Miện Mới 1.200") < text.index("Năm 2022 Đơn vị")
    alone = officer.get(f"{PAGE}?chi-tieu=MH03&don-vi=11239&cot=ky")
    assert "Thị trấn Thanh Miện 900 1.000" in text_of(alone)
    assert "Năm 2022" in officer.get(f"{PAGE}hinh.svg?chi-tieu=MH03&don-vi=11239&cot=ky&bang=0").content.decode()


def test_units_are_found_without_accents_and_nothing_chosen_is_said(officer: Client, years: str) -> None:
    response = officer.get(f"{PAGE}?{VIEW}&tim=pham+kha")
    assert 'value="11245"' in response.content.decode()
    assert "Không tìm thấy thêm đơn vị nào tên “khong co”" in text_of(officer.get(f"{PAGE}?{VIEW}&tim=khong+co"))
    assert "Chưa chọn đủ để xem" in text_of(officer.get(f"{PAGE}?cot=ky&tu=2022&den=2023"))
    for wrong in (
        VIEW.replace("MH03", "MH99"),
        VIEW.replace("300", "99999"),
        VIEW.replace("2022", "1999"),
        f"{VIEW}&ban-do=xx",
    ):
        assert officer.get(f"{PAGE}?{wrong}").status_code == 404


def test_without_any_period_it_says_how_figures_come(collection, at_desk: Callable[[Role, str], Client]) -> None:
    client = at_desk(*DISTRICT)
    collection.obligations.all().delete()
    collection.delete()
    assert "Chưa có số liệu của kỳ nào" in text_of(client.get(PAGE))


def test_whose_figures_are_whose(at_desk: Callable[[Role, str], Client], years: str) -> None:
    secretary = at_desk(*SECRETARY)
    assert secretary.get(f"{PAGE}?{VIEW.replace('300', '11239')}").status_code == 403
    mixed = text_of(secretary.get(f"{PAGE}?{VIEW}"))
    assert "Xã Thanh Tùng 200 200" in mixed
    assert "vì tài khoản này không xem số liệu của các đơn vị ấy" in mixed
    assert "Thị trấn Thanh Miện" not in mixed


def test_a_view_is_kept_dropped_and_brought_back_by_its_owner_alone(
    officer: Client, at_desk: Callable[[Role, str], Client], years: str
) -> None:
    done = officer.post(f"{PAGE}luu/?{VIEW}", {"ten-bang": "  Gia đình các xã "}, follow=True)
    (kept,) = SavedView.objects.all()
    assert (kept.name, kept.query, "Đã lưu bảng “Gia đình các xã”" in text_of(done)) == ("Gia đình các xã", VIEW, True)
    again = officer.post(f"{PAGE}luu/?{VIEW}", {"ten-bang": "Gia đình các xã"})
    assert (again.status_code, "Đã có một bảng tên “Gia đình các xã”" in text_of(again)) == (409, True)
    assert officer.post(f"{PAGE}luu/?{VIEW}", {"ten-bang": " "}).status_code == 409
    drop, back = f"{PAGE}xoa/?da-luu={kept.pk}", f"{PAGE}lay-lai/?da-luu={kept.pk}"
    assert at_desk(*DISTRICT).post(drop).status_code == 409, "it is not theirs"
    gone = officer.post(drop, follow=True)
    assert f'action="{back}"' in gone.content.decode()
    assert "Gia đình các xã" in text_of(officer.post(back, follow=True))
    acts = Event.objects.filter(act__endswith="_view").order_by("sequence").values_list("act", flat=True)
    assert list(acts) == ["save_view", "drop_view", "bring_back_view"]
    assert "Lưu một bảng số liệu" in text_of(officer.get("/nhat-ky/"))
    assert officer.get(drop).status_code == 302


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_small_table_comes_at_once_a_large_one_by_a_job(
    officer: Client, at_desk: Callable[[Role, str], Client], office: User, years: str, monkeypatch
) -> None:
    take = f"{PAGE}tai/?{VIEW}"
    response = officer.post(take, {"loai": "csv", "cot": "ky"})
    assert response["Content-Disposition"].startswith('attachment; filename="so-lieu-300-2022-2023-')
    rows = list(csv.DictReader(body(response).decode("utf-8-sig").splitlines()))
    assert [(r["Năm 2022"], r["Năm 2023"]) for r in rows if r["Mã đơn vị"] in ("300", "11245")] == [
        ("1104", "1234"),
        ("", "30"),
    ]
    assert officer.post(take, {"loai": "docx"}).status_code == 409
    assert officer.get(take).status_code == 302
    monkeypatch.setattr(explorer_files, "AT_ONCE", 10)
    waiting = officer.post(take, {"loai": "xlsx", "cot": "danh-sach"})
    run = waiting["Location"].split("/")[3]
    state = told(folder_of(office), run)
    assert state is not None
    assert (state.stage, state.done) == (Stage.DONE, state.total)
    page = officer.get(waiting["Location"])
    assert f"Đã ghi {state.total} dòng" in text_of(page)
    (address,) = [
        part.partition('"')[0] for part in page.content.decode().split('href="') if part.startswith(f"{PAGE}tep/")
    ]
    assert body(officer.get(address)).startswith(b"PK")
    assert at_desk(*DISTRICT).get(address).status_code == 404, "a file is its maker's"
    assert officer.get(f"{PAGE}tai/0123456789abcdef/").status_code == 404
    event = Event.objects.filter(act="export_figures").latest("sequence")
    assert (event.by, event.after["rows"]) == (office.username, state.total)
