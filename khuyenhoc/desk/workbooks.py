"""The workbooks that are handed out: one of them at once, or all that somebody may send for as a ZIP, kept and journalled."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Some
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, refusal
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.audit import clock
from khuyenhoc.audit.acts import record
from khuyenhoc.audit.models import Event
from khuyenhoc.audit.queries import history
from khuyenhoc.desk.whole import write_whole
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.workbook.archive import write_archive
from khuyenhoc.returns.workbook.queries import workbooks_of
from khuyenhoc.units.queries import UnitMap, unit_map

ACT = "make_workbooks"


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP that was made: its name, for which units, and the event that tells of it."""

    name: str
    units: tuple[str, ...]
    event: Event


def sendable(collection: Collection, map_: UnitMap, held: Iterable[Held]) -> list[str]:
    """The units that owe a return and for which these roles may send it, in the order of the map. One statement."""
    roles, owing = tuple(held), set(collection.obligations.values_list("unit__code", flat=True))
    below = (unit.code for unit in map_.below(collection.unit.code))
    return [code for code in below if code in owing and allows(roles, Right.SEND_RETURN, map_.lineage(code))]


def make_archive(*, by: User, collection: Collection, progress: Callable[[int, int], None] | None = None) -> Archive:
    """Makes the workbooks of all units for which `by` may send. NotAllowed for none; NotKept where the disk refuses."""
    map_, held = unit_map(collection.period_ends), held_roles(by)
    units = sendable(collection, map_, held)
    if not units:
        raise NotAllowed(refusal(by, Right.SEND_RETURN, _("đơn vị nào")))
    contents = workbooks_of(collection, set(units))
    former, moment = archive_for(collection, units), timezone.localtime(clock.now())
    name = f"bieu-mau-{collection.code}-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}.zip"
    digest = write_whole(folder_of(collection) / name, lambda file: write_archive(contents, file, progress))
    made = _noted(by, held[0].unit, collection, name, digest, units)
    if former:
        # It can be made again at any time, and last year's figures in it may be out of date.
        path_of(collection, former).unlink(missing_ok=True)
    return made


@transaction.atomic
def _noted(by: User, at: str, collection: Collection, name: str, digest: str, units: Sequence[str]) -> Archive:
    after = {"file": name, "sha256": digest, "units": list(units)}
    event = record(by=by.username, unit=at, act=ACT, subject=("collection", collection.code), after=after)
    return Archive(name, tuple(units), event)


def archives(collection: Collection) -> list[Archive]:
    """The ZIPs of a collection that were made and are still there, the latest first. One statement."""
    events = [event for event in history("collection", collection.code) if event.act == ACT]
    found = [Archive(e.after["file"], tuple(e.after["units"]), e) for e in reversed(events) if e.after]
    return [archive for archive in found if path_of(collection, archive).exists()]


def archive_for(collection: Collection, units: Some[str]) -> Archive | None:
    """The latest ZIP with the workbooks of just these units. One statement."""
    return next((a for a in archives(collection) if set(a.units) == set(units)), None)


def path_of(collection: Collection, archive: Archive) -> Path:
    """Where a ZIP lies."""
    return folder_of(collection) / archive.name


def folder_of(collection: Collection) -> Path:
    """Where the ZIPs of a collection lie, and the notes of how far their making has got."""
    return Path(settings.PAPERS) / "bieu-mau" / collection.code
