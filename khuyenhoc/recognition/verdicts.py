"""Whether points suffice by a criteria set: points, area, group and vetoes in, a verdict with its reasons out. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.gaps import blocking, no_threshold
from khuyenhoc.catalogue.criteria.saying import area_words, called, titled
from khuyenhoc.catalogue.criteria.spec import AREAS, Area, CriteriaSetSpec, ScoredIndicatorSpec
from khuyenhoc.vietnamese.dates import sentence_date
from khuyenhoc.vietnamese.numbers import format_count


class Outcome(StrEnum):
    """What points come to. NOT_SCORED: the set has no indicators, so the vote decides. NOT_JUDGEABLE: the set has gaps that
    would have to be filled first. FAULTY: the points cannot be right, or not all are there."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    NOT_SCORED = "not_scored"
    NOT_JUDGEABLE = "unjudgeable"
    FAULTY = "faulty"


class Why(StrEnum):
    """What kind of reason it is, by which many are counted."""

    THRESHOLD = "threshold"
    MINIMUM = "minimum"
    VETO = "veto"
    BLANK = "blank"
    OUT_OF_BOUNDS = "out_of_bounds"
    OVER_WHOLE = "over_whole"
    UNKNOWN = "unknown"
    NOT_IN_FORCE = "not_in_force"
    GAP = "gap"
    UNSCORED = "unscored"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, as a sentence. `part`: code of the indicator or the veto that it is about, "" for the whole."""

    why: Why
    message: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Scores:
    """What somebody got: points by the code of each indicator (None: blank), where, in which group, and what was found that
    fails the whole (codes of vetoes)."""

    points: Mapping[str, int | None]
    area: Area = "ordinary"
    group: str = ""
    vetoes: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came out. `total`: points, `needed`: from how many on it is passed; None where that cannot be said."""

    outcome: Outcome
    reasons: tuple[Reason, ...] = ()
    total: int | None = None
    needed: int | None = None

    @property
    def is_passed(self) -> bool:
        return self.outcome is Outcome.PASSED

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(reason.message for reason in self.reasons)


def judge(criteria: CriteriaSetSpec, scores: Scores, on: dt.date) -> Verdict:
    """The verdict by a set on a day. First what cannot be right; then what fails in any case; then what is unknown and would
    have to be known; then what is missing. Each in full."""
    if faults := tuple(_faults(criteria, scores, on)):
        return Verdict(Outcome.FAULTY, faults)
    failed = (*_vetoes(criteria, scores), *_below_minimum(criteria, scores))
    if not criteria.is_scored:
        text = _("Bộ tiêu chí chưa có chỉ số nên không chấm điểm: công nhận theo biểu quyết và quyết định.")
        unscored = Verdict(Outcome.NOT_SCORED, (Reason(Why.UNSCORED, text),))
        return Verdict(Outcome.NOT_PASSED, failed) if failed else unscored
    total, needed = _total(scores), criteria.thresholds.get(scores.area)
    gaps = tuple(_gaps(criteria, scores))
    if gaps and not failed:
        return Verdict(Outcome.NOT_JUDGEABLE, gaps, total, needed)
    reasons = (*(() if gaps else _below_threshold(total, needed)), *failed)
    return Verdict(Outcome.NOT_PASSED if reasons else Outcome.PASSED, reasons, total, needed)


def _total(scores: Scores) -> int:
    return sum(points for points in scores.points.values() if points is not None)


def _faults(criteria: CriteriaSetSpec, scores: Scores, on: dt.date) -> Iterator[Reason]:
    if not criteria.is_in_force(on):
        text = _("Bộ tiêu chí “%(title)s” không áp dụng %(day)s. Chọn bộ đang áp dụng ngày ấy.")
        yield Reason(Why.NOT_IN_FORCE, text % {"title": criteria.title, "day": sentence_date(on)})
    if scores.area not in AREAS or criteria.area not in ("", scores.area):
        text = _("Bộ tiêu chí “%s” không dùng cho vùng này. Chọn lại vùng, hoặc bộ tiêu chí.")
        yield Reason(Why.UNKNOWN, text % criteria.title)
    yield from _strangers(criteria, scores)
    single = [fault_of(criteria, i, scores.points.get(i.code)) for i in criteria.indicators]
    found = [fault for fault in single if fault]
    yield from found or _over_whole(criteria, scores)


