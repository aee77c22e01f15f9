"""How a paper cites a legal instrument: from the catalogue, never typed."""

from __future__ import annotations

from collections.abc import Sequence

from khuyenhoc.catalogue.citations import in_full
from khuyenhoc.catalogue.spec import InstrumentSpec
from khuyenhoc.documents.wording import with_quotes
from khuyenhoc.vietnamese.text import in_sentence

_APPROVES = "Phê duyệt"


def cite(instrument: InstrumentSpec) -> str:
    """ "Quyết định số 677/QĐ-TTg ngày 03/6/2022 của Thủ tướng Chính phủ"; no date where none is known."""
    return f"{instrument.kind} số {in_full(instrument)} của {instrument.issuer}"


def subject(instrument: InstrumentSpec, known: Sequence[InstrumentSpec] = ()) -> str:
    """What follows the citation: "phê duyệt Chương trình “…”" or "về …".

    An instrument that continues another of `known` says what that one was about, which its own title leaves out.
    """
    own = in_sentence(with_quotes(instrument.title))
    text = own if instrument.title.startswith(_APPROVES) else f"về {own}"
    continued = next((i for i in known if i.code == instrument.continues), None)
    return f"{text} {subject(continued)}" if continued else text
