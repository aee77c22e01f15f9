"""Reading what is remembered: for reading files, for the page of remembered layouts, for offering it to like files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.returns.enums import IN_FORCE
from khuyenhoc.returns.intake.answers import Answers
from khuyenhoc.returns.mapping.fixes import restored
from khuyenhoc.returns.mapping.models import FileAnswer, KnownName, Layout
from khuyenhoc.returns.mapping.remembered import Remembered, RememberedLayouts
from khuyenhoc.units.queries import UnitMap

if TYPE_CHECKING:
    from khuyenhoc.returns.models import Collection, Return

MOST_OFFERED = 3


def remembered(collection: Collection) -> RememberedLayouts:
    """All that is remembered for reading the files of a collection. Three statements."""
    layouts: dict[str, list[Remembered]] = {}
    rows = Layout.objects.filter(form=collection.form.code, forgotten_at=None).order_by("-changed_at")
    for unit, fingerprint, labels, fixes in rows.values_list("unit__code", "fingerprint", "labels", "fixes"):
        layouts.setdefault(unit, []).append(Remembered(fingerprint, tuple(labels), restored(fixes)))
    answers = FileAnswer.objects.filter(collection=collection).values_list("sha256", "units", "period")
    names: dict[str, dict[str, str]] = {}
    known = KnownName.objects.filter(forgotten_at=None).values_list("above__code", "name", "unit__code")
    for above, name, unit in known:
        names.setdefault(above, {})[name] = unit
    return RememberedLayouts(layouts, {sha: Answers(units, period) for sha, units, period in answers}, names)


def layout_of(unit: str, form: str, fingerprint: str) -> Layout | None:
    """What is remembered of a unit's layout. One statement."""
    rows = Layout.objects.filter(unit__code=unit, form=form, fingerprint=fingerprint, forgotten_at=None)
    return rows.select_related("unit", "changed_by").first()


def like(unit: str, form: str, fingerprint: str) -> list[Layout]:
    """What other units have said about the same layout, the latest first, at most three. One statement."""
    rows = Layout.objects.filter(form=form, fingerprint=fingerprint, forgotten_at=None).exclude(unit__code=unit)
    found = rows.select_related("unit", "changed_by").order_by("-changed_at")[: MOST_OFFERED * 4]
    different = {str(layout.fixes): layout for layout in reversed(found) if layout.fixes}
    return list(different.values())[::-1][:MOST_OFFERED]


def layouts_seen(map_: UnitMap, held: Sequence[Held]) -> list[Layout]:
    """The remembered layouts of the units on which somebody may see returns, in the order of the codes. One statement."""
    rows = Layout.objects.filter(forgotten_at=None).select_related("unit", "changed_by", "example")
    return [row for row in rows if allows(held, Right.SEE_RETURN, map_.lineage(row.unit.code))]


def names_seen(map_: UnitMap, held: Sequence[Held]) -> list[KnownName]:
    """The names that are remembered for tables of units on which somebody may see returns. One statement."""
    rows = KnownName.objects.filter(forgotten_at=None).select_related("above", "unit", "changed_by", "example")
    return [row for row in rows if allows(held, Right.SEE_RETURN, map_.lineage(row.above.code))]


def file_to_map(by: User, collection: Collection) -> int | None:
    """The row of the last file that somebody sent, where it waits to be shown how it is to be understood. One statement."""
    from khuyenhoc.returns.models import ReceivedFile

    last = ReceivedFile.objects.filter(collection=collection, received_by=by).values_list("pk", "outcome").first()
    return last[0] if last and last[1] == "needs_mapping" else None


def settled(collection: Collection, units: Sequence[str]) -> list[Return]:
    """What is accepted or signed of the units that a file speaks of: reading it once more does not change that. One statement."""
    from khuyenhoc.returns.models import Return

    rows = Return.objects.filter(collection=collection, unit__code__in=units, superseded_at=None, withdrawn_at=None)
    return list(rows.filter(state__in=IN_FORCE).select_related("unit").order_by("unit__code"))


def layout(pk: int) -> Layout:
    """One layout. Layout.DoesNotExist. One statement."""
    return Layout.objects.select_related("unit", "changed_by", "made_by", "example__collection", "forgotten_by").get(
        pk=pk
    )
