"""What a filled-in cell states, as formulas: a figure, "không có", nothing, or no figure. As intake reads it, never milder."""

from __future__ import annotations

from functools import cache
from typing import Final

from khuyenhoc.catalogue.spec import IndicatorSpec
from khuyenhoc.returns.intake.words import words
from khuyenhoc.returns.workbook.expressions import dotted, one_of
from khuyenhoc.returns.workbook.layout import GENERAL
from khuyenhoc.sheets import blanks
from khuyenhoc.vietnamese.text import without_accents

BLANK: Final = 0
VALUE: Final = 1
NONE: Final = 2
INVALID: Final = 3
LARGEST: Final = "1E+15"
"""Spreadsheets keep fifteen digits: what has more is not what was typed."""


def state(cell: str, indicator: IndicatorSpec) -> str:
    """The formula of what `cell` states: BLANK, VALUE, NONE or INVALID."""
    text = f"TRIM({cell})"
    words_ = f"IF({is_whole(text)},{VALUE},{INVALID})"
    if indicator.is_yes_or_no:
        words_ = f"IF({one_of(text, _forms(*words().affirmed, *words().denied))},{VALUE},{words_})"
    words_ = (
        f"IF({one_of(text, _forms(*blanks.NOTHING))},{BLANK},IF({one_of(text, _forms(*blanks.NONE))},{NONE},{words_}))"
    )
    figure = f"IF(OR({cell}<>INT({cell}),ABS({cell})>={LARGEST},{_is_date(cell)}),{INVALID},{VALUE})"
    return f'IF(ISERROR({cell}),{INVALID},IF(ISNUMBER({cell}),{figure},IF({text}="",{BLANK},{words_})))'


def value(cell: str, stated: str, indicator: IndicatorSpec) -> str:
    """The formula of the figure that counts: 0 for "không có", "" for what is blank or no figure. `stated`: its state."""
    typed = f"VALUE({_plain(f'TRIM({cell})')})"
    if indicator.is_yes_or_no:
        yes, no = (one_of(f"TRIM({cell})", _forms(*phrases)) for phrases in (words().affirmed, words().denied))
        typed = f"IF({yes},1,IF({no},0,{typed}))"
    return f'IF({stated}={VALUE},IF(ISNUMBER({cell}),{cell},{typed}),IF({stated}={NONE},0,""))'


def _plain(text: str) -> str:
    return f'SUBSTITUTE({text},".","")'


def is_whole(text: str) -> str:
    """Whether a text is a whole number with digits alone, or with a dot before every three."""
    typed = f"VALUE({_plain(text)})"
    return f'IFERROR(OR({typed}&""={text},{dotted(typed)}={text}),FALSE)'


def _is_date(cell: str) -> str:
    # Excel calls a date's format D1 to D9. LibreOffice calls most of them G, which in Excel is "no format".
    kind = f'CELL("format",{cell})'
    return f'IFERROR(OR(LEFT({kind},1)="D",AND({kind}="G",{GENERAL}<>"G")),FALSE)'


@cache
def _forms(*phrases: str) -> tuple[str, ...]:
    """The phrases with accents and without."""
    return tuple(dict.fromkeys(form for phrase in phrases for form in (phrase, without_accents(phrase))))
