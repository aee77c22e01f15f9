"""Which conflicts wait for a decision, and what was decided. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from khuyenhoc.returns.conflicts.models import PENDING, Conflict
from khuyenhoc.returns.enums import OPEN
from khuyenhoc.returns.errors import NotReady
from khuyenhoc.returns.models import Collection, Return


def pending_of(collection: Collection, unit: int) -> list[Conflict]:
    """The conflicts of a unit (its row) that wait for a decision, the oldest first. One statement."""
    rows = Conflict.objects.filter(PENDING, contender__collection=collection, contender__unit=unit)
    return list(rows.select_related("contender__created_by"))


def pair_of(collection: Collection, unit: int) -> tuple[int, int] | None:
    """The two returns of a unit (its row) between which somebody has to choose, else between which was chosen last.

    Two statements at most.
    """
    waiting = pending_of(collection, unit)
    if waiting:
        rows = Return.objects.filter(collection=collection, unit=unit, superseded_at=None, state__in=OPEN)
        standing = rows.values_list("pk", flat=True).first()
        return (standing, waiting[0].contender_id) if standing else None
    last = (
        Conflict.objects.filter(contender__collection=collection, contender__unit=unit, contender__withdrawn_at=None)
        .exclude(decided_at=None)
        .order_by("-decided_at")
        .values_list("against_id", "contender_id")
        .first()
    )
    return last and (last[0], last[1])


def decided_of(return_: Return) -> list[Conflict]:
    """The decisions that a return was part of, the latest first. One statement."""
    rows = Conflict.objects.exclude(decided_at=None).filter(
        Q(contender=return_) | Q(against=return_), contender__withdrawn_at=None
    )
    return list(rows.select_related("contender", "against", "chosen", "decided_by").order_by("-decided_at"))


def refuse_contested(returns: Sequence[Return]) -> None:
    """NotReady where another return of one of the units waits for a decision. One statement."""
    collections, units = {r.collection_id for r in returns}, {r.unit_id for r in returns}
    waiting = Conflict.objects.filter(PENDING, contender__collection__in=collections, contender__unit__in=units)
    if waiting.exists():
        raise NotReady(
            _(
                "Đơn vị này có hai bản số liệu khác nhau đang chờ chọn nên chưa làm được. "
                "Mở báo cáo, bấm “So sánh hai bản”, chọn một bản rồi làm tiếp."
            )
        )
