"""The pages on which a file's own sheet is shown and asked about: the sheet, and one question a page."""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.rules import allows
from khuyenhoc.audit.storage import path_of
from khuyenhoc.desk.mapper import Mapper
from khuyenhoc.desk.mapping_page import named, questions, settled_of, told, units_to_choose
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.mapping.choosing import Spot, columns_to_choose, spot_at
from khuyenhoc.returns.mapping.drawing import all_contents, draw, shown_sheet
from khuyenhoc.returns.mapping.fixes import Kind
from khuyenhoc.returns.mapping.known_names import nameable
from khuyenhoc.returns.mapping.layout import column_fix
from khuyenhoc.returns.mapping.looking import Looked, changes
from khuyenhoc.returns.mapping.looks import looks_of
from khuyenhoc.returns.mapping.memory import difference, year_of
from khuyenhoc.returns.mapping.queries import like
from khuyenhoc.returns.mapping.rewriting import MONEY, facet_of
from khuyenhoc.returns.models import Return
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence

NONE: Final = "khong"
OTHER: Final = "khac"
MOST_CHANGES: Final = 60


def sheet_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """The sender's own sheet, what was understood drawn on it."""
    number = shown_sheet(looked, request.GET.get("trang", ""))
    data = path_of(who.file.sha256).read_bytes()
    asked = questions(looked, who)
    offered = like(looked.unit, looked.once.form.code, looked.fingerprint) if looked.unit and not looked.fixes else []
    return who.show(
        "sheet", looked=looked, problems=problems, questions=asked, told=told(looked, who),
        drawing=draw(looked, number, looks_of(data, looked.once.workbook.kind)), form=looked.once.form,
        sheets=list(enumerate(looked.once.workbook.sheets)), offered=offered, is_ready=looked.now.outcome == "read",
        unit=in_sentence(who.map.name(looked.unit)) if looked.unit else "",
        is_rejected=looked.now.outcome == "rejected" and not asked,
        outgrown=_outgrown(looked), settled=settled_of(looked, who), named=named(looked, who),
        reason=request.POST.get("ly_do", ""),
    )  # fmt: skip


def _outgrown(looked: Looked) -> str:
    """What is not as it was in the unit's layout that is remembered, where this file asks; else ""."""
    if not looked.outgrown or looked.fixes or looked.plain.outcome != "needs_mapping":
        return ""
    return difference(looked.outgrown[0].labels, looked.labels)


def spot_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """One place: which indicator it is, in which unit of money."""
    try:
        spot = spot_of(request.GET, looked)
    except Refused as refused:
        return sheet_page(request, who, looked, [Problem(str(refused))])
    if spot.kind is Kind.COLUMN:
        return redirect(who.to("cot", bang=spot.part.number))
    form = looked.once.form
    known = [*dict.fromkeys([*(c for d in spot.doubts for c in d.candidates if c), *spot.codes[:1]])]
    if spot.fix and spot.fix.indicator:
        known = [spot.fix.indicator, *(c for c in known if c != spot.fix.indicator)]
    current = spot.fix.indicator or NONE if spot.fix else spot.codes[0] if len(spot.codes) == 1 else ""
    fits = [i for i in form.indicators if spot.kind is not Kind.CELL or facet_of(form, i.code)[0]]
    sections = [(s, [i for i in fits if i.section == s.code]) for s in form.sections]
    return who.show(
        "spot", looked=looked, spot=spot, problems=problems, known=[form.by_code[c] for c in known if c in form.by_code],
        current=request.POST.get("chi_tieu", current), other=request.POST.get(OTHER, ""), contents=all_contents(spot.contents),
        sections=[(s, i) for s, i in sections if i], money=[(n, w) for n, w in MONEY.items()],
        scale=spot.fix.scale if spot.fix else 0, here=request.get_full_path(), asks_money=spot.kind is not Kind.CELL,
        unit=in_sentence(who.map.name(looked.unit)) if looked.unit else "",
    )  # fmt: skip


