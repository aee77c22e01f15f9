"""Which figures of the books an article prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khuyenhoc.catalogue.formula import names_in
from khuyenhoc.documents.article import FigureKind, FigureRef
from khuyenhoc.ledger.printing import NewPin
from khuyenhoc.rollups.books import Books, NoSuchPeriod, books
from khuyenhoc.rollups.pins import pinned


def printed_by_article(refs: Iterable[FigureRef]) -> list[NewPin]:
    """The figures that references stand for, of a pair both, of a share those that it is reckoned from. One statement for each
    period over those of the books."""
    by_period: dict[str, list[FigureRef]] = {}
    for ref in refs:
        by_period.setdefault(ref.period, []).append(ref)
    return [pin for period, of in by_period.items() for pin in _of_period(period, of)]


def _of_period(period: str, refs: Iterable[FigureRef]) -> list[NewPin]:
    try:
        found = books(period)
    except NoSuchPeriod:
        return []
    wanted = [(ref.unit, code) for ref in refs if ref.unit in found.map.units for code in _numbers(ref, found)]
    return pinned(found, list(dict.fromkeys(wanted)))


def _numbers(ref: FigureRef, found: Books) -> Iterator[str]:
    spec = found.form.by_code.get(ref.indicator)
    if spec is None:
        return
    yield from names_in(spec.formula) if spec.formula else (ref.indicator,)
    if ref.kind == FigureKind.PAIR:
        yield from (m.total for m in found.form.models if m.recognised == ref.indicator)
