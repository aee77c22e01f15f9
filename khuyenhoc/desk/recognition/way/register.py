"""Registering by code, looked after by who keeps the register: codes of the villages, who put themselves on the list."""

from __future__ import annotations

from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.catalogue.criteria.saying import area_words
from khuyenhoc.catalogue.criteria.spec import Area
from khuyenhoc.desk.addresses import is_for_this_house_only, public
from khuyenhoc.desk.exports import PAPERS, alone
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.place import keepers_place, place_of, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.recognition.way.gathering import WITHOUT, day_in, lines_of, posters_of, until, village_of
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.joining.acts import confirm, drop, invite, renew_link, withdraw
from khuyenhoc.recognition.joining.links import own_token
from khuyenhoc.recognition.joining.models import Invitation
from khuyenhoc.recognition.joining.queries import by_village, to_check
from khuyenhoc.recognition.meetings.queries import meetings_of
from khuyenhoc.recognition.models import Standing
from khuyenhoc.recognition.scoring.areas import area_of, said_of, set_area
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count


@desk_page
def way_view(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    return way_page(request, unit, model, year, problems=[])


def way_page(
    request: DeskRequest, unit: str, model: LearningModel, year: int, *, problems: list[Problem]
) -> HttpResponse:
    """The villages with their numbers, codes and meetings; who put themselves on the list stands above."""
    place, row = place_of(request, unit, model, year), Unit.objects.get(code=unit)
    counts, meetings = by_village(row.pk, model, year), meetings_of(row.pk, model, year)
    lines = lines_of(request, place, counts, meetings)
    return show_list(
        request, "way/way", place, lines=lines, problems=problems,
        to_check=to_check(row.pk, model, year), with_code=any(line.address for line in lines), until=until(place),
        listed=sum(line.count.listed for line in lines), house_only=is_for_this_house_only(request),
        chosen=request.POST.getlist("thon"), area=area_of(unit), area_said=said_of(unit), posted=request.POST,
        may_set_area=request.visitor.may(Right.SET_TARGETS, unit, place.map),
    )  # fmt: skip


@act_on(way_page, "way")
def invite_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Makes a code for each village that is ticked."""
    chosen = [village_of(unit, number) for number in typed_rows(request.POST.getlist("thon"))]
    made = invite(
        by=request.user, unit=Unit.objects.get(code=unit), villages=chosen, model=model, year=year,
        expires_on=day_in(request.POST, "han"),
    )  # fmt: skip
    text = _("Đã tạo %(n)s mã QR, dùng đến hết ngày %(day)s. Tải tờ dán rồi in cho từng thôn.")
    say(request, text % {"n": format_count(len(made)), "day": format_date(made[0].expires_on)})
    return redirect("desk:way", unit, model, year)


@act_on(way_page, "way")
def withdraw_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Ends the code of a village."""
    rows = _open(unit, model, year, typed_rows(request.POST.getlist("thon")))
    withdraw(by=request.user, unit=Unit.objects.get(code=unit), invitations=[i.pk for i in rows])
    say(request, _("Đã thu hồi mã QR. Tờ đã in không dùng được nữa; ai đã đăng ký thì vẫn là đã đăng ký."))
    return redirect("desk:way", unit, model, year)


@desk_page
def posters(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponse:
    """The posters of all open codes, or of one village (`thon`), as a file to be printed."""
    place = keepers_place(request, unit, model, year)
    wanted = request.GET.getlist("thon")
    found = _open(unit, model, year, typed_rows(wanted) if wanted else None)
    if not found:
        raise Http404(_("Chưa có mã QR nào. Tạo mã cho các thôn trước."))
    return alone(posters_of(request, place, found), f"to-dan-dang-ky-{unit}-{year}.pdf", PAPERS["pdf"])


def _open(unit: str, model: str, year: int, villages: list[int] | None) -> list[Invitation]:
    """The open codes of a list: of some villages, by the numbers that addresses call them by, or of all."""
    rows = Invitation.objects.filter(unit__code=unit, model=model, year=year, revoked_at=None).select_related("village")
    found = rows.order_by(F("village__position").asc(nulls_last=True), "village_id")
    return [i for i in found if villages is None or (i.village_id or WITHOUT) in villages]


@act_on(way_page, "way")
def check_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Who put themselves on the list belong there (`dung`: rows), or one does not (`bo`)."""
    row = Unit.objects.get(code=unit)
    for one in typed_rows(request.POST.getlist("bo")[:1]):
        name = Standing.objects.select_related("entry").get(pk=one, unit=row).entry.name
        drop(by=request.user, unit=row, standing=one)
        say(request, _("Đã bỏ “%s” khỏi danh sách. Liên kết riêng của mục ấy không mở được nữa.") % name)
        return redirect("desk:way", unit, model, year)
    rows = typed_rows(request.POST.getlist("dung"))
    done = confirm(by=request.user, unit=row, standings=rows)
    say(request, _("Đã xác nhận %s mục tự đăng ký.") % format_count(done))
    return redirect("desk:way", unit, model, year)


@act_on(way_page, "way")
def area_act(request: DeskRequest, unit: str, model: LearningModel, year: int) -> HttpResponseBase:
    """Notes in which area the unit lies, from a day on, by which document."""
    area: Area = "disadvantaged" if request.POST.get("vung") == "disadvantaged" else "ordinary"
    set_area(
        by=request.user, unit=Unit.objects.get(code=unit), area=area, since=day_in(request.POST, "tu_ngay"),
        source=request.POST.get("van_ban", ""),
    )  # fmt: skip
    say(request, _("Đã ghi: đơn vị ở %s. Điểm đạt tính theo vùng này.") % area_words(area))
    return redirect("desk:way", unit, model, year)


def _again(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    standing = Standing.objects.select_related("unit").get(pk=pk)
    return way_page(request, standing.unit.code, LearningModel(standing.model), standing.year, problems=problems)


@desk_page
def one_link(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The link itself is shown once, when it is made."""
    standing = Standing.objects.select_related("unit").get(pk=pk)
    return redirect("desk:way", standing.unit.code, LearningModel(standing.model), standing.year)


@act_on(_again, "own_link")
def link_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A new own link for an entry, shown to be handed over: copied into a message, or scanned off the screen."""
    link = renew_link(by=request.user, standing=pk)
    standing = Standing.objects.select_related("unit", "entry__village").get(pk=pk)
    place = place_of(request, standing.unit.code, LearningModel(standing.model), standing.year, standing.entry.scope)
    address = public(request, reverse("desk:own", args=[own_token(link)]))
    return show_list(
        request, "way/link", place, standing=standing, address=address,
        code=qr_svg(address), house_only=is_for_this_house_only(request),
    )  # fmt: skip