def column_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """Which column of a table holds this period's figures."""
    part = numbered(looked, request.GET.get("bang", ""))
    now = next((f for f in looked.fixes if f.kind is Kind.COLUMN and f.table == part), None)
    options = [(str(c), text) for c, text in columns_to_choose(looked.parts[part])]
    fix = {
        str(c): column_fix(Kind.COLUMN, looked.parts[part], c, year_of(looked.once))
        for c, _text in columns_to_choose(looked.parts[part])
    }
    current = next((c for c, f in fix.items() if now and f.place == now.place), "")
    title = _("Cột nào là số liệu %(period)s?") % {"period": period_words(looked.once.period)}
    text = _("Trang “%(sheet)s” có các cột sau. Các cột khác sẽ không được đọc.") % {"sheet": looked.parts[part].name}
    return _choose(request, who, problems, title, text, options, current)


def which_sheet_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """Which sheet holds the return."""
    numbers = dict.fromkeys(p.sheet for p in looked.parts)
    sheets = looked.once.workbook.sheets
    options = [(str(n), f"{sheets[n].name} ({_('trang ẩn')})" if sheets[n].hidden else sheets[n].name) for n in numbers]
    current = next((str(f.table) for f in looked.fixes if f.kind is Kind.SHEET), "")
    title = _("Trang nào là báo cáo %(period)s?") % {"period": period_words(looked.once.period)}
    return _choose(request, who, problems, title, _("Các trang khác sẽ không được đọc."), options, current)


def unit_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """Whose a return in the file is."""
    place = request.GET.get("noi", "")
    near, others = units_to_choose(looked, who, place)
    reading = next((r for r in looked.now.returns if r.place == place), None)
    text = reading.reason.rpartition("\n")[2] if reading and reading.reason else ""
    current = looked.answers.units.get(place, "")
    above, name = nameable(looked, place)
    if above and allows(who.held, Right.SEND_RETURN, who.map.lineage(above)):
        values = {"name": name, "above": in_sentence(who.map.name(above))}
        note = (
            _("Trong bảng của %(above)s, tên “%(name)s” được nhớ là đơn vị quý vị chọn; lần sau không hỏi lại.")
            % values
        )
    else:
        note = ""
    return _choose(request, who, problems, _("Báo cáo này của đơn vị nào?"), text, near, current, others, note)


def _choose(
    request: HttpRequest,
    who: Mapper,
    problems: list[Problem],
    title: str,
    text: str,
    options: list[tuple[str, str]],
    current: str,
    others: list[tuple[str, str]] | None = None,
    note: str = "",
) -> HttpResponse:
    return who.show(
        "choose", problems=problems, title=title, text=text, options=options, others=others or [], note=note,
        current=request.POST.get("chon", current), here=request.get_full_path(),
    )  # fmt: skip


def done_page(request: HttpRequest, who: Mapper, looked: Looked, problems: list[Problem]) -> HttpResponse:
    """What is read otherwise now, and the way on to the return."""
    made = list(Return.objects.filter(file=who.file, withdrawn_at=None).select_related("unit").order_by("unit__code"))
    form = looked.once.form
    changed = [(form.by_code[c.indicator], c) for c in changes(looked.once.reading, looked.now)]
    onwards = ""
    if who.token and made:
        onwards = reverse("desk:link_result", args=[who.token])
    elif len(made) == 1:
        onwards = reverse("desk:return", args=[made[0].pk])
    elif made:
        onwards = reverse("desk:board", args=[who.file.collection.code])
    return who.show(
        "done", problems=problems, looked=looked, made=made, changed=changed[:MOST_CHANGES],
        rest=max(0, len(changed) - MOST_CHANGES), onwards=onwards,
        names=[in_sentence(name) for name in who.map.names(r.unit.code for r in made).values()],
    )  # fmt: skip


def spot_of(query: QueryDict, looked: Looked) -> Spot:
    number, row, column = (query.get(name, "") for name in ("trang", "dong", "cot"))
    if not number.isdecimal() or int(number) >= len(looked.once.workbook.sheets):
        raise Refused(_("Chọn một ô trên trang."))
    return spot_at(
        looked, int(number), int(row) if row.isdecimal() else None, int(column) if column.isdecimal() else None
    )


def numbered(looked: Looked, number: str) -> int:
    if not number.isdecimal() or int(number) >= len(looked.parts):
        raise Http404(_("Không có bảng này trong tệp."))
    return int(number)
