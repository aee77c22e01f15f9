"""The proof over all maps of the books: each a tree, no unit lost, none doubled, every successor there. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khuyenhoc.units.queries import UnitMap
from khuyenhoc.units.reorganising.checking import cycle
from khuyenhoc.units.spec import Level, UnitName
from khuyenhoc.units.succession import Link, Successions
from khuyenhoc.vietnamese.dates import sentence_date


@dataclass(frozen=True, slots=True)
class Step:
    """A map of the books and the way to it from the one before: how many units of each level it has, and of the one before
    how many stay, go as a whole into another, were divided, or ended without a successor; how many are new on it.
    """

    on: dt.date
    units: Mapping[str, int]
    stay: int
    whole: int
    divided: int
    ended: Mapping[str, int]
    begin: int
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """`led`: the units that are on no more on the last map and lead to some that are; `without`: those whose way ends."""

    steps: tuple[Step, ...]
    led: int
    without: int
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.faults and not any(step.faults for step in self.steps)


def prove(
    maps: Sequence[UnitMap], links: Iterable[Link], levels: Sequence[Level], founded: Collection[str] = ()
) -> Proof:
    """`maps`: that of each day on which something changes, by day; `links`: what became of which units on those days;
    `founded`: the units that came into the books by a list, so without a word where from.
    """
    on: dict[dt.date, list[Link]] = defaultdict(list)
    for link in links:
        on[link.on].append(link)
    ways = zip([None, *maps], maps, strict=False)
    steps = [_step(after, before, on[after.on], levels, founded) for before, after in ways]
    return Proof(tuple(steps), *_leading(maps, [link for links in on.values() for link in links]))


def _step(
    map_: UnitMap, before: UnitMap | None, links: Sequence[Link], levels: Sequence[Level], founded: Collection[str]
) -> Step:
    units = dict(Counter(unit.level for unit in map_.units.values()))
    faults = list(_no_tree(map_, levels))
    if before is None:
        return Step(map_.on, units, 0, 0, 0, {}, len(map_.units), tuple(faults))
    said: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.predecessor:
            said[link.predecessor].append(link)
    faults += _doubled(before, said)
    faults += _lost(before, map_, said)
    faults += _from_nowhere(before, map_, links, founded)
    gone = [code for code in before.units if code not in map_.units]
    ways = {code: _way(said[code]) for code in gone}
    went = Counter(ways.values())
    ended = dict(Counter(before.units[code].level for code, way in ways.items() if way == "ended"))
    begin = sum(code not in before.units for code in map_.units)
    stay = len(before.units) - len(gone)
    return Step(map_.on, units, stay, went["whole"], went["divided"], ended, begin, tuple(faults))


def _way(links: Sequence[Link]) -> str:
    into = [link for link in links if link.successor]
    if not into:
        return "ended"
    return "whole" if any(link.whole for link in into) else "divided"


def _no_tree(map_: UnitMap, levels: Sequence[Level]) -> Iterator[str]:
    ranks = {level.code: level.rank for level in levels if level.exists(map_.on)}
    day = sentence_date(map_.on)
    for unit in map_.units.values():
        above = map_.units.get(unit.parent or "")
        words = {"unit": _named(unit), "above": above.full_name if above else unit.parent, "day": day}
        if unit.level not in ranks:
            yield _("%(unit)s ở một cấp không có %(day)s.") % words
        elif unit.parent and above is None:
            yield _("%(unit)s thuộc đơn vị mã %(above)s, không có %(day)s.") % words
        elif above and ranks.get(above.level, 0) >= ranks[unit.level]:
            yield _("%(unit)s thuộc %(above)s, không ở cấp cao hơn, %(day)s.") % words
    if rounds := cycle(map_):
        yield _("Cấp trên đi thành vòng %(day)s: %(names)s.") % {
            "day": day,
            "names": " → ".join(map(map_.name, rounds)),
        }
    for code, times in Counter(u.official_code for u in map_.units.values() if u.official_code).items():
        if times > 1:
            yield _("Mã chính thức %(code)s là của %(n)s đơn vị %(day)s.") % {"code": code, "n": times, "day": day}


def _doubled(before: UnitMap, said: Mapping[str, Sequence[Link]]) -> Iterator[str]:
    """A unit goes as a whole once, or in parts, each into another."""
    for code, links in said.items():
        into = [link.successor for link in links]
        if len(set(into)) < len(into) or (len(links) > 1 and any(link.whole for link in links)):
            yield _("%(unit)s được tính nhiều lần.") % {"unit": _named(before.units.get(code), code)}


def _lost(before: UnitMap, after: UnitMap, said: Mapping[str, Sequence[Link]]) -> Iterator[str]:
    for code, unit in before.units.items():
        links = said.get(code, ())
        words = {"unit": _named(unit)}
        if code not in after.units and not links:
            yield _("%(unit)s mất khỏi bản đồ, không ghi thành đơn vị nào.") % words
        elif code not in after.units and len(links) == 1 and links[0].successor and not links[0].whole:
            yield _("%(unit)s chỉ có một phần được ghi đi đâu.") % words
        elif missing := [link.successor for link in links if link.successor and link.successor not in after.units]:
            yield _("%(unit)s thành đơn vị mã %(code)s, không có trên bản đồ.") % {**words, "code": missing[0]}


def _from_nowhere(before: UnitMap, after: UnitMap, links: Sequence[Link], founded: Collection[str]) -> Iterator[str]:
    known = {link.successor for link in links} | set(founded)
    for code, unit in after.units.items():
        if code not in before.units and code not in known:
            yield _("%(unit)s không ghi từ đâu mà có.") % {"unit": _named(unit)}
    for code in sorted({link.predecessor for link in links if link.predecessor} - before.units.keys()):
        yield _("Đơn vị mã %(code)s được ghi thành đơn vị khác, nhưng trước đó không có.") % {"code": code}


def _leading(maps: Sequence[UnitMap], links: Sequence[Link]) -> tuple[int, int, tuple[str, ...]]:
    """How many units of all maps but the last lead to it, how many have ended, and those whose way is lost."""
    if not maps:
        return 0, 0, ()
    last, graph = maps[-1], Successions(links)
    ended = {link.predecessor for link in links if link.predecessor and not link.successor}
    led, without, faults = 0, 0, []
    for code, unit in {code: unit for map_ in maps for code, unit in map_.units.items()}.items():
        if code in last.units:
            continue
        if graph.leads_to(code, last.units):
            led += 1
        elif ended & {code, *graph.all_successors(code)}:
            without += 1
        else:
            faults.append(_("%(unit)s không dẫn đến đơn vị nào hiện nay.") % {"unit": _named(unit)})
    return led, without, tuple(faults)


def _named(unit: UnitName | None, code: str = "") -> str:
    return f"{unit.full_name} ({unit.code})" if unit else code
