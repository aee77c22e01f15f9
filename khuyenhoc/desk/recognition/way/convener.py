"""Who notes a village's meeting: by an account or by the village's one-time link, and where the pages are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState
from khuyenhoc.access.links import state_of
from khuyenhoc.access.models import OneTimeLink, User
from khuyenhoc.desk.by_link import GONE, closed, ended, known_link, secret
from khuyenhoc.desk.recognition.place import place_of, show_list
from khuyenhoc.desk.recognition.way.doors import is_synthetic, place_name
from khuyenhoc.desk.recognition.way.gathering import WITHOUT, village_of
from khuyenhoc.desk.visitor import DeskRequest
from khuyenhoc.desk.words import period_label
from khuyenhoc.recognition.enums import LearningModel
from khuyenhoc.recognition.meetings.models import Meeting
from khuyenhoc.recognition.models import Village
from khuyenhoc.recognition.wholes.saying import titled
from khuyenhoc.units.models import Unit

PURPOSE: Final = "hop-thon:"
"""With what the purpose of a village's link begins."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Convener:
    """`by` notes a meeting of `village` (None: of the whole unit), or on whole units of a `scope`; `to`: the address of one of
    its pages; `leave`: the page from which they were opened, "" for a link's."""

    by: User
    unit: Unit
    village: Village | None
    model: LearningModel
    year: int
    scope: str
    synthetic: bool
    is_by_link: bool
    to: Callable[..., str]
    leave: str
    render: Callable[..., HttpResponse]

    @property
    def village_row(self) -> int | None:
        return self.village.pk if self.village else None

    @property
    def list_(self) -> tuple[int, int | None, LearningModel, int, str]:
        """What `to_vote_on` asks for."""
        return self.unit.pk, self.village_row, self.model, self.year, self.scope

    @property
    def titled(self) -> str:
        """ "gia đình học tập"."""
        return titled(self.model, self.scope)

    @property
    def place(self) -> str:
        """ "Thôn Đông, xã Thanh Tùng". One statement."""
        return place_name(self.unit, self.village)

    def show(self, template: str, **context: Any) -> HttpResponse:
        """A page of a meeting, in the frame of an account's or of a link's pages."""
        base = "desk/recognition/way/base.html" if self.is_by_link else "theme/desk_base.html"
        return self.render(template, base=base, who=self, place=self.place, **context)


def purpose(village: Village | None, model: str, year: int) -> str:
    """What a village's link is for."""
    return f"{PURPOSE}{village.pk if village else WITHOUT}:{model}:{year}"


def with_account(
    request: DeskRequest, unit: str, model: LearningModel, year: int, village: int, scope: str = ""
) -> Convener:
    """NotAllowed where somebody may not see the register; Http404 for a village of elsewhere."""
    place = place_of(request, unit, model, year, scope)
    args = place.args if scope else (unit, model, year, village)

    def page(template: str, status: int = 200, **context: Any) -> HttpResponse:
        return show_list(request, f"way/{template}", place, status=status, **context)

    def to(page: str = "meet", *rest: object) -> str:
        return reverse(f"desk:{page}", args=rest or args)

    leave = place.url if scope else reverse("desk:way", args=place.args)
    row = Unit.objects.get(code=unit)
    return Convener(
        request.user, row, village_of(unit, village), model, year, scope, place.synthetic, False, to, leave, page
    )  # fmt: skip


def by_village_link(view: View) -> View:
    """For whoever holds a village's link that is open; for everybody else a sentence and no more. The view gets a Convener."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        link = known_link(request, token, PURPOSE)
        if isinstance(link, HttpResponse):
            return secret(link)
        if (state := state_of(link)) is not LinkState.OPEN:
            title, _text = ended(link, state)
            text = _("Muốn ghi kết quả họp thôn, đề nghị Hội Khuyến học gửi liên kết mới. Phiếu đã ghi vẫn còn nguyên.")
            return secret(closed(request, title, text, GONE))
        return secret(view(request, _with_link(request, link, token), **kwargs))

    return guarded


def _with_link(request: HttpRequest, link: OneTimeLink, token: str) -> Convener:
    number, model, year = link.purpose.removeprefix(PURPOSE).split(":")
    village = village_of(link.unit.code, int(number))
    synthetic = is_synthetic(link.unit.pk, model)
    frame = {"period_label": period_label(year), "synthetic": synthetic, "token": token}

    def page(template: str, status: int = 200, **context: Any) -> HttpResponse:
        around = {**frame, "unit_name": context["place"], **context}
        return render(request, f"desk/recognition/way/{template}.html", around, status=status)

    def to(page: str = "meet", *rest: object) -> str:
        return reverse(f"desk:link_{page}", args=[token, *rest])

    known = LearningModel(model)
    return Convener(link.user, link.unit, village, known, int(year), "", synthetic, True, to, "", page)


def own_meeting(who: Convener, meeting: Meeting) -> None:
    """Http404 where a meeting is none of the village's own."""
    if (meeting.unit_id, meeting.village_id, meeting.model, meeting.year, meeting.scope) != who.list_:
        raise Http404(_("Không có cuộc họp này."))
