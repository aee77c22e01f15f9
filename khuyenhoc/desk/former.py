"""For whom a unit has ended: what became of it, and where its things are to be read."""

from __future__ import annotations

from dataclasses import dataclass

from khuyenhoc.audit import clock
from khuyenhoc.desk.maps import Ended, what_became
from khuyenhoc.desk.unit_page import unit_address
from khuyenhoc.desk.visitor import Visitor
from khuyenhoc.units.history import successions_out_of, versions


@dataclass(frozen=True, slots=True)
class Former:
    """A unit at which somebody's role ended with it. `url`: its page, which stays readable."""

    name: str
    url: str
    ended: Ended


def ended_today(visitor: Visitor, code: str) -> Ended | None:
    """What became of a unit that is not on today's map; None for one that is. One statement, two more for such a unit."""
    now = visitor.map_on(clock.today())
    if code in now.units or not (known := versions(code)):
        return None
    return what_became(visitor, known[-1], now, successions_out_of([code]), unit_address)


def former(visitor: Visitor) -> list[Former]:
    """The ended units of somebody who holds nothing any more at what took them in. No statement where there are none, else
    two and one for each.
    """
    going_on = {held.unit for held in visitor.held if not held.past}
    codes = list(dict.fromkeys(held.unit for held in visitor.held if held.past and held.unit not in going_on))
    if not codes:
        return []
    now, graph = visitor.map_on(clock.today()), successions_out_of(codes)
    lasts = [known[-1] for code in codes if (known := versions(code)) and code not in now.units]
    return [
        Former(v.full_name, unit_address(v.unit.code), what_became(visitor, v, now, graph, unit_address)) for v in lasts
    ]
