"""Names for synthetic registers, put together from parts: the same for the same stream."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random

from khuyenhoc.demo.profile import Data, read_data


class Parts(Data, frozen=True, kw_only=True):
    middles: tuple[str, ...]
    given: tuple[str, ...]


class Names(Data, frozen=True, kw_only=True):
    """What `data/names.yaml` says."""

    status: str
    source: str
    families: dict[str, int]
    women: Parts
    men: Parts
    villages: tuple[str, ...]
    village_kind: str
    village_kinds: dict[str, str]
    community: str
    organisation: tuple[str, ...]
    clan: str
    house: str


@cache
def read_names() -> Names:
    return read_data(Names, "names.yaml")


def people(random: Random, number: int) -> Iterator[str]:
    """So many people: "Nguyễn Văn Hùng"."""
    names = read_names()
    rest = [f"{m} {g}" for sex in (names.women, names.men) for m in sex.middles for g in sex.given]
    return map(" ".join, zip(_families(random, number), random.choices(rest, k=number), strict=True))


def clans(random: Random, number: int) -> Iterator[str]:
    """So many clans: "họ Nguyễn Đức"."""
    names = read_names()
    middles = random.choices(names.men.middles, k=number)
    pairs = zip(_families(random, number), middles, strict=True)
    return (names.clan.format(family=family, middle=middle) for family, middle in pairs)


def _families(random: Random, number: int) -> Sequence[str]:
    families = read_names().families
    return random.choices(list(families), list(families.values()), k=number)


def communities(number: int) -> Iterator[str]:
    """ "Khu dân cư số 12"."""
    return (read_names().community.format(n=n) for n in range(1, number + 1))


def organisations(random: Random, number: int) -> Iterator[str]:
    """ "Tổ sản xuất số 12"."""
    kinds = random.choices(read_names().organisation, k=number)
    return (kind.format(n=n) for n, kind in enumerate(kinds, start=1))
