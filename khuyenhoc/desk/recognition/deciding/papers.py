"""The files of a decision: its paper as DOCX and PDF, and the copy of the signed one."""

from __future__ import annotations

import io
from typing import Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.audit.storage import keep
from khuyenhoc.desk.exports import PAPERS
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.decision import decision_page
from khuyenhoc.desk.recognition.deciding.place import decided_at
from khuyenhoc.desk.recognition.deciding.wording import decided_of
from khuyenhoc.desk.views.files import download, kept_bytes
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.documents.decision.content import decision_paper
from khuyenhoc.documents.decision.files import decision_docx, decision_pdf
from khuyenhoc.recognition.deciding.issuing import add_scan
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.returns.deciding import kind_of
from khuyenhoc.sheets.limits import DEFAULT, MEGABYTE
from khuyenhoc.theme.notices import say

MAKERS: Final = {"docx": decision_docx, "pdf": decision_pdf}


@desk_page
def paper_file(request: DeskRequest, pk: int, kind: str) -> HttpResponseBase:
    """The paper as it is worded now, made anew each time."""
    if kind not in MAKERS:
        raise Http404(_("Văn bản có hai dạng: DOCX để sửa, PDF để in."))
    decision, place = decided_at(request, pk)
    paper = decision_paper(decided_of(request, decision, place), decision.issued_at or clock.now())
    name = f"quyet-dinh-{place.unit}-{place.year}-{decision.pk}.{kind}"
    return download(io.BytesIO(MAKERS[kind](paper)), name, PAPERS[kind])


@act_on(decision_page, "model_decision")
def scan_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Keeps the copy of the signed paper."""
    file = whole_files(request).get("ban_chup")
    data = file.read() if file else b""
    if not data or len(data) > DEFAULT.size or kind_of(data) is None:
        message = _("Bản chụp quyết định phải là tệp PDF hoặc ảnh (JPG, PNG), không quá %s MB.")
        raise RecognitionRefused(message % (DEFAULT.size // MEGABYTE))
    add_scan(by=request.user, decision=pk, scan=keep(data), name=(file.name or "")[:300] if file else "")
    say(request, _("Đã giữ bản chụp quyết định đã ký."))
    return redirect("desk:model_decision", pk)


@desk_page
def scan_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The kept copy, byte for byte."""
    decision, _place = decided_at(request, pk)
    gone = _("Quyết định này không có bản chụp trên máy chủ.")
    return download(kept_bytes(decision.scan, gone), decision.scan_name)
