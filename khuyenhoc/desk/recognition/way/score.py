"""Scoring oneself on a phone: the group first, then one indicator a page with its photos, then all of it, then sent.

Each page keeps what stands on it, so that one can stop anywhere and go on with another phone.
"""

from __future__ import annotations

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuyenhoc.access.throttle import PHOTOS, is_once_too_often
from khuyenhoc.audit.storage import NotKept
from khuyenhoc.catalogue.criteria.spec import ScoredIndicatorSpec
from khuyenhoc.desk.by_link import too_many
from khuyenhoc.desk.recognition.typed import typed_number, typed_rows
from khuyenhoc.desk.recognition.way.doors import OwnRequest, by_own_link, show_way
from khuyenhoc.desk.recognition.way.own import own_page
from khuyenhoc.desk.recognition.way.proofs import served
from khuyenhoc.desk.whole_files import whole_files
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.scoring.acts import choose_group, keep_points, send
from khuyenhoc.recognition.scoring.evidence import LARGEST_PHOTO, add_evidence, drop_evidence, too_heavy
from khuyenhoc.recognition.scoring.models import Evidence
from khuyenhoc.recognition.scoring.sheets import Sheet, sheet_of
from khuyenhoc.returns.errors import Refused
from khuyenhoc.theme.problems import Problem

ROOM: Final = 64 * 1024
"""What a sending holds besides its photos."""
BUTTONS: Final = 12
"""Up to so many points each has a button of its own; beyond, a number is typed."""


@by_own_link
def group(request: OwnRequest) -> HttpResponse:
    """Which occupational group's wording is asked."""
    return _group_page(request, [])


def _group_page(request: OwnRequest, problems: list[Problem]) -> HttpResponse:
    sheet = sheet_of(request.standing)
    if not sheet.is_open or not sheet.criteria or not sheet.criteria.groups:
        return own_page(request)
    return show_way(request, "group", sheet=sheet, problems=problems, status=409 if problems else 200)


@csrf_exempt
@by_own_link
def choose(request: OwnRequest) -> HttpResponseBase:
    """Keeps the group and goes on to the first indicator without an answer."""
    if request.method != "POST":
        return redirect("desk:own_group", request.token)
    try:
        choose_group(standing=request.standing.pk, group=request.POST.get("nhom", ""))
    except RecognitionRefused as refused:
        return _group_page(request, [Problem(str(refused), "#nhom-1")])
    return redirect("desk:own_next", request.token)


@by_own_link
def go_on(request: OwnRequest) -> HttpResponseBase:
    """To where there is something to do: the group, the first indicator without an answer, or all of it."""
    sheet = sheet_of(request.standing)
    if not sheet.is_open:
        return redirect("desk:own", request.token)
    if sheet.asks_group:
        return redirect("desk:own_group", request.token)
    if sheet.missing:
        return redirect("desk:own_point", request.token, sheet.missing[0].code)
    return redirect("desk:own_review", request.token)


@by_own_link
def point(request: OwnRequest, indicator: str) -> HttpResponseBase:
    """One indicator: its words, what is asked as proof, its points."""
    return _point_page(request, indicator, [])


def _point_page(request: OwnRequest, indicator: str, problems: list[Problem], typed: str = "") -> HttpResponse:
    sheet = sheet_of(request.standing)
    found = _indicator(sheet, indicator)
    if not sheet.is_open or not sheet.criteria:
        return own_page(request)
    codes, most = [i.code for i in sheet.indicators], sheet.criteria.most(found)
    place, said = codes.index(found.code), sheet.points.get(found.code)
    return show_way(
        request, "point", sheet=sheet, indicator=found, number=place + 1, most=most, problems=problems,
        wording=found.wording(sheet.group.code if sheet.group else ""), proofs=sheet.proofs(found.code),
        points=range(most + 1) if most is not None and most <= BUTTONS else None,
        said=typed or ("" if said is None else str(said)), before=codes[place - 1] if place else "",
        after=codes[place + 1] if place + 1 < len(codes) else "", largest=LARGEST_PHOTO // 1024 // 1024,
        largest_bytes=str(LARGEST_PHOTO), too_heavy=too_heavy(),
        criterion=next((c for c in sheet.criteria.criteria if c.code == found.criterion), None),
        status=409 if problems else 200,
    )  # fmt: skip


def _indicator(sheet: Sheet, code: str) -> ScoredIndicatorSpec:
    found = next((i for i in sheet.indicators if i.code == code), None)
    if found is None:
        raise Http404(_("Bộ tiêu chí đang áp dụng không có chỉ số này."))
    return found


@csrf_exempt
def keep(request: HttpRequest, token: str, indicator: str) -> HttpResponseBase:
    """Refuses by its announced length, before a byte of it is read, what is heavier than a photo may be."""
    is_heavy = int(request.headers.get("Content-Length") or 0) > LARGEST_PHOTO + ROOM
    return (
        _heavy(request, token=token, indicator=indicator)
        if is_heavy
        else _take(request, token=token, indicator=indicator)
    )


