"""How the states of returns and the verdicts on targets are said: word and shape, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Look:
    """The words and the name of the shape (`icons.SHAPES`) of a state."""

    text: str | Promise
    icon: str


LOOKS: Final[dict[str, Look]] = {
    "not-begun": Look(_("Chưa làm"), "not-begun"),
    "draft": Look(_("Bản nháp"), "draft"),
    "submitted": Look(_("Đã gửi"), "submitted"),
    "sent-back": Look(_("Trả lại để sửa"), "sent-back"),
    "accepted": Look(_("Đã chấp nhận"), "accepted"),
    "signed": Look(_("Đã ký duyệt"), "signed"),
    "late": Look(_("Quá hạn"), "late"),
    "exceeded": Look(_("Vượt"), "exceeded"),
    "met": Look(_("Đạt"), "accepted"),
    "missed": Look(_("Chưa đạt"), "missed"),
    "under-way": Look(_("Chưa đến hạn"), "submitted"),
    "not-calculable": Look(_("Chưa tính được"), "none"),
    "undefined": Look(_("Không đánh giá"), "question"),
}


def key_of(state: object) -> str:
    """The key in LOOKS of an enum member or a string: `SENT_BACK` and "sent_back" are "sent-back"; None is "not-begun"."""
    if state is None or state == "":
        return "not-begun"
    return str(getattr(state, "value", state)).lower().replace("_", "-")
