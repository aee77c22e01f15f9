"""What `khuyenhoc explain` says of a figure that a unit's register counts, down to the entries."""

from __future__ import annotations

from typing import Any


def behind_of(node: Any, counted_in: tuple[str, str] | None) -> Any:
    """What the unit's register counts for its one figure, entry by entry; None where it is many units', or nobody's."""
    from khuyenhoc.rollups.behind import behind

    register = node.register
    return register and counted_in and behind(node.unit.code, register.model, register.on.year, counted_in[1])


def in_register(said: Any) -> dict[str, Any]:
    """What a register said of a cell, as JSON."""
    return {
        "model": said.model.value,
        "on": said.on.isoformat(),
        "counted": said.counted,
        "taken": said.taken,
        "step": said.step,
    }


def said_by_register(cell: Any) -> str:
    """What the unit's register said of a cell: that it is from there, that it fits, or what it counts instead."""
    from khuyenhoc.returns.values import is_in_register
    from khuyenhoc.vietnamese.numbers import format_count

    said = cell.register
    if said is None:
        return ""
    if is_in_register(cell.at):
        return f"; lấy từ sổ đến ngày {said.on:%d/%m/%Y}"
    if cell.value == said.counted:
        return f"; khớp với sổ đến ngày {said.on:%d/%m/%Y}"
    return f"; sổ đến ngày {said.on:%d/%m/%Y}: {format_count(said.counted)}"


def register_as_json(found: Any) -> dict[str, Any]:
    """A unit's list by village and status, and its first entries without their names."""
    return {
        "model": found.model.value,
        "year": found.year,
        "villages": [{"name": v.name, "statuses": {s.value: n for s, n in v.numbers.items()}} for v in found.villages],
        "entries": [
            {"name": e.name, "village": e.village, "status": e.status.value, "decision": e.decision}
            for e in found.entries
        ],
    }


def print_register(found: Any) -> None:
    """The same in words."""
    from khuyenhoc.vietnamese.numbers import format_count

    print(f"Sổ {found.model.label} năm {found.year}, theo thôn:")
    for village in found.villages:
        said = ", ".join(f"{format_count(n)} {status.label}" for status, n in village.numbers.items())
        print(f"  {village.name or 'không ghi thôn'}: {said}")
    print(f"{len(found.entries)} mục đầu tiên (tên viết tắt; họ tên xem trong sổ, theo quyền):")
    for one in found.entries:
        decision = f", quyết định {one.decision}" if one.decision else ""
        print(f"  {one.name} ({one.village or 'không ghi thôn'}): {one.status.label}{decision}")
