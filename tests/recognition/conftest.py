"""A commune with two villages that keeps a register of families."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.listing import NewEntry, add_villages, enlist, keep_register
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Unit

COMMUNE = "11242"
NAMES = ("Nguyễn Văn Hùng", "Trần Thị Nguyệt", "Phạm Đức Ước", "Lê Thị Thoả", "Đỗ Quang Khải")


@pytest.fixture
def commune(collection: Collection) -> Unit:
    return Unit.objects.get(code=COMMUNE)


@pytest.fixture
def keeper(commune: Unit, person: Callable[[Role, str], User]) -> User:
    return person(Role.COMMUNE_SECRETARY, commune.code)


@pytest.fixture
def villages(keeper: User, commune: Unit) -> list[Village]:
    names = [("thôn", "Đông"), ("thôn", "Đoài")]
    return add_villages(by=keeper, unit=commune, names=names, valid_from=dt.date(2020, 1, 1))


@pytest.fixture
def families(keeper: User, commune: Unit, villages: list[Village]) -> list[Standing]:
    """Five families on the list of 2023, the last two in the second village; nobody has registered."""
    keep_register(by=keeper, unit=commune, model=LearningModel.FAMILY, kept_from=dt.date(2023, 1, 1))
    new = [NewEntry(name, villages[n > 3].pk, n) for n, name in enumerate(NAMES, start=1)]
    step = enlist(by=keeper, unit=commune, model=LearningModel.FAMILY, year=2023, entries=new)
    return list(Standing.objects.filter(step=step).select_related("entry", "unit").order_by("pk"))
