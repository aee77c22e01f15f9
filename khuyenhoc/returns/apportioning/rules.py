"""Whether figures of a divided unit are apportioned to its parts without losing or inventing anything. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.inheritance import inherits
from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.units.enums import Inheritance
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised

Part = str | None
"""The code of a part; None for what stays with the old unit alone, as its history."""
Wanted = Mapping[str, Mapping[Part, int | None]]
"""By indicator, what each part is to get; None where the cell is blank. An indicator without any number is left as it is."""


@dataclass(frozen=True, slots=True)
class Split:
    """A unit as it was called before the day on which it was divided, and its parts as they are called from then on."""

    unit: UnitName
    on: dt.date
    parts: tuple[UnitName, ...]
    lineage: tuple[str, ...] = ()
    """Whose rights are asked: the units above it before and after."""

    @property
    def name(self) -> str:
        return capitalised(self.unit.full_name)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a figure cannot be apportioned so. `part`: at the cell of which part; "" for the figure as a whole."""

    unit: str
    indicator: str
    part: Part
    message: str


def asked(split: Split, form: FormSpec, amounts: Mapping[str, int]) -> list[IndicatorSpec]:
    """The figures of a unit that somebody has to apportion, in the order of the form; what stays its history is left out."""
    return [i for i in form.typed if i.code in amounts and inherits(i.code, split.on) != Inheritance.KEEP]


def may_stay(indicator: str, on: dt.date) -> bool:
    """Whether it may be said that a figure stays with the old unit."""
    return inherits(indicator, on) == Inheritance.ASK


def as_kept(shares: Mapping[Part, int | None]) -> dict[Part, int | None]:
    """What is kept of what was said of a figure: a history of which nothing stays is not written down."""
    return {part: value for part, value in shares.items() if part is not None or value}


def faults(split: Split, form: FormSpec, amounts: Mapping[str, int], wanted: Wanted) -> list[Fault]:
    """Everything that is wrong; [] where each figure adds up to exactly what is there."""
    return [
        Fault(split.unit.code, code, part, message)
        for code, shares in wanted.items()
        if any(value is not None for value in shares.values())
        for part, message in _of_figure(split, form, amounts, code, shares)
    ]


def _of_figure(
    split: Split, form: FormSpec, amounts: Mapping[str, int], code: str, shares: Mapping[Part, int | None]
) -> Iterator[tuple[Part, str]]:
    indicator, words = form.by_code.get(code), {"code": code, "unit": split.unit.full_name}
    if indicator is None or indicator.is_derived:
        yield "", _("%(code)s không phải là chỉ tiêu được điền trong biểu mẫu của kỳ này.") % words
        return
    words["label"] = indicator.label
    if code not in amounts:
        yield "", _("%(label)s: %(unit)s không có số của kỳ này để phân bổ.") % words
        return
    if inherits(code, split.on) == Inheritance.KEEP:
        yield "", _("%(label)s: là việc đã làm trong kỳ, giữ ở %(unit)s, không phân bổ.") % words
        return
    found = list(_of_cells(split, code, shares, indicator.label))
    yield from found or _of_sum(amounts[code], shares, indicator.label)


def _of_cells(split: Split, code: str, shares: Mapping[Part, int | None], label: str) -> Iterator[tuple[Part, str]]:
    parts = {unit.code: unit.full_name for unit in split.parts}
    for part, value in shares.items():
        words = {"label": label, "part": parts.get(part or "", part), "unit": split.unit.full_name}
        if part is not None and part not in parts:
            yield part, _("%(part)s không nhận phần nào của %(unit)s.") % {**words, "part": part}
        elif part is None and value and not may_stay(code, split.on):
            yield part, _("%(label)s: phải phân bổ hết cho các đơn vị nhận, không giữ ở %(unit)s được.") % words
        elif value is not None and value < 0:
            yield part, _("%(label)s, %(part)s: số âm. Ghi số không âm.") % words
    for part, name in parts.items():
        if shares.get(part) is None:
            yield (
                part,
                _("%(label)s: còn trống ô của %(part)s. Không có gì thì ghi 0.") % {"label": label, "part": name},
            )


def _of_sum(whole: int, shares: Mapping[Part, int | None], label: str) -> Iterator[tuple[Part, str]]:
    total = sum(value or 0 for value in shares.values())
    words = {
        "label": label, "sum": format_count(total), "whole": format_count(whole), "by": format_count(abs(whole - total))
    }  # fmt: skip
    if total < whole:
        yield "", _("%(label)s: các phần cộng lại được %(sum)s, còn thiếu %(by)s so với %(whole)s đã báo cáo.") % words
    elif total > whole:
        yield "", _("%(label)s: các phần cộng lại được %(sum)s, thừa %(by)s so với %(whole)s đã báo cáo.") % words
