"""How columns are called in tables of earlier figures: data, folded for matching."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import yaml

from khuyenhoc.vietnamese.text import fold

Words = dict[str, list[str]]

_FILE: Final = Path(__file__).parent / "words.yaml"
_MARKS: Final = str.maketrans(dict.fromkeys("_-/.,:;()*", " "))


def plain(text: object) -> str:
    """ "Số thôn, khu dân cư" and "so_thon/khu_dan_cu" are both "so thon khu dan cu"."""
    return fold(str(text).translate(_MARKS))


def columns() -> Words:
    """The names of each column, the preferred ones first."""
    return _words()["columns"]


def kinds() -> Words:
    """The columns that each kind of table must have."""
    return _words()["kinds"]


def says_none(text: str) -> bool:
    """Whether a cell says "không có"."""
    return fold(text) in _words()["none"]


@cache
def _words() -> dict[str, Words]:
    document: dict[str, Words] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return document
