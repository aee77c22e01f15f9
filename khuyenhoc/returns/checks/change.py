"""Checks against the period before: K05, K07, K08, K12, K13. A unit's first period has nothing to compare with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.values import Mark
from khuyenhoc.vietnamese.numbers import format_percent


def _before(view: View, code: str) -> int | None:
    """Last period's figure to compare with: None where there is none, where it is 0, and where it is "không có"."""
    if view.last is None or code in view.last.none_stated:
        return None
    return view.last.values.get(code) or None


def _changed_percent(before: int, now: int) -> Fraction:
    return abs(Fraction(now - before, before)) * 100


def k05(view: View) -> Iterator[Mark]:
    """The opening balance is last period's closing balance."""
    if view.last is None:
        return
    for i in view.form.typed:
        before = view.last.values.get(i.opens_with) if i.opens_with else None
        now = view.value(i.code)
        if before is not None and now is not None and now != before:
            message = _(
                "%(label)s (%(x)s) khác số cuối kỳ trước (%(y)s). Ghi lại là %(y)s; nếu số cuối kỳ trước sai, đề nghị văn phòng "
                "Hội mở bản sửa đổi của báo cáo kỳ trước."
            )
            yield view.mark(
                i.code, message % {"label": i.label, "x": view.shown(i.code), "y": view.shown(i.code, before)}
            )


def k07(view: View) -> Iterator[Mark]:
    """Changed by more than a share and by more than an amount, both data."""
    if view.last is None:
        return
    percent = Fraction(view.spec.number("percent"))
    silent = {m.indicator for name, check in (("K13", k13), ("K08", k08)) for m in check(_as(view, name))}
    for i in view.form.typed:
        before, now = _before(view, i.code), view.value(i.code)
        if before is None or now is None or i.code in silent:
            continue
        least = view.spec.number("money_above" if i.is_money else "count_above")
        if abs(now - before) > least and _changed_percent(before, now) > percent:
            yield _changed_mark(view, i.code, before, now)


def _as(view: View, code: str) -> View:
    return View(view.form, view.cells, view.context, view.form.check[code])


def _changed_mark(view: View, code: str, before: int, now: int) -> Mark:
    message = _("%(label)s %(way)s %(percent)s %% so với kỳ trước (từ %(x)s thành %(y)s). Ghi lý do nếu đúng như vậy.")
    values = {
        "label": view.label(code),
        "way": _("tăng") if now > before else _("giảm"),
        "percent": format_percent(_changed_percent(before, now), 1),
        "x": view.shown(code, before),
        "y": view.shown(code),
    }
    return view.mark(code, message % values)


def k08(view: View) -> Iterator[Mark]:
    """Members are not most of the people; the population does not jump."""
    members, people = str(view.spec.parameters["members"]), str(view.spec.parameters["population"])
    n, population, before = view.value(members), view.value(people), _before(view, people)
    if n and population and Fraction(n * 100, population) > Fraction(view.spec.number("members_percent")):
        message = _("%(n)s hội viên trên %(p)s dân là %(share)s %%: cao khác thường.")
        share = format_percent(Fraction(n * 100, population), 1)
        values = {"n": view.shown(members), "p": view.shown(people), "share": share}
        yield view.mark(members, message % values, look_at=(members, people))
    if before and population is not None:
        percent = Fraction(view.spec.number("population_change_percent"))
        if _changed_percent(before, population) > percent:
            yield _changed_mark(view, people, before, population)


def k12(view: View) -> Iterator[Mark]:
    """So many figures are those of last period that last year's file was probably sent again, or its figures typed again."""
    if view.last is None:
        return
    moving = [i.code for i in view.form.typed if not i.steady]
    same = [c for c in moving if view.value(c) and view.value(c) == view.last.values.get(c)]
    if len(same) >= view.spec.number("equal_figures"):
        message = _(
            "%(n)s số giống hệt kỳ trước: có thể đã gửi lại tệp của kỳ trước. Nhầm thì gửi đúng tệp; không nhầm thì ghi lý do."
        )
        if all(view.is_without_file(c) for c in same):
            message = _(
                "%(n)s số giống hệt kỳ trước: có thể đã nhập lại số của kỳ trước. Nhầm thì sửa lại; không nhầm thì ghi lý do."
            )
        yield view.mark(None, message % {"n": len(same)})


def k13(view: View) -> Iterator[Mark]:
    """Money that was probably entered in thousands or millions."""
    low, high = view.spec.number("low"), view.spec.number("high")
    factor_low, factor_high = Fraction(view.spec.number("factor_low")), Fraction(view.spec.number("factor_high"))
    for i in view.form.typed:
        if not i.is_money or not (value := view.value(i.code)):
            continue
        before = _before(view, i.code)
        jump = Fraction(max(abs(value), abs(before)), min(abs(value), abs(before))) if before else 1
        if low <= value <= high or factor_low <= jump <= factor_high:
            message = _("%(label)s là %(x)s: có thể đã ghi theo nghìn hoặc triệu đồng. Ghi lại bằng đồng.")
            yield view.mark(i.code, message % {"label": i.label, "x": view.shown(i.code)})
