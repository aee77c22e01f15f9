"""How the figures of a unit came about on another map than the period's. No statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from khuyenhoc.rollups.books import Books, stays
from khuyenhoc.rollups.figures import Figures, OnAnotherMap, Part, UnitRef
from khuyenhoc.rollups.rules import shares


def on_another_map(found: Books, unit: str) -> OnAnotherMap | None:
    """How a unit's figures came about on a map that is not the period's; None on that, and for a unit that it alone has."""
    ground = found.grounds
    if ground.now.on == ground.then.on or unit not in ground.now.units:
        return None
    parts = {code: _part(found, code, unit) for code in ground.lacking(unit)}
    lacking = [code for code, part in parts.items() if part is None]
    waiting = [code for code in ground.divided_in(unit) if _asked(found, code) - _taken(found, code)]
    joined, lacks, waits = (_named(found, way) for way in (ground.joined(unit), lacking, waiting))
    got, stale = tuple(filter(None, parts.values())), _named(found, _stale(found, unit))
    return OnAnotherMap(ground.now.on, joined, lacks, waits, got, stale)


def _named(found: Books, codes: Iterable[str]) -> tuple[str, ...]:
    units = {**found.map.units, **found.grounds.then.units}
    return tuple(units[code].full_name if code in units else code for code in codes)


def _asked(found: Books, code: str) -> set[str]:
    """The figures of a divided unit that do not stay its history."""
    on = found.grounds.rests_on(code)
    return {indicator for indicator in found.stated.get(code, {}) if not stays(indicator, on)}


def _taken(found: Books, code: str) -> set[str]:
    return {indicator for unit, indicator in found.shared.taken if unit == code}


def _part(found: Books, code: str, unit: str) -> Part | None:
    """What a unit got of one that was divided; None where it got nothing."""
    landed = [one.share for one in found.shared.landed if one.under == unit and code in one.share.of]
    got = [share for share in landed if share.step and not share.rests_on]
    if not got:
        return None
    reasons = dict.fromkeys(share.step.given.reason for share in got if share.step)
    indicators = {share.indicator for share in got}
    asked = indicators | _asked(found, code)
    return Part(found.grounds.then.units[code].full_name, len(indicators), len(asked), tuple(reasons))


def _stale(found: Books, unit: str) -> list[str]:
    """The divided units of which something was apportioned to a unit or to one below it, and no longer adds up."""
    stale = [one for one in found.shared.stale if any(p and unit in found.map.lineage(p) for p in one.given.shares)]
    return list(dict.fromkeys(one.unit for one in stale))


def apart(found: Books, unit: str) -> tuple[Figures, ...]:
    """What belongs to a unit of another map than the period's, but to none of those below it: what waits, what stays history."""
    named = ((_("Chưa phân bổ"), found.unallocated(unit)), (_("Giữ ở đơn vị cũ"), found.kept(unit)))
    return tuple(_of_nobody(found, unit, name, stated) for name, stated in named if stated)


def _of_nobody(found: Books, unit: str, name: str, stated: Mapping[str, int]) -> Figures:
    total = {i.code: stated.get(i.code) for i in found.form.typed}
    nobody = UnitRef("", name, "", unit)
    return Figures(nobody, found.period, total, shares(found.form, total), owing=0, accepted=0, signed=0)
