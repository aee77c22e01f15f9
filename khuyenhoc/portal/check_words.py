"""The checks of a form said to its readers, with the thresholds that stand in the catalogue."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuyenhoc.catalogue.spec import CheckSpec
from khuyenhoc.returns.thresholds.models import ThresholdDecision
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.numbers import format_decimal

WORDS: Final[dict[str, Promise]] = {
    "K01": _("Mỗi số đếm là số nguyên, không âm; tiền ghi đến đồng, không âm."),
    "K02": _("Ở mỗi mô hình học tập, số được công nhận không lớn hơn tổng số."),
    "K03": _("Số được công nhận không lớn hơn số đăng ký (đăng ký trong kỳ hoặc còn hiệu lực)."),
    "K04": _("Vận động được và chi trong kỳ bằng tổng các khoản; số dư cuối kỳ bằng đầu kỳ cộng thu trừ chi."),
    "K05": _("Số dư quỹ đầu kỳ bằng số dư cuối kỳ trước."),
    "K06": _("Phần “trong đó” không lớn hơn số chung."),
    "K07": _(
        "So với kỳ trước, không thay đổi quá %(percent)s %% và đồng thời quá %(count_above)s (số đếm) "
        "hoặc quá %(money_above)s đồng (tiền)."
    ),
    "K08": _(
        "Hội viên không quá %(members_percent)s %% dân số; dân số không thay đổi quá %(population_change_percent)s %% "
        "so với kỳ trước."
    ),
    "K09": _("Được công nhận từ %(percent)s %% trở lên, khi tổng số từ %(total_at_least)s trở lên, thì cần xem lại."),
    "K10": _("Số cộng đồng không lớn hơn số thôn, khu dân cư đã biết của đơn vị (chỉ khi đã biết số đó)."),
    "K11": _("Ô nào cũng có số, hoặc ghi “không có”. Để trống không phải là 0."),
    "K12": _("Từ %(equal_figures)s số liệu khác 0 trở lên giống hệt kỳ trước thì có thể đã gửi lại tệp của năm trước."),
    "K13": _(
        "Tiền từ %(low)s đến %(high)s đồng, hoặc gấp hay kém kỳ trước khoảng một nghìn lần (%(factor_low)s đến "
        "%(factor_high)s lần), thì có thể đã ghi theo nghìn hoặc triệu đồng."
    ),
    "K14": _("Số đăng ký không lớn hơn tổng số."),
    "K15": _(
        "Giá trị nằm trong phạm vi của chỉ tiêu (“Đã thành lập Hội”: 0 hoặc 1); chưa thành lập Hội thì không có hội viên."
    ),
    "K16": _("Tỷ lệ ghi trong tệp khớp với số đếm của chính tệp đó."),
    "K17": _("Có suất học bổng, suất hỗ trợ thì có khoản chi tương ứng."),
    "K18": _("Đơn vị giữ sổ mô hình học tập thì số trong báo cáo là số của sổ, hoặc có lý do vì sao khác."),
}
"""By the code of the check; a test holds that none is missing and that every threshold is said."""

LEVELS: Final[dict[str, Promise]] = {
    "E": _("Phải sửa mới gửi được"),
    "W": _("Gửi được khi có lời giải thích"),
}


def words(check: CheckSpec) -> str:
    """The check as a sentence with its thresholds. KeyError for a check that nobody has put into words."""
    return str(WORDS[check.code]) % {name: said(value) for name, value in thresholds(check).items()}


def thresholds(check: CheckSpec) -> dict[str, Decimal]:
    """The parameters that are numbers; the others name the indicators that a check looks at."""
    return {name: check.number(name) for name, value in check.parameters.items() if _is_number(value)}


def _is_number(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"[\d.]+", value) is not None)


def said(value: Decimal) -> str:
    """10000000 as "10.000.000", 99.5 as "99,5"."""
    exponent = value.normalize().as_tuple().exponent
    return format_decimal(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def moved(decision: ThresholdDecision) -> str:
    """ "Ngưỡng đổi từ 99,5 thành 99,8, cho kỳ kết thúc từ ngày 01/01/2024.": one that was adopted."""
    values = {"old": said(decision.replaced), "new": said(decision.value or decision.replaced)}
    day = format_date(decision.valid_from) if decision.valid_from else ""
    return str(_("Ngưỡng đổi từ %(old)s thành %(new)s, cho kỳ kết thúc từ ngày %(day)s.") % {**values, "day": day})
