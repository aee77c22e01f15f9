"""Where the registers of units go by a plan: all of them to one unit, or each village to the one that was chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count

from khuyenhoc.recognition.models import Entry, Village
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.units.spec import UnitName

VILLAGES: Final = "villages"
"""Under which key a plan's `answers` hold where villages go: {`Going.key`: unit's code}."""


@dataclass(frozen=True, slots=True)
class Going:
    """What becomes of a village of a unit that a plan changes, or of the entries that are in none (`village` None).

    `offers`: where it may go; `to`: the code of where it goes, "" while nobody has chosen.
    """

    unit: UnitName
    village: Village | None
    entries: int
    offers: tuple[UnitName, ...]
    to: str

    @property
    def key(self) -> str:
        """By what an answer names it."""
        return str(self.village.pk) if self.village else f"{self.unit.code}:"

    @property
    def is_asked(self) -> bool:
        return len(self.offers) > 1


def goings(plan: Plan, answers: Mapping[str, Any]) -> list[Going]:
    """What becomes of every village with entries, and of entries in none, of the units of which a plan takes something away.
    Entries of whole units go otherwise (`wholes.handing`).

    It stays with a unit that goes on, and goes to the only one there is; else it is asked. Two statements.
    """
    offers = {code: tuple(found) for code, found in _offers(plan)}
    said = answers.get(VILLAGES, {})
    rows = Entry.objects.filter(unit__code__in=offers, scope="").order_by().values_list("unit__code", "village")
    numbers: dict[tuple[str, int | None], int] = {
        (code, village): n for code, village, n in rows.annotate(n=Count("pk"))
    }
    villages = {v.pk: v for v in Village.objects.filter(unit__code__in=offers).select_related("unit")}
    for pk, village_row in villages.items():
        numbers.setdefault((village_row.unit.code, pk), 0)
    order = sorted(numbers.items(), key=lambda one: (one[0][0], one[0][1] is None, one[0][1] or 0))
    found = []
    for (code, village), number in order:
        going = Going(plan.before.units[code], villages.get(village or 0), number, offers[code], "")
        to = said.get(going.key, _default(plan, code, going.offers))
        known = to if to in {offer.code for offer in going.offers} else ""
        found.append(Going(going.unit, going.village, number, going.offers, known))
    return found


def _offers(plan: Plan) -> Iterator[tuple[str, list[UnitName]]]:
    """Each unit of the map before of which something goes elsewhere, with all that it becomes."""
    for code in plan.before.units:
        to = [unit for unit, _whole in plan.successors(code)]
        if code in plan.after.units and code not in {unit.code for unit in to}:
            to.insert(0, plan.after.units[code])
        if any(unit.code != code for unit in to):
            yield code, list({unit.code: unit for unit in to}.values())


def _default(plan: Plan, code: str, offers: tuple[UnitName, ...]) -> str:
    if code in {offer.code for offer in offers}:
        return code
    same = [offer for offer in offers if offer.level == plan.before.units[code].level] or list(offers)
    return same[0].code if len(same) == 1 else ""
