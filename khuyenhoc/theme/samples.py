"""What the page of styles shows: long real names, none, one and many rows, wrong input. For pictures and tests only."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuyenhoc.theme.forms import ThemedForm

PLACES: Final = (
    "Hội Khuyến học phường Trần Hưng Đạo, thành phố Hải Dương",
    "Hội Khuyến học xã Thanh Giang, huyện Thanh Miện",
    "Hội Khuyến học thị trấn Thanh Miện, huyện Thanh Miện",
    "Hội Khuyến học xã Quang Trung, thị xã Kinh Môn",
    "Hội Khuyến học phường Chí Minh, thành phố Chí Linh",
    "Hội Khuyến học xã Nghĩa An, huyện Ninh Giang",
    "Hội Khuyến học xã Đoàn Thượng, huyện Gia Lộc",
)
STATES: Final = ("signed", "accepted", "submitted", "sent_back", "draft", None, "late")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit on the board: counts of families, the exact share, how many warnings; blank where nothing came."""

    name: str
    state: str | None
    due: dt.date
    families: int | None
    recognised: int | None
    warnings: int

    @property
    def share(self) -> Fraction | None:
        """Percent, or None where it cannot be calculated."""
        return Fraction(100 * self.recognised, self.families) if self.families and self.recognised is not None else None


def rows(number: int) -> list[Row]:
    """`number` units, one of each state in turn."""
    return [_row(n) for n in range(number)]


def _row(n: int) -> Row:
    state = STATES[n % len(STATES)]
    came = state not in (None, "late")
    families = 1480 + 37 * n if came else None
    recognised = 1302 + 29 * n if came else None
    return Row(PLACES[n % len(PLACES)], state, dt.date(2023, 12, 15), families, recognised, 3 if n % 5 == 2 else 0)


@dataclass(frozen=True, slots=True)
class Flag:
    """An odd figure's note."""

    message: str
    verified: bool


FLAGS: Final = (
    Flag("Có 126.062 trên 126.065 đơn vị được công nhận: gần như tất cả. Nên hỏi lại cách đếm.", True),
    Flag("Số cộng đồng (107.315) lớn hơn nhiều so với số thôn, tổ dân phố đã biết.", False),
)


class SampleForm(ThemedForm):
    """One field of each kind."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        help_text=_("Viết ngắn, nói rõ ô nào cần sửa. Người gửi sẽ đọc đúng những lời này."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    families = forms.IntegerField(label=_("Tổng số gia đình"), help_text=_("Chỉ viết số, ví dụ 1480"), max_value=1500)
    secret = forms.CharField(label=_("Mật khẩu"), widget=forms.PasswordInput)
    kind = forms.ChoiceField(
        label=_("Cách sửa"),
        choices=[
            ("file", _("Gửi tệp khác")),
            ("page", _("Sửa ngay trên trang")),
            ("reason", _("Giữ số này và giải trình")),
        ],
        widget=forms.RadioSelect,
    )
    districts = forms.MultipleChoiceField(
        label=_("Gửi thêm cho"),
        choices=[("tm", "Huyện Thanh Miện"), ("km", "Thị xã Kinh Môn")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    period = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=[("2023", "Năm 2023"), ("2022", "Năm 2022")])
    workbook = forms.FileField(label=_("Tệp số liệu"), help_text=_("Tệp Excel, không quá 20 MB"))
    sure = forms.BooleanField(label=_("Tôi đã xem lại các số liệu trên"))


def wrong_form() -> SampleForm:
    """The form as it comes back with nearly everything wrong."""
    return SampleForm({"families": "1520", "period": "2021", "kind": ""})


def context(number: int) -> dict[str, Any]:
    """Everything that the page of styles shows, with `number` rows in its table."""
    now = timezone.localtime()
    return {
        "unit_name": "Hội Khuyến học tỉnh Hải Dương",
        "site_name": "Hội Khuyến học tỉnh Hải Dương",
        "period_label": "Năm 2023",
        "today_text": "Thứ tư, ngày 10/1/2024",
        "synthetic": True,
        "search_url": ".",
        "type_steps": ("1", "2", "3", "4"),
        "rows": rows(number),
        "states": STATES,
        "verdicts": ("exceeded", "met", "missed", "under_way", "not_calculable", "undefined"),
        "flags": FLAGS,
        "share": Fraction(12_606_200, 126_065),
        "form": SampleForm(auto_id="moi_%s"),
        "wrong": wrong_form(),
        "desk_nav": _navigation(),
        "site_nav": _navigation()[:4],
        "crumbs": [("Bảng theo dõi", "#"), ("Thành phố Hải Dương", "#"), (PLACES[0], "")],
        "tasks": _tasks(),
        "events": _events(now),
    }


def _navigation() -> list[dict[str, Any]]:
    labels = ("Việc của tôi", "Bảng theo dõi", "Số liệu", "Chỉ tiêu", "Báo cáo", "Nhật ký")
    return [
        {"label": label, "url": "#", "current": n == 1, "count": 12 if n == 0 else None}
        for n, label in enumerate(labels)
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {"title": "Gửi tệp số liệu", "url": "#", "hint": "Tệp Excel theo mẫu BC-NAM-2023", "state": "accepted"},
        {
            "title": "Xem lại 3 ô có cảnh báo",
            "url": "#",
            "hint": "Sửa, hoặc giải trình vì sao số đúng",
            "state": "draft",
        },
        {"title": "Gửi báo cáo lên Hội Khuyến học thành phố Hải Dương", "url": "", "hint": "", "state": None},
    ]


def _events(now: dt.datetime) -> list[dict[str, Any]]:
    who = "Nguyễn Thị Hồng Hạnh, Hội Khuyến học thành phố Hải Dương"
    return [
        {"what": "Trả lại để sửa", "who": who, "at": now, "why": "Ô D17 lớn hơn ô D19. Xin kiểm tra lại hai ô này."},
        {"what": "Gửi báo cáo", "who": "Trần Văn Quyết, " + PLACES[0], "at": now - dt.timedelta(hours=3), "why": ""},
        {"what": "Nhận tệp tran-hung-dao-2023.xlsx", "who": PLACES[0], "at": now - dt.timedelta(hours=4), "why": ""},
    ]
