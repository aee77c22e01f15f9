"""The fields that forms of criteria sets are made of, and what is chosen of a status."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from khuyenhoc.catalogue.spec import Fact

STATUSES: Final = (
    ("GAP", _("chưa có nguồn")),
    ("unverified", _("chưa kiểm chứng")),
    ("verified", _("đã kiểm chứng với bản gốc")),
)
STATUS: Final = _("Tình trạng")
SOURCE: Final = _("Nguồn")
BLANK: Final = _("Chưa biết thì để trống.")


def status_field(label: Any = STATUS) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=STATUSES)


def source_field(label: Any = SOURCE) -> forms.CharField:
    return forms.CharField(label=label, max_length=300, help_text=_("Đọc được ở đâu, ví dụ số và ngày của văn bản."))


def number_field(label: Any, hint: Any = BLANK) -> forms.IntegerField:
    wrong = {"invalid": _("Ghi một số nguyên, hoặc để trống.")}
    attributes = {"inputmode": "numeric", "class": "govuk-input--width-10", "autocomplete": "off"}
    return forms.IntegerField(
        label=label, help_text=hint, required=False, error_messages=wrong, widget=forms.TextInput(attrs=attributes)
    )


def words_field(label: Any, rows: int = 2, hint: Any = "", most: int = 1000) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows})
    )


def kind_of(fact: Fact) -> str:
    """Which of the three a status is."""
    return fact.status.partition(":")[0].strip()


def stated(before: Fact | None, kind: str) -> str:
    """A status as chosen; what it said besides stays while it stays the same."""
    return before.status if before and kind_of(before) == kind else kind
