"""The journal in words: what was done, by whom, when, and what was said with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuyenhoc.access.queries import full_names
from khuyenhoc.audit.models import Event
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.periods import period_words

ACTS: Final[dict[str, str | Promise]] = {
    "accept": _("Chấp nhận báo cáo"),
    "accept_many": _("Chấp nhận nhiều báo cáo cùng lúc"),
    "adopt_threshold": _("Đổi ngưỡng cảnh báo"),
    "answer_oddity": _("Ghi lý do cho số khác thường"),
    "answer_plan": _("Ghi phần bàn giao của phương án sắp xếp"),
    "answer_unit": _("Chọn đơn vị cho tệp"),
    "answer_warning": _("Ghi lý do cho cảnh báo"),
    "apply_plan": _("Áp dụng phương án sắp xếp đơn vị"),
    "apportion": _("Phân bổ số liệu của đơn vị đã chia"),
    "attach_photo": _("Gắn ảnh vào bài viết"),
    "begin_typing": _("Bắt đầu nhập số liệu trên trang"),
    "book_balances": _("Ghi lại số dư quỹ bàn giao"),
    "bring_back_view": _("Lấy lại bảng số liệu đã xóa"),
    "choose_return": _("Chọn một trong hai bản"),
    "close_collection": _("Kết thúc đợt báo cáo"),
    "confirm_period": _("Xác nhận kỳ của tệp"),
    "correct_layout": _("Chỉ cách đọc tệp"),
    "create_link": _("Cấp liên kết gửi báo cáo"),
    "create_user": _("Tạo tài khoản"),
    "delete_article": _("Xóa bài viết"),
    "draft_article": _("Soạn bài viết từ số liệu"),
    "draft_plan": _("Lập phương án sắp xếp đơn vị"),
    "drop_view": _("Xóa bảng số liệu đã lưu"),
    "drop_typing": _("Bỏ bản nhập trên trang"),
    "end_role": _("Thôi giao vai trò"),
    "export_figures": _("Tải số liệu ra tệp"),
    "extend_due": _("Gia hạn nộp báo cáo"),
    "forget_layout": _("Quên cách đọc tệp"),
    "forget_name": _("Quên tên đơn vị đã nhớ"),
    "found_province": _("Lập danh mục đơn vị"),
    "found_site": _("Lập trang thông tin"),
    "give_role": _("Giao vai trò"),
    "load_catalogue": _("Nạp danh mục văn bản, biểu mẫu, chỉ tiêu"),
    "load_earlier": _("Nạp số liệu kỳ trước"),
    "load_units": _("Nạp danh sách đơn vị"),
    "make_papers": _("Lập báo cáo năm"),
    "make_workbooks": _("Lập biểu mẫu của các đơn vị"),
    "mark_seen": _("Xem hết bảng theo dõi"),
    "open_collection": _("Mở đợt báo cáo"),
    "publish_article": _("Đăng bài viết"),
    "receive_file": _("Nhận tệp"),
    "receive_return": _("Đọc số liệu từ tệp"),
    "remember_layout": _("Nhớ lại cách đọc tệp"),
    "remember_name": _("Nhớ tên đơn vị trong bảng"),
    "remind": _("Nhắc gửi báo cáo"),
    "renew_figures": _("Cập nhật số liệu trong bài viết"),
    "reopen_collection": _("Mở lại đợt báo cáo"),
    "revoke_link": _("Thu hồi liên kết gửi báo cáo"),
    "save_view": _("Lưu một bảng số liệu"),
    "send_back": _("Trả lại để sửa"),
    "set_active": _("Khóa hoặc mở tài khoản"),
    "set_decision": _("Ghi quyết định của phương án sắp xếp"),
    "set_email": _("Đổi địa chỉ thư của tài khoản"),
    "set_password": _("Đặt mật khẩu"),
    "set_targets": _("Đặt chỉ tiêu năm"),
    "share_out_target": _("Phân bổ chỉ tiêu cho các đơn vị bên dưới"),
    "sign": _("Ký duyệt báo cáo"),
    "submit": _("Gửi báo cáo"),
    "take_back_acceptance": _("Thu lại chấp nhận"),
    "take_back_apportioning": _("Hoàn tác lần phân bổ số liệu"),
    "take_back_choice": _("Thu lại việc chọn bản"),
    "take_back_oddity_answer": _("Bỏ lý do của số khác thường"),
    "take_back_opening": _("Thu lại việc mở đợt báo cáo"),
    "take_back_many": _("Hoàn tác lần chấp nhận nhiều báo cáo"),
    "take_back_sharing": _("Bỏ phân bổ chỉ tiêu"),
    "take_back_run": _("Thu lại lần gửi tệp"),
    "take_back_threshold": _("Hoàn tác quyết định về ngưỡng"),
    "turn_down_threshold": _("Giữ nguyên ngưỡng cảnh báo"),
    "type_section": _("Nhập số liệu trên trang"),
    "undo_plan": _("Hoàn tác phương án sắp xếp đơn vị"),
    "unpublish_article": _("Gỡ bài viết"),
    "use_link": _("Gửi tệp bằng liên kết"),
    "use_up_link": _("Gửi báo cáo bằng liên kết"),
    "withdraw_earlier": _("Hoàn tác lần nạp số liệu kỳ trước"),
    "withdraw_extension": _("Bỏ gia hạn nộp báo cáo"),
    "withdraw_reminder": _("Bỏ lần nhắc ghi nhầm"),
}
SUBJECTS: Final[dict[str, str | Promise]] = {
    "apportioning": _("lần phân bổ"),
    "article": _("bài viết"),
    "batch": _("lần chấp nhận nhiều báo cáo"),
    "catalogue": _("danh mục"),
    "collection": _("đợt báo cáo"),
    "file": _("tệp"),
    "layout": _("cách trình bày tệp"),
    "link": _("liên kết"),
    "load": _("lần nạp số liệu kỳ trước"),
    "name": _("tên đơn vị đã nhớ"),
    "page": _("trang"),
    "period": _("kỳ"),
    "plan": _("phương án sắp xếp"),
    "reminder": _("lần nhắc"),
    "report": _("báo cáo năm"),
    "return": _("báo cáo số liệu"),
    "run": _("lần gửi tệp"),
    "threshold": _("ngưỡng cảnh báo"),
    "unit": _("đơn vị"),
    "user": _("tài khoản"),
}
PLACES: Final = {
    "apportioning": "desk:apportioning",
    "collection": "desk:board", "file": "desk:file", "layout": "desk:layout_forget", "load": "desk:earlier_one",
    "name": "desk:known_name", "plan": "desk:plan",
    "return": "desk:return", "run": "desk:run", "threshold": "desk:threshold",
}  # fmt: skip
"""Where a thing of the journal can be seen: the name of the page, which takes its id."""


MOST_CELLS: Final = 6
"""How many cells of a stay are told of in a line; all of them stand in the journal."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words. `url`: the thing itself, "" where it has no page of the desk."""

    sequence: int
    what: str
    who: str
    at: dt.datetime
    why: str
    unit: str
    subject_type: str
    subject_id: str
    subject: str
    url: str


