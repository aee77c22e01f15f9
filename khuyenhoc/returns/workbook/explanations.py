"""What an indicator means and how its cell is filled in, in a sentence or two, from the catalogue's data."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec
from khuyenhoc.vietnamese.text import capitalised

_LONGEST_HINT = 250


def explained(indicator: IndicatorSpec, form: FormSpec) -> str:
    """What stands below the label: what is counted, of what it is a part, how it is reckoned; "" where that is plain."""
    return " ".join(_sentences(indicator, form))


def hint(indicator: IndicatorSpec, form: FormSpec) -> str:
    """What is said when the cell is entered: its unit of measure, the explanation, other names of the indicator."""
    measure = _("Đơn vị tính: %(unit)s.") % {"unit": indicator.unit}
    names = _("Còn gọi: %(names)s.") % {"names": "; ".join(indicator.aliases)} if indicator.aliases else ""
    told = " ".join(filter(None, (measure, explained(indicator, form))))
    whole = f"{told} {names}".strip()
    return whole if len(whole) <= _LONGEST_HINT else told[:_LONGEST_HINT]


def _sentences(indicator: IndicatorSpec, form: FormSpec) -> Iterator[str]:
    if indicator.scope:
        yield f"{capitalised(indicator.scope)}."
    if indicator.is_yes_or_no:
        yield _("Ghi 1 nếu có, ghi 0 nếu chưa có.")
    elif indicator.values:
        yield _("Chỉ ghi %(values)s.") % {"values": _(" hoặc ").join(map(str, indicator.values))}
    if indicator.formula:
        yield _("Tự tính: %(formula)s.") % {"formula": _shown(indicator.formula)}
    if indicator.parts:
        yield _("Bằng tổng %(codes)s.") % {"codes": _shown(" + ".join(indicator.parts))}
    if indicator.equals:
        yield _("Bằng %(formula)s.") % {"formula": _shown(indicator.equals)}
    if indicator.opens_with:
        yield _("Bằng “%(label)s” của kỳ trước.") % {"label": form.by_code[indicator.opens_with].label}
    if indicator.part_of and not form.by_code[indicator.part_of].parts:
        yield _("Không lớn hơn “%(label)s”.") % {"label": form.by_code[indicator.part_of].label}


def _shown(formula: str) -> str:
    return formula.replace("*", "×").replace(" / ", " : ").replace(" - ", " − ")
