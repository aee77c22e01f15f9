"""File and folder names as people give them: with and without accents, with the unit's kind short, long or left out."""

from __future__ import annotations

from msgspec import structs

from khuyenhoc.demo.workbooks.sending import Marks, Sending
from khuyenhoc.units.spec import UnitName
from khuyenhoc.vietnamese.text import capitalised, without_accents

_SHORT = {"phường": "P.", "thị trấn": "TT.", "xã": "Xã", "huyện": "H.", "thành phố": "TP.", "thị xã": "TX."}


def short_kind(unit: UnitName) -> str:
    """ "P.", "TT.", "Xã": the kind as it is abbreviated."""
    return _SHORT.get(unit.kind, capitalised(unit.kind))


def folder_of(sending: Sending, district: UnitName, round_: int) -> str:
    return sending.folder.format(round=round_, district=capitalised(district.full_name))


def name_for(template: str, unit: UnitName, marks: Marks) -> str:
    """The file's name; `marks` is empty for a first file."""
    plain = without_accents(unit.name)
    return template.format(
        kind=unit.kind,
        name=unit.name,
        short=short_kind(unit),
        plain_kind=without_accents(unit.kind),
        plain_name=plain,
        slug="_".join(plain.lower().split()),
        **structs.asdict(marks),
    )
