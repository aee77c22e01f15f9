"""Chasing many: who has not sent, late or with faults; links, mails and letters for those that are chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.links import create_links, revoke_links
from khuyenhoc.audit import clock
from khuyenhoc.desk import board_page
from khuyenhoc.desk.addresses import is_for_this_house_only
from khuyenhoc.desk.chasing import DAYS, LONGEST, Chase, Line, chase_of, narrowed, told, usual_end
from khuyenhoc.desk.frame import show
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.reminder_letters import letters_of
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.chasing.acts import remind
from khuyenhoc.returns.chasing.enums import Cause, Way
from khuyenhoc.returns.chasing.mail import fault, is_ready
from khuyenhoc.returns.chasing.queries import addresses, mail_counts, queued
from khuyenhoc.returns.chasing.tasks import deliver_job
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.opening.extending import extend
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date, parse_date
from khuyenhoc.vietnamese.numbers import format_count

ALL: Final = "tat-ca"
Doing = Callable[[DeskRequest, Chase, Sequence[Line]], str | HttpResponseBase]
"""What is done with the units that were chosen: the sentence that says so, or an answer of its own."""


@desk_page
def chase_view(request: DeskRequest, code: str) -> HttpResponse:
    return chase_page(request, code, problems=[])


def chase_page(request: DeskRequest, code: str, *, problems: list[Problem]) -> HttpResponse:
    """Asked for by htmx while mails go out, it answers with how far they are."""
    chase = chase_of(request, code)
    context: dict[str, Any] = {
        "collection": chase.collection,
        "mails": mail_counts(chase.collection),
        "query": _query(request),
    }
    if request.htmx and not problems:
        return render(request, "desk/parts/chase_mails.html", context)
    lines = narrowed(chase.lines, request.GET)
    above = board_page.above(line.chased.row for line in chase.lines)
    marks = [(mark, board_page.MARK_WORDS[mark]) for mark in ("late", "extended")]
    return show(
        request, "chase", chase.at, tab="collections", problems=problems, lines=lines, all=chase.lines, above=above,
        late=sum(line.chased.is_late for line in chase.lines), causes=Cause.choices, marks=marks, days=_days(),
        reminded=sum(line.reminded is not None for line in chase.lines), asked=request.GET, until=usual_end(chase, lines),
        today=clock.today(), mail_ready=is_ready(), mail_fault=fault(), ways=_ways(),
        marked=set(request.POST.getlist("don_vi")), house_only=is_for_this_house_only(request),
        has_links=any(line.link for line in lines),
        may_extend=may_extend(request, chase), posted=request.POST, **context,
    )  # fmt: skip


def may_extend(request: DeskRequest, chase: Chase) -> bool:
    """Whether the reader may give single units of the collection more time."""
    return request.visitor.may(Right.OPEN_COLLECTION, chase.collection.unit.code, chase.map)


def _days() -> list[tuple[str, str]]:
    return [(n, _("chưa nhắc trong %(n)s ngày qua") % {"n": n}) for n in DAYS]


def _ways() -> list[tuple[str, str]]:
    """The ways that are noted after the deed; mail notes itself."""
    return [(way.value, str(way.label)) for way in Way if way is not Way.MAIL]


def _query(request: DeskRequest) -> str:
    return request.GET.urlencode()


@act_on(chase_page, "chase")
def chase_act(request: DeskRequest, code: str) -> HttpResponseBase:
    """Does with the chosen units what the button says, or with all that the table shows."""
    chase = chase_of(request, code)
    doing = DOINGS.get(request.POST.get("viec", ""))
    if doing is None:
        raise Refused(_("Chưa chọn việc. Bấm một nút ở dưới bảng."))
    done = doing(request, chase, _chosen(request, chase))
    if not isinstance(done, str):
        return done
    say(request, done)
    return redirect(f"{reverse('desk:chase', args=[code])}?{_query(request)}")


def _chosen(request: DeskRequest, chase: Chase) -> list[Line]:
    shown, marked = narrowed(chase.lines, request.GET), set(request.POST.getlist("don_vi"))
    return shown if request.POST.get("pham_vi") == ALL else [line for line in shown if line.unit in marked]


def _some(lines: Sequence[Line]) -> None:
    if not lines:
        raise Refused(_("Chưa chọn đơn vị nào. Đánh dấu đơn vị trong bảng, hoặc chọn “mọi đơn vị trong bảng”."))


def make_links(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    """A new link for each; what they had is revoked."""
    _some(lines)
    until = until_of(request)
    units = list(Unit.objects.filter(code__in=[line.unit for line in lines]).order_by("code"))
    create_links(by=request.user, units=units, purpose=chase.collection.code, expires_on=until, map_=chase.map)
    text = _("Đã tạo liên kết cho %(n)s đơn vị, dùng được đến hết ngày %(day)s.")
    return text % {"n": format_count(len(units)), "day": format_date(until)}


def until_of(request: DeskRequest) -> dt.date:
    """The last day that was asked for. Refused where it is no day, past, or too far away."""
    today, until = clock.today(), parse_date(request.POST.get("han", ""))
    if until is None or not today <= until <= today + LONGEST:
        message = _("Chọn ngày hết hạn của liên kết từ %(first)s đến %(last)s.")
        raise Refused(message % {"first": format_date(today), "last": format_date(today + LONGEST)})
    return until


def give_more_time(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    """Another due date for each, with the reason."""
    _some(lines)
    due_on = parse_date(request.POST.get("han_moi", ""))
    if due_on is None:
        raise Refused(_("Hạn mới: ghi một ngày có thật, ví dụ 05/01/2024."))
    units, reason = [line.unit for line in lines], request.POST.get("vi_sao", "")
    number = extend(by=request.user, collection=chase.collection, units=units, due_on=due_on, reason=reason)
    text = _("Đã gia hạn cho %(n)s đơn vị đến hết ngày %(day)s.")
    return text % {"n": format_count(number), "day": format_date(due_on)}


def drop_links(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    links = [line.link for line in lines if line.link]
    if not links:
        raise Refused(_("Các đơn vị đã chọn không có liên kết nào đang dùng được."))
    revoke_links(by=request.user, links=links, map_=chase.map)
    return _("Đã thu hồi %(n)s liên kết.") % {"n": format_count(len(links))}


def send_mails(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    """To those whose address is known; the rest is said."""
    _some(lines)
    known = addresses([line.unit for line in lines])
    reached = [line for line in lines if line.unit in known]
    if not reached:
        raise Refused(_("Chưa biết địa chỉ thư của đơn vị nào đã chọn. Quản trị ghi địa chỉ ở tài khoản của thư ký."))
    made = remind(by=request.user, collection=chase.collection, way=Way.MAIL, told=told(request, chase, reached, known))
    deliver_job.enqueue(reminders=[r.pk for r in made])
    text = _("Đang gửi %(n)s thư.") % {"n": format_count(len(made))}
    without = len(lines) - len(reached)
    rest = _("%(n)s đơn vị chưa có địa chỉ thư.") % {"n": format_count(without)}
    return f"{text} {rest}" if without else text


def send_on(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    """Hands the mails that wait to a worker once more: the one that had them may be gone."""
    waiting = queued(chase.collection)
    deliver_job.enqueue(reminders=waiting)
    return _("Đang gửi tiếp %(n)s thư.") % {"n": format_count(len(waiting))}


def note_reminders(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> str:
    """Notes what was done outside: told by chat, on the telephone, by letter."""
    _some(lines)
    way = request.POST.get("cach", "")
    if way not in dict(_ways()):
        raise Refused(_("Chọn cách đã nhắc: Zalo, công văn hoặc điện thoại."))
    remind(by=request.user, collection=chase.collection, way=Way(way), told=told(request, chase, lines, {}))
    values = {"n": format_count(len(lines)), "way": Way(way).label}
    return _("Đã ghi là đã nhắc %(n)s đơn vị (%(way)s).") % values


def have_letters(request: DeskRequest, chase: Chase, lines: Sequence[Line]) -> HttpResponseBase:
    """The letters to those that were chosen as one file. Notes nothing: they have not been sent yet."""
    _some(lines)
    return letters_of(request, chase, lines)


DOINGS: Final[dict[str, Doing]] = {
    "tao-lien-ket": make_links,
    "thu-hoi": drop_links,
    "gia-han": give_more_time,
    "gui-thu": send_mails,
    "gui-tiep": send_on,
    "ghi": note_reminders,
    "cong-van": have_letters,
}
