"""Chasing one unit: the text to be pasted, its link, a mail, a letter, and what it was told before."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import calendar_address, is_for_this_house_only, link_address
from khuyenhoc.desk.chasing import LONGEST, Chase, Line, chase_of, message_of, told, usual_end
from khuyenhoc.desk.former import ended_today
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.reminder_letters import letters_of
from khuyenhoc.desk.views.chase import drop_links, give_more_time, make_links, may_extend
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.returns.chasing.acts import remind, withdraw_reminders
from khuyenhoc.returns.chasing.enums import Way
from khuyenhoc.returns.chasing.mail import fault, is_ready
from khuyenhoc.returns.chasing.models import Reminder
from khuyenhoc.returns.chasing.queries import addresses, reminders_of
from khuyenhoc.returns.chasing.tasks import deliver_job
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.opening.extending import withdraw_extension
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.vietnamese.dates import format_date


@desk_page
def unit_view(request: DeskRequest, code: str, unit: str) -> HttpResponse:
    return unit_page(request, code, unit, problems=[])


def unit_page(request: DeskRequest, code: str, unit: str, *, problems: list[Problem]) -> HttpResponse:
    """What a unit is told, and what it was told before; nothing to tell where nothing is missing from it."""
    chase = chase_of(request, code)
    request.visitor.check(Right.CHASE, unit, chase.map)
    if unit not in chase.map.units:
        raise Http404(_("Không có đơn vị này trên bản đồ của đợt báo cáo."))
    line = chase.line(unit)
    address = link_address(request, line.link) if line and line.link else ""
    known = request.POST.get("dia_chi") or addresses([unit]).get(unit, "")
    return show(
        request, "chase_unit", where(chase.map, unit, chase.collection), tab="collections", problems=problems, line=line,
        collection=chase.collection, unit=unit, message=message_of(request, chase, line) if line else None, known=known,
        link_address=address, code=qr_svg(address) if address else "", log=reminders_of(chase.collection, unit),
        following=chase.after(unit), mail_ready=is_ready(), mail_fault=fault(),
        until=usual_end(chase, [line] if line else []), today=clock.today(), latest=clock.today() + LONGEST,
        calendar=calendar_address(request, unit), house_only=is_for_this_house_only(request),
        may_extend=may_extend(request, chase), posted=request.POST, ended=ended_today(request.visitor, unit),
    )  # fmt: skip


def _asked(request: DeskRequest, code: str, unit: str) -> tuple[Chase, Line]:
    chase = chase_of(request, code)
    request.visitor.check(Right.CHASE, unit, chase.map)
    line = chase.line(unit)
    if line is None:
        raise Refused(_("Đơn vị này không còn việc gì phải nhắc. Mở lại trang để xem trạng thái mới."))
    return chase, line


@act_on(unit_page, "chase_unit")
def letter(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """The unit's letter as a file."""
    chase, line = _asked(request, code, unit)
    return letters_of(request, chase, [line])


@act_on(unit_page, "chase_unit")
def make_link(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    chase, line = _asked(request, code, unit)
    say(request, make_links(request, chase, [line]))
    return redirect("desk:chase_unit", code, unit)


@act_on(unit_page, "chase_unit")
def drop_link(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    chase, line = _asked(request, code, unit)
    say(request, drop_links(request, chase, [line]))
    return redirect("desk:chase_unit", code, unit)


@act_on(unit_page, "chase_unit")
def extend_unit(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """More time for this unit alone."""
    chase, line = _asked(request, code, unit)
    say(request, give_more_time(request, chase, [line]), undo=reverse("desk:drop_extension", args=[code, unit]))
    return redirect("desk:chase_unit", code, unit)


@act_on(unit_page, "chase_unit")
def drop_extension(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """The collection's due date holds for this unit again."""
    chase, _line = _asked(request, code, unit)
    withdraw_extension(by=request.user, collection=chase.collection, units=[unit])
    text = _("Đã bỏ gia hạn. Hạn nộp của %(unit)s lại là %(day)s.")
    say(request, text % {"unit": chase.map.name(unit), "day": format_date(chase.collection.due_on)})
    return redirect("desk:chase_unit", code, unit)


@act_on(unit_page, "chase_unit")
def note(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """Notes that the unit was told, and goes on to the next one."""
    chase, line = _asked(request, code, unit)
    way = Way(request.POST["cach"]) if request.POST.get("cach") in (Way.ZALO, Way.PHONE, Way.LETTER) else None
    if way is None:
        raise Refused(_("Chọn cách đã nhắc: Zalo, công văn hoặc điện thoại."))
    (made,) = remind(by=request.user, collection=chase.collection, way=way, told=told(request, chase, [line], {}))
    text = _("Đã ghi là đã nhắc %(unit)s (%(way)s).") % {"unit": chase.map.name(unit), "way": way.label}
    say(request, text, undo=reverse("desk:chase_undo", args=[code, made.pk]))
    following = chase.after(unit)
    return redirect("desk:chase_unit", code, following.unit if following else unit)


@act_on(unit_page, "chase_unit")
def mail(request: DeskRequest, code: str, unit: str) -> HttpResponseBase:
    """Sends the text to the address that stands in the field."""
    chase, line = _asked(request, code, unit)
    address = request.POST.get("dia_chi", "").strip()
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused(
            _("“%(text)s” không phải là địa chỉ thư. Ví dụ: hoi-khuyen-hoc@example.vn.") % {"text": address}
        ) from error
    sent = remind(
        by=request.user, collection=chase.collection, way=Way.MAIL, told=told(request, chase, [line], {unit: address})
    )
    deliver_job.enqueue(reminders=[sent[0].pk])
    say(request, _("Đang gửi thư đến %(address)s. Kết quả hiện ở phần “Đã nhắc”.") % {"address": address})
    return redirect("desk:chase_unit", code, unit)


@desk_page
def one_reminder(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    """A reminder has no page of its own: to the unit that was told."""
    return redirect("desk:chase_unit", code, Reminder.objects.select_related("unit").get(pk=pk).unit.code)


def _again(request: DeskRequest, code: str, pk: int, *, problems: list[Problem]) -> HttpResponse:
    return unit_page(request, code, Reminder.objects.select_related("unit").get(pk=pk).unit.code, problems=problems)


@act_on(_again, "chase_reminder")
def undo(request: DeskRequest, code: str, pk: int) -> HttpResponseBase:
    """Takes back what was noted by mistake."""
    reminder = Reminder.objects.select_related("unit", "collection").get(pk=pk, collection__code=code)
    withdraw_reminders(by=request.user, reminders=[reminder])
    say(request, _("Đã bỏ lần nhắc vừa ghi."))
    return redirect("desk:chase_unit", code, reminder.unit.code)
