"""What is done to criteria sets by a button: each leads back to a page that says what was done and how it is taken back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.changes import part_words
from khuyenhoc.catalogue.criteria.editing import parts_of, without_part
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.desk.guard import act_on
from khuyenhoc.desk.recognition.criteria.editing import kind_of_slug, part_page
from khuyenhoc.desk.recognition.criteria.reading import a_draft
from khuyenhoc.desk.recognition.criteria.views import dropping_page, set_page
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.criteria import acts
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.theme.notices import say
from khuyenhoc.vietnamese.dates import parse_date, sentence_date


@act_on(set_page, "criteria_set")
def draft(request: DeskRequest, code: str) -> HttpResponseBase:
    """Makes the next version of a set."""
    made = acts.draft_from(by=request.user, code=code)
    say(request, _("Đã lập bản mới %(code)s. Chưa ai chấm theo bản này cho đến khi áp dụng.") % {"code": made.code})
    return redirect("desk:criteria_set", made.code)


@act_on(dropping_page, "criteria_drop")
def drop(request: DeskRequest, code: str) -> HttpResponseBase:
    """Drops a draft."""
    base = acts.drop_draft(by=request.user, code=code)
    say(request, _("Đã bỏ bản mới %s.") % code)
    return redirect("desk:criteria_set", base) if base else redirect("desk:criteria_sets")


@act_on(set_page, "criteria_set")
def adopt(request: DeskRequest, code: str) -> HttpResponseBase:
    """Lets a draft hold from the day that was typed, until the one that was typed, if any."""
    day, until = (parse_date(request.POST.get(name, "")) for name in ("tu-ngay", "den-ngay"))
    if day is None:
        raise RecognitionRefused(_("Ghi ngày áp dụng là một ngày có thật, ví dụ 01/01/2027."))
    if until is None and request.POST.get("den-ngay", "").strip():
        raise RecognitionRefused(_("Ghi ngày thôi áp dụng là một ngày có thật, ví dụ 01/01/2031, hoặc để trống."))
    made = acts.adopt(by=request.user, code=code, valid_from=day, valid_to=until)
    text = _("“%(title)s” (%(code)s) áp dụng từ %(day)s.")
    undo = reverse("desk:criteria_take_back", args=[code])
    say(request, text % {"title": made.spec["title"], "code": code, "day": sentence_date(day)}, undo=undo)
    return redirect("desk:criteria_set", code)


@act_on(set_page, "criteria_set")
def take_back(request: DeskRequest, code: str) -> HttpResponseBase:
    """What was adopted is a draft again."""
    acts.take_back_adoption(by=request.user, code=code)
    say(request, _("Đã hoàn tác: %s trở lại là bản nháp, bộ trước đó tiếp tục áp dụng.") % code)
    return redirect("desk:criteria_set", code)


@act_on(set_page, "criteria_set")
def undo_revision(request: DeskRequest, code: str) -> HttpResponseBase:
    """What was changed last in a draft is as it was."""
    acts.undo_revision(by=request.user, code=code)
    say(request, _("Đã hoàn tác lần sửa vừa rồi."))
    return redirect("desk:criteria_set", code)


def _part_again(request: DeskRequest, code: str, kind: str, part: str, *, problems: Any) -> HttpResponse:
    return part_page(request, code, kind, part, problems=problems)


@act_on(_part_again, "criteria_part")
def drop_part(request: DeskRequest, code: str, kind: str, part: str) -> HttpResponseBase:
    """Takes a part out of a draft. Http404 where it is not there."""
    name = kind_of_slug(kind)
    kept = a_draft(request.visitor, code)
    gone = next((p for p in parts_of(kept.spec, name) if p.code == part), None)
    if gone is None:
        raise Http404(_("Không có mục này trong bộ tiêu chí."))

    def change(one: CriteriaSetSpec) -> CriteriaSetSpec:
        return without_part(one, name, part)

    acts.revise(by=request.user, code=code, change=change)
    undo = reverse("desk:criteria_undo_revision", args=[code])
    say(request, _("Đã bỏ: %s.") % part_words(kept.spec, name, gone), undo=undo)
    return redirect("desk:criteria_set", code)
