"""Where on the pages of a draft something is changed: the addresses of its parts, and the field that a finding is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from khuyenhoc.catalogue.criteria.editing import KINDS, Kind
from khuyenhoc.catalogue.criteria.saying import Finding
from khuyenhoc.theme.problems import Problem

SLUGS: Final[dict[Kind, str]] = {
    "groups": "nhom", "criteria": "tieu-chi", "indicators": "chi-so", "vetoes": "loai-tru",
}  # fmt: skip
"""How the kinds of parts are called in addresses."""
TAB: Final = "criteria_sets"
"""The item of the navigation that these pages belong to."""
NEW: Final = "them"
"""In place of a code: a part that is not there yet."""
_FIELDS: Final = {
    "thresholds.ordinary": "ordinary", "thresholds.disadvantaged": "disadvantaged", "indicator_minimum": "minimum",
    "votes_needed": "votes", "valid_years": "years", "votes_needed.status": "votes_status",
    "votes_needed.source": "votes_source", "valid_years.status": "years_status", "valid_years.source": "years_source",
}  # fmt: skip
"""Fields of the form of the whole that are called otherwise than in the data."""


@dataclass(frozen=True, slots=True)
class Place:
    """`kind` None: the form of the whole. `field`: of the form."""

    kind: Kind | None
    part: str
    field: str


def place_of(finding: Finding) -> Place:
    """The page and the field on which a finding is put right."""
    first, _dot, rest = finding.field.partition(".")
    kind = next((kind for kind in KINDS if kind == first), None)
    if kind is None or not rest:
        return Place(None, "", _FIELDS.get(finding.field, first))
    part, _dot, field = rest.partition(".")
    if field.startswith("wordings."):
        group, _dot, what = field.removeprefix("wordings.").partition(".")
        field = wording_field(group, what or "text")
    return Place(kind, part, field or "title")


def wording_field(group: str, what: str) -> str:
    """The field of what an indicator says to a group: its text, its status, or its source."""
    return f"{what}-{group}"


def address(code: str, kind: Kind | None = None, part: str = "") -> str:
    """The page on which a part of a draft is changed, or the whole."""
    if kind is None:
        return reverse("desk:criteria_edit", args=[code])
    return reverse("desk:criteria_part", args=[code, SLUGS[kind], part])


def problems_of(code: str, findings: Iterable[Finding]) -> list[Problem]:
    """Findings of a draft as lines that lead to where each is put right."""
    places = [(finding, place_of(finding)) for finding in findings]
    return [Problem(f.message, f"{address(code, p.kind, p.part)}#id_{p.field}") for f, p in places]


def of_page(findings: Sequence[Finding], kind: Kind | None, part: str) -> list[tuple[str, str]]:
    """(field, sentence) of the findings that are put right on a page."""
    places = ((place_of(finding), finding.message) for finding in findings)
    return [(place.field, message) for place, message in places if (place.kind, place.part) == (kind, part)]
