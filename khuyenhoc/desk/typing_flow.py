"""Typing a return, page by page: what each does, whoever types. An account's and a link's views come here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.desk.kept import rival_of
from khuyenhoc.desk.typing_page import BLANK, Sent, fields_of, neighbours, progress_of
from khuyenhoc.desk.typist import Typist
from khuyenhoc.desk.views.returns import REASON, led, typed
from khuyenhoc.returns.acts import answer
from khuyenhoc.returns.detail import Detail, return_detail
from khuyenhoc.returns.earlier.beside import figures_before
from khuyenhoc.returns.errors import NotReady
from khuyenhoc.returns.feeding.acts import take_from_register
from khuyenhoc.returns.feeding.queries import registers_beside
from khuyenhoc.returns.models import Finding, Return
from khuyenhoc.returns.opening.queries import owed_by
from khuyenhoc.returns.reasons import given, reasons_before
from khuyenhoc.returns.typing.acts import Kept, Typed, keep, look_again, send
from khuyenhoc.returns.typing.queries import Beginning, beginning, cell_values
from khuyenhoc.returns.typing.reading import NONE, reckoned
from khuyenhoc.returns.typing.rules import MAY_BEGIN
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.numbers import format_count, without_look_alikes

SEEN: Final = "da-"
"""How the hidden field is called that holds which content the page showed, before the indicator's code."""
CONFLICT: Final = 409


def found_for(who: Typist) -> Beginning:
    return beginning(who.by, who.collection, who.unit, who.map)


def overview(who: Typist, problems: list[Problem]) -> HttpResponse:
    """Where to go on, and how far each section is; before it is begun, what beginning means."""
    found, owed = found_for(who), owed_by(who.collection, who.unit.code)
    status = CONFLICT if problems else 200
    if found.typed is None:
        may_begin = found.start in MAY_BEGIN
        return who.show("begin", found=found, owed=owed, may_begin=may_begin, problems=problems, status=status)
    detail = return_detail(found.typed.pk)
    sections = progress_of(detail)
    following = next((s for s in sections if not s.is_done), None)
    return who.show(
        "overview", detail=detail, owed=owed, rival=rival_of(detail), sections=sections, following=following,
        done=sum(s.is_done for s in sections), problems=problems, status=status,
    )  # fmt: skip


def on_draft(who: Typist, page: Callable[[Return], HttpResponseBase]) -> HttpResponseBase:
    """A page of the return that is being typed; without one, back to where it begins."""
    draft = found_for(who).typed
    return page(draft) if draft else redirect(who.ways.to())


def section_page(
    request: HttpRequest, who: Typist, return_: Return, section: str, sent: Sent, problems: list[Problem]
) -> HttpResponse:
    context = _section(request, return_, section, sent)
    status = CONFLICT if sent.overtaken else 422 if problems else 200
    return who.show("section", problems=problems, has_said=bool(problems), status=status, **context)


def _section(request: HttpRequest, return_: Return, section: str, sent: Sent) -> dict[str, object]:
    detail = return_detail(return_.pk)
    number, before, after = neighbours(detail, section)
    last = figures_before(return_)
    with_blanks = "thieu" in request.GET or "thieu" in request.POST
    cells = cell_values(return_)
    registers = registers_beside(return_, detail.form, cells) if _is_fed(detail, section) else []
    fields = fields_of(detail, section, cells, last, sent, registers, with_blanks=with_blanks)
    specs = {s.code: s for s, _lines in detail.sections}
    return {
        "detail": detail, "section": specs[section], "number": number, "before": before, "after": after, "last": last,
        "fields": fields, "with_blanks": with_blanks, "ends": return_.collection.period_ends,
    }  # fmt: skip


def _is_fed(detail: Detail, section: str) -> bool:
    """Whether a section has figures that registers count."""
    return any(detail.form.by_code[code].section == section for code in detail.form.from_registers)


def save_section(request: HttpRequest, who: Typist, return_: Return, section: str) -> HttpResponseBase:
    """Keeps all fields; then the button decides: "không có", the sum or the number meant into one field, stay, or go on."""
    none, total, meant = (request.POST.get(name, "") for name in ("khong_co", "lay_tong", "ghi_la"))
    fields = _typed(request)
    if none in fields:
        fields[none] = Typed(NONE, fields[none].seen)
    if meant in fields:
        fields[meant] = Typed(without_look_alikes(fields[meant].text) or fields[meant].text, fields[meant].seen)
    leaves = "tiep" in request.POST
    kept = keep(by=who.by, return_=return_, section=section, typed=fields, leaves=leaves)
    if total:
        _take_sum(who, return_, section, total)
    if register := request.POST.get("lay_so", ""):
        _take_register(who, return_, register)
    address = who.ways.to("section", section)
    if kept.overtaken:
        sent = Sent({code: field.text for code, field in fields.items()}, kept.overtaken)
        return section_page(request, who, return_, section, sent, _overtaken(kept))
    pressed = none or total or register or meant
    if pressed or not leaves:
        return redirect(f"{address}#o-{pressed}" if pressed else address)
    return _go_on(request, who, return_, section)


