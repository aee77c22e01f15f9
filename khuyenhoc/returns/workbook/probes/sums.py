"""Checks of parts and wholes, shares and payments, as formulas: K04, K06, K16, K17. The counterpart of `returns.checks.sums`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.workbook.expressions import all_of, dotted, quoted, translated, with_decimals
from khuyenhoc.returns.workbook.layout import Hidden
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning

_SLACK = "0.000000001"
"""For the last bit of a division; a difference that counts is far larger."""


def k04(r: Reckoning) -> Iterator[Probe]:
    """Wholes are the sum of their parts, the closing balance follows from the year. Here all is stated in đồng: exact."""
    for i in r.form.typed:
        formula = " + ".join(i.parts) if i.parts else i.equals
        if formula:
            yield _sum_mark(r, i, formula)


def _sum_mark(r: Reckoning, i: IndicatorSpec, formula: str) -> Probe:
    computed, stated = translated(formula, r.value), r.value(i.code)
    known = r.is_number(i.code, *names_in(formula))
    message = (
        _("%(label)s ghi %(x)s, cộng các phần được %(y)s, lệch %(d)s.")
        if i.parts
        else _("%(label)s ghi %(x)s, tính từ đầu kỳ, vận động và chi được %(y)s, lệch %(d)s.")
    )
    # Text in a sum is an error and not nothing, so the sum is only looked at where all of it is known.
    return r.mark(
        i.code, f"IF({known},{stated}<>{computed},FALSE)", message, label=quoted(i.label),
        x=r.shown(i.code), y=r.shown(i.code, computed), d=r.shown(i.code, f"ABS({computed}-{stated})"),
    )  # fmt: skip


def k06(r: Reckoning) -> Iterator[Probe]:
    """Parts that need not make up the whole are still not above it; one part alone that is carries the mark itself."""
    for whole in r.form.typed:
        parts = [i.code for i in r.form.typed if i.part_of == whole.code]
        if parts and not whole.parts:
            yield from _part_marks(r, whole.code, parts)


def _part_marks(r: Reckoning, whole: str, parts: Sequence[str]) -> Iterator[Probe]:
    total, together = r.value(whole), "+".join(f"N({r.value(p)})" for p in parts)
    too_much = [r.is_number(whole), f"{together}>N({total})"]
    alone = "+".join(f"(N({r.value(p)})>N({total}))" for p in parts)
    message = _("%(part)s (%(x)s) lớn hơn %(whole)s (%(y)s).")
    names = {"whole": r.label(whole), "y": r.shown(whole)}
    for part in parts:
        only = [] if len(parts) == 1 else [f"N({r.value(part)})>N({total})", f"{alone}=1"]
        yield r.mark(part, all_of([*too_much, *only]), message, part=r.label(part), x=r.shown(part), **names)
    if len(parts) > 1:
        message = _("Các phần của “%(whole)s” cộng lại (%(x)s) lớn hơn chính nó (%(y)s).")
        yield r.mark(whole, all_of([*too_much, f"{alone}<>1"]), message, x=r.shown(whole, together), **names)


def k16(r: Reckoning) -> Iterator[Probe]:
    """A share that was written over its formula and contradicts its own counts by more than its rounding."""
    message = _("%(label)s ghi %(x)s, tính từ số đếm được %(y)s. Số đếm được dùng, tỷ lệ không được giữ.")
    for i in r.form.indicators:
        if i.formula:
            typed, actual, places = r.written(i.code), r.value(i.code), r.cell(i.code, Hidden.CHANGE)
            when = f"IF(AND(ISNUMBER({typed}),ISNUMBER({actual})),NOT({_same(i, typed, actual, places)}),FALSE)"
            shown = {"x": _as_written(typed, places), "y": with_decimals(actual, 2)}
            yield r.mark(i.code, when, message, label=quoted(i.label), **shown)


def _same(i: IndicatorSpec, typed: str, actual: str, places: str) -> str:
    # A spreadsheet's percent cell holds 0,8782 for 87,82 %: both readings are one share.
    same = f"ABS({typed}-{actual})*2<=10^-{places}+{_SLACK}"
    if i.unit != "%":
        return same
    return f"OR({same},ABS({typed}*100-{actual})*2<=10^-MAX(0,{places}-2)+{_SLACK})"


def _as_written(typed: str, places: str) -> str:
    decimals = f'{dotted(f"TRUNC({typed})")}&","&RIGHT(FIXED({typed},{places},TRUE),{places})'
    return f"IF({places}=0,{dotted(typed)},{decimals})"


def k17(r: Reckoning) -> Iterator[Probe]:
    """Scholarships or help given while nothing was paid for them."""
    pairs = r.spec.parameters["given_and_paid"]
    message = _("%(given)s là %(x)s nhưng “%(paid)s” bằng 0. Ghi số đã chi, hoặc ghi lý do nếu nơi khác chi.")
    for given, paid in (str(pair).split() for pair in (pairs if isinstance(pairs, list) else [])):
        when = all_of([f"N({r.value(given)})>0", r.is_number(paid), f"N({r.value(paid)})=0"])
        yield r.mark(given, when, message, given=r.label(given), x=r.shown(given), paid=r.label(paid))
