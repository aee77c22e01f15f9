"""The workbooks made for the units: one to take away, or all of them as a ZIP that a job makes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.desk.exports import KINDS
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.progress import Progress, Stage, tell, told
from khuyenhoc.desk.tasks import make_workbooks_job
from khuyenhoc.desk.views.files import download
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.workbooks import archive_for, archives, folder_of, path_of, sendable
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import collection_of
from khuyenhoc.returns.workbook.archive import file_name
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.queries import UnitMap


def own_units(request: DeskRequest, collection: Collection) -> tuple[UnitMap, list[str]]:
    """The map, and the units for which the visitor may send. NotAllowed where there is none."""
    map_ = request.visitor.map_on(collection.period_ends)
    units = sendable(collection, map_, request.visitor.held)
    if not units:
        raise NotAllowed(refusal(request.user, Right.SEND_RETURN, map_.name(collection.unit.code)))
    return map_, units


@desk_page
def workbooks_view(request: DeskRequest, code: str) -> HttpResponse:
    return workbooks_page(request, code, problems=[])


def workbooks_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Asked again and again while the ZIP is made."""
    collection, run = collection_of(code), request.GET.get("lan", "")
    map_, units = own_units(request, collection)
    progress = told(folder_of(collection), run)
    context: dict[str, Any] = {"collection": collection, "progress": progress, "run": run, "number": len(units)}
    if request.htmx and progress and progress.is_open:
        return render(request, "desk/parts/workbooks_progress.html", context)
    response = show(
        request, "workbooks", where(map_, request.visitor.home_on(map_), collection), tab="collections", problems=problems,
        archive=archive_for(collection, units), groups=by_group(map_, units),
        alone=units[0] if len(units) == 1 else "", **context,
    )  # fmt: skip
    if request.htmx:
        response["HX-Redirect"] = f"{reverse('desk:workbooks', args=[code])}?lan={run}"
    return response


def by_group(map_: UnitMap, units: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The units as (code, name), under the name of the unit above them, in the order of the map."""

    def above(code: str) -> str:
        return map_.units[code].parent or ""

    return [(map_.name(up), [(code, map_.name(code)) for code in few]) for up, few in groupby(units, key=above)]


@act_on(workbooks_page, "workbooks")
def make_workbooks_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Has the ZIP made by a job; the page tells how far it has got."""
    collection, run = collection_of(code), secrets.token_hex(8)
    _map, units = own_units(request, collection)
    tell(folder_of(collection), run, Progress(Stage.QUEUED, 0, len(units)))
    make_workbooks_job.enqueue(user_id=request.user.pk, code=code, run=run)
    return redirect(f"{reverse('desk:workbooks', args=[code])}?lan={run}")


@desk_page
def archive_file(request: DeskRequest, code: str, name: str) -> HttpResponseBase:
    """A ZIP that was made, for who may send for all units in it."""
    collection = collection_of(code)
    _map, units = own_units(request, collection)
    found = next((archive for archive in archives(collection) if archive.name == name), None)
    if found is None:
        raise Http404(_("Không có tệp này. Lập lại biểu mẫu ở trang biểu mẫu của đợt báo cáo."))
    if not set(found.units) <= set(units):
        raise NotAllowed(refusal(request.user, Right.SEND_RETURN, _("mọi đơn vị trong tệp này")))
    return FileResponse(path_of(collection, found).open("rb"), as_attachment=True, filename=name)


@desk_page
def workbook_file(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """One unit's workbook, made at this moment."""
    collection = collection_of(code)
    map_, units = own_units(request, collection)
    if unit not in units:
        raise NotAllowed(refusal(request.user, Right.SEND_RETURN, map_.name(unit)))
    (content,) = workbooks_of(collection, {unit})
    return download(BytesIO(workbook(content)), file_name(content), KINDS["xlsx"])
