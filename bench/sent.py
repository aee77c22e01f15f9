"""`python -m bench.sent FOLDER [SEED]`: the workbooks of the demonstration's year, in a process that has Django set up."""

from __future__ import annotations

import sys
from pathlib import Path

import django

from bench.workshop import PROVINCE, YEAR


def main(folder: Path, seed: int = int(YEAR)) -> None:
    django.setup()
    from khuyenhoc.catalogue.loaders import read_catalogue
    from khuyenhoc.demo.figures import generate
    from khuyenhoc.demo.workbooks import write_all
    from khuyenhoc.units.spec import read_units

    units, form = read_units(PROVINCE, int(YEAR)).units, read_catalogue().forms[0]
    write_all(folder, generate(form, units, seed), units, seed=seed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
