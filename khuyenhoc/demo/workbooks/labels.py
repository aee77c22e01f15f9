"""How people word the form's lines when they do not keep to it (`data/labels.yaml`)."""

from __future__ import annotations

from functools import cache

from khuyenhoc.demo.profile import Data, read_data


class Group(Data, frozen=True, kw_only=True):
    """Short lines under a heading, and perhaps a second heading below it; `lines` maps indicator to wording."""

    heading: str
    second: str | None = None
    lines: dict[str, str]


class Labels(Data, frozen=True, kw_only=True):
    typed_without_form: dict[str, str]
    under_headings: tuple[Group, ...]


@cache
def read_labels() -> Labels:
    return read_data(Labels, "labels.yaml")
