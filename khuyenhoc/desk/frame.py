"""What stands around every page of the desk: whose page it is, which year, and the ways to the other pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.desk.blanks import blank_context
from khuyenhoc.desk.visitor import DeskRequest, Visitor
from khuyenhoc.desk.words import association, period_label
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True, slots=True)
class Where:
    """Whose page it is, of which year, and whether its figures are invented."""

    unit: str = ""
    period: str = ""
    synthetic: bool = False

    def __str__(self) -> str:
        return " · ".join(filter(None, (self.unit, self.period)))


@dataclass(frozen=True, slots=True)
class Item:
    """A thing in the navigation."""

    label: str
    url: str
    current: bool
    count: int = 0


def anywhere(map_: UnitMap, unit: str, collections: Sequence[Collection]) -> Where:
    """A unit in no period in particular; invented figures are said where any of the collections has them."""
    return Where(association(map_, unit), synthetic=any(c.synthetic for c in collections))


def where(map_: UnitMap, unit: str, collection: Collection | None = None) -> Where:
    """A unit in the period of a collection."""
    if collection is None:
        return Where(association(map_, unit))
    return Where(association(map_, unit), period_label(collection.period), collection.synthetic)


def at_home(visitor: Visitor) -> Where:
    """The reader's own unit on the map of today, in no period."""
    return where(visitor.map_on(clock.today()), visitor.home)


def show(
    request: DeskRequest, template: str, at: Where, *, tab: str = "", status: int = 200, **context: Any
) -> HttpResponse:
    """A page of the desk. `tab`: which item of the navigation it belongs to."""
    frame = {
        "unit_name": at.unit, "period_label": at.period, "synthetic": at.synthetic, "place": str(at),
        "desk_nav": navigation(request.visitor, tab), **blank_context(request.blanks),
    }  # fmt: skip
    return render(request, f"desk/{template}.html", {**frame, **context}, status=status)


def navigation(visitor: Visitor, tab: str) -> list[Item]:
    """The pages that somebody's roles open. No statement of its own."""
    ways = [
        ("tasks", _("Việc của tôi"), True),
        ("collections", _("Đợt báo cáo"), visitor.holds(Right.SEE_RETURN)),
        ("uploads", _("Gửi tệp"), visitor.holds(Right.SEND_RETURN)),
        ("own_figures", _("Số liệu"), visitor.holds(Right.SEE_FIGURES)),
        ("registers", _("Sổ mô hình học tập"), visitor.holds(Right.SEE_REGISTER)),
        ("papers", _("Báo cáo năm"), visitor.holds(Right.MAKE_PAPERS) or visitor.holds(Right.SIGN_RETURN)),
        ("plans", _("Sáp nhập đơn vị"), visitor.holds(Right.REORGANISE)),
        ("criteria_sets", _("Bộ tiêu chí"), visitor.holds(Right.SET_CRITERIA)),
        ("thresholds", _("Ngưỡng cảnh báo"), visitor.holds(Right.SEE_THRESHOLDS)),
        ("signing_keys", _("Khóa ký"), visitor.holds(Right.MANAGE_KEYS)),
        ("journal", _("Nhật ký"), visitor.holds(Right.SEE_JOURNAL)),
    ]
    return [Item(label, reverse(f"desk:{name}"), name == tab) for name, label, shown in ways if shown]
