"""Public pages of the learning models that were recognised: of which units and years, and of one."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuyenhoc.audit import clock
from khuyenhoc.documents.decision.forms import model_form
from khuyenhoc.recognition.deciding.public import announced, announced_years, is_synthetic
from khuyenhoc.units.queries import UnitMap, unit_map
from khuyenhoc.vietnamese.text import sort_key


@require_safe
def recognised_units(request: HttpRequest) -> HttpResponse:
    """/da-cong-nhan/: the units and years of which something is announced. Two statements besides the frame's."""
    map_ = unit_map(clock.today())
    found = [(year, _name(map_, unit), unit, n) for unit, year, n in announced_years()]
    rows = sorted(found, key=lambda row: (-row[0], sort_key(row[1])))
    return render(request, "portal/recognised_units.html", {"rows": rows})


@require_safe
def recognised_models(request: HttpRequest, unit: str, year: int) -> HttpResponse:
    """/da-cong-nhan/11242/2023/: by model. Five statements besides the frame's. Http404 where nothing is announced."""
    found = announced(unit, year)
    if not found:
        raise Http404(_("Chưa có gì được công bố."))
    lines = [(one, model_form(one.model).noun) for one in found]
    name = _name(unit_map(min(clock.today(), dt.date(year, 12, 31))), unit)
    context = {"lines": lines, "name": name, "year": year, "synthetic": is_synthetic(unit)}
    return render(request, "portal/recognised_models.html", context)


def _name(map_: UnitMap, code: str) -> str:
    """ "Xã Thanh Tùng, huyện Thanh Miện"."""
    above = [map_.units[c].full_name for c in map_.lineage(code)[1:-1] if c in map_.units]
    return ", ".join([map_.name(code), *above])
