"""Parts of a Word file that python-docx has no call for: rules, fields, fonts, borders, rows that repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from khuyenhoc.vietnamese.text import without_accents

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
CENTER_TAB, RIGHT_TAB = WD_TAB_ALIGNMENT.CENTER, WD_TAB_ALIGNMENT.RIGHT
LANGUAGE: Final = "vi-VN"
ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def element(name: str, **attributes: str) -> Any:
    """An element of the w: namespace with attributes of the same."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_font(style: ParagraphStyle, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Times New Roman for every script and the language of the proofing tools."""
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, italic
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    properties.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE))


def keep_styles(document: Document, names: set[str]) -> None:
    """Takes out all other styles, and the second copy of them all that Word 2010 wrote for itself."""
    for style in list(document.styles):
        if style.name not in names:
            style.delete()
    identifiers = {style.style_id for style in document.styles}
    for link in list(document.styles.element.iter(qn("w:link"), qn("w:next"), qn("w:basedOn"))):
        if link.get(qn("w:val")) not in identifiers:
            link.getparent().remove(link)
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/stylesWithEffects")]:
        del relations[key]


def add_style(document: Document, name: str) -> Any:
    """A paragraph style. Its identifier has ASCII letters alone, for programs that read no others."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.styleId = "".join(c for c in without_accents(name) if c.isalnum())
    return style


def set_default_language(document: Document) -> None:
    """The language of text whose style does not name one."""
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)


def bottom_rule(paragraph: Paragraph, left: float, right: float) -> None:
    """A paragraph that is nothing but a thin line, `left` and `right` mm away from the edges of its place."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent, form.first_line_indent = Mm(left), Mm(right), Mm(0)
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(4), Pt(3)
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="0", color="000000"))
    paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def page_number(paragraph: Paragraph) -> None:
    """The number of the page, as a field."""
    field = element("fldSimple", instr="PAGE")
    run = element("r")
    text = element("t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def repeat_header(row: _Row) -> None:
    """The row stands again at the top of every page that its table reaches."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def keep_whole(row: _Row) -> None:
    """The row is not broken between two pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def fix_widths(table: Table, widths: list[float]) -> None:
    """Widths in mm that no program recomputes from the contents."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def cell_margins(table: Table, sides: float) -> None:
    """Room left and right of the text of every cell, in mm."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=str(round(sides * 56.7)), type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def write(cell: _Cell, text: str, style: str, align: str = "left", *, bold: bool = False) -> Paragraph:
    """The text as the cell's only paragraph."""
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.alignment = ALIGN[align]
    paragraph.add_run(text).bold = bold or None
    return paragraph
