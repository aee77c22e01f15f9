"""The words by which a workbook is understood, from `words.yaml`, ready to be looked up."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct, convert

from khuyenhoc.catalogue.loaders import read_document
from khuyenhoc.vietnamese.text import fold

DATA = Path(__file__).with_name("words.yaml")


class Words(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The lists of `words.yaml`, which says of each what it is."""

    roles: dict[str, tuple[str, ...]]
    terms: dict[str, tuple[str, ...]]
    revised: tuple[str, ...]
    parts_of_year: tuple[str, ...]
    all_parts: tuple[str, ...]
    spells: tuple[str, ...]
    sums_of_money: tuple[str, ...]
    targets: tuple[str, ...]
    total: str
    facets: dict[str, str]
    optional: frozenset[str]
    carried: str
    balance: str
    money: str
    opening: str
    closing: str
    also: dict[str, tuple[str, ...]]
    counting: tuple[str, ...]
    givers: frozenset[str]
    linking: tuple[str, ...]
    fillers: tuple[str, ...]
    own_words: frozenset[str]
    explanations: tuple[str, ...]
    ticks: tuple[str, ...]
    existing: tuple[str, ...]
    not_yet: tuple[str, ...]
    affirmed: tuple[str, ...]
    denied: tuple[str, ...]
    same_measures: tuple[tuple[str, ...], ...]
    counted_in: tuple[str, ...]
    of_shares: tuple[str, ...]
    parts: tuple[str, ...]
    rough: tuple[str, ...]
    reasons: tuple[str, ...]
    whole_return: tuple[str, ...]
    subtotals: tuple[str, ...]
    titles: tuple[str, ...]
    skipped: tuple[str, ...]
    other_documents: tuple[str, ...]
    samples: tuple[str, ...]
    mottoes: tuple[str, ...]
    people: tuple[str, ...]
    address: tuple[str, ...]
    below: tuple[str, ...]
    bodies: tuple[str, ...]
    half_years: tuple[str, ...]
    quarters: tuple[str, ...]
    measured: tuple[str, ...]
    measures: tuple[str, ...]

    @cached_property
    def role_of(self) -> dict[str, str]:
        """Folded phrase to role."""
        return {fold(phrase): role for role, phrases in self.roles.items() for phrase in phrases}


@cache
def words() -> Words:
    """Read once a process. ValidationError where the file does not hold what it must."""
    return convert(read_document(DATA), Words)


@cache
def folded(name: str) -> frozenset[str]:
    """One of the lists, folded: `folded("denied")`."""
    return frozenset(fold(text) for text in getattr(words(), name))
