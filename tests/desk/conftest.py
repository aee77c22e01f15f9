"""Somebody at the desk: a signed-in client for any role, on the founded province of `tests.fixtures`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from khuyenhoc.access.enums import Role
from khuyenhoc.access.links import create_links, token_of
from khuyenhoc.access.models import OneTimeLink, User
from khuyenhoc.audit import clock
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import warnings_of
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map

SECRETARY, DISTRICT = (Role.COMMUNE_SECRETARY, "11242"), (Role.DISTRICT_OFFICER, "300")
"""Xã Thanh Tùng and huyện Thanh Miện, to which it belongs."""
OTHERS_THAN_THE_OFFICE = [SECRETARY, DISTRICT, (Role.PROVINCE_LEADER, "30"), (Role.EDITOR, "30")]


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def at_desk(person, signed_in) -> Callable[[Role, str], Client]:
    """A client of somebody with a role at a unit."""
    return lambda role, unit: signed_in(person(role, unit))


@pytest.fixture
def officer(office, signed_in) -> Client:
    """The province's office."""
    return signed_in(office)


@pytest.fixture
def secretary(at_desk) -> Client:
    return at_desk(*SECRETARY)


@pytest.fixture
def leader(at_desk) -> Client:
    return at_desk(Role.PROVINCE_LEADER, "30")


@pytest.fixture
def desk(keeper, signed_in) -> Client:
    """Who keeps a commune's registers, in tests that have such a commune (`tests.desk.registers`)."""
    return signed_in(keeper)


@pytest.fixture
def submitted(draft, office) -> Callable[..., Return]:
    """A return that waits for review."""
    return lambda unit="11242", **changed: acts.submit(by=office, return_=draft(unit, **changed))


@pytest.fixture
def accepted(submitted, office) -> Callable[..., Return]:
    return lambda unit="11242", **changed: acts.accept(by=office, return_=submitted(unit, **changed))


@pytest.fixture
def answered_last_year(collection, office, draft) -> Callable[[str], None]:
    """The year before, in which the warning of xã Thanh Tùng was answered with a reason and accepted."""

    def make(reason: str) -> None:
        old = draft("11242", MH02=1799)
        (finding,) = warnings_of(old)
        acts.answer(by=office, finding=finding, reason=reason)
        acts.accept(by=office, return_=acts.submit(by=office, return_=old))
        before = acts.open_collection(
            by=office, form=collection.form, unit=collection.unit, period="2022", period_ends=dt.date(2022, 12, 31),
            opens_on=dt.date(2022, 11, 1), due_on=dt.date(2022, 12, 20), owing=[],
        )  # fmt: skip
        Return.objects.update(collection=before)

    return make


@pytest.fixture
def link(office, collection) -> OneTimeLink:
    """The link of xã Thanh Tùng, good for a month from today."""
    return links_of(office, collection, "11242")[0]


@pytest.fixture
def at(link) -> str:
    """Where its pages begin."""
    return f"/l/{token_of(link)}/"


@pytest.fixture
def phone() -> Client:
    """Somebody without an account whose browser keeps no cookies and would be refused for forgery if that were asked."""
    return Client(enforce_csrf_checks=True)


def links_of(office: User, collection: Collection, *units: str, days: int = 30) -> list[OneTimeLink]:
    """New links of units for a collection, good for some days from today."""
    return create_links(
        by=office, units=[Unit.objects.get(code=code) for code in units], purpose=collection.code,
        expires_on=clock.today() + dt.timedelta(days=days), map_=unit_map(collection.period_ends),
    )  # fmt: skip


def text_of(response) -> str:
    """The page as one line of text, entities resolved, tags left out."""
    import html
    import re

    body = re.sub(r"<(script|style|head)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
