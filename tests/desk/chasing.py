"""The pages from which units are chased, for the tests of what is done on them."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from khuyenhoc.audit import clock

PAGE = "/dot/BC-NAM-2023/nhac/"
UNIT, OTHER, CITY = "11242", "11239", "288"
ONE = f"{PAGE}{UNIT}/"
SITE = "https://khuyenhoc.example.vn"


@pytest.fixture(autouse=True)
def at_home(settings):
    """The installation has an address of its own and no mail server."""
    settings.PUBLIC_URL, settings.MAIL_READY, settings.MAIL_FAULT = SITE, False, ""


def do(client, what, *units, query="", **more):
    data = {"viec": what, "don_vi": list(units), "han": f"{clock.today() + dt.timedelta(days=30)}", **more}
    return client.post(f"{PAGE}lam/{query}", data, follow=True)


def rows(response):
    return re.findall(r'name="don_vi" value="(\d+)"', response.content.decode())


def written(response):
    """The text that stands ready to be pasted."""
    return html.unescape(re.search(r'<textarea[^>]*id="tin"[^>]*>([^<]*)<', response.content.decode())[1])


def token(text):
    return re.search(rf"{SITE}/l/([\w-]+)/", text)[1]
