"""The form of what a criteria set says of itself, filled from a set and read into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from msgspec import structs

from khuyenhoc.catalogue.criteria.spec import AREAS, CriteriaSetSpec, SettingSpec
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.desk.recognition.criteria.fields import kind_of, number_field, source_field, stated, status_field
from khuyenhoc.theme.forms import ThemedForm


class WholeForm(ThemedForm):
    """What a set says of itself."""

    title = forms.CharField(label=_("Tên bộ tiêu chí"), max_length=300)
    instrument = forms.ChoiceField(label=_("Văn bản ban hành"), required=False)
    points = number_field(_("Số điểm của cả bộ"))
    ordinary = number_field(_("Đạt từ bao nhiêu điểm, vùng thông thường"))
    disadvantaged = number_field(_("Đạt từ bao nhiêu điểm, vùng khó khăn"))
    minimum = number_field(_("Không chỉ số nào được dưới"), _("Không có quy định thì để trống."))
    complete = forms.BooleanField(
        label=_("Đã ghi đủ mọi tiêu chí, chỉ số"),
        required=False,
        help_text=_("Chưa đủ thì chương trình không chấm điểm."),
    )
    status = status_field()
    doubt = forms.CharField(label=_("Phần nào chưa kiểm chứng"), required=False, max_length=100)
    source = source_field()
    votes = number_field(_("Tỷ lệ tán thành cần có tại hội nghị (%)"))
    votes_status = status_field(_("Tình trạng của tỷ lệ tán thành"))
    votes_source = source_field(_("Nguồn của tỷ lệ tán thành"))
    years = number_field(_("Công nhận có giá trị mấy năm"))
    years_status = status_field(_("Tình trạng của số năm"))
    years_source = source_field(_("Nguồn của số năm"))

    def __init__(self, *args: Any, instruments: Sequence[InstrumentSpec], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(i.code, f"{i.kind} {i.number}: {i.title}") for i in instruments]
        self.fields["instrument"].choices = [("", _("Chưa rõ")), *known]  # type: ignore[attr-defined]


def whole_fields(one: CriteriaSetSpec) -> dict[str, Any]:
    """The form's values of a set."""
    votes, years = one.votes_needed, one.valid_years
    return {
        "title": one.title, "instrument": one.instrument or "", "points": one.points,
        **{area: one.thresholds.get(area) for area in AREAS}, "minimum": one.indicator_minimum, "complete": one.complete,
        "status": kind_of(one), "doubt": one.status.partition(":")[2].strip(), "source": one.source,
        "votes": votes.value, "votes_status": kind_of(votes), "votes_source": votes.source, "years": years.value,
        "years_status": kind_of(years), "years_source": years.source,
    }  # fmt: skip


def with_whole(one: CriteriaSetSpec, typed: Mapping[str, Any]) -> CriteriaSetSpec:
    """The set with what was typed of it."""
    doubt = typed["doubt"] if typed["status"] == "unverified" else ""
    return structs.replace(
        one, title=typed["title"], instrument=typed["instrument"] or None, points=typed["points"],
        thresholds={area: typed[area] for area in AREAS if typed[area] is not None}, indicator_minimum=typed["minimum"],
        complete=typed["complete"], status=f"{typed['status']}: {doubt}" if doubt else typed["status"],
        source=typed["source"], votes_needed=_setting(one.votes_needed, typed, "votes"),
        valid_years=_setting(one.valid_years, typed, "years"),
    )  # fmt: skip


def _setting(one: SettingSpec, typed: Mapping[str, Any], name: str) -> SettingSpec:
    said = stated(one, typed[f"{name}_status"])
    return SettingSpec(value=typed[name], status=said, source=typed[f"{name}_source"])
