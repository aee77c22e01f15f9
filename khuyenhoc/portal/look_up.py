"""What the look-up pages show: the facts of the catalogue, found without accents, each with its provenance. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from khuyenhoc.catalogue.criteria.spec import CriteriaSetSpec
from khuyenhoc.catalogue.spec import (
    FormSpec,
    IndicatorSpec,
    InstrumentSpec,
    SectionSpec,
    TargetSpec,
)
from khuyenhoc.vietnamese.text import fold

F = TypeVar("F")


@dataclass(frozen=True)
class ShownSection:
    """A section of a form with those of its indicators that were looked for."""

    section: SectionSpec
    indicators: tuple[IndicatorSpec, ...]


@dataclass(frozen=True)
class ShownTargets:
    """The targets that one instrument sets."""

    instrument: InstrumentSpec | None
    targets: tuple[TargetSpec, ...]


def matching(items: Iterable[F], wanted: str, words: Callable[[F], Sequence[str | None]]) -> tuple[F, ...]:
    """The items of which every word of `wanted` stands somewhere in `words(item)`, with or without accents."""
    asked = fold(wanted).split()
    return tuple(i for i in items if all(word in fold(" ".join(filter(None, words(i)))) for word in asked))


def instrument_words(i: InstrumentSpec) -> Sequence[str | None]:
    return i.kind, i.number, i.issuer, i.title, str(i.date.year) if i.date else i.date_status


def criteria_words(c: CriteriaSetSpec) -> Sequence[str | None]:
    return [c.title, *(criterion.title for criterion in c.criteria), *(indicator.title for indicator in c.indicators)]


def sections(form: FormSpec, wanted: str) -> tuple[ShownSection, ...]:
    """The form's sections that have an indicator that was looked for, in the order of the form."""
    found = matching(form.indicators, wanted, lambda i: (i.code, i.label, i.unit, i.scope))
    shown = (ShownSection(s, tuple(i for i in found if i.section == s.code)) for s in form.sections)
    return tuple(s for s in shown if s.indicators)


def targets_by_instrument(
    targets: Iterable[TargetSpec], instruments: Sequence[InstrumentSpec], wanted: str
) -> tuple[ShownTargets, ...]:
    """The targets that were looked for, under the instruments that set them, in the order of the catalogue."""
    by_code = {i.code: i for i in instruments}

    def words(target: TargetSpec) -> Sequence[str | None]:
        instrument = by_code.get(target.instrument or "")
        return [target.title, target.group, *(instrument_words(instrument) if instrument else ())]

    found = matching(targets, wanted, words)
    codes = dict.fromkeys(t.instrument or "" for t in found)
    return tuple(
        ShownTargets(by_code.get(code), tuple(t for t in found if (t.instrument or "") == code)) for code in codes
    )
