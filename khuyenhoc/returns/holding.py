"""A return held still while an act changes its figures. Within the caller's transaction."""

from __future__ import annotations

from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import require
from khuyenhoc.returns.errors import Closed
from khuyenhoc.returns.models import Return
from khuyenhoc.units.queries import unit_map


def held_for_sender(by: User, return_: Return) -> Return:
    """The return as it stands now, with all it belongs to. NotAllowed but for those who may send for its unit; Closed."""
    related = ("collection__form", "unit", "file", "conflict")
    found = Return.objects.select_for_update(of=("self",)).select_related(*related).get(pk=return_.pk)
    require(by=by, right=Right.SEND_RETURN, units=[found.unit.code], map_=unit_map(found.collection.period_ends))
    if found.collection.closed_at:
        raise Closed(_("Đợt báo cáo này đã kết thúc. Liên hệ văn phòng Hội cấp trên để mở lại."))
    return found
