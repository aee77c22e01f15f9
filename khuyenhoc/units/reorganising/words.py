"""The words of mapping sheets: data, folded for matching."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from khuyenhoc.units.enums import UnitStatus
from khuyenhoc.vietnamese.text import fold, without_accents

_STATUSES: Final = (
    UnitStatus.NOT_ESTABLISHED, UnitStatus.ESTABLISHED, UnitStatus.SUSPENDED, UnitStatus.RE_ESTABLISHED,
)  # fmt: skip
_FILE: Final = Path(__file__).parent / "words.yaml"
_MARKS: Final = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """ "Đơn vị (mới)" and "don_vi_moi" are both "don vi moi"."""
    return _MARKS.sub(" ", fold(text)).strip()


def column(heading: str, of: str = "columns") -> tuple[str, int]:
    """The column that a heading means and the length of the phrase that says so; ("", 0) for none.

    `of`: "columns" of a mapping sheet, or "listing" for those of a list of units.
    """
    text = f" {plain(heading)} "
    found = [(len(p), name) for name, phrases in _words()[of].items() for p in phrases if f" {p} " in text]
    length, name = max(found, default=(0, ""))
    return name, length


def is_one_of(text: str, list_: str) -> bool:
    """Whether a cell begins with one of the words of a list: "whole", "part", "ends", "stays"."""
    said = f"{plain(text)} "
    return any(said.startswith(f"{word} ") for word in _words()[list_])


def status(text: str) -> UnitStatus | None:
    """What a cell says of the association in a place; None for what is no such word."""
    return next((status for status in _STATUSES if is_one_of(text, status)), None)


@cache
def extent_pattern() -> re.Pattern[str]:
    """ "một phần diện tích tự nhiên, quy mô dân số của " at the beginning of a piece without accents: part or whole."""
    whole, part = "|".join(_words()["whole"]), "|".join(_words()["part"])
    fillers = "|".join(_words()["fillers"])
    return re.compile(rf"\b(?:(?P<whole>{whole})|(?P<part>{part}))\s+(?:(?:{fillers})\s+)?")


def bare(text: str) -> str:
    """Lower case without accents, each letter in its place."""
    return without_accents(text).lower()


@cache
def _words() -> Mapping[str, dict[str, list[str]]]:
    document: Mapping[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return document
