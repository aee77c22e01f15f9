"""Certificates of a decision: made once, printed for a village in calling order, for all, or for one."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.desk.addresses import public
from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.place import decided_at, may_decide, told_number, village_name
from khuyenhoc.desk.recognition.place import Place, keepers_place, show_list
from khuyenhoc.desk.recognition.typed import typed_rows
from khuyenhoc.desk.views.files import download
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.documents.certificates import certificates_pdf
from khuyenhoc.documents.certified import printed
from khuyenhoc.recognition.certificates.acts import issue_certificates
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.queries import in_calling_order
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Decision, Standing
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def certificates_view(request: DeskRequest, pk: int) -> HttpResponse:
    return certificates_page(request, pk, problems=[])


def certificates_page(request: DeskRequest, pk: int, *, problems: list[Problem]) -> HttpResponse:
    """Village by village, with everyone's name. Two statements besides those of the decision and the place."""
    decision, place = decided_at(request, pk, keepers_place)
    made = _of(decision, place)
    recognised = Standing.objects.filter(decision=decision, year=decision.year, status=Status.RECOGNISED)
    wanted = recognised.filter(entry__erased_at=None).count()
    return show_list(
        request, "deciding/certificates", place, decision=decision, problems=problems,
        villages=_by_village(place, made), number=told_number(place, len(made)), made=len(made),
        lacking=max(wanted - len(made), 0), may_revoke=may_decide(request, place),
    )  # fmt: skip


@act_on(certificates_page, "decision_certificates")
def make_act(request: DeskRequest, pk: int) -> HttpResponseBase:
    """Signs a certificate for everyone who has none yet."""
    decision, place = decided_at(request, pk)
    made = issue_certificates(
        by=request.user, unit=decision.unit, model=place.model, year=place.year, decision=decision
    )
    text = _("Đã lập %s giấy công nhận, có mã xác minh. In từng thôn hoặc in cả đợt.")
    if place.scope:
        text = _("Đã lập %s giấy công nhận, có mã xác minh. In từng giấy hoặc in cả đợt.")
    say(request, text % len(made))
    return redirect("desk:decision_certificates", pk)


@desk_page
def printed_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """The PDF: of a village (`thon`, its row), of one (`muc`, the row of its standing), or of all.

    Http404 where there is none, and for who is not shown the names.
    """
    decision, place = decided_at(request, pk, keepers_place)
    made = _of(decision, place)
    if not place.shown:
        raise Http404(_("Tên trong sổ của đơn vị khác đang được che. Mở danh sách, ghi lý do xem tên, rồi in."))
    for village in typed_rows(request.GET.getlist("thon"))[:1]:
        made = [c for c in made if (c.standing.entry.village_id or 0) == village]
    for standing in typed_rows(request.GET.getlist("muc"))[:1]:
        made = [c for c in made if c.standing_id == standing]
    if not made:
        raise Http404(_("Không có giấy công nhận nào để in. Lập giấy trước, rồi in."))
    map_ = request.visitor.map_on(decision.decided_on or clock.today())
    content = printed(made, map_, made_at=clock.now(), address=public(request, "/").rstrip("/"))
    return download(io.BytesIO(certificates_pdf(content)), f"giay-cong-nhan-{place.unit}-{pk}.pdf", "application/pdf")


def _of(decision: Decision, place: Place) -> list[Certificate]:
    return [c for c in in_calling_order(place.unit, place.model, place.year) if c.decision_id == decision.pk]


def _by_village(place: Place, made: Sequence[Certificate]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Each village: its name, its row, and its people with the rows of their standings."""
    groups = groupby(made, key=lambda c: (village_name(c.standing), c.standing.entry.village_id or 0))
    return [(name, row, [(place.name(c.standing.entry), c.standing_id) for c in some]) for (name, row), some in groups]
