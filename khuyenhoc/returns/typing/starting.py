"""Beginning a return on the pages. One transaction, the right checked, one audit event."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.queries import indicator_ids
from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.conflicts.models import Conflict
from khuyenhoc.returns.errors import Closed, Refused, WrongState
from khuyenhoc.returns.feeding.noting import note_registers
from khuyenhoc.returns.feeding.queries import registers_of_unit
from khuyenhoc.returns.feeding.rules import cells_from
from khuyenhoc.returns.models import Cell, Collection, ReceivedFile, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.typing.queries import Beginning, beginning, cell_values, context_of
from khuyenhoc.returns.typing.reading import address
from khuyenhoc.returns.typing.rechecking import recheck
from khuyenhoc.returns.typing.rows import row_of
from khuyenhoc.returns.typing.rules import MAY_BEGIN, Start
from khuyenhoc.returns.values import PAGE, CellValue, Stated
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map

TYPED = "typed"
"""What stands where a file has the outcome of its reading: nothing was read."""


@transaction.atomic
def begin(*, by: User, collection: Collection, unit: Unit, revision_reason: str = "") -> Return:
    """Begins a return on the pages, or finds the one that was begun. Refused, in plain words, where there is nothing to type.

    A correction begins with the figures of what it corrects; otherwise every field is empty, but for those that a register of
    the unit counts. An accepted return wants a reason.
    """
    collection = Collection.objects.select_for_update().get(pk=collection.pk)
    map_ = unit_map(collection.period_ends)
    require(by=by, right=Right.SEND_RETURN, units=[unit.code], map_=map_)
    if not collection.obligations.filter(unit=unit).exists():
        raise Refused(_("%(unit)s không phải nộp báo cáo trong đợt này.") % {"unit": map_.name(unit.code)})
    found = beginning(by, collection, unit, map_)
    if found.typed is not None and found.start is Start.RESUME:
        return found.typed
    _refuse(found, revision_reason)
    return_ = _make(by, collection, unit, found, revision_reason.strip())
    before = {"revision": found.model.revision} if found.model else None
    after = {"revision": return_.revision, "how": found.start.value}
    record(
        by=by.username, unit=unit.code, act="begin_typing", subject=("return", return_.pk), before=before, after=after
    )
    return return_


def _refuse(found: Beginning, revision_reason: str) -> None:
    if found.start is Start.CLOSED:
        raise Closed(_("Đợt báo cáo này đã kết thúc. Liên hệ văn phòng Hội cấp trên để mở lại."))
    if found.start is Start.WAITING:
        raise WrongState(_("Báo cáo đã gửi và đang chờ xem. Muốn sửa, đề nghị văn phòng Hội cấp trên trả lại để sửa."))
    if found.start not in MAY_BEGIN:
        raise WrongState(
            _("Báo cáo đã được chấp nhận. Muốn sửa, đề nghị văn phòng Hội đã mở đợt này mở bản sửa đổi và ghi lý do.")
        )
    if found.start is Start.REVISE and not revision_reason.strip():
        raise Refused(_("Ghi lý do sửa đổi: báo cáo này đã được chấp nhận."))


def _make(by: User, collection: Collection, unit: Unit, found: Beginning, reason: str) -> Return:
    now = clock.now()
    # No file: a place for one, so that every figure still says where it is from.
    place = ReceivedFile.objects.create(
        collection=collection, name=PAGE, sha256=secrets.token_hex(32), size=0, received_at=now, received_by=by, outcome=TYPED
    )  # fmt: skip
    return_ = Return(
        collection=collection, unit=unit, revision=found.last_revision + 1, file=place, created_at=now, created_by=by,
        revision_reason=reason, superseded_at=now if found.start is Start.CONTEND else None,
    )  # fmt: skip
    if found.start is Start.MEND and found.open_:
        # First the one gives up its place, then the other takes it: two open ones are refused by the database.
        Return.objects.filter(pk=found.open_.pk).update(superseded_at=now)
    return_.save()
    if found.start is Start.MEND and found.open_:
        Return.objects.filter(pk=found.open_.pk).update(superseded_by=return_)
    if found.start is Start.CONTEND:
        # Whoever sent a contender before means the newer one.
        former = Return.objects.filter(
            collection=collection, unit=unit, created_by=by, superseded_by=None, withdrawn_at=None
        )
        former.filter(conflict__decided_at=None, conflict__isnull=False).update(superseded_by=return_)
        Conflict.objects.create(contender=return_, raised_at=now)
    form, ids = form_of(collection), indicator_ids(collection.form_id)
    registers = registers_of_unit(return_, form)
    cells = cells_from(form, registers) | (_copied(found.model, form) if found.model else {})
    if registers:
        note_registers(return_, registers, taken=_takes(cells), by=by)
    Cell.objects.bulk_create(row_of(return_, ids, cell) for cell in cells.values())
    recheck(return_, form, cells, context_of(return_, form, registers), ids)
    return return_


def _copied(model: Return, form: FormSpec) -> dict[str, CellValue]:
    """The figures of a return as if they had been typed: whole numbers in full, without the rounding of its file."""
    found = cell_values(model)
    return {
        i.code: CellValue(i.code, c.stated, c.value, c.at if c.is_from_register else address(i.code), _text(c))
        for i in form.typed
        if (c := found.get(i.code)) and c.stated is not Stated.BLANK
    }


def _takes(cells: Mapping[str, CellValue]) -> bool:
    return any(cell.is_from_register for cell in cells.values())


def _text(cell: CellValue) -> str:
    return str(cell.value) if cell.stated is Stated.VALUE else cell.raw
