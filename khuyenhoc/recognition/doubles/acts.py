"""Two entries that look the same: a person says that they are one, or that they are not."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit import clock
from khuyenhoc.recognition.doubles.models import Apart
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.journal import note_on_register
from khuyenhoc.recognition.models import Entry, Standing, Step
from khuyenhoc.recognition.moving import list_of, locked, require_keeper, stepped
from khuyenhoc.recognition.rules import GONE, day_within

_FURTHEST: Final = (
    Status.LISTED, Status.REGISTERED, Status.SELF_SCORED, Status.PROPOSED, Status.REFUSED, Status.WITHDRAWN, Status.RECOGNISED,
)  # fmt: skip
"""How far a standing is, the least far first: of two that are one, the further one holds."""
_TAKEN: Final = (
    "status", "registered_on", "self_score", "score", "verdict", "decision_id", "withdrawal_id", "valid_until", "reason",
)  # fmt: skip


@transaction.atomic
def merge(*, by: User, kept: int, double: int) -> Step:
    """Two standings (rows) of one list are of one entry: the first stays and says what the further of both said; the other one is
    counted no more in this year, and its entry points to the one that stays. Earlier years stay as they were.

    RecognitionRefused where they are not of one list, one of them is gone, they are decided on by two decisions, or a certificate
    was given to the one that goes: its paper would outlive it. NotAllowed.
    """
    rows = {row.pk: row for row in locked({kept, double})}
    one, other = _pair(rows, kept, double)
    require_keeper(by, one.unit.code)
    if other.certificates.filter(revoked_at=None).exists():
        message = _("“%s” đã có giấy công nhận. Giữ mục ấy, hoặc thu hồi giấy ấy trước rồi gộp.")
        raise RecognitionRefused(message % other.entry.name)
    if one.decision_id and other.decision_id and one.decision_id != other.decision_id:
        raise RecognitionRefused(
            _("Hai mục được công nhận theo hai quyết định nên không gộp được. Rút một quyết định trước.")
        )
    further = max((one, other), key=lambda s: _FURTHEST.index(Status(s.status)))
    taken = {name: getattr(further, name) for name in _TAKEN}
    on = day_within(one.year, clock.today())

    def change(standing: Standing) -> None:
        if standing.pk == one.pk:
            for name, value in taken.items():
                setattr(standing, name, value)
        else:
            standing.status, standing.left_on, standing.reason = Status.ENDED, on, _("Trùng, đã gộp vào mục khác.")

    gone: dict[str, Any] = {"merged_into_id": one.entry_id, "ended_on": max(on, other.entry.since)}
    entries = {one.entry_id: _filled(one.entry, other.entry), other.entry_id: gone}
    facts = {"kept": one.entry_id, "double": other.entry_id}
    return stepped(
        by=by.username, act="merge_double", standings=[one, other], change=change, facts=facts, entries=entries
    )


def _pair(rows: dict[int, Standing], kept: int, double: int) -> tuple[Standing, Standing]:
    if kept == double or len(rows) != 2:
        raise RecognitionRefused(_("Chọn hai mục khác nhau. Tải lại trang để xem danh sách mới nhất."))
    one, other = rows[kept], rows[double]
    if list_of(one) != list_of(other):
        raise RecognitionRefused(_("Hai mục không cùng một danh sách nên không gộp được."))
    if one.entry.about_id:
        raise RecognitionRefused(_("Hai đơn vị là hai mục khác nhau nên không gộp."))
    if {one.status, other.status} & GONE:
        raise RecognitionRefused(
            _("Một trong hai mục không còn trong danh sách. Tải lại trang để xem danh sách mới nhất.")
        )
    later = Standing.objects.filter(entry=other.entry_id, year__gt=other.year).exclude(status__in=GONE)
    if later.exists():
        raise RecognitionRefused(_("Các mục này có trong danh sách của năm sau. Gộp ở danh sách mới nhất."))
    return one, other


def _filled(kept: Entry, double: Entry) -> dict[str, Any]:
    """What the entry that stays did not say and the other one did."""
    return {
        name: getattr(double, name) for name in ("village_id", "house", "birth_year", "head") if not getattr(kept, name)
    }


@transaction.atomic
def keep_apart(*, by: User, one: int, other: int) -> None:
    """Two entries (rows) of one register are not the same, and are not asked about again.

    RecognitionRefused where they are not two; NotAllowed."""
    found = list(Entry.objects.select_related("unit").filter(pk__in=[one, other]).order_by("pk"))
    if len(found) != 2:
        raise RecognitionRefused(_("Chọn hai mục khác nhau. Tải lại trang để xem danh sách mới nhất."))
    first, second = found
    require_keeper(by, first.unit.code)
    require_keeper(by, second.unit.code)
    made = Apart.objects.get_or_create(first=first, second=second, defaults={"at": clock.now(), "by": by.username})[1]
    if made:
        after = {"entries": [first.pk, second.pk]}
        note_on_register(by=by.username, act="keep_apart", unit=first.unit.code, model=first.model, after=after)


@transaction.atomic
def forget_apart(*, by: User, one: int, other: int) -> None:
    """What `keep_apart` did is undone. NotAllowed."""
    row = Apart.objects.select_related("first__unit").get(first=min(one, other), second=max(one, other))
    require_keeper(by, row.first.unit.code)
    before = {"entries": [row.first_id, row.second_id]}
    row.delete()
    note_on_register(by=by.username, act="forget_apart", unit=row.first.unit.code, model=row.first.model, before=before)
