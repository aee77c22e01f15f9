"""The checks K01 to K18 as formulas, a file a family, beside `returns.checks`, whose verdict theirs has to equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khuyenhoc.returns.workbook.layout import Layout
from khuyenhoc.returns.workbook.probes import change, models, registers, single, sums
from khuyenhoc.returns.workbook.probes.reckoning import Probe, Reckoning

PROBES: dict[str, Callable[[Reckoning], Iterator[Probe]]] = {
    "K01": single.k01,
    "K02": models.k02,
    "K03": models.k03,
    "K04": sums.k04,
    "K05": change.k05,
    "K06": sums.k06,
    "K07": change.k07,
    "K08": change.k08,
    "K09": models.k09,
    "K10": models.k10,
    "K11": single.k11,
    "K12": change.k12,
    "K13": change.k13,
    "K14": models.k14,
    "K15": single.k15,
    "K16": sums.k16,
    "K17": sums.k17,
    "K18": registers.k18,
}


def probes(layout: Layout) -> list[Probe]:
    """All marks that the form's checks may set, in the form's order. KeyError for a check without formulas."""
    return [p for spec in layout.form.checks for p in PROBES[spec.code](Reckoning(layout, spec))]
