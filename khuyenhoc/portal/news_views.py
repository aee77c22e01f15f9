"""Articles on announced decisions: drafted by editors from their own page, and by the office from a decision's page."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.contrib.messages import WARNING
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, require
from khuyenhoc.audit import clock
from khuyenhoc.documents.decision.forms import model_form
from khuyenhoc.portal import queries
from khuyenhoc.portal.acts import draft_news
from khuyenhoc.portal.errors import AlreadyPublished, NotAnnounced
from khuyenhoc.portal.models import ArticlePage
from khuyenhoc.portal.recognised import names_then
from khuyenhoc.recognition.deciding.public import announced_decisions
from khuyenhoc.recognition.models import Decision
from khuyenhoc.theme.notices import say
from khuyenhoc.units.queries import unit_map


@dataclass(frozen=True, slots=True)
class Line:
    """An announced decision, where it is from, what it recognises, and its article where there is one."""

    decision: Decision
    place: str
    noun: str
    article: ArticlePage | None


@require_http_methods(["GET", "POST"])
def recognition_news(request: HttpRequest) -> HttpResponse:
    """What was announced last, each with its article; POST `quyet-dinh` drafts one and opens it in the editor."""
    require(by=request.user, right=Right.MAKE_PAPERS, units=[queries.home_unit()], map_=unit_map(clock.today()))
    wanted = request.POST.get("quyet-dinh", "")
    if isinstance(request.user, User) and wanted.isascii() and wanted.isdigit() and len(wanted) < 10:
        try:
            page = draft_news(by=request.user, decision=int(wanted))
        except (AlreadyPublished, NotAnnounced) as refused:
            messages.error(request, str(refused))
            return redirect("recognition_news")
        messages.success(request, _("Đã soạn bản nháp tin. Xem lại lời văn rồi bấm nút đăng."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    found = announced_decisions()
    articles = {
        a.decision_id: a for a in ArticlePage.objects.filter(decision__in=[d.pk for d in found]).defer_streamfields()
    }
    names = names_then((d.unit.code, d.year) for d in found)
    lines = [Line(d, names[d.unit.code, d.year], model_form(d.model).noun, articles.get(d.pk)) for d in found]
    return render(request, "portal/editor/recognition_news.html", {"lines": lines})


@login_required
@require_POST
def draft_from_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """The office lets a draft be made from the page of a decision, where it comes back to; editors look at it and publish it."""
    assert isinstance(request.user, User)
    try:
        draft_news(by=request.user, decision=pk)
    except NotAllowed as refused:
        raise PermissionDenied(str(refused)) from refused
    except (AlreadyPublished, NotAnnounced, LookupError) as refused:
        say(request, str(refused), level=WARNING)
    else:
        say(request, _("Đã soạn bản nháp tin. Biên tập viên xem lại ở mục “Tin công nhận” rồi đăng."))
    return redirect("desk:model_decision", pk)
