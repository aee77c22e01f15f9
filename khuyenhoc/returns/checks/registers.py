"""The check against the registers of learning models that the unit keeps itself: K18."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.values import Mark


def k18(view: View) -> Iterator[Mark]:
    """A figure that the unit's own register counts otherwise, or came from a list that is there no more; blank ones are K11's."""
    for code in view.form.from_registers:
        if view.cell(code).is_from_register and code not in view.context.registers:
            message = _(
                "%(label)s lấy từ sổ là %(x)s, nay sổ không có danh sách năm này. Ghi lại số, hoặc ghi lý do giữ số cũ."
            )
            yield view.mark(code, message % {"label": view.label(code), "x": view.shown(code)})
    for code, counted in view.context.registers.items():
        value = view.value(code)
        if value is None or value == counted:
            continue
        if view.cell(code).is_from_register:
            message = _("%(label)s lấy từ sổ là %(x)s, nay trong sổ là %(y)s. Lấy lại từ sổ, hoặc ghi lý do giữ số cũ.")
        else:
            message = _("%(label)s ghi %(x)s, trong sổ của đơn vị là %(y)s. Sửa theo sổ, hoặc ghi lý do giữ số đã ghi.")
        shown = {"label": view.label(code), "x": view.shown(code), "y": view.shown(code, counted)}
        yield view.mark(code, message % shown)
