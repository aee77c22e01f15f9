"""Earlier years on a page: a table is looked at before anything is stored, loaded as a whole, taken back as a whole."""

from __future__ import annotations

from typing import Any, Final

from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit.storage import keep, path_of
from khuyenhoc.desk.frame import anywhere, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.returns.earlier.acts import Faults, load, withdraw
from khuyenhoc.returns.earlier.models import HistoricLoad
from khuyenhoc.returns.earlier.queries import Preview, anchor, loads, look_at
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count

SALT: Final = "khuyenhoc.earlier"
SHOWN: Final = 20
"""So many lines of a table are shown before it is loaded."""
MOST_FAULTS: Final = 100
A_DAY: Final = 24 * 3600


@desk_page
def earlier_view(request: DeskRequest) -> HttpResponse:
    return earlier_page(request, problems=[])


def earlier_page(request: DeskRequest, *, problems: list[Problem], **context: Any) -> HttpResponse:
    """What was loaded, and the way to load more. For who may load."""
    try:
        collection = anchor()
    except Refused as nothing:
        raise Http404(str(nothing)) from nothing
    map_ = request.visitor.map_on(collection.period_ends)
    request.visitor.check(Right.LOAD_EARLIER, collection.unit.code, map_)
    at, typed = anywhere(map_, collection.unit.code, [collection]), request.POST.get("nguon", "")
    names = map_.names({one.unit for one in context.get("sample", ())})
    shown = {"problems": problems, "loads": loads(), "names": names, "typed": typed, **context}
    return show(request, "earlier", at, tab="uploads", **shown)


@act_on(earlier_page, "earlier")
def look(request: DeskRequest) -> HttpResponseBase:
    """What a table would bring, line by line where something is wrong; nothing is stored but the file itself."""
    file = whole_files(request).get("tep")
    if file is None:
        raise Refused(_("Chưa chọn tệp nào. Bấm “Chọn tệp”, chọn tệp CSV rồi bấm “Xem trước”."))
    data, name, source = file.read(), file.name or "tep.csv", request.POST.get("nguon", "")
    preview = look_at(data=data, name=name, source=source)
    asked = {"sha256": keep(data), "name": name, "source": source}
    return preview_page(request, preview, signing.dumps(asked, salt=SALT))


def preview_page(request: DeskRequest, preview: Preview, token: str) -> HttpResponse:
    faults = preview.judged.faults
    text = _("Dòng %(line)s: %(message)s")
    problems = [Problem(text % {"line": fault.line, "message": fault.message}) for fault in faults[:MOST_FAULTS]]
    if rest := len(faults) - len(problems):
        problems.append(Problem(_("Còn %(n)s dòng nữa phải sửa.") % {"n": format_count(rest)}))
    context = {"preview": preview, "token": token, "sample": preview.judged.added[:SHOWN]}
    return earlier_page(request, problems=problems, **context)


@act_on(earlier_page, "earlier")
def load_act(request: DeskRequest) -> HttpResponseBase:
    """Loads the table that was looked at, as it is now found to be."""
    try:
        asked = signing.loads(request.POST.get("tep", ""), salt=SALT, max_age=A_DAY)
        data = path_of(asked["sha256"]).read_bytes()
    except (signing.BadSignature, FileNotFoundError) as error:
        raise Refused(_("Trang xem trước đã cũ. Chọn lại tệp rồi xem trước lần nữa.")) from error
    try:
        made, preview = load(by=request.user, data=data, name=asked["name"], source=asked["source"])
    except Faults as faults:
        return preview_page(request, faults.preview, request.POST["tep"])
    text = _("Đã nạp %(n)s số của %(units)s đơn vị từ tệp %(name)s.")
    values = {"n": format_count(made.number), "units": format_count(preview.units), "name": made.name}
    say(request, text % values, undo=reverse("desk:earlier_undo", args=[made.pk]))
    return redirect("desk:earlier")


def _again(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    return earlier_page(request, problems=problems)


@desk_page
def one_load(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A single loading has no page of its own."""
    return redirect("desk:earlier")


@act_on(_again, "earlier_one")
def undo(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Takes a loading back as a whole."""
    taken = withdraw(by=request.user, load=HistoricLoad.objects.get(pk=pk))
    say(request, _("Đã hoàn tác lần nạp tệp %(name)s. Số có trước đó như cũ.") % {"name": taken.name})
    return redirect("desk:earlier")
