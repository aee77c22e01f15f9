"""Revoking one certificate that is wrong (a name, a unit): the recognition itself stays, and a new one can be made."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khuyenhoc.desk.guard import act_on, desk_page
from khuyenhoc.desk.recognition.deciding.place import decided_at
from khuyenhoc.desk.recognition.place import Place, deciders_place, show_list
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.certificates.queries import in_calling_order
from khuyenhoc.recognition.certificates.revoking import revoke
from khuyenhoc.recognition.models import Decision
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def revoking_view(request: DeskRequest, pk: int, standing: int) -> HttpResponse:
    return revoking_page(request, pk, standing, problems=[])


def revoking_page(request: DeskRequest, pk: int, standing: int, *, problems: list[Problem]) -> HttpResponse:
    """Says what will happen and asks why. One statement besides those of the decision and the place."""
    decision, place = decided_at(request, pk, deciders_place)
    certificate = _of(decision, place, standing)
    return show_list(
        request, "deciding/revoke", place, decision=decision, problems=problems,
        standing=standing, whose=place.name(certificate.entry), reason=request.POST.get("ly-do", ""),
    )  # fmt: skip


@act_on(revoking_page, "revoke_certificate")
def revoke_act(request: DeskRequest, pk: int, standing: int) -> HttpResponseBase:
    decision, place = decided_at(request, pk)
    certificate = _of(decision, place, standing)
    revoke(by=request.user, certificates=[certificate.pk], reason=request.POST.get("ly-do", ""))
    say(
        request,
        _("Đã thu hồi giấy của %s. Sửa sổ cho đúng, rồi bấm “Lập giấy công nhận” để cấp giấy mới.")
        % place.name(certificate.entry),
    )
    return redirect("desk:decision_certificates", pk)


def _of(decision: Decision, place: Place, standing: int) -> Certificate:
    for found in in_calling_order(place.unit, place.model, place.year, only=standing):
        if found.decision_id == decision.pk:
            return found
    raise Http404(_("Giấy này đã được thu hồi, hoặc chưa lập. Xem lại danh sách giấy của quyết định."))
