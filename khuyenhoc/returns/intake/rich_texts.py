"""Figures in an .xlsx of which a part is struck out or raised: calamine joins the parts, and "85¹" would be 851."""

from __future__ import annotations

import re
import zipfile
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
    if any(mark in xml for mark in _MARKS):
        for letters, digits, content in _INLINE.findall(xml):
            if text := joined(content):
                yield letters, digits, text