def told(events: Iterable[Event], why: Mapping[str, Sequence[str]] | None = None) -> list[Told]:
    """The events in words, in the order given. One statement for the names.

    `why`: for an act the sentence said with it each time, in the same order ("send_back": first time, second time).
    """
    found = list(events)
    names = full_names(event.by for event in found)
    sentences = {act: iter(texts) for act, texts in (why or {}).items()}
    return [_told(event, names, next(sentences.get(event.act, iter(())), "")) for event in found]


def _told(event: Event, names: Mapping[str, str], why: str) -> Told:
    kind = str(SUBJECTS.get(event.subject_type, event.subject_type))
    return Told(
        event.sequence, str(ACTS.get(event.act, event.act)), names.get(event.by, event.by), event.at,
        why or _details(event.act, event.after, event.before), event.unit, event.subject_type, event.subject_id,
        f"{kind} {event.subject_id}", _url(event),
    )  # fmt: skip


def _details(act: str, after: Any, before: Any) -> str:
    if not isinstance(after, dict):
        return ""
    match act:
        case "choose_return":
            return str(_("Bản %(n)s: %(why)s") % {"n": after.get("chosen", ""), "why": after.get("reason", "")})
        case "correct_layout":
            return str(_("%(n)s chỗ đã chỉ") % {"n": format_count(len(after.get("fixes", [])))})
        case "answer_warning":
            return " ".join(str(reason) for code, reason in after.items() if code != "revision")
        case "answer_oddity" | "take_back_oddity_answer":
            return str(_("%(what)s Lý do: %(why)s") % {"what": after.get("said", ""), "why": after.get("reason", "")})
        case "type_section":
            return _typed(after, before if isinstance(before, dict) else {})
        case "export_figures":
            return str(_("%(n)s dòng, tệp %(file)s") % {"n": format_count(after["rows"]), "file": after["file"]})
        case "save_view" | "drop_view" | "bring_back_view" | "receive_file" | "load_earlier" | "withdraw_earlier":
            return str(after.get("name", ""))
        case "adopt_threshold" | "turn_down_threshold":
            words = [
                after.get("check", ""),
                after.get("indicator", ""),
                after.get("value", ""),
                after.get("reason", ""),
            ]
            return ", ".join(filter(None, words))
        case "accept_many" | "take_back_many":
            return str(_("%(n)s báo cáo") % {"n": format_count(after.get("number", 0))})
        case "extend_due":
            day = format_date(dt.date.fromisoformat(after["due_on"]))
            return str(_("đến %(day)s: %(why)s") % {"day": day, "why": after["reason"]})
        case "apportion" | "take_back_apportioning":
            values = {"period": period_words(after.get("period", "")), "why": after.get("reason", "")}
            return str(_("%(period)s, theo %(why)s") % values)
        case "draft_plan" | "apply_plan" | "undo_plan":
            return _redrawn(after)
        case "receive_return":
            values = {"e": format_count(after.get("errors", 0)), "w": format_count(after.get("warnings", 0))}
            return str(_("%(e)s lỗi, %(w)s cảnh báo") % values)
    return ""


