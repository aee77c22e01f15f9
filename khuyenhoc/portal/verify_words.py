"""What the page says of a certificate: three lines and a mark, the same words for the file that works without network."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.recognition.certificates.judging import Verdict, Verification, Why
from khuyenhoc.recognition.certificates.statements import Said
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.text import capitalised

MARKS: Final = {
    Verdict.GENUINE: "signed",
    Verdict.REVOKED: "error",
    Verdict.ALTERED: "warning",
    Verdict.UNKNOWN: "question",
}
"""Shapes that are told apart without colours."""
DO: Final[dict[Verdict, str | Promise]] = {
    Verdict.GENUINE: gettext_lazy("Tên và đơn vị in trên giấy phải khớp với các dòng này."),
    Verdict.REVOKED: gettext_lazy("Cần hỏi thêm thì hỏi Hội Khuyến học đã ra quyết định."),
    Verdict.ALTERED: gettext_lazy(
        "Mã gõ hoặc dán thì làm lại cho đúng từng chữ. Vẫn vậy thì đừng tin giấy này, hỏi Hội Khuyến học nơi ghi trên giấy."
    ),
    Verdict.UNKNOWN: gettext_lazy("Quét lại cho rõ, hoặc gõ 16 chữ in dưới mã. Vẫn không có thì đừng tin giấy này."),
}
HOLDS: Final = gettext_lazy("danh hiệu có giá trị đến hết %s")
ENDED: Final = gettext_lazy("danh hiệu đã hết hạn sau %s")


def lines_of(found: Verification) -> tuple[str, str, str]:
    """The verdict, and two lines that say why or whose."""
    if found.said and found.verdict is Verdict.GENUINE:
        return str(found.verdict.label), honour(found.said), decision(found.said)
    why = str((found.why or Why.MALFORMED).label)
    if found.said and found.verdict is Verdict.REVOKED:
        day = f" {_('Thu hồi %s.') % sentence_date(found.revoked_on)}" if found.revoked_on else ""
        return str(found.verdict.label), why + day, honour(found.said)
    return str(found.verdict.label), why, str(DO[found.verdict])


def honour(said: Said) -> str:
    """ "Gia đình học tập năm 2023: N. V. H., xã Thanh Tùng, huyện Thanh Miện"."""
    whose = f"{said.name}, {said.unit}" if said.name else said.unit
    return _("%(model)s năm %(of)s: %(whose)s") % {
        "model": capitalised(str(said.model.label)), "of": said.year, "whose": whose,
    }  # fmt: skip


def decision(said: Said) -> str:
    """ "Quyết định số 12/QĐ-HKH, ngày 01/12/2023; danh hiệu có giá trị đến hết ngày 31/12/2028"."""
    told = _("Quyết định số %(number)s, %(day)s") % {"number": said.number, "day": sentence_date(said.decided_on)}
    if said.valid_until is None:
        return told
    ended = said.valid_until < timezone.localdate()
    return f"{told}; {str(ENDED if ended else HOLDS) % sentence_date(said.valid_until)}"
