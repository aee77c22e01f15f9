"""Three families of two villages that a decision recognised; the first shows its whole name, the second none."""

from __future__ import annotations

import datetime as dt

import pytest

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.models import Decision, Entry, Standing
from khuyenhoc.units.models import Unit

DECIDED = dt.date(2023, 12, 1)


@pytest.fixture
def decision(families: list[Standing], commune: Unit) -> Decision:
    now = clock.now()
    found = Decision.objects.create(
        unit=commune, model=LearningModel.FAMILY, year=2023, number="12/QĐ-HKH", decided_on=DECIDED, created_at=now,
        body="Hội Khuyến học xã Thanh Tùng", signer="Phạm Thị Mẫu", signer_title="CHỦ TỊCH", created_by="test",
        issued_at=now, issued_by="test",
    )  # fmt: skip
    chosen = [families[0], families[1], families[4]]
    Standing.objects.filter(pk__in=[s.pk for s in chosen]).update(status=Status.RECOGNISED, decision=found)
    Standing.objects.filter(pk=families[1].pk).update(valid_until=dt.date(2098, 12, 31))
    Standing.objects.filter(pk=families[4].pk).update(valid_until=dt.date(2024, 12, 31))
    for standing, shown in zip(chosen, (NameShown.FULL, NameShown.NONE, NameShown.INITIALS), strict=True):
        Entry.objects.filter(pk=standing.entry_id).update(name_shown=shown)
    return found


@pytest.fixture
def certificates(keeper: User, commune: Unit, decision: Decision) -> list[Certificate]:
    return issue_certificates(by=keeper, unit=commune, model=LearningModel.FAMILY, year=2023)
