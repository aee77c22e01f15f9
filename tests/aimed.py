"""Three communes of two districts, which alone owe the year, and the province's targets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khuyenhoc.catalogue.acts import set_targets
from khuyenhoc.demo.profile import read_targets
from khuyenhoc.returns.models import Collection, Return

FAMILIES = {"11239": 1500, "11242": 1800, "10507": 1900}
"""Learning families of two communes of huyện Thanh Miện and of one of thành phố Hải Dương."""


def aim(collection: Collection, accept: Callable[..., Return], **also: int) -> None:
    """Accepts their returns, with some other figures of each beside the families."""
    collection.obligations.exclude(unit__code__in=FAMILIES).delete()
    for unit, families in FAMILIES.items():
        accept(unit, MH03=families, **also)
    set_targets(by="test", unit="30", period="2023", targets=read_targets())


@pytest.fixture
def aimed(collection: Collection, accept: Callable[..., Return]) -> None:
    aim(collection, accept)
