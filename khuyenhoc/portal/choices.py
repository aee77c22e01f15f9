"""The figures that an editor can put into a paragraph: every one that a unit's books hold, as it would be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.documents.article import TARGETS, FigureKind, FigureRef, machine_value, printed
from khuyenhoc.portal.accepted import name
from khuyenhoc.rollups.figures import AnnualReview, UnitRef


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure with its name, as it would be printed."""

    ref: FigureRef
    label: str

    @property
    def value(self) -> str:
        return machine_value(self.ref.text)


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one section of the form."""

    title: str
    choices: tuple[Choice, ...]


def units(review: AnnualReview) -> list[UnitRef]:
    """Whose figures can be chosen: the province's and each district's."""
    return [review.unit, *(d.unit for d in review.districts)]


def groups(review: AnnualReview, unit: str) -> list[Group]:
    """Section by section; what cannot be printed is left out. The targets come first, for the province alone."""
    made = []
    if unit == review.unit.code and review.targets:
        made.append(Group(_("Chỉ tiêu"), tuple(_printed([(TARGETS, FigureKind.MET_TARGETS)], review, unit))))
    for section in review.form.sections:
        wanted = [pair for i in review.form.indicators if i.section == section.code for pair in _kinds(review, i.code)]
        if found := tuple(_printed(wanted, review, unit)):
            made.append(Group(section.title, found))
    return made


def _kinds(review: AnnualReview, code: str) -> Iterator[tuple[str, FigureKind]]:
    yield code, FigureKind.SHARE if review.form.by_code[code].is_derived else FigureKind.TOTAL
    if any(m.recognised == code for m in review.form.models):
        yield code, FigureKind.PAIR


def _printed(wanted: list[tuple[str, FigureKind]], review: AnnualReview, unit: str) -> Iterator[Choice]:
    for code, kind in wanted:
        text = printed(FigureRef(code, unit, review.period, kind, ""), review)
        if text is not None:
            ref = FigureRef(code, unit, review.period, kind, text)
            yield Choice(ref, name(ref, review))
