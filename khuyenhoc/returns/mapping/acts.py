"""Correcting how a file is understood, answering whose it is, forgetting, and reading a file once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.storage import path_of
from khuyenhoc.returns.errors import Closed, Refused, WrongState
from khuyenhoc.returns.mapping.fixes import Fix, restored, stored
from khuyenhoc.returns.mapping.forgetting import put_away, take_out
from khuyenhoc.returns.mapping.known_names import remember
from khuyenhoc.returns.mapping.looking import Looked
from khuyenhoc.returns.mapping.models import FileAnswer, Layout
from khuyenhoc.returns.models import IntakeRun, ReceivedFile
from khuyenhoc.returns.receiving import read_run, take_in
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map


@transaction.atomic
def correct(*, by: User, looked: Looked, fixes: Sequence[Fix]) -> Layout:
    """Remembers for the file's unit how files laid out like this one are to be understood; what was said before is replaced.

    Refused where it is not known yet whose the file is.
    """
    file = looked.file
    if not looked.unit:
        raise Refused(_("Chọn đơn vị của báo cáo trước, rồi mới chỉ các chỗ chưa rõ."))
    _require(by, file, looked.unit)
    now = clock.now()
    found = Layout.objects.select_for_update().filter(
        unit__code=looked.unit, form=looked.once.form.code, fingerprint=looked.fingerprint, forgotten_at=None
    )
    layout = found.first()
    before = layout.fixes if layout else []
    if layout is None:
        unit = Unit.objects.get(code=looked.unit)
        layout = Layout(unit=unit, form=looked.once.form.code, fingerprint=looked.fingerprint, made_at=now, made_by=by)
    layout.labels, layout.fixes, layout.example = looked.labels, stored(fixes), file
    layout.changed_at, layout.changed_by = now, by
    layout.save()
    _journal(by, layout, "correct_layout", {"fixes": before}, {"fixes": layout.fixes, "file": file.pk})
    return layout


@transaction.atomic
def answer_unit(*, by: User, looked: Looked, place: str, unit: str) -> FileAnswer:
    """Says whose the return at a place of a file is; what a row calls it is remembered. Refused where the unit owes none."""
    file = looked.file
    if unit not in looked.owing:
        raise Refused(_("Chọn một đơn vị trong danh sách các đơn vị phải nộp báo cáo của đợt này."))
    _require(by, file, unit)
    answer = _answer(by, file)
    answer.units = {**answer.units, place: unit}
    answer.save()
    after = {"place": place, "unit": unit}
    record(by=by.username, unit=unit, act="answer_unit", subject=("file", file.pk), after=after)
    remember(by=by, looked=looked, place=place, unit=unit)
    return answer


@transaction.atomic
def confirm_period(*, by: User, looked: Looked) -> FileAnswer:
    """Says that a file is of the collection's period, whatever its name says."""
    file = looked.file
    _require(by, file, looked.unit or file.collection.unit.code)
    answer = _answer(by, file)
    answer.period = True
    answer.save()
    after = {"period": file.collection.period}
    record(
        by=by.username, unit=looked.unit or file.collection.unit.code, act="confirm_period", subject=("file", file.pk),
        after=after,
    )  # fmt: skip
    return answer


def _answer(by: User, file: ReceivedFile) -> FileAnswer:
    rows = FileAnswer.objects.select_for_update().filter(collection=file.collection_id, sha256=file.sha256)
    answer = rows.first() or FileAnswer(collection=file.collection, sha256=file.sha256)
    answer.at, answer.by = clock.now(), by
    return answer


@transaction.atomic
def forget(*, by: User, layout: Layout) -> Layout:
    """A layout is not used any more. WrongState where it has been forgotten already."""
    layout = _locked(by, layout)
    put_away(by=by, kept=layout, already=_("Cách trình bày này đã được quên rồi."))
    _journal(by, layout, "forget_layout", {"fixes": layout.fixes}, None)
    return layout


@transaction.atomic
def remember_again(*, by: User, layout: Layout) -> Layout:
    """Takes a forgetting back. WrongState where another one has been remembered since."""
    layout = _locked(by, layout)
    take_out(kept=layout, taken=_("Từ đó đã có cách đọc khác được nhớ cho cách trình bày này."))
    _journal(by, layout, "remember_layout", None, {"fixes": layout.fixes})
    return layout


def _locked(by: User, layout: Layout) -> Layout:
    """The layout held still; the right to send for its unit is checked."""
    rows = Layout.objects.select_for_update().select_related("unit", "example__collection")
    layout = rows.get(pk=layout.pk)
    _require(by, layout.example, layout.unit.code, closed=True)
    return layout


def adopt(*, by: User, looked: Looked, layout: Layout) -> Layout:
    """Takes over for the file's unit what another unit has said about the same layout."""
    if layout.fingerprint != looked.fingerprint or layout.form != looked.once.form.code:
        raise WrongState(_("Cách trình bày của hai tệp không giống nhau nên không dùng lại được."))
    return correct(by=by, looked=looked, fixes=restored(layout.fixes))


def read_again(*, by: User, file: ReceivedFile, revision_reason: str = "") -> IntakeRun:
    """Reads a kept file once more, as it is understood now: what it gives is stored like a file that was sent again.

    With a `revision_reason`, also where its return is accepted, by whoever may open a new revision.
    """
    if file.collection.closed_at:
        raise Closed(_("Đợt báo cáo này đã kết thúc nên không đọc lại được. Liên hệ văn phòng Hội cấp trên để mở lại."))
    run = take_in(
        by=by,
        collection=file.collection,
        files=[(file.name, path_of(file.sha256).read_bytes())],
        revision_reason=revision_reason,
    )
    read_run(run=run, anew=True)
    return run


def _require(by: User, file: ReceivedFile, unit: str, *, closed: bool = False) -> None:
    """The right to send for the unit, and (unless `closed` does not matter) that the collection runs."""
    map_ = unit_map(file.collection.period_ends)
    require(by=by, right=Right.SEND_RETURN, units=[unit], map_=map_)
    if file.collection.closed_at and not closed:
        raise Closed(_("Đợt báo cáo này đã kết thúc. Liên hệ văn phòng Hội cấp trên để mở lại."))


def _journal(by: User, layout: Layout, act: str, before: Any, after: Any) -> None:
    record(by=by.username, unit=layout.unit.code, act=act, subject=("layout", layout.pk), before=before, after=after)
