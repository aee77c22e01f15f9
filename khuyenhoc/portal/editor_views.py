"""Pages of ours within the editors' desk: the figures to choose from, and the check of an article before it is published."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.audit import clock
from khuyenhoc.portal import accepted, choices, gate, queries
from khuyenhoc.portal.acts import renew_figures
from khuyenhoc.portal.models import ArticlePage
from khuyenhoc.rollups.queries import last_with_figures, periods
from khuyenhoc.units.queries import unit_map
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised


@require_safe
def figure_choices(request: HttpRequest) -> HttpResponse:
    """A piece of a page: the figures of `?don-vi=30&ky=2023` to choose from (default: the site's unit, the last period
    that has any)."""
    top, known = queries.home_unit(), periods()
    unit = request.GET.get("don-vi") or top
    period = request.GET.get("ky") or (last_with_figures(unit, known) if known else "")
    require(by=request.user, right=Right.SEE_FIGURES, units=[unit], map_=unit_map(clock.today()))
    review = accepted.reviews(top)(period)
    context = {
        "periods": [(one, capitalised(period_words(one))) for one in known], "period": period, "unit": unit,
        "units": choices.units(review) if review else [],
        "groups": choices.groups(review, unit) if review else [],
    }  # fmt: skip
    return render(request, "portal/editor/figure_choices.html", context)


@require_http_methods(["GET", "POST"])
def article_figures(request: HttpRequest, pk: int) -> HttpResponse:
    """What the gate says of the latest version of an article; POST prints the references anew."""
    page = get_object_or_404(ArticlePage, pk=pk)
    require(by=request.user, right=Right.MAKE_PAPERS, units=[page.unit], map_=unit_map(clock.today()))
    if request.method == "POST" and isinstance(request.user, User):
        renew_figures(by=request.user, page=page)
        messages.success(request, _("Đã cập nhật số liệu trong bản nháp. Xem lại bài rồi bấm nút đăng."))
        return redirect("wagtailadmin_pages:edit", pk)
    draft = page.get_latest_revision_as_object()
    context = {
        "page": draft,
        "faults": gate.faults(draft.visible, top=draft.unit, of_year=bool(draft.period), decision=draft.decision_id),
        "stale": list(accepted.stale(draft.visible.figures, draft.unit)),
        "figures": len(draft.visible.figures),
    }
    return render(request, "portal/editor/article_figures.html", context)
