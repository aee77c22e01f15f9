"""A return without an account: from the message to a submitted return, on a phone, without scripts.

Nothing here rests on a cookie: who acts is told by the secret address alone, which no other site knows. So forms need no
token against forgery, and a browser inside a chat program that keeps no cookies can send all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.links import note_use
from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.access.throttle import SENDINGS, TAKINGS, Limit, client_address, is_once_too_often
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.desk.by_link import LinkRequest, by_link, show_link, too_many
from khuyenhoc.desk.exports import KINDS
from khuyenhoc.desk.views.files import download, marked_download
from khuyenhoc.desk.views.returns import REASON, led, typed
from khuyenhoc.desk.views.uploads import ACCEPT, MEGABYTE
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.returns.by_link import Found, Stage, find_stage, has_sent, is_placed, submit_by_link, take_file
from khuyenhoc.returns.detail import Detail, return_detail
from khuyenhoc.returns.enums import State
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.mapping.queries import file_to_map
from khuyenhoc.returns.opening.queries import owed_by
from khuyenhoc.returns.queries import remarks_of
from khuyenhoc.returns.reasons import Key, OldReason, given, reasons_before
from khuyenhoc.returns.runs import received_file
from khuyenhoc.returns.workbook.archive import file_name
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.returns.workbook.template import workbook
from khuyenhoc.theme.problems import Problem

ROOM: Final = 64 * 1024
"""What a sending holds besides its file."""
REFUSED: Final = 409
NOTHING_TO_SEND: Final = (Stage.WAITING, Stage.ACCEPTED, Stage.CLOSED)


@by_link()
def begin(request: LinkRequest) -> HttpResponseBase:
    """What this is, whose it is, and the field for the file; straight to the draft where there is one."""
    found = find_stage(request.link, request.collection)
    if found.stage is Stage.DRAFT:
        return redirect("desk:link_type" if _is_typed(found) else "desk:link_result", request.token)
    return begin_page(request, found, [])


def _is_typed(found: Found) -> bool:
    """Whether the return in question is typed on the pages."""
    return found.return_ is not None and found.return_.is_typed


def begin_page(request: LinkRequest, found: Found, problems: list[Problem]) -> HttpResponse:
    sent_back = found.return_ if found.return_ and found.return_.state == State.SENT_BACK else None
    remarks = remarks_of(sent_back.pk) if sent_back else []
    return show_link(
        request,
        "begin",
        found=found,
        remarks=remarks,
        owed=owed_by(request.collection, request.link.unit.code),
        problems=problems,
        to_map=file_to_map(request.link.user, request.collection),
        own=request.map.units.get(request.link.unit.code),
        **_upload(),
        status=REFUSED if problems else 200,
    )


def _upload() -> dict[str, object]:
    return {"accept": ACCEPT, "largest": settings.LARGEST_FILE // MEGABYTE}


@csrf_exempt
def send(request: HttpRequest, token: str) -> HttpResponseBase:
    """Refuses by its announced length, before a byte of it is read, what is heavier than a file may be."""
    is_heavy = int(request.headers.get("Content-Length") or 0) > settings.LARGEST_FILE + ROOM
    return too_heavy(request, token=token) if is_heavy else take(request, token=token)


@by_link()
def too_heavy(request: LinkRequest) -> HttpResponse:
    text = _("Tệp nặng hơn %(limit)s MB nên chưa nhận. Xóa ảnh và các trang không dùng trong tệp, lưu lại rồi gửi lại.")
    problem = Problem(text % {"limit": settings.LARGEST_FILE // MEGABYTE}, "#tep")
    said = begin_page(request, find_stage(request.link, request.collection), [problem])
    said.status_code = 413
    return said


@by_link()
def take(request: LinkRequest) -> HttpResponseBase:
    """Takes the file and goes on to what was found in it; or says why not, with the field for another one."""
    if request.method != "POST":
        return redirect("desk:link", request.token)
    if _is_once_too_often(request, SENDINGS):
        return too_many(request, SENDINGS)
    found = find_stage(request.link, request.collection)
    if found.stage in NOTHING_TO_SEND:
        return begin_page(request, found, [])
    try:
        file = whole_files(request).get("tep")
        if file is None:
            raise Refused(_("Chưa chọn tệp nào. Bấm vào ô chọn tệp, chọn tệp Excel của đơn vị rồi gửi."))
        data, name = file.read(), file.name or "tep"
        take_file(link=request.link, collection=request.collection, map_=request.map, name=name, data=data)
    except (Refused, NotKept) as refused:
        return begin_page(request, found, [Problem(str(refused), "#tep")])
    return redirect("desk:link_result", request.token)


@by_link()
def result(request: LinkRequest) -> HttpResponseBase:
    """What was read, what has to be mended, what wants a reason, and the button that sends it."""
    found = find_stage(request.link, request.collection)
    if found.stage is not Stage.DRAFT:
        return begin_page(request, found, [])
    if _is_typed(found):
        return redirect("desk:link_type", request.token)
    return result_page(request, found, [])


def result_page(request: LinkRequest, found: Found, problems: list[Problem]) -> HttpResponse:
    detail = return_detail(found.return_.pk if found.return_ else 0)
    before = reasons_before(detail.return_)
    texts = _reasons(request, detail, before)
    return show_link(
        request, "result", found=found, detail=detail, is_own=has_sent(request.link, detail.return_),
        is_placed=is_placed(request.link, request.map, detail.return_),
        problems=led(problems, detail, texts), typed=texts, reasons=before, status=REFUSED if problems else 200, **_upload(),
    )  # fmt: skip


def _reasons(request: LinkRequest, detail: Detail, before: Mapping[Key, OldReason]) -> dict[str, str]:
    """What was typed as reasons, with last year's where that was said to hold still."""
    again = given(detail.findings, {}, request.POST.getlist("nhu_cu"), before)
    return typed(request.POST, REASON) | {str(finding.pk): reason for finding, reason in again}


