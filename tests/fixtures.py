"""Fixtures of all rooms: the form, a founded Hải Dương, people with roles, and returns with given figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import pytest
from django.core.cache import caches
from django.db import connection

from khuyenhoc.access.acts import create_user, give_role
from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.access.office import OFFICE
from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.desk.ready import KEPT_IN
from khuyenhoc.returns import acts
from khuyenhoc.returns.detail import warnings_of
from khuyenhoc.returns.intake.pipeline import FileReading, ReturnReading
from khuyenhoc.returns.models import Collection, Return
from khuyenhoc.returns.receiving import take_in
from khuyenhoc.returns.situation import Situation
from khuyenhoc.returns.storing import store
from khuyenhoc.returns.values import CellValue, Stated
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map
from tests.founded import put_back, tidy
from tests.migrated import prepare

CLEAN = {
    "TC01": 1, "TC02": 12, "TC03": 20, "TC04": 8, "TC05": 6, "TC06": 1, "HV01": 1500, "HV02": 60, "HV03": 8000, "HV05": 17,
    "HV06": 25, "MH01": 2100, "MH02": 1950, "MH03": 1800, "MH11": 40, "MH12": 38, "MH13": 33, "MH21": 9, "MH22": 9, "MH23": 8,
    "MH31": 14, "MH32": 14, "MH33": 13, "MH41": 5000, "MH42": 2600, "MH43": 2100, "QK01": 84_000_000, "QK02": 52_500_000,
    "QK021": 20_000_000, "QK022": 10_000_000, "QK023": 15_000_000, "QK024": 5_000_000, "QK025": 2_500_000, "QK03": 41_000_000,
    "QK031": 20_000_000, "QK032": 12_000_000, "QK033": 7_000_000, "QK034": 2_000_000, "QK04": 95_500_000, "HB01": 40,
    "HB02": 210, "HB03": 14, "HB04": 18, "TT01": 1, "TT02": 1, "TT03": 16, "TT04": 900, "TH01": 22, "TH02": 48, "TH03": 6,
    "TH04": 3, "KT01": 0, "KT02": 1, "KT03": 4, "KT04": 12,
}  # fmt: skip
"""A commune's year without a fault: no check marks anything."""

Figures = Mapping[str, int | str | None]


def cells(form: FormSpec, figures: Figures | None = None, **changed: int | str | None) -> dict[str, CellValue]:
    """Cells as intake gives them: an int is a value, None is blank, "không có" is none, any other text is no number."""
    stated = {**CLEAN, **(figures or {}), **changed}
    return {i.code: _cell(i.code, n, stated.get(i.code)) for n, i in enumerate(form.indicators, start=5)}


def _cell(code: str, row: int, value: int | str | None) -> CellValue:
    at = f"Báo cáo!D{row}"
    if value is None:
        return CellValue(code, Stated.BLANK)
    if isinstance(value, int):
        return CellValue(code, Stated.VALUE, value, at, str(value))
    return CellValue(code, Stated.NONE if value == "không có" else Stated.INVALID, None, at, value)


def pytest_runtest_logfinish() -> None:
    tidy()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """The test database is not made by Django: it is there, copied from one that has been migrated."""
    prepare(connection.settings_dict)
    return True


@pytest.fixture(scope="session")
def form() -> FormSpec:
    return read_catalogue().forms[0]


@pytest.fixture(autouse=True)
def no_ready_pages() -> None:
    """Tests begin with one and the same journal, and some change rows past it."""
    caches[KEPT_IN].clear()


@pytest.fixture
def collection(db: None) -> Collection:
    """Hải Dương, founded, with the collection of 2023 open; it is 15 December 2023."""
    put_back()
    return Collection.objects.select_related("unit", "form").get()


@pytest.fixture
def office(collection: Collection) -> User:
    return User.objects.get(username=OFFICE)


@pytest.fixture
def person(collection: Collection) -> Callable[[Role, str], User]:
    """Somebody with a role at a unit, from 2023 on."""

    def make(role: Role, unit: str) -> User:
        user = create_user(by="test", username=f"{role}-{unit}", full_name=f"{Role(role).label} {unit}", synthetic=True)
        give_role(by="test", user=user, role=role, unit=Unit.objects.get(code=unit), valid_from=dt.date(2023, 1, 1))
        return user

    return make


@pytest.fixture
def draft(collection: Collection, office: User, form: FormSpec) -> Callable[..., Return]:
    """A draft of a unit with the clean figures, or with some changed: stored as a file's reading is stored."""

    def make(unit: str = "11242", by: User | None = None, reason: str = "", **changed: int | str | None) -> Return:
        read = cells(form, **changed)
        name = f"{unit}-{Return.objects.filter(unit__code=unit).count() + 1}.xlsx"
        run = take_in(by=by or office, collection=collection, files=[(name, f"{name}{changed}".encode())])
        reading = FileReading(
            file=name, sha256="", size=1, outcome="read", reason="",
            returns=(ReturnReading(unit=unit, outcome="read", reason="", cells=read, sheet="Báo cáo", uncertain=()),),
        )  # fmt: skip
        entries = store(Situation(collection, by or office), [(run.files.get(), reading)], reason)
        assert entries[0].outcome == "read", entries[0].reason
        return Return.objects.select_related("collection", "unit").get(pk=entries[0].return_id)

    return make


@pytest.fixture
def accept(draft: Callable[..., Return], office: User) -> Callable[..., Return]:
    """Accepts a commune's return: the clean figures, or some changed."""

    def make(unit: str, **changed: int | str | None) -> Return:
        return_ = draft(unit, **changed)
        for finding in return_.findings.all():
            acts.answer(by=office, finding=finding, reason="Đúng như vậy.")
        acts.submit(by=office, return_=return_)
        return acts.accept(by=office, return_=return_)

    return make


@pytest.fixture
def accepted_with_reason(collection: Collection, office: User, draft: Callable[..., Return]) -> Callable[[int], None]:
    """Twenty units, of which `marked` recognise more families than registered, with a reason."""

    def make(marked: int) -> None:
        units = [u.code for u in unit_map(collection.period_ends).below("30", "commune")][:20]
        sent = []
        for n, unit in enumerate(units):
            return_ = draft(unit, **({"MH03": 2095, "MH02": 2100} if n < marked else {}))
            for finding in warnings_of(return_):
                acts.answer(by=office, finding=finding, reason="Đúng như vậy.")
            sent.append(acts.submit(by=office, return_=return_))
        acts.accept_all(by=office, returns=sent)

    return make
