"""What has been said about odd figures. Reads only."""

from __future__ import annotations

from django.db.models import QuerySet

from khuyenhoc.access.models import User
from khuyenhoc.ledger.models import OddityAnswer
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.models import Finding


def standing_answers(period: str) -> QuerySet[OddityAnswer]:
    """The reasons that stand, of a period. One statement."""
    return OddityAnswer.objects.filter(period=period, taken_back_at=None).select_related("unit", "answered_by")


def answers_between(by: User, first: int, last: int) -> list[int]:
    """The rows of the reasons that somebody gave in one go, which stand. One statement."""
    rows = OddityAnswer.objects.filter(answered_by=by, pk__range=(first, last), taken_back_at=None)
    return list(rows.values_list("pk", flat=True))


def reasons_in_returns(period: str) -> dict[tuple[str, str, str], str]:
    """What units wrote to a warning of their own accepted return: (unit, check, indicator) to the reason. One statement."""
    rows = Finding.objects.filter(
        return_of__collection__period=period, return_of__state__in=IN_FORCE, return_of__superseded_at=None,
        indicator__isnull=False,
    ).exclude(reason="")  # fmt: skip
    columns = rows.values_list("return_of__unit__code", "code", "indicator__code", "reason")
    return {(unit, check, indicator): reason for unit, check, indicator, reason in columns}
