"""What the pages of criteria sets look up: the sets with their state, and one with all that is said about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import convert

from khuyenhoc.access.enums import Right
from khuyenhoc.audit import clock
from khuyenhoc.catalogue.criteria.findings import Finding, faults_of_set, gaps
from khuyenhoc.catalogue.criteria.spec import MODELS, CriteriaSetSpec
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.recognition.criteria.rules import heads
from khuyenhoc.recognition.enums import LearningModel


class Holds(StrEnum):
    """Where a set stands on a day."""

    DRAFT = "draft"
    COMING = "coming"
    NOW = "now"
    PAST = "past"


SAID: Final[dict[Holds, tuple[str, str | Promise]]] = {
    Holds.DRAFT: ("draft", _("Bản nháp")),
    Holds.COMING: ("under-way", _("Sắp áp dụng")),
    Holds.NOW: ("accepted", _("Đang áp dụng")),
    Holds.PAST: ("not-begun", _("Thôi áp dụng")),
}
"""The look of each, and its words."""


@dataclass(frozen=True)
class Kept:
    """A set and its row. `gaps`: what is unknown of it."""

    spec: CriteriaSetSpec
    row: CriteriaSet
    holds: Holds

    @property
    def look(self) -> str:
        return SAID[self.holds][0]

    @property
    def words(self) -> str:
        return str(SAID[self.holds][1])

    @property
    def model(self) -> str:
        return str(LearningModel(self.spec.model).label)

    @property
    def gaps(self) -> list[str]:
        return list(gaps(self.spec))


def kept(row: CriteriaSet, on: dt.date) -> Kept:
    spec = convert(row.spec, CriteriaSetSpec)
    if row.is_draft:
        return Kept(spec, row, Holds.DRAFT)
    coming = spec.valid_from is not None and on < spec.valid_from
    return Kept(spec, row, Holds.COMING if coming else Holds.NOW if spec.is_in_force(on) else Holds.PAST)


def listed(visitor: Visitor) -> list[tuple[str, list[Kept]]]:
    """The sets by model, the latest first; drafts for those who may set criteria. One statement besides the visitor's."""
    rows = CriteriaSet.objects.order_by("scope", "-is_draft", "-valid_from")
    rows = rows if may_set(visitor) else rows.filter(is_draft=False)
    found = [kept(row, clock.today()) for row in rows]
    by_model = [(str(LearningModel(m).label), [k for k in found if k.spec.model == m]) for m in MODELS]
    return [(label, sets) for label, sets in by_model if sets]


def may_set(visitor: Visitor) -> bool:
    """Whether somebody may make and adopt sets: they hold for everybody, so the right is wanted on every top unit."""
    map_ = visitor.map_on(clock.today())
    return all(visitor.may(Right.SET_CRITERIA, unit, map_) for unit in heads(map_))


def check_may_set(visitor: Visitor) -> None:
    """NotAllowed where somebody may not."""
    map_ = visitor.map_on(clock.today())
    for unit in heads(map_):
        visitor.check(Right.SET_CRITERIA, unit, map_)


def one_set(visitor: Visitor, code: str) -> Kept:
    """A set by its code. CriteriaSet.DoesNotExist; NotAllowed for a draft that is not the reader's to see."""
    row = CriteriaSet.objects.select_related("based_on", "ended_by").get(code=code)
    if row.is_draft:
        check_may_set(visitor)
    return kept(row, clock.today())


def a_draft(visitor: Visitor, code: str) -> Kept:
    """A draft by its code. Http404 for one that has been adopted."""
    found = one_set(visitor, code)
    if found.holds is not Holds.DRAFT:
        raise Http404(_("Bộ tiêu chí này đã được áp dụng nên không sửa được. Tạo bản mới từ bộ này rồi sửa."))
    return found


def findings_of(draft: CriteriaSetSpec, known: Sequence[InstrumentSpec]) -> list[Finding]:
    """What is wrong with a draft; that it has no first day yet is not: that is given when it is adopted."""
    found = faults_of_set(draft, {i.code for i in known})
    return [finding for finding in found if finding.field not in ("valid_from", "valid_to")]
