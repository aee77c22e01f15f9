"""The pages on which xã Thanh Tùng types its return, for the tests of what is done on them."""

from __future__ import annotations

import re

import pytest

from khuyenhoc.returns.models import Return
from tests.fixtures import CLEAN

HOME = "/nhap/BC-NAM-2023/11242/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def begun(secretary):
    """The pages of xã Thanh Tùng, begun."""
    assert secretary.post(f"{HOME}bat-dau/").url == HOME
    return secretary


def section(code):
    return f"{HOME}phan/{code}/"


def fields(client, code):
    """The fields of a section as a browser would send them."""
    html = client.get(section(code)).content.decode()
    seen = dict(re.findall(r'name="(da-\w+)" value="(\w+)"', html))
    texts = dict(re.findall(r'<input class="govuk-input[^>]* name="(\w+)" value="([^"]*)"', html))
    return {**seen, **texts}


def post(client, code, **changed):
    return client.post(section(code), {**fields(client, code), **changed})


def cell(client, code, indicator, text="", **extra):
    seen = fields(client, code)[f"da-{indicator}"]
    data = {indicator: text, f"da-{indicator}": seen, **extra}
    return client.post(f"{section(code)}{indicator}/", data, headers=HTMX)


def fill(client, form, **changed):
    stated = {**CLEAN, **changed}
    for one in form.sections:
        post(client, one.code, tiep="1", **{i.code: stated[i.code] for i in form.typed if i.section == one.code})


def draft_of():
    return Return.objects.select_related("collection", "unit", "file").get(superseded_at=None)
