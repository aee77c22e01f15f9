"""Pages of the public site that are no Wagtail pages: the catalogue, robots.txt."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from khuyenhoc.audit import clock
from khuyenhoc.catalogue import queries as catalogue
from khuyenhoc.catalogue.criteria.queries import criteria_sets
from khuyenhoc.portal import check_words, look_up
from khuyenhoc.returns.thresholds.queries import decisions_of, moved_by
from khuyenhoc.returns.thresholds.rules import with_thresholds


@require_safe
def instruments(request: HttpRequest) -> HttpResponse:
    """/van-ban/: legal instruments, national targets, criteria sets. Three statements besides the frame's."""
    wanted = request.GET.get("tim", "")
    all_ = catalogue.instruments()
    found = {
        "instruments": look_up.matching(all_, wanted, look_up.instrument_words),
        "targets": look_up.targets_by_instrument(catalogue.national_targets(), all_, wanted),
        "criteria_sets": look_up.matching(criteria_sets(), wanted, look_up.criteria_words),
        "by_code": {i.code: i for i in all_},
        "wanted": wanted,
    }
    return render(request, "portal/instruments.html", found)


@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """/bieu-mau/: every form in every version. One statement besides the frame's."""
    return render(request, "portal/forms.html", {"forms": catalogue.forms()})


@require_safe
def form(request: HttpRequest, code: str, version: str) -> HttpResponse:
    """/bieu-mau/BC-NAM/2023/: sections, indicators, checks as they are today. Two statements besides the frame's."""
    spec = next((f for f in catalogue.forms() if (f.code, f.version) == (code, version)), None)
    if spec is None:
        raise Http404
    wanted = request.GET.get("tim", "")
    adopted = [d for d in decisions_of(code) if d.is_adopted]
    today = with_thresholds(spec, moved_by(d for d in adopted if d.valid_from and d.valid_from <= clock.today()))
    checks = [(check, [check_words.moved(d) for d in adopted if d.check_code == check.code]) for check in today.checks]
    context = {"form": spec, "sections": look_up.sections(spec, wanted), "checks": checks, "wanted": wanted}
    return render(request, "portal/form.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: the public pages for everybody, the staff's for nobody, and where the list of pages is."""
    closed = [reverse("wagtailadmin_home"), "/quan-ly-tai-khoan/", "/tai-khoan/", "/viec/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
