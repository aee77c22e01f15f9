"""Checks of one cell by itself: K01, K11, K15."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from khuyenhoc.returns.checks.view import View
from khuyenhoc.returns.values import Mark, Stated
from khuyenhoc.sheets.sentences import STRUCK_OUT, said
from khuyenhoc.vietnamese.numbers import LOOK_ALIKES, without_look_alikes

_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


def k01(view: View) -> Iterator[Mark]:
    """A whole number, not negative; a text that is no number stands here."""
    for i in view.form.typed:
        cell = view.cell(i.code)
        if cell.stated is Stated.INVALID:
            message = _("%(label)s: “%(raw)s” không phải là một số nguyên. Ghi lại bằng chữ số, ví dụ 1.250.%(hint)s")
            yield view.mark(i.code, message % {"label": i.label, "raw": cell.raw, "hint": _hint(cell.raw)})
        elif cell.value is not None and cell.value < 0:
            message = _("%(label)s đang là số âm (%(value)s). Ghi lại số không âm.")
            yield view.mark(i.code, message % {"label": i.label, "value": view.shown(i.code)})


def _hint(raw: str) -> str:
    if raw.endswith(said(STRUCK_OUT, text="")):
        return _(" Bỏ nét gạch nếu số này đúng; nếu không, xóa đi rồi ghi số đúng vào chính ô này.")
    return date_hint() if _DATE.fullmatch(raw) else _letters_hint(raw)


def date_hint() -> str:
    """What else to do where a spreadsheet made a date of a number: typed anew into that cell, it becomes a date again."""
    return _(" Ô này đang ghi ngày tháng: gõ dấu nháy ' liền trước số, ví dụ '18, để số không đổi thành ngày.")


LETTERS: Final = {"0": gettext_noop("chữ O, không phải số 0"), "1": gettext_noop("chữ l hoặc I, không phải số 1")}
"""What is said of the letters that look like a digit (`LOOK_ALIKES`)."""
AND: Final = gettext_noop(", có ")


def letters_hint() -> str:
    """What else to say where letters were typed for digits, with places for which (`letters`) and for the number meant."""
    return _(" Ở đây có %(letters)s: có lẽ là %(meant)s.")


def _letters_hint(raw: str) -> str:
    meant = without_look_alikes(raw)
    letters = _(AND).join(_(words) for digit, words in LETTERS.items() if set(raw) & set(LOOK_ALIKES[digit]))
    return letters_hint() % {"letters": letters, "meant": meant} if meant else ""


def k11(view: View) -> Iterator[Mark]:
    """Every indicator that is not derived is filled, or "không có" is stated."""
    for i in view.form.typed:
        if view.cell(i.code).stated is Stated.BLANK:
            message = _("%(label)s chưa được ghi. Ghi số, hoặc ghi “không có” nếu không có gì để đếm.")
            yield view.mark(i.code, message % {"label": i.label})


def k15(view: View) -> Iterator[Mark]:
    """A value outside the indicator's values; and no association, yet members."""
    for i in view.form.typed:
        if not i.values:
            continue
        value = view.cell(i.code).value
        if value is not None and value >= 0 and value not in i.values:
            message = _("%(label)s chỉ nhận %(values)s, đang ghi là %(value)s.")
            allowed = _(" hoặc ").join(map(str, i.values))
            yield view.mark(i.code, message % {"label": i.label, "values": allowed, "value": view.shown(i.code)})
    established, members = str(view.spec.parameters["established"]), str(view.spec.parameters["members"])
    if view.value(established) == 0 and (view.value(members) or 0) > 0:
        message = _("Ghi là chưa thành lập Hội nhưng lại có %(members)s hội viên. Kiểm tra lại hai số này.")
        marked = message % {"members": view.shown(members)}
        yield view.mark(established, marked, look_at=(established, members), level="W")
