"""Photos and files as evidence: taken in small and bare, kept apart from everything public, taken away for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.audit.storage import drop, keep
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.scoring.acts import opened
from khuyenhoc.recognition.scoring.models import Evidence
from khuyenhoc.recognition.scoring.pictures import reduced
from khuyenhoc.vietnamese.text import normalise

JPEG, PDF = "image/jpeg", "application/pdf"
MEGABYTE: Final = 1024 * 1024
LARGEST_PHOTO: Final = 30 * MEGABYTE
LARGEST_FILE: Final = 5 * MEGABYTE
"""Of a file that is kept as it is."""
FOR_AN_INDICATOR, FOR_AN_ENTRY = 5, 30
"""How many photos and files there may be at most."""


@transaction.atomic
def add_evidence(*, standing: int, indicator: str, name: str, data: bytes) -> Evidence:
    """A photo, made small and bare, or a PDF as it is, beside an indicator. The same one twice is there once.

    RecognitionRefused where it is neither, too heavy or too many, or nothing can be changed any more; NotKept where the disk
    refuses.
    """
    sheet = opened(standing)
    if indicator not in {i.code for i in sheet.indicators}:
        raise RecognitionRefused(_("Bộ tiêu chí đang áp dụng không có chỉ số này. Mở lại trang chấm điểm."))
    kind, content = taken_in(data)
    if len(sheet.proofs(indicator)) >= FOR_AN_INDICATOR:
        text = _("Mỗi chỉ số nhiều nhất %s ảnh. Bỏ bớt một ảnh rồi gửi ảnh khác.")
        raise RecognitionRefused(text % FOR_AN_INDICATOR)
    if len(sheet.evidence) >= FOR_AN_ENTRY:
        raise RecognitionRefused(_("Đã có %s ảnh, nhiều nhất là chừng ấy. Bỏ bớt ảnh không cần.") % FOR_AN_ENTRY)
    given = {"kind": kind, "size": len(content), "name": normalise(name)[:120], "at": clock.now()}
    digest = keep(content)
    return Evidence.objects.get_or_create(standing=sheet.standing, indicator=indicator, digest=digest, defaults=given)[
        0
    ]


def taken_in(data: bytes) -> tuple[str, bytes]:
    """What is kept of a sending: its media type and bytes. RecognitionRefused."""
    if not data:
        raise RecognitionRefused(_("Chưa chọn ảnh nào. Bấm chọn ảnh hoặc chụp ảnh rồi gửi."))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        if len(data) > LARGEST_FILE:
            text = _("Tệp PDF nặng hơn %s MB nên chưa nhận. Chụp ảnh từng trang rồi gửi ảnh.")
            raise RecognitionRefused(text % (LARGEST_FILE // MEGABYTE))
        return PDF, data
    if len(data) > LARGEST_PHOTO:
        raise RecognitionRefused(too_heavy())
    return JPEG, reduced(data)


def too_heavy() -> str:
    """That a photo is too heavy, and what to do."""
    text = _(
        "Ảnh nặng hơn %s MB nên chưa nhận. Chụp màn hình ảnh ấy rồi gửi, hoặc đặt máy ảnh ở cỡ thường và chụp lại."
    )
    return text % (LARGEST_PHOTO // MEGABYTE)


@transaction.atomic
def drop_evidence(*, standing: int, evidence: int) -> None:
    """Takes a photo or file (row) away for good; one that is not there is passed over. RecognitionRefused after the meeting."""
    sheet = opened(standing)
    forget(e for e in sheet.evidence if e.pk == evidence)


def forget(evidence: Iterable[Evidence]) -> None:
    """Rows go, and their bytes with them where nothing else needs them, within the caller's transaction."""
    rows = list(evidence)
    Evidence.objects.filter(pk__in=[e.pk for e in rows]).delete()
    drop(e.digest for e in rows)
