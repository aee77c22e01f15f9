"""A village's poster: a code to be scanned, large, with the three steps in large type. One page A4 for each village."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from khuyenhoc.documents.letters import qr_svg
from khuyenhoc.documents.typeset import typeset


@dataclass(frozen=True, slots=True)
class Poster:
    """One page as it is printed. `address`: where the code leads; `mark`: what stands on invented names, else ""."""

    issuer: str
    title: str
    place: str
    steps: tuple[str, ...]
    typed: str
    address: str
    until: str
    foot: str
    mark: str = ""


def posters_pdf(posters: Sequence[Poster], made_at: dt.datetime) -> bytes:
    """The file, a poster on each page. The same posters give the same bytes. FontsMissing where the fonts are not made."""
    return typeset("poster.typ", {"posters": [{**asdict(p), "code": qr_svg(p.address)} for p in posters]}, made_at)
