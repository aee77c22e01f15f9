"""What is looked for in a list: its columns, and what the lines between its rows may name."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct


class Wanted(Struct, frozen=True):
    """A column by its `key`. `names`: what people write over it, matched without accents, brackets and marks.

    `needed`: without it the table is asked about. `parts`: what is written over columns side by side that together hold it,
    the first part's names first: (("họ và tên đệm", "họ"), ("tên",)).
    """

    key: str
    names: tuple[str, ...]
    needed: bool = False
    parts: tuple[tuple[str, ...], ...] = ()


class Group(Struct, frozen=True):
    """The column that lines in between, titles and names of sheets fill for all rows below: a village.

    `kinds`: how its names begin ("thôn", "TDP"). `ends`: words of a title with which such a name is over ("năm").
    """

    key: str
    kinds: tuple[str, ...]
    ends: tuple[str, ...] = ()


class Asked(Struct, frozen=True, dict=True):
    """The columns in the order in which a row gives their texts; `group` is the key of one of them."""

    columns: tuple[Wanted, ...]
    group: Group | None = None

    @cached_property
    def keys(self) -> tuple[str, ...]:
        return tuple(column.key for column in self.columns)

    @cached_property
    def needed(self) -> frozenset[str]:
        return frozenset(column.key for column in self.columns if column.needed)
