"""A return takes the figures of its unit's register. One transaction, the right checked, one audit event."""

from __future__ import annotations

from collections.abc import Collection as Some

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit.acts import record
from khuyenhoc.catalogue.queries import indicator_ids
from khuyenhoc.returns.enums import OPEN, State
from khuyenhoc.returns.errors import NotReady, Refused, WrongState
from khuyenhoc.returns.feeding.models import RegisterFigure
from khuyenhoc.returns.feeding.noting import note_registers
from khuyenhoc.returns.feeding.queries import beside_of, registers_of_unit
from khuyenhoc.returns.feeding.rules import Beside, cells_from
from khuyenhoc.returns.holding import held_for_sender
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.typing.queries import cell_values, context_of
from khuyenhoc.returns.typing.rechecking import recheck
from khuyenhoc.returns.typing.rows import store_cells
from khuyenhoc.returns.values import CellValue, Stated


@transaction.atomic
def take_from_register(*, by: User, return_: Return, models: Some[str], reason: str = "") -> Return:
    """What registers of models count takes the place of what the return states of these models. The unit's sender does so.

    Until it is accepted; where a figure was no register's before, only with a reason. NotReady where a return that was sent
    already would then have an error, or a warning without a reason: it has to be sent back first.
    """
    return_ = _locked(by, return_)
    form, ids, cells = form_of(return_.collection), indicator_ids(return_.collection.form_id), cell_values(return_)
    registers = registers_of_unit(return_, form)
    found = beside_of(return_, form, cells, registers)
    wanted = [one for one in found if one.model in models and _can_be_taken(one)]
    if not wanted:
        raise Refused(_("Số trong báo cáo đã khớp với sổ; không có gì để lấy lại."))
    if not reason.strip() and not all(one.has_moved for one in wanted):
        raise Refused(_("Ghi một câu vì sao dùng số của sổ thay cho số đã ghi."))
    taken = {one.model: one.now for one in wanted}
    new = cells_from(form, taken)
    store_cells(return_, ids, new)
    note_registers(return_, taken, taken=True, by=by)
    for one in wanted:
        before = {p.indicator.code: _kept(p.cell) for p in one.pairs}
        RegisterFigure.objects.filter(return_of=return_, model=one.model).update(before=before)
    recheck(return_, form, {**cells, **new}, context_of(return_, form, registers), ids)
    _refuse_unready(return_)
    replaced = {p.indicator.code: p.cell.counted for one in wanted for p in one.pairs}
    after = {code: cell.value for code, cell in new.items()}
    record(
        by=by.username, unit=return_.unit.code, act="take_from_register", subject=("return", return_.pk),
        before={"cells": replaced}, after={"cells": after, "revision": return_.revision, "reason": reason.strip()},
    )  # fmt: skip
    return return_


@transaction.atomic
def put_back_figures(*, by: User, return_: Return, model: str) -> Return:
    """What a return stated of a model before it took the register's figures stands again. Refused where it took none, or a figure
    was changed since; the rest as `take_from_register`."""
    return_ = _locked(by, return_)
    form, ids, cells = form_of(return_.collection), indicator_ids(return_.collection.form_id), cell_values(return_)
    taken = RegisterFigure.objects.filter(return_of=return_, model=model).exclude(before={}).first()
    if taken is None or not all(cells[code].is_from_register for code in taken.before if code in cells):
        raise Refused(_("Số lấy từ sổ đã được sửa tiếp hoặc đã trả lại, nên không hoàn tác được nữa."))
    again = {code: CellValue(code, Stated(kept[0]), *kept[1:]) for code, kept in taken.before.items()}
    store_cells(return_, ids, again)
    taken.before, taken.taken = {}, any(cell.is_from_register for cell in again.values())
    taken.save(update_fields=["before", "taken"])
    recheck(return_, form, {**cells, **again}, context_of(return_, form), ids)
    _refuse_unready(return_)
    before, after = ({code: of[code].counted for code in again} for of in (cells, again))
    record(
        by=by.username, unit=return_.unit.code, act="put_back_figures", subject=("return", return_.pk),
        before={"cells": before}, after={"cells": after, "revision": return_.revision},
    )  # fmt: skip
    return return_


def _kept(cell: CellValue) -> list[object]:
    return [cell.stated.value, cell.value, cell.at, cell.raw, cell.step]


def _can_be_taken(one: Beside) -> bool:
    return bool(one.differing) or not one.is_taken


def _locked(by: User, return_: Return) -> Return:
    found = held_for_sender(by, return_)
    if found.superseded_at or found.state not in OPEN:
        raise WrongState(_("Báo cáo đã được chấp nhận nên chỉ sửa được bằng một bản sửa đổi có ghi lý do."))
    return found


def _refuse_unready(return_: Return) -> None:
    if return_.state != State.SUBMITTED:
        return
    unanswered = Finding.objects.filter(return_of=return_, level="W", reason="").exists()
    if return_.errors or unanswered:
        raise NotReady(
            _(
                "Số của sổ làm báo cáo đã gửi có chỗ phải sửa hoặc giải thích. Đề nghị Hội cấp trên trả lại để sửa trước."
            )
        )
