"""What a unit is told: the same sentences for a chat, a mail and a letter. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.returns.chasing.enums import Cause
from khuyenhoc.vietnamese.dates import format_date, long_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import in_sentence


@dataclass(frozen=True, slots=True)
class Asked:
    """What the message is about. `unit` and `office`: "Hội Khuyến học xã …"; `reasons`: why a return was sent back.
    `extended_from`: the due date of the others, where this unit has a later one.

    `link`: the address by which the unit sends without an account, good to the end of `link_until`; "" where it has none,
    then `site` is where one signs in.
    """

    unit: str
    office: str
    period: str
    cause: Cause
    due_on: dt.date
    days_late: int
    extended_from: dt.date | None = None
    errors: int = 0
    reasons: Sequence[str] = ()
    link: str = ""
    link_until: dt.date | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """`call`: what to do, before the address; `letter_call`: the same for who has it on paper."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    call: str
    letter_call: str
    address: str
    note: str
    farewell: tuple[str, ...]

    @property
    def text(self) -> str:
        """To be pasted into a chat or sent as a mail: plain lines, the address on a line of its own."""
        parts = [self.greeting, *self.paragraphs, self.call, self.address, self.note, "\n".join(self.farewell)]
        return "\n\n".join(part for part in parts if part)


def message(asked: Asked) -> Message:
    """The message for one unit."""
    values = {"office": asked.office, "unit": asked.unit, "period": period_words(asked.period)}
    return Message(
        subject=_("Nhắc gửi báo cáo %(period)s: %(unit)s") % values,
        greeting=_("Kính gửi %(unit)s,") % values,
        paragraphs=(_what(asked, values), *_reasons(asked), _due(asked)),
        call=_call(asked),
        letter_call=_letter_call(asked),
        address=asked.link or asked.site,
        note=_note(asked),
        farewell=(_("Trân trọng cảm ơn."), _("Văn phòng %(office)s") % values),
    )


def _what(asked: Asked, values: dict[str, str]) -> str:
    match asked.cause:
        case Cause.NOT_BEGUN:
            return _("%(office)s chưa nhận được báo cáo %(period)s của quý Hội.") % values
        case Cause.ERRORS:
            text = _(
                "Tệp số liệu %(period)s của quý Hội đã nhận được nhưng còn %(n)s lỗi phải sửa, nên báo cáo chưa gửi được."
            )
            return text % {**values, "n": format_count(asked.errors)}
        case Cause.NOT_SUBMITTED:
            return (
                _("Tệp số liệu %(period)s của quý Hội đã đọc xong nhưng báo cáo chưa được gửi: còn bấm “Gửi báo cáo”.")
                % values
            )
    return _("Báo cáo %(period)s của quý Hội đã được trả lại để sửa và chưa thấy gửi lại.") % values


def _reasons(asked: Asked) -> list[str]:
    if not asked.reasons:
        return []
    return [_("Chỗ cần sửa: %(reasons)s.") % {"reasons": "; ".join(r.rstrip(". ") for r in asked.reasons)}]


def _due(asked: Asked) -> str:
    values = {"day": in_sentence(long_date(asked.due_on)), "n": format_count(asked.days_late)}
    if asked.extended_from:
        values["day"] = _("%(day)s (đã gia hạn, hạn chung là %(common)s)") % {
            "day": values["day"], "common": format_date(asked.extended_from),
        }  # fmt: skip
    if asked.days_late:
        return _("Hạn nộp là %(day)s, đã quá %(n)s ngày.") % values
    return _("Hạn nộp là %(day)s.") % values


def _call(asked: Asked) -> str:
    if asked.link:
        return _("Bấm vào liên kết dưới đây, chọn tệp Excel của đơn vị rồi gửi; không cần tài khoản:")
    if asked.site:
        return _("Đăng nhập bằng tài khoản của đơn vị rồi chọn “Gửi tệp”:")
    return _("Đăng nhập bằng tài khoản của đơn vị rồi chọn “Gửi tệp”.")


def _letter_call(asked: Asked) -> str:
    if asked.link:
        return _("Đề nghị quý Hội mở địa chỉ dưới đây, chọn tệp Excel của đơn vị rồi gửi; không cần tài khoản.")
    return _("Đề nghị quý Hội đăng nhập bằng tài khoản của đơn vị tại địa chỉ dưới đây rồi chọn “Gửi tệp”.")


def _note(asked: Asked) -> str:
    if not asked.link or asked.link_until is None:
        return ""
    text = _("Liên kết chỉ dùng cho quý Hội, đến hết ngày %(day)s; xin không chuyển cho nơi khác.")
    return text % {"day": format_date(asked.link_until)}
