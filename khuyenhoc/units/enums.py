"""Enumerations of the units."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitStatus(TextChoices):
    """The state of an association, each from a date and by a decision."""

    ESTABLISHED = "established", _("đang hoạt động")
    NOT_ESTABLISHED = "not_established", _("chưa thành lập")
    SUSPENDED = "suspended", _("tạm dừng")
    MERGED = "merged", _("đã sáp nhập")
    DISSOLVED = "dissolved", _("đã giải thể")


class SuccessionKind(TextChoices):
    FOUNDED = "founded", _("thành lập")
    RENAMED = "renamed", _("đổi tên")
    MERGED = "merged", _("sáp nhập")
    SPLIT = "split", _("chia tách")
    MOVED = "moved", _("chuyển về đơn vị khác")
    DISSOLVED = "dissolved", _("giải thể")


class Inheritance(TextChoices):
    """What a successor takes over of an indicator's figure."""

    SUM = "sum", _("cộng")
    KEEP = "keep", _("giữ nguyên")
    ASK = "ask", _("hỏi lại")
