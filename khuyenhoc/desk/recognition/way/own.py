"""An entry's own page: where its year stands, what to do next, and the address to be kept."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from khuyenhoc.desk.addresses import public
from khuyenhoc.desk.recognition.way.doors import OwnRequest, by_own_link, show_way
from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.recognition.enums import Scoring, Status
from khuyenhoc.recognition.scoring.sheets import sheet_of


@by_own_link
def own(request: OwnRequest) -> HttpResponse:
    """The page that the entry's link opens."""
    return own_page(request)


def own_page(request: OwnRequest) -> HttpResponse:
    address = public(request, reverse("desk:own", args=[request.token]))
    sheet, standing = sheet_of(request.standing), request.standing
    is_recognised = standing.status == Status.RECOGNISED
    appraisals = standing.assessments.filter(scoring=Scoring.APPRAISAL, replaced_at=None)
    is_decided = is_recognised or standing.status in (Status.REFUSED, Status.WITHDRAWN)
    return show_way(
        request, "own_unit" if standing.entry.scope else "own", standing=standing, sheet=sheet,
        answered=len(sheet.points), address=address,
        appraisal=appraisals.first() if is_decided else None,
        code=qr_svg(address), certificate=standing.certificates.filter(revoked_at=None).first() if is_recognised else None,
    )  # fmt: skip
