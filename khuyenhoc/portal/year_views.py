"""The editors' page of the periods: an article drafted from the accepted figures with one button."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.documents.facts import find_conference
from khuyenhoc.portal import queries
from khuyenhoc.portal.acts import draft_article
from khuyenhoc.portal.errors import AlreadyPublished
from khuyenhoc.portal.models import ArticlePage
from khuyenhoc.rollups.figures import Figures
from khuyenhoc.rollups.queries import annual_review, figures, periods
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True)
class Year:
    """A period, how much of it is accepted, and its article where there is one."""

    period: str
    figures: Figures
    article: ArticlePage | None

    @property
    def label(self) -> str:
        """ "Năm 2023"."""
        return capitalised(period_words(self.period))


@require_http_methods(["GET", "POST"])
def year_articles(request: HttpRequest) -> HttpResponse:
    """Every period with its article; POST `ky` drafts one and opens it in the editor."""
    unit = queries.home_unit()
    require(by=request.user, right=Right.MAKE_PAPERS, units=[unit], map_=unit_map(clock.today()))
    known = periods()
    period = request.POST.get("ky")
    if period in known and isinstance(request.user, User):
        return _drafted(request, request.user, unit, period)
    years = [Year(p, figures(unit, p), queries.of_year(unit, p)) for p in known]
    return render(request, "portal/editor/year_articles.html", {"years": years})


def _drafted(request: HttpRequest, by: User, unit: str, period: str) -> HttpResponse:
    try:
        page = draft_article(by=by, review=annual_review(unit, period), conference=find_conference(unit, period))
    except AlreadyPublished as error:
        messages.error(request, str(error))
        return redirect("year_articles")
    messages.success(request, _("Đã soạn bản nháp từ số liệu đã chấp nhận. Xem lại lời văn rồi bấm nút đăng."))
    return redirect("wagtailadmin_pages:edit", page.pk)
