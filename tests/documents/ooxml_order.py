"""The order in which Word wants the properties of an element (ECMA-376, CT_TblPr, CT_RPr, CT_PPr, CT_TcPr): it refuses others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

ORDER: Final = {
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike vanish color spacing w kern position sz szCs highlight u "
    "shd vertAlign rtl cs em lang",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs spacing ind "
    "contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "tcPr": "tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
}


def out_of_order(xml: bytes) -> Iterator[tuple[str, list[str]]]:
    """Each element whose properties are unknown, doubled or in another order."""
    for element in etree.fromstring(xml).iter(etree.Element):
        name = etree.QName(element).localname
        if name in ORDER:
            names = [etree.QName(child).localname for child in element]
            if names != [known for known in ORDER[name].split() if known in names]:
                yield name, names
