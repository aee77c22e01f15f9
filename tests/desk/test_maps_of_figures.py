"""Figures on the map of another day: the way there, what merged, what was divided, and units that have ended or not begun."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts
from khuyenhoc.returns.models import Collection
from tests.desk.conftest import DISTRICT, text_of
from tests.merger import FIGURES, redrawn, year

__all__ = ["redrawn", "year"]
TODAY = "?ky=2023&ban-do=nay"


@pytest.fixture(autouse=True)
def after_the_merger() -> Iterator[None]:
    with clock.told(2025, 7, 31):
        yield


@pytest.fixture
def merged(year: None, redrawn: str) -> str:
    """The code of the commune into which two have gone; the year was accepted before."""
    return redrawn


def test_without_a_change_there_is_no_map_to_choose(officer: Client, year: None) -> None:
    assert "Bản đồ hiện nay" not in text_of(officer.get("/so-lieu/30/"))
    assert "ban-do" not in officer.get(f"/so-lieu/30/{TODAY}").content.decode().split("<main", 1)[1]


def test_the_map_is_kept_on_every_way_on(officer: Client, merged: str) -> None:
    as_then = officer.get("/so-lieu/30/?ky=2023")
    assert "Bản đồ như trong kỳ Bản đồ hiện nay" in text_of(as_then)
    html = officer.get(f"/so-lieu/30/{TODAY}").content.decode()
    query = "?ky=2023&amp;ban-do=nay"
    for address in (f"/so-lieu/{merged}/", "/giai-trinh/MH03/30/", "/chi-tieu/30/", "/so-lieu/30/tai/xlsx/"):
        assert f'href="{address}{query}' in html, address
    assert '<input type="hidden" name="ban-do" value="nay">' in html
    assert f'href="/so-lieu/30/{query}"' in officer.get(f"/so-lieu/{merged}/{TODAY}").content.decode()


def test_what_merged_and_what_was_divided_is_said(officer: Client, merged: str) -> None:
    text = text_of(officer.get(f"/so-lieu/{merged}/{TODAY}"))
    assert "Gồm số liệu năm 2023 của thị trấn Thanh Miện và xã Thanh Tùng." in text
    assert "Chưa gồm phần của xã Phạm Kha: đã chia cho nhiều đơn vị, chưa phân bổ." in text
    whole = text_of(officer.get(f"/so-lieu/30/{TODAY}"))
    assert "Chưa phân bổ: xã Phạm Kha, vì không thuộc trọn một đơn vị nào bên dưới." in whole
    assert "Chưa phân bổ – 2.100 1.950 30 1,43 Cộng 4/235" in whole
    assert "Xã Phạm Kha (đã chia, chưa phân bổ) 30" in text_of(officer.get(f"/giai-trinh/MH03/30/{TODAY}"))


def test_the_table_to_take_away_adds_up_on_every_map(officer: Client, merged: str) -> None:
    for query, name in (("?ky=2023", "so-lieu-30-2023"), (TODAY, f"so-lieu-30-2023-ban-do-{clock.today()}")):
        response = officer.get(f"/so-lieu/30/tai/csv/{query}")
        assert response["Content-Disposition"] == f'attachment; filename="{name}.csv"'
        rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
        (column,) = (title for title in rows[0] if title.startswith("MH03"))
        assert sum(int(row[column] or 0) for row in rows[1:]) == int(rows[0][column]) == sum(FIGURES.values())


@pytest.mark.parametrize("query", ["?ky=2023", TODAY, "?ky=2023&ban-do=2025-06-30"])
def test_a_unit_that_has_ended_is_there_on_either_map_and_leads_on(officer: Client, merged: str, query: str) -> None:
    response = officer.get(f"/so-lieu/11242/{query}")
    assert "Xã Thanh Tùng kết thúc từ ngày 01/07/2025 (đã sáp nhập). Nay là: Xã Thanh Miện Mới" in text_of(response)
    assert f'href="/so-lieu/{merged}/{TODAY.replace("&", "&amp;")}"' in response.content.decode()
    assert "200" in text_of(response)
    district = text_of(officer.get(f"/so-lieu/300/{query}"))
    assert "Huyện Thanh Miện kết thúc từ ngày 01/07/2025 (đã giải thể). Không có đơn vị kế tiếp." in district
    assert "Cộng 4/17" in district


def test_a_unit_that_had_not_begun_says_where_to_look(officer: Client, merged: str) -> None:
    response = officer.get(f"/so-lieu/{merged}/?ky=2023")
    assert response.status_code == 404
    said = "Xã Thanh Miện Mới thành lập ngày 01/07/2025; số liệu năm 2023 xem trên bản đồ hiện nay."
    assert said in text_of(response)
    assert f'href="/so-lieu/{merged}/{TODAY.replace("&", "&amp;")}"' in response.content.decode()


def test_a_unit_that_had_ended_by_the_period_leads_to_its_page(
    officer: Client, collection: Collection, office: User, merged: str
) -> None:
    acts.open_collection(
        by=office, form=collection.form, unit=collection.unit, period="2025", period_ends=dt.date(2025, 12, 31),
        opens_on=dt.date(2025, 11, 1), due_on=dt.date(2025, 12, 20), owing=[],
    )  # fmt: skip
    response = officer.get("/so-lieu/11242/?ky=2025")
    assert response.status_code == 404
    assert "Xã Thanh Tùng đã kết thúc từ ngày 01/07/2025, không có số liệu năm 2025." in text_of(response)
    assert 'href="/don-vi/11242/"' in response.content.decode()
    assert officer.get(f"/so-lieu/{merged}/?ky=2025").status_code == 200


@pytest.mark.parametrize("given", ["hôm nay", "1900-01-01", "32/13/2025"])
def test_a_map_that_there_is_not(officer: Client, year: None, given: str) -> None:
    response = officer.get("/so-lieu/30/", {"ban-do": given})
    assert response.status_code == 404
    assert "Chọn bản đồ ở đầu trang số liệu." in text_of(response)


def test_whose_figures_are_whose_to_see(at_desk: Callable[[Role, str], Client], merged: str) -> None:
    heir = at_desk(Role.COMMUNE_SECRETARY, merged)
    assert heir.get(f"/so-lieu/{merged}/{TODAY}").status_code == 200
    assert heir.get(f"/so-lieu/11245/{TODAY}").status_code == 403, "it has a part of it only"
    assert heir.get(f"/so-lieu/30/{TODAY}").status_code == 403
    assert at_desk(*DISTRICT).get(f"/so-lieu/11242/{TODAY}").status_code == 200, "as in the period"
    before = at_desk(Role.COMMUNE_SECRETARY, "11242")
    assert before.get(f"/so-lieu/{merged}/{TODAY}").status_code == 403
    assert before.get(f"/so-lieu/11242/{TODAY}").status_code == 200


def test_the_report_is_made_on_the_map_that_was_chosen_and_kept_apart(officer: Client, merged: str) -> None:
    page = "/bao-cao-nam/30/2023/"
    assert "Bản đồ như trong kỳ Bản đồ hiện nay" in text_of(officer.get(page))
    on_today = officer.get(f"{page}?ban-do=nay")
    assert "xếp theo bản đồ đơn vị ngày 31/07/2025, không theo bản đồ của kỳ báo cáo." in text_of(on_today)
    assert f'action="{page}lap/?ban-do=nay"' in on_today.content.decode()
    made = officer.post(f"{page}lap/?ban-do=nay").url.partition("#")[0]
    assert made.startswith(f"{page}?ban-do=nay&viec=")
    name = "bao-cao-30-2023-ban-do-2025-07-31-"
    assert f'href="{page}{name}' in officer.get(made).content.decode()
    assert name not in officer.get(page).content.decode()
    with clock.told(2025, 9, 1):
        assert name in officer.get(f"{page}?ban-do=nay").content.decode(), "nothing was redrawn since"


def test_another_map_costs_no_more_statements_than_the_periods_own(
    officer: Client, merged: str, django_assert_max_num_queries
) -> None:
    for query in ("?ky=2023", TODAY):
        officer.get(f"/so-lieu/30/{query}")
        with django_assert_max_num_queries(9):
            officer.get(f"/so-lieu/30/{query}")
