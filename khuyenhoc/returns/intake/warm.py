"""What the server of children brings in: the reader after a rehearsal, so that none of the children has to warm up.

The rehearsal reads a file that lists the lines of a form that we ship, under a version that no collection has: what it leaves
behind are words and patterns, pure functions of a text, and nothing of any file or form that is read later.
"""

from __future__ import annotations

from msgspec.structs import replace

from khuyenhoc.catalogue.loaders import DATA, read_form
from khuyenhoc.returns.intake.many import Reader
from khuyenhoc.returns.mapping.remembered import RememberedLayouts
from khuyenhoc.units.matching import UnitIndex


def rehearse() -> None:
    """Reads the list once."""
    form = replace(read_form(min(DATA.glob("bc-*.yaml"))), version="")
    lines = [f"{n};{line.label};{line.unit};{n}" for n, line in enumerate(form.indicators, start=1)]
    listed = "\n".join(["Hội Khuyến học", "TT;Nội dung;Đơn vị tính;Kết quả", *lines])
    read = Reader(form, UnitIndex([]), str(form.valid_from.year), memory=RememberedLayouts())
    read(("ke.csv", listed.encode()))


rehearse()
