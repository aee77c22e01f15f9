"""Where entries of whole units go by a plan: to the register of whoever stands above the unit then. Reads only."""

from __future__ import annotations

from collections.abc import Iterable

from khuyenhoc.recognition.handing.models import HandedRegister
from khuyenhoc.recognition.models import Entry
from khuyenhoc.units.reorganising.plan import Plan


def wholes_going(plan: Plan) -> dict[tuple[str, str], list[int]]:
    """The entries (rows) by (code of the register's unit, code of the one that it goes to). One statement.

    A unit that ends, or changes its level, stays where it stood: it is on no later list. So does one that put itself on its own
    register, and one that stands on the register that it would go to already.
    """
    rows = Entry.objects.exclude(scope="").filter(ended_on=None, merged_into=None).order_by("pk")
    entries = list(rows.values_list("pk", "scope", "unit__code", "about__code"))
    stands = {(register, about) for _pk, _scope, register, about in entries}
    found: dict[tuple[str, str], list[int]] = {}
    for pk, scope, register, about in entries:
        before, after = plan.before.units.get(about), plan.after.units.get(about)
        if before is None or after is None or after.parent is None or after.level != scope:
            continue
        if before.parent == register != after.parent and (after.parent, about) not in stands:
            found.setdefault((register, after.parent), []).append(pk)
    return found


def in_the_way(handed: Iterable[HandedRegister]) -> list[str]:
    """The names of whole units that have come to stand on the register that a plan took them from, so that they cannot come back
    to it. One statement for each that was handed."""
    found: list[str] = []
    for one in handed:
        coming = Entry.objects.filter(pk__in=one.entries, about__isnull=False, ended_on=None).values("about")
        again = Entry.objects.filter(unit=one.old_id, ended_on=None, merged_into=None, about__in=coming)
        found += again.values_list("name", flat=True)
    return found
