"""Cells that are struck out as a whole, as on paper: no figures any more. For .xlsx and .ods; the rest is in `binary_fonts`."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import Final

_MARK: Final = b"strike"
_FONTS: Final = re.compile(rb"<(?:\w+:)?fonts\b[^>]*>(.*?)</(?:\w+:)?fonts>", re.DOTALL)
_FONT: Final = re.compile(rb"<(?:\w+:)?font(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?font>)", re.DOTALL)
_FORMATS: Final = re.compile(rb"<(?:\w+:)?cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT: Final = re.compile(rb"""<(?:\w+:)?xf\b[^>]*?\bfontId\s*=\s*["'](\d+)["']|<(?:\w+:)?xf\b""")
_STRUCK: Final = re.compile(rb"""<(?:\w+:)?strike\s*(?:/>|>|val\s*=\s*["'](?:1|true|on)["'])""")
_CELL: Final = (
    rb"""<(?:\w+:)?c\b(?=[^>]*\bs\s*=\s*["'](?:%s)["'])[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*(?<!/)>"""
)


def struck_formats(archive: zipfile.ZipFile, part: str) -> tuple[bytes, ...]:
    """The numbers of the formats of an .xlsx' cells whose font is struck out. KeyError where there is no such part."""
    xml = archive.read(part)
    fonts, formats = (_FONTS.search(xml), _FORMATS.search(xml)) if _MARK in xml else (None, None)
    if not fonts or not formats:
        return ()
    struck = {n for n, font in enumerate(_FONT.findall(fonts[1])) if _STRUCK.search(font)}
    of_cells = enumerate(_FORMAT.finditer(formats[1]))
    return tuple(str(n).encode() for n, found in of_cells if found[1] and int(found[1]) in struck)


def struck_cells(xml: bytes, formats: tuple[bytes, ...]) -> Iterator[tuple[bytes, bytes]]:
    """(column's letters, row's digits) of the cells of a sheet that have such a format and hold something."""
    if formats:
        yield from re.findall(_CELL % b"|".join(formats), xml)


_STYLE: Final = re.compile(
    rb'<style:style\s(?=[^>]*style:family="table-cell")[^>]*?style:name="([^"]+)"[^>]*>(.*?)</style:style>', re.DOTALL
)
_LINE_THROUGH: Final = re.compile(rb'style:text-line-through-(?:style|type)="(?!none")')


def struck_styles(xml: bytes) -> frozenset[bytes]:
    """The names of the styles of an .ods' cells that strike out."""
    if b"text-line-through" not in xml:
        return frozenset()
    return frozenset(name for name, properties in _STYLE.findall(xml) if _LINE_THROUGH.search(properties))
