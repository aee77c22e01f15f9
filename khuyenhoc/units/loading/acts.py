"""Loading a list of units into the books, all of it or nothing. Rights are a matter of rooms above."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.audit.acts import record
from khuyenhoc.units.acts import found_levels, found_units
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.history import lives
from khuyenhoc.units.loading.judging import Judged, judge
from khuyenhoc.units.loading.listing import Listed
from khuyenhoc.units.queries import unit_map
from khuyenhoc.units.spec import UnitsFile, read_levels

Say = Callable[[str], object]
SHOWN: Final = 20
"""Faults that are told one by one."""


class ListRefused(UnitsRefused):
    """A list that cannot be loaded: `judged` says line by line why not. The message names the first of them."""

    def __init__(self, judged: Judged) -> None:
        lines = [f"{_('dòng %(n)s: ') % {'n': f.line} if f.line else ''}{f.message}" for f in judged.faults[:SHOWN]]
        if (more := len(judged.faults) - SHOWN) > 0:
            lines.append(_("và %(n)s chỗ khác.") % {"n": more})
        head = _("Chưa nạp gì, bảng còn %(n)s chỗ phải sửa:") % {"n": len(judged.faults)}
        super().__init__("\n".join([head, *lines]))
        self.judged = judged


def look_at(*, listed: Sequence[Listed], since: dt.date) -> Judged:
    """What loading a list would do, nothing kept. Two statements."""
    return judge(listed, unit_map(since), lives(), read_levels().levels)


@transaction.atomic
def load(
    *, by: str, listed: Sequence[Listed], since: dt.date, source: str, status: str, say: Say = lambda text: None
) -> Judged:
    """Founds the units of a list from a day on, those that stand in the books already left as they are. One audit event.

    ListRefused where the list has a fault, and then nothing is changed. `say` is told how far it has come.
    """
    found_levels()
    judged = look_at(listed=listed, since=since)
    if judged.faults:
        raise ListRefused(judged)
    if not judged.added:
        return judged
    found_units(file=UnitsFile(source, status, since.isoformat(), tuple(judged.added)), say=say)
    first = judged.added[0]
    after = {"units": len(judged.added), "valid_from": since.isoformat(), "source": source}
    record(by=by, unit=first.parent or first.code, act="load_units", subject=("day", since.isoformat()), after=after)
    return judged
