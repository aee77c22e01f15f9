"""Issuing certificates by decisions, many at once."""

from __future__ import annotations

import base64
import datetime as dt
import secrets
from typing import Final

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.certificates.keys import signing_key
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.statements import CODE_LETTERS, Said, fitted
from khuyenhoc.recognition.certificates.tokens import signed
from khuyenhoc.recognition.enums import LearningModel, NameShown, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Decision, Entry, Register, Standing
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.recognition.queries import shown_name
from khuyenhoc.recognition.rules import PERSONS
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap, unit_map

BATCH: Final = 500


@transaction.atomic
def issue_certificates(
    *, by: User, unit: Unit, model: LearningModel, year: int, decision: Decision | None = None
) -> list[Certificate]:
    """A certificate for everyone who is recognised on a unit's list by a decision that is issued, and has none yet.

    `decision`: only by that one. Whoever had their name erased gets none. Those made now are returned, none where all have
    theirs. Seventeen statements for any number up to 500, one more for each 500. RecognitionRefused where nobody is
    recognised; NotAllowed.
    """
    require_keeper(by, unit.code)
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)  # two officers at once: the second finds them made
    rows = _recognised(unit, model, year, decision)
    wanted = list(rows.exclude(pk__in=Certificate.objects.filter(revoked_at=None).values("standing")))
    if not wanted:
        if not rows.exists():
            raise RecognitionRefused(_nobody(decision))
        return []
    key, private = signing_key()
    synthetic = Register.objects.filter(unit=unit, model=model, synthetic=True).exists()
    maps = {day: unit_map(day) for day in {s.decision.decided_on for s in wanted if s.decision} if day}
    now, today = clock.now(), timezone.localdate()
    made = []
    for standing in wanted:
        assert standing.decision is not None
        assert standing.decision.decided_on is not None
        said = statement(standing, maps[standing.decision.decided_on], issued_on=today, synthetic=synthetic)
        made.append(
            Certificate(
                standing=standing, decision=standing.decision, key=key, code=said.code, name=standing.entry.name,
                jws=signed(said, private), issued_at=now, issued_by=by.username,
            )
        )  # fmt: skip
    Certificate.objects.bulk_create(made, batch_size=BATCH)
    after = {"year": year, "certificates": len(made), "key": key.kid}
    note_on_register(by=by.username, act="issue_certificates", unit=unit.code, model=model, after=after)
    return made


def statement(standing: Standing, map_: UnitMap, *, issued_on: dt.date, synthetic: bool = False) -> Said:
    """What a new certificate states of a standing with its entry, unit and decision. `map_`: of the day of the decision."""
    decision = standing.decision
    assert decision is not None
    assert decision.decided_on is not None
    is_own = standing.entry.about_id == standing.unit_id  # a unit on its own register is named by where it is
    said = Said(
        code=new_code(), model=LearningModel(standing.model), name="" if is_own else name_for_others(standing.entry), unit="",
        year=standing.year, number=decision.number, decided_on=decision.decided_on, issued_on=issued_on, synthetic=synthetic,
        valid_until=standing.valid_until,
    )  # fmt: skip
    units = [map_.units[code].full_name for code in map_.lineage(standing.unit.code) if code in map_.units]
    return fitted(said, units or [standing.unit.code])


def new_code() -> str:
    """Eighty bits as 16 capitals and digits."""
    return base64.b32encode(secrets.token_bytes(CODE_LETTERS * 5 // 8)).decode()


def name_for_others(entry: Entry) -> str:
    """As much of a name as its bearer lets whoever verifies see; clans, communities and organisations are no persons."""
    if entry.model in PERSONS and entry.name_shown == NameShown.NONE:
        return ""
    return shown_name(entry, masked=entry.name_shown != NameShown.FULL)


def _recognised(unit: Unit, model: str, year: int, decision: Decision | None) -> QuerySet[Standing]:
    rows = Standing.objects.filter(unit=unit, model=model, year=year, status=Status.RECOGNISED, entry__erased_at=None)
    rows = rows.filter(
        Q(decision__issued_at__isnull=False) | Q(decision__loaded=True), decision__decided_on__isnull=False
    )
    rows = rows.filter(decision__year=F("year"))  # who was carried over has a certificate already
    if decision:
        rows = rows.filter(decision=decision)
    return rows.select_related("entry", "unit", "decision").order_by("pk")


def _nobody(decision: Decision | None) -> str:
    if decision and decision.issued_at is None and not decision.loaded:
        return _("Quyết định chưa ban hành nên chưa in giấy công nhận được. Ban hành quyết định rồi làm lại.")
    return _("Chưa có mục nào được công nhận theo quyết định đã ban hành, nên chưa có giấy công nhận để in.")
