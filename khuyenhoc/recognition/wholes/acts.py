"""Putting the units below a unit on its list of communities, all at once; what such a unit does about itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.changing import change_entries
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.joining.links import give_link
from khuyenhoc.recognition.joining.models import OwnLink
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.listing import NewEntry, begin_step, finish_step, following, write_entries
from khuyenhoc.recognition.models import Entry, Standing, Step
from khuyenhoc.recognition.moving import locked, move, require_keeper
from khuyenhoc.recognition.rules import GONE, day_within
from khuyenhoc.recognition.wholes.queries import COMMUNITY, map_of_year, to_come, wholes_at
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap, unit_ids

ACT = "put_units_on_list"


@transaction.atomic
def put_units_on_list(*, by: User, unit: Unit, year: int, scope: str) -> Step:
    """All units of a level that belong on a unit's list of a year and are not on it stand there, not registered; one whose
    recognition still holds at the end of the year stays recognised. Their names are those of the year's map.

    RecognitionRefused where there is none, or all of them stand there already; NotAllowed. Fifteen statements at most, on SQLite
    four more.
    """
    require_keeper(by, unit.code)
    Unit.objects.select_for_update().get(pk=unit.pk)  # two officers at once: the second finds them put there
    map_ = map_of_year(year, clock.today())
    wholes = wholes_at(map_, unit.code, scope)
    if not wholes.units:
        raise RecognitionRefused(_("Năm %d, đơn vị này không có đơn vị nào cấp ấy ngay bên dưới.") % year)
    found = to_come(unit.code, wholes, year)
    if not found.number:
        raise RecognitionRefused(_("Danh sách năm %d đã có đủ các đơn vị.") % year)
    step, made = begin_step(by.username, unit, COMMUNITY, year, ACT, scope), list[int]()
    if found.new:
        ids = unit_ids()
        new = [NewEntry(map_.name(one.code), scope=scope, about=ids[one.code]) for one in found.new]
        made += write_entries(step, new)
    rows = Standing.objects.bulk_create(_known(entry, last, step) for entry, last in found.known)
    change_entries(step, {entry.pk: {"name": _called(map_, entry)} for entry, _last in found.known})
    return finish_step(step, [*made, *(row.pk for row in rows)])


def _known(entry: Entry, last: Standing | None, step: Step) -> Standing:
    if last and last.status not in GONE:
        return following(last, step)
    return Standing(entry=entry, year=step.year, unit_id=step.unit_id, model=COMMUNITY, step=step)


def _called(map_: UnitMap, entry: Entry) -> str:
    assert entry.about
    return map_.name(entry.about.code)


@transaction.atomic
def register_itself(*, by: User, standing: int) -> Step:
    """A unit registers itself, by whoever keeps its registers, on the list of the unit above it. RecognitionRefused where it has
    done so; NotAllowed."""
    row = _own(by, standing)
    if row.status != Status.LISTED:
        raise RecognitionRefused(_("“%s” đã đăng ký rồi. Tải lại trang.") % row.entry.name)

    def change(standing: Standing) -> None:
        standing.registered_on = _today_in(standing.year)

    return move(by=by.username, act="register", standings=[row], to=Status.REGISTERED, change=change)


@transaction.atomic
def open_own_link(*, by: User, standing: int) -> OwnLink:
    """The link by which a unit scores itself: the one that is open, else a new one, so that whoever of the unit it was given to
    goes on with it. RecognitionRefused before it has registered; NotAllowed for anybody who does not keep its registers."""
    row = _own(by, standing)
    if row.status in GONE | {Status.LISTED}:
        raise RecognitionRefused(_("“%s” chưa đăng ký. Đăng ký trước rồi mới tự chấm điểm.") % row.entry.name)
    found = OwnLink.objects.filter(standing=row, revoked_at=None).first()
    if found is None:
        found = give_link(row, by.username)
        after = {"year": row.year, "standing": row.pk}
        note_on_register(by=by.username, act="give_own_link", unit=row.unit.code, model=row.model, after=after)
    return found


def _own(by: User, standing: int) -> Standing:
    """The standing of a whole unit, held still, for whoever keeps that unit's registers. Standing.DoesNotExist for any other."""
    rows = Standing.objects.filter(pk=standing, entry__about__isnull=False).values_list("entry__about__code", flat=True)
    code = rows.first()
    if code is None:
        raise Standing.DoesNotExist
    require_keeper(by, code)
    (row,) = locked([standing])
    return row


def _today_in(year: int) -> dt.date:
    return day_within(year, clock.today())
