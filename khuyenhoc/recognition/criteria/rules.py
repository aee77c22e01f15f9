"""When a criteria set may begin to hold, and when that may be taken back. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.dates import sentence_date


def heads(map_: UnitMap) -> list[str]:
    """The units that have none above themselves on a map."""
    return [code for code, unit in map_.units.items() if unit.parent not in map_.units]


def cannot_begin(others: Sequence[CriteriaSetSpec], on: dt.date, scored: bool) -> str:
    """Why a set cannot begin on a day beside `others` for the same; "" where it can. `scored`: somebody was scored by the one
    that holds then, on that day or later."""
    later = [one.valid_from for one in others if one.valid_from is not None and one.valid_from >= on]
    if later:
        text = _("Đã có bộ áp dụng từ %s. Chọn một ngày sau đó.")
        return text % sentence_date(max(later))
    if scored:
        text = _("Từ %s đã có phiếu chấm theo bộ đang dùng. Chọn ngày sau lần chấm cuối.")
        return text % sentence_date(on)
    return ""


def cannot_take_back(*, is_draft: bool, made_here: bool, ended: bool, used: bool, drafted: bool) -> str:
    """Why the adoption of a set cannot be taken back; "" where it can. `drafted`: what it was made from has another draft."""
    if is_draft:
        return _("Bộ tiêu chí này chưa áp dụng, hoặc đã được hoàn tác rồi.")
    if not made_here:
        return _("Bộ tiêu chí này có sẵn trong danh mục nên không hoàn tác được. Tạo bản mới từ bộ này.")
    if ended:
        return _("Bộ tiêu chí này đã được thay bằng một bộ khác. Hoàn tác việc áp dụng bộ sau trước.")
    if used:
        return _("Đã có phiếu chấm theo bộ tiêu chí này nên không hoàn tác được nữa. Tạo bản mới từ bộ này.")
    if drafted:
        return _("Đang có một bản mới khác của cùng bộ chưa dùng. Bỏ bản ấy trước rồi hoàn tác.")
    return ""
