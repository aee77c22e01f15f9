"""Checks of the learning models, as formulas: K02, K03, K09, K10, K14. The counterpart of `returns.checks.models`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.returns.workbook.expressions import all_of, quoted, truthful
from khuyenhoc.returns.workbook.layout import VILLAGES
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning
from khuyenhoc.vietnamese.text import in_sentence

_PLACES = 2


def _above(r: Reckoning, smaller: str, larger: str) -> str:
    return f"AND({r.is_number(smaller, larger)},{r.value(smaller)}>{r.value(larger)})"


def _compared(r: Reckoning, smaller: str, larger: str, when: str) -> Probe:
    return r.mark(
        smaller, when, _("%(a)s (%(x)s) lớn hơn %(b)s (%(y)s)."),
        a=r.label(smaller), x=r.shown(smaller), b=quoted(in_sentence(r.form.by_code[larger].label)), y=r.shown(larger),
    )  # fmt: skip


def k02(r: Reckoning) -> Iterator[Probe]:
    """Recognised is not above the total."""
    for m in r.form.models:
        yield _compared(r, m.recognised, m.total, _above(r, m.recognised, m.total))


def k03(r: Reckoning) -> Iterator[Probe]:
    """Recognised is not above registered, said where it is not above the total as well."""
    for m in r.form.models:
        when = f"AND({_above(r, m.recognised, m.registered)},NOT({_above(r, m.recognised, m.total)}))"
        yield _compared(r, m.recognised, m.registered, when)


def k14(r: Reckoning) -> Iterator[Probe]:
    """Registered is not above the total."""
    for m in r.form.models:
        yield _compared(r, m.registered, m.total, _above(r, m.registered, m.total))


def k09(r: Reckoning) -> Iterator[Probe]:
    """Nearly all recognised, where the total is large enough to say so."""
    message = _(
        "%(share)s %% %(title)s được công nhận (%(x)s trên %(y)s): gần như toàn bộ. Ghi lý do nếu đúng như vậy."
    )
    for m in r.form.models:
        part, whole = r.value(m.recognised), r.value(m.total)
        when = all_of([
            r.is_number(m.recognised, m.total), f"N({whole})>={r.threshold('total_at_least')}", f"{part}<={whole}",
            f"N({part})*100>={r.threshold('percent')}*N({whole})",
        ])  # fmt: skip
        shown = {"x": r.shown(m.recognised), "y": r.shown(m.total), "title": quoted(m.title)}
        yield r.mark(m.recognised, when, message, share=truthful(f"{part}*100/{whole}", _PLACES), **shown)


def k10(r: Reckoning) -> Iterator[Probe]:
    """Communities are not above the villages known for the unit; not known: not asked."""
    code = str(r.spec.parameters["communities"])
    message = _("%(label)s (%(x)s) nhiều hơn số thôn, khu dân cư đã biết của đơn vị (%(y)s).")
    when = f"AND({r.is_number(code)},ISNUMBER({VILLAGES}),N({r.value(code)})>N({VILLAGES}))"
    yield r.mark(code, when, message, label=r.label(code), x=r.shown(code), y=r.shown(code, VILLAGES))
