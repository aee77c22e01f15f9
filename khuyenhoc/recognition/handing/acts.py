"""Registers follow their units into a plan, in its transaction, and come back when it is undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from khuyenhoc.audit.rows import in_parts
from khuyenhoc.recognition.handing.going import Going, goings
from khuyenhoc.recognition.handing.models import HandedRegister
from khuyenhoc.recognition.handing.wholes import in_the_way, wholes_going
from khuyenhoc.recognition.models import Entry, Register, Standing, Step, Village
from khuyenhoc.recognition.tallies import recount
from khuyenhoc.units.errors import UnitsRefused
from khuyenhoc.units.models import Reorganisation
from khuyenhoc.units.queries import unit_ids
from khuyenhoc.units.reorganising.plan import Plan
from khuyenhoc.vietnamese.numbers import format_count
from khuyenhoc.vietnamese.text import fold


def hand_registers(*, plan: Plan, row: Reorganisation) -> list[HandedRegister]:
    """Entries, with their villages and with their standings of the plan's year and later, go to where their units went; what
    stood in earlier years stays with the unit of then. A new unit keeps a register where all that went into it was kept.

    UnitsRefused where nobody has chosen to which unit a village goes. The plan's event tells of it.
    """
    found = [one for one in goings(plan, row.answers) if one.to != one.unit.code]
    if missing := next((one for one in found if not one.to and one.entries), None):
        text = _("Chưa chọn %(what)s của %(unit)s về đơn vị nào. Chọn ở phần bàn giao rồi áp dụng.")
        raise UnitsRefused(text % {"what": _what(missing), "unit": missing.unit.full_name})
    ids = unit_ids()
    pairs: dict[tuple[str, str], list[Going]] = {}
    for one in found:
        if one.to:
            pairs.setdefault((one.unit.code, one.to), []).append(one)
    handed = [_hand(row, ids[old], ids[new], of) for (old, new), of in pairs.items()]
    _hand_kept(plan, row, handed, ids)
    return _with_wholes(plan, row, handed, ids)


def _with_wholes(
    plan: Plan, row: Reorganisation, handed: list[HandedRegister], ids: dict[str, int]
) -> list[HandedRegister]:
    """Entries of whole units go to the register of whoever stands above these now."""
    known = {(one.old_id, one.new_id): one for one in handed}
    for (old, new), entries in wholes_going(plan).items():
        pair = ids[old], ids[new]
        one = known.setdefault(pair, HandedRegister(plan=row, old_id=pair[0], new_id=pair[1]))
        one.entries = sorted([*one.entries, *entries])
        _move(entries, *pair, row.on.year)
        one.save()
    return list(known.values())


def _what(going: Going) -> str:
    return going.village.full_name if going.village else _("%s mục không ghi thôn") % format_count(going.entries)


def _hand(row: Reorganisation, old: int, new: int, goings_: Sequence[Going]) -> HandedRegister:
    handed = HandedRegister(plan=row, old_id=old, new_id=new)
    villages = [one.village for one in goings_ if one.village]
    where = Q(village__in=[v.pk for v in villages])
    if any(one.village is None for one in goings_):
        where |= Q(village=None)
    handed.entries = list(Entry.objects.filter(where, unit=old, scope="").order_by("pk").values_list("pk", flat=True))
    handed.villages = {str(v.pk): [v.name, v.search_name, v.position] for v in villages}
    _move_villages(villages, new, goings_[0].unit.name)
    _move(handed.entries, old, new, row.on.year)
    handed.save()
    return handed


def _move_villages(villages: Iterable[Village], unit: int, bare: str) -> None:
    """Villages in their order behind those that are there; of two with one name the one that comes says where from."""
    known = set(Village.objects.filter(unit=unit, valid_to=None).values_list("kind", "search_name"))
    position = Village.objects.filter(unit=unit).count()
    for village in villages:
        if village.valid_to is None and (village.kind, village.search_name) in known:
            village.name = f"{village.name} ({bare})"[:120]
            village.search_name = fold(village.name)
        position += 1
        village.unit_id, village.position = unit, position
        village.save(update_fields=["unit", "name", "search_name", "position"])


def _move(entries: Sequence[int], old: int, new: int, year: int) -> None:
    """Entries (rows) and their standings from a year on from one unit to another; both are counted anew."""
    touched: set[tuple[str, int]] = set()
    for part in in_parts(entries):
        Entry.objects.filter(pk__in=part).update(unit=new)
        rows = Standing.objects.filter(entry__in=part, unit=old, year__gte=year)
        touched.update(rows.order_by().values_list("model", "year").distinct())
        rows.update(unit=new)
    for model, of in sorted(touched):
        recount(units=[old, new], model=model, year=of)


def _hand_kept(plan: Plan, row: Reorganisation, handed: Sequence[HandedRegister], ids: dict[str, int]) -> None:
    """Registers end with their units, and begin where everything that went into a new unit was kept."""
    codes = {pk: code for code, pk in ids.items()}
    kept = Register.objects.filter(unit__in=ids.values(), kept_until=None, kept_from__lt=row.on)
    by_unit: dict[int, dict[str, Register]] = {}
    for register in kept:
        by_unit.setdefault(register.unit_id, {})[register.model] = register
    for one in handed:
        sources = [ids[s.code] for s in plan.sources(codes[one.new_id]) if s.code]
        for model, register in by_unit.get(one.old_id, {}).items():
            if all(model in by_unit.get(source, {}) for source in sources):
                given = {"kept_from": row.on, "synthetic": register.synthetic}
                begun, made = Register.objects.get_or_create(unit_id=one.new_id, model=model, defaults=given)
                one.begun += [begun.pk] if made else []
            if codes[one.old_id] not in plan.after.units:
                one.registers[model] = [register.kept_from.isoformat(), None]
                Register.objects.filter(pk=register.pk).update(kept_until=row.on)
        one.save(update_fields=["begun", "registers"])


def take_back_registers(*, row: Reorganisation) -> None:
    """Registers are with their units of before; what was done since to the lists of a unit that the plan began stands in the
    history of the first of its old units. UnitsRefused where a new unit has entries since of which nobody knows to which of
    its old units they would go: those in no village, or in a new one."""
    found = list(HandedRegister.objects.filter(plan=row).select_related("new"))
    for one in found:
        keys = [int(pk) for pk in one.villages]
        since = Entry.objects.filter(unit=one.new_id, village__in=keys).values_list("pk", flat=True)
        one.entries = sorted({*one.entries, *since})
    began = [one.new_id for one in found if not one.new.versions.filter(valid_from__lt=row.on).exists()]
    _refuse_strangers(found, began)
    for one in found:
        Register.objects.filter(pk__in=one.begun).delete()
        for model, (_from, until) in one.registers.items():
            Register.objects.filter(unit=one.old_id, model=model).update(
                kept_until=until and dt.date.fromisoformat(until)
            )
        for pk, (name, folded, position) in one.villages.items():
            Village.objects.filter(pk=pk).update(unit=one.old_id, name=name, search_name=folded, position=position)
        _move(one.entries, one.new_id, one.old_id, row.on.year)
        Step.objects.filter(unit=one.new_id, unit__in=began).update(unit=one.old_id)
        one.delete()


def _refuse_strangers(found: Sequence[HandedRegister], began: Iterable[int]) -> None:
    """Entries of units that the plan began and that came to them by nothing of it; whole units that stand twice would."""
    if again := in_the_way(found):
        text = _("“%s” đã được đưa vào danh sách của đơn vị cũ. Hoàn tác việc ấy trước, rồi hoàn tác phương án.")
        raise UnitsRefused(text % again[0])
    for unit in began:
        mine = {pk for one in found if one.new_id == unit for pk in one.entries}
        others = Entry.objects.filter(unit=unit).values_list("pk", "scope")
        strange = [scope for pk, scope in others if pk not in mine]
        if number := sum(map(bool, strange)):
            text = _(
                "%s đơn vị đã được đưa vào danh sách của đơn vị mới. Hoàn tác việc ấy trước, rồi hoàn tác phương án."
            )
            raise UnitsRefused(text % format_count(number))
        if number := len(strange):
            text = _(
                "%s mục mới của đơn vị mới không thuộc thôn cũ nào nên chưa biết trả về đâu. Ghi thôn cho các mục ấy."
            )
            raise UnitsRefused(text % format_count(number))
