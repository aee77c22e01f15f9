"""Why a unit is chased, by which way, and what became of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Cause(TextChoices):
    """What is missing from a unit."""

    NOT_BEGUN = "not_begun", _("chưa gửi tệp")
    ERRORS = "errors", _("tệp còn lỗi")
    NOT_SUBMITTED = "not_submitted", _("chưa bấm gửi báo cáo")
    SENT_BACK = "sent_back", _("chưa sửa theo đề nghị")


class Way(TextChoices):
    """How somebody was told."""

    ZALO = "zalo", _("Zalo")
    MAIL = "mail", _("thư điện tử")
    LETTER = "letter", _("công văn")
    PHONE = "phone", _("điện thoại")


class Outcome(TextChoices):
    """What became of a reminder; by mail it waits until a server has taken it."""

    DONE = "done", _("đã nhắc")
    QUEUED = "queued", _("đang gửi")
    FAILED = "failed", _("không gửi được")
    WITHDRAWN = "withdrawn", _("ghi nhầm, đã bỏ")


COUNTING = (Outcome.DONE, Outcome.QUEUED)
"""What counts as a reminder."""
