"""Checks of one cell by itself, as formulas: K01, K11, K15. The counterpart of `returns.checks.single`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from khuyenhoc.returns.checks.single import AND, LETTERS, date_hint, letters_hint
from khuyenhoc.returns.workbook.expressions import all_of, joined, number, quoted
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning
from khuyenhoc.returns.workbook.statements import BLANK, INVALID, VALUE, is_whole
from khuyenhoc.vietnamese.numbers import LOOK_ALIKES


def k01(r: Reckoning) -> Iterator[Probe]:
    """A whole number, not negative."""
    for i in r.form.typed:
        message = _("%(label)s: “%(raw)s” không phải là một số nguyên. Ghi lại bằng chữ số, ví dụ 1.250.%(hint)s")
        written = r.written(i.code)
        yield r.mark(
            i.code,
            f"{r.state(i.code)}={INVALID}",
            message,
            label=quoted(i.label),
            raw=_raw(written),
            hint=_hint(written),
        )
        message = _("%(label)s đang là số âm (%(value)s). Ghi lại số không âm.")
        negative = f"AND({r.state(i.code)}={VALUE},N({r.value(i.code)})<0)"
        yield r.mark(i.code, negative, message, label=quoted(i.label), value=r.shown(i.code))


def _raw(cell: str) -> str:
    """What stands in a cell that states no figure: a text, a number with decimals, or a date."""
    date = f'DAY({cell})&"/"&MONTH({cell})&"/"&YEAR({cell})'
    broken = f'SUBSTITUTE({cell}&"",".",",")'
    return f'IFERROR(IF(ISTEXT({cell}),TRIM({cell}),IF({cell}=INT({cell}),{date},{broken})),"#")'


def _hint(cell: str) -> str:
    """What else to do where the cell holds a date, or letters that were typed for digits."""
    date = f'IF(AND({cell}=INT({cell}),YEAR({cell})>0),{quoted(date_hint())},"")'
    return f'IFERROR(IF(ISTEXT({cell}),{_letters(f"TRIM({cell})")},{date}),"")'


def _letters(text: str) -> str:
    (_zero, of_zero), (_one, of_one) = LETTERS.items()
    zeros = _replaced(text, "0")
    meant = _replaced(zeros, "1")
    has_zero, has_one = f"{zeros}<>{text}", f"{meant}<>{zeros}"
    both = f'IF(AND({has_zero},{has_one}),{quoted(_(AND))},"")'
    letters = f'IF({has_zero},{quoted(_(of_zero))},"")&{both}&IF({has_one},{quoted(_(of_one))},"")'
    told = joined(letters_hint(), letters=letters, meant=meant)
    return f'IF(AND({meant}<>{text},{is_whole(meant)}),{told},"")'


def _replaced(text: str, digit: str) -> str:
    """A text with the digit instead of the letters that look like it."""
    for letter in LOOK_ALIKES[digit]:
        text = f'SUBSTITUTE({text},"{letter}","{digit}")'
    return text


def k11(r: Reckoning) -> Iterator[Probe]:
    """Every indicator that is not derived is filled."""
    for i in r.form.typed:
        message = _("%(label)s chưa được ghi. Ghi số, hoặc ghi “không có” nếu không có gì để đếm.")
        probe = r.mark(i.code, f"{r.state(i.code)}={BLANK}", message, label=quoted(i.label))
        yield probe if i.code in r.layout.fed else replace(probe, at_first=message % {"label": i.label})


def k15(r: Reckoning) -> Iterator[Probe]:
    """A value outside the indicator's values; and no association, yet members."""
    for i in r.form.typed:
        if i.values:
            value = r.value(i.code)
            others = [f"N({value})<>{number(n)}" for n in i.values]
            message = _("%(label)s chỉ nhận %(values)s, đang ghi là %(value)s.")
            allowed = quoted(_(" hoặc ").join(map(str, i.values)))
            when = all_of([f"{r.state(i.code)}={VALUE}", f"N({value})>=0", *others])
            yield r.mark(i.code, when, message, label=quoted(i.label), values=allowed, value=r.shown(i.code))
    established, members = str(r.spec.parameters["established"]), str(r.spec.parameters["members"])
    when = all_of([r.is_number(established, members), f"{r.value(established)}=0", f"N({r.value(members)})>0"])
    message = _("Ghi là chưa thành lập Hội nhưng lại có %(members)s hội viên. Kiểm tra lại hai số này.")
    yield r.mark(established, when, message, level="W", members=r.shown(members))
