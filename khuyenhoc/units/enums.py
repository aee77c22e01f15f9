"""Enumerations of the units."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class UnitStatus(TextChoices):
    """The state of an association, each from a date and by a decision. A place without one is "not established"."""

    ESTABLISHED = "established", _("đang hoạt động")
    NOT_ESTABLISHED = "not_established", _("chưa thành lập")
    SUSPENDED = "suspended", _("tạm dừng")
    MERGED = "merged", _("đã sáp nhập")
    DISSOLVED = "dissolved", _("đã giải thể")
    RE_ESTABLISHED = "re_established", _("đã lập lại")


class PlanState(TextChoices):
    """Where a plan to redraw the map stands."""

    DRAFT = "draft", _("bản nháp")
    APPLIED = "applied", _("đã áp dụng")
    UNDONE = "undone", _("đã hoàn tác")


class SuccessionKind(TextChoices):
    FOUNDED = "founded", _("thành lập")
    RENAMED = "renamed", _("đổi tên, mã hoặc trụ sở")
    MERGED = "merged", _("sáp nhập")
    SPLIT = "split", _("chia tách")
    PART_MOVED = "part_moved", _("nhận thêm một phần")
    LEVEL_CHANGED = "level_changed", _("đổi cấp")
    MOVED = "moved", _("chuyển về đơn vị khác")
    STATUS_CHANGED = "status", _("Hội đổi trạng thái")
    DISSOLVED = "dissolved", _("giải thể")


class Inheritance(TextChoices):
    """What a successor takes over of an indicator's figure."""

    SUM = "sum", _("cộng")
    KEEP = "keep", _("giữ nguyên")
    ASK = "ask", _("hỏi lại")
