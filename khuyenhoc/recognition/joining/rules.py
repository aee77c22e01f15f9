"""Whether what somebody typed is an entry of the list. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from khuyenhoc.recognition.models import Entry, Standing
from khuyenhoc.vietnamese.text import fold, normalise


def is_named(entry: Entry, name: str, birth_year: int | None = None) -> bool:
    """Whether an entry bears a name in full, in either case, with its accents or typed without any; for a citizen born in a
    year too."""
    typed, own = normalise(name).casefold(), normalise(entry.name).casefold()
    same = bool(typed) and (typed == own or typed == fold(own))
    return same and (entry.birth_year is None or entry.birth_year == birth_year)


def same_house(standings: Iterable[Standing], house: str) -> Standing | None:
    """The one of some namesakes that lives in a house, as both are written; None where none does."""
    return next((s for s in standings if fold(s.entry.house) == fold(house)), None)
