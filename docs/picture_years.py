"""Figures of other years for the pictures: made from those of the demonstration, so that something can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from khuyenhoc.catalogue.loaders import read_catalogue
from khuyenhoc.demo.figures import generate
from khuyenhoc.units.spec import read_units

CODES: Final = ("MH01", "MH02", "MH03", "HV01", "HV03")
LATE: Final = frozenset({"10507", "11254"})
"""Communes that sent nothing in the year before."""
HEIR: Final = "2025;11239-2025;MH03;3650\n2025;11254;MH03;1320\n"
"""What two communes of the new map had in 2025."""


def write(path: Path) -> None:
    """A table of 2022, a few percent below 2023, and of two communes in 2025."""
    units, form = read_units("30", 2023).units, read_catalogue().forms[0]
    lines = ["ky;don_vi;chi_tieu;gia_tri\n"]
    for n, (unit, row) in enumerate(generate(form, units).items()):
        for code in CODES if unit not in LATE else ():
            value = row[code]
            less = 0 if code in ("MH01", "HV03") else 3 + n % 7
            lines.append(f"2022;{unit};{code};{int(value) * (100 - less) // 100}\n" if isinstance(value, int) else "")
    path.write_text("".join([*lines, HEIR]), encoding="utf-8")
