"""Whoever shows how a file is to be understood: by an account or by a one-time link, and where the pages are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from khuyenhoc.access.enums import Right
from khuyenhoc.access.models import User
from khuyenhoc.access.queries import NotAllowed, held_roles, refusal
from khuyenhoc.access.rules import Held
from khuyenhoc.desk.by_link import LinkRequest, around
from khuyenhoc.desk.frame import show, where
from khuyenhoc.desk.views.files import may_have
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.returns.models import ReceivedFile
from khuyenhoc.returns.runs import received_file
from khuyenhoc.units.queries import UnitMap


@dataclass(frozen=True)
class Mapper:
    """`by` looks at `file`. `back`: the page from which one came; `token`: of the link, "" with an account."""

    by: User
    held: tuple[Held, ...]
    file: ReceivedFile
    map: UnitMap
    token: str
    back: str
    render: Callable[..., HttpResponse]

    def to(self, step: str = "", file: int = 0, **query: object) -> str:
        """The address of the sheet (""), or of a step: "o", "don-vi", "cot", "trang", "ky", "bo", "doc-lai", "xong" …"""
        name = "link_mapping" if self.token else "mapping"
        args = [*filter(None, [self.token]), str(file or self.file.pk), *filter(None, [step])]
        address = reverse(f"desk:{name}{'_step' if step else ''}", args=args)
        asked = {k: v for k, v in query.items() if v is not None}
        return f"{address}?{urlencode(asked)}" if asked else address

    def show(self, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """A page of mapping, in the frame of an account's or of a link's pages."""
        base = "desk/link/base.html" if self.token else "theme/desk_base.html"
        return self.render(f"mapping/{template}", status, {"base": base, "who": self, "file": self.file, **context})


def with_account(request: DeskRequest, pk: int) -> Mapper:
    """NotAllowed for who may not have the file."""
    file, units = received_file(pk)
    map_ = request.visitor.map_on(file.collection.period_ends)
    if not may_have(request, file, units):
        raise NotAllowed(refusal(request.user, Right.SEE_RETURN, map_.name(file.collection.unit.code)))
    at = where(map_, units[0] if len(units) == 1 else request.visitor.home_on(map_), file.collection)

    def page(template: str, status: int, context: dict[str, Any]) -> HttpResponse:
        return show(request, template, at, tab="uploads", status=status, **context)

    back = reverse("desk:run", args=[file.run_id]) if file.run_id else reverse("desk:uploads")
    return Mapper(request.user, request.visitor.held, file, map_, "", back, page)


def with_link(request: LinkRequest, pk: int) -> Mapper:
    """Http404 for a file that did not come by this link."""
    own = ReceivedFile.objects.filter(collection=request.collection, received_by=request.link.user, pk=pk)
    file = own.select_related("collection__unit", "collection__form").first()
    if file is None:
        raise Http404

    def page(template: str, status: int, context: dict[str, Any]) -> HttpResponse:
        return render(request, f"desk/{template}.html", {**around(request), **context}, status=status)

    back = reverse("desk:link", args=[request.token])
    return Mapper(request.link.user, held_roles(request.link.user), file, request.map, request.token, back, page)