def _strangers(criteria: CriteriaSetSpec, scores: Scores) -> Iterator[Reason]:
    """What the set does not have."""
    for code in sorted(scores.points.keys() - criteria.numbers.keys()):
        yield _stranger(_("chỉ số"), code)
    for code in sorted(scores.vetoes - {veto.code for veto in criteria.vetoes}):
        yield _stranger(_("điều loại trừ"), code)
    if scores.group and all(group.code != scores.group for group in criteria.groups):
        yield _stranger(_("nhóm"), scores.group)


def _stranger(what: str, code: str) -> Reason:
    text = _("Bộ tiêu chí không có %(what)s “%(code)s”. Mở lại phiếu chấm theo đúng bộ.")
    return Reason(Why.UNKNOWN, text % {"what": what, "code": code}, code)


def fault_of(criteria: CriteriaSetSpec, indicator: ScoredIndicatorSpec, points: int | None) -> Reason | None:
    """Why the points for one indicator cannot be right; None where they can."""
    if points is None:
        text = _("%s chưa chấm. Ghi điểm, kể cả khi là 0.") % titled(criteria, indicator)
        return Reason(Why.BLANK, text, indicator.code)
    most = criteria.most(indicator)
    if points >= 0 and (most is None or points <= most):
        return None
    words = {"which": called(criteria, indicator.code), "points": format_count(points)}
    if most is None:
        text = _("%(which)s được %(points)s điểm: điểm không được âm.")
    else:
        text = _("%(which)s được %(points)s điểm: phải từ 0 đến %(most)s.")
        words["most"] = format_count(most)
    return Reason(Why.OUT_OF_BOUNDS, text % words, indicator.code)


def _over_whole(criteria: CriteriaSetSpec, scores: Scores) -> Iterator[Reason]:
    """Where single bounds are unknown, all together may still be more than there is."""
    total = _total(scores)
    if criteria.is_scored and criteria.points is not None and total > criteria.points:
        text = _("Cộng lại được %(total)s điểm, mà cả bộ chỉ có %(points)s điểm. Xem lại từng chỉ số.")
        numbers = {"total": format_count(total), "points": format_count(criteria.points)}
        yield Reason(Why.OVER_WHOLE, text % numbers)


def _gaps(criteria: CriteriaSetSpec, scores: Scores) -> Iterator[Reason]:
    for sentence in blocking(criteria):
        yield Reason(Why.GAP, sentence)
    if scores.area not in criteria.thresholds:
        yield Reason(Why.GAP, no_threshold(area_words(scores.area)))


def _below_threshold(total: int, needed: int | None) -> Iterator[Reason]:
    if needed is not None and total < needed:
        text = _("Thiếu %(short)s điểm: được %(total)s, cần %(needed)s.")
        numbers = {"short": format_count(needed - total), "total": format_count(total), "needed": format_count(needed)}
        yield Reason(Why.THRESHOLD, text % numbers)


def _below_minimum(criteria: CriteriaSetSpec, scores: Scores) -> Iterator[Reason]:
    least = criteria.indicator_minimum
    for indicator in criteria.indicators:
        points = scores.points[indicator.code]
        if least is not None and points is not None and points < least:
            text = _("%(which)s được %(points)s điểm, không được dưới %(least)s.")
            words = {"which": called(criteria, indicator.code), "points": points, "least": least}
            yield Reason(Why.MINIMUM, text % words, indicator.code)


def _vetoes(criteria: CriteriaSetSpec, scores: Scores) -> Iterator[Reason]:
    for veto in criteria.vetoes:
        if veto.code in scores.vetoes:
            yield Reason(Why.VETO, _("Không được công nhận vì: %s.") % (veto.title or veto.code).rstrip("."), veto.code)
