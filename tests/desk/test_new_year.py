"""A year that was only just opened: the pages of figures lead with the last one that has any, and say so."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.returns import acts
from khuyenhoc.rollups.queries import last_with_figures, periods
from tests.desk.conftest import text_of

SAID = "Năm 2024 chưa có báo cáo nào được chấp nhận; đây là số liệu năm 2023."
PAGES = ["/lanh-dao/30/", "/so-lieu/30/", "/chi-tieu/30/", "/so-khac-thuong/30/", "/o-don-vi/30/", "/da-in/30/"]


@pytest.fixture
def new_year(collection, office, accept):
    """2023 with the figures of one commune, and 2024 in which nothing is accepted yet."""
    accept("11242")
    return acts.open_collection(
        by=office, form=collection.form, unit=collection.unit, period="2024", period_ends=dt.date(2024, 12, 31),
        opens_on=dt.date(2024, 11, 1), due_on=dt.date(2024, 12, 20),
        owing=[o.unit for o in collection.obligations.select_related("unit")],
    )  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_a_page_leads_with_the_last_year_that_has_figures(officer, new_year, path):
    page = officer.get(path)
    assert SAID in text_of(page)
    assert 'href="?ky=2024">Xem năm 2024</a>' in page.content.decode()
    assert page.context["ask"].period == "2023"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("period", ["2023", "2024"])
def test_what_was_asked_for_is_shown(officer, new_year, path, period):
    page = officer.get(f"{path}?ky={period}")
    assert page.context["ask"].period == period
    assert SAID not in text_of(page)


def test_the_annual_report_of_the_own_unit_is_the_last_that_has_figures(officer, new_year):
    page = officer.get("/bao-cao-nam/", follow=True)
    assert page.redirect_chain == [("/bao-cao-nam/30/2023/", 302)]
    assert SAID in text_of(page)
    assert 'href="/bao-cao-nam/30/2024/">Xem năm 2024</a>' in page.content.decode()
    assert SAID not in text_of(officer.get("/bao-cao-nam/30/2024/"))


def test_a_commune_goes_by_its_own_return(secretary, new_year):
    assert SAID in text_of(secretary.get("/so-lieu/11242/"))
    assert last_with_figures("11239", periods()) == "2024", "it has none in either year"


def test_with_the_first_accepted_return_the_new_year_is_shown(officer, new_year, draft, office):
    new = draft("11239")
    type(new).objects.filter(pk=new.pk).update(collection=new_year)
    acts.accept(by=office, return_=acts.submit(by=office, return_=type(new).objects.get(pk=new.pk)))
    page = officer.get("/so-lieu/30/")
    assert (page.context["ask"].period, SAID in text_of(page)) == ("2024", False)
