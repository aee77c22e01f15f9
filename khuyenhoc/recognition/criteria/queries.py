"""By which criteria set somebody of a register is judged. Reads only."""

from __future__ import annotations

import datetime as dt

from khuyenhoc.catalogue.criteria.queries import criteria_in_force
from khuyenhoc.catalogue.criteria.spec import AREAS, MODELS, Area, CriteriaSetSpec


def criteria_of(model: str, scope: str, area: str, on: dt.date) -> CriteriaSetSpec | None:
    """The set by which an entry is judged on a day. One statement."""
    known = next(m for m in MODELS if m == model)
    return criteria_in_force(known, scope, on, area=known_area(area))


def known_area(area: str) -> Area:
    """An area as it stands in a row; the ordinary one where nothing is said. Pure."""
    return next((known for known in AREAS if known == area), "ordinary")
