"""Scoring oneself, page by page, until the village meets. What is kept on the way is nobody else's business and stands in no
journal; what is sent does, once for each sending."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.audit import clock
from khuyenhoc.catalogue.models import CriteriaSet
from khuyenhoc.recognition.enums import Scoring, Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Standing, Step
from khuyenhoc.recognition.moving import locked, move
from khuyenhoc.recognition.points import Points, give
from khuyenhoc.recognition.scoring.models import Draft
from khuyenhoc.recognition.scoring.sheets import Sheet, sheet_of
from khuyenhoc.recognition.verdicts import Outcome, fault_of
from khuyenhoc.vietnamese.numbers import format_count

BY_OWN_LINK: Final = "người có liên kết riêng"
"""Who scored, as the journal says it: nobody signed in, and it need not be who registered, nor by a poster."""


def opened(standing: int) -> Sheet:
    """The sheet of a standing (row) that is held still, to be changed. RecognitionRefused where it cannot be changed now."""
    (row,) = locked([standing])
    sheet = sheet_of(row)
    if sheet.criteria is None or not sheet.criteria.is_scored:
        text = _("Mô hình này chưa có bộ tiêu chí để chấm. Đăng ký rồi thì chờ thôn họp bình xét.")
        if row.entry.scope:
            text = _("Bộ tiêu chí chưa có chỉ số để chấm. Đăng ký rồi thì chờ hội nghị bình xét.")
        raise RecognitionRefused(text)
    if not sheet.is_open:
        raise RecognitionRefused(_closed(row))
    return sheet


@transaction.atomic
def choose_group(*, standing: int, group: str) -> Draft:
    """The occupational group whose wording is asked from now on; the points stay. RecognitionRefused for no such group."""
    sheet = opened(standing)
    if not sheet.criteria or group not in {g.code for g in sheet.criteria.groups}:
        raise RecognitionRefused(_("Chọn một nhóm trong danh sách."))
    return _kept(sheet, group=group)


@transaction.atomic
def keep_points(*, standing: int, indicator: str, points: int) -> Draft:
    """The points for one indicator. RecognitionRefused, with the bounds, where they are out of them; then nothing is changed."""
    sheet = opened(standing)
    assert sheet.criteria
    found = next((i for i in sheet.indicators if i.code == indicator), None)
    if found is None:
        raise RecognitionRefused(_("Bộ tiêu chí đang áp dụng không có chỉ số này. Mở lại trang chấm điểm."))
    if fault := fault_of(sheet.criteria, found, points):
        raise RecognitionRefused(fault.message)
    others = sheet.total - sheet.points.get(indicator, 0)
    if sheet.criteria.points is not None and others + points > sheet.criteria.points:
        text = _(
            "Cộng lại được %(total)s điểm, quá %(whole)s điểm của cả bộ. Xem lại điểm chỉ số này và các chỉ số trước."
        )
        numbers = {"total": format_count(others + points), "whole": format_count(sheet.criteria.points)}
        raise RecognitionRefused(text % numbers)
    return _kept(sheet, points={**sheet.points, indicator: points})


@transaction.atomic
def send(*, standing: int) -> Step:
    """The points go to the village. RecognitionRefused, a sentence a line, where some are missing or cannot be right."""
    sheet = opened(standing)
    verdict = sheet.verdict()
    if verdict is None or verdict.outcome is Outcome.FAULTY or sheet.asks_group:
        reasons = list(verdict.sentences if verdict else ())
        raise RecognitionRefused("\n".join(reasons) or _("Chọn nhóm nghề nghiệp trước."))
    total = sheet.total

    def keep(row: Standing) -> None:
        row.self_score = total

    facts = {"points": total, "evidence": len(sheet.evidence)}
    step = move(
        by=BY_OWN_LINK, act="self_score", standings=[sheet.standing], to=Status.SELF_SCORED, change=keep, facts=facts
    )
    group = sheet.group.code if sheet.group else ""
    points = {sheet.standing.pk: Points(sheet.points, sheet.area, group)}
    give(step=step, scoring=Scoring.SELF, criteria=_criteria_row(sheet), points=points)
    return step


def _kept(sheet: Sheet, **changed: object) -> Draft:
    now = {"criteria_id": _criteria_row(sheet), "changed_at": clock.now(), "points": dict(sheet.points), **changed}
    return Draft.objects.update_or_create(standing=sheet.standing, defaults=now)[0]


def _criteria_row(sheet: Sheet) -> int:
    assert sheet.criteria
    return CriteriaSet.objects.values_list("pk", flat=True).get(code=sheet.criteria.code)


def _closed(standing: Standing) -> str:
    if standing.entry.scope:
        if standing.status == Status.LISTED:
            return _("Đơn vị chưa đăng ký nên chưa chấm điểm được. Đăng ký ở trang sổ của đơn vị.")
        return _("Hội nghị đã bình xét nên không sửa điểm được nữa. Có điều chưa đúng thì hỏi Hội Khuyến học cấp trên.")
    if standing.status == Status.LISTED:
        return _("Chưa đăng ký nên chưa chấm điểm được. Quét mã trên tờ dán ở thôn để đăng ký.")
    return _("Thôn đã họp bình xét nên không sửa điểm được nữa. Có điều chưa đúng thì gặp trưởng thôn.")
