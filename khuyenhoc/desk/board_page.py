"""What the board's page shows: what was asked for in its address, and the board as a table to take away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.desk.exports import Table
from khuyenhoc.returns.board import BoardRow, Wanted, arranged, narrowed
from khuyenhoc.returns.models import Collection
from khuyenhoc.theme.states import LOOKS, key_of

SIZES: Final = ("50", "100", "tat-ca")
MARK_WORDS: Final[dict[str, str | Promise]] = {
    "changed": gettext_lazy("Mới từ lần xem trước"),
    "contested": gettext_lazy("Hai bản, cần chọn"),
    "late": gettext_lazy("Quá hạn"),
    "extended": gettext_lazy("Được gia hạn"),
    "errors": gettext_lazy("Có lỗi"),
    "warnings": gettext_lazy("Có cảnh báo"),
}
"""The marks of `returns.board.MARKS` as they are asked for."""


def wanted(query: QueryDict) -> Wanted:
    """What is looked for, from the address of the page."""
    return Wanted(query.get("q", ""), query.get("trang_thai", ""), query.get("huyen", ""), query.get("dau", ""))


def above(rows: Iterable[BoardRow]) -> list[tuple[str, str]]:
    """The units above those of a board, each once, with their names."""
    return list(dict.fromkeys((row.above, row.above_name) for row in rows))


def sizes() -> list[tuple[str, str]]:
    """How many rows a page may have."""
    return [(size, _("Tất cả") if size == SIZES[-1] else size) for size in SIZES]


def found(rows: Sequence[BoardRow], query: QueryDict) -> list[BoardRow]:
    """The rows that are looked for, in the order that is asked for."""
    return arranged(narrowed(rows, wanted(query)), query.get("xep", ""))


def paged(rows: Sequence[BoardRow], query: QueryDict) -> Page[BoardRow]:
    """One page of the rows: 50 of them, 100, or all."""
    size = query.get("so_dong", SIZES[0])
    number = max(1, len(rows)) if size == SIZES[-1] else int(size) if size in SIZES else int(SIZES[0])
    return Paginator(rows, number).get_page(query.get("trang"))


def table(rows: Sequence[BoardRow], collection: Collection, title: str) -> Table:
    """The rows as they stand, every page of them."""
    header = [
        _("Mã đơn vị"), _("Đơn vị"), _("Thuộc"), _("Trạng thái"), _("Hạn nộp"), _("Gia hạn vì"), _("Ngày gửi"),
        _("Quá hạn (ngày)"), _("Số lỗi"), _("Số cảnh báo"), _("Bản"),
    ]  # fmt: skip
    body = [
        (
            r.unit, r.name, r.above_name, str(LOOKS[key_of(r.state)].text), r.due_on, r.extended_for, r.submitted_on, r.days_late,
            r.errors, r.warnings, r.revision or None,
        )
        for r in rows
    ]  # fmt: skip
    return Table(f"bang-theo-doi-{collection.code.lower()}", header, body, notes_of(title, collection.synthetic))


def notes_of(title: str, synthetic: bool) -> list[str]:
    """The lines above a table that is taken away: what it is, and that its figures are invented where they are."""
    return [title, *([_("Số liệu mẫu do máy tạo ra để trình diễn, không phải số liệu thật.")] if synthetic else [])]