def _redrawn(after: Mapping[str, Any]) -> str:
    """ "1/NQ, từ 01/07/2025: 64 đơn vị bắt đầu, 219 đơn vị kết thúc"."""
    values = {
        "decision": after["decision"] or _("chưa ghi số quyết định"),
        "day": format_date(dt.date.fromisoformat(after["on"])),
        "begins": format_count(len(after["begins"])),
        "ends": format_count(len(after["ends"])),
    }
    return str(_("%(decision)s, từ %(day)s: %(begins)s đơn vị bắt đầu, %(ends)s đơn vị kết thúc") % values)


def _typed(after: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """ "Quỹ khuyến học, 2 ô: QK01 trống thành 5.000 đồng; …": what was typed in a stay, the first few cells."""
    cells, old = after.get("cells", {}), before.get("cells", {})
    shown = [
        _("%(code)s %(x)s thành %(y)s") % {"code": c, "x": old.get(c) or _("trống"), "y": text or _("trống")}
        for c, text in cells.items()
    ]
    more = ["…"] if len(shown) > MOST_CELLS else []
    values = {
        "section": after.get("section", ""),
        "n": format_count(len(cells)),
        "cells": "; ".join(shown[:MOST_CELLS] + more),
    }
    return str(_("%(section)s, %(n)s ô: %(cells)s") % values)


def _url(event: Event) -> str:
    name = PLACES.get(event.subject_type)
    if not name:
        return ""
    try:
        return reverse(name, args=[event.subject_id])
    except NoReverseMatch:
        return ""
