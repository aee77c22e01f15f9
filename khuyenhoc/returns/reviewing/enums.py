"""Why a return is not accepted together with others."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class LeftOut(TextChoices):
    CONTESTED = "contested", _("đơn vị có hai bản số liệu, cần chọn một bản")
    ERRORS = "errors", _("còn lỗi")
    WARNINGS = "warnings", _("có cảnh báo, cần đọc giải trình")
    REVISES = "revises", _("là bản sửa đổi của báo cáo đã chấp nhận")
