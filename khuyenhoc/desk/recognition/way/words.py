"""What the pages of registering ask for, by model. Pure."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuyenhoc.recognition.enums import LearningModel

Words = str | Promise

ASKS: Final[dict[str, tuple[Words, Words]]] = {
    LearningModel.FAMILY: (_("Họ và tên chủ hộ"), _("Gõ đủ họ, tên đệm và tên như trong sổ, ví dụ: Nguyễn Văn An.")),
    LearningModel.CLAN: (_("Tên dòng họ"), _("Ví dụ: họ Nguyễn Văn.")),
    LearningModel.COMMUNITY: (_("Tên cộng đồng"), _("Gõ như trong sổ của Hội Khuyến học.")),
    LearningModel.ORGANISATION: (_("Tên đơn vị"), _("Gõ tên đầy đủ, ví dụ: Trường Tiểu học Thanh Tùng.")),
    LearningModel.CITIZEN: (_("Họ và tên"), _("Gõ đủ họ, tên đệm và tên, ví dụ: Nguyễn Văn An.")),
}
"""What is typed to be found on the list, and how."""

FURTHER: Final[dict[str, tuple[Words, Words]]] = {
    LearningModel.FAMILY: (_("Nhà ở đâu"), _("Số nhà, xóm hoặc ngõ, để thôn biết là nhà nào. Ví dụ: xóm 2.")),
    LearningModel.CLAN: (_("Người đại diện dòng họ"), _("Họ và tên.")),
    LearningModel.ORGANISATION: (_("Người đứng đầu"), _("Họ và tên.")),
}
"""What else is typed by whoever is not on the list yet."""
