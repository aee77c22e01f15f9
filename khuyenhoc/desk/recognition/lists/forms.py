"""What somebody types of an entry and of villages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.desk.recognition.words import HEADS, NAMES
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.keeping.correcting import Said
from khuyenhoc.recognition.models import Entry, Village
from khuyenhoc.theme.forms import ThemedForm

NO_NUMBER = gettext_lazy("Chỉ ghi chữ số.")


class EntryForm(ThemedForm):
    """An entry of a model: only what its register keeps."""

    ten = forms.CharField(max_length=120)
    nguoi_dung_dau = forms.CharField(max_length=120, required=False)
    thon = forms.ChoiceField(required=False, label=gettext_lazy("Thôn, khu dân cư"))
    nha = forms.CharField(
        max_length=80, required=False, label=gettext_lazy("Số nhà, xóm"),
        help_text=gettext_lazy("Để phân biệt người trùng tên, ghi như trong thôn vẫn gọi."),
    )  # fmt: skip
    nam_sinh = forms.IntegerField(required=False, label=gettext_lazy("Năm sinh"), error_messages={"invalid": NO_NUMBER})
    so = forms.IntegerField(
        required=False, min_value=0, max_value=99_999, label=gettext_lazy("Số thứ tự trong danh sách thôn"),
        error_messages={"invalid": NO_NUMBER},
    )  # fmt: skip

    def __init__(self, model: LearningModel, villages: Sequence[Village], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ten"].label = str(NAMES[model])
        village = self.fields["thon"]
        assert isinstance(village, forms.ChoiceField)
        village.choices = [("", _("– chưa ghi –")), *((str(v.pk), v.full_name) for v in villages)]
        kept = {"nguoi_dung_dau": model in HEADS, "nha": model == LearningModel.FAMILY}
        kept |= {"nam_sinh": model == LearningModel.CITIZEN, "thon": bool(villages)}
        for name, is_kept in kept.items():
            if not is_kept:
                del self.fields[name]
        if model in HEADS:
            self.fields["nguoi_dung_dau"].label = str(HEADS[model])

    @property
    def said(self) -> Said:
        """What was typed, once it is valid."""
        typed = self.cleaned_data
        return Said(
            typed["ten"], int(typed["thon"]) if typed.get("thon") else None, typed.get("so") or 0,
            typed.get("nguoi_dung_dau", ""), typed.get("nha", ""), typed.get("nam_sinh"),
        )  # fmt: skip


def form_of(entry: Entry, villages: Sequence[Village], data: Any = None) -> EntryForm:
    """The form of an entry with what its register says now."""
    now = {
        "ten": entry.name, "nguoi_dung_dau": entry.head, "thon": str(entry.village_id or ""), "nha": entry.house,
        "nam_sinh": entry.birth_year, "so": entry.number or None,
    }  # fmt: skip
    return EntryForm(LearningModel(entry.model), villages, data, initial=now)
