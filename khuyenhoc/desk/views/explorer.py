"""Looking figures up: the page, its pictures, and the views that somebody keeps."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.explorer import page
from khuyenhoc.desk.explorer.sheets import sheet, sheets
from khuyenhoc.desk.explorer.taking import seen_by
from khuyenhoc.desk.explorer.view import View, view_of
from khuyenhoc.desk.frame import Where, at_home, show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.views.figures import own_unit
from khuyenhoc.desk.views.over_time import svg_response
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.documents.bars import bars_svg
from khuyenhoc.documents.taking.figures import rows_of
from khuyenhoc.ledger.viewing import bring_back_view, drop_view, save_view, saved_views
from khuyenhoc.rollups.books import NoSuchPeriod
from khuyenhoc.rollups.explorer.queries import Answer
from khuyenhoc.rollups.stated import form_for, stated_periods
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem

SEARCH, PAGE, SHEET, KEPT = "tim", "trang", "bang", "da-luu"


@desk_page
def explorer_view(request: DeskRequest) -> HttpResponse:
    """Without a question, the one that the reader most probably has: its address is then like any other."""
    unit, known = own_unit(request), stated_periods()
    if not known:
        return show(request, "explorer_empty", place(request), tab="own_figures")
    if not request.GET:
        last = page.known_periods(View(), known)
        return redirect(address(page.start(unit, request.visitor.map_on(clock.today()), last)))
    return explorer_page(request, problems=[])


def explorer_page(request: DeskRequest, *, problems: list[Problem]) -> HttpResponse:
    """What is chosen and what it gives. Statements do not grow with the units."""
    view, known = view_in(request), stated_periods()
    if not known:
        return show(request, "explorer_empty", place(request), tab="own_figures")
    found, text = _answer(request, view), request.GET.get(SEARCH, "").strip()
    offers = page.found_units(request.visitor, text, view) if text else []
    shown = sheets(found, view, request.GET.get(PAGE, "1")) if found else []
    alike = page.known_periods(view, known)
    return show(
        request, "explorer", place(request, found), tab="own_figures", problems=problems, view=view, sheets=shown, answer=found,
        sections=page.sections(form_for(view.last or alike[-1]), view), chosen=page.chosen_units(found, view),
        found=offers, text=text, belows=page.belows(found), periods=[(one, period_label(one)) for one in alike],
        first=view.first or alike[0], last=view.last or alike[-1], ask=_ask(found, view), saved=saved_views(request.user),
        open=bool(text) or not found, address=request.build_absolute_uri(address(view)),
        rows=rows_of(found, view.shape) if found else 0, name=request.POST.get("ten-bang", ""),
    )  # fmt: skip


def view_in(request: DeskRequest) -> View:
    """What the address asks for."""
    return view_of(request.META.get("QUERY_STRING", ""))


def address(view: View) -> str:
    """Where a view is looked at."""
    return f"{reverse('desk:explorer')}?{view.query}"


def _ask(found: Answer | None, view: View) -> dict[str, Any]:
    if found is None:
        return {}
    return {"maps": page.map_choices(found, view), "sentences": page.sentences(found, view), "ended": None}


def _answer(request: DeskRequest, view: View) -> Answer | None:
    """None where nothing is asked for yet. Http404 for what there is not, NotAllowed for what is not the reader's to see."""
    if not view.indicators or not view.units:
        return None
    return asked(request, view)


def asked(request: DeskRequest, view: View) -> Answer:
    """What the reader may see of a view. Http404 for what there is not, and for a view that asks for nothing; NotAllowed."""
    if not view.indicators or not view.units:
        raise Http404(_("Chọn ít nhất một chỉ tiêu và một đơn vị ở trang Tra cứu số liệu."))
    try:
        return seen_by(request.visitor, view)
    except NoSuchPeriod as error:
        raise Http404(_("Không có số liệu của kỳ này. Chọn một kỳ trong danh sách.")) from error
    except KeyError as error:
        text = _("Không có “%s” trong các kỳ đã chọn. Chọn lại chỉ tiêu, đơn vị hoặc kỳ ở trang Tra cứu số liệu.")
        raise Http404(text % error.args[0]) from error


def place(request: DeskRequest, found: Answer | None = None) -> Where:
    """Whose figures, and of which periods; without an answer, the reader's own unit."""
    if found is None:
        return at_home(request.visitor)
    first, last = found.question.periods[0], found.question.periods[-1]
    label = period_label(last) if first == last else f"{period_label(first)} – {last}"
    unit = found.question.units[0]
    return Where(association(found.sums[-1].map_with(unit), unit), label, found.synthetic)


@desk_page
def explorer_picture(request: DeskRequest) -> HttpResponse:
    """The picture of one of the tables."""
    view, number = view_in(request), request.GET.get(SHEET, "0")
    found, at = asked(request, view), request.GET.get(PAGE, "1")
    drawn = sheet(found, view, at, int(number)) if number.isdecimal() else None
    if drawn is None or not drawn.bars:
        raise Http404(_("Bảng này chưa có số để vẽ."))
    return svg_response(bars_svg(drawn.bars))


@act_on(explorer_page, "explorer")
def save_view_act(request: DeskRequest) -> HttpResponseBase:
    view = view_in(request)
    asked(request, view)
    made = save_view(by=request.user, name=request.POST.get("ten-bang", ""), query=view.query)
    say(
        request,
        _("Đã lưu bảng “%s”. Mở lại bất cứ lúc nào ở đầu trang này.") % made.name,
        undo=_act_on("drop_view", made.pk),
    )
    return redirect(address(view))


@act_on(explorer_page, "explorer")
def drop_view_act(request: DeskRequest) -> HttpResponseBase:
    gone = drop_view(by=request.user, view=_kept(request))
    say(request, _("Đã xóa bảng “%s”. Số liệu không đổi.") % gone.name, undo=_act_on("bring_back_view", gone.pk))
    return redirect(address(view_of(gone.query)))


@act_on(explorer_page, "explorer")
def bring_back_view_act(request: DeskRequest) -> HttpResponseBase:
    back = bring_back_view(by=request.user, view=_kept(request))
    say(request, _("Bảng “%s” đã có lại.") % back.name)
    return redirect(address(view_of(back.query)))


def _kept(request: DeskRequest) -> int:
    """The number of the kept view that an address speaks of; of none that there is for what is no number."""
    given = request.GET.get(KEPT, "")
    return int(given) if given.isdecimal() else 0


def _act_on(act: str, pk: int) -> str:
    return f"{reverse(f'desk:{act}')}?{KEPT}={pk}"
