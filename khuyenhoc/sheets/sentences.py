"""What the reading of files says to people. Marked for translation here, put together without Django's settings."""

from __future__ import annotations


def gettext_noop(message: str) -> str:
    """Marks a message for the translators' catalogue. Child processes read files without any settings of Django."""
    return message


def said(message: str, **values: object) -> str:
    """The sentence with its values in place."""
    return message % values if values else message


STRUCK_OUT = gettext_noop("%(text)s (gạch bỏ)")
EMPTY = gettext_noop("Tệp rỗng, không có gì bên trong. Mở lại tệp gốc, lưu lại rồi gửi lại.")
TOO_LARGE = gettext_noop(
    "Tệp nặng %(size)s MB, quá mức %(limit)s MB. Xóa hình ảnh và các trang không dùng, lưu lại rồi gửi lại."
)
TOO_WIDE = gettext_noop(
    "Trang “%(sheet)s” trải đến ô %(at)s, quá lớn để đọc. Xóa các dòng và cột thừa bên dưới và bên phải bảng rồi gửi lại."
)
TOO_MANY_SHEETS = gettext_noop(
    "Tệp có %(count)s trang tính, nhiều hơn mức %(limit)s. Tách thành nhiều tệp rồi gửi lại."
)
BOMB = gettext_noop(
    "Tệp nén bất thường, mở ra quá lớn nên không được đọc. Mở bằng Excel hoặc LibreOffice, lưu thành tệp .xlsx mới rồi "
    "gửi lại."
)
BROKEN = gettext_noop(
    "Tệp bị hỏng, không mở được. Mở lại tệp gốc bằng Excel hoặc LibreOffice, lưu thành tệp .xlsx mới rồi gửi lại."
)
PASSWORD = gettext_noop("Tệp có đặt mật khẩu. Mở tệp, bỏ mật khẩu, lưu lại rồi gửi lại.")
PDF = gettext_noop("Đây là tệp PDF, không đọc được số liệu. Gửi tệp bảng tính gốc (.xlsx, .xls hoặc .ods).")
PICTURE = gettext_noop("Đây là tệp ảnh, không đọc được số liệu. Ghi số liệu vào tệp bảng tính (.xlsx) rồi gửi lại.")
DOCUMENT = gettext_noop(
    "Đây là tệp văn bản (Word), không phải bảng tính. Chép bảng số liệu sang tệp bảng tính (.xlsx) rồi gửi lại."
)
SLIDES = gettext_noop(
    "Đây là tệp trình chiếu, không phải bảng tính. Ghi số liệu vào tệp bảng tính (.xlsx) rồi gửi lại."
)
WEB_PAGE = gettext_noop(
    "Đây là trang web được lưu với tên bảng tính. Mở bằng Excel hoặc LibreOffice, lưu thành tệp .xlsx rồi gửi lại."
)
ARCHIVE = gettext_noop("Đây là tệp nén, không phải bảng tính. Giải nén rồi gửi các tệp bảng tính bên trong.")
LEADS_OUT = gettext_noop(
    "Tệp nén có đường dẫn không an toàn nên không được mở. Giải nén rồi gửi các tệp bảng tính bên trong."
)
TOO_MANY_FILES = gettext_noop(
    "Tệp nén có %(count)s tệp, nhiều hơn mức %(limit)s. Chia thành nhiều tệp nén nhỏ hơn rồi gửi lại."
)
EMPTY_ARCHIVE = gettext_noop("Tệp nén không có tệp nào bên trong. Nén lại các tệp bảng tính rồi gửi lại.")
NOT_A_WORKBOOK = gettext_noop("Đây không phải là tệp bảng tính. Gửi tệp .xlsx, .xls, .ods hoặc .csv.")
UNREADABLE = gettext_noop("Không mở được tệp (%(why)s). Kiểm tra tệp còn ở chỗ cũ không rồi gửi lại.")
STOPPED = gettext_noop(
    "Đọc tệp bị dừng vì quá lâu hoặc tốn quá nhiều bộ nhớ. Mở bằng Excel, lưu thành tệp .xlsx mới rồi gửi lại."
)
