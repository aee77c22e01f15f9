"""What the workbooks of a collection are written from. Reads only."""

from __future__ import annotations

from collections.abc import Collection as Some

from khuyenhoc.returns.feeding.queries import registers_of
from khuyenhoc.returns.feeding.rules import by_indicator
from khuyenhoc.returns.identity import Identity, signed
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.seal import seal_of
from khuyenhoc.returns.situation import last_period
from khuyenhoc.returns.thresholds.queries import form_of
from khuyenhoc.returns.values import UnitContext
from khuyenhoc.returns.workbook.content import Edition, UnitWorkbook
from khuyenhoc.units.facts import VILLAGES
from khuyenhoc.units.queries import UnitMap, facts, unit_map


def workbooks_of(collection: Collection, units: Some[str] | None = None) -> list[UnitWorkbook]:
    """The workbooks of all units that owe a return, or of those among `units`, in the order of the map.

    Eight statements, however many units; three more where one of them keeps a register.
    """
    form, map_ = form_of(collection), unit_map(collection.period_ends)
    due = dict(collection.obligations.values_list("unit__code", "due_on"))
    last, villages = last_period(collection), facts(VILLAGES, collection.period_ends)
    own = (form, collection.code, collection.period, collection.opens_on)
    key = seal_of(collection).key
    found, wanted = [], _wanted(map_, collection, due, units)
    registers = registers_of(collection, form, wanted)
    for code in wanted:
        unit = map_.units[code]
        token = signed(Identity(code, form.code, form.version, collection.code), key)
        said = by_indicator(form, registers.get(code, {}))
        context = UnitContext(last.get(code), villages.get(code), said)
        edition = Edition(*own, compares=code in last, synthetic=collection.synthetic, fed=frozenset(said))
        above = map_.units.get(unit.parent or "")
        found.append(UnitWorkbook(edition, unit, above, due[code], context, token))
    return found


def _wanted(map_: UnitMap, collection: Collection, owing: Some[str], units: Some[str] | None) -> list[str]:
    below = [unit.code for unit in map_.below(collection.unit.code)]
    return [code for code in below if code in owing and (units is None or code in units)]