@by_own_link
def _heavy(request: OwnRequest, indicator: str) -> HttpResponse:
    said = _point_page(request, indicator, [Problem(too_heavy(), "#anh")])
    said.status_code = 413
    return said


@by_own_link
def _take(request: OwnRequest, indicator: str) -> HttpResponseBase:
    """Keeps the photos, then the points, and goes on; what could not be kept is said, what could be is kept."""
    if request.method != "POST":
        return redirect("desk:own_point", request.token, indicator)
    problems: list[Problem] = []
    try:
        files = [file for file in whole_files(request).getlist("anh") if file.size]
    except Refused as broken:
        return _point_page(request, indicator, [Problem(str(broken), "#anh")])
    for file in files:
        if is_once_too_often(PHOTOS, str(request.link.pk)):
            return too_many(request, PHOTOS)
        try:
            add_evidence(standing=request.standing.pk, indicator=indicator, name=file.name or "", data=file.read())
        except (RecognitionRefused, NotKept) as refused:
            problems.append(Problem(str(refused), "#anh"))
    typed, goes_on = request.POST.get("diem", "").strip(), request.POST.get("viec") != "anh"
    if typed or goes_on:
        problems += _keep_points(request, indicator, typed)
    if request.headers.get("X-Requested-With") == "fetch":
        return _proofs(request, indicator, problems)
    if problems:
        return _point_page(request, indicator, problems, typed)
    return _onward(request, indicator) if goes_on else redirect("desk:own_point", request.token, indicator)


def _keep_points(request: OwnRequest, indicator: str, typed: str) -> list[Problem]:
    if (number := typed_number(typed, digits=6)) is None:
        text = (
            _("“%s” không phải là số điểm. Ghi một số, ví dụ 8.") % typed
            if typed
            else _("Chưa ghi điểm. Chọn hoặc ghi số điểm.")
        )
        return [Problem(text, "#diem")]
    try:
        keep_points(standing=request.standing.pk, indicator=indicator, points=number)
    except RecognitionRefused as refused:
        return [Problem(str(refused), "#diem")]
    return []


def _proofs(request: OwnRequest, indicator: str, problems: list[Problem]) -> HttpResponse:
    """The photos alone, asked for by the script of the page."""
    sheet = sheet_of(request.standing)
    context = {
        "proofs": sheet.proofs(indicator), "problems": problems, "token": request.token,
        "indicator": _indicator(sheet, indicator),
    }  # fmt: skip
    status = 409 if problems else 200
    return render(request, "desk/recognition/way/proofs.html", context, status=status)


def _onward(request: OwnRequest, indicator: str) -> HttpResponseBase:
    codes = [i.code for i in sheet_of(request.standing).indicators]
    following = codes[codes.index(indicator) + 1 :][:1] if indicator in codes else []
    if following:
        return redirect("desk:own_point", request.token, following[0])
    return redirect("desk:own_review", request.token)


@csrf_exempt
@by_own_link
def drop(request: OwnRequest, indicator: str) -> HttpResponseBase:
    """Takes a photo away."""
    for row in typed_rows(request.POST.getlist("bo")[:1]):
        try:
            drop_evidence(standing=request.standing.pk, evidence=row)
        except RecognitionRefused as refused:
            return _point_page(request, indicator, [Problem(str(refused))])
    return redirect("desk:own_point", request.token, indicator)


@by_own_link
def photo(request: OwnRequest, pk: int) -> HttpResponseBase:
    """A photo or file of one's own."""
    found = Evidence.objects.filter(pk=pk, standing=request.standing.pk).first()
    if found is None:
        raise Http404(_("Ảnh này không còn."))
    return served(found.digest, found.kind)


@by_own_link
def review(request: OwnRequest) -> HttpResponse:
    return _review_page(request, [])


def _review_page(request: OwnRequest, problems: list[Problem]) -> HttpResponse:
    """All answers with the total, what is missing, and what it comes to."""
    sheet = sheet_of(request.standing)
    if not sheet.is_open or not sheet.criteria:
        return own_page(request)
    lines = [(i, sheet.points.get(i.code), len(sheet.proofs(i.code)), sheet.criteria.most(i)) for i in sheet.indicators]
    group = sheet.group.code if sheet.group else ""
    return show_way(
        request, "review", sheet=sheet, lines=lines, problems=problems, verdict=sheet.verdict(),
        needed=sheet.criteria.thresholds.get(sheet.area), group=group, status=409 if problems else 200,
    )  # fmt: skip


@csrf_exempt
@by_own_link
def submit(request: OwnRequest) -> HttpResponseBase:
    """Sends the points to the village."""
    if request.method != "POST":
        return redirect("desk:own_review", request.token)
    try:
        send(standing=request.standing.pk)
    except RecognitionRefused as refused:
        return _review_page(request, [Problem(line) for line in str(refused).splitlines()])
    return redirect("desk:own", request.token)
