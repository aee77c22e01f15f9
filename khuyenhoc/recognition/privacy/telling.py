"""Everything that is kept about an entry, for the person whom it is about."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit.acts import record
from khuyenhoc.recognition.certificates.models import Certificate
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Assessment, Entry
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.recognition.overview import standings_of
from khuyenhoc.recognition.scoring.models import Evidence

Told = str | int | dt.date | None


@transaction.atomic
def tell(*, by: User, entry: int) -> list[tuple[str, Told]]:
    """Line by line what is kept of an entry (row), each with its title; the journal notes that it was given out. NotAllowed."""
    row = Entry.objects.select_related("unit", "village").get(pk=entry)
    require_keeper(by, row.unit.code)
    record(by=by.username, unit=row.unit.code, act="export_entry", subject=("entry", row.pk))
    return [*_itself(row), *_years(row), *_points(row), *_proofs(row)]


def _itself(row: Entry) -> list[tuple[str, Told]]:
    lines: list[tuple[str, Told]] = [
        (_("Tên"), row.name), (_("Người đứng đầu"), row.head), (_("Thôn"), row.village.full_name if row.village else ""),
        (_("Số thứ tự"), row.number or None), (_("Số nhà, xóm"), row.house), (_("Năm sinh"), row.birth_year),
        (_("Trong sổ từ ngày"), row.since), (_("Rời sổ ngày"), row.ended_on),
        (_("Tên trên giấy công nhận"), str(row.get_name_shown_display())),
    ]  # fmt: skip
    return [(title, value) for title, value in lines if value not in {"", None}]


def _years(row: Entry) -> list[tuple[str, Told]]:
    found: list[tuple[str, Told]] = []
    for s in standings_of(row):
        title = _("Năm %d") % s.year
        found.append((title, str(Status(s.status).label)))
        facts: list[tuple[str, Told]] = [
            (_("đăng ký ngày"), s.registered_on), (_("điểm tự chấm"), s.self_score), (_("điểm thẩm định"), s.score),
            (_("quyết định"), s.decision.number if s.decision else None), (_("công nhận đến ngày"), s.valid_until),
            (_("lý do"), s.reason or None),
        ]  # fmt: skip
        found += [(f"{title}, {name}", value) for name, value in facts if value is not None]
    return found


def _points(row: Entry) -> list[tuple[str, Told]]:
    rows = Assessment.objects.filter(standing__entry=row, replaced_at=None).select_related("standing")
    found: list[tuple[str, Told]] = []
    for one in rows.order_by("standing__year", "scoring"):
        title = f"{_('Năm %d') % one.standing.year}, {one.get_scoring_display()}"
        found += [(f"{title}, {code}", value) for code, value in one.points.items()]
        found += [(f"{title}, {_('ghi chú')}", one.note)] if one.note else []
    return found


def _proofs(row: Entry) -> list[tuple[str, Told]]:
    found: list[tuple[str, Told]] = [
        (_("Ảnh, tệp minh chứng (%s)") % one.indicator, one.name or one.digest[:12])
        for one in Evidence.objects.filter(standing__entry=row).order_by("pk")
    ]
    papers = Certificate.objects.filter(standing__entry=row).order_by("pk")
    return [*found, *((_("Giấy công nhận"), paper.code) for paper in papers)]
