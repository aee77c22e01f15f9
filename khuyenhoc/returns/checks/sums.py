"""Checks of parts and wholes, shares, and what is given without being paid for: K04, K06, K16, K17."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.formula import evaluate, names_in
from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.values import Mark
from khuyenhoc.vietnamese.numbers import format_decimal


def k04(view: View) -> Iterator[Mark]:
    """Wholes are the sum of their parts, the closing balance follows from the year; exact, but for the file's rounding."""
    for i, formula in view.form.sums:
        codes = (i.code, *names_in(formula))
        stated, computed = view.value(i.code), evaluate(formula, {c: view.value(c) for c in codes})
        if stated is None or computed is None or computed == stated:
            continue
        rounding = sum(view.cell(c).step for c in codes if view.cell(c).step > 1)
        within = abs(computed - stated) * 2 <= rounding
        yield _sum_mark(view, i, int(computed), codes, "W" if within else "E")


def _sum_mark(view: View, i: IndicatorSpec, computed: int, codes: tuple[str, ...], level: str) -> Mark:
    message = (
        _("%(label)s ghi %(x)s, cộng các phần được %(y)s, lệch %(d)s.")
        if i.parts
        else _("%(label)s ghi %(x)s, tính từ đầu kỳ, vận động và chi được %(y)s, lệch %(d)s.")
    )
    gap = abs(computed - (view.value(i.code) or 0))
    values = {
        "label": i.label,
        "x": view.shown(i.code),
        "y": view.shown(i.code, computed),
        "d": view.shown(i.code, gap),
    }
    return view.mark(i.code, message % values, look_at=(i.code,), level=level)


def k06(view: View) -> Iterator[Mark]:
    """Parts that need not make up the whole are still not above it."""
    for whole, parts in view.form.parts_of.items():
        total = view.value(whole)
        if total is None or view.form.by_code[whole].parts:
            continue
        together = sum(view.value(p) or 0 for p in parts)
        if together > total:
            alone = [p for p in parts if (view.value(p) or 0) > total]
            yield _part_mark(view, whole, alone or list(parts), together)


def _part_mark(view: View, whole: str, parts: list[str], together: int) -> Mark:
    if len(parts) == 1:
        message = _("%(part)s (%(x)s) lớn hơn %(whole)s (%(y)s).")
        values = {"part": view.label(parts[0]), "x": view.shown(parts[0])}
    else:
        message = _("Các phần của “%(whole)s” cộng lại (%(x)s) lớn hơn chính nó (%(y)s).")
        values = {"x": view.shown(whole, together)}
    values |= {"whole": view.label(whole), "y": view.shown(whole)}
    return view.mark(parts[0] if len(parts) == 1 else whole, message % values, look_at=(*parts, whole))


def k16(view: View) -> Iterator[Mark]:
    """A typed share that its own counts contradict by more than its rounding."""
    for i in view.form.indicators:
        if not i.formula or (typed := view.cell(i.code).share) is None:
            continue
        actual = evaluate(i.formula, {c: view.value(c) for c in names_in(i.formula)})
        if actual is not None and not _same_share(typed, actual, percent=i.unit == "%"):
            message = _("%(label)s ghi %(x)s, tính từ số đếm được %(y)s. Số đếm được dùng, tỷ lệ không được giữ.")
            shown = {"label": i.label, "x": format_decimal(typed, _decimals(typed)), "y": format_decimal(actual, 2)}
            yield view.mark(i.code, message % shown)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(6, max(0, -int(exponent)))


def _same_share(typed: Decimal, actual: Fraction, *, percent: bool) -> bool:
    # A spreadsheet's percent cell holds 0,8782 for 87,82 %: both readings are one share.
    places = _decimals(typed)
    return _rounds_to(typed, 1, actual, places) or (percent and _rounds_to(typed, 100, actual, max(0, places - 2)))


def _rounds_to(typed: Decimal, factor: int, actual: Fraction, places: int) -> bool:
    """Whether so many times the typed number is the exact one but for the rounding to so many decimals."""
    above, below = typed.as_integer_ratio()
    gap = abs(factor * above * actual.denominator - actual.numerator * below)
    return gap * 2 * int(10**places) <= below * actual.denominator


def k17(view: View) -> Iterator[Mark]:
    """Scholarships or help given while nothing was paid for them."""
    pairs = view.spec.parameters["given_and_paid"]
    for given, paid in (str(pair).split() for pair in (pairs if isinstance(pairs, list) else [])):
        if (view.value(given) or 0) > 0 and view.value(paid) == 0:
            message = _("%(given)s là %(x)s nhưng “%(paid)s” bằng 0. Ghi số đã chi, hoặc ghi lý do nếu nơi khác chi.")
            values = {"given": view.label(given), "x": view.shown(given), "paid": view.label(paid)}
            yield view.mark(given, message % values, look_at=(given, paid))
