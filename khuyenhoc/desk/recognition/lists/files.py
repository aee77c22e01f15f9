"""Lists from spreadsheets: sent, looked at, loaded; with the rows that have to be corrected, and the sender's own file marked."""

from __future__ import annotations

import datetime as dt
import io
from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.addresses import undo_of
from khuyenhoc.desk.recognition.place import Place, keepers_place, show_list
from khuyenhoc.desk.recognition.typed import typed_day
from khuyenhoc.desk.recognition.words import NAMES
from khuyenhoc.desk.views.files import download, kept_bytes
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.incoming.columns import asked_for
from khuyenhoc.recognition.incoming.loading import load_list, read_file, send_list
from khuyenhoc.recognition.incoming.marked import marked_list
from khuyenhoc.recognition.incoming.models import ListFile, ListState
from khuyenhoc.recognition.incoming.villages import add_strange
from khuyenhoc.recognition.tasks import load_list_job, read_list_job
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date

ACCEPT: Final = ".xlsx,.xls,.ods,.csv"
AT_ONCE: Final = 400 * 1024
"""Bytes of a file that is read while its sender waits: some five thousand rows. A longer one is read by a job."""
ROWS_AT_ONCE: Final = 3_000
SHOWN: Final = 100
"""So many rows that have to be corrected stand on the page; all of them are marked in the file."""
GOING_ON: Final = frozenset({ListState.WAITING, ListState.LOADING})


@desk_page
def files_view(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    return files_page(request, unit, model, year, problems=[])


def files_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, *, problems: list[Problem]
) -> HttpResponse:
    """What is sent and how, and the files that came in before."""
    place = keepers_place(request, unit, model, year)
    known = ListFile.objects.filter(unit__code=unit, model=model, year=year).select_related("step")
    return show_list(
        request, "files", place, files=known[:20], problems=problems,
        accept=ACCEPT, largest=settings.LARGEST_FILE // 1024**2, name_title=NAMES[model], typed=request.POST,
        columns=[names.names[0] for names in asked_for(model).columns],
    )  # fmt: skip


@act_on(files_page, "register_files")
def send_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Keeps the file and reads it: now a short one, by a job a long one."""
    upload = whole_files(request).get("tep")
    if upload is None:
        raise RecognitionRefused(_("Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn tệp danh sách rồi bấm “Xem trước”."))
    day = typed_day(request.POST.get("ngay", ""))
    file = send_list(
        by=request.user, unit=Unit.objects.get(code=unit), model=model, year=year, name=upload.name or "danh-sach.xlsx",
        data=upload.read(), number=request.POST.get("so", ""), decided_on=day,
    )  # fmt: skip
    _read(file, is_long=(upload.size or 0) > AT_ONCE)
    return redirect("desk:register_file", file.pk)


@desk_page
def file_view(request: DeskRequest, pk: int) -> HttpResponse:
    return file_page(request, pk, problems=[])


def file_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """How far the reading is; what the list would bring, or what has to be corrected; what it brought."""
    file, place = _file(request, pk)
    if file.state in GOING_ON and request.htmx:
        return render(request, "desk/recognition/parts/file_progress.html", {"file": file})
    report = file.report
    faults = [fault for fault in report.get("faults", []) if not fault.get("is_village")]
    decisions = [(no, format_date(dt.date.fromisoformat(day)), n) for no, day, n in report.get("decisions", [])]
    statuses = [(Status(status).label, number) for status, number in report.get("by_status", {}).items()]
    response = show_list(
        request, "file", place, file=file, report=report,
        statuses=statuses, decisions=decisions,
        problems=problems, is_going_on=file.state in GOING_ON, shown=faults[:SHOWN], is_cut=len(faults) > SHOWN,
        chosen=request.POST.getlist("la-mot"), is_loaded=_stands(file),
    )  # fmt: skip
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


def _stands(file: ListFile) -> bool:
    """Whether what the list brought is still there."""
    return file.step is not None and file.step.taken_back_at is None


def _file(request: DeskRequest, pk: int) -> tuple[ListFile, Place]:
    file = ListFile.objects.select_related("unit", "step").get(pk=pk)
    return file, keepers_place(request, file.unit.code, LearningModel(file.model), file.year)


@act_on(file_page, "register_file")
def load_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Loads the list as it was looked at, with what was said of rows that may be double."""
    file, place = _file(request, pk)
    if file.state == ListState.FAULTY:
        raise RecognitionRefused(_("Danh sách còn dòng phải sửa. Sửa trong tệp rồi gửi lại."))
    same, drop = _said(request, file)
    if file.report.get("rows", 0) > ROWS_AT_ONCE:
        ListFile.objects.filter(pk=pk).update(state=ListState.LOADING)
        load_list_job.enqueue(file_id=pk, by=request.user.username, same=[list(one) for one in same], drop=drop)
        return redirect("desk:register_file", pk)
    step = load_list(by=request.user, file=pk, same=same, drop=drop)
    say(request, _("Đã nạp danh sách."), undo=undo_of(step))
    return redirect(place.url)


@act_on(file_page, "register_file")
def add_strange_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Villages that the list names are the unit's from now on; the list is read again."""
    file, _place = _file(request, pk)
    if file.state != ListState.FAULTY:
        raise RecognitionRefused(_("Tệp này không còn thôn nào phải thêm."))
    made = add_strange(by=request.user, file=file, chosen=request.POST.getlist("thon"))
    say(request, _("Đã thêm vào danh mục: %s.") % ", ".join(village.full_name for village in made))
    _read(file, is_long=file.report.get("rows", 0) > ROWS_AT_ONCE)
    return redirect("desk:register_file", pk)


def _read(file: ListFile, *, is_long: bool) -> None:
    """Now, while its sender waits, or by a job."""
    if is_long:
        ListFile.objects.filter(pk=file.pk).update(state=ListState.WAITING)
        read_list_job.enqueue(file_id=file.pk)
    else:
        read_file(file=file)


def _said(request: DeskRequest, file: ListFile) -> tuple[list[tuple[int, int]], list[int]]:
    """Which rows were ticked as being an entry of the register, or another row."""
    ticked = set(request.POST.getlist("la-mot"))
    doubts = [doubt for doubt in file.report.get("doubts", []) if str(doubt["line"]) in ticked]
    return (
        [(doubt["line"], doubt["entry"]) for doubt in doubts if doubt["entry"]],
        [doubt["line"] for doubt in doubts if not doubt["entry"]],
    )


@desk_page
def own_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The file as it was sent."""
    file, _place = _file(request, pk)
    return download(kept_bytes(file.sha256, _("Tệp này không còn được giữ.")), file.name)


@desk_page
def marked_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The sender's own file with what is wrong at its cells."""
    file, _place = _file(request, pk)
    try:
        marked = marked_list(file)
    except RecognitionRefused as nothing:
        raise Http404(str(nothing)) from nothing
    return download(io.BytesIO(marked.data), marked.name)
