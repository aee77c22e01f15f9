"""A unit's due dates as a feed for calendars, for whoever has its address."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings

from khuyenhoc.desk.addresses import calendar_token
from khuyenhoc.returns import acts
from tests.desk.chasing import ONE, OTHER, SITE, UNIT, at_home

__all__ = ["at_home"]


@pytest.fixture
def feed():
    return lambda unit=UNIT, key=None: Client().get(f"/lich/{unit}/{key or calendar_token(unit)}.ics")


def test_a_unit_s_due_dates_are_a_feed_for_whoever_has_its_address(
    officer, collection, feed, django_assert_num_queries
):
    with django_assert_num_queries(2):
        response = feed()
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    text = response.content.decode().replace("\r\n ", "")
    for line in (
        "SUMMARY:Hạn nộp báo cáo khuyến học năm 2023", "DTSTART;VALUE=DATE:20231220", f"UID:BC-NAM-2023-{UNIT}@khuyenhoc",
        "X-WR-CALNAME:Hạn nộp báo cáo: Hội Khuyến học xã Thanh Tùng\\, huyện Thanh Miện", f"URL:{SITE}/gui-tep/BC-NAM-2023/",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text
    assert f"/lich/{UNIT}/{calendar_token(UNIT)}.ics" in officer.get(ONE).content.decode()


def test_a_unit_s_own_page_of_tasks_offers_its_feed(secretary, officer, collection):
    address = f"{SITE}/lich/{UNIT}/{calendar_token(UNIT)}.ics"
    assert address in secretary.get("/viec/").content.decode()
    assert "/lich/" not in officer.get("/viec/").content.decode()


def test_a_feed_names_nobody_and_nothing_that_was_sent(collection, feed, draft, office):
    before = feed().content.decode()
    acts.submit(by=office, return_=draft(UNIT))
    assert re.sub(r"DTSTAMP:\S+", "", feed().content.decode()) == re.sub(r"DTSTAMP:\S+", "", before)
    assert office.full_name not in before


def test_another_unit_s_address_or_another_key_opens_no_feed(collection, feed):
    assert feed(OTHER, calendar_token(UNIT)).status_code == 404
    assert feed(UNIT, "x" * 26).status_code == 404
    key = calendar_token(UNIT)
    with override_settings(SECRET_KEY="another-key-of-another-installation"):
        assert feed(UNIT, key).status_code == 404
