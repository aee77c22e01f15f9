"""What no source told about a criteria set yet, in sentences. Pure. A gap is no fault: the set is used, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from khuyenhoc.catalogue.criteria.saying import area_words
from khuyenhoc.catalogue.criteria.spec import AREAS, CriteriaSetSpec
from khuyenhoc.vietnamese.numbers import format_count


def gaps(one: CriteriaSetSpec) -> Iterator[str]:
    """What is unknown, the weightiest first."""
    if not one.is_scored:
        yield _("Chưa có chỉ số nào: không chấm điểm, công nhận theo biểu quyết và quyết định.")
    yield from blocking(one)
    if one.is_scored:
        yield from _of_indicators(one)
    if one.dates_status:
        yield _("Ngày áp dụng chưa chắc: %s.") % (one.dates_status.partition(":")[2].strip() or one.dates_status)
    if one.votes_needed.value is None:
        yield _("Chưa rõ cần bao nhiêu phần trăm tán thành tại hội nghị.")
    if one.valid_years.value is None:
        yield _("Chưa rõ công nhận có giá trị mấy năm.")


def blocking(one: CriteriaSetSpec) -> Iterator[str]:
    """What has to be known before points can be judged, but for the threshold of the area in question."""
    if one.is_scored and not one.complete:
        known, whole = one.known_points, one.points
        text = _("Chưa biết hết các chỉ số.")
        if known is not None and whole is not None:
            text = _("Mới biết %(known)s trong %(points)s điểm: chưa biết hết các chỉ số.")
            text %= {"known": format_count(known), "points": format_count(whole)}
        yield text


def no_threshold(area: str) -> str:
    """That it is unknown from how many points on it is passed."""
    return _("Chưa rõ mức đạt ở %s.") % area


def _of_indicators(one: CriteriaSetSpec) -> Iterator[str]:
    for area in AREAS:
        if area not in one.thresholds and one.area in ("", area):
            yield no_threshold(area_words(area))
    if any(i.points is None for i in one.indicators):
        yield _("Chưa rõ điểm cao nhất của từng chỉ số.")
    if untitled := sum(not (i.title or i.wordings) for i in one.indicators):
        yield _("Chưa có lời của %(n)s trong %(all)s chỉ số.") % {"n": untitled, "all": len(one.indicators)}
    if any(not g.title for g in one.groups):
        yield _("Chưa rõ tên các nhóm nghề nghiệp.")
