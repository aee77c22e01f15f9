"""How each duty is said: title, text and the words on the button. Placeholders: n, late, period, unit, place, due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuyenhoc.returns.duties import DutyKind

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Words:
    title: Text
    text: Text
    label: Text


WORDS: Final[dict[DutyKind, Words]] = {
    DutyKind.CHOOSE: Words(
        _("Chọn một trong hai bản số liệu (%(n)s đơn vị)"),
        _("Có hai bản số liệu của %(place)s. So sánh từng ô rồi chọn một bản, ghi vì sao; bản kia vẫn xem được."),
        _("So sánh hai bản"),
    ),
    DutyKind.SEND_FILE: Words(
        _("Gửi tệp số liệu %(period)s"),
        _("Gửi tệp Excel mà đơn vị vẫn làm. Tệp được đọc và kiểm tra ngay; quý vị xem lại rồi mới gửi lên. %(due)s"),
        _("Gửi tệp"),
    ),
    DutyKind.MEND_FILE: Words(
        _("Còn %(n)s lỗi phải sửa trong tệp"),
        _("Sửa số trong tệp Excel rồi gửi lại tệp; bản trước vẫn được giữ. %(due)s"),
        _("Xem từng lỗi"),
    ),
    DutyKind.TYPE_ON: Words(
        _("Nhập tiếp số liệu %(period)s trên trang"),
        _("Còn %(n)s chỗ phải ghi hoặc sửa. Số đã nhập được giữ; xong thì xem lại và gửi. %(due)s"),
        _("Nhập tiếp"),
    ),
    DutyKind.ANSWER: Words(
        _("Trả lời %(n)s cảnh báo"),
        _("Mỗi cảnh báo cần một câu giải thích trước khi gửi báo cáo. %(due)s"),
        _("Ghi lý do"),
    ),
    DutyKind.SUBMIT: Words(
        _("Gửi báo cáo %(period)s"),
        _("Số liệu đã đọc xong, không có lỗi. Xem lại lần cuối rồi gửi lên Hội cấp trên. %(due)s"),
        _("Xem lại và gửi"),
    ),
    DutyKind.CORRECT: Words(
        _("Sửa và gửi lại tệp của %(unit)s"),
        _("Hội cấp trên đề nghị sửa những chỗ dưới đây. Sửa trong tệp Excel rồi gửi lại tệp."),
        _("Xem chỗ cần sửa"),
    ),
    DutyKind.WAITING: Words(
        _("Đang chờ Hội cấp trên xem báo cáo"),
        _("Báo cáo của %(unit)s đã gửi. Hội cấp trên xem xong, kết quả hiện ở đây."),
        _("Xem báo cáo"),
    ),
    DutyKind.SETTLED: Words(
        _("Báo cáo đã được chấp nhận"),
        _("Báo cáo %(period)s của %(unit)s đã được chấp nhận. Không còn việc phải làm."),
        _("Xem báo cáo"),
    ),
    DutyKind.REVIEW: Words(
        _("Còn %(n)s báo cáo chờ xem"),
        _("Xem từng báo cáo, chấp nhận hoặc trả lại để sửa. Báo cáo tiếp theo: %(place)s."),
        _("Xem báo cáo tiếp theo"),
    ),
    DutyKind.CHASE: Words(
        _("%(n)s đơn vị chưa gửi báo cáo"),
        _("Trong đó %(late)s đơn vị đã quá hạn."),
        _("Nhắc các đơn vị này"),
    ),
    DutyKind.AWAIT_CORRECTION: Words(
        _("%(n)s báo cáo chờ đơn vị sửa"),
        _("Đã trả lại để sửa, đang chờ đơn vị gửi tệp mới."),
        _("Xem các báo cáo này"),
    ),
    DutyKind.SIGN: Words(
        _("%(n)s báo cáo chờ ký duyệt"),
        _("Văn phòng đã chấp nhận. Ký duyệt xong thì chỉ sửa được bằng một bản sửa đổi có ghi lý do."),
        _("Xem và ký duyệt"),
    ),
    DutyKind.ARTICLE: Words(
        _("Soạn và đăng bài về %(period)s"),
        _("Số liệu của cả %(n)s đơn vị đã được chấp nhận. Mọi con số trong bài lấy thẳng từ số liệu này."),
        _("Mở trang biên tập"),
    ),
    DutyKind.PAPERS: Words(
        _("Lập báo cáo tổng kết %(period)s"),
        _("Số liệu của cả %(n)s đơn vị đã được chấp nhận. Xem trước rồi tải bản DOCX hoặc PDF."),
        _("Xem báo cáo năm"),
    ),
}
