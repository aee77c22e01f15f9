"""`python -m bench.populous COMMUNES YEARS`: an installation with so many communes and years of accepted figures, seeded.

Prints, as JSON, what a visitor needs: a session of the office, and the address of the year's article, published.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from khuyenhoc.access.models import User
    from khuyenhoc.units.spec import UnitName

TOP, LAST_YEAR, SEED = "B", 2023, 8
A_DISTRICT = 50
"""Communes below each district."""


def main(communes: int, years: int) -> dict[str, str]:
    django.setup()
    from django.apps import apps
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    office = _filled(communes, years)
    from khuyenhoc.returns.models import Collection
    from khuyenhoc.rollups.kept.writing import keep

    for collection in Collection.objects.all():
        keep(collection=collection)
    # Commands run without what only pages need.
    return {"session": _session(office), "article": _article(office)} if apps.is_installed("khuyenhoc.portal") else {}


def _filled(communes: int, years: int) -> User:
    from django.db import transaction

    from bench.country_books import accepted_returns
    from khuyenhoc.access.acts import create_user, give_role
    from khuyenhoc.access.enums import Role
    from khuyenhoc.access.office import OFFICE
    from khuyenhoc.catalogue.acts import load_catalogue
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.catalogue.models import Form
    from khuyenhoc.returns.acts import open_collection
    from khuyenhoc.returns.founding import FORM
    from khuyenhoc.units.acts import found_province
    from khuyenhoc.units.models import Unit
    from khuyenhoc.units.spec import UnitsFile

    first = LAST_YEAR - years + 1
    since = dt.date(first, 1, 1)
    with transaction.atomic():
        file = UnitsFile("sinh ra để đo tốc độ", "unverified", since.isoformat(), tuple(_units(communes)))
        found_province(by="bench", file=file)
        load_catalogue(by="bench", catalogue=read_catalogue())
        top = Unit.objects.get(code=TOP)
        office = create_user(by="bench", username=OFFICE, full_name="Văn phòng (số liệu mẫu)", synthetic=True)
        for role in (Role.PROVINCE_OFFICER, Role.EDITOR):
            give_role(by="bench", user=office, role=role, unit=top, valid_from=since)
        form = Form.objects.filter(code=FORM).earliest("valid_from")
        owing = list(Unit.objects.filter(code__in=[u.code for u in file.units if u.level == "commune"]))
        for year in range(first, LAST_YEAR + 1):  # of years before there was a form as well
            collection = open_collection(
                by=office, form=form, unit=top, period=str(year), period_ends=dt.date(year, 12, 31), owing=owing,
                opens_on=dt.date(year, 11, 1), due_on=dt.date(year, 12, 31), synthetic=True,
            )  # fmt: skip
            accepted_returns(collection, office, SEED + year)
    return office


def _units(communes: int) -> Iterator[UnitName]:
    from khuyenhoc.units.spec import UnitName

    yield UnitName(TOP, "province", "tỉnh", "Đo Tốc Độ", None)
    for n in range(-(-communes // A_DISTRICT)):
        yield UnitName(f"{TOP}{n}", "district", "huyện", f"Số {n + 1}", TOP)
    for n in range(communes):
        yield UnitName(f"{TOP}{n // A_DISTRICT}-{n}", "commune", "xã", f"Số {n + 1}", f"{TOP}{n // A_DISTRICT}")


def _session(user: User) -> str:
    """The key of a session in which somebody is signed in."""
    from django.conf import settings
    from django.contrib.auth import login
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    request = HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(dt.timedelta(days=3650))  # the installation is kept
    request.session.save()
    return str(request.session.session_key)


def _article(office: User) -> str:
    """The address of the last year's, published."""
    from khuyenhoc.portal.acts import draft_article, ensure_site, publish
    from khuyenhoc.rollups.queries import annual_review

    ensure_site(by="bench", unit=TOP)
    page = draft_article(by=office, review=annual_review(TOP, str(LAST_YEAR)), conference=None)
    return str(publish(by=office, page=page).url)


if __name__ == "__main__":
    print(json.dumps(main(*map(int, sys.argv[1:]))))
