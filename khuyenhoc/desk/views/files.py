"""A received file, byte for byte as it came, or with what is wrong marked at its cells."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import IO

from django.http import FileResponse, Http404, HttpResponseBase
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.queries import NotAllowed, refusal
from khuyenhoc.audit.storage import path_of
from khuyenhoc.desk.guard import desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.marked import NothingToMark, marked_file
from khuyenhoc.returns.models import ReceivedFile
from khuyenhoc.returns.runs import received_file


@desk_page
def file_view(request: DeskRequest, pk: int) -> HttpResponseBase:
    file = _allowed(request, pk)
    return download(kept_bytes(file.sha256, _gone()), file.name.rpartition("/")[2])


@desk_page
def marked_view(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The error workbook: the sender's own file, to be corrected and sent again."""
    return marked_download(_allowed(request, pk))


def marked_download(file: ReceivedFile) -> FileResponse:
    """A file with its marks, as an attachment. Http404, with the sentence, where there is nothing to mark."""
    try:
        marked = marked_file(file)
    except FileNotFoundError as missing:
        raise Http404(_gone()) from missing
    except NothingToMark as nothing:
        raise Http404(str(nothing)) from nothing
    return download(io.BytesIO(marked.data), marked.name)


def _allowed(request: DeskRequest, pk: int) -> ReceivedFile:
    file, units = received_file(pk)
    if not may_have(request, file, units):
        map_ = request.visitor.map_on(file.collection.period_ends)
        raise NotAllowed(refusal(request.user, Right.SEE_RETURN, map_.name(file.collection.unit.code)))
    return file


def _gone() -> str:
    return _("Tệp này không còn trên máy chủ. Báo người quản trị; số liệu đã đọc vẫn còn nguyên.")


def kept_bytes(digest: str, gone: str) -> IO[bytes]:
    """What is kept under a digest. Http404, with the sentence `gone`, where it is there no more, or there is no digest."""
    if not digest:
        raise Http404(gone)
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError as missing:
        raise Http404(gone) from missing


def download(content: IO[bytes], name: str, kind: str = "application/octet-stream") -> FileResponse:
    """An attachment that no browser opens by itself."""
    response = FileResponse(content, as_attachment=True, filename=name, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def may_have(request: DeskRequest, file: ReceivedFile, units: Sequence[str]) -> bool:
    """For its sender, and for who may see all returns in it: a district's file tells of all its communes."""
    map_ = request.visitor.map_on(file.collection.period_ends)
    asked = units or [file.collection.unit.code]
    return file.received_by_id == request.user.pk or all(
        request.visitor.may(Right.SEE_RETURN, unit, map_) for unit in asked
    )
