"""The pages on which a file's own sheet is shown and corrected: one thing a page, every step a plain form or a link."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.access.queries import NotAllowed
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.desk.guard import nothing_done
from khuyenhoc.desk.mapper import Mapper
from khuyenhoc.desk.mapping_page import settled_of
from khuyenhoc.desk.mapping_sheet import (
    NONE,
    OTHER,
    column_page,
    done_page,
    numbered,
    sheet_page,
    spot_of,
    spot_page,
    unit_page,
    which_sheet_page,
)
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.mapping import acts
from khuyenhoc.returns.mapping.choosing import Spot, chosen, columns_to_choose
from khuyenhoc.returns.mapping.fixes import Fix, Kind, with_fix, without
from khuyenhoc.returns.mapping.layout import column_fix, sheet_fix
from khuyenhoc.returns.mapping.looking import Looked, NotOpened, look
from khuyenhoc.returns.mapping.memory import year_of
from khuyenhoc.returns.mapping.queries import layout
from khuyenhoc.returns.mapping.rewriting import MONEY
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.text import in_sentence

Step = Callable[[HttpRequest, Mapper, Looked], HttpResponseBase]


def serve(request: HttpRequest, who: Mapper, step: str) -> HttpResponseBase:
    """The sheet, or one step. Http404 where the file is not kept or no workbook, and for a step that there is not."""
    try:
        looked = look(who.file)
    except NotOpened as refused:
        return who.show("not_opened", reason=str(refused))
    except FileNotFoundError as missing:
        raise Http404(_("Tệp này không còn trên máy chủ. Gửi lại tệp.")) from missing
    if not step:
        return sheet_page(request, who, looked, [])
    if step in PAGES and request.method != "POST":
        return PAGES[step](request, who, looked, [])
    if step not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect(who.to())
    try:
        return ACTS[step](request, who, looked)
    except (Refused, NotKept, NotAllowed) as refused:
        return nothing_done(PAGES.get(step, sheet_page)(request, who, looked, [Problem(str(refused))]))


def _set_spot(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    spot, said = spot_of(request.GET, looked), request.POST.get("chi_tieu", "")
    code = request.POST.get(OTHER, "") if said == OTHER else said
    if code != NONE and code not in looked.once.form.by_code:
        raise Refused(_("Chọn một chỉ tiêu trong danh sách, hoặc chọn “Không phải chỉ tiêu nào”."))
    indicator = "" if code == NONE else code
    is_money = bool(indicator) and looked.once.form.by_code[indicator].is_money
    scale = int(request.POST.get("don_vi_tien", "0") or 0) if is_money else int(bool(indicator) and _confirms(spot))
    if scale not in (0, *MONEY):
        raise Refused(_("Chọn đơn vị tiền trong danh sách."))
    fixes = chosen(looked, spot, indicator, scale, everywhere="moi_so_tien" in request.POST)
    return _kept(request, who, looked, fixes)


def _confirms(spot: Spot) -> bool:
    """Whether what is asked is the unit of measure alone, which choosing the indicator confirms."""
    return any(not d.extra and len(d.candidates) == 1 for d in spot.doubts)


def _set_column(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    part = looked.parts[numbered(looked, request.GET.get("bang", ""))]
    wanted = request.POST.get("chon", "")
    if wanted not in {str(c) for c, _text in columns_to_choose(part)}:
        raise Refused(_("Chọn một cột."))
    return _kept(
        request, who, looked, with_fix(looked.fixes, column_fix(Kind.COLUMN, part, int(wanted), year_of(looked.once)))
    )


def _set_sheet(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    wanted = request.POST.get("chon", "")
    if wanted not in {str(p.sheet) for p in looked.parts}:
        raise Refused(_("Chọn một trang."))
    return _kept(request, who, looked, with_fix(looked.fixes, sheet_fix(looked.parts, int(wanted))))


def _set_unit(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    unit = request.POST.get(OTHER, "") if request.POST.get("chon") == OTHER else request.POST.get("chon", "")
    acts.answer_unit(by=who.by, looked=looked, place=request.GET.get("noi", ""), unit=unit)
    _say(request, who, _("Đã ghi: báo cáo của %(unit)s.") % {"unit": in_sentence(who.map.name(unit))})
    return redirect(who.to())


def _confirm_period(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    acts.confirm_period(by=who.by, looked=looked)
    return redirect(who.to())


def _drop(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    number = request.GET.get("so", "")
    if not number.isdecimal() or int(number) >= len(looked.fixes):
        raise Refused(_("Chỗ này đã được bỏ rồi."))
    kept = without(looked.fixes, int(number))
    if kept or looked.layout is None:
        return _kept(request, who, looked, kept)
    acts.forget(by=who.by, layout=looked.layout)
    _say(request, who, _("Đã bỏ. Không còn chỗ nào được nhớ cho cách trình bày này."))
    return redirect(who.to())


def _adopt(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    wanted = request.POST.get("bo", "")
    acts.adopt(by=who.by, looked=looked, layout=layout(int(wanted) if wanted.isdecimal() else 0))
    return redirect(who.to())


def _say(request: HttpRequest, who: Mapper, text: str) -> None:
    """On the next page; not for a link's pages, which rest on no cookie."""
    if not who.token:
        say(request, text)


def _kept(request: HttpRequest, who: Mapper, looked: Looked, fixes: tuple[Fix, ...]) -> HttpResponseBase:
    acts.correct(by=who.by, looked=looked, fixes=fixes)
    _say(request, who, _("Đã ghi và nhớ cho %(unit)s.") % {"unit": in_sentence(who.map.name(looked.unit))})
    return redirect(who.to())


def _read_again(request: HttpRequest, who: Mapper, looked: Looked) -> HttpResponseBase:
    """Reads the file once more; what came of it is on a page of its own."""
    found, reason = settled_of(looked, who), request.POST.get("ly_do", "").strip()
    if found.blocks:
        raise Refused(_("Báo cáo đã được chấp nhận, hoặc đợt đã kết thúc, nên đọc lại không đổi được gì."))
    if len(found.returns) == len(looked.now.returns) > 0 and not reason:
        raise Refused(_("Ghi lý do sửa đổi: báo cáo này đã được chấp nhận."))
    run = acts.read_again(by=who.by, file=who.file, revision_reason=reason)
    return redirect(who.to("xong", file=run.files.get().pk))


PAGES: Final = {
    "o": spot_page, "cot": column_page, "trang": which_sheet_page, "don-vi": unit_page, "xong": done_page,
}  # fmt: skip
ACTS: Final[dict[str, Step]] = {
    "o": _set_spot, "cot": _set_column, "trang": _set_sheet, "don-vi": _set_unit, "ky": _confirm_period, "bo": _drop,
    "dung-lai": _adopt, "doc-lai": _read_again,
}  # fmt: skip
