"""Standings that a step made go again with it, many at a time and without being looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Entry, Standing, Step


def strangers(made: Sequence[int], step: Step) -> list[Standing]:
    """Those of the standings (rows) that a step made which something else was done to since, or which are another unit's by now.
    All of them are held still until the transaction ends. One statement for each 500, two where rows can be held."""
    found: list[Standing] = []
    for part in in_parts(made):
        rows = Standing.objects.filter(pk__in=part)
        if connection.features.has_select_for_update:
            list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
        found += rows.exclude(step=step, unit=step.unit_id).select_related("entry")
    return found


def refuse_certified(standings: Sequence[int]) -> None:
    """RecognitionRefused where somebody holds a certificate for one of the standings (rows). One statement for each 500."""
    for part in in_parts(standings):
        held = Standing.objects.filter(pk__in=part, certificates__isnull=False, certificates__revoked_at=None)
        if one := held.select_related("entry").first():
            message = _("Chưa hoàn tác được: “%s” đã được cấp giấy công nhận. Thu hồi giấy trước.")
            raise RecognitionRefused(message % one.entry.name)


def unmake(made: Sequence[int]) -> None:
    """Standings (rows) go, and those of their entries that have no other standing. RecognitionRefused where papers name them."""
    for part in in_parts(made):
        rows = Standing.objects.filter(pk__in=part)
        entries = list(rows.values_list("entry", flat=True))
        try:
            rows.delete()
            Entry.objects.filter(pk__in=entries, standings=None).delete()
        except ProtectedError as error:
            raise RecognitionRefused(
                _("Chưa hoàn tác được: có mục đã được cấp giấy hoặc được gộp. Hoàn tác việc ấy trước.")
            ) from error
