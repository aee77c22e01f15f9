"""What is looked for in a list that comes in: names of columns and words in cells, as data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

import yaml
from msgspec import Struct, convert

from khuyenhoc.recognition.enums import LearningModel, Status
from khuyenhoc.recognition.rules import PERSONS
from khuyenhoc.sheets.lists.asked import Asked, Group, Wanted
from khuyenhoc.vietnamese.text import fold, normalise

FILE: Final = Path(__file__).parent / "columns.yaml"


class _Groups(Struct, frozen=True, forbid_unknown_fields=True):
    kinds: tuple[str, ...]
    ends: tuple[str, ...]
    short: dict[str, str]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    recognised: tuple[str, ...]
    refused: tuple[str, ...]
    registered: tuple[str, ...]
    listed: tuple[str, ...]
    moved_away: tuple[str, ...]
    ended: tuple[str, ...]
    ticks: tuple[str, ...]
    blanks: tuple[str, ...]


class _Document(Struct, frozen=True, forbid_unknown_fields=True):
    groups: _Groups
    common: dict[str, tuple[str, ...]]
    models: dict[LearningModel, dict[str, tuple[str, ...]]]
    split_names: tuple[tuple[str, ...], ...]
    words: _Words


@cache
def _document() -> _Document:
    return convert(yaml.safe_load(FILE.read_text(encoding="utf-8")), _Document)


@cache
def asked_for(model: LearningModel) -> Asked:
    """The columns of a model's lists."""
    document = _document()
    own = document.models[model]
    common = {key: names for key, names in document.common.items() if key != "village" or "thôn" not in own["name"]}
    people = document.split_names if model in PERSONS else ()
    columns = [
        Wanted(key, names, needed=key == "name", parts=people if key == "name" else ())
        for key, names in {**own, **common}.items()
    ]
    has_villages = "village" in common
    group = Group("village", document.groups.kinds, document.groups.ends) if has_villages else None
    return Asked(tuple(columns), group)


@cache
def statuses() -> dict[str, Status]:
    """What a cell of a column of statuses says, folded."""
    words = _document().words
    return {
        fold(word): status
        for status in (
            Status.RECOGNISED, Status.REFUSED, Status.REGISTERED, Status.LISTED, Status.MOVED_AWAY, Status.ENDED,
        )
        for word in getattr(words, status.value)
    }  # fmt: skip


@cache
def ticks() -> dict[str, bool]:
    """What a cell of a column that is ticked says, folded: ticked or not."""
    words = _document().words
    return {**{fold(word): True for word in words.ticks}, **{fold(word): False for word in words.blanks}}


def kind_and_name(text: str) -> tuple[str, str]:
    """ "Thôn Đông" as ("thôn", "Đông"), "TDP số 3" as ("tổ dân phố", "số 3"); the first kind where none is said."""
    said, groups = normalise(text), _document().groups
    lower = said.casefold()
    for kind in sorted(groups.kinds, key=len, reverse=True):
        if lower.startswith(f"{kind} ") and (name := said[len(kind) :].strip(" :.-")):
            return groups.short.get(kind, kind), name
    return groups.kinds[0], said
