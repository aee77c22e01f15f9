"""Changing a draft: the form of the whole, and that of one part; what `criteria check` finds stands beside the fields."""

from __future__ import annotations

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.changes import part_words
from khuyenhoc.catalogue.criteria.editing import Kind, next_code, parts_of, with_part
from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.queries import instruments
from khuyenhoc.desk.frame import at_home, show
from khuyenhoc.desk.guard import desk_page, nothing_done
from khuyenhoc.desk.recognition.criteria.part_form import PartForm, part_fields, part_of
from khuyenhoc.desk.recognition.criteria.places import NEW, SLUGS, TAB, address, of_page
from khuyenhoc.desk.recognition.criteria.reading import Kept, a_draft, findings_of
from khuyenhoc.desk.recognition.criteria.whole_form import WholeForm, whole_fields, with_whole
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.recognition.criteria.acts import Change, revise
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.theme.notices import say
from khuyenhoc.theme.problems import Problem


@desk_page
def whole(request: DeskRequest, code: str) -> HttpResponseBase:
    """What a set says of itself; by POST what was typed of it is kept."""
    kept, known = a_draft(request.visitor, code), instruments()
    form = WholeForm(request.POST if request.method == "POST" else _shown(whole_fields(kept.spec)), instruments=known)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        return _kept(request, kept, form, None, "", lambda one: with_whole(one, typed))
    return _page(request, kept, form, None, "", _("Sửa phần chung"))


@desk_page
def part(request: DeskRequest, code: str, kind: str, part: str) -> HttpResponseBase:
    """A part of a draft, or a new one; by POST what was typed of it is kept. Http404 for one that is not there."""
    name, kept = kind_of_slug(kind), a_draft(request.visitor, code)
    if request.method != "POST":
        return part_page(request, code, kind, part, problems=[])
    form = PartForm(request.POST, of=kept.spec, kind=name)
    if not form.is_valid():
        return _page(request, kept, form, name, part, _title(kept.spec, name, part))
    typed = form.cleaned_data

    def change(one: CriteriaSetSpec) -> CriteriaSetSpec:
        own = next_code(one, name) if part == NEW else part
        before = next((p for p in parts_of(one, name) if p.code == own), None)
        if before is None and part != NEW:
            raise RecognitionRefused(_("Mục này vừa được bỏ ở một máy khác. Mở lại trang của bộ tiêu chí để xem."))
        return with_part(one, name, part_of(one, name, own, before, typed))

    return _kept(request, kept, form, name, part, change)


def part_page(request: DeskRequest, code: str, kind: str, part: str, *, problems: list[Problem]) -> HttpResponse:
    """The form of a part as it is now."""
    name, kept = kind_of_slug(kind), a_draft(request.visitor, code)
    found = next((p for p in parts_of(kept.spec, name) if p.code == part), None)
    if found is None and part != NEW:
        raise Http404(_("Không có mục này trong bộ tiêu chí."))
    form = PartForm(_shown(part_fields(kept.spec, found)), of=kept.spec, kind=name)
    return _page(request, kept, form, name, part, _title(kept.spec, name, part), problems)


def kind_of_slug(slug: str) -> Kind:
    """The kind of parts of an address. Http404."""
    for kind, known in SLUGS.items():
        if known == slug:
            return kind
    raise Http404(_("Không có mục này trong bộ tiêu chí."))


def _kept(
    request: DeskRequest, kept: Kept, form: Form, kind: Kind | None, part: str, change: Change
) -> HttpResponseBase:
    """Keeps what was typed, then shows the set; or the form again, where there is still something to be put right on it."""
    code = kept.spec.code
    try:
        found = revise(by=request.user, code=code, change=change)
    except RecognitionRefused as refused:
        return nothing_done(_page(request, kept, form, kind, part, "", [Problem(str(refused))]))
    undo = reverse("desk:criteria_undo_revision", args=[code]) if found else ""
    say(request, _("Đã lưu.") if found else _("Không có gì thay đổi."), undo=undo)
    now = a_draft(request.visitor, code)
    part = parts_of(now.spec, kind)[-1].code if kind and part == NEW else part
    left = of_page(findings_of(now.spec, instruments()), kind, part)
    return redirect(address(code, kind, part)) if left else redirect("desk:criteria_set", code)


def _page(
    request: DeskRequest, kept: Kept, form: Form, kind: Kind | None, part: str, title: str,
    problems: list[Problem] | None = None,
) -> HttpResponse:  # fmt: skip
    """A form with what is wrong beside its fields: what was typed, or what `criteria check` finds in what is kept."""
    if request.method != "POST" and part != NEW:
        form.full_clean()
        for field, message in of_page(findings_of(kept.spec, instruments()), kind, part):
            form.add_error(field if field in form.fields else None, message)
    elif request.method != "POST":
        form.errors.clear()
    page = show(
        request, "criteria/edit", at_home(request.visitor), tab=TAB, kept=kept, one=kept.spec, form=form,
        title=title or _title(kept.spec, kind, part), problems=problems or [], kind=SLUGS[kind] if kind else "", part=part,
        is_new=part == NEW,
    )  # fmt: skip
    return nothing_done(page) if request.method == "POST" else page


def _title(one: CriteriaSetSpec, kind: Kind | None, part: str) -> str:
    if kind is None:
        return _("Sửa phần chung")
    if part != NEW:
        return next((part_words(one, kind, p) for p in parts_of(one, kind) if p.code == part), part)
    words = {
        "groups": _("Thêm nhóm nghề nghiệp"), "criteria": _("Thêm tiêu chí"), "indicators": _("Thêm chỉ số"),
        "vetoes": _("Thêm điều loại trừ"),
    }  # fmt: skip
    return words[kind]


def _shown(values: dict[str, object]) -> dict[str, object]:
    """Values as a browser would send them."""
    return {name: "" if value is None else value for name, value in values.items()}
