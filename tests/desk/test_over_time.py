"""Figures over time: how they compare over years on one map, why they changed, and from where one gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.returns.earlier.acts import load
from tests.desk.conftest import DISTRICT, text_of
from tests.merger import redrawn, year

__all__ = ["redrawn", "year"]
WHY, YEARS = "/vi-sao/MH03", "/qua-cac-ky/MH03"


@pytest.fixture(autouse=True)
def after_the_merger() -> Iterator[None]:
    with clock.told(2026, 1, 31):
        yield


@pytest.fixture
def years(year: None, redrawn: str, office: User) -> str:
    """2022 and 2025 were loaded beside the accepted year 2023; the code of the commune into which two have gone."""
    rows = ["2022;11239;900", "2022;11242;200", "2022;11254;4", f"2025;{redrawn};1500", "2025;11254;9"]
    header = "period;unit;value;indicator\n"
    load(by=office, data=(header + "".join(f"{row};MH03\n" for row in rows)).encode(), name="cac-nam.csv")
    return redrawn


def test_compare_2022_to_2025_on_todays_map(officer: Client, years: str, django_assert_max_num_queries) -> None:
    page = f"{YEARS}/{years}/"
    officer.get(page)
    with django_assert_max_num_queries(45):
        response = officer.get(f"{page}?ban-do=nay")
    text, html = text_of(response), response.content.decode()
    assert "Bản đồ của từng kỳ Bản đồ hiện nay" in text
    assert "Sắp xếp đơn vị ngày 01/07/2025: 3 đơn vị thành 1." in text
    assert "Năm 2022 1.100 2/2 – – – – –" in text
    assert "Năm 2023 1.200 2/2 +100 +100 0 0 0" in text
    assert "Năm 2025 1.500 1/1 +300 0 +300 0 0" in text, "it has a part of a commune whose figure is nobody's"
    picture = f"{page}hinh.svg?tu=2022&amp;den=2025&amp;ban-do=nay"
    assert f'src="{picture}"' in html
    assert f'href="{WHY}/{years}/?tu=2022&amp;den=2023&amp;ban-do=nay"' in html
    drawn = officer.get(picture.replace("&amp;", "&"))
    assert (drawn["Content-Type"], "1.500" in drawn.content.decode()) == ("image/svg+xml", True)
    as_then = text_of(officer.get(page))
    assert "Năm 2023 – không có trên bản đồ của kỳ này" in as_then


def test_why_says_it_in_a_sentence_a_picture_and_a_table(officer: Client, years: str) -> None:
    response = officer.get(f"{WHY}/300/?tu=2022&den=2023")
    text, html = text_of(response), response.content.decode()
    assert "Tăng 130 gia đình, hơn một nửa do thị trấn Thanh Miện. Trong đó có thêm báo cáo: tăng 30 gia đình." in text
    assert "Thị trấn Thanh Miện tăng, giảm tại đơn vị 900 1.000 +100" in text
    assert "Xã Phạm Kha có thêm báo cáo – 30 +30" in text
    assert "Cộng 1.104 1.234 +130" in text
    assert f'href="{WHY}/11239/?tu=2022&amp;den=2023"' in html
    picture = officer.get(f"{WHY}/300/hinh.svg?tu=2022&den=2023").content.decode()
    assert "+100" in picture
    share = text_of(officer.get("/vi-sao/MH04/300/?tu=2022&den=2023"))
    assert "Không tính được: năm 2022 chưa có số liệu của đơn vị này, hoặc mẫu số bằng 0." in share


def test_the_latest_two_periods_where_none_is_named_and_a_map_that_both_are_on(officer: Client, years: str) -> None:
    text = text_of(officer.get(f"{WHY}/30/?ban-do=nay"))
    assert "Vì sao số này thay đổi từ năm 2023 đến năm 2025." in text
    missing = text_of(officer.get(f"{WHY}/{years}/"))
    assert "không có trên bản đồ năm 2023. Chọn một bản đồ chung cho cả hai kỳ." in missing
    assert "Bản đồ hiện nay" in missing, "which is one click away"
    assert officer.get(f"{WHY}/{years}/hinh.svg").status_code == 404


def test_from_a_figure_to_its_past(officer: Client, years: str) -> None:
    link = f'href="{YEARS}/30/?ban-do=nay"'
    assert link in officer.get("/giai-trinh/MH03/30/?ky=2023&ban-do=nay").content.decode()
    assert f'href="{YEARS.replace("03", "04")}/30/"' in officer.get("/giai-trinh/MH04/30/?ky=2023").content.decode()


def test_one_period_alone_is_compared_with_nothing(officer: Client, year: None) -> None:
    assert YEARS not in officer.get("/giai-trinh/MH03/30/?ky=2023").content.decode()
    for page in (YEARS, WHY):
        response = officer.get(f"{page}/30/")
        assert (
            response.status_code,
            "Chưa đủ hai kỳ để so sánh Mới có số liệu của năm 2023." in text_of(response),
        ) == (200, True)
        assert 'href="/so-lieu-ky-truoc/"' in response.content.decode()
        assert officer.get(f"{page}/30/hinh.svg").status_code == 404
    assert officer.get("/vi-sao/XX99/30/").status_code == 404


def test_tiles_of_every_lowest_unit_on_either_map(officer: Client, years: str, django_assert_max_num_queries) -> None:
    response = officer.get("/o-don-vi/300/?ky=2023")
    text, html = text_of(response), response.content.decode()
    assert "Đây không phải bản đồ" in text
    assert "Thị trấn Thanh Miện 47,62" in text
    assert "Xã Hồng Phong –" in text
    picture = "/o-don-vi/300/hinh.svg?ky=2023&amp;ty-le=MH04"
    assert f'src="{picture}"' in html
    drawn = officer.get(picture.replace("&amp;", "&")).content.decode()
    assert ("Thanh Tùng" in drawn, "47,6" in drawn) == (True, True)
    now = "/o-don-vi/30/?ky=2023&ban-do=nay&ty-le=MH04"
    merged = text_of(officer.get(now))
    assert "Xã Thanh Miện Mới 28,57" in merged
    assert "Tỉnh Hải Dương" in merged, "those right below the province stand in a block of its own"
    assert "Chưa phân bổ: xã Phạm Kha" in merged
    with django_assert_max_num_queries(12):
        officer.get(now)
    other = officer.get("/o-don-vi/300/?ky=2023&ty-le=HV04").content.decode()
    assert '<option value="HV04" selected>' in other


def test_tiles_before_anything_is_accepted(officer: Client, collection: object) -> None:
    assert "Chưa có tỷ lệ để xem" in text_of(officer.get("/o-don-vi/30/"))


@pytest.mark.parametrize(
    "path", [f"{WHY}/99999/", "/vi-sao/MH99/30/", f"{YEARS}/30/?tu=1999", f"{YEARS}/30/?ban-do=hom-qua"]
)
def test_what_there_is_not(officer: Client, years: str, path: str) -> None:
    assert officer.get(path).status_code == 404


def test_whose_it_is_to_see(at_desk: Callable[[Role, str], Client], years: str) -> None:
    district = at_desk(*DISTRICT)
    assert district.get(f"{WHY}/300/?tu=2022&den=2023").status_code == 200
    assert district.get(f"{WHY}/30/?tu=2022&den=2023").status_code == 403
    assert district.get(f"{YEARS}/30/hinh.svg").status_code == 403
