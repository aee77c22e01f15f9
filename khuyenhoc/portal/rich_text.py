"""Figures in running text: how a reference to an accepted figure stands in the HTML of a paragraph.

`<data value="452702" data-indicator="MH03" data-unit="30" data-period="2023" data-kind="total">452.702</data>`: the
reference and what was printed for it, in one place, so that a published page needs no question to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.utils.html import escape, format_html

from khuyenhoc.documents.article import FigureKind, FigureRef, Paragraph, machine_value

KEYS: Final = ("indicator", "unit", "period", "kind")
SELECTOR: Final = "data[data-indicator]"
BREAKS: Final = ["p", "li", "br", "h2", "h3"]


def figure_html(ref: FigureRef) -> str:
    """The reference with its printed text, as it is stored."""
    keys = format_html(
        'data-indicator="{}" data-unit="{}" data-period="{}" data-kind="{}"',
        ref.indicator, ref.unit, ref.period, ref.kind,
    )  # fmt: skip
    return format_html('<data value="{}" {}>{}</data>', machine_value(ref.text), keys, ref.text)


def paragraph_html(paragraph: Paragraph) -> str:
    """A paragraph of a draft as it is stored: figures as references, all else as text."""
    runs = (figure_html(run) if isinstance(run, FigureRef) else escape(run.text) for run in paragraph.runs)
    return f"<p>{''.join(runs)}</p>"


def figures_in(html: str) -> list[FigureRef]:
    """Every reference of a paragraph, in order, with the text that stands there now."""
    return [_ref(tag) for tag in BeautifulSoup(html, "html.parser").select(SELECTOR)]


def _ref(tag: Tag) -> FigureRef:
    keys: dict[str, Any] = {key: str(tag.get(f"data-{key}", "")) for key in KEYS}
    return FigureRef(**keys, text=tag.get_text())


def plain_text(html: str, *, without_figures: bool = False) -> str:
    """A paragraph as text, its parts apart by line breaks; `without_figures` leaves a space in their places."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(SELECTOR) if without_figures else []:
        tag.replace_with(" ")
    for tag in soup.find_all(BREAKS):
        tag.append("\n")
    return soup.get_text().strip()


def with_figures(html: str, printed: Callable[[FigureRef], str | None]) -> str:
    """The paragraph with each reference's text replaced by `printed(ref)`; None leaves it as it is."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(SELECTOR):
        text = printed(_ref(tag))
        if text is not None:
            tag.string = text
            tag["value"] = machine_value(text)
    return str(soup)


def with_marks(html: str, notes: Sequence[Mapping[str, object]], said: str) -> str:
    """The body with a small link behind each figure that has a note, to `#ghi-chu-1`; `said`: "Ghi chú", read out."""
    return _with_marks(html, tuple(str(note["indicator"]) for note in notes), said)


@lru_cache(maxsize=64)
def _with_marks(html: str, indicators: tuple[str, ...], said: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for number, indicator in enumerate(indicators, start=1):
        place = soup.select_one(f'data[data-indicator="{indicator}"]:not([data-kind="{FigureKind.SHARE}"])')
        if place is None:
            continue
        mark = soup.new_tag("sup")
        link = soup.new_tag(
            "a", attrs={"href": f"#ghi-chu-{number}", "id": f"con-so-{number}", "aria-label": f"{said} {number}"}
        )
        link.string = f"({number})"
        mark.append(link)
        while isinstance(last := place.next_sibling, Tag) and last.name == "sup":  # several notes in their order
            place = last
        place.insert_after(mark)
    return str(soup)
