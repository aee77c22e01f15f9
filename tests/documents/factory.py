"""An annual review of Hải Dương in 2023 without a database: the demonstration's figures, added up here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.catalogue.spec import BoundSpec, FormSpec
from khuyenhoc.demo.figures import generate
from khuyenhoc.demo.profile import read_targets
from khuyenhoc.returns.values import Stated
from khuyenhoc.rollups.figures import AnnualReview, Figures, UnitRef
from khuyenhoc.rollups.rules import flags, measured, shares
from khuyenhoc.units.spec import UnitName, read_units
from khuyenhoc.vietnamese.text import capitalised

PROVINCE, PERIOD = "30", "2023"
PARTS = (("BC-NUA-NAM", "2023-6T"), ("BC-QUY", "2023-Q4"))
"""The forms of half a year and of a quarter, each with a period."""
MADE_AT = dt.datetime(2024, 1, 8, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=7)))
JOURNAL_HEAD = "5f1c" * 16

Totals = Mapping[str, int | None]


@cache
def annual_review() -> AnnualReview:
    """235 communes, all accepted; the four published pairs, 6 of 8 targets, two flags, synthetic."""
    catalogue = read_catalogue()
    form, units = catalogue.forms[0], read_units(PROVINCE, int(PERIOD)).units
    rows = {code: _plain(row) for code, row in generate(form, units).items()}
    return _review(form, units, rows, tuple(b for b in catalogue.bounds if b.unit == PROVINCE))


@cache
def part_of_a_year(form_code: str, period: str) -> AnnualReview:
    """The same figures as far as a shorter form has them, said to be of a part of the year, without targets."""
    whole, form = annual_review(), next(f for f in read_catalogue().forms if f.code == form_code)

    def narrowed(figures: Figures) -> Figures:
        total = {i.code: figures.total[i.code] for i in form.typed}
        found = replace(figures, period=period, total=total, share=shares(form, total), flags=flags(form, total, ()))
        return replace(found, counted=dict.fromkeys(total, figures.owing))

    return replace(
        whole, period=period, form=form, figures=narrowed(whole.figures), targets=(),
        districts=tuple(map(narrowed, whole.districts)),
        communes={code: tuple(map(narrowed, found)) for code, found in whole.communes.items()},
    )  # fmt: skip


def with_total(review: AnnualReview, **changed: int | None) -> AnnualReview:
    """The same review with other totals of the province: shares, flags and targets as they follow from them."""
    total = {**review.figures.total, **changed}
    return _measured(review, replace(review.figures, total=total, share=shares(review.form, total)))


def without(review: AnnualReview, *codes: str) -> AnnualReview:
    """The same review where no return of the province states those figures."""
    return with_total(review, **dict.fromkeys(codes))


def _measured(review: AnnualReview, figures: Figures) -> AnnualReview:
    counted = {code: figures.owing if value is not None else 0 for code, value in figures.total.items()}
    figures = replace(figures, counted=counted)
    return replace(review, figures=figures, targets=tuple(measured(t, figures) for t in read_targets()))


def _review(
    form: FormSpec, units: Iterable[UnitName], rows: Mapping[str, Totals], bounds: tuple[BoundSpec, ...]
) -> AnnualReview:
    by_level: dict[str, list[UnitName]] = {}
    for unit in units:
        by_level.setdefault(unit.level, []).append(unit)
    below = {d.code: [c for c in by_level["commune"] if c.parent == d.code] for d in by_level["district"]}
    communes = {code: tuple(_figures(form, c, [rows[c.code]]) for c in found) for code, found in below.items()}
    districts = tuple(_figures(form, d, [rows[c.code] for c in below[d.code]]) for d in by_level["district"])
    top = _figures(form, by_level["province"][0], list(rows.values()), bounds)
    return AnnualReview(
        unit=top.unit, period=PERIOD, form=form, figures=top, districts=districts, communes=communes,
        targets=tuple(measured(t, top) for t in read_targets()), instruments=read_catalogue().instruments,
        made_at=MADE_AT, journal_head=JOURNAL_HEAD, synthetic=True,
    )  # fmt: skip


def _figures(form: FormSpec, unit: UnitName, rows: list[Totals], bounds: tuple[BoundSpec, ...] = ()) -> Figures:
    total = {i.code: sum(row[i.code] or 0 for row in rows) for i in form.typed}
    ref = UnitRef(unit.code, capitalised(unit.full_name), unit.level, unit.parent)
    return Figures(
        unit=ref, period=PERIOD, total=total, share=shares(form, total), owing=len(rows), accepted=len(rows),
        signed=len(rows), flags=flags(form, total, bounds), counted=dict.fromkeys(total, len(rows)),
    )  # fmt: skip


def _plain(row: Mapping[str, int | Stated]) -> dict[str, int | None]:
    return {code: 0 if isinstance(value, Stated) else value for code, value in row.items()}
