"""Who asks: the roles held today and what they give, read once a request."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, refusal
from khuyenhoc.access.rules import Held, allows
from khuyenhoc.desk.blanks import Blanks
from khuyenhoc.returns.models import Collection
from khuyenhoc.returns.queries import moving_collection
from khuyenhoc.units.queries import UnitMap, unit_map


class Visitor:
    """One statement for the roles, one for the map of each day that is asked for."""

    def __init__(self, user: User) -> None:
        self.user = user
        self._maps: dict[dt.date, UnitMap] = {}
        self._collections: dict[str, tuple[Collection, tuple[object, ...]]] = {}

    @cached_property
    def held(self) -> tuple[Held, ...]:
        return held_roles(self.user)

    def map_on(self, day: dt.date) -> UnitMap:
        if day not in self._maps:
            self._maps[day] = unit_map(day)
        return self._maps[day]

    def collection(self, code: str) -> tuple[Collection, tuple[object, ...]]:
        """`returns.queries.moving_collection`, read once a request."""
        if code not in self._collections:
            self._collections[code] = moving_collection(code)
        return self._collections[code]

    @property
    def home(self) -> str:
        """The code of the unit at which the first role is held; "" without a role."""
        return self.held[0].unit if self.held else ""

    def home_on(self, map_: UnitMap) -> str:
        """The unit of the first role that is there on a map, so that a page about then names the unit of then; else `home`."""
        return next((held.unit for held in self.held if held.unit in map_.units), self.home)

    def holds(self, right: Right) -> bool:
        """Whether any role gives the right anywhere."""
        return any(held.reach(right) for held in self.held)

    def may(self, right: Right, unit: str, map_: UnitMap) -> bool:
        return self.may_on(right, map_.lineage(unit))

    def may_on(self, right: Right, lineage: Sequence[str]) -> bool:
        """The same of a unit by its code and those above it, nearest first."""
        return allows(self.held, right, lineage)

    def check(self, right: Right, unit: str, map_: UnitMap) -> None:
        """NotAllowed, with the sentence for the screen, where the roles do not give the right on a unit."""
        self.check_on(right, map_.lineage(unit), map_.name(unit))

    def check_on(self, right: Right, lineage: Sequence[str], name: str) -> None:
        """The same of a unit by its lineage."""
        if not self.may_on(right, lineage):
            raise NotAllowed(refusal(self.user, right, name))


class DeskRequest(HttpRequest):
    """What a view of the desk is given by its guard: somebody signed in, and what they may do."""

    user: User
    visitor: Visitor
    htmx: HtmxDetails
    blanks: type[Blanks] | None
    """What stands for the reader's own in a page that is made to be kept (`ready`)."""
