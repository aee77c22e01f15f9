"""The check against the unit's registers, as formulas: K18. The counterpart of `returns.checks.registers`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.returns.workbook.layout import Hidden
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning


def k18(r: Reckoning) -> Iterator[Probe]:
    """A figure that the unit's own register counts otherwise, where it keeps one."""
    message = _("%(label)s ghi %(x)s, trong sổ của đơn vị là %(y)s. Sửa theo sổ, hoặc ghi lý do giữ số đã ghi.")
    for code in r.form.from_registers:
        if code in r.layout.fed:
            register = r.cell(code, Hidden.REGISTER)
            when = f"AND({r.is_number(code)},N({r.value(code)})<>N({register}))"
            yield r.mark(code, when, message, label=r.label(code), x=r.shown(code), y=r.shown(code, register))
