"""A page of a list: what was asked for, the rows under the headings of their villages, and the way to the next page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from khuyenhoc.desk.recognition.place import Place
from khuyenhoc.desk.recognition.typed import typed_number, typed_rows
from khuyenhoc.recognition.calling import Key, key_of
from khuyenhoc.recognition.enums import Status
from khuyenhoc.recognition.models import Standing, Village
from khuyenhoc.recognition.queries import Filters, page_of
from khuyenhoc.recognition.rules import Count

ROWS = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for by the query of its address: `tu`, `thon`, `tinh-trang`, `sau`."""

    filters: Filters
    after: Key | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.filters.words or self.filters.village or self.filters.status)

    @property
    def query(self) -> dict[str, str]:
        """The same as a query, without the place in the list."""
        chosen = {"tu": self.filters.words, "thon": self.filters.village or "", "tinh-trang": self.filters.status or ""}
        return {name: str(value) for name, value in chosen.items() if value}


@dataclass(frozen=True, slots=True)
class Row:
    """`ended`: it is a whole unit that is not on the map of the list's year any more."""

    standing: Standing
    name: str
    head: str
    ended: bool = False


@dataclass(slots=True)
class Group:
    """The rows of a page that are of one village of one unit."""

    title: str
    village: int | None
    count: Count | None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """A page's rows; `after`: the query of the page after it, "" where it is the last."""

    groups: list[Group]
    after: str
    number: int


def asked_of(query: Mapping[str, str], scope: str = "") -> Asked:
    """What somebody typed or followed; what makes no sense is left out. `scope`: of the list."""
    status = query.get("tinh-trang", "")
    filters = Filters(
        status=Status(status) if status in Status.values else None,
        village=typed_number(query.get("thon", "")),
        words=query.get("tu", "").strip()[:120], scope=scope,
    )  # fmt: skip
    return Asked(filters, _key(query.get("sau", "")))


def listed(place: Place, asked: Asked, counts: Mapping[int | None, Count], there: Collection[str] = ()) -> Listed:
    """A page of a list as it was asked for; `there`: the whole units (codes) that belong on it. Statements as `page_of`."""
    rows = page_of(place.units, place.model, place.year, asked.filters, asked.after, ROWS + 1)
    shown, more = rows[:ROWS], len(rows) > ROWS
    after = urlencode({**asked.query, "sau": "~".join(map(str, key_of(shown[-1])))}) if more else ""
    return Listed(_groups(place, shown, counts, there), after, len(shown))


def _groups(
    place: Place, standings: Sequence[Standing], counts: Mapping[int | None, Count], there: Collection[str]
) -> list[Group]:
    found: list[Group] = []
    called = {} if place.is_one else place.called()
    last: tuple[str, int | None] | None = None
    for standing in standings:
        entry = standing.entry
        if (key := (standing.unit.code, entry.village_id)) != last:
            found.append(_group(called.get(standing.unit.code, ""), entry.village, counts))
            last = key
        ended = entry.about is not None and entry.about.code not in there
        found[-1].rows.append(Row(standing, place.name(entry), place.head(entry), ended))
    return found


def _group(unit: str, village: Village | None, counts: Mapping[int | None, Count]) -> Group:
    name, row = (village.full_name, village.pk) if village else ("", None)
    return Group(", ".join(filter(None, (name, unit))), row, counts.get(row))


def _key(text: str) -> Key | None:
    unit, *rest = text.split("~")
    numbers = typed_rows(rest)
    if len(rest) != 3 or len(numbers) != 3:
        return None
    village, number, entry = numbers
    return unit, village, number, entry