def _typed(request: HttpRequest) -> dict[str, Typed]:
    """The fields of the page: whatever is sent with the content that it showed. A choice without an answer is not sent."""
    seen = typed(request.POST, SEEN)
    return {code: Typed(request.POST[code], version or None) for code, version in seen.items() if code in request.POST}


def _take_sum(who: Typist, return_: Return, section: str, code: str) -> None:
    found = reckoned(return_detail(return_.pk).form, cell_values(return_)).get(code)
    if found and found.value is not None and not found.waits:
        keep(by=who.by, return_=return_, section=section, typed={code: Typed(format_count(found.value))})


def _take_register(who: Typist, return_: Return, code: str) -> None:
    found = return_detail(return_.pk).form.from_registers.get(code)
    if found:
        take_from_register(
            by=who.by, return_=return_, models=[found[0]], reason=_("Lấy số của sổ khi nhập trên trang.")
        )


def _overtaken(kept: Kept) -> list[Problem]:
    text = _("Số ở ô này vừa được ghi khác ở một máy khác. Xem lại rồi lưu lần nữa.")
    return [Problem(text, f"#i-{code}") for code in kept.overtaken]


def _go_on(request: HttpRequest, who: Typist, return_: Return, section: str) -> HttpResponseBase:
    """On to the next section; errors of this one are said first, once, with the button that goes on all the same."""
    detail = return_detail(return_.pk)
    errors = [f for f in _errors(detail, section) if f.code != BLANK]
    if errors and "da_bao" not in request.POST:
        problems = [Problem(f.message, f"#i-{f.indicator.code}" if f.indicator else "") for f in errors]
        return section_page(request, who, return_, section, Sent(), problems)
    after = neighbours(detail, section)[2]
    return redirect(who.ways.to("section", after.code) if after else who.ways.to("check"))


def _errors(detail: Detail, section: str) -> list[Finding]:
    lines = next(lines for found, lines in detail.sections if found.code == section)
    return [f for line in lines for f in line.findings if f.level == "E"]


def save_cell(request: HttpRequest, who: Typist, return_: Return, section: str, code: str) -> HttpResponse:
    """Keeps one field and answers with it, and with whatever else of the section that changed by it."""
    text = NONE if "khong_co" in request.POST else request.POST.get(code, "")
    field = Typed(text, request.POST.get(f"{SEEN}{code}") or None)
    kept = keep(by=who.by, return_=return_, section=section, typed={code: field})
    context = _section(request, return_, section, Sent({code: text}, kept.overtaken))
    now = timezone.localtime().strftime("%H:%M:%S")
    return who.show("cell", code=code, saved_at="" if kept.overtaken else now, **context)


def check_page(request: HttpRequest, who: Typist, return_: Return, problems: list[Problem]) -> HttpResponse:
    """All figures to be looked over, what has to be mended or wants a reason, and the button that sends."""
    detail = return_detail(return_.pk)
    texts = typed(request.POST, REASON)
    blanks = [f for f in detail.findings if f.code == BLANK]
    errors = [f for f in detail.findings if f.level == "E" and f.code != BLANK]
    warnings = [f for f in detail.findings if f.level == "W"]
    first = next((f for f in (*errors, *blanks) if f.indicator), None)
    return who.show(
        "check", detail=detail, blanks=blanks, errors=errors, warnings=warnings, first=first,
        before=reasons_before(detail.return_), cells=cell_values(return_), last=figures_before(return_), typed=texts,
        problems=led(problems, detail, texts), status=CONFLICT if problems else 200,
    )  # fmt: skip


def send_or_note(
    request: HttpRequest, who: Typist, return_: Return, submit: Callable[[Return], Return]
) -> HttpResponseBase | None:
    """Writes the reasons that are new; sends too where that was the button, all or nothing: then None. Refused, NotReady."""
    detail = return_detail(return_.pk)
    texts = typed(request.POST, REASON)
    as_before = request.POST.getlist("nhu_cu")
    new = given([f for f in detail.findings if f.level == "W"], texts, as_before, reasons_before(detail.return_))
    try:
        with transaction.atomic():
            for finding, reason in new:
                finding.return_of = detail.return_
                answer(by=who.by, finding=finding, reason=reason)
            if "gui" not in request.POST:
                return redirect(f"{who.ways.to('check')}#canh-bao")
            send(by=who.by, return_=return_, submit=submit)
    except NotReady:  # what was found in sending is undone with it, and has to be shown
        look_again(by=who.by, return_=return_)
        raise
    return None
