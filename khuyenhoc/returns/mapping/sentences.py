"""What reading says about what it remembers. Marked for translation, put together without Django's settings."""

from __future__ import annotations

from khuyenhoc.sheets.sentences import gettext_noop

APPLIED = gettext_noop("Tệp được đọc theo %(n)s chỗ đã chỉ cho cách trình bày này của %(unit)s.")
OUTGROWN = gettext_noop(
    "Cách trình bày của tệp đã khác lần trước (%(what)s) nên những chỗ đã chỉ lần trước của %(unit)s không được dùng nữa. "
    "Xem lại từng chỗ chưa rõ rồi chỉ lại."
)
NAMED = gettext_noop("“%(name)s” được hiểu là %(unit)s, như đã chọn lần trước.")
GONE = gettext_noop("không còn “%(text)s”")
NEW = gettext_noop("có thêm “%(text)s”")
MOVED = gettext_noop("thứ tự dòng hoặc cột đã đổi")
