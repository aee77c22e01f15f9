"""Setting a paper by Typst: a template of ours and its data in, tagged PDF with every font inside out."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Final

import typst

from khuyenhoc.theme.fonts import font_folder

TEMPLATES: Final = Path(__file__).parent / "templates"
STANDARD: Final = "ua-1"
"""PDF/UA-1: a reader for the blind finds title, language, headings, tables and what pictures show."""

_ONE_AT_A_TIME: Final = Lock()
_REMEMBERED: Final = 11
"""Typst remembers the parts of a paper until it has set so many others: of a thousand sheets that is a hundred megabytes."""
_BESIDE: Final = ThreadPoolExecutor(1, "typst")


def typeset(template: str, data: dict[str, Any], made_at: dt.datetime) -> bytes:
    """The file made from `template` ("letter.typ"), which reads `data` as JSON. The same data and moment give the same bytes.

    FontsMissing where the fonts have not been made.
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    with _ONE_AT_A_TIME:  # a compiler object keeps the fonts loaded and serves one call at a time
        made: bytes = _compiler(template, str(font_folder())).compile(
            format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=int(made_at.timestamp())
        )
    return made


def typeset_many(template: str, data: dict[str, Any], made_at: dt.datetime, beside: Mapping[str, bytes]) -> bytes:
    """The same of a template that reads `data.json` and the files `beside` it: for what is no text, and too much for an input.

    A folder of its own for each call, so calls do not wait for one another. Nothing of it is remembered.
    """
    with TemporaryDirectory(prefix="khuyenhoc-") as folder:
        for name, content in beside.items():
            (Path(folder) / name).write_bytes(content)
        (Path(folder) / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        source, fonts = (TEMPLATES / template).read_bytes(), _fonts(str(font_folder()))
        compiler = typst.Compiler(source, root=folder, font_paths=fonts, ignore_system_fonts=True)
        made = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=int(made_at.timestamp()))
    _BESIDE.submit(_forget, fonts)
    assert isinstance(made, bytes)
    return made


def _forget(fonts: typst.Fonts) -> None:
    blank = typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
    for _paper in range(_REMEMBERED):
        blank.compile(input=b"#set page(width: 1pt, height: 1pt)")


@cache
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _compiler(template: str, fonts: str) -> Any:
    return typst.Compiler(str(TEMPLATES / template), root=str(TEMPLATES), font_paths=[fonts], ignore_system_fonts=True)
