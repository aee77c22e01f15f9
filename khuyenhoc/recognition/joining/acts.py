"""Inviting villages to register by themselves, registering so, and looking after whoever did."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState
from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.links import give_link, invitation_row, state_of
from khuyenhoc.recognition.joining.models import Invitation, OwnLink, SelfRegistration
from khuyenhoc.recognition.joining.queries import last_number, named
from khuyenhoc.recognition.joining.rules import is_named, same_house
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.listing import NewEntry, put_on_list
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.recognition.moving import locked, move, require_keeper, take_back
from khuyenhoc.recognition.rules import GONE
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import sentence_date

BY_ITSELF: Final = "tự đăng ký bằng mã QR"
"""Who registered, as the journal says it: nobody signed in."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of somebody's registering. `link`: the own link that was made, None where it had been registered before."""

    standing: Standing
    link: OwnLink | None


@transaction.atomic
def invite(
    *, by: User, unit: Unit, villages: Sequence[Village | None], model: LearningModel, year: int, expires_on: dt.date
) -> list[Invitation]:
    """A code for each village (None: for the whole unit), good until the end of a day; those that they have are revoked.

    RecognitionRefused where the day is past or no village is given; NotAllowed. Statements do not grow with the villages.
    """
    require_keeper(by, unit.code)
    if expires_on < clock.today():
        raise RecognitionRefused(
            _("Hạn của mã QR là %s, đã qua. Ghi một ngày sau hôm nay.") % sentence_date(expires_on)
        )
    if not villages or any(v is not None and v.unit_id != unit.pk for v in villages):
        raise RecognitionRefused(_("Chưa chọn thôn nào của đơn vị. Đánh dấu ít nhất một thôn."))
    standing = Invitation.objects.filter(unit=unit, model=model, year=year, revoked_at=None)
    keys = {v.pk if v else None for v in villages}
    Invitation.objects.filter(pk__in=[i.pk for i in standing if i.village_id in keys]).update(revoked_at=clock.now())
    made = Invitation.objects.bulk_create(
        invitation_row(by.username, unit=unit, village=v, model=model, year=year, expires_on=expires_on)
        for v in villages
    )
    _note(by.username, "invite", unit.code, model, year, {"number": len(made), "expires_on": expires_on.isoformat()})
    return made


@transaction.atomic
def withdraw(*, by: User, unit: Unit, invitations: Iterable[int]) -> None:
    """From now on the codes (rows) open nothing. NotAllowed; those of another unit are left alone."""
    require_keeper(by, unit.code)
    rows = Invitation.objects.filter(pk__in=list(invitations), unit=unit, revoked_at=None)
    for found in rows.select_for_update():
        Invitation.objects.filter(pk=found.pk).update(revoked_at=clock.now())
        _note(by.username, "withdraw_invitation", unit.code, found.model, found.year, {"village": found.village_id})


@transaction.atomic
def join(*, invitation: Invitation, standing: int, name: str, birth_year: int | None = None) -> Joined:
    """Somebody on the list registers: its row, and the name that was typed, which has to be its own.

    RecognitionRefused where the code is no longer good or the row is not of this name on this list.
    """
    _hold(invitation)
    found = [s for s in locked([standing]) if _is_of(s, invitation) and is_named(s.entry, name, birth_year)]
    if not found:
        raise RecognitionRefused(_("Không thấy tên này trong danh sách nữa. Gõ lại họ tên rồi tìm lại."))
    (row,) = found
    if row.status != Status.LISTED:
        return Joined(row, None)
    move(by=BY_ITSELF, act="join", standings=found, to=Status.REGISTERED, change=_today)
    return _joined(row, invitation, is_new=False)


@transaction.atomic
def join_new(*, invitation: Invitation, new: NewEntry) -> Joined:
    """Somebody puts themselves on the list and is registered, to be looked at by the keeper.

    Of one name and one house it is the one on the list: then that one registers, or has done so. RecognitionRefused where the
    code is no longer good, or the name or what tells namesakes apart is missing.
    """
    _hold(invitation)
    fault = _missing(invitation, new)
    if fault:
        raise RecognitionRefused(fault)
    namesakes = named(invitation, new.name, new.birth_year)
    known = same_house(namesakes, new.house)
    if known:
        return join(invitation=invitation, standing=known.pk, name=new.name, birth_year=new.birth_year)
    entry = replace(
        new, village=invitation.village_id, number=last_number(invitation) + 1, status=Status.REGISTERED,
        registered_on=clock.today(),
    )  # fmt: skip
    step = put_on_list(
        by=BY_ITSELF, unit=invitation.home, model=LearningModel(invitation.model), year=invitation.year,
        entries=[entry], act="join",
    )  # fmt: skip
    row = Standing.objects.select_related("entry", "unit").get(step=step)
    return _joined(row, invitation, is_new=True)


