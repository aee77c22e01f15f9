"""Villages are renamed, put in order, and end."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.audit.acts import record
from khuyenhoc.recognition.errors import RecognitionRefused
from khuyenhoc.recognition.models import Entry, Village
from khuyenhoc.recognition.moving import require_keeper
from khuyenhoc.recognition.rules import LONGEST_VILLAGE
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import capitalised, fold, normalise


@transaction.atomic
def rename_village(*, by: User, village: int, kind: str, name: str) -> Village:
    """Another kind or name for a village (row). RecognitionRefused where the unit has one of that name. NotAllowed."""
    row = Village.objects.select_related("unit").get(pk=village, valid_to=None)
    require_keeper(by, row.unit.code)
    before, kind, name = row.full_name, normalise(kind), normalise(name)
    if not kind or not name:
        raise RecognitionRefused(_("Ghi loại (thôn, khu dân cư, tổ dân phố …) và tên."))
    if len(name) > LONGEST_VILLAGE:
        raise RecognitionRefused(_("“%s…” dài quá. Tên thôn viết ngắn lại.") % name[:60])
    row.kind, row.name, row.search_name = kind, name, fold(name)
    try:
        with transaction.atomic():
            row.save(update_fields=["kind", "name", "search_name"])
    except IntegrityError as error:
        raise RecognitionRefused(_("Đơn vị đã có %s rồi.") % row.full_name) from error
    return _told(by, row, "rename_village", before, row.full_name)


@transaction.atomic
def end_village(*, by: User, village: int, on: dt.date) -> Village:
    """A village is there no more from a day on. RecognitionRefused while entries are in it. NotAllowed."""
    row = Village.objects.select_related("unit").get(pk=village, valid_to=None)
    require_keeper(by, row.unit.code)
    if number := Entry.objects.filter(village=row, ended_on=None).count():
        message = _("%(village)s còn %(n)s mục trong sổ. Chuyển các mục ấy sang thôn khác trước.")
        raise RecognitionRefused(message % {"village": capitalised(row.full_name), "n": format_count(number)})
    row.valid_to = max(on, row.valid_from + dt.timedelta(days=1))
    row.save(update_fields=["valid_to"])
    return _told(by, row, "end_village", row.full_name, None)


@transaction.atomic
def reopen_village(*, by: User, village: int) -> Village:
    """What `end_village` did is undone. RecognitionRefused where another one has the name by now. NotAllowed."""
    row = Village.objects.select_related("unit").get(pk=village)
    require_keeper(by, row.unit.code)
    twin = Village.objects.filter(unit=row.unit_id, kind=row.kind, search_name=row.search_name, valid_to=None)
    if twin.exists():
        raise RecognitionRefused(_("Đơn vị đã có %s rồi.") % row.full_name)
    row.valid_to = None
    row.save(update_fields=["valid_to"])
    return _told(by, row, "reopen_village", None, row.full_name)


def _told(by: User, row: Village, act: str, before: str | None, after: str | None) -> Village:
    record(
        by=by.username, unit=row.unit.code, act=act, subject=("village", row.pk), before=before and {"name": before},
        after=after and {"name": after},
    )  # fmt: skip
    return row
