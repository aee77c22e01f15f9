"""Checks against the period before, as formulas: K05, K07, K08, K12, K13. The counterpart of `returns.checks.change`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.returns.workbook.expressions import all_of, any_of, dotted, number, quoted, truthful
from khuyenhoc.returns.workbook.layout import Hidden, span
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning

_PLACES = 1


def k05(r: Reckoning) -> Iterator[Probe]:
    """The opening balance is last period's closing balance."""
    message = _(
        "%(label)s (%(x)s) khác số cuối kỳ trước (%(y)s). Ghi lại là %(y)s; nếu số cuối kỳ trước sai, đề nghị văn phòng "
        "Hội mở bản sửa đổi của báo cáo kỳ trước."
    )
    for i in r.form.typed:
        if r.compares and i.opens_with:
            before = r.cell(i.opens_with, Hidden.LAST)
            when = f"AND({r.is_number(i.code)},ISNUMBER({before}),{r.value(i.code)}<>{before})"
            shown = {"x": r.shown(i.code), "y": r.shown(i.code, before)}
            yield r.mark(i.code, when, message, label=quoted(i.label), **shown)


def k07(r: Reckoning) -> Iterator[Probe]:
    """Changed by more than a share and by more than an amount; silent where K13 or K08 speak."""
    others = [p for name, check in (("K13", k13), ("K08", k08)) for p in check(_as(r, name))]
    for i in r.form.typed if r.compares else ():
        value, before, change = (r.cell(i.code, c) for c in (Hidden.VALUE, Hidden.BEFORE, Hidden.CHANGE))
        least = r.threshold("money_above" if i.is_money else "count_above")
        large = [f"ISNUMBER({change})", f"ABS(N({value})-{before})>{least}", f"N({change})>{r.threshold('percent')}"]
        silent = [f"NOT({p.when})" for p in others if p.on == i.code]
        yield _changed_mark(r, i.code, all_of([*large, *silent]))


def _as(r: Reckoning, code: str) -> Reckoning:
    return replace(r, spec=r.form.check[code])


def _changed_mark(r: Reckoning, code: str, when: str) -> Probe:
    value, before, change = (r.cell(code, c) for c in (Hidden.VALUE, Hidden.BEFORE, Hidden.CHANGE))
    message = _("%(label)s %(way)s %(percent)s %% so với kỳ trước (từ %(x)s thành %(y)s). Ghi lý do nếu đúng như vậy.")
    return r.mark(
        code, when, message, label=r.label(code), way=f"IF({value}>{before},{quoted(_('tăng'))},{quoted(_('giảm'))})",
        percent=truthful(change, _PLACES), x=r.shown(code, before), y=r.shown(code),
    )  # fmt: skip


def k08(r: Reckoning) -> Iterator[Probe]:
    """Members are not most of the people; the population does not jump."""
    members, people = str(r.spec.parameters["members"]), str(r.spec.parameters["population"])
    n, population = r.value(members), r.value(people)
    share = f"{n}*100/{population}"
    known = all_of([r.is_number(members, people), f"N({n})<>0", f"N({population})<>0"])
    shown = {"n": r.shown(members), "p": r.shown(people), "share": truthful(share, _PLACES)}
    message = _("%(n)s hội viên trên %(p)s dân là %(share)s %%: cao khác thường.")
    yield r.mark(members, f"IF({known},{share}>{r.threshold('members_percent')},FALSE)", message, **shown)
    if r.compares:
        change = r.cell(people, Hidden.CHANGE)
        jumps = f"AND(ISNUMBER({change}),N({change})>{r.threshold('population_change_percent')})"
        yield _changed_mark(r, people, jumps)


def k12(r: Reckoning) -> Iterator[Probe]:
    """So many figures are those of last period that last year's file was probably sent again."""
    if r.compares:
        same = f"SUM({span(r.layout.first, r.layout.row_of[r.form.typed[-1].code], Hidden.EQUAL)})"
        message = _(
            "%(n)s số giống hệt kỳ trước: có thể đã gửi lại tệp của kỳ trước. Nhầm thì gửi đúng tệp; không nhầm thì ghi lý do."
        )
        yield r.mark(None, f"{same}>={r.threshold('equal_figures')}", message, n=dotted(same))


def k13(r: Reckoning) -> Iterator[Probe]:
    """Money that was probably entered in thousands or millions."""
    message = _("%(label)s là %(x)s: có thể đã ghi theo nghìn hoặc triệu đồng. Ghi lại bằng đồng.")
    for i in r.form.typed:
        if i.is_money:
            value = f"N({r.value(i.code)})"
            small = f"AND({value}>={r.threshold('low')},{value}<={r.threshold('high')})"
            when = all_of([r.is_number(i.code), f"{value}<>0", any_of([small, *_jump(r, i.code, value)])])
            yield r.mark(i.code, when, message, label=quoted(i.label), x=r.shown(i.code))


def _jump(r: Reckoning, code: str, value: str) -> Iterator[str]:
    low, high = (Fraction(r.spec.number(name)) for name in ("factor_low", "factor_high"))
    before = r.cell(code, Hidden.BEFORE)
    if r.compares:
        pair = f"ABS({value}),ABS({before})"
        within = f"MAX({pair})>={number(low)}*MIN({pair}),MAX({pair})<={number(high)}*MIN({pair})"
        yield f"AND(ISNUMBER({before}),{within})"
    if low <= 1 <= high:
        # Nothing to compare with counts as no jump at all, which such thresholds would take for one.
        yield f"NOT(ISNUMBER({before}))"
