"""How units, periods and addresses of cells are called on the desk's pages. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khuyenhoc.returns.values import PAGE, REGISTER, is_in_register
from khuyenhoc.units.queries import UnitMap
from khuyenhoc.vietnamese.periods import period_words
from khuyenhoc.vietnamese.text import capitalised


def association(map_: UnitMap, code: str) -> str:
    """ "Hội Khuyến học phường Trần Hưng Đạo, thành phố Hải Dương"; without the unit above it for a province or district."""
    unit = map_.units.get(code)
    if unit is None:
        return code
    above = map_.units.get(unit.parent or "")
    name = f"{unit.full_name}, {above.full_name}" if above and above.parent else unit.full_name
    return _("Hội Khuyến học %(unit)s") % {"unit": name}


def period_label(period: str) -> str:
    """ "Năm 2023" for "2023", "Quý II năm 2023" for "2023-Q2"; what is no period of ours as it is."""
    return capitalised(period_words(period))


def cell_place(at: str) -> str:
    """ "ô D17, trang “Báo cáo”" for "Báo cáo!D17"; "" for no address."""
    sheet, _mark, cell = at.rpartition("!")
    if not cell:
        return ""
    if sheet == REGISTER:
        return _("lấy từ sổ của đơn vị")
    if sheet == PAGE:
        return _("dòng %s của trang nhập") % cell
    return _("ô %(cell)s, trang “%(sheet)s”") % {"cell": cell, "sheet": sheet} if sheet else _("ô %s") % cell


def cell_in(at: str, sheet: str) -> str:
    """ "D17" for "Báo cáo!D17" where the page has said already that it is about that sheet, else "Báo cáo!D17"; "từ sổ"."""
    if is_in_register(at):
        return _("từ sổ")
    return at.removeprefix(f"{sheet}!") if sheet else at


def cell_words(at: str, sheet: str) -> str:
    """ "ô D17" for "Báo cáo!D17" on the sheet "Báo cáo"; "từ sổ"; "" for no address and for what was typed on the pages."""
    if not at or at.startswith(f"{PAGE}!"):
        return ""
    return cell_in(at, sheet) if is_in_register(at) else _("ô %s") % cell_in(at, sheet)


def sheet_words(sheet: str) -> str:
    """ "trang “Báo cáo”"; "nhập trên trang" for what was typed on the pages."""
    return _("nhập trên trang") if sheet == PAGE else _("trang “%s”") % sheet
