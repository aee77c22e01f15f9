"""Whoever types a return: by an account or by a one-time link, for which unit, and where the pages are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khuyenhoc.access.models import User
from khuyenhoc.desk.by_link import LinkRequest, around
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.models import Collection
from khuyenhoc.units.models import Unit
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True, slots=True)
class Ways:
    """Addresses of the pages: `prefix` of their names, and what stands before the rest in each address."""

    prefix: str
    args: tuple[str, ...]

    def to(self, page: str = "", *rest: str) -> str:
        """`page`: "", "begin", "section", "cell", "check", "send" or "drop"."""
        name = f"{self.prefix}_{page}" if page else self.prefix
        return reverse(f"desk:{name}", args=[*self.args, *rest])


@dataclass(frozen=True)
class Typist:
    """`by` types the return of `unit`; `leave`: the page from which the pages were opened; `render`: a page in its frame."""

    by: User
    collection: Collection
    unit: Unit
    map: UnitMap
    ways: Ways
    leave: str
    is_by_link: bool
    render: Callable[..., HttpResponse]

    def show(self, template: str, **context: Any) -> HttpResponse:
        """A page of typing, in the frame of an account's or of a link's pages."""
        base = "desk/link/base.html" if self.is_by_link else "theme/desk_base.html"
        return self.render(template, base=base, who=self, ways=self.ways, collection=self.collection, **context)


def with_account(request: DeskRequest, collection: Collection, unit: Unit) -> Typist:
    map_ = request.visitor.map_on(collection.period_ends)
    at = where(map_, unit.code, collection)

    def page(template: str, **context: Any) -> HttpResponse:
        return show(request, f"typing/{template}", at, tab="uploads", **context)

    ways = Ways("type", (collection.code, unit.code))
    leave = reverse("desk:upload", args=[collection.code])
    return Typist(request.user, collection, unit, map_, ways, leave, False, page)


def with_link(request: LinkRequest) -> Typist:
    def page(template: str, status: int = 200, **context: Any) -> HttpResponse:
        return render(request, f"desk/typing/{template}.html", {**around(request), **context}, status=status)

    link, ways = request.link, Ways("link_type", (request.token,))
    leave = reverse("desk:link", args=[request.token])
    return Typist(link.user, request.collection, link.unit, request.map, ways, leave, True, page)
