"""Taking a view away as a file: at once where it is small, else by a job whose page tells how far it has got."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any, Final

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.desk.explorer.taking import file_of, folder_of, own_file, take_away
from khuyenhoc.desk.explorer.view import COLUMNS
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.progress import Progress, Stage, tell, told
from khuyenhoc.desk.tasks import take_away_job
from khuyenhoc.desk.views.explorer import address, asked, explorer_page, place, view_in
from khuyenhoc.desk.views.files import download
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.taking.figures import Shape, rows_of
from khuyenhoc.documents.taking.files import MEDIA
from khuyenhoc.returns.errors import Refused

AT_ONCE: Final = 20_000
"""Rows: as a workbook they are written well within the two seconds after which a page shows progress."""


@act_on(explorer_page, "explorer")
def take_away_act(request: DeskRequest) -> HttpResponseBase:
    view, kind = view_in(request), request.POST.get("loai", "xlsx")
    if kind not in MEDIA:
        raise Refused(_("Chọn một loại tệp trong danh sách."))
    if request.POST.get(COLUMNS) == Shape.LIST:
        view = view.as_list()
    found = asked(request, view)
    if rows_of(found, view.shape) <= AT_ONCE:
        return _file(take_away(by=request.user, view=view, kind=kind).path)
    run = secrets.token_hex(8)
    tell(folder_of(request.user), run, Progress(Stage.QUEUED, 0, rows_of(found, view.shape)))
    take_away_job.enqueue(user_id=request.user.pk, query=view.query, kind=kind, run=run)
    return redirect(f"{reverse('desk:taking', args=[run])}?{view_in(request).query}")


@desk_page
def taking_view(request: DeskRequest, run: str) -> HttpResponse:
    """Asked again and again while the file is made; may be left and come back to."""
    progress = told(folder_of(request.user), run)
    if progress is None:
        raise Http404(_("Tệp này không còn giữ. Mở lại trang Tra cứu số liệu rồi tải lần nữa."))
    view = view_in(request)
    context: dict[str, Any] = {"progress": progress, "run": run, "view": view, "back": address(view)}
    if request.htmx and progress.is_open:
        return render(request, "desk/parts/taking_progress.html", context)
    response = show(request, "taking", place(request), tab="own_figures", file=file_of(request.user, run), **context)
    if request.htmx:
        response["HX-Redirect"] = request.get_full_path()
    return response


@desk_page
def taken_file(request: DeskRequest, name: str) -> HttpResponseBase:
    """A file of the reader's own: whoever else knows its address has no use of it."""
    path = own_file(request.user, name)
    if path is None:
        raise Http404(_("Tệp này không còn giữ. Mở lại trang Tra cứu số liệu rồi tải lần nữa."))
    return _file(path)


def _file(path: Path) -> FileResponse:
    return download(path.open("rb"), path.name, MEDIA[path.suffix.removeprefix(".")])