@transaction.atomic
def renew_link(*, by: User, standing: int) -> OwnLink:
    """A new own link for an entry that lost its own, or that has none; the one before opens nothing. NotAllowed."""
    (row,) = locked([standing])
    require_keeper(by, row.unit.code)
    if row.status in GONE | {Status.LISTED}:
        raise RecognitionRefused(_("“%s” chưa đăng ký nên chưa có liên kết riêng. Ghi nhận đăng ký trước.") % row.entry)
    link = give_link(row, by.username)
    _note(by.username, "give_own_link", row.unit.code, row.model, row.year, {"standing": row.pk})
    return link


@transaction.atomic
def confirm(*, by: User, unit: Unit, standings: Iterable[int]) -> int:
    """Entries that put themselves on the list belong there; how many. NotAllowed."""
    require_keeper(by, unit.code)
    rows = SelfRegistration.objects.filter(
        standing__in=list(standings), standing__unit=unit, is_new=True, checked_at=None
    )
    found = list(rows.select_related("standing"))
    rows.filter(pk__in=[r.pk for r in found]).update(checked_at=clock.now(), checked_by=by.username)
    for row in found[:1]:
        after = {"entries": [r.standing_id for r in found]}
        _note(by.username, "confirm_joined", unit.code, row.standing.model, row.standing.year, after)
    return len(found)


@transaction.atomic
def drop(*, by: User, unit: Unit, standing: int) -> None:
    """An entry that put itself on the list does not belong there. What it had done goes with it; its link opens nothing.

    RecognitionRefused where it did not put itself there, or has gone on since; NotAllowed.
    """
    require_keeper(by, unit.code)
    row = SelfRegistration.objects.select_related("standing").filter(standing=standing, standing__unit=unit).first()
    if row is None or not row.is_new or row.standing.step_id is None:
        raise RecognitionRefused(
            _("Chỉ bỏ được mục tự thêm mình vào danh sách. Mục khác: ghi là đã chuyển đi hoặc không còn.")
        )
    take_back(by=by, step=row.standing.step_id)


def _hold(invitation: Invitation) -> None:
    """Held still until the transaction ends, so that two phones do not put one family on the list twice."""
    held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if state_of(held) is not LinkState.OPEN:
        raise RecognitionRefused(_("Mã QR này không dùng được nữa. Hỏi trưởng thôn hoặc Hội Khuyến học để có mã mới."))


def _is_of(standing: Standing, invitation: Invitation) -> bool:
    mine = (standing.model, standing.year, standing.entry.village_id)
    theirs = (invitation.model, invitation.year, invitation.village_id)
    is_near = bool(invitation.village_id) or standing.unit_id == invitation.unit_id
    return mine == theirs and is_near and not standing.entry.scope and standing.status not in GONE


def _missing(invitation: Invitation, new: NewEntry) -> str:
    if len(new.name.split()) < 2:
        return _("Ghi đủ họ và tên.")
    if invitation.model == LearningModel.CITIZEN:
        year = new.birth_year
        return "" if year and 1900 <= year <= invitation.year else _("Ghi năm sinh bằng bốn chữ số, ví dụ 1958.")
    if invitation.model == LearningModel.FAMILY and not new.house.strip():
        return _("Ghi nhà ở đâu (số nhà, xóm, ngõ) để thôn biết là nhà nào.")
    return ""


def _today(standing: Standing) -> None:
    standing.registered_on = clock.today()


def _joined(standing: Standing, invitation: Invitation, *, is_new: bool) -> Joined:
    given = {"invitation": invitation, "is_new": is_new, "at": clock.now(), "checked_at": None, "checked_by": ""}
    SelfRegistration.objects.update_or_create(standing=standing, defaults=given)
    return Joined(standing, give_link(standing, BY_ITSELF))


def _note(by: str, act: str, unit: str, model: str, year: int, after: Mapping[str, object]) -> None:
    note_on_register(by=by, act=act, unit=unit, model=model, after={"year": year, **after})
