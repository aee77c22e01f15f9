"""Formulas of .ods as .xlsx would tell them, for `formulas.settled`: "of:=SUM([.C5:.C9])" is "SUM(C5:C9)".

LibreOffice keeps the 0 beside each formula of a file that nobody computed, and what others change there leaves old sums behind.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from khuyenhoc.sheets.rich_texts import without_tags

_FORMULA: Final = re.compile(rb"""\btable:formula\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TYPE: Final = re.compile(rb"""\boffice:value-type\s*=\s*["'](\w+)""")
_NUMBERS: Final = (b"float", b"percentage", b"currency")
_AS_SHOWN: Final = re.compile(rb"""\btable:precision-as-shown\s*=\s*["']true""")
_LANGUAGE: Final = re.compile(r"(?:\w+:)?=")
_CELL: Final = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SHEET: Final = r"\$?(?:'(?:[^']|'')+'|[^\s'\[\].#!~;()$]+)"
_REFERENCE: Final = re.compile(rf"\[({_SHEET})?\.({_CELL})(?::({_SHEET})?\.({_CELL}))?\]")
_OTHERS: Final = re.compile(r"[!~]|\[[^\]]|\][\w$(\[]|[\w$)]\[")
"""Whole columns, other files, what two ranges have in common, and what is no formula: nobody computes that here."""
_END_OF_CELL: Final = re.compile(rb"</table:(?:covered-)?table-cell>")
_END_OF_COMMENT: Final = b"</office:annotation>"
_ERROR: Final = re.compile(r"#[A-Z][A-Z0-9/]*[!?]|#N/A|(?:Err|Lỗi):\d+")


def is_as_shown(xml: bytes) -> bool:
    """Whether the file reckons with what is shown, rounded: its sums are not those of its values."""
    return b"precision-as-shown" in xml and bool(_AS_SHOWN.search(xml))


def formula_in(attributes: bytes, shown: str | None) -> str | None:
    """The formula, where its value is a number or none stands; None for one that came to a text, a date or a truth.

    `shown`: what the cell shows. One without a value came to an empty text where it shows that, unless it is a sum.
    """
    found, kind = _FORMULA.search(attributes), _TYPE.search(attributes)
    if not found or (kind and kind[1] not in _NUMBERS):
        return None
    text = unescape((found[1] or found[2] or b"").decode("utf-8", "replace"))
    text = text[m.end() :] if (m := _LANGUAGE.match(text)) else text
    return None if not kind and shown == "" and not text.startswith("SUM(") else text


def in_other_words(text: str) -> str:
    """The formula with its cells named as in .xlsx, where all of them can be; else with brackets, which nobody computes."""
    return text if _OTHERS.search(_REFERENCE.sub("[]", text)) else _REFERENCE.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    sheet, first, other, last = found.groups()
    if other and other != sheet:
        return found[0]
    name = (sheet or "").removeprefix("$")
    quoted = name if name.startswith("'") else f"'{name}'"
    return (f"{quoted}!" if name else "") + first + (f":{last}" if last else "")


def shown_in(xml: bytes, start: int) -> str | None:
    """The text of the cell whose content begins at `start`, without a comment on it; None where it has no line of text."""
    end = m.start() if (m := _END_OF_CELL.search(xml, start)) else len(xml)
    comment = xml.rfind(_END_OF_COMMENT, start, end)
    content = xml[max(start, comment) : end]
    if b"<text:p" not in content:
        return None
    return without_tags(content)


def error_shown(attributes: bytes, shown: str | None) -> str:
    """The error that a formula came to, as programs tell it that know no other way: nothing or 0 beside its name."""
    nothing = b'office:string-value=""' in attributes or b'office:value="0"' in attributes
    return shown if shown and nothing and _ERROR.fullmatch(shown) else ""
