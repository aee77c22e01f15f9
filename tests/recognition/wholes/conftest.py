"""Huyện Thanh Miện with its communes, and who keeps its register."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.access.enums import Role
from khuyenhoc.access.models import User
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.wholes.acts import put_units_on_list
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Unit

DISTRICT, SCOPE = "300", "commune"


@pytest.fixture
def district(collection: Collection) -> Unit:
    return Unit.objects.get(code=DISTRICT)


@pytest.fixture
def of_district(district: Unit, person: Callable[[Role, str], User]) -> User:
    return person(Role.DISTRICT_OFFICER, district.code)


@pytest.fixture
def communes(of_district: User, district: Unit) -> list[Standing]:
    """The communes on the list of 2023, in the order of the map; none has registered."""
    step = put_units_on_list(by=of_district, unit=district, year=2023, scope=SCOPE)
    return list(Standing.objects.filter(step=step).select_related("entry__about", "unit").order_by("pk"))
