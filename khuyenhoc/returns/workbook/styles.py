"""The look of the workbook: large type, the colours of the product, inputs that are seen at a glance."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from khuyenhoc.theme.palette import colours

FONT: Final = "Arial"
"""On every machine in one form or another with all Vietnamese letters, unlike what was installed for a design."""
COUNT: Final = "[$-42A]#,##0"
SHARE: Final = "[$-42A]0.00####"
"""Dots for thousands and a comma for decimals wherever the program lets the file say so."""


def _plain(size: float, **more: Any) -> dict[str, Any]:
    return {"font_name": FONT, "font_size": size, "font_color": colours()["ink"], "valign": "vcenter"} | more


def _line(size: float, **more: Any) -> dict[str, Any]:
    return _plain(size, **{"border": 1, "border_color": colours()["line"], "text_wrap": True} | more)


def looks() -> dict[str, dict[str, Any]]:
    """Every format by its name."""
    c = colours()
    soft = {"font_color": c["ink-soft"]}
    yellow = {"bg_color": c["accent-tint"], "border_color": c["line-strong"]}
    return {
        "page": _plain(12),
        "title": _plain(17, bold=True, font_color=c["primary-dark"]),
        "owner": _plain(15, bold=True),
        "how": _plain(12, text_wrap=True),
        "ready": _plain(16, bold=True, text_wrap=True, border=2, font_color=c["bad"], bg_color=c["bad-tint"], indent=1),
        "filled": _plain(13, bold=True, indent=1),
        "due": _plain(13, align="right"),
        "head": _line(12, bold=True, align="center", font_color=c["paper"], bg_color=c["primary"]),
        "section": _line(
            14, bold=True, indent=1, text_wrap=False, font_color=c["primary-dark"], bg_color=c["primary-tint"]
        ),
        "code": _line(11, align="center") | soft,
        "label": _line(13, indent=1),
        "measure": _line(11, align="center"),
        "last": _line(13, align="right", indent=1, num_format=COUNT) | soft,
        "last_share": _line(13, align="right", indent=1, num_format=SHARE) | soft,
        "input": _line(15, bold=True, align="right", indent=1, num_format=COUNT, locked=False) | yellow,
        "derived": _line(13, align="right", indent=1, num_format=SHARE, bg_color=c["surface"]),
        "average": _line(13, align="right", indent=1, num_format=COUNT, bg_color=c["surface"]),
        "verdict": _line(11, align="left", indent=1),
        "reason": _line(12, align="left", indent=1, locked=False, border_color=c["line-strong"]),
        "sign": _plain(13, bold=True, align="center"),
        "explanation": {"font_name": FONT, "font_size": 10, "italic": True, **soft},
        "word": {"font_name": FONT, "font_size": 13, "font_color": c["ink"]},
        "synthetic": _plain(12, bold=True, align="right", font_color=c["bad"]),
        "error": {"bg_color": c["bad-tint"], "font_color": c["bad"]},
        "warning": {"bg_color": c["warn-tint"], "font_color": c["warn"]},
        "good": {"bg_color": c["good-tint"], "font_color": c["good"]},
        "begin": {"bg_color": c["info-tint"], "font_color": c["info"]},
        "all_is_well": {"font_color": c["good"]},
    }


def formats(book: Workbook) -> dict[str, Format]:
    """The formats of one workbook."""
    return {name: book.add_format(look) for name, look in looks().items()}
