"""Figures of which a part is struck out or raised: calamine joins the parts, and "85¹" would be 851.

For .xlsx and .ods; the rest is in `binary_fonts`.
"""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterator
from html import unescape
from typing import Final

_STRING: Final = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_RUN: Final = re.compile(rb"<(?:\w+:)?r(?:\s[^>]*)?>(.*?)</(?:\w+:)?r>", re.DOTALL)
_TEXT: Final = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<")
_APART: Final = re.compile(
    rb"""<(?:\w+:)?strike\s*(?:/>|val\s*=\s*["'](?:1|true|on)["'])"""
    rb"""|<(?:\w+:)?vertAlign\s[^>]*?val\s*=\s*["'](?:super|sub)script["']"""
)
_MARKS: Final = (b"strike", b"vertAlign")
_SHARED: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']s["'])[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""\s*<(?:\w+:)?v[^>]*>\s*(\d+)\s*<"""
)
_INLINE: Final = re.compile(
    rb"""<(?:\w+:)?c\b(?=[^>]*\bt\s*=\s*["']inlineStr["'])[^>]*?\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["'][^>]*>"""
    rb"""\s*<(?:\w+:)?is(?:\s[^>]*)?>(.*?)</(?:\w+:)?is>""",
    re.DOTALL,
)


def joined_strings(archive: zipfile.ZipFile, part: str) -> dict[int, str]:
    """The shared strings whose parts do not make one figure, by their number. KeyError where there is no such part."""
    xml = archive.read(part)
    if not any(mark in xml for mark in _MARKS):
        return {}
    strings = enumerate(_STRING.finditer(xml))
    return {at: text for at, found in strings if found[1] and (text := joined(found[1]))}


def joined(xml: bytes) -> str:
    """A text of several runs, put together, where digits of it are struck out, raised or lowered; "" for any other."""
    if not any(mark in xml for mark in _MARKS):
        return ""
    runs = [(run, b"".join(_TEXT.findall(run))) for run in _RUN.findall(xml)]
    if not any(_APART.search(run) and re.search(rb"\d", text) for run, text in runs):
        return ""
    return unescape(b"".join(text for _, text in runs).decode("utf-8", "replace")).strip()


def joined_cells(xml: bytes, strings: dict[int, str]) -> Iterator[tuple[bytes, bytes, str]]:
    """(column's letters, row's digits, text) of the cells of a sheet that hold such a text."""
    if strings:
        for letters, digits, number in _SHARED.findall(xml):
            if text := strings.get(int(number)):
                yield letters, digits, text
    if b"inlineStr" in xml and any(mark in xml for mark in _MARKS):
        for letters, digits, content in _INLINE.findall(xml):
            if text := joined(content):
                yield letters, digits, text


_STYLE: Final = re.compile(
    rb'<style:style\s[^>]*?style:name="([^"]+)"[^>]*?style:family="text"[^>]*>(.*?)</style:style>', re.DOTALL
)
_APART_IN_ODS: Final = re.compile(
    rb'style:text-line-through-(?:style|type)="(?!none")' rb'|style:text-position="(?:super|sub|-?[1-9])'
)
_SPAN: Final = re.compile(rb'<text:span\s[^>]*?text:style-name="([^"]+)"[^>]*>([^<]*)<')
_TAG: Final = re.compile(rb"<[^>]*>")
_END_OF_CELL: Final = b"</table:table-cell>"


def spans_apart(xml: bytes) -> list[int]:
    """Where in an .ods' content a span with digits begins that is struck out, raised or lowered."""
    if b"<text:span" not in xml:
        return []
    apart = {name for name, properties in _STYLE.findall(xml) if _APART_IN_ODS.search(properties)}
    return [m.start() for m in _SPAN.finditer(xml) if m[1] in apart and re.search(rb"\d", m[2])]


def joined_spans(xml: bytes, start: int, apart: list[int]) -> str:
    """The text of the cell whose content begins at `start`, put together, where such a span is in it; else ""."""
    end = xml.find(_END_OF_CELL, start)
    first = bisect_left(apart, start)
    if first == len(apart) or apart[first] >= end:
        return ""
    return without_tags(xml[start:end])


def without_tags(xml: bytes) -> str:
    """The text of a piece of XML, without blanks around it."""
    return unescape(_TAG.sub(b"", xml).decode("utf-8", "replace")).strip()
