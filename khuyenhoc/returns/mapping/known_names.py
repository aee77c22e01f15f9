"""Remembering what a row of a table calls its unit, and forgetting it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import held_roles, require
from khuyenhoc.access.rules import allows
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.returns.mapping.forgetting import put_away, take_out
from khuyenhoc.returns.mapping.looking import Looked
from khuyenhoc.returns.mapping.models import KnownName
from khuyenhoc.returns.mapping.naming import above_rows, key_of
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import unit_map


def nameable(looked: Looked, place: str) -> tuple[str, str]:
    """The district of the table and the name at a place of it, where that can be remembered; ("", "") elsewhere."""
    reading = next((r for r in looked.now.returns if r.place == place and r.named), None)
    above = above_rows(looked.now, looked.once.units) if reading else ""
    return (above, reading.named) if reading and above else ("", "")


@transaction.atomic
def remember(*, by: User, looked: Looked, place: str, unit: str) -> KnownName | None:
    """From now on the name at a place means a unit in tables of its district; a former meaning is replaced.

    None, and nothing kept, where the unit is of another district, or where `by` does not send for the district.
    """
    above, name = nameable(looked, place)
    known = looked.once.units.by_code
    if not above or known[unit].parent != above:
        return None
    if not allows(held_roles(by), Right.SEND_RETURN, looked.situation.map.lineage(above)):
        return None
    kept = KnownName.objects.select_for_update().filter(above__code=above, name=key_of(name), forgotten_at=None)
    found = kept.select_related("unit").first()
    before = {"unit": found.unit.code} if found else None
    units = {u.code: u for u in Unit.objects.filter(code__in=[above, unit])}
    row = found or KnownName(above=units[above], name=key_of(name)[:200])
    row.unit, row.said, row.example = units[unit], name[:200], looked.file
    row.changed_at, row.changed_by = clock.now(), by
    row.save()
    _journal(by, row, "remember_name", before=before, after={"name": row.said, "unit": unit})
    return row


@transaction.atomic
def forget(*, by: User, name: KnownName) -> KnownName:
    """A name is asked about again. WrongState where it has been forgotten already."""
    name = _locked(by, name)
    put_away(by=by, kept=name, already=_("Tên này đã được quên rồi."))
    _journal(by, name, "forget_name", before={"name": name.said, "unit": name.unit.code}, after=None)
    return name


@transaction.atomic
def remember_again(*, by: User, name: KnownName) -> KnownName:
    """Takes a forgetting back. WrongState where the name has been given a meaning since."""
    name = _locked(by, name)
    take_out(kept=name, taken=_("Từ đó tên này đã được chọn lại."))
    _journal(by, name, "remember_name", before=None, after={"name": name.said, "unit": name.unit.code})
    return name


def _locked(by: User, name: KnownName) -> KnownName:
    """The name held still; the right to send for its district is checked."""
    rows = KnownName.objects.select_for_update(of=("self",)).select_related("above", "unit")
    name = rows.get(pk=name.pk)
    map_ = unit_map(clock.today())
    require(by=by, right=Right.SEND_RETURN, units=[name.above.code], map_=map_)
    return name


def _journal(
    by: User, name: KnownName, act: str, *, before: dict[str, str] | None, after: dict[str, str] | None
) -> None:
    record(by=by.username, unit=name.above.code, act=act, subject=("name", name.pk), before=before, after=after)
