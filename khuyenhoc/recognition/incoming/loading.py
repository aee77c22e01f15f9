"""A list is kept as it was sent, looked at, and loaded: all of it as one step, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.storage import keep, path_of
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.columns import asked_for
from khuyenhoc.recognition.incoming.judging import Judged, Report, Told, judge
from khuyenhoc.recognition.incoming.models import ListFile, ListState
from khuyenhoc.recognition.incoming.writing import Writer
from khuyenhoc.recognition.listing import begin_step, finish_step
from khuyenhoc.recognition.models import Step
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.sheets.lists.files import read_lists
from khuyenhoc.sheets.lists.found import Listing
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.numbers import format_count

Same = Iterable[tuple[int, int]]
"""Lines (counted from 0) that a person said to be entries (rows) of the register."""


class Faulty(RecognitionRefused):
    """Rows of the list have to be corrected first; nothing was loaded. `report` says which."""

    def __init__(self, report: Report) -> None:
        super().__init__(_("%s dòng phải sửa trước. Chưa nạp gì.") % format_count(report.faulty))
        self.report = report


@transaction.atomic
def send_list(
    *, by: User, unit: Unit, model: LearningModel, year: int, name: str, data: bytes, number: str = "",
    decided_on: dt.date | None = None,
) -> ListFile:  # fmt: skip
    """Keeps a list for a unit's register as it was sent; nothing of it is read yet. NotAllowed; NotKept.

    RecognitionRefused where the decision is named by half.
    """
    require_keeper(by, unit.code)
    if bool(number.strip()) != bool(decided_on):
        raise RecognitionRefused(_("Ghi cả số và ngày của quyết định, hoặc để trống cả hai."))
    file = ListFile.objects.create(
        unit=unit, model=model, year=year, name=name[-255:], sha256=keep(data), number=number.strip()[:60],
        decided_on=decided_on, sent_at=clock.now(), sent_by=by.username,
    )  # fmt: skip
    record(
        by=by.username, unit=unit.code, act="send_list", subject=("list", file.pk), after={"model": model, "year": year}
    )
    return file


def read_file(*, file: ListFile) -> ListFile:
    """Reads a list that was sent, and notes what it would bring. Told as it goes on; again it does the same."""
    look_at(file=file, told=progress(file))
    return file


def look_at(*, file: ListFile, told: Told | None = None) -> tuple[Listing, Judged] | None:
    """The same, with the list as it was opened; None where it is none."""
    listing, reason = listing_of(file)
    if listing is None:
        _noted(file, ListState.UNREADABLE, {"reason": reason})
        return None
    judged = judge(file, listing, told)
    report = judged.report
    if not report.rows or "name" in report.missing:
        _noted(file, ListState.UNREADABLE, {**report.plain(), "reason": _no_names()})
        return None
    _noted(file, ListState.FAULTY if report.faulty else ListState.READ, {**report.plain(), "reason": ""})
    return listing, judged


def load_list(*, by: User, file: int, same: Same = (), drop: Collection[int] = ()) -> Step:
    """Loads a list that was read, as it is now found to be. `drop`: lines that a person said to be another line of the list.

    Faulty, RecognitionRefused where it cannot be read or was loaded already; NotAllowed. Then nothing is changed.
    """
    row = ListFile.objects.select_related("unit").get(pk=file)
    listing, reason = listing_of(row)
    if listing is None:
        raise RecognitionRefused(reason)
    return load_opened(by=by, file=row, listing=listing, same=same, drop=drop)


@transaction.atomic
def load_opened(
    *, by: User, file: ListFile, listing: Listing, same: Same = (), drop: Collection[int] = (), judged: Judged | None = None
) -> Step:  # fmt: skip
    """The same of a list that has been opened; `judged`: it was looked at within this transaction."""
    require_keeper(by, file.unit.code)
    row = ListFile.objects.select_for_update(of=("self",)).select_related("unit", "step").get(pk=file.pk)
    if row.step and not row.step.taken_back_at:
        raise RecognitionRefused(_("Tệp này đã được nạp rồi. Muốn nạp lại thì hoàn tác lần nạp trước."))
    judged = judged or judge(row, listing, same=same)
    judged.dropped.update(drop)
    if judged.report.faulty:
        raise Faulty(judged.report)
    step = _written(by, row, judged)
    row.state, row.step, row.report = ListState.LOADED, step, {**judged.report.plain(), "doubts": [], "reason": ""}
    row.save(update_fields=["state", "step", "report"])
    return step


def _written(by: User, file: ListFile, judged: Judged) -> Step:
    step = begin_step(by.username, file.unit, file.model, file.year, "load_list")
    writer = Writer(by, file, step, judged)
    writer.write()
    if not (writer.made or writer.changed):
        raise RecognitionRefused(_("Danh sách không có gì mới: mọi dòng đã có trong sổ như vậy rồi."))
    step.facts = {"list": file.pk, "file": file.name, "decisions": writer.made_decisions}
    step.save(update_fields=["facts"])
    return finish_step(step, writer.made, writer.changed)


def listing_of(file: ListFile) -> tuple[Listing | None, str]:
    """What stands in a kept list, else the sentence that says why it cannot be read."""
    try:
        sources = [(file.name, path_of(file.sha256).read_bytes())]
    except FileNotFoundError:
        return None, _("Tệp này không còn được giữ. Gửi lại tệp.")
    (read,) = read_lists(sources, asked_for(LearningModel(file.model)))
    return read.listing, _(read.reason) if read.reason else ""


def progress(file: ListFile) -> Told:
    """Notes how many rows are done."""

    def told(done: int, total: int) -> None:
        ListFile.objects.filter(pk=file.pk).update(done=done, total=total)

    return told


def _no_names() -> str:
    return _("Không thấy cột tên, hoặc không có dòng nào. Ghi tên cột ở dòng đầu của bảng, ví dụ “Họ và tên”.")


def _noted(file: ListFile, state: ListState, report: dict[str, Any]) -> None:
    file.state, file.report = state, report
    file.save(update_fields=["state", "report"])
