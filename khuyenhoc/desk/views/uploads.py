"""Files come in by a page, and what became of each is told: at once for a few, with progress for many."""

from __future__ import annotations

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit import clock
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.sent_files import sent_files
from khuyenhoc.desk.views.undo import may_undo
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.workbooks import sendable
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.opening.queries import owed_by, plan_of
from khuyenhoc.returns.queries import collection_of, collections
from khuyenhoc.returns.receiving import read_run, take_in
from khuyenhoc.returns.runs import run_report
from khuyenhoc.returns.tasks import read_run_job
from khuyenhoc.returns.undoing import undoing
from khuyenhoc.theme.problems import Problem

AT_ONCE: Final = 3
"""So many files are read while the sender waits; more of them by a background job."""
LARGEST_FILES: Final = 25
"""One sending may weigh as much as so many of the largest files; what is heavier is refused before it is taken in."""
ACCEPT: Final = ".xlsx,.xls,.ods,.csv"
MEGABYTE: Final = 1024 * 1024


@desk_page
def uploads(request: DeskRequest) -> HttpResponse:
    """Straight to the running collection; a list where several run or none does."""
    running = [c for c in collections() if not c.closed_at]
    return redirect("desk:upload", running[0].code) if len(running) == 1 else redirect("desk:collections")


@desk_page
def upload_view(request: DeskRequest, code: str) -> HttpResponse:
    return upload_page(request, code, problems=[])


def upload_page(request: DeskRequest, code: str, *, problems: list[Problem], reason: str = "") -> HttpResponse:
    collection, visitor = collection_of(code), request.visitor
    map_ = visitor.map_on(collection.period_ends)
    if not visitor.holds(Right.SEND_RETURN):
        raise NotAllowed(refusal(request.user, Right.SEND_RETURN, map_.name(collection.unit.code)))
    own = sendable(collection, map_, visitor.held)
    owed = owed_by(collection, own[0]) if len(own) == 1 else None
    return show(
        request, "upload", where(map_, visitor.home_on(map_), collection), tab="uploads", collection=collection,
        problems=problems, may_revise=visitor.holds(Right.REVISE_ACCEPTED), reason=reason, today=clock.today(), accept=ACCEPT,
        largest=settings.LARGEST_FILE // MEGABYTE, own=own, owed=owed,
        due=owed.due_on if owed else collection.due_on,
        may_load_earlier=visitor.holds(Right.LOAD_EARLIER), instructions=plan_of(collection).instructions,
    )  # fmt: skip


@csrf_exempt  # looked at below, once it is known that the body may be read
def upload_act(request: HttpRequest, code: str) -> HttpResponseBase:
    """Refuses by its announced length, before a byte of it is read, what is heavier than one sending may be."""
    limit = LARGEST_FILES * settings.LARGEST_FILE
    if int(request.headers.get("Content-Length") or 0) > limit:
        return too_heavy(request, code, limit // MEGABYTE)
    return take(request, code)


@desk_page
def too_heavy(request: DeskRequest, code: str, limit: int) -> HttpResponse:
    text = _("Lần gửi này nặng hơn %(limit)s MB nên chưa nhận tệp nào. Chia thành nhiều lần gửi, mỗi lần ít tệp hơn.")
    said = upload_page(request, code, problems=[Problem(text % {"limit": limit}, "#files")])
    said.status_code = 413
    return said


def _page_again(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    return upload_page(request, code, problems=problems, reason=request.POST.get("ly_do", ""))


@csrf_protect
@act_on(_page_again, "upload")
def take(request: DeskRequest, code: str) -> HttpResponseBase:
    """Keeps the files, then reads them: here and now a few, by a job many."""
    if not request.visitor.holds(Right.SEND_RETURN):
        raise NotAllowed(refusal(request.user, Right.SEND_RETURN, _("đợt báo cáo này")))
    files = sent_files(request)
    if not files:
        raise Refused(_("Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn tệp Excel của đơn vị rồi bấm “Gửi tệp”."))
    named = ((name, file.read()) for name, file in files)
    reason = request.POST.get("ly_do", "").strip()
    run = take_in(by=request.user, collection=collection_of(code), files=named, revision_reason=reason)
    if run.total > AT_ONCE:
        read_run_job.enqueue(run_id=run.pk)
    else:
        read_run(run=run)
    return redirect("desk:run", run.pk)


@desk_page
def run_view(request: DeskRequest, pk: int) -> HttpResponse:
    """How far an intake has got, and what became of each file. Asked again and again while it runs."""
    report, visitor = run_report(pk), request.visitor
    collection = report.run.collection
    map_ = visitor.map_on(collection.period_ends)
    if report.run.by_id != request.user.pk:
        visitor.check(Right.SEE_RETURN, collection.unit.code, map_)
    names = map_.names(return_.unit.code for one in report.files for return_ in one.returns)
    context: dict[str, Any] = {"report": report, "collection": collection, "names": names}
    if report.is_done and may_undo(request, found := undoing(report.run), map_):
        context["undo"] = found
    if request.htmx and not report.is_done:
        return render(request, "desk/parts/run_progress.html", context)
    response = show(request, "run", where(map_, visitor.home_on(map_), collection), tab="uploads", **context)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response
