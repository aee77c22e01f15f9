"""What the pages of figures show: lines by section, groups of indicators for a table of units, and the table to take away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.spec import FormSpec, IndicatorSpec, ModelSpec, SectionSpec
from khuyenhoc.desk.board_page import notes_of
from khuyenhoc.desk.exports import Table, Value
from khuyenhoc.desk.frame import Where
from khuyenhoc.rollups.figures import Figures, Flag
from khuyenhoc.vietnamese.numbers import format_decimal, format_percent, parse_number
from khuyenhoc.vietnamese.text import capitalised


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of one unit: a total, or a share where the indicator is derived."""

    indicator: IndicatorSpec
    total: int | None
    share: Fraction | None
    counted: int
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators that are looked at side by side."""

    code: str
    title: str
    indicators: tuple[IndicatorSpec, ...]


@dataclass(frozen=True, slots=True)
class Headline:
    """A learning model in one line: how many of how many, and the share."""

    title: str
    share: Fraction | None
    recognised: int | None
    total: int | None
    unit: str
    flags: tuple[Flag, ...]


def entry(figures: Figures, indicator: IndicatorSpec) -> Entry:
    code = indicator.code
    flags = tuple(f for f in figures.flags if f.indicator == code)
    return Entry(indicator, figures.total.get(code), figures.share.get(code), figures.counted.get(code, 0), flags)


def sections(form: FormSpec, figures: Figures) -> list[tuple[SectionSpec, list[Entry]]]:
    """Every indicator of the form with its figure, by section."""
    return [(s, [entry(figures, i) for i in form.indicators if i.section == s.code]) for s in form.sections]


def groups(form: FormSpec) -> list[Group]:
    """The sections of the form; one with learning models is a group a model, and one of the rest."""
    return [group for section in form.sections for group in _groups_of(form, section)]


def _groups_of(form: FormSpec, section: SectionSpec) -> Iterable[Group]:
    taken: set[str] = set()
    for model in form.models:
        if form.by_code[model.total].section == section.code:
            codes = (model.total, model.registered, model.recognised, model.share)
            taken.update(codes)
            yield Group(model.code, capitalised(model.title), tuple(form.by_code[code] for code in codes))
    rest = tuple(i for i in form.indicators if i.section == section.code and i.code not in taken)
    if rest:
        yield Group(section.code, section.title, rest)


def group(form: FormSpec, code: str) -> Group:
    """The group that is asked for; the first one with a learning model where there is none of that name."""
    found = {g.code: g for g in groups(form)}
    first = form.models[0].code if form.models else next(iter(found))
    return found.get(code) or found[first]


def headlines(form: FormSpec, figures: Figures) -> list[Headline]:
    return [_headline(form, figures, model) for model in form.models]


def _headline(form: FormSpec, figures: Figures, model: ModelSpec) -> Headline:
    total, unit = figures.total, form.by_code[model.total].unit
    flags = tuple(f for f in figures.flags if f.indicator in (model.recognised, model.total))
    share, recognised = figures.share[model.share], total[model.recognised]
    return Headline(capitalised(model.title), share, recognised, total[model.total], unit, flags)


def rows(figures: Sequence[Figures], group: Group) -> list[tuple[Figures, list[Entry]]]:
    """The units with the figures of a group; what belongs to nobody where there is something of it."""
    shown = [
        one for one in figures if one.unit.code or any(one.total.get(i.code) is not None for i in group.indicators)
    ]
    return [(one, [entry(one, i) for i in group.indicators]) for one in shown]


def table(form: FormSpec, whole: Figures, parts: Sequence[Figures], at: Where, as_of: dt.date | None = None) -> Table:
    """Every indicator of a unit and of those right below it. `as_of`: the day of its map, None for the period's own."""
    header = [_("Mã đơn vị"), _("Đơn vị"), _("Báo cáo đã chấp nhận"), _("Báo cáo phải nộp")]
    header += [f"{i.code} {i.label} ({i.unit})" for i in form.indicators]
    body = [[f.unit.code, f.unit.name, f.accepted, f.owing, *_values(form, f)] for f in (whole, *parts)]
    name = f"so-lieu-{whole.unit.code}-{whole.period}" + (f"-ban-do-{as_of}" if as_of else "")
    return Table(name, header, body, notes_of(f"{whole.unit.name} · {at.period}", at.synthetic))


def _values(form: FormSpec, figures: Figures) -> list[Value]:
    return [rounded(figures.share[i.code], i) if i.is_derived else figures.total[i.code] for i in form.indicators]


def rounded(value: Fraction | None, indicator: IndicatorSpec) -> Decimal | None:
    """A share as it is printed, as a number; None where it cannot be calculated."""
    if value is None:
        return None
    found = parse_number(format_percent(value) if indicator.unit == "%" else format_decimal(value, 0))
    return found.value if found else None
