"""How models, statuses and what was done to a list are called on the registers' pages. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuyenhoc.desk.journal_words import ACTS
from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.models import Step
from khuyenhoc.recognition.wholes.saying import status_label, titled, whole_noun
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

NOUNS: Final[Mapping[str, str | Promise]] = {
    LearningModel.FAMILY: gettext_lazy("gia đình"),
    LearningModel.CLAN: gettext_lazy("dòng họ"),
    LearningModel.COMMUNITY: gettext_lazy("cộng đồng"),
    LearningModel.ORGANISATION: gettext_lazy("đơn vị"),
    LearningModel.CITIZEN: gettext_lazy("công dân"),
}
"""What an entry of each register is."""

NAMES: Final[Mapping[str, str | Promise]] = {
    LearningModel.FAMILY: gettext_lazy("Họ tên chủ hộ"),
    LearningModel.CLAN: gettext_lazy("Tên dòng họ"),
    LearningModel.COMMUNITY: gettext_lazy("Tên cộng đồng"),
    LearningModel.ORGANISATION: gettext_lazy("Tên đơn vị"),
    LearningModel.CITIZEN: gettext_lazy("Họ và tên"),
}
"""What the name of an entry is called."""

HEADS: Final[Mapping[str, str | Promise]] = {
    LearningModel.CLAN: gettext_lazy("Trưởng họ hoặc trưởng ban khuyến học"),
    LearningModel.ORGANISATION: gettext_lazy("Người đứng đầu"),
}
"""Of the models whose entries have a head."""

SHAPES: Final[Mapping[str, str]] = {
    Status.LISTED: "not-begun",
    Status.REGISTERED: "draft",
    Status.SELF_SCORED: "submitted",
    Status.PROPOSED: "submitted",
    Status.RECOGNISED: "accepted",
    Status.REFUSED: "missed",
    Status.WITHDRAWN: "missed",
    Status.MOVED_AWAY: "not-calculable",
    Status.ENDED: "not-calculable",
}
"""The shape (`theme.states.LOOKS`) beside each status."""

_STEPS: Final[Mapping[str, str | Promise]] = {
    "enlist": gettext_lazy("Đưa %(n)s %(noun)s vào danh sách"),
    "load_list": gettext_lazy("Nạp danh sách từ tệp: %(n)s %(noun)s"),
    "carry_over": gettext_lazy("Chuyển %(n)s %(noun)s từ năm trước sang"),
    "register": gettext_lazy("Đăng ký cho %(n)s %(noun)s"),
    "unregister": gettext_lazy("Bỏ đăng ký của %(n)s %(noun)s"),
    "move_away": gettext_lazy("Ghi %(n)s %(noun)s đã chuyển đi"),
    "end_entry": gettext_lazy("Ghi %(n)s %(noun)s không còn"),
    "correct_entry": gettext_lazy("Sửa thông tin của %(n)s %(noun)s"),
    "show_name": gettext_lazy("Đổi cách ghi tên trên giấy công nhận của %(n)s %(noun)s"),
    "merge_double": gettext_lazy("Gộp %(n)s mục trùng làm một"),
    "join": gettext_lazy("%(n)s %(noun)s tự đăng ký bằng mã QR"),
    "hold_meeting": gettext_lazy("Thôn họp bình xét %(n)s %(noun)s"),
    "put_units_on_list": gettext_lazy("Đưa %(n)s %(noun)s vào danh sách"),
    "self_score": gettext_lazy("%(n)s %(noun)s tự chấm điểm"),
    "appraise": gettext_lazy("Thẩm định %(n)s %(noun)s"),
    "recognise": gettext_lazy("Công nhận %(n)s %(noun)s"),
    "refuse": gettext_lazy("Không công nhận %(n)s %(noun)s"),
    "withdraw": gettext_lazy("Rút công nhận %(n)s %(noun)s"),
}


_STEPS_OF_UNITS: Final[Mapping[str, str | Promise]] = {
    "hold_meeting": gettext_lazy("Họp bình xét %(n)s %(noun)s"),
}
"""The same where no village does it."""


def noun(model: str, scope: str = "") -> str:
    """ "gia đình"; of whole units "đơn vị cấp xã"."""
    return whole_noun(scope) if scope else str(NOUNS[model])


def register_title(model: str, year: int, scope: str = "") -> str:
    """ "Sổ gia đình học tập năm 2023", "Sổ cộng đồng học tập cấp xã năm 2023"."""
    return _("Sổ %(model)s năm %(year)d") % {"model": titled(model, scope), "year": year}


def step_words(step: Step) -> str:
    """ "Đăng ký cho 312 gia đình"."""
    text = _STEPS_OF_UNITS.get(step.act) if step.scope else None
    text = text or _STEPS.get(step.act)
    if text is None:
        return str(ACTS.get(step.act, step.act))
    return str(text) % {"n": format_count(step.number), "noun": noun(step.model, step.scope)}


def status_words(status: str, scope: str = "") -> str:
    """ "Đã đăng ký"."""
    return capitalised(status_label(status, scope))
