"""What is kept of one entry, as a file for the person; and erasing it at the person's demand."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.desk.exports import Table, download
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.place import Place, keepers_place, show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.models import Entry
from khuyenhoc.recognition.privacy.erasing import erase
from khuyenhoc.recognition.privacy.telling import tell
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def told_view(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything that is kept of an entry."""
    rows = tell(by=request.user, entry=pk)
    return download(Table(f"thong-tin-{pk}", (_("Mục"), _("Nội dung")), rows), "xlsx")


@desk_page
def erase_view(request: DeskRequest, pk: int) -> HttpResponse:
    return erase_page(request, pk, problems=[])


def erase_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """What erasing will do, before it is done: it cannot be undone."""
    entry, place = _entry(request, pk)
    return show_list(
        request, "erase", place, entry=entry, name=place.name(entry),
        problems=problems, typed=request.POST.get("can-cu", ""),
    )  # fmt: skip


@act_on(erase_page, "register_erase")
def erase_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Erases whom the entry is about."""
    erase(by=request.user, entry=pk, reason=request.POST.get("can-cu", ""))
    say(request, _("Đã xóa tên và mọi thứ cho biết đó là ai. Số liệu đã đếm vẫn giữ nguyên."))
    return redirect("desk:register_entry", pk)


def _entry(request: DeskRequest, pk: int) -> tuple[Entry, Place]:
    entry = Entry.objects.select_related("unit").get(pk=pk)
    last = entry.standings.order_by("-year").first()
    return entry, keepers_place(
        request, entry.unit.code, LearningModel(entry.model), last.year if last else entry.since.year
    )