@by_link()
def marked(request: LinkRequest) -> HttpResponseBase:
    """The file of the draft with what is wrong marked at its cells, to be corrected and sent again."""
    found = find_stage(request.link, request.collection)
    if found.stage is not Stage.DRAFT or found.return_ is None or _is_typed(found) or not found.return_.errors:
        return redirect("desk:link", request.token)
    if not has_sent(request.link, found.return_):
        return redirect("desk:link", request.token)
    return marked_download(received_file(found.return_.file_id)[0])


@by_link()
def workbook_file(request: LinkRequest) -> HttpResponseBase:
    """The unit's own prepared workbook, for as long as it has something to send; else the page that says why not."""
    if _is_once_too_often(request, TAKINGS):
        return too_many(request, TAKINGS)
    found = find_stage(request.link, request.collection)
    made = [] if found.stage in NOTHING_TO_SEND else workbooks_of(request.collection, {request.link.unit.code})
    if not made:
        return begin_page(request, found, [])
    name = file_name(made[0])
    note_use(link=request.link, what=name, act="take_workbook")
    return download(BytesIO(workbook(made[0])), name, KINDS["xlsx"])


def _is_once_too_often(request: LinkRequest, limit: Limit) -> bool:
    """The same of whoever holds the link."""
    return is_once_too_often(limit, str(request.link.pk), client_address(request))


@csrf_exempt
@by_link(also_used=True)
def submit(request: LinkRequest) -> HttpResponseBase:
    """Sends the draft; pressed twice, it has been sent once."""
    found = find_stage(request.link, request.collection)
    if found.stage is Stage.DRAFT and _is_typed(found):
        return redirect("desk:link_type_check", request.token)
    if request.method == "POST" and found.stage is Stage.DRAFT and "nhu_cu" in request.POST:
        return result_page(request, found, [])
    if request.method == "POST" and found.stage is Stage.DRAFT and found.return_ and not request.link.used_at:
        try:
            submit_by_link(link=request.link, return_=found.return_, reasons=typed(request.POST, REASON))
        except (Refused, NotAllowed) as refused:
            return result_page(request, found, [Problem(str(refused))])
        return redirect("desk:link_done", request.token)
    return redirect("desk:link_done" if request.link.used_at else "desk:link", request.token)


@by_link(also_used=True)
def done(request: LinkRequest) -> HttpResponseBase:
    """That it has been sent, when, and what happens next."""
    if not request.link.used_at:
        return redirect("desk:link", request.token)
    found = find_stage(request.link, request.collection)
    return show_link(request, "done", found=found)
