"""A filled sheet of many divided units: looked at, and apportioned all of it or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from khuyenhoc.access.models import User
from khuyenhoc.catalogue.queries import form_spec
from khuyenhoc.returns.apportioning.acts import apportion_all
from khuyenhoc.returns.apportioning.models import Apportioning, Share
from khuyenhoc.returns.apportioning.queries import waiting
from khuyenhoc.returns.apportioning.sheet import Read, SheetFault, read_sheet
from khuyenhoc.returns.errors import Refused
from khuyenhoc.returns.models import Collection
from khuyenhoc.vietnamese.numbers import format_count


class SheetFaults(Refused):
    """Nothing of a sheet was apportioned; `faults` says at which cells and why."""

    def __init__(self, faults: Sequence[SheetFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def look_at(*, collection: Collection, on: dt.date, rows: Sequence[Sequence[str]]) -> Read:
    """What the rows of a sheet would apportion of the units that were divided on a day. Nothing is kept. Six statements.

    Refused where it is no such sheet, SheetFaults where a cell is wrong, Refused where it says nothing new.
    """
    form = form_spec(collection.form_id)
    read = read_sheet(rows, waiting(collection, form, on), form)
    if read.faults:
        raise SheetFaults(read.faults)
    if not any(read.wanted.values()):
        raise Refused(_("Bảng chưa có số nào mới để phân bổ. Ghi số vào các dòng của đơn vị nhận."))
    return read


def load(
    *, by: User, collection: Collection, on: dt.date, rows: Sequence[Sequence[str]], reason: str
) -> list[Apportioning]:
    """Apportions what a sheet says, all of it or nothing. As `look_at` and `apportion_all`."""
    read = look_at(collection=collection, on=on, rows=rows)
    return apportion_all(by=by, collection=collection, on=on, wanted=read.wanted, reason=reason)


def told(made: Sequence[Apportioning]) -> str:
    """ "Đã phân bổ 27 chỉ tiêu của 2 đơn vị.". One statement."""
    number = Share.objects.filter(apportioning__in=made).values("apportioning", "indicator").distinct().count()
    return _("Đã phân bổ %(n)s chỉ tiêu của %(units)s đơn vị.") % {
        "n": format_count(number), "units": format_count(len(made))
    }  # fmt: skip
