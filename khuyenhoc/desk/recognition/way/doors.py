"""Who comes in without an account: by a village's poster, or by an entry's own link. Nothing here rests on a cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from khuyenhoc.access.enums import LinkState
from khuyenhoc.desk.by_link import GONE, closed, found_by, secret
from khuyenhoc.desk.words import period_label
from khuyenhoc.recognition.joining.links import find_invitation, find_own, state_of
from khuyenhoc.recognition.joining.models import Invitation, OwnLink
from khuyenhoc.recognition.models import Register, Standing, Village
from khuyenhoc.units.history import versions
from khuyenhoc.units.models import Unit
from khuyenhoc.vietnamese.dates import format_date
from khuyenhoc.vietnamese.text import capitalised

View = Callable[..., HttpResponseBase]


class PosterRequest(HttpRequest):
    """What a view is given by its guard: a poster's code that may be used. `of`: the same, for the frame of the page."""

    invitation: Invitation
    of: Invitation
    token: str


class OwnRequest(HttpRequest):
    """What a view is given by its guard: the entry whose own link was opened, in its year. `of`: the same."""

    link: OwnLink
    standing: Standing
    of: Standing
    token: str


def by_poster(view: View) -> View:
    """For whoever scanned a poster whose code is still good; for everybody else a sentence and no more."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        found = found_by(request, token, find_invitation, _look_again())
        if isinstance(found, HttpResponse):
            return secret(found)
        if (state := state_of(found)) is not LinkState.OPEN:
            return secret(closed(request, *_ended(found, state), GONE, **around(found)))
        known: PosterRequest = request  # type: ignore[assignment]  # what follows makes it one
        known.invitation = known.of = found
        known.token = token
        return secret(view(known, **kwargs))

    return guarded


def by_own_link(view: View) -> View:
    """For whoever holds an entry's own link, in whatever state its year is."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
        found = found_by(request, token, find_own, _look_again())
        if isinstance(found, HttpResponse):
            return secret(found)
        if found.revoked_at:
            text = _("Đã có liên kết mới thay liên kết này. Mở liên kết mới nhất; nếu không thấy thì hỏi trưởng thôn.")
            return secret(closed(request, _("Liên kết này không dùng được nữa"), text, GONE, **around(found.standing)))
        known: OwnRequest = request  # type: ignore[assignment]  # what follows makes it one
        known.link, known.token = found, token
        known.standing = known.of = found.standing
        return secret(view(known, **kwargs))

    return guarded


def show_way(request: PosterRequest | OwnRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """A page without an account, in the frame of the village."""
    frame = {**around(request.of), "token": request.token}
    return render(request, f"desk/recognition/way/{template}.html", {**frame, **context}, status=status)


def around(of: Invitation | Standing) -> dict[str, Any]:
    """What stands around every such page: which village, which year, and whether its names are invented. Two statements."""
    village = of.village if isinstance(of, Invitation) else of.entry.village
    period = period_label(str(of.year))
    name = place_name(of.home if isinstance(of, Invitation) else of.unit, village)
    return {
        "unit_name": name, "period_label": period, "place": f"{name} · {period}",
        "synthetic": is_synthetic(of.unit_id, of.model),
    }  # fmt: skip


def is_synthetic(unit: int, model: str) -> bool:
    """Whether the names of a register are invented. One statement."""
    return Register.objects.filter(unit=unit, model=model, synthetic=True).exists()


def place_name(unit: Unit, village: Village | None) -> str:
    """ "Thôn Đông, xã Thanh Tùng". One statement."""
    known = versions(unit.code)
    name = known[-1].full_name if known else unit.code
    return capitalised(f"{village.full_name}, {name}" if village else name)


def _look_again() -> str:
    return _(
        "Quét lại mã trên giấy, hoặc mở lại liên kết đã lưu. Vẫn không được thì hỏi trưởng thôn hoặc Hội Khuyến học."
    )


def _ended(invitation: Invitation, state: LinkState) -> tuple[str, str]:
    ask = _("Muốn đăng ký, gặp trưởng thôn hoặc Hội Khuyến học nơi ở.")
    if state is LinkState.REVOKED:
        return _("Mã này không dùng được nữa"), _(
            "Hội Khuyến học đã thay mã khác. Quét mã trên tờ mới nhất."
        ) + " " + ask
    day = format_date(invitation.expires_on)
    return _("Đã hết hạn đăng ký"), _("Mã này nhận đăng ký đến hết ngày %s.") % day + " " + ask
