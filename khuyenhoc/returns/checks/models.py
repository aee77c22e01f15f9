"""Checks of the five learning models: K02, K03, K09, K10, K14. K02 silences K03 and K09 of its model."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import ModelSpec
from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.values import Mark
from khuyenhoc.vietnamese.numbers import format_share
from khuyenhoc.vietnamese.text import in_sentence


def _above(view: View, smaller: str, larger: str) -> bool:
    low, high = view.value(smaller), view.value(larger)
    return low is not None and high is not None and low > high


def _compared(view: View, smaller: str, larger: str) -> Mark:
    message = _("%(a)s (%(x)s) lớn hơn %(b)s (%(y)s).") % {
        "a": view.label(smaller),
        "x": view.shown(smaller),
        "b": in_sentence(view.label(larger)),
        "y": view.shown(larger),
    }
    return view.mark(smaller, message, look_at=(smaller, larger))


def k02(view: View) -> Iterator[Mark]:
    """Recognised is not above the total."""
    return (_compared(view, m.recognised, m.total) for m in view.form.models if _above(view, m.recognised, m.total))


def k03(view: View) -> Iterator[Mark]:
    """Recognised is not above registered."""
    for m in view.form.models:
        if _above(view, m.recognised, m.registered) and not _above(view, m.recognised, m.total):
            yield _compared(view, m.recognised, m.registered)


def k14(view: View) -> Iterator[Mark]:
    """Registered is not above the total."""
    return (_compared(view, m.registered, m.total) for m in view.form.models if _above(view, m.registered, m.total))


def nearly_all(recognised: int | None, total: int | None, percent: Fraction, at_least: Fraction) -> bool:
    """Whether so large a share is recognised that it has to be explained: K09's rule, for a return and for a total."""
    if recognised is None or not total or total < at_least or recognised > total:
        return False
    return recognised * 100 * percent.denominator >= percent.numerator * total


def k09(view: View) -> Iterator[Mark]:
    """99,5 % or more recognised where the total is 100 or more (both numbers are data)."""
    percent, at_least = Fraction(view.spec.number("percent")), Fraction(view.spec.number("total_at_least"))
    for m in view.form.models:
        if nearly_all(view.value(m.recognised), view.value(m.total), percent, at_least):
            yield _nearly_all_mark(view, m)


def _nearly_all_mark(view: View, m: ModelSpec) -> Mark:
    share = format_share(view.value(m.recognised) or 0, view.value(m.total) or 0)
    message = _(
        "%(share)s %% %(title)s được công nhận (%(x)s trên %(y)s): gần như toàn bộ. Ghi lý do nếu đúng như vậy."
    )
    values = {"share": share, "title": m.title, "x": view.shown(m.recognised), "y": view.shown(m.total)}
    return view.mark(m.recognised, message % values, look_at=(m.recognised, m.total))


def k10(view: View) -> Iterator[Mark]:
    """Communities are not above the villages and residential groups known for the unit; not known: not applied."""
    code, known = str(view.spec.parameters["communities"]), view.context.villages_known
    value = view.value(code)
    if known is not None and value is not None and value > known:
        message = _("%(label)s (%(x)s) nhiều hơn số thôn, khu dân cư đã biết của đơn vị (%(y)s).")
        yield view.mark(
            code, message % {"label": view.label(code), "x": view.shown(code), "y": view.shown(code, known)}
        )
