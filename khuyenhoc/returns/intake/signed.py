"""The identity that a workbook of ours carries, where it comes back: true, it tells the unit; else it is set aside."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from khuyenhoc.catalogue.spec import FormSpec
from khuyenhoc.returns.identity import Identity, Seal, identity_in
from khuyenhoc.returns.intake import sentences
from khuyenhoc.sheets.grid import Workbook
from khuyenhoc.sheets.own_sheets import is_own
from khuyenhoc.sheets.sentences import said
from khuyenhoc.units.matching import UnitIndex

_TOKEN: Final = re.compile(r"eyJ[\w-]+\.[\w-]+\.[\w-]+")
_LOOKED_AT: Final = 3


class Signed(Struct, frozen=True):
    """`unit`: the official code that a true signature names, "" for none. `note`: why a signature was set aside.

    `version`: the form's version that it states, "" where it is the collection's. `refusal`: the sentence where a true
    signature says that the workbook is not of this collection.
    """

    unit: str = ""
    note: str = ""
    refusal: str = ""
    version: str = ""


def read_signed(workbook: Workbook, seal: Seal | None, form: FormSpec, units: UnitIndex) -> Signed:
    """What the signature in a workbook says; nothing where there is none, or no `seal` to tell a true one by."""
    tokens = _tokens(workbook)
    if not tokens or seal is None:
        return Signed()
    if len(tokens) > 1:
        return Signed(note=sentences.SIGNED_FOR_SEVERAL)
    return _judged(identity_in(tokens.pop(), seal.key), seal, form, units)


def _tokens(workbook: Workbook) -> set[str]:
    cells = (c for sheet in workbook.sheets if is_own(sheet) for row in sheet.rows[:_LOOKED_AT] for c in row)
    return {c for c in cells if isinstance(c, str) and _TOKEN.fullmatch(c)}


def _judged(identity: Identity | None, seal: Seal, form: FormSpec, units: UnitIndex) -> Signed:
    if identity is None:
        return Signed(note=sentences.FOREIGN_SIGNATURE)
    if identity.collection != seal.collection:
        stated, asked = identity.collection, seal.collection
        return Signed(refusal=said(sentences.OTHER_COLLECTION, stated=stated, asked=asked))
    unit = units.by_code.get(identity.unit)
    if unit is None or unit.level != form.level:
        return Signed(note=said(sentences.SIGNED_FOR_NOBODY, unit=identity.unit))
    return Signed(unit.code, version="" if identity.version == form.version else identity.version)
